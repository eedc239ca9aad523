// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How an array is cut over a process grid, and what one rank knows of one array. All that is said here of
// other ranks can be computed on every rank, so that both ends of a message agree without asking.
#pragma once

#include <cstddef>

#include <njmpi/comm.hpp>

namespace njmpi {

/// A box of global indices, half-open.
struct box {
  static constexpr int most = 4;
  std::ptrdiff_t first[most]{};
  std::ptrdiff_t last[most]{};

  std::ptrdiff_t lo(int d) const { return first[d]; }
  std::ptrdiff_t hi(int d) const { return last[d]; }
  friend bool operator==(const box&, const box&) = default;
};

namespace rt {

/// A process grid over a communicator, and where the cuts are: block c of dimension d holds the indices
/// first(d, c) .. first(d, c + 1) - 1 of an array of `extent[d]` elements. The first extent % grid blocks
/// hold one more than the others. What lies outside belongs to the owner of the nearest element inside.
struct distribution {
  int dimensions = 0;
  std::ptrdiff_t extent[box::most]{}; ///< of the array whose elements decide who owns what
  int grid[box::most]{};
  bool periodic[box::most]{};
  bool replicated = false; ///< in a plain build: every rank holds all, and blocks only say who is asked first
  njmpi::comm comm;
  int users = 1;

  std::ptrdiff_t first(int d, int c) const {
    const std::ptrdiff_t each = extent[d] / grid[d];
    const std::ptrdiff_t more = extent[d] % grid[d];
    return each * c + (c < more ? c : more);
  }
};

/// One array on one rank. The storage is row-major; `origin` is the address that element (0, ..., 0) has, or
/// would have: element i is at origin + element * sum(i[d] * stride[d]).
struct field_state {
  distribution* cut = nullptr;
  std::size_t element = 0;            ///< bytes
  std::ptrdiff_t extent[box::most]{}; ///< of this array
  std::ptrdiff_t ghost[box::most]{};
  box owned;  ///< of this rank, without ghosts
  box kept;   ///< what this rank answers for: owned, and ghosts at the edges of the array
  box stored; ///< what has memory: kept and halos
  std::ptrdiff_t stride[box::most]{}; ///< in elements; the last is 1
  std::byte* memory = nullptr;
  std::byte* origin = nullptr;
  struct halo_record* valid = nullptr; ///< what of the halo is up to date; belongs to the loops' runtime
  bool wraps = false;                  ///< some dimension is periodic
  bool exposed = false;                ///< elements can be written outside annotated loops, unseen
  bool lent = false;                   ///< a loop runs that names elements of the halo through the field
};

} // namespace rt
} // namespace njmpi
