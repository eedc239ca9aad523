// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a rewritten [[njmpi::loop]] calls. A nest
//
//   double most = 0;
//   [[njmpi::loop]] for (long i = 1; i < n - 1; ++i)
//     for (int j = 1; j <= m; ++j) { next(i, j) = now(i - 1, j) + now(i, j + 1); most = std::max(most,
//     next(i, j)); }
//
// becomes (<= and >= turn into < and > of a bound one further; != into < or >)
//
//   {
//     static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__};
//     njmpi::rt::loop njmpi_loop(njmpi_site, {{1, n - 1}, {1, m + 1}});
//     auto& njmpi_next = next;
//     auto& njmpi_now = now;
//     auto& njmpi_most = most;
//     njmpi_loop.write(njmpi_next, {{0, 1, 0}, {1, 1, 0}});
//     njmpi_loop.read(njmpi_now, {{0, 1, -1}, {1, 1, 0}});
//     njmpi_loop.read(njmpi_now, {{0, 1, 0}, {1, 1, 1}});
//     njmpi_loop.reduce(njmpi_most, njmpi::rt::combine::max);
//     while (const auto njmpi_box = njmpi_loop.next()) {
//       const auto next = njmpi_loop.view_of(njmpi_next);
//       const auto now = njmpi_loop.view_of(njmpi_now);
//       auto most = njmpi_most;
//       for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i) {
//         for (int j = njmpi_box.first(1); j < njmpi_box.last<int>(1); ++j) { ... as written ... }
//         njmpi_most = most;
//         njmpi_loop.row(i);
//       }
//       njmpi_most = most;
//     }
//     njmpi_loop.finish();
//   }
//
// The box, the views and what is reduced are local copies whose address goes nowhere: no store of the body
// can be taken for a change of them, and the inner loop is compiled as the serial one is. row() is needed
// where a floating minimum or maximum without location is reduced in a nest of several levels; it may always
// be there.
//
// Where the bounds of a level depend on an outer index, its range is {unbounded, unbounded, step}, and the
// row is cut to the box: first(1, {i, n}), last(1, {i, n}). A loop of the body whose index stands in a
// subscript is told by within(), as a level after those of the nest. Levels that no subscript moves with may
// be left out at the end.
//
// No field is written: owner() in place of the first read() says who runs an iteration.
//
// A copy (swapped or fixed subscripts) is a number, and a view of its own:
//
//     njmpi_loop.copy(njmpi_now, {{1, 1, 0}, {0, 1, 0}});          // before next(); number 0
//     const auto njmpi_now_copy = njmpi_loop.remote(njmpi_now, 0); // in the while; njmpi_now_copy(j, i)
//
// A located minimum `if (e < s) { s = e; at = i; }`:
//
//     njmpi_loop.reduce_located(s, njmpi::rt::combine::min, at);
//     ... if (e < s) { njmpi_loop.won(0, i, j); s = e; at = i; } // 0: the number of the reduction
//
// Reads through an index array, x(col[k]): the indices are enumerated where the runtime does not know them
// yet; the view of x then takes them as they are. njmpi_entry is a variable of the kernel's outermost scope,
// one for all of its loops (the loop's own, if the arrays may change in the kernel): the contents of the
// arrays are compared with what they were last time once while it lives. Everything the enumeration reads is
// named; memory of unknown size is {nullptr, 0}. The enumeration comes when all is declared.
//
//     unsigned long njmpi_entry = 0;
//     njmpi_loop.indirect(njmpi_x, {njmpi::rt::memory_of(ptr), njmpi::rt::memory_of(col)}, njmpi_entry);
//     while (const auto njmpi_box = njmpi_loop.unknown(0)) // 0: the number of the read
//       for (...as below...) for (k...) njmpi_loop.needs(0, col[k]);
//
// Loops in a row exchange together. What a later one reads beside its own elements travels with the messages
// of an earlier one, in which it is described, too; what they reduce is combined after the last one:
//
//     njmpi::rt::postponed njmpi_postponed;
//     {
//       ...
//       static njmpi::rt::loop_site njmpi_ahead_site{__FILE__, __LINE__, njmpi::rt::ahead};
//       njmpi::rt::loop njmpi_ahead(njmpi_ahead_site, {{1, n}});
//       njmpi_ahead.write(other, {{0, 1, 0}});
//       njmpi_ahead.read(more, {{0, 1, -1}});
//       njmpi_loop.carry(njmpi_ahead); // before next()
//       ...
//       njmpi_loop.postpone(njmpi_postponed); // in place of finish()
//     }
//     { ... njmpi_loop.finish_with(njmpi_postponed); }
//
// next() runs the interior while the halos travel, then the strips along the boundary. finish() combines the
// reductions of all ranks and gathers what was written into ordinary arrays.
#pragma once

#include <initializer_list>

#include <njmpi/loop_runtime.hpp>

namespace njmpi::rt {

template <class T> inline constexpr int complex_part = 0;
template <class T> inline constexpr int complex_part<std::complex<T>> = sizeof(T);

template <class T> constexpr scalar scalar_of() {
  if constexpr (std::is_enum_v<T>)
    return scalar_of<std::underlying_type_t<T>>();
  else if constexpr (complex_part<T> != 0) {
    static_assert(complex_part<T> <= sizeof(double),
                  "a complex number that a loop reduces has parts of double");
    return complex_part<T> == sizeof(float) ? scalar::c64 : scalar::c128;
  } else if constexpr (std::is_floating_point_v<T>)
    return sizeof(T) == 4 ? scalar::f32 : sizeof(T) == 8 ? scalar::f64 : scalar::f80;
  else {
    static_assert(std::is_integral_v<T>, "a loop reduces numbers");
    if (std::is_same_v<T, bool>)
      return scalar::boolean;
    constexpr int size = sizeof(T) == 1 ? 0 : sizeof(T) == 2 ? 1 : sizeof(T) == 4 ? 2 : 3;
    return static_cast<scalar>(static_cast<int>(std::is_signed_v<T> ? scalar::i8 : scalar::u8) + size);
  }
}

/// What the body subscripts instead of a field: origin and strides in local variables.
template <class T, int N> struct view {
  T* origin;
  std::ptrdiff_t stride[N > 1 ? N - 1 : 1];
  const std::ptrdiff_t* shape;

  template <class... I> NJMPI_INLINE T& operator()(I... i) const {
    static_assert(sizeof...(I) == N);
    const std::ptrdiff_t index[N]{static_cast<std::ptrdiff_t>(i)...};
    std::ptrdiff_t at = index[N - 1];
    for (int d = 0; d < N - 1; ++d)
      at += index[d] * stride[d];
    return origin[at];
  }
  std::ptrdiff_t extent(int d) const { return shape[d]; }
  std::array<std::ptrdiff_t, N> extents() const {
    std::array<std::ptrdiff_t, N> result;
    for (int d = 0; d < N; ++d)
      result[static_cast<std::size_t>(d)] = shape[d];
    return result;
  }
  std::size_t size() const {
    std::size_t product = 1;
    for (int d = 0; d < N; ++d)
      product *= static_cast<std::size_t>(shape[d]);
    return product;
  }
  static constexpr int rank() { return N; }
};

/// A field as a function that the body calls sees it: all of its memory, the halo too, by global indices that
/// nobody checks. It owns nothing, and lives in one box.
template <class F> union lent_field {
  explicit lent_field(const field_state& of) : field(borrowed(of)) {}
  lent_field(const lent_field&) = delete;
  ~lent_field() {}

  F field;

private:
  static field_state borrowed(field_state of) {
    constexpr int last = std::remove_const_t<F>::rank() - 1;
    for (int d = 0; d <= last; ++d) {
      of.kept.first[d] = PTRDIFF_MIN;
      of.kept.last[d] = PTRDIFF_MAX;
    }
    of.stride[last] = 1;
    of.wraps = false;
    return of;
  }
};

/// One execution of an annotated loop on one rank.
class loop {
public:
  /// Over the communicator of its fields, or over comm if it has none (the world by default).
  loop(loop_site& site, std::initializer_list<range> ranges, const communicator& comm = rt::world)
      : runtime_(loops()),
        state_(runtime_.open(site, ranges.begin(), static_cast<int>(ranges.size()), comm, window_)) {
    window_.state = state_;
  }
  ~loop() { runtime_.close(state_); }
  loop(const loop&) = delete;
  loop& operator=(const loop&) = delete;

  // ---- what the nest touches; once per access, before next() ----
  // Statements are numbered 0, 1, ... where the body's statements may belong to different ranks; an access
  // with statement -1 serves all of them.

  /// Loops of the body whose index stands in a subscript, as levels after those of the nest. They are run
  /// whole.
  void within(std::initializer_list<range> ranges) {
    runtime_.within(*state_, ranges.begin(), static_cast<int>(ranges.size()));
  }
  /// The ranks that keep the element run the statement.
  template <class T, int N>
  void write(njmpi::field<T, N>& f, std::initializer_list<subscript> at, int statement = 0,
             unsigned flags = 0) {
    access(access_kind::write, f, at, statement, flags);
  }
  /// No field is written: the ranks that own this element (inside its array the nearest one) run the
  /// iteration, and it is fetched like one that is read.
  template <class T, int N>
  void owner(const njmpi::field<T, N>& f, std::initializer_list<subscript> at, int statement = 0,
             unsigned flags = 0) {
    access(access_kind::owner, f, at, statement, flags);
  }
  /// An element within reach of the rank's own ones: it is fetched into the halo unless it is up to date
  /// there.
  template <class T, int N>
  void read(const njmpi::field<T, N>& f, std::initializer_list<subscript> at, int statement = -1,
            unsigned flags = 0) {
    access(access_kind::read, f, at, statement, flags);
  }
  /// Elements somewhere else (swapped subscripts, one row for all): they are fetched, and in each box the
  /// access subscripts remote(copy) instead of the field. Returns the number of the copy.
  template <class T, int N>
  int copy(const njmpi::field<T, N>& f, std::initializer_list<subscript> at, int statement = -1,
           unsigned flags = 0) {
    return access(access_kind::copy, f, at, statement, flags);
  }
  /// Elements whose indices are computed by the body from these arrays.
  template <class T, int N>
  int indirect(const njmpi::field<T, N>& f, std::initializer_list<memory> keys, unsigned long& entry,
               int statement = -1) {
    return runtime_.indirect(*state_, f.state(), keys.begin(), static_cast<int>(keys.size()), entry,
                             statement);
  }
  /// The next box of iterations whose indices have to be told by needs(), if there is one.
  loop_window unknown(int indirect) {
    window_.some = runtime_.unknown(*state_, indirect);
    return window_;
  }
  template <class... I> void needs(int indirect, I... index) {
    const std::ptrdiff_t at[]{static_cast<std::ptrdiff_t>(index)...};
    runtime_.needs(*state_, indirect, at, true);
  }
  /// The same where the body may know better: an index outside the field is one that it does not read.
  template <class... I> void may_need(int indirect, I... index) {
    const std::ptrdiff_t at[]{static_cast<std::ptrdiff_t>(index)...};
    runtime_.needs(*state_, indirect, at, false);
  }

  /// An ordinary array of which the nest writes data[sum of subscripts[k] times scale[k]], and as many
  /// elements from there on as it names at once: every rank gets all of it.
  template <class T>
  void gather(T* data, std::initializer_list<subscript> at, std::initializer_list<scale> scales,
              int statement = 0, std::ptrdiff_t count = 1) {
    std::ptrdiff_t each[2 * most_levels];
    std::ptrdiff_t* next = each;
    for (const scale& s : scales)
      *next++ = s.elements / count;
    runtime_.gather(*state_, data, sizeof(T) * static_cast<std::size_t>(count), at.begin(), each,
                    static_cast<int>(at.size()), statement);
  }
  /// An error where factor * index + offset leaves a row of this length, so that two iterations may name one
  /// element of an ordinary array by `what`.
  void within_row(const char* what, const range& indices, std::ptrdiff_t factor, std::ptrdiff_t offset,
                  std::ptrdiff_t length) {
    runtime_.within_row(*state_, what, indices, factor, offset, length);
  }
  /// Ends the job with a clear line if two arrays of the nest overlap.
  void apart(memory a, const char* a_name, memory b, const char* b_name) {
    runtime_.apart(*state_, a, a_name, b, b_name);
  }
  /// The same of an array, and of an object that a call reads, and what pointers in it lead to.
  void apart_from(memory array, const char* name, memory object, const char* call) {
    runtime_.apart_from(*state_, array, name, object, call);
  }
  /// The same of two names of one field.
  template <class T, int N, class U, int M>
  void apart(const njmpi::field<T, N>& a, const char* a_name, const njmpi::field<U, M>& b,
             const char* b_name) {
    apart({&a, sizeof a}, a_name, {&b, sizeof b}, b_name);
  }
  /// What the nest subscripts through a pointer.
  template <class T>
  memory reach(T* data, std::initializer_list<subscript> at, std::initializer_list<scale> scales) {
    return runtime_.reach(*state_, data, sizeof(T), at.begin(), &scales.begin()->elements,
                          static_cast<int>(at.size()));
  }

  /// A variable that the iterations combine. It may hold anything while they run; next() takes what the box
  /// before has found. Returns its number.
  template <class T> int reduce(T& variable, combine how) {
    return runtime_.reduce(*state_, &variable, scalar_of<T>(), how, nullptr, 0);
  }
  /// A minimum or maximum with index variables beside it. Returns its number for won().
  template <class T, class... Located> int reduce_located(T& variable, combine how, Located&... located) {
    static_assert((std::is_trivially_copyable_v<Located> && ...));
    const memory places[]{{&located, sizeof located}..., {nullptr, 0}};
    return runtime_.reduce(*state_, &variable, scalar_of<T>(), how, places, sizeof...(Located));
  }
  /// Called where the iteration with these indices (in nest order) wins.
  template <class... I> void won(int located, I... indices) {
    const std::ptrdiff_t at[]{static_cast<std::ptrdiff_t>(indices)...};
    runtime_.won(*state_, located, at, sizeof...(I));
  }
  /// Called after each innermost row: orders equal zeros.
  template <class... I> NJMPI_INLINE void row(I... outer_indices) {
    if (window_.watched) [[unlikely]] {
      const std::ptrdiff_t at[]{static_cast<std::ptrdiff_t>(outer_indices)..., 0};
      runtime_.row(*state_, at, sizeof...(I));
    }
  }

  // ---- running ----
  /// The next box of iterations of this rank, if there is one.
  loop_window next() {
    window_.some = runtime_.next(*state_);
    return window_;
  }
  /// For code written by hand: the same of the box that next() returned last, within bounds as written.
  template <class I> NJMPI_INLINE I first(int level, std::type_identity_t<I> as_written) const {
    return window_.template first<I>(level, range(as_written, as_written));
  }
  template <class I> NJMPI_INLINE I last(int level, std::type_identity_t<I> as_written) const {
    return window_.template last<I>(level, range(as_written, as_written));
  }
  template <class... I> NJMPI_INLINE bool runs(int statement, I... indices) const {
    return window_.runs(statement, indices...);
  }
  template <class T, int N> NJMPI_INLINE view<T, N> view_of(njmpi::field<T, N>& f) const {
    field_state& state = f.state();
    return placed<T, N>({state.origin, state.stride}, state);
  }
  template <class T, int N> NJMPI_INLINE view<const T, N> view_of(const njmpi::field<T, N>& f) const {
    const field_state& state = f.state();
    return placed<const T, N>({state.origin, state.stride}, state);
  }
  /// In a box, what is handed to a function in the place of the field.
  template <class T, int N> NJMPI_INLINE lent_field<njmpi::field<T, N>> lend(njmpi::field<T, N>& f) const {
    return lent_field<njmpi::field<T, N>>(f.state());
  }
  template <class T, int N>
  NJMPI_INLINE lent_field<const njmpi::field<T, N>> lend(const njmpi::field<T, N>& f) const {
    return lent_field<const njmpi::field<T, N>>(f.state());
  }
  template <class T, int N> view<const T, N> remote(const njmpi::field<T, N>& f, int copy) const {
    return placed<const T, N>(runtime_.remote(*state_, copy), f.state());
  }

  /// What a later loop will read beside its own elements travels with this loop's messages, unless this one
  /// writes it. The later one is described here, too, and not run.
  void carry(loop& later) { runtime_.carry(*state_, *later.state_); }
  /// After the last box.
  void finish() { runtime_.finish(*state_, nullptr, nullptr); }
  /// The same with the reductions of the loops before.
  void finish_with(postponed& before) { runtime_.finish(*state_, &before, nullptr); }
  /// Leaves the reductions, and those of the loops before, to a loop after this one. Until then, the
  /// variables hold what one rank knows.
  void postpone(postponed& later) { runtime_.finish(*state_, nullptr, &later); }
  /// Gives an index that was declared before the loop the value that it has after the serial one; leaves it
  /// alone if that loop would not have been reached.
  template <class I> void after(int level, I& index) const {
    std::ptrdiff_t value = 0;
    const bool reached = runtime_.after(*state_, level, value);
    if (level == 0 || reached) // the outermost loop always is, and compilers see it
      index = static_cast<I>(value);
  }

private:
  template <class T, int N>
  int access(access_kind kind, const njmpi::field<T, N>& f, std::initializer_list<subscript> at,
             int statement, unsigned flags) {
    return runtime_.access(*state_, kind, f.state(), at.begin(), N, statement, flags);
  }
  template <class T, int N> static view<T, N> placed(const placement& where, const field_state& state) {
    view<T, N> result;
    result.origin = reinterpret_cast<T*>(where.origin);
    for (int d = 0; d < N - 1; ++d)
      result.stride[d] = where.stride[d];
    result.shape = state.extent;
    return result;
  }

  loop_runtime& runtime_;
  loop_window window_;
  loop_state* state_;
};

template <class... I> NJMPI_INLINE inline bool loop_window::runs(int statement, I... indices) const {
  if (!mixed) [[likely]]
    return (statements >> statement & 1) != 0;
  const std::ptrdiff_t at[]{static_cast<std::ptrdiff_t>(indices)..., 0};
  return loops().runs(*state, statement, at, sizeof...(I));
}

} // namespace njmpi::rt
