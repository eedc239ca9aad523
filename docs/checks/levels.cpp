// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The example of checks.md.
#include <njmpi/njmpi.hpp>

#include <vector>

// [collect]
[[njmpi::kernel]]
void collect(const std::vector<double>& mine, std::vector<double>& all) {
  njmpi::gather(mine, all, 0);
}
// [collect]

// [differ]
[[njmpi::kernel]]
void report(std::vector<double>& results, bool failed) {
  if (failed)
    njmpi::barrier();
  else
    njmpi::bcast(results, 0);
}
// [differ]
