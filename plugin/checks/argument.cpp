// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-argument: constant ranks, roots, tags and counts that no run can accept, and what stands where a
// request belongs.
#include "checks/check.h"
#include "facts/datatypes.h"
#include "facts/types.h"
#include "clang/AST/ASTContext.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// The name of a special value, `proc_null` say: a constant of njmpi or a macro of MPI; the empty
/// string for ordinary values.
std::string specialName(const Expr *E, Reporter &Report) {
  const Expr *Plain = E->IgnoreParenImpCasts();
  if (auto *Reference = dyn_cast<DeclRefExpr>(Plain)) {
    const ValueDecl *D = Reference->getDecl();
    return D->getIdentifier() && inNamespace(D, "njmpi") ? D->getName().str() : "a variable";
  }
  SourceLocation Begin = Plain->getBeginLoc();
  if (!Begin.isMacroID())
    return "";
  StringRef Macro = Lexer::getImmediateMacroName(Begin, Report.context().getSourceManager(),
                                                 Report.context().getLangOpts());
  if (Macro == "MPI_PROC_NULL")
    return "proc_null";
  if (Macro == "MPI_ANY_SOURCE")
    return "any_source";
  if (Macro == "MPI_ANY_TAG")
    return "any_tag";
  return Macro.starts_with("MPI_") ? Macro.str() : "";
}

struct Legal {
  StringRef What;    ///< "root", "tag", ...
  StringRef Special; ///< names that are legal besides 0 and above
  StringRef Advice;
};

std::optional<Legal> legal(ParameterKind Kind) {
  switch (Kind) {
  case ParameterKind::DEST:
    return Legal{"destination", "proc_null", "a rank or njmpi::proc_null"};
  case ParameterKind::SOURCE:
    return Legal{"source", "proc_null any_source", "a rank, njmpi::any_source or njmpi::proc_null"};
  case ParameterKind::ROOT:
    return Legal{"root", "MPI_ROOT MPI_PROC_NULL proc_null", "a rank"};
  case ParameterKind::TAG:
    return Legal{"tag", "", "0 or more"};
  case ParameterKind::RTAG:
    return Legal{"tag", "any_tag", "0 or more, or njmpi::any_tag"};
  case ParameterKind::COUNT:
    return Legal{"count", "", "0 or more"};
  default:
    return std::nullopt;
  }
}

/// Classes may be ranges of requests.
bool canStandForRequests(QualType T, const ASTContext &Context) {
  T = T.getNonReferenceType();
  if (const ArrayType *Array = Context.getAsArrayType(T))
    T = Context.getBaseElementType(Array);
  return T->isDependentType() || T->isRecordType();
}

/// The number that a constant of njmpi has with this MPI.
std::optional<int64_t> numberOf(StringRef Constant, ASTContext &Context) {
  for (const NamedDecl *D : libraryNames(Context, Constant))
    if (auto *V = dyn_cast<VarDecl>(D))
      if (const APValue *Number = V->evaluateValue(); Number && Number->isInt())
        return Number->getInt().getExtValue();
  return std::nullopt;
}

} // namespace

void checkArgument(const Call &C, Reporter &Report) {
  for (auto [P, E] : zip(C.Op->Parameters, C.Arguments)) {
    std::optional<Legal> Rule = legal(P.Kind);
    if (!E || !Rule || E->isValueDependent() || !E->getType()->isIntegralOrEnumerationType())
      continue;
    Expr::EvalResult Value;
    if (!E->EvaluateAsInt(Value, Report.context()) || !Value.Val.getInt().isNegative())
      continue;
    std::string Special = specialName(E, Report);
    SmallVector<StringRef, 4> Allowed;
    Rule->Special.split(Allowed, ' ', -1, /*KeepEmpty=*/false);
    if (is_contained(Allowed, StringRef(Special)) || Special == "a variable")
      continue;
    // By another name, or chosen by a condition.
    if (!isWrittenNumber(E) && any_of(Allowed, [&](StringRef Each) {
          return numberOf(Each, Report.context()) == Value.Val.getInt().getExtValue();
        }))
      continue;
    Finding F{E->getExprLoc(), "argument", "", {E->getSourceRange()}, {}, {}};
    F.Message =
        (Special.empty() ? std::to_string(Value.Val.getInt().getExtValue()) : "'" + Report.text(E) + "'") +
        " is no " + Rule->What.str() + " of '" + C.Op->Name.str() + "': it must be " + Rule->Advice.str();
    Report.reject(C, F);
  }
  for (const Expr *E : C.Requests) {
    if (canStandForRequests(E->getType(), Report.context()))
      continue;
    Finding F{E->getExprLoc(), "argument", "", {E->getSourceRange()}, {}, {}};
    F.Message = "'" + Report.text(E) + "' is neither a request nor what started an operation";
    Report.reject(C, F);
  }
}

} // namespace njmpi
