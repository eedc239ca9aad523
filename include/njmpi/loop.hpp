// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a rewritten [[njmpi::loop]] calls. A nest
//
//   double most = 0;
//   [[njmpi::loop]] for (long i = 1; i < n - 1; ++i)
//     for (int j = 1; j <= m; ++j) { next(i, j) = now(i - 1, j) + now(i, j + 1); most = std::max(most, next(i, j)); }
//
// becomes
//
//   {
//     static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__, 2};
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
//         njmpi_loop.row(0, most, i);
//       }
//       njmpi_most = most;
//     }
//     njmpi_loop.finish();
//   }
//
// next() runs the interior while the halos travel, then the strips along the boundary. finish() combines the
// reductions of all ranks and gathers what was written into ordinary arrays. Views, the box and what is reduced are
// local variables whose address goes nowhere, so that the inner loop is compiled as the serial one is.
//
// Only the levels down to the last one that a subscript of a field (or of a written array) moves with are the
// runtime's; deeper ones stay as written in the body.
#pragma once

#include <initializer_list>
#include <type_traits>

#include <njmpi/distribution.hpp>

namespace njmpi::rt {

/// What one level of the nest runs over: from first on, by step, up to but not including last. Of any integer types,
/// so that what the user compares with is passed as it is.
struct range {
  std::ptrdiff_t first = 0;
  std::ptrdiff_t last = 0;
  std::ptrdiff_t step = 1;

  constexpr range() = default;
  template <class F, class L>
  constexpr range(F first, L last, std::ptrdiff_t step = 1)
      : first(static_cast<std::ptrdiff_t>(first)), last(static_cast<std::ptrdiff_t>(last)), step(step) {}

  /// Of a level whose bounds depend on outer indices: makes this cover one more of its rows.
  void cover(const range& row);
};

/// One subscript of an access: factor * (index of the level) + offset; level -1: offset alone, the same in every
/// iteration.
struct subscript {
  int level;
  int factor;
  std::ptrdiff_t offset;

  template <class O>
  constexpr subscript(int level, int factor, O offset)
      : level(level), factor(factor), offset(static_cast<std::ptrdiff_t>(offset)) {}
};

enum class combine : unsigned char { sum, product, min, max, bit_and, bit_or, bit_xor, logical_and, logical_or };
/// The type of what is reduced.
enum class scalar : unsigned char { boolean, i8, i16, i32, i64, u8, u16, u32, u64, f32, f64, f80, c64, c128 };

enum loop_flags : unsigned {
  in_order = 1,  ///< the iterations of a rank run in serial order: no interior first (an anti-dependence, or a
                 ///< minimum with its index)
  pipelined = 2, ///< [[njmpi::loop(pipeline)]]
};

struct loop_plan;

/// One annotated loop of the source; keeps what was worked out when it ran last, and reuses it while fields, bounds
/// and offsets are the same.
struct loop_site {
  const char* file;
  int line;
  int levels;
  unsigned flags = 0;
  loop_plan* plan = nullptr;
};

/// A box of iterations that this rank runs in one go. A plain local value: the loops below it compare with it.
struct iterations {
  static constexpr int most = 8; ///< levels
  std::ptrdiff_t begin[most];    ///< first index at a level; with a negative step the greatest
  std::ptrdiff_t end[most];      ///< where the index stands after the last: begin + step * number
  std::ptrdiff_t step[most];
  unsigned statements = 0; ///< bit g: statement g runs in all of the box (and otherwise in none of it)
  bool some = false;

  explicit operator bool() const { return some; }
  std::ptrdiff_t first(int level) const { return begin[level]; }
  /// As a value of the index's type, so that the comparison is the one that was written.
  template <class I = std::ptrdiff_t> std::remove_cvref_t<I> last(int level) const {
    return static_cast<std::remove_cvref_t<I>>(end[level]);
  }
  /// Of a level whose bounds depend on outer indices: the part in the box of the row that runs over `row`.
  std::ptrdiff_t first(int level, const range& row) const;
  template <class I = std::ptrdiff_t> std::remove_cvref_t<I> last(int level, const range& row) const;
  bool runs(int statement) const { return (statements >> statement & 1) != 0; }
};

/// What the body subscripts instead of a field: origin and strides in local variables.
template <class T, int N> struct view {
  T* origin;
  std::ptrdiff_t stride[N > 1 ? N - 1 : 1];
  const std::ptrdiff_t* extents;

  template <class... I> T& operator()(I... i) const {
    const std::ptrdiff_t index[N]{static_cast<std::ptrdiff_t>(i)...};
    std::ptrdiff_t at = index[N - 1];
    for (int d = 0; d < N - 1; ++d)
      at += index[d] * stride[d];
    return origin[at];
  }
  std::ptrdiff_t extent(int d) const { return extents[d]; }
};

/// One execution of an annotated loop on one rank.
class loop {
public:
  /// Over the communicator of its fields, or over comm if it has none (the world by default).
  loop(loop_site& site, std::initializer_list<range> ranges, const communicator& comm = rt::world);
  ~loop();

  // ---- what the nest touches; once per access, before next() ----
  // Statements are numbered 0, 1, ... where the body's statements may belong to different ranks; an access with
  // statement -1 serves all of them.

  /// The ranks that keep the element run the statement.
  template <class T, int N> void write(field<T, N>& f, std::initializer_list<subscript> at, int statement = 0);
  /// No field is written: the ranks that own this element (inside its array the nearest one) run the iteration.
  template <class T, int N> void owner(const field<T, N>& f, std::initializer_list<subscript> at, int statement = 0);
  /// An element within reach of the rank's own ones: it is fetched into the halo unless it is up to date there.
  template <class T, int N> void read(const field<T, N>& f, std::initializer_list<subscript> at, int statement = -1);
  /// Elements somewhere else (swapped subscripts, one row for all): they are copied to a place of their own, and the
  /// access subscripts remote(f, number of the copy) instead of the field. Copies are numbered 0, 1, ... as declared.
  template <class T, int N> int copy(const field<T, N>& f, std::initializer_list<subscript> at, int statement = -1);
  /// Elements whose index is computed by the body from replicated arrays. Numbered 0, 1, ... as declared. The arrays
  /// follow as keys (container, or data and bytes); while all are the same, so are the elements.
  template <class T> int indirect(const field<T, 1>& f, int statement = -1);
  void key(int indirect, const void* data, std::size_t bytes);
  template <class C> void key(int indirect, const C& container); ///< any sized contiguous range, C arrays too
  /// Whether the indices of that read have to be enumerated: then boxes from over_all() are run with needs() for
  /// each index, once. A raw pointer as a key (no bytes): always.
  bool unknown(int indirect);
  iterations over_all();
  void needs(int indirect, std::ptrdiff_t index);

  /// An ordinary array of which the nest writes data[sum of subscripts[k] times scale[k]]: every rank gets all of it.
  template <class T> void gather(T* data, std::initializer_list<subscript> at, std::initializer_list<std::ptrdiff_t> scale);
  /// The elements of an array that may overlap another one; all of a container, or what is subscripted through a
  /// pointer. Arrays are told apart by `array`; an overlap of two of which one is written ends the job with a line.
  template <class T>
  void touches(int array, const char* name, bool written, T* data, std::initializer_list<subscript> at,
               std::initializer_list<std::ptrdiff_t> scale);
  template <class C> void touches(int array, const char* name, bool written, const C& container);
  /// The same for fields: two names of one field.
  template <class T, int N> void touches(int array, const char* name, bool written, const field<T, N>& f);

  /// A variable that the iterations combine: holds the neutral value while they run, but on the first rank. Numbered
  /// 0, 1, ... as declared, those with located variables too.
  template <class T> int reduce(T& variable, combine how);
  /// A minimum or maximum with variables beside it, which are taken from where it is found.
  template <class T, class... Located> int reduce_located(T& variable, combine how, Located&... located);
  /// Called where the iteration with these indices (in nest order) becomes the minimum or maximum.
  template <class... I> void won(int reduction, I... indices);
  /// Called after each row of the innermost level with the minimum or maximum so far and the outer indices: orders
  /// equal zeros of floating types.
  template <class T, class... I> void row(int reduction, const T& value, I... outer_indices);

  // ---- running ----
  /// The next box of iterations of this rank, if there is one.
  iterations next();
  template <class T, int N> view<T, N> view_of(field<T, N>& f) const;
  template <class T, int N> view<const T, N> view_of(const field<T, N>& f) const;
  template <class T, int N> view<const T, N> remote(const field<T, N>& f, int copy) const;

  /// After the last box.
  void finish();
  /// Gives an index that was declared before the loop the value that it has after the serial one; leaves it alone if
  /// that loop would not have been reached.
  template <class I> void after(int level, I& index) const;
};

} // namespace njmpi::rt
