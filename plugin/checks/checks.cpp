// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/check.h"

namespace njmpi {

void runChecks(const std::vector<Kernel> &Kernels, Reporter &Report) {
  using CheckFunction = void (*)(const Call &, Reporter &);
  static const CheckFunction Checks[] = {
#define NJMPI_CHECK(function) function,
#include "checks/checks.def"
  };
  for (const Kernel &K : Kernels) {
    Report.enter(K);
    for (const Call &C : K.Calls)
      for (CheckFunction Check : Checks)
        if (!Report.isRejected(C))
          Check(C, Report);
  }
}

} // namespace njmpi
