// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-datatype: an element type that MPI cannot describe.
#include "checks/check.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

void checkDatatype(const Call &C, Reporter &Report) {
  for (const Buffer &B : C.Buffers) {
    if (!B.Type.Problem)
      continue;
    const DatatypeProblem &Problem = *B.Type.Problem;
    std::string Name = Report.type(B.Type.Element);
    Finding F{B.Argument->getExprLoc(), "datatype", "", {B.Argument->getSourceRange()}, {}, {}};
    F.Message = "'" + Name + "' has no MPI datatype: ";
    F.Message += (Problem.Path == Name ? "it" : "'" + Problem.Path + "'") +
                 (Problem.IsPart ? " holds " : " is ") + Problem.Reason;
    if (Problem.Field.isValid())
      F.Notes.emplace_back(Problem.Field, "the field is declared here");
    Report.reject(C, F);
    return;
  }
}

} // namespace njmpi
