// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A directive inside a call: the call stays one of the library. Conditions around calls change nothing.
#include <njmpi/njmpi.hpp>
#include <vector>

[[njmpi::kernel]] int inside(std::vector<int> &x) {
  return njmpi::bcast(x,
#ifdef ROOT
                      ROOT
#else
                      0
#endif
  );
}

[[njmpi::kernel]] int around(std::vector<int> &x) {
#ifdef ROOT
  return njmpi::bcast(x, ROOT);
#else
  return njmpi::bcast(x, 0);
#endif
}
