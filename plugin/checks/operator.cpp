// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-operator: a predefined operator on a datatype for which MPI does not define it (MPI 4.0,
// section 6.9.2).
#include "checks/check.h"
#include "facts/operators.h"
#include "clang/Sema/Sema.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

void checkOperator(const Call &C, Reporter &Report) {
  if (!C.Op->parameter("op"))
    return;
  const Buffer *B = nullptr; // any of the two: their types match
  for (const Buffer &Each : C.Buffers)
    if (Each.Kind != BufferKind::None && Each.Kind != BufferKind::InPlace && !Each.Type.Element.isNull())
      B = &Each;
  if (!B || B->Type.Dependent)
    return;
  const Expr *Argument = C.argument(ParameterKind::OP);
  Operator O = describeOperator(Argument, B->Type);
  if (!O.Row || O.IsStandardFunctor)
    return;
  const PredefinedType *Type = B->Type.uniform();
  if (Type && O.Row->isDefinedOn(Type->Kind))
    return;
  const Expr *At = Argument ? Argument : C.Expr;
  Finding F{Argument ? Argument->getExprLoc() : C.Expr->getBeginLoc(), "operator", "", {At->getSourceRange()}, {}, {}};
  F.Message = "operator 'njmpi::op::" + O.Row->Name.str() + "' is not defined for elements of type '" +
              Report.type(B->Type.Element) + "'";
  if (!Type)
    F.Message += "; pass a function of two of them";
  Report.reject(C, F);
}

} // namespace njmpi
