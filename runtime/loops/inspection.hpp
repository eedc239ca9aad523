// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads through index arrays: x(col[k]).
#pragma once

#include "loops.hpp"

#pragma GCC visibility push(hidden)
namespace njmpi::rt {

/// What the ranks fetch for one read of this kind.
struct inspection {
  int statement = 0;
  int target = 0;
  bool known = false;                  ///< the lists are those of the contents below
  unsigned long entry = 0;             ///< of the kernel, when the contents were compared last
  bool same = false;                   ///< they are right for this run of the loop, too
  std::vector<std::uint64_t> contents; ///< of the arrays, shortened
  bytes numbers;                       ///< that the indices are computed from
  bool collecting = false;
  bool collected = false;
  std::vector<index> wanted; ///< by this rank: an index for each dimension of the field
  std::vector<peer> lists;
};

void make_inspections(strategy& p, const loop_state& s);
/// After a failure: what a loop was finding out is not known.
void forget_inspections(strategy& p) noexcept;
/// The next box of iterations to enumerate, if there is one.
bool next_unknown(loop_state& s, int indirect, cell& c);
void add_need(loop_state& s, int indirect, const index* at, bool surely);
/// Tells the others what is wanted, where that is new.
bool finish_inspections(loop_state& s);

} // namespace njmpi::rt
#pragma GCC visibility pop
