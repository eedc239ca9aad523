// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a rewritten [[njmpi::loop]] calls. A nest
//
//   [[njmpi::loop]] for (long i = 1; i < n - 1; ++i)
//     for (long j = 1; j < m - 1; ++j) { next(i, j) = now(i - 1, j) + now(i, j + 1); most = std::max(most, next(i, j)); }
//
// becomes
//
//   {
//     static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__, 2};
//     njmpi::rt::loop njmpi_loop(njmpi_site, {{1, n - 1, 1}, {1, m - 1, 1}});
//     auto& njmpi_0 = next;
//     auto& njmpi_1 = now;
//     njmpi_loop.write(njmpi_0, {{0, 1, 0}, {1, 1, 0}});
//     njmpi_loop.read(njmpi_1, {{0, 1, -1}, {1, 1, 0}});
//     njmpi_loop.read(njmpi_1, {{0, 1, 0}, {1, 1, 1}});
//     njmpi_loop.reduce(most, njmpi::rt::combine::max);
//     while (njmpi_loop.next()) {
//       const auto next = njmpi_loop.view(njmpi_0);
//       const auto now = njmpi_loop.view(njmpi_1);
//       for (long i = njmpi_loop.first(0, 1); i < njmpi_loop.last(0, n - 1); ++i)
//         for (long j = njmpi_loop.first(1, 1); j < njmpi_loop.last(1, m - 1); ++j) { ... as written ... }
//     }
//     njmpi_loop.finish();
//   }
//
// next() runs the interior while the halos travel, then the strips along the boundary. finish() combines the
// reductions of all ranks and gathers what was written into ordinary arrays.
#pragma once

#include <initializer_list>

#include <njmpi/distribution.hpp>

namespace njmpi::rt {

/// What one level of the nest runs over, as written: from first on, by step, up to but not including last.
struct range {
  std::ptrdiff_t first;
  std::ptrdiff_t last;
  std::ptrdiff_t step = 1;
};

/// One subscript of an access: factor * (index of the level) + offset; level -1: offset alone, the same in every
/// iteration.
struct subscript {
  int level;
  int factor;
  std::ptrdiff_t offset;
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
  /// An element within reach of the rank's own ones: it is fetched into the halo unless it is up to date there.
  template <class T, int N> void read(const field<T, N>& f, std::initializer_list<subscript> at, int statement = -1);
  /// Elements somewhere else (swapped subscripts, one row for all): they are copied to a place of their own, and the
  /// access subscripts remote(copy) instead of the field. Returns the number of the copy.
  template <class T, int N> int copy(const field<T, N>& f, std::initializer_list<subscript> at, int statement = -1);
  /// Elements whose index is computed by the body: the loop that enumerates them follows, see needs().
  template <class T> int indirect(const field<T, 1>& f, const void* key, std::size_t bytes);
  /// Whether the indices of that read have to be enumerated; then over_all() runs the iterations of this rank, and
  /// needs() is called for each index.
  bool unknown(int indirect);
  void needs(int indirect, std::ptrdiff_t index);

  /// An ordinary array of which the nest writes data[sum of subscripts[k] times scale[k]]: every rank gets all of it.
  template <class T> void gather(T* data, std::initializer_list<subscript> at, std::initializer_list<std::ptrdiff_t> scale);
  /// Ends the job with a clear line if two arrays of the nest overlap.
  void apart(const void* a, std::size_t a_bytes, const char* a_name, const void* b, std::size_t b_bytes, const char* b_name);

  /// A variable that the iterations combine: holds the neutral value while they run, but on the first rank.
  template <class T> void reduce(T& variable, combine how);
  /// A minimum or maximum with index variables beside it. Returns its number for won().
  template <class T, class... Located> int reduce_located(T& variable, combine how, Located&... located);
  /// Called where the iteration with these indices (in nest order) wins.
  template <class... I> void won(int located, I... indices);
  /// Called after each innermost row: orders equal zeros.
  template <class... I> void row(I... outer_indices);

  // ---- running ----
  /// The next box of iterations of this rank, if there is one.
  bool next();
  /// Where the box begins and ends at a level, within the bounds as written (which may depend on outer indices).
  template <class I> I first(int level, I as_written) const;
  template <class I> I last(int level, I as_written) const;
  /// Whether a statement runs in this iteration.
  template <class... I> bool runs(int statement, I... indices) const;
  template <class T, int N> view<T, N> view_of(field<T, N>& f) const;
  template <class T, int N> view<const T, N> view_of(const field<T, N>& f) const;
  template <class T, int N> view<const T, N> remote(const field<T, N>& f, int copy) const;

  /// After the last box.
  void finish();
};

} // namespace njmpi::rt
