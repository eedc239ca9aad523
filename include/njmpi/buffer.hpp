// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Buffers: pointer, count and datatype of whatever a program keeps its numbers in.
#pragma once

#include <njmpi/datatype.hpp>

namespace njmpi {

/// count elements at a pointer: njmpi::buffer(p, n). Does not own them.
template <class T> class buffer {
public:
  constexpr buffer(T* data, std::size_t count) : data_(data), count_(count) {}
  NJMPI_INLINE constexpr T* data() const { return data_; }
  NJMPI_INLINE constexpr std::size_t size() const { return count_; }

private:
  T* data_;
  std::size_t count_;
};

/// To be specialised for a user's container:
///   static T* data(container&);  static const T* data(const container&);  static std::size_t size(const
///   container&); static constexpr bool borrowed = true;   // if it does not own its elements
template <class T> struct buffer_traits {
  using undefined = void;
};

/// The type of njmpi::in_place.
struct in_place_type {};
/// First argument of a collective that works in its other buffer (MPI_IN_PLACE).
inline constexpr in_place_type in_place{};

template <class T> class packed;
template <class T> class strided;

namespace rt {

/// What kind of buffer a type is; those from pointer on are none.
enum class shape {
  scalar,
  array,
  range,
  valarray,
  mdspan,
  dense,
  custom,
  explicit_,
  packed,
  strided,
  in_place,
  pointer,
  unsized,
  scattered,
  none
};

template <class T>
concept custom_buffer = !requires { typename buffer_traits<T>::undefined; };

// Multi-dimensional spans, of the standard or not: those that are not need not name their types.
template <class T> using handle_of = std::remove_cvref_t<decltype(std::declval<const T&>().data_handle())>;
template <class T> using mapping_of = std::remove_cvref_t<decltype(std::declval<const T&>().mapping())>;
template <class T>
concept mdspan_like = requires(const T& x) {
  x.data_handle();
  x.mapping().required_span_size();
} && (requires(const T& x) { x.mapping().is_exhaustive(); } || requires { mapping_of<T>::is_always_exhaustive(); });

// Dense linear algebra objects that name their storage as Eigen does.
template <class T>
concept eigen_like = requires(const T& x) {
  typename T::Scalar;
  typename T::PlainObject;
  x.rows();
  x.cols();
  x.eval();
};
template <class T> inline constexpr bool unstrided_map = false;
template <class Plain, int Options, class Stride, template <class, int, class> class Map>
inline constexpr bool unstrided_map<Map<Plain, Options, Stride>> =
    Stride::OuterStrideAtCompileTime == 0 && Stride::InnerStrideAtCompileTime == 0;
template <class T> consteval bool dense_is_contiguous() {
  if constexpr (!requires(const T& x) {
                  x.data();
                  x.innerStride();
                })
    return false;
  else if constexpr (std::is_same_v<T, typename T::PlainObject> || unstrided_map<T>)
    return true;
  else if constexpr (requires {
                       T::IsVectorAtCompileTime;
                       T::InnerStrideAtCompileTime;
                     })
    return T::IsVectorAtCompileTime && T::InnerStrideAtCompileTime == 1;
  else
    return false;
}

template <class T> inline constexpr bool is_valarray = false;
template <class T> inline constexpr bool is_valarray<std::valarray<T>> = true;
template <class T> inline constexpr bool is_buffer = false;
template <class T> inline constexpr bool is_buffer<buffer<T>> = true;
template <class T> inline constexpr bool is_packed = false;
template <class T> inline constexpr bool is_packed<njmpi::packed<T>> = true;
template <class T> inline constexpr bool is_strided = false;
template <class T> inline constexpr bool is_strided<njmpi::strided<T>> = true;

/// T without reference and const.
template <class T> consteval shape shape_of() {
  if constexpr (std::is_same_v<T, in_place_type>)
    return shape::in_place;
  else if constexpr (is_packed<T>)
    return shape::packed;
  else if constexpr (is_strided<T>)
    return shape::strided;
  else if constexpr (is_buffer<T>)
    return shape::explicit_;
  else if constexpr (custom_buffer<T>)
    return shape::custom;
  else if constexpr (std::is_array_v<T>)
    return shape::array;
  else if constexpr (std::is_pointer_v<T>)
    return shape::pointer;
  else if constexpr (std::is_scalar_v<T>)
    return shape::scalar;
  else if constexpr (is_valarray<T>)
    return shape::valarray;
  else if constexpr (mdspan_like<T>)
    return std::is_pointer_v<handle_of<T>> ? shape::mdspan : shape::scattered;
  else if constexpr (eigen_like<T>)
    return dense_is_contiguous<T>() ? shape::dense : shape::scattered;
  else if constexpr (std::ranges::range<T>) {
    if constexpr (!std::ranges::contiguous_range<T>)
      return shape::scattered;
    else
      return std::ranges::sized_range<T> ? shape::range : shape::unsized;
  } else
    return std::is_object_v<T> ? shape::scalar : shape::none;
}

/// The same for who reads the program.
template <class T> struct shape_constant {
  static constexpr shape value = shape_of<T>();
};

/// A layout that is contiguous for every value of its type, or that must be asked.
template <class T> consteval bool always_exhaustive() {
  if constexpr (requires { T::is_always_exhaustive(); })
    return T::is_always_exhaustive();
  else if constexpr (requires { mapping_of<T>::is_always_exhaustive(); })
    return mapping_of<T>::is_always_exhaustive();
  else
    return false;
}

/// The two facts of a buffer that are values: pointer and number of C++ elements. T may be const.
template <class T> NJMPI_INLINE inline auto data_of(T& x) {
  constexpr shape s = shape_of<std::remove_cv_t<T>>();
  if constexpr (s == shape::scalar)
    return std::addressof(x);
  else if constexpr (s == shape::array)
    return reinterpret_cast<std::remove_all_extents_t<T>*>(std::addressof(x));
  else if constexpr (s == shape::custom)
    return buffer_traits<std::remove_cv_t<T>>::data(x);
  else if constexpr (s == shape::valarray)
    return x.size() == 0 ? nullptr : std::addressof(x[0]);
  else if constexpr (s == shape::mdspan)
    return x.data_handle();
  else if constexpr (requires { x.data(); })
    return x.data();
  else
    return std::ranges::data(x);
}

template <class T> NJMPI_INLINE inline std::size_t size_of(T& x) {
  constexpr shape s = shape_of<std::remove_cv_t<T>>();
  if constexpr (s == shape::scalar)
    return 1;
  else if constexpr (s == shape::array)
    return sizeof(T) / sizeof(std::remove_all_extents_t<T>);
  else if constexpr (s == shape::custom)
    return static_cast<std::size_t>(buffer_traits<std::remove_cv_t<T>>::size(x));
  else if constexpr (s == shape::mdspan) {
    if constexpr (!always_exhaustive<std::remove_cv_t<T>>())
      if (!x.mapping().is_exhaustive())
        return not_contiguous;
    return static_cast<std::size_t>(x.mapping().required_span_size());
  } else if constexpr (requires { x.size(); })
    return static_cast<std::size_t>(x.size());
  else
    return static_cast<std::size_t>(std::ranges::size(x));
}

/// The element of a buffer, const if it cannot be written. T is a reference's target.
template <class T> using stored_t = std::remove_pointer_t<decltype(data_of(std::declval<T&>()))>;
template <class T> using element_t = std::remove_cv_t<stored_t<T>>;

/// Whether the elements live on when the object is gone.
template <class T> consteval bool is_borrowed() {
  constexpr shape s = shape_of<T>();
  if constexpr (s == shape::custom) {
    if constexpr (requires { buffer_traits<T>::borrowed; })
      return buffer_traits<T>::borrowed;
    else
      return false;
  } else if constexpr (s == shape::range)
    return std::ranges::enable_borrowed_range<T>;
  else if constexpr (s == shape::dense)
    return !std::is_same_v<T, typename T::PlainObject>;
  else
    return s == shape::explicit_ || s == shape::mdspan || s == shape::strided || s == shape::packed ||
           s == shape::in_place;
}

enum class direction { in, out, inout };

/// What is wrong with a buffer.
enum class fault {
  none,
  pointer,
  unsized,
  no_buffer,
  scattered,
  element,
  constant,
  volatile_,
  temporary,
  started,
  packed
};

/// A range of ranges of numbers is a matter of contiguity; other elements are one of their datatype.
template <class E> consteval bool is_range_of_numbers() {
  if constexpr (std::ranges::range<E> && !requires(E& e) { e.c_str(); } && !has_datatype<E>)
    return has_datatype<std::ranges::range_value_t<E>> ||
           is_range_of_numbers<std::ranges::range_value_t<E>>();
  else
    return false;
}

/// T is the type of the argument with its reference; rvalue scalars are the input of reductions only.
template <direction D, bool Nonblocking, bool Reduction, class T> consteval fault fault_of() {
  using object = std::remove_reference_t<T>;
  using plain = std::remove_cv_t<object>;
  constexpr shape s = shape_of<plain>();
  constexpr bool temporary = !std::is_lvalue_reference_v<T>;
  if constexpr (s == shape::in_place)
    return fault::none;
  else if constexpr (s == shape::pointer)
    return fault::pointer;
  else if constexpr (s == shape::unsized)
    return fault::unsized;
  else if constexpr (s == shape::none)
    return fault::no_buffer;
  else if constexpr (s == shape::scattered)
    return fault::scattered;
  else if constexpr (s == shape::packed || s == shape::strided) {
    if constexpr (s == shape::packed && Nonblocking)
      return fault::packed;
    else if constexpr (!has_datatype<typename plain::element_type>)
      return fault::element;
    else
      return D != direction::in && plain::read_only ? fault::constant : fault::none;
  } else {
    using stored = stored_t<object>;
    if constexpr (!std::is_object_v<stored>)
      return fault::no_buffer;
    else if constexpr (is_range_of_numbers<std::remove_cv_t<stored>>())
      return fault::scattered;
    else if constexpr (std::is_volatile_v<stored>)
      return fault::volatile_;
    else if constexpr (!has_datatype<stored>)
      return fault::element;
    else if constexpr (temporary && D != direction::in && !is_borrowed<plain>())
      return fault::temporary;
    else if constexpr (D != direction::in && std::is_const_v<stored>)
      return fault::constant;
    else if constexpr (temporary && Nonblocking && !is_borrowed<plain>())
      return fault::started;
    else if constexpr (temporary && s == shape::scalar && !Reduction)
      return fault::temporary;
    else
      return fault::none;
  }
}

template <class T> consteval auto checked_element() {
  using plain = std::remove_cvref_t<T>;
  if constexpr (shape_of<plain>() == shape::packed || shape_of<plain>() == shape::strided)
    return std::type_identity<typename plain::element_type>{};
  else if constexpr (shape_of<plain>() == shape::in_place)
    return std::type_identity<void>{};
  else
    return std::type_identity<element_t<std::remove_reference_t<T>>>{};
}
/// The element type of an argument that fault_of found good; void for in_place.
template <class T> using argument_element_t = typename decltype(checked_element<T>())::type;

/// The sentences about buffers, once for all operations.
template <fault F> consteval bool accept_buffer() {
  static_assert(F != fault::pointer,
                "a pointer is no buffer without a count: use njmpi::buffer(pointer, count) [njmpi-buffer]");
  static_assert(F != fault::unsized, "a range without a size is no buffer [njmpi-buffer]");
  static_assert(F != fault::no_buffer, "this argument is no buffer [njmpi-buffer]");
  static_assert(F != fault::scattered, "the elements of this buffer are not contiguous in memory: use "
                                       "njmpi::packed(...) [njmpi-contiguity]");
  static_assert(F != fault::constant, "a buffer that is received into must not be const [njmpi-const]");
  static_assert(F != fault::volatile_,
                "a volatile object has no MPI datatype: MPI accesses it like other memory [njmpi-datatype]");
  static_assert(F != fault::temporary,
                "a temporary is no buffer of this call: name the object [njmpi-temporary]");
  static_assert(F != fault::started, "a temporary dies before a nonblocking operation completes: name the "
                                     "object [njmpi-temporary]");
  static_assert(F != fault::packed, "njmpi::packed serves blocking calls only, its copy dies with the call: "
                                    "use njmpi::strided [njmpi-temporary]");
  return F == fault::none;
}

/// Checks one argument; false where a static_assert has spoken.
template <direction D, bool Nonblocking, bool Reduction, class T> consteval bool accept_argument() {
  constexpr fault f = fault_of<D, Nonblocking, Reduction, T>();
  if constexpr (f == fault::element) {
    using plain = std::remove_cvref_t<T>;
    if constexpr (shape_of<plain>() == shape::packed || shape_of<plain>() == shape::strided)
      return accept_element<objection_to<typename plain::element_type>()>();
    else
      return accept_element<objection_to<element_t<std::remove_reference_t<T>>>()>();
  } else
    return accept_buffer<f>();
}

/// The facts of a buffer in elements of Unit, which is the element, or its parts where it is several.
template <class Facts, class Unit, class T> NJMPI_INLINE inline Facts facts_of(T& x) {
  constexpr shape s = shape_of<std::remove_cv_t<T>>();
  if constexpr (s == shape::in_place)
    return {MPI_IN_PLACE, 0, MPI_DATATYPE_NULL};
  else if constexpr (s == shape::strided)
    return {x.data(), x.size(), x.type()};
  else {
    using element = element_t<T>;
    const std::size_t size = size_of(x);
    const std::size_t count = size < not_contiguous ? size * (sizeof(element) / sizeof(Unit)) : size;
    if constexpr (std::is_same_v<Unit, base_t<element>>)
      return {data_of(x), count, datatype<Unit>()};
    else
      return {data_of(x), count, whole_datatype<Unit>()};
  }
}

/// What a buffer is to MPI, where its type depends on template parameters.
template <class T> NJMPI_INLINE inline input input_of(T&& x) {
  if constexpr (accept_argument<direction::in, false, true, T&&>()) {
    using element = argument_element_t<T&&>;
    return facts_of<input, std::conditional_t<std::is_void_v<element>, int, base_t<element>>>(x);
  } else
    return {};
}
template <class T> NJMPI_INLINE inline output output_of(T&& x) {
  if constexpr (accept_argument<direction::out, false, false, T&&>())
    return facts_of<output, base_t<argument_element_t<T&&>>>(x);
  else
    return {};
}

} // namespace rt

template <class T> buffer(T*, std::size_t) -> buffer<T>;

} // namespace njmpi
