// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What generated loops call: a class of virtual functions, as that of fields is, and what passes between the
// two: the loop in the source, the box of iterations to run, memory of elements.
#pragma once

#include <cstdint>
#include <initializer_list>

#include <njmpi/field.hpp>
#include <njmpi/loop_terms.hpp>

namespace njmpi::rt {

struct loop_plan;
struct loop_state;
struct postponed_reductions;

/// Reductions of consecutive loops on their way to the last one, which combines them all.
struct postponed {
  postponed_reductions* left = nullptr;
  postponed() = default;
  ~postponed();
  postponed(const postponed&) = delete;
  postponed& operator=(const postponed&) = delete;
};

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
  bool whole = false;                ///< all statements run in all of the box
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
    auto* data = elements(range);
    struct {
      decltype(data) first, last;
      auto begin() const { return first; }
      auto end() const { return last; }
    } result{data + from[level], data + to[level]};
    return result;
  }
  /// Whether a statement runs in this iteration.
  template <class... I> bool runs(int statement, I... indices) const;
  /// Calls the nest with what it has to ask before a statement, runs() or what is always true: the nest is
  /// compiled for either.
  template <class Nest> NJMPI_INLINE void run(const Nest& nest) const {
    if (whole) [[likely]]
      nest([](auto...) NJMPI_INLINE { return true; });
    else
      nest([this](int statement, auto... indices) { return this->runs(statement, indices...); });
  }
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
  virtual void within(loop_state& state, const range* ranges, int levels) = 0;
  virtual int access(loop_state& state, access_kind kind, field_state& f, const subscript* at, int dimensions,
                     int statement, unsigned flags) = 0;
  virtual int indirect(loop_state& state, field_state& f, const memory* keys, int count, unsigned long& entry,
                       int statement) = 0;
  virtual bool unknown(loop_state& state, int indirect) = 0;
  virtual void needs(loop_state& state, int indirect, const std::ptrdiff_t* index, bool surely) = 0;
  virtual void gather(loop_state& state, void* data, std::size_t element, const subscript* at,
                      const std::ptrdiff_t* scale, int count, int statement) = 0;
  virtual void within_row(loop_state& state, const char* what, const range& indices, std::ptrdiff_t factor,
                          std::ptrdiff_t offset, std::ptrdiff_t length) = 0;
  virtual void apart_from(loop_state& state, const memory& array, const char* name, const memory& object,
                          const char* call) = 0;
  virtual void apart(loop_state& state, const memory& a, const char* a_name, const memory& b,
                     const char* b_name) = 0;
  virtual int reduce(loop_state& state, void* variable, scalar type, combine how, const memory* located,
                     int count) = 0;
  virtual void won(loop_state& state, int located, const std::ptrdiff_t* indices, int count) = 0;
  virtual void row(loop_state& state, const std::ptrdiff_t* indices, int count) = 0;
  virtual bool next(loop_state& state) = 0;
  virtual bool after(const loop_state& state, int level, std::ptrdiff_t& index) = 0;
  virtual memory reach(const loop_state& state, const void* data, std::size_t element, const subscript* at,
                       const std::ptrdiff_t* scale, int count) = 0;
  virtual bool runs(const loop_state& state, int statement, const std::ptrdiff_t* indices, int count) = 0;
  virtual placement remote(loop_state& state, int copy) = 0;
  virtual void carry(loop_state& state, loop_state& later) = 0;
  virtual void finish(loop_state& state, postponed* before, postponed* later) = 0;
  virtual void drop(postponed_reductions* left) noexcept = 0;

protected:
  ~loop_runtime() = default;
};

loop_runtime& loops();

inline postponed::~postponed() {
  if (left)
    loops().drop(left);
}

} // namespace njmpi::rt
