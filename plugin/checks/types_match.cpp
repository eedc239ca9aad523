// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-type-mismatch: one collective call, two buffers, different elements.
#include "checks/check.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// Elements of `A` can be received as elements of `B` (MPI 4.0, section 3.3.1: the type signatures).
bool match(ASTContext &Context, const Datatype &A, const Datatype &B) {
  if (A.Dependent || B.Dependent || A.Problem || B.Problem || A.Element.isNull() || B.Element.isNull())
    return true;
  if (A.uniform() && B.uniform())
    return A.uniform() == B.uniform();
  return sameWithoutArrays(Context, A.Element, B.Element) || (A.Size == B.Size && A.Blocks == B.Blocks);
}

} // namespace

void checkTypesMatch(const Call &C, Reporter &Report) {
  if (C.Op->Group == "point_to_point") // the two buffers of a sendrecv belong to two messages
    return;
  const Buffer *First = nullptr;
  for (const Buffer &B : C.Buffers) {
    if (B.Kind == BufferKind::None || B.Kind == BufferKind::InPlace || B.Type.Element.isNull())
      continue;
    if (!First) {
      First = &B;
      continue;
    }
    if (match(Report.context(), First->Type, B.Type))
      continue;
    Finding F{B.Argument->getExprLoc(), "type-mismatch", "", {B.Argument->getSourceRange()}, {}, {}};
    F.Message = "'" + C.Op->Name.str() + "' takes elements of type '" + Report.type(First->Type.Element) +
                "' from '" + Report.text(First->Argument) + "' and of type '" + Report.type(B.Type.Element) +
                "' in '" + Report.text(B.Argument) + "'";
    F.Ranges.push_back(First->Argument->getSourceRange());
    Report.reject(C, F);
  }
}

} // namespace njmpi
