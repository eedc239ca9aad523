// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Copies of elements somewhere else, b(j, i) say, that are never put together: each iteration reads them
// where they lie, in the field or in the message of the rank that they came from.
#pragma once

#include "loops.hpp"

#pragma GCC visibility push(hidden)
namespace njmpi::rt {

/// What one rank has of a copy, and the iterations that read it.
struct copy_part {
  int rank;
  piece from;
  std::size_t within;    ///< the message, in bytes
  std::size_t place = 0; ///< in the target's memory, when it arrived last
};

struct direct_copy {
  int target = 0;
  std::vector<copy_part> parts;
  std::vector<cell> cells;
};

/// Where the plan allows it.
void make_direct(strategy& p);
void make_tiling(strategy& p);
/// The next tile of a cell; false when there is none.
bool next_part(loop_state& s, const cell& all, cell& tile);
/// Where the elements of the current cell are.
placement where_is(loop_state& s, const direct_copy& copy);

} // namespace njmpi::rt
#pragma GCC visibility pop
