// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops whose iterations depend on each other, [[njmpi::loop(pipeline)]].
#pragma once

#include "loops.hpp"

#pragma GCC visibility push(hidden)
namespace njmpi::rt {

/// Elements that one tile of a rank has finished and that a tile of another one waits for.
struct handover {
  int rank; ///< at the other end
  int tag;
  int after; ///< tile that has to be done before it is sent; -1: none
  std::vector<piece> pieces;
};

/// The iterations of this rank as tiles, in serial order, and what passes between them and those of other
/// ranks.
struct wavefront {
  std::vector<cuboid> tiles;
  std::vector<handover> sends;                 ///< ordered by `after`
  std::vector<std::vector<handover>> receives; ///< by tile
  std::vector<int> fields;
  std::vector<box> reach; ///< of those fields, with what is received
};

bool make_wavefront(loop_state& s, strategy& p);
bool give_memory_to_wave(loop_state& s);
/// Receives what the next tile waits for, after sending what waited for the last one.
bool next_tile(loop_state& s, cell& tile);

} // namespace njmpi::rt
#pragma GCC visibility pop
