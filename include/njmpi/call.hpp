// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One call through the header: checks its arguments, works out their three facts, calls the entry point.
#pragma once

#include <njmpi/comm.hpp>
#include <njmpi/completion.hpp>
#include <njmpi/counts.hpp>
#include <njmpi/error.hpp>
#ifdef NJMPI_COMPARES
#include <njmpi/checks.hpp>
#endif

namespace njmpi::rt {

/// The chapters of the table.
enum class group {
  point_to_point,
  nonblocking,
  persistent,
  collective,
  nonblocking_collective,
  varying,
  neighbour
};

/// Whether the first argument may be in_place, from the table.
template <class Row> inline constexpr bool in_place_allowed = false;

template <class Row> inline constexpr bool is_nonblocking = std::is_same_v<typename Row::result, pending>;

// ---- what the arguments are to each other ------------------------------------------------------

/// The operator of the call; void where there is none. A communicator in its place leaves op::sum.
template <class... P> struct operator_among {
  using type = void;
};
template <class P, class... Rest> struct operator_among<P, Rest...> {
  using type = typename operator_among<Rest...>::type;
};
template <class T, class... Rest> struct operator_among<parameter<kind::OP, T>, Rest...> {
  using plain = std::remove_cvref_t<T>;
  using type = std::conditional_t<std::is_same_v<plain, njmpi::comm>, njmpi::op::sum_type, plain>;
};

/// The element type of the first buffer; void if there is none but in_place.
template <class... P> struct element_among {
  using type = void;
};
template <class P, class... Rest> struct element_among<P, Rest...> : element_among<Rest...> {};
template <class P, class... Rest>
  requires(P::is_buffer && !std::is_same_v<typename P::plain, in_place_type>)
struct element_among<P, Rest...> {
  using type = argument_element_t<typename P::type>;
};

template <class E, class P> consteval bool same_element() {
  if constexpr (!P::is_buffer || std::is_same_v<typename P::plain, in_place_type>)
    return true;
  else
    return std::is_same_v<base_t<E>, base_t<argument_element_t<typename P::type>>>;
}

/// Whether one of the arguments is a derived datatype, which only calls with a count per buffer take.
template <class... P> inline constexpr bool derived_among = (is_strided<typename P::plain> || ...);

template <bool Accepted> consteval bool accept_elements() {
  static_assert(Accepted, "the buffers of this call differ in element type [njmpi-type-mismatch]");
  return Accepted;
}
template <bool Accepted> consteval bool accept_in_place() {
  static_assert(Accepted, "njmpi::in_place does not stand for this buffer [njmpi-buffer]");
  return Accepted;
}
template <bool Accepted> consteval bool accept_infer() {
  static_assert(Accepted, "njmpi::infer stands for the counts of what is received [njmpi-argument]");
  return Accepted;
}
template <bool Accepted> consteval bool accept_derived() {
  static_assert(Accepted, "njmpi::strided has no place in a call that divides its buffer: use "
                          "njmpi::packed(...) [njmpi-contiguity]");
  return Accepted;
}

template <class Row, class Operator, class P> consteval bool accept_parameter() {
  if constexpr (P::is_buffer)
    return accept_argument<P::direction, is_nonblocking<Row>, !std::is_void_v<Operator>, typename P::type>();
  else
    return true;
}
template <class Row, bool First, class P>
inline constexpr bool in_place_fits =
    !P::is_buffer || !std::is_same_v<typename P::plain, in_place_type> || (First && in_place_allowed<Row>);

template <class Row, class First, class... Rest>
inline constexpr bool all_in_place_fit =
    in_place_fits<Row, true, First> && (in_place_fits<Row, false, Rest> && ...);

/// Inferred counts follow the buffer that they are counts of.
template <class... P> consteval bool infer_fits() {
  bool received = false;
  bool fits = true;
  ((received = received || P::writes,
    fits = fits && (!P::is_counts || !is_inferred<typename P::plain> || received)),
   ...);
  return fits;
}

/// All that is checked at compile time; false where a static_assert has spoken.
template <class Row, class... P> consteval bool accept_call() {
  if constexpr (sizeof...(P) == 0)
    return true;
  else {
    using O = typename operator_among<P...>::type;
    if constexpr ((accept_parameter<Row, O, P>() & ...)) {
      using E = typename element_among<P...>::type;
      bool accepted = accept_in_place<all_in_place_fit<Row, P...>>() && accept_infer<infer_fits<P...>()>();
      if constexpr (!std::is_void_v<E> && Row::rule != rule::own)
        accepted = accepted && accept_elements<(same_element<E, P>() && ...)>() &&
                   accept_derived<!derived_among<P...>>();
      if constexpr (!std::is_void_v<E> && !std::is_void_v<O>)
        accepted = accepted && accept_operator<combination_of<E, O>()>();
      return accepted;
    } else
      return false;
  }
}

// ---- the call ----------------------------------------------------------------------------------

/// What the arguments say together: communicator, root, count.
struct call_state {
  const communicator* comm = nullptr;
  int root = 0;
  bool count_given = false;
  std::ptrdiff_t count = left_out;
  // Off the root, too, the one buffer of a call in place is the contribution, or the destination.
  bool in_place = false;
  // How many values an element of the first and of the last buffer holds: what is counted in elements.
  std::size_t first = 0, last = 1;

  bool rooted_elsewhere(bool at_root) const { return at_root && !in_place && root != comm->rank; }
};

template <class T> struct without_arrays {
  using type = T;
};
template <class T, std::size_t N> struct without_arrays<T[N]> : without_arrays<T> {};
template <class T, std::size_t N> struct without_arrays<std::array<T, N>> : without_arrays<T> {};

/// What is counted in a buffer: all elements of an array, also of arrays in it; the elements of anything
/// else.
template <class T, class Plain = std::remove_cvref_t<T>> consteval auto counted_in() {
  if constexpr (std::is_same_v<typename without_arrays<Plain>::type, Plain>)
    return std::type_identity<argument_element_t<T>>{};
  else
    return std::type_identity<typename without_arrays<Plain>::type>{};
}

template <kind K, class T> void note(call_state& call, parameter<K, T>& p) {
  using P = parameter<K, T>;
  if constexpr (P::is_buffer && !std::is_same_v<typename P::plain, in_place_type>) {
    call.last = multiplicity<typename decltype(counted_in<T>())::type>;
    call.first = call.first ? call.first : call.last;
  } else if constexpr (P::is_counts)
    p.multiplicity = call.last;
  if constexpr (requires {
                  p.value.given;
                  p.value.state;
                }) {
    if (p.value.state)
      call.comm = p.value.state;
    if constexpr (K == kind::COUNT) {
      call.count_given = p.value.given;
      call.count = p.value.given ? p.value.value : left_out;
    } else if constexpr (K == kind::ROOT) {
      // scatter(in, out, root): the one number is the root, the count is left out.
      if (!p.value.given && call.count_given) {
        call.root = static_cast<int>(call.count);
        call.count = left_out;
      } else
        call.root = p.value.given ? p.value.value : 0;
    }
  } else if constexpr (K == kind::OP && std::is_same_v<typename parameter<K, T>::plain, njmpi::comm>)
    call.comm = &p.value.state();
  else if constexpr (std::is_same_v<typename parameter<K, T>::plain, in_place_type>)
    call.in_place = true;
}

/// In what units the buffers of a call are counted: parts of the elements, or whole ones for a callable.
template <class Element, class Operator> struct unit_of_call {
  using type = unit_t<Element, Operator>;
};
template <class Element> struct unit_of_call<Element, void> {
  using type = base_t<Element>;
};

/// What an argument needs for the time of the call.
struct nothing {
  explicit nothing(const auto&...) {}
};
template <class Element, bool Nonblocking> struct held_operation : basic_operation<Element, Nonblocking> {
  template <class T>
  held_operation(const call_state&, parameter<kind::OP, T>& p)
      : basic_operation<Element, Nonblocking>(choose(p.value)) {}
  template <class O> static auto& choose(O& o) {
    if constexpr (std::is_same_v<std::remove_const_t<O>, njmpi::comm>)
      return njmpi::op::sum;
    else
      return o;
  }
};
struct held_counts : counts {
  template <class P>
  held_counts(const call_state& call, P& p) : counts(p.value, ranks(call, p), p.multiplicity) {}
  template <class P> static int ranks(const call_state& call, const P&) {
    return call.rooted_elsewhere(P::at_root) ? 0 : call.comm->size;
  }
};
struct held_inferred : counts {
  held_inferred(const auto&...) {}
};

template <class Row, class Element, class P> consteval auto held_for() {
  if constexpr (P::kind == kind::OP)
    return std::type_identity<held_operation<Element, is_nonblocking<Row>>>{};
  else if constexpr (P::is_counts && is_inferred<typename P::plain>)
    return std::type_identity<held_inferred>{};
  else if constexpr (P::is_counts)
    return std::type_identity<held_counts>{};
  else
    return std::type_identity<nothing>{};
}

/// An argument and what it holds, which together give the parameters of the entry point.
template <class Row, class Element, class Unit, class P> struct prepared {
  using held_type = typename decltype(held_for<Row, Element, P>())::type;
  call_state& call;
  P& p;
  held_type held;

  prepared(call_state& c, P& parameter) : call(c), p(parameter), held(c, parameter) {}

  bool meaningless() const { return call.rooted_elsewhere(P::at_root); }

  decltype(auto) pass() {
    constexpr rt::kind k = P::kind;
    if constexpr (P::reads)
      return meaningless() ? input{nullptr, 0, datatype<base_t<Unit>>()} : facts_of<input, Unit>(p.value);
    else if constexpr (P::writes)
      return meaningless() ? output{nullptr, 0, datatype<base_t<Unit>>()} : facts_of<output, Unit>(p.value);
    else if constexpr (P::is_counts)
      return static_cast<const counts&>(held);
    else if constexpr (k == kind::OP)
      return held.handle();
    else if constexpr (k == kind::COUNT)
      // scatter(in, out, count): elements of out; all others: of in.
      return call.count < 0
                 ? call.count
                 : call.count *
                       static_cast<std::ptrdiff_t>(Row::rule == rule::scatter ? call.last : call.first);
    else if constexpr (k == kind::ROOT)
      return static_cast<int>(call.root);
    else if constexpr (k == kind::SOURCE)
      return p.value.given ? p.value.value : any_source;
    else if constexpr (k == kind::RTAG)
      return p.value.given ? p.value.value : any_tag;
    else if constexpr (k == kind::TAG)
      return static_cast<int>(p.value.value);
    else if constexpr (k == kind::STATUS)
      return raw(p.value.value);
    else
      return static_cast<int>(p.value);
  }

  /// Copies a packed receive back.
  void finish() {
    if constexpr (P::writes && is_packed<typename P::plain>)
      if (!meaningless())
        p.value.unpack();
  }
};

// ---- inferred counts ---------------------------------------------------------------------------

/// Exchanges the counts of one argument, given what stands before it: the buffer sent, or its counts.
template <class Sent, class Received, class... Before>
int infer_counts(Sent& sent, Received& received, Before&... before) {
  using P = std::remove_reference_t<decltype(received.p)>;
  if constexpr (P::is_counts && is_inferred<typename P::plain>) {
    counts& to = received.held;
    const communicator& comm = *received.call.comm;
    int code = MPI_SUCCESS;
    const counts* given = nullptr;
    const auto look = [&](auto& b) {
      if constexpr (std::remove_reference_t<decltype(b.p)>::is_counts)
        if (static_cast<const void*>(&b) != &received)
          given = &b.held;
    };
    (look(before), ...);
    if (given)
      code = to.alltoall(*given, comm);
    else if constexpr (P::kind == kind::ROOT_COUNTS)
      code = to.gather(sent.pass().count, received.call.root, comm);
    else
      code = to.allgather(sent.pass().count, comm);
    if constexpr (!std::is_same_v<typename P::plain, infer_type>)
      if (code == MPI_SUCCESS && !received.meaningless()) {
        received.p.value.counts->resize(static_cast<std::size_t>(to.size()));
        auto at = received.p.value.counts->begin();
        for (int i = 0; i < to.size(); ++i)
          *at++ = static_cast<std::remove_cvref_t<decltype(*at)>>(
              to.count(i) / static_cast<std::ptrdiff_t>(received.p.multiplicity));
      }
    // A container that can grow gets the size of what comes.
    const auto size = [&](auto& b) {
      using B = std::remove_reference_t<decltype(b.p)>;
      if constexpr (B::writes && requires { b.p.value.resize(std::size_t{}); })
        if (code == MPI_SUCCESS && !b.meaningless())
          b.p.value.resize(to.reach() / multiplicity<argument_element_t<typename B::type>>);
    };
    (size(before), ...);
    return code;
  } else
    return MPI_SUCCESS;
}

template <class... P> inline constexpr bool inferred_among = false;
template <class P, class... Rest>
inline constexpr bool inferred_among<P, Rest...> =
    (P::is_counts && is_inferred<typename P::plain>) || inferred_among<Rest...>;

template <class First, class... Rest> int infer_all(First& first, Rest&... rest) {
  int code = MPI_SUCCESS;
  ((code = code == MPI_SUCCESS ? infer_counts(first, rest, first, rest...) : code), ...);
  return code;
}

// ---- the three results -------------------------------------------------------------------------

template <class Row, class Element, class Unit, class... P>
typename Row::result perform(call_state& call, const where& origin, prepared<Row, Element, Unit, P>... all) {
  int code = limit == 0 ? ready() : MPI_SUCCESS;
#ifdef NJMPI_COMPARES
  if constexpr (inferred_among<P...>)
    if (code == MPI_SUCCESS)
      code = checked::exchange(Row::name, call.root, *call.comm, intern(Row::name, origin));
#endif
  if constexpr (Row::rule == rule::varying)
    if (code == MPI_SUCCESS)
      code = infer_all(all...);
  if constexpr (std::is_same_v<typename Row::result, int>) {
    if (code == MPI_SUCCESS)
      code = Row::call(all.pass()..., *call.comm NJMPI_COMPARED_SITE);
    if (code == MPI_SUCCESS)
      (all.finish(), ...);
    return outcome(code, Row::name, origin);
  } else if constexpr (std::is_same_v<typename Row::result, flagged>) {
    int flag = 0;
    if (code == MPI_SUCCESS)
      code = Row::call(all.pass()..., *call.comm, flag NJMPI_COMPARED_SITE);
    return {outcome(code, Row::name, origin), flag != 0};
  } else {
    MPI_Request handle = MPI_REQUEST_NULL;
    if (code == MPI_SUCCESS)
      code = Row::call(all.pass()..., *call.comm, handle NJMPI_COMPARED_SITE);
    if (code != MPI_SUCCESS)
      return {failed(code, Row::name, origin), request()};
    const site& started = intern(Row::name, origin);
    kept* callable = nullptr;
    const auto hand_over = [&](auto& a) {
      if constexpr (requires { a.held.keep(); })
        callable = a.held.keep();
    };
    (hand_over(all), ...);
    if constexpr (Row::group == group::persistent)
      return {code, request::persistent(handle, started)};
    else
      return {code, request(handle, started, callable)};
  }
}

template <class Row, class... P>
typename Row::result invoke(const communicator& comm, const where& origin, P... parameters) {
  if constexpr (accept_call<Row, P...>()) {
    using E = typename element_among<P...>::type;
    using O = typename operator_among<P...>::type;
    using element = std::conditional_t<std::is_void_v<E>, char, E>;
    using unit = typename unit_of_call<element, O>::type;
    call_state call{&comm};
    if (limit == 0)
      ready();
    (note(call, parameters), ...);
    return perform<Row, element, unit, P...>(call, origin, {call, parameters}...);
  } else
    return typename Row::result{};
}

} // namespace njmpi::rt
