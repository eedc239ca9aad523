// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The ranks of the world in a ring; filled by main before the session.
#pragma once

struct ring_of_ranks {
  int rank = 0, size = 1, next = 0, previous = 0;
};
inline ring_of_ranks ring;
