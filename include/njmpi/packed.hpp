// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Buffers that are not contiguous: copied (packed), or described by a derived datatype (strided).
#pragma once

#include <njmpi/buffer.hpp>

namespace njmpi {
namespace rt {

template <class E>
concept nested_range = std::ranges::range<E> && !has_datatype<std::remove_cvref_t<E>>;

/// Look-alikes of std::mdspan may leave out one of the two ways to ask.
template <class T> std::ptrdiff_t extent_of(const T& x, std::size_t d) {
  if constexpr (requires { x.extent(d); })
    return static_cast<std::ptrdiff_t>(x.extent(d));
  else
    return static_cast<std::ptrdiff_t>(x.extents().extent(d));
}

template <class T, class F, std::size_t... I> void visit_mdspan(T& x, F& f, std::index_sequence<I...>) {
  constexpr std::size_t rank = sizeof...(I);
  std::ptrdiff_t at[rank + 1]{};
  for (std::size_t d = 0; d < rank; ++d)
    if (extent_of(x, d) == 0)
      return;
  while (true) {
    f(x.data_handle()[x.mapping()(static_cast<typename T::index_type>(at[I])...)]);
    std::size_t d = rank;
    while (d > 0 && ++at[d - 1] == extent_of(x, d - 1))
      at[--d] = 0;
    if (d == 0)
      return;
  }
}

/// Calls f with each number of x, in the order of its own layout.
template <class T, class F> void visit_elements(T& x, F&& f) {
  using plain = std::remove_cv_t<T>;
  if constexpr (mdspan_like<plain>)
    visit_mdspan(x, f, std::make_index_sequence<plain::rank()>{});
  else if constexpr (eigen_like<plain>) {
    const auto outer = plain::IsRowMajor ? x.rows() : x.cols();
    const auto inner = plain::IsRowMajor ? x.cols() : x.rows();
    for (decltype(x.rows()) o = 0; o < outer; ++o)
      for (decltype(x.rows()) i = 0; i < inner; ++i)
        f(plain::IsRowMajor ? x(o, i) : x(i, o));
  } else if constexpr (is_valarray<plain>) {
    for (std::size_t i = 0; i < x.size(); ++i)
      f(x[i]);
  } else {
    for (auto&& part : x)
      if constexpr (nested_range<decltype(part)>)
        visit_elements(part, f);
      else
        f(part);
  }
}

template <class T> consteval auto packed_element() {
  using plain = std::remove_cv_t<T>;
  if constexpr (mdspan_like<plain>)
    return std::type_identity<std::remove_cv_t<typename plain::element_type>>{};
  else if constexpr (eigen_like<plain>)
    return std::type_identity<typename plain::Scalar>{};
  else if constexpr (is_valarray<plain>)
    return std::type_identity<typename plain::value_type>{};
  else if constexpr (nested_range<std::ranges::range_value_t<T>>)
    return packed_element<std::ranges::range_value_t<T>>();
  else
    return std::type_identity<std::ranges::range_value_t<T>>{};
}

/// Whether the elements of x can be assigned to; a proxy (of vector<bool>) is assigned through.
template <class T> consteval bool can_unpack() {
  using plain = std::remove_cv_t<T>;
  if constexpr (mdspan_like<plain>)
    return !std::is_const_v<typename plain::element_type>;
  else if constexpr (eigen_like<plain>)
    return requires(T& x) { x(0, 0) = typename plain::Scalar{}; };
  else if constexpr (is_valarray<plain>)
    return !std::is_const_v<T>;
  else if constexpr (nested_range<std::ranges::range_reference_t<T>>)
    return can_unpack<std::remove_reference_t<std::ranges::range_reference_t<T>>>();
  else
    return std::is_assignable_v<std::ranges::range_reference_t<T>, std::ranges::range_value_t<T>>;
}

/// The derived datatype of strides in bytes, outermost first; MPI_DATATYPE_NULL if MPI cannot say it.
[[gnu::cold]] MPI_Datatype make_strided(MPI_Datatype type, std::size_t multiplicity, int dimensions,
                                        const std::ptrdiff_t* extents, const std::ptrdiff_t* strides);
void free_type(MPI_Datatype& type);

} // namespace rt

/// packed(view): a copy of the elements of a sized range, a strided view or a range of ranges, made for
/// one blocking call. After a call that receives, the elements are copied back.
template <class T> class packed {
  using view = std::remove_reference_t<T>;

public:
  using element_type = typename decltype(rt::packed_element<view>())::type;
  static constexpr bool read_only = !rt::can_unpack<view>();

  explicit packed(T&& x) : view_(static_cast<T&&>(x)) {
    rt::visit_elements(view_, [this](auto&&) { ++size_; });
    // Also before a receive: what a shorter message leaves out keeps its value.
    data_ = static_cast<element_type*>(::operator new(size_ * sizeof(element_type), align));
    element_type* to = data_;
    rt::visit_elements(view_, [&](auto&& from) { ::new (static_cast<void*>(to++)) element_type(from); });
  }
  packed(const packed&) = delete;
  packed& operator=(const packed&) = delete;
  ~packed() { ::operator delete(data_, align); }

  element_type* data() { return data_; }
  const element_type* data() const { return data_; }
  std::size_t size() const { return size_; }
  /// Copies the elements back.
  void unpack() {
    const element_type* from = data_;
    rt::visit_elements(view_, [&](auto&& to) { to = *from++; });
  }

private:
  static constexpr std::align_val_t align{alignof(element_type)};
  T view_;
  element_type* data_ = nullptr;
  std::size_t size_ = 0;
};
template <class T> packed(T&&) -> packed<T>;

/// strided(view): the elements of a strided view in place, as one element of a derived datatype (MPI 4.0,
/// section 5.1.2). For a random-access range of references, a strided mdspan or a block of a dense object.
template <class T> class strided {
  using view = std::remove_cv_t<T>;
  static constexpr int most_dimensions = 8;

public:
  using element_type = typename decltype(rt::packed_element<T>())::type;
  static constexpr bool read_only = !rt::can_unpack<T>();

  explicit strided(T& x) {
    std::ptrdiff_t extents[most_dimensions];
    std::ptrdiff_t strides[most_dimensions];
    int dimensions = 1;
    const void* first = nullptr;
    if constexpr (rt::mdspan_like<view>) {
      static_assert(view::rank() <= most_dimensions, "too many dimensions for njmpi::strided [njmpi-buffer]");
      dimensions = static_cast<int>(view::rank());
      first = x.data_handle();
      for (int d = 0; d < dimensions; ++d) {
        extents[d] = rt::extent_of(x, static_cast<std::size_t>(d));
        strides[d] = static_cast<std::ptrdiff_t>(x.mapping().stride(d));
      }
    } else if constexpr (rt::eigen_like<view>) {
      dimensions = 2;
      first = x.data();
      extents[0] = x.outerSize(), strides[0] = x.outerStride();
      extents[1] = x.innerSize(), strides[1] = x.innerStride();
    } else {
      static_assert(std::ranges::random_access_range<T> && std::ranges::sized_range<T> &&
                        std::is_lvalue_reference_v<std::ranges::range_reference_t<T>>,
                    "njmpi::strided takes a sized random-access range of lvalues: use njmpi::packed(...) "
                    "[njmpi-contiguity]");
      extents[0] = static_cast<std::ptrdiff_t>(std::ranges::size(x));
      strides[0] = 1;
      if (extents[0] > 0) {
        const auto at = [&](std::ptrdiff_t i) { return std::addressof(std::ranges::begin(x)[i]); };
        first = at(0);
        if (extents[0] > 1)
          strides[0] = at(1) - at(0);
        for (std::ptrdiff_t i = 2; i < extents[0]; ++i)
          regular_ = regular_ && at(i) - at(i - 1) == strides[0];
      }
    }
    for (int d = 0; d < dimensions; ++d)
      strides[d] *= static_cast<std::ptrdiff_t>(sizeof(element_type));
    data_ = const_cast<void*>(first);
    if constexpr (rt::has_datatype<element_type>)
      if (regular_)
        type_ = rt::make_strided(datatype<element_type>(), rt::multiplicity<element_type>, dimensions,
                                 extents, strides);
  }
  explicit strided(T&& x) : strided(x) {}
  strided(const strided&) = delete;
  strided& operator=(const strided&) = delete;
  // A communication that is under way keeps the type alive (MPI 4.0, section 5.1.9).
  ~strided() { rt::free_type(type_); }

  void* data() const { return data_; }
  std::size_t size() const { return type_ == MPI_DATATYPE_NULL ? rt::not_contiguous : 1; }
  MPI_Datatype type() const { return type_; }

private:
  void* data_ = nullptr;
  MPI_Datatype type_ = MPI_DATATYPE_NULL;
  bool regular_ = true;
};
template <class T> strided(T&&) -> strided<std::remove_reference_t<T>>;

} // namespace njmpi
