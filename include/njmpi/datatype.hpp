// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From C++ types to MPI datatypes (MPI 4.0, chapters 3.2.2 and 5).
#pragma once

#include <array>
#include <type_traits>

#include <njmpi/fwd_std.hpp>
#include <njmpi/runtime.hpp>

namespace njmpi {

/// A value and where it was found, for op::minloc and op::maxloc.
template <class T> struct valloc {
  T value;
  int location;
  friend bool operator==(const valloc&, const valloc&) = default;
};

namespace rt {

template <class T> using complex_of = std::complex<T>;

/// What reduction operators may do with a predefined datatype.
enum class domain { none, integer, floating, complex, logical, byte, character, location };

/// A predefined datatype, from the table.
template <class T> struct builtin {
  static constexpr bool exists = false;
};
#define NJMPI_DATATYPE(cxx, mpi, kind)                                                                       \
  template <> struct builtin<cxx> {                                                                          \
    static constexpr bool exists = true;                                                                     \
    static constexpr rt::domain domain = rt::domain::kind;                                                   \
    NJMPI_INLINE static MPI_Datatype type() { return mpi; }                                                  \
  };
#include <njmpi/datatypes.def>

// ---- descriptions of classes: what the rewriter and NJMPI_DESCRIBE know -----------------------

/// N members of type T at an offset.
template <std::size_t Offset, class T, std::size_t N = 1> struct field {};

/// A class of Size bytes with these fields.
template <std::size_t Size, class... Fields> struct record {};

// The description of T is the result of a friend that the first described<T, R> defines: so it can be
// given inside a class, for private members, and after it, for every scope.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-template-friend"
#endif
template <class T> struct description_tag {
  friend constexpr auto njmpi_description(description_tag<T>);
};
template <class T, class Record> struct description_of {
  friend constexpr auto njmpi_description(description_tag<T>) { return Record{}; }
  static constexpr bool value = true;
};
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

template <class T>
concept has_description = requires { njmpi_description(description_tag<T>{}); };

// Asked with the record too: the answer before the description must not be kept for after it.
template <class T, class Record>
concept has_description_before = requires {
  njmpi_description(description_tag<T>{});
  static_cast<Record*>(nullptr);
};

template <class T, class Record> consteval bool describe() {
  if constexpr (has_description_before<T, Record>)
    return true;
  else
    return description_of<T, Record>::value;
}

/// Tells the library the fields of T: static_assert(njmpi::rt::described<T, njmpi::rt::record<...>>).
template <class T, class Record> inline constexpr bool described = describe<T, Record>();

/// A description given as a class whose fields() returns the record, as NJMPI_DESCRIBE makes it.
template <class D>
concept lazy_record = requires { D::njmpi_fields(); };

template <class T> struct record_of_type {
  using type = decltype(njmpi_description(description_tag<T>{}));
};
template <class T>
  requires lazy_record<decltype(njmpi_description(description_tag<T>{}))>
struct record_of_type<T> {
  using type = decltype(decltype(njmpi_description(description_tag<T>{}))::njmpi_fields());
};

// ---- elements: a base type, how often, and whether MPI can take it -----------------------------

/// One member of a struct type; the type is asked for when the struct type is made.
struct member {
  std::size_t offset;
  std::size_t count;
  MPI_Datatype (*type)();
};

template <class T> struct element;
template <class T> using base_t = typename element<std::remove_cv_t<T>>::base;
/// How many elements of its MPI datatype one T is.
template <class T> inline constexpr std::size_t multiplicity = element<std::remove_cv_t<T>>::multiplicity;
/// Whether T has an MPI datatype.
template <class T> inline constexpr bool has_datatype = element<std::remove_cv_t<T>>::valid;

} // namespace rt

/// The MPI datatype of T, or of its parts where T is several of one type without padding. Struct types
/// are committed on first use and freed when MPI is finalised (MPI 4.0, section 5.1).
template <class T> MPI_Datatype datatype();

namespace rt {

// by_parts: holds a std::pair or std::tuple, whose assignment is never trivial though copying the bytes is
// right.
template <class T> struct single_element {
  using base = T;
  static constexpr std::size_t multiplicity = 1;
  static constexpr bool valid = true;
  static constexpr bool by_parts = false;
};
template <class T> struct element {
  using base = T;
  static constexpr std::size_t multiplicity = 1;
  static constexpr bool valid = false;
  static constexpr bool by_parts = false;
};
template <class T>
  requires builtin<T>::exists
struct element<T> : single_element<T> {};
template <class T>
  requires std::is_enum_v<T> && (!builtin<T>::exists)
struct element<T> : single_element<std::underlying_type_t<T>> {};

template <class T, std::size_t N> struct repeated_element {
  using base = base_t<T>;
  static constexpr std::size_t multiplicity = N * rt::multiplicity<T>;
  static constexpr bool valid = has_datatype<T> && N > 0;
  static constexpr bool by_parts = element<std::remove_cv_t<T>>::by_parts;
};
template <class T, std::size_t N> struct element<T[N]> : repeated_element<T, N> {};
template <class T, std::size_t N> struct element<std::array<T, N>> : repeated_element<T, N> {};

/// Parts of one class: if they are of one type and fill it, the class is that type, several times.
template <class Whole, std::size_t Size, class... Parts> struct combined_element {
  using base = Whole;
  static constexpr std::size_t multiplicity = 1;
};
template <class Whole, std::size_t Size, class First, class... Rest>
  requires(std::is_same_v<base_t<First>, base_t<Rest>> && ...) && builtin<base_t<First>>::exists &&
          ((sizeof(First) + ... + sizeof(Rest)) == Size)
struct combined_element<Whole, Size, First, Rest...> {
  using base = base_t<First>;
  static constexpr std::size_t multiplicity = (rt::multiplicity<First> + ... + rt::multiplicity<Rest>);
};

template <class Whole, class Record> struct record_element;
template <class Whole, std::size_t Size, std::size_t... Offset, class... T, std::size_t... N>
struct record_element<Whole, record<Size, field<Offset, T, N>...>>
    : combined_element<Whole, Size, std::array<T, N>...> {
  static constexpr bool valid = (has_datatype<T> && ...);
  static constexpr bool by_parts = (element<std::remove_cv_t<T>>::by_parts || ...);
  static constexpr std::size_t size = Size;
  static constexpr int count = sizeof...(T);
  static void fill(member* to) {
    ((*to++ = member{Offset, N * rt::multiplicity<T>, &njmpi::datatype<T>}), ...);
  }
};

template <std::size_t Size, class... F>
struct element<record<Size, F...>> : record_element<record<Size, F...>, record<Size, F...>> {};

/// The rewriter has seen the members themselves, pairs and tuples among them.
template <class T>
inline constexpr bool described_by_rewriter = !lazy_record<decltype(njmpi_description(description_tag<T>{}))>;

template <class T>
  requires has_description<T> && (!builtin<T>::exists)
struct element<T> : record_element<T, typename record_of_type<T>::type> {
  using parts = record_element<T, typename record_of_type<T>::type>;
  static constexpr bool copyable =
      std::is_trivially_copyable_v<T> ||
      ((parts::by_parts || described_by_rewriter<T>) && std::is_trivially_copy_constructible_v<T> &&
       std::is_trivially_destructible_v<T>);
  static constexpr bool valid = parts::valid && copyable && parts::size == sizeof(T);
};

/// The members of a pair or a tuple are where its elements' addresses are.
template <class Tuple, class... T> struct tuple_element : combined_element<Tuple, sizeof(Tuple), T...> {
  static constexpr bool valid = (has_datatype<T> && ...) && sizeof...(T) > 0;
  static constexpr bool by_parts = true;
  static constexpr std::size_t size = sizeof(Tuple);
  static constexpr int count = sizeof...(T);
  static void fill(member* to) {
    union place {
      place() {}
      ~place() {}
      char none;
      Tuple tuple;
    } at;
    const auto* start = reinterpret_cast<const char*>(&at.tuple);
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      using std::get;
      ((*to++ = member{static_cast<std::size_t>(
                           reinterpret_cast<const char*>(std::addressof(get<I>(at.tuple))) - start),
                       rt::multiplicity<T>, &njmpi::datatype<T>}),
       ...);
    }(std::index_sequence_for<T...>{});
  }
};
template <class A, class B> struct element<std::pair<A, B>> : tuple_element<std::pair<A, B>, A, B> {};
template <class... T> struct element<std::tuple<T...>> : tuple_element<std::tuple<T...>, T...> {};

// ---- struct types, made on first use -----------------------------------------------------------

/// A type that the library made; ready is read without a lock.
struct type_slot {
  MPI_Datatype handle;
  int ready;
  type_slot* next;
};
template <class T> inline type_slot struct_slot{};
template <class T> inline type_slot whole_slot{};

/// Commits the struct type of these members, resized to size; MPI_DATATYPE_NULL once MPI is finalised.
[[gnu::cold]] MPI_Datatype make_struct(type_slot& slot, const member* members, int count, std::size_t size);
/// Commits count of a type as one.
[[gnu::cold]] MPI_Datatype make_contiguous(type_slot& slot, MPI_Datatype type, std::size_t count);

template <class T> [[gnu::cold]] MPI_Datatype make_struct() {
  constexpr int count = element<T>::count;
  member members[count > 0 ? count : 1];
  element<T>::fill(members);
  return make_struct(struct_slot<T>, members, count, element<T>::size);
}

NJMPI_INLINE inline bool is_ready(const type_slot& slot) {
  return __atomic_load_n(&slot.ready, __ATOMIC_ACQUIRE) != 0;
}

/// One T as one element, for operators that take the whole of it.
template <class T> MPI_Datatype whole_datatype() {
  if constexpr (multiplicity<T> == 1)
    return njmpi::datatype<T>();
  else
    return is_ready(whole_slot<T>) ? whole_slot<T>.handle
                                   : make_contiguous(whole_slot<T>, njmpi::datatype<T>(), multiplicity<T>);
}

/// Why a type has no datatype, as far as C++ can tell.
enum class objection { none, pointer, reference, union_, polymorphic, copying, member, builtin, description };
template <class T> consteval objection objection_to() {
  if constexpr (has_datatype<T>)
    return objection::none;
  else if constexpr (std::is_array_v<T>)
    return objection_to<std::remove_cv_t<std::remove_all_extents_t<T>>>();
  else if constexpr (std::is_pointer_v<T> || std::is_member_pointer_v<T> || std::is_null_pointer_v<T>)
    return objection::pointer;
  else if constexpr (std::is_reference_v<T>)
    return objection::reference;
  else if constexpr (std::is_union_v<T>)
    return objection::union_;
  else if constexpr (std::is_polymorphic_v<T>)
    return objection::polymorphic;
  else if constexpr (requires { element<T>::count; })
    return objection::member;
  else if constexpr (!std::is_trivially_copyable_v<T>)
    return objection::copying;
  else if constexpr (!std::is_class_v<T>)
    return objection::builtin;
  else
    return objection::description;
}

/// The sentences about element types stand once, for all places that check one.
template <objection O> consteval bool accept_element() {
  static_assert(O != objection::pointer,
                "a pointer has no MPI datatype: what it points to is not sent [njmpi-datatype]");
  static_assert(O != objection::reference,
                "a reference has no MPI datatype: what it refers to is not sent [njmpi-datatype]");
  static_assert(O != objection::union_,
                "a union has no MPI datatype: nothing says which member is in it [njmpi-datatype]");
  static_assert(O != objection::polymorphic,
                "a class with virtual functions has no MPI datatype [njmpi-datatype]");
  static_assert(O != objection::copying,
                "a type that is not trivially copyable has no MPI datatype [njmpi-datatype]");
  static_assert(O != objection::member, "a member of this class has no MPI datatype, or the class is not "
                                        "trivially copyable [njmpi-datatype]");
  static_assert(O != objection::builtin, "MPI has no datatype for numbers of this type [njmpi-datatype]");
  static_assert(O != objection::description, "the fields of this class are not known: describe it with "
                                             "NJMPI_DESCRIBE, or call from a kernel [njmpi-datatype]");
  return O == objection::none;
}

} // namespace rt

template <class T> NJMPI_INLINE inline MPI_Datatype datatype() {
  using type = std::remove_cv_t<T>;
  if constexpr (rt::accept_element<rt::objection_to<type>()>()) {
    using base = rt::base_t<type>;
    if constexpr (rt::builtin<base>::exists)
      return rt::builtin<base>::type();
    else
      return rt::is_ready(rt::struct_slot<base>) ? rt::struct_slot<base>.handle : rt::make_struct<base>();
  } else {
    return MPI_DATATYPE_NULL;
  }
}

} // namespace njmpi
