// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What this rank has sent to others since the last reset, by MPI's profiling interface: messages between two
// ranks and their bytes; a collective exchange counts as the messages that it stands for, a reduction by
// itself.
#pragma once

struct counts {
  long messages, bytes, reductions;
};

counts counted();
void count_from_here();
