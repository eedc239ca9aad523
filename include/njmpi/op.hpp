// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reduction operators (MPI 4.0, section 6.9): predefined ones, and callables of the program.
#pragma once

#include <njmpi/datatype.hpp>

namespace njmpi {

/// A reduction operator whose identity is known at run time: op::from(handle). The predefined ones are
/// types of their own, so that a pair of operator and datatype that MPI does not define fails to compile.
class op {
  template <rt::domain... Domains> static constexpr bool among(rt::domain d) {
    return ((d == Domains) || ...);
  }
  using enum rt::domain;

public:
  /// Wraps a handle, which stays its owner's.
  NJMPI_INLINE static op from(MPI_Op handle) { return op(handle); }
  NJMPI_INLINE MPI_Op handle() const { return handle_; }

#define NJMPI_DATATYPE(...)
#define NJMPI_OPERATOR(name, mpi, ...)                                                                       \
  struct name##_type {                                                                                       \
    NJMPI_INLINE static MPI_Op handle() { return mpi; }                                                      \
    NJMPI_INLINE operator op() const { return op(mpi); }                                                     \
    static constexpr bool defined_for(rt::domain d) { return among<__VA_ARGS__>(d); }                        \
  };                                                                                                         \
  static constexpr name##_type name{};
#include <njmpi/datatypes.def>

private:
  NJMPI_INLINE explicit op(MPI_Op handle) : handle_(handle) {}
  MPI_Op handle_;
};

/// A callable that MPI may apply in any order: made by njmpi::commutative(f).
template <class F> struct commutative_operator {
  F callable;
};

/// Says that f(a, b) equals f(b, a), which lets MPI combine values as they come.
template <class F> constexpr commutative_operator<std::decay_t<F>> commutative(F&& f) {
  return {static_cast<F&&>(f)};
}

namespace rt {

template <class O>
concept predefined_operator = requires { O::defined_for(domain::integer); };

/// The predefined operator that a standard function object stands for.
template <class F> struct standard_operator {
  using argument = void;
  static constexpr bool exists = false;
};
#define NJMPI_STANDARD_OPERATOR(object, name)                                                                \
  template <class T> struct standard_operator<std::object<T>> {                                              \
    using argument = T;                                                                                      \
    using type = njmpi::op::name##_type;                                                                     \
    static constexpr bool exists = true;                                                                     \
  };
NJMPI_STANDARD_OPERATOR(plus, sum)
NJMPI_STANDARD_OPERATOR(multiplies, prod)
NJMPI_STANDARD_OPERATOR(logical_and, land)
NJMPI_STANDARD_OPERATOR(logical_or, lor)
NJMPI_STANDARD_OPERATOR(bit_and, band)
NJMPI_STANDARD_OPERATOR(bit_or, bor)
NJMPI_STANDARD_OPERATOR(bit_xor, bxor)
#undef NJMPI_STANDARD_OPERATOR

template <class O> inline constexpr bool is_commutative = false;
template <class F> inline constexpr bool is_commutative<commutative_operator<F>> = true;

template <class F, class T>
concept combines = requires(F& f, const T& a) { static_cast<T>(f(a, a)); };

/// How an operator is applied to elements of type T.
enum class combination { handle, predefined, whole, parts, undefined };

template <class T, class O> consteval combination combination_of() {
  using base = base_t<T>;
  if constexpr (std::is_same_v<O, njmpi::op>)
    return combination::handle;
  else if constexpr (predefined_operator<O>) {
    if constexpr (builtin<base>::exists)
      return O::defined_for(builtin<base>::domain) ? combination::predefined : combination::undefined;
    else
      return combination::undefined;
  } else if constexpr (is_commutative<O>)
    return combines<decltype(O::callable), T>      ? combination::whole
           : combines<decltype(O::callable), base> ? combination::parts
                                                   : combination::undefined;
  else {
    if constexpr (standard_operator<O>::exists && builtin<base>::exists)
      if constexpr (std::is_void_v<typename standard_operator<O>::argument> ||
                    std::is_same_v<typename standard_operator<O>::argument, base>)
        if constexpr (standard_operator<O>::type::defined_for(builtin<base>::domain) &&
                      (multiplicity<T> == 1 || !combines<O, T>))
          return combination::predefined;
    return combines<O, T>      ? combination::whole
           : combines<O, base> ? combination::parts
                               : combination::undefined;
  }
}

template <combination C> consteval bool accept_operator() {
  static_assert(C != combination::undefined,
                "this reduction operator is not defined for this element type [njmpi-operator]");
  return C != combination::undefined;
}

/// What one element of the reduction is to MPI: the element for callables that take it, or its parts.
template <class T, class O>
using unit_t = std::conditional_t<combination_of<T, O>() == combination::whole, T, base_t<T>>;

// ---- callables ---------------------------------------------------------------------------------

using apply_function = void (*)(void* callable, const void* in, void* inout, std::size_t count);

/// Applies f as MPI wants it: inout[i] = f(in[i], inout[i]).
template <class F, class Unit> void apply(void* callable, const void* in, void* inout, std::size_t count) {
  F& f = *static_cast<F*>(callable);
  const auto* from = static_cast<const Unit*>(in);
  auto* to = static_cast<Unit*>(inout);
  for (std::size_t i = 0; i < count; ++i)
    to[i] = static_cast<Unit>(f(from[i], static_cast<const Unit&>(to[i])));
}

/// An operator that is made once per type, and freed at finalize.
struct op_slot {
  MPI_Op handle;
  int ready;
  op_slot* next;
};
template <class F, class Unit, bool Commutative> inline op_slot stateless_slot{};

// Operators serve large counts too where MPI has them.
#if MPI_VERSION >= 4
using op_length = MPI_Count;
#else
using op_length = int;
#endif
using op_function = void(void* in, void* inout, op_length* count, MPI_Datatype* type);

template <class F, class Unit> void apply_stateless(void* in, void* inout, op_length* count, MPI_Datatype*) {
  F f{};
  apply<F, Unit>(&f, in, inout, static_cast<std::size_t>(*count));
}
[[gnu::cold]] MPI_Op make_operator(op_slot& slot, op_function* function, bool commutative);
template <auto* Function, bool Commutative> NJMPI_INLINE inline MPI_Op made(op_slot& slot) {
  return __atomic_load_n(&slot.ready, __ATOMIC_ACQUIRE) ? slot.handle
                                                        : make_operator(slot, Function, Commutative);
}

/// Where an operator with state finds it, which serves one operation at a time.
struct place {
  void* callable;
  bool taken;
};
NJMPI_INLINE inline bool take(place& one) { return !__atomic_exchange_n(&one.taken, true, __ATOMIC_ACQUIRE); }
NJMPI_INLINE inline void release(place& one) { __atomic_store_n(&one.taken, false, __ATOMIC_RELEASE); }

/// That of a type of callables.
template <class F, class Unit, bool Commutative> inline place place_of{};
template <class F, class Unit, bool Commutative> inline op_slot captured_slot{};
template <class F, class Unit, bool Commutative>
void apply_captured(void* in, void* inout, op_length* count, MPI_Datatype*) {
  apply<F, Unit>(place_of<F, Unit, Commutative>.callable, in, inout, static_cast<std::size_t>(*count));
}
/// One of a fixed pool, for callables of one type that are under way at the same time. One without an
/// operator, with the text of the failure, where none is free.
[[gnu::cold, gnu::returns_nonnull]] place* acquire_place(void* callable, apply_function apply,
                                                         bool commutative, MPI_Op& op);

/// A callable that lives until its operation completes.
struct kept {
  place* from;
  void (*destroy)(kept*);
};
[[gnu::cold]] void release(kept* callable);

template <class F> struct kept_callable : kept {
  F callable;
};

/// The MPI operator of an expression, for reductions of elements of type T. Kept says that the operation
/// outlives the call: the callable is then copied, and handed to the request.
template <class T, bool Kept> class basic_operation {
public:
  template <class O> NJMPI_INLINE explicit basic_operation(O&& o) {
    using plain = std::remove_cvref_t<O>;
    constexpr combination c = combination_of<T, plain>();
    if constexpr (accept_operator<c>()) {
      using unit = unit_t<T, plain>;
      units_ = sizeof(T) / sizeof(unit);
      if constexpr (c == combination::whole)
        type_ = whole_datatype<unit>();
      else
        type_ = datatype<unit>();
      if constexpr (c == combination::handle || predefined_operator<plain>)
        handle_ = o.handle();
      else if constexpr (c == combination::predefined)
        handle_ = standard_operator<plain>::type::handle();
      else if constexpr (is_commutative<plain>)
        take<unit, true>(o.callable);
      else
        take<unit, false>(o);
    }
  }
  basic_operation(const basic_operation&) = delete;
  basic_operation& operator=(const basic_operation&) = delete;
  NJMPI_INLINE ~basic_operation() {
    if (place_)
      release(*place_);
    if (kept_)
      release(kept_);
  }

  NJMPI_INLINE MPI_Op handle() const { return handle_; }
  /// The datatype that the operator takes, and how many of it one T is.
  NJMPI_INLINE MPI_Datatype type() const { return type_; }
  NJMPI_INLINE std::size_t units() const { return units_; }
  /// Hands the callable to a request.
  NJMPI_INLINE kept* keep() {
    kept* const callable = kept_;
    kept_ = nullptr;
    return callable;
  }

private:
  template <class Unit, bool Commutative, class F> NJMPI_INLINE void take(F& f) {
    using plain = std::remove_cv_t<F>;
    using callable = std::conditional_t<std::is_function_v<plain>, plain*, plain>;
    if constexpr (std::is_empty_v<callable> && std::is_default_constructible_v<callable>) {
      handle_ =
          made<&apply_stateless<callable, Unit>, Commutative>(stateless_slot<callable, Unit, Commutative>);
    } else if constexpr (Kept) {
      auto* const copy = new kept_callable<callable>{
          {nullptr, [](kept* k) { delete static_cast<kept_callable<callable>*>(k); }}, f};
      copy->from = acquire_place(&copy->callable, &apply<callable, Unit>, Commutative, handle_);
      kept_ = copy;
    } else if constexpr (std::is_function_v<plain>) {
      pointer_ = reinterpret_cast<void (*)()>(&f);
      place_ = acquire_place(&pointer_, &apply<callable, Unit>, Commutative, handle_);
    } else if (njmpi::rt::take(place_of<F, Unit, Commutative>)) {
      place_ = &place_of<F, Unit, Commutative>;
      place_->callable = const_cast<plain*>(&f);
      handle_ = made<&apply_captured<F, Unit, Commutative>, Commutative>(captured_slot<F, Unit, Commutative>);
    } else {
      MPI_Op pooled; // not the member: nobody gets the address of this object
      place_ = acquire_place(const_cast<plain*>(&f), &apply<F, Unit>, Commutative, pooled);
      handle_ = pooled;
    }
  }

  MPI_Op handle_ = MPI_OP_NULL;
  MPI_Datatype type_ = MPI_DATATYPE_NULL;
  std::size_t units_ = 1;
  place* place_ = nullptr;
  kept* kept_ = nullptr;
  void (*pointer_)() = nullptr;
};

template <class T> using operation = basic_operation<T, false>;
template <class T> using kept_operation = basic_operation<T, true>;

} // namespace rt
} // namespace njmpi
