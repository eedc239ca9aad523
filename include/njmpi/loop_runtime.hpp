// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the templates of loops call: a class of virtual functions, and the plain data that passes through it.
#pragma once

#include <cstdint>

#include <njmpi/field_runtime.hpp>

namespace njmpi::rt {

/// A bound that depends on the index of an outer level.
inline constexpr std::ptrdiff_t unbounded = PTRDIFF_MIN;

/// What one level of the nest runs over, as written: from first on, by step, up to but not including last.
/// Both ends are `unbounded` where they are not the same in the whole nest; step is exact then, too.
struct range {
  std::ptrdiff_t first = 0;
  std::ptrdiff_t last = 0;
  std::ptrdiff_t step = 1;

  constexpr range() = default;
  /// Of any integer types, so that what the user compares with is passed as it is.
  template <class F, class L, class S = int>
  constexpr range(F first, L last, S step = 1)
      : first(static_cast<std::ptrdiff_t>(first)), last(static_cast<std::ptrdiff_t>(last)),
        step(static_cast<std::ptrdiff_t>(step)) {}
};

/// One subscript of an access: factor * (index of the level) + offset; level -1: offset alone, the same in
/// every iteration.
struct subscript {
  int level;
  int factor;
  std::ptrdiff_t offset;

  subscript() = default;
  template <class O>
  constexpr subscript(int level, int factor, O offset)
      : level(level), factor(factor), offset(static_cast<std::ptrdiff_t>(offset)) {}
};

/// How many elements further a subscript one higher is, of any integer type.
struct scale {
  std::ptrdiff_t elements;
  template <class S> constexpr scale(S elements) : elements(static_cast<std::ptrdiff_t>(elements)) {}
};

/// Memory that does not change while a loop runs.
struct memory {
  const void* data;
  std::size_t bytes;
};
enum class combine : unsigned char {
  sum,
  product,
  min,
  max,
  bit_and,
  bit_or,
  bit_xor,
  logical_and,
  logical_or
};
/// The type of what is reduced.
enum class scalar : unsigned char {
  boolean,
  i8,
  i16,
  i32,
  i64,
  u8,
  u16,
  u32,
  u64,
  f32,
  f64,
  f80,
  c64,
  c128,
  c160
};
enum class access_kind : unsigned char { write, owner, read, copy };

enum loop_flags : unsigned {
  in_order = 1,  ///< the iterations of a rank run in serial order: no interior first (an anti-dependence)
  pipelined = 2, ///< [[njmpi::loop(pipeline)]]
};

enum access_flags : unsigned {
  /// The access stands under a condition: it is not an error where some iteration would be outside of the
  /// array.
  guarded = 1,
};

struct loop_plan;
struct loop_state;

/// One annotated loop of the source; keeps what was worked out when it ran last, and reuses it while fields,
/// bounds and offsets are the same.
struct loop_site {
  const char* file;
  int line;
  unsigned flags = 0;
  int statements = 1; ///< where the body's statements may belong to different ranks
  loop_plan* plan = nullptr;
};

inline constexpr int most_levels = 8;

/// The box of iterations that a rank is to run now; the runtime fills it, and next() hands out a copy.
struct loop_window {
  std::ptrdiff_t from[most_levels];
  std::ptrdiff_t to[most_levels];
  std::ptrdiff_t step[most_levels];
  unsigned long long statements = 1; ///< bit s: statement s runs in this box
  bool mixed = false;                ///< not in all of the box: the runtime is asked
  bool watched = false;              ///< row() is waited for
  bool some = false;
  const struct loop_state* state = nullptr;

  explicit operator bool() const { return some; }
  /// Where a level begins and ends in the box, in the direction of its step; the end as a value of the
  /// index's type, so that the comparison is the one that was written.
  template <class I = std::ptrdiff_t> NJMPI_INLINE std::remove_cvref_t<I> first(int level) const {
    return static_cast<std::remove_cvref_t<I>>(step[level] > 0 ? from[level] : to[level] - 1);
  }
  template <class I = std::ptrdiff_t> NJMPI_INLINE std::remove_cvref_t<I> last(int level) const {
    return static_cast<std::remove_cvref_t<I>>(step[level] > 0 ? to[level] : from[level] - 1);
  }
  /// The same of a row whose bounds depend on outer indices.
  template <class I = std::ptrdiff_t>
  NJMPI_INLINE std::remove_cvref_t<I> first(int level, const range& row) const {
    const std::ptrdiff_t away = step[level] > 0 ? from[level] - row.first : row.first - (to[level] - 1);
    const std::ptrdiff_t length = step[level] > 0 ? step[level] : -step[level];
    return static_cast<std::remove_cvref_t<I>>(
        away <= 0 ? row.first : row.first + (away + length - 1) / length * step[level]);
  }
  template <class I = std::ptrdiff_t>
  NJMPI_INLINE std::remove_cvref_t<I> last(int level, const range& row) const {
    const std::ptrdiff_t end = step[level] > 0 ? (row.last > to[level] ? to[level] : row.last)
                                               : (row.last < from[level] - 1 ? from[level] - 1 : row.last);
    return static_cast<std::remove_cvref_t<I>>(end);
  }
  /// The part of a range-for's range.
  template <class R> auto part(int level, R& range) const {
    auto* data = std::data(range);
    struct {
      decltype(data) first, last;
      auto begin() const { return first; }
      auto end() const { return last; }
    } result{data + from[level], data + to[level]};
    return result;
  }
  /// Whether a statement runs in this iteration.
  template <class... I> bool runs(int statement, I... indices) const;
};

/// Where the elements of a view are.
struct placement {
  std::byte* origin;
  const std::ptrdiff_t* stride;
};

/// What stands behind a loop.
struct loop_runtime {
  virtual loop_state* open(loop_site& site, const range* ranges, int levels, const communicator& comm,
                           loop_window& window) = 0;
  virtual void close(loop_state* state) noexcept = 0;
  virtual int access(loop_state& state, access_kind kind, field_state& f, const subscript* at, int dimensions,
                     int statement, unsigned flags) = 0;
  virtual int indirect(loop_state& state, field_state& f, const memory* keys, int count, unsigned long& entry,
                       int statement) = 0;
  virtual bool unknown(loop_state& state, int indirect) = 0;
  virtual void needs(loop_state& state, int indirect, std::ptrdiff_t index) = 0;
  virtual void gather(loop_state& state, void* data, std::size_t element, const subscript* at,
                      const std::ptrdiff_t* scale, int count, int statement) = 0;
  virtual void apart(loop_state& state, const memory& a, const char* a_name, const memory& b,
                     const char* b_name) = 0;
  virtual int reduce(loop_state& state, void* variable, scalar type, combine how, const memory* located,
                     int count) = 0;
  virtual void won(loop_state& state, int located, const std::ptrdiff_t* indices, int count) = 0;
  virtual void row(loop_state& state, const std::ptrdiff_t* indices, int count) = 0;
  virtual bool next(loop_state& state) = 0;
  virtual std::ptrdiff_t after(const loop_state& state, int level, std::ptrdiff_t before) = 0;
  virtual memory reach(const loop_state& state, const void* data, std::size_t element, const subscript* at,
                       const std::ptrdiff_t* scale, int count) = 0;
  virtual bool runs(const loop_state& state, int statement, const std::ptrdiff_t* indices, int count) = 0;
  virtual placement remote(loop_state& state, int copy) = 0;
  virtual void finish(loop_state& state) = 0;

protected:
  ~loop_runtime() = default;
};

loop_runtime& loops();

template <class... I> NJMPI_INLINE bool loop_window::runs(int statement, I... indices) const {
  if (!mixed) [[likely]]
    return (statements >> statement & 1) != 0;
  const std::ptrdiff_t at[]{static_cast<std::ptrdiff_t>(indices)..., 0};
  return loops().runs(*state, statement, at, sizeof...(I));
}

} // namespace njmpi::rt
