// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-loop-form, -dependence, -scalar, -access, -call, -exit: why an annotated loop cannot be distributed.
#include "checks/loops.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

void checkLoops(const std::vector<Loop> &Loops, Reporter &Report) {
  for (const Loop &L : Loops)
    for (const LoopProblem &P : L.Problems) {
      Finding F{P.Where, P.Tag, P.Message, {}, {}, {}};
      if (P.Range.isValid())
        F.Ranges.push_back(P.Range);
      F.Notes.append(P.Notes.begin(), P.Notes.end());
      Report.error(F);
    }
}

} // namespace njmpi
