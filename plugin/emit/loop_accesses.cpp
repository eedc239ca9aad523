// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "emit/loop_writer.h"
#include "emit/names.h"
#include "facts/loop_terms.h"
#include "plan/uses.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include <map>

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// The class that an array is, or null: a C array, a pointer.
const CXXRecordDecl *classOf(const Array &A) {
  return A.Base->getType().getNonReferenceType()->getAsCXXRecordDecl();
}

bool isMdspan(const Array &A) {
  const CXXRecordDecl *Class = classOf(A);
  return Class && !Class->lookup(&Class->getASTContext().Idents.get("data_handle")).empty();
}

/// Whether the elements that the nest names are those of the array itself, not of arrays in it.
bool isFlat(const Array &A) {
  QualType T = A.Base->getType().getNonReferenceType(), Inner;
  if (auto *Pointer = T->getAs<PointerType>())
    Inner = Pointer->getPointeeType();
  else if (const clang::ArrayType *Plain = T->getAsArrayTypeUnsafe())
    Inner = Plain->getElementType();
  else if (auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(classOf(A));
           Class && Class->getTemplateArgs().size() &&
           Class->getTemplateArgs()[0].getKind() == TemplateArgument::Type)
    Inner = Class->getTemplateArgs()[0].getAsType();
  return Inner.isNull() ||
         Inner.getCanonicalType().getUnqualifiedType() == A.Element.getCanonicalType().getUnqualifiedType();
}

} // namespace

std::string LoopWriter::statementText(int Statement, int Default) const {
  if (!P.Guarded || Statement == Default || Statement < 0)
    return "";
  return ", " + std::to_string(Statement);
}

std::string LoopWriter::variableText(const OuterVariable &V) {
  // Other variables may be named with the class or the namespace that they are in.
  return V.Variable && V.Variable->hasLocalStorage() ? own(V.Variable->getName()) : text(V.Target);
}

/// The arrays and variables under names that the shadows inside the loop leave alone.
std::string LoopWriter::references() {
  std::string Text;
  for (unsigned I = 0; I < L.Arrays.size(); ++I)
    if (L.Arrays[I].Kind == ArrayKind::Field)
      // The name of a variable is known also where it stands in the body of a macro.
      Text += "auto& " + reference(I) + " = " +
              (P.Arrays[I].Shadowed ? own(namedPlainly(L.Arrays[I].Base)) : base(L.Arrays[I].Base)) + "; ";
  for (auto [R, Plan] : zip(L.Reductions, P.Reductions))
    if (Plan.Shadowed)
      Text += "auto& njmpi_" + Plan.Name + " = " + variableText(R) + "; ";
  return Text;
}

std::string LoopWriter::productText(const Product &Of) {
  if (Of.isNumber())
    return std::to_string(Of.Coefficient);
  std::string Text = Of.Coefficient == 1 ? "" : std::to_string(Of.Coefficient);
  for (const Expr *E : Of.Factors) {
    if (!Text.empty())
      Text += " * ";
    // A negative multiple of an unsigned value, or a product of narrow ones, must not wrap around.
    const bool Cast =
        (Of.Coefficient < 0 && E->getType()->isUnsignedIntegerOrEnumerationType()) || Of.Factors.size() > 1;
    Text += Cast && Text.empty() + (Of.Coefficient < 0) ? "static_cast<std::ptrdiff_t>(" + hoisted(E) + ")"
                                                        : hoistedOperand(E);
  }
  return Text;
}

std::string LoopWriter::offsetText(const Subscript &S) {
  if (S.Terms.empty())
    return std::to_string(S.Constant);
  std::string Text;
  for (const Product &Term : S.Terms) {
    Product Part = Term;
    if (!Text.empty()) {
      Text += Part.Coefficient < 0 ? " - " : " + ";
      Part.Coefficient = std::abs(Part.Coefficient);
    } else if (Part.Coefficient == -1) {
      Text += "-";
      Part.Coefficient = 1;
      if (Part.Factors.size() == 1 && Part.Factors[0]->getType()->isUnsignedIntegerOrEnumerationType()) {
        Text += "static_cast<std::ptrdiff_t>(" + hoisted(Part.Factors[0]) + ")";
        continue;
      }
    }
    Text += productText(Part);
  }
  if (S.Constant)
    Text += (S.Constant < 0 ? " - " : " + ") + std::to_string(std::abs(S.Constant));
  return Text;
}

namespace {

/// A number that is another one in another instantiation.
bool namesTemplateParameter(const Stmt *S) {
  return S && (isa<SubstNonTypeTemplateParmExpr>(S) || any_of(S->children(), namesTemplateParameter));
}

} // namespace

/// The offset of a field's subscript. In a template it has to be the text for all instantiations: what the
/// subscript is where all indices are zero.
std::string LoopWriter::offsetText(const Subscript &S, const Access &A) {
  if (!InTemplate || L.Arrays[A.Array].Kind != ArrayKind::Field || !namesTemplateParameter(S.Whole))
    return offsetText(S);
  const VarDecl *Index = S.Level < 0 ? nullptr : L.level(static_cast<unsigned>(S.Level)).Index;
  const std::string Name = Index ? own(Index->getName()) : "";
  if (Index && (L.level(static_cast<unsigned>(S.Level)).Range || !mentions(S.Whole, Index)))
    return offsetText(S);
  if (namesInside(S.Whole, L.Levels[0].Loop->getSourceRange(), Index))
    return offsetText(S);
  return Index ? "[&](std::ptrdiff_t " + Name + ") -> std::ptrdiff_t { return " + text(S.Whole) + "; }(0)"
               : text(S.Whole);
}

/// {{level, factor, offset}, ...}
std::string LoopWriter::placesText(const Access &A) {
  std::string Text = "{";
  for (const Subscript &S : A.Subscripts) {
    if (Text.size() > 1)
      Text += ", ";
    Text += "{" + std::to_string(runtimeLevel(S.Level)) + ", " + std::to_string(S.Factor) + ", " +
            offsetText(S, A) + "}";
  }
  return Text + "}";
}

std::string LoopWriter::scaleText(const Subscript &S, const Access &A) {
  if (S.Dimension < 0)
    return productText(S.Scale);
  std::string Stride = operand(A.Base) + ".mapping().stride(" + std::to_string(S.Dimension) + ")";
  return S.Scale.isNumber() && S.Scale.Coefficient == 1 ? Stride : productText(S.Scale) + " * " + Stride;
}

std::string LoopWriter::dataText(const Array &A) {
  if (isMdspan(A))
    return operand(A.Base) + ".data_handle()";
  if (!isFlat(A))
    return (names::Flat + "(" + text(A.Base) + ")").str();
  if (asStd(A.Base->getType().getNonReferenceType(), "valarray"))
    return "std::begin(" + text(A.Base) + ")";
  return classOf(A) ? operand(A.Base) + ".data()" : text(A.Base);
}

std::string LoopWriter::gatherText(const Access &A) {
  std::string Scales;
  for (const Subscript &S : A.Subscripts)
    Scales += (Scales.empty() ? "" : ", ") + scaleText(S, A);
  std::string Statement = statementText(A.Statement, 0);
  if (A.Count > 1)
    Statement = (Statement.empty() ? ", 0" : Statement) + ", " + std::to_string(A.Count);
  return "njmpi_loop.gather(" + dataText(L.Arrays[A.Array]) + ", " + placesText(A) + ", {" + Scales + "}" +
         Statement + "); ";
}

/// All that the indices are computed from: as long as it is the same, so are they. Memory of unknown size
/// stands for what cannot be named.
std::string LoopWriter::keysText(const Access &A) {
  std::vector<std::string> Keys;
  auto Add = [&](std::string Key) {
    if (!is_contained(Keys, Key))
      Keys.push_back(std::move(Key));
  };
  for (const Expr *E : A.KeyMemory)
    Add((names::MemoryOf + "(" + text(E) + ")").str());
  for (const Expr *E : A.KeyValues)
    Add("{&" + text(E) + ", sizeof " + text(E) + "}");
  if (!A.KeysAreKnown)
    Keys = {"{nullptr, 0}"};
  KeysAreConstant &= A.KeysAreConstant && A.KeysAreKnown;
  return join(Keys, ", ");
}

/// The declaration of the read. The loop that tells its indices where they are not known comes when all is
/// declared.
std::string LoopWriter::indirectText(const AccessPlan &Plan) {
  const Access &A = L.Accesses[Plan.Access];
  const std::string Number = std::to_string(Plan.Number);
  std::string Steps, Close;
  bool Exits = false;
  SmallVector<const Stmt *, 8> Inside(A.Indirect.begin(), A.Indirect.end());
  auto Open = [&](const std::string &Text) {
    Steps += Text;
    Close += " }";
  };
  for (const Stmt *Step : A.Chain) {
    if (auto *If = dyn_cast<IfStmt>(Step); If && !encloses(If, A.Where)) {
      Exits = true;
      Inside.push_back(If->getCond());
      Steps += "if (" + text(If->getCond()) + ") " + (isa<BreakStmt>(exitOf(If)) ? "break; " : "continue; ");
    } else if (If) {
      if (encloses(If->getCond(), A.Where) || If->isConstexpr())
        continue;
      Inside.push_back(If->getCond());
      if (encloses(If->getElse(), A.Where)) {
        if (If->getInit() || If->getConditionVariable())
          continue;
        Open("if (!(" + text(If->getCond()) + ")) { ");
      } else {
        Open(text(SourceRange(If->getIfLoc(), If->getRParenLoc())) + " { ");
      }
    } else if (isa<ForStmt, CXXForRangeStmt>(Step)) {
      for (const Stmt *Child : Step->children())
        if (Child && Child != (isa<ForStmt>(Step) ? cast<ForStmt>(Step)->getBody()
                                                  : cast<CXXForRangeStmt>(Step)->getBody()))
          Inside.push_back(Child);
      Open(text(headerRange(Step)) + " { ");
    } else if (!any_of(A.Chain, [&](const Stmt *Other) {
                 auto *For = dyn_cast<ForStmt>(Other);
                 return For && For->getInit() == Step;
               })) {
      Inside.push_back(Step);
      Open("{ " + text(SourceRange(Step->getBeginLoc(), lastToken(Step))) + " ");
    }
  }
  for (const auto &[Condition, Holds] : A.Guards) {
    Inside.push_back(Condition);
    Open(Holds ? "if (" + text(Condition) + ") { " : "if (!(" + text(Condition) + ")) { ");
  }
  std::string Headers = enumeration(Inside);
  if (Exits && !Headers.empty()) {
    Headers += "{ ";
    Close += " }";
  }
  Enumerations += "while (const auto njmpi_box = njmpi_loop.unknown(" + Number + ")) { " + Headers + Steps +
                  "njmpi_loop." + (A.IsPerhapsRead ? "may_need(" : "needs(") + Number;
  for (const Expr *S : A.Indirect)
    Enumerations += ", " + text(S);
  Enumerations += ");" + Close + " } ";
  return "njmpi_loop.indirect(" + reference(A.Array) + ", {" + keysText(A) + "}, njmpi_entry" +
         statementText(A.Statement, -1) + "); ";
}

std::string LoopWriter::accessText(const AccessPlan &Plan) {
  const Access &A = L.Accesses[Plan.Access];
  auto At = [&](int Default) {
    std::string Flags = Plan.Conditional ? names::LoopGuarded.str() : "";
    auto Add = [&](const std::string &Flag) { Flags += (Flags.empty() ? "" : " | ") + Flag; };
    if (A.InFunction)
      Add(names::LoopInFunction.str());
    if (A.WithoutSign)
      Add(names::LoopWithoutSign.str());
    if (Plan.NeverWritten)
      Add(names::LoopNeverWritten.str());
    else if (P.Guarded)
      for (int Statement : Plan.Apart)
        Add(names::LoopNeverMet.str() + "(" + std::to_string(Statement) + ")");
    const std::string Statement =
        Flags.empty()
            ? statementText(A.Statement, Default)
            : ", " + std::to_string(A.Statement < 0 || !P.Guarded ? Default : A.Statement) + ", " + Flags;
    return reference(A.Array) + ", " + placesText(A) + Statement + "); ";
  };
  switch (Plan.How) {
  case Reach::Local:
    return "";
  case Reach::Gather:
    return gatherText(A);
  case Reach::Indirect:
    return indirectText(Plan);
  case Reach::Write:
    return Object + ".write(" + At(0);
  case Reach::Owner:
    return Object + ".owner(" + At(0);
  case Reach::Halo:
    return Object + ".read(" + At(-1);
  case Reach::Copy:
    return Object + ".copy(" + At(-1);
  }
  llvm_unreachable("all ways are written");
}

std::string LoopWriter::accesses(function_ref<bool(const AccessPlan &)> Wanted) {
  std::string Text;
  if (P.Home)
    Text += Object + ".owner(" + reference(P.Home->Array) + ", " + placesText(*P.Home) + "); ";
  for (const AccessPlan &A : P.Accesses)
    if (Wanted(A) && !A.Repeats)
      Text += accessText(A);
  return Text;
}

std::string LoopWriter::reductions() {
  std::string Text;
  for (auto [R, Plan] : zip(L.Reductions, P.Reductions)) {
    Text += R.Located.empty() ? "njmpi_loop.reduce(" : "njmpi_loop.reduce_located(";
    Text += (Plan.Shadowed ? "njmpi_" + Plan.Name : variableText(R)) + ", " + names::combine(R.Kind).str();
    for (const OuterVariable &Beside : R.Located)
      Text += ", " + variableText(Beside);
    Text += "); ";
  }
  return Text;
}

} // namespace njmpi
