// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "emit/loop_writer.h"
#include "emit/names.h"
#include "plan/uses.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// Adding to it needs no parentheses.
bool isTerm(const Expr *E) {
  E = E->IgnoreImplicit();
  if (auto *Binary = dyn_cast<BinaryOperator>(E))
    return Binary->isAdditiveOp() || Binary->isMultiplicativeOp();
  return !isa<AbstractConditionalOperator, CXXThrowExpr>(E);
}

} // namespace

SourceRange LoopWriter::headerRange(const Stmt *Loop) const {
  if (auto *For = dyn_cast<ForStmt>(Loop))
    return {For->getForLoc(), For->getRParenLoc()};
  auto *Range = cast<CXXForRangeStmt>(Loop);
  return {Range->getForLoc(), Range->getRParenLoc()};
}

int LoopWriter::runtimeLevel(int Level) const {
  const int Nest = static_cast<int>(L.Levels.size());
  if (Level < Nest)
    return Level;
  return static_cast<int>(P.Levels) + static_cast<int>(find(P.Inner, Level) - P.Inner.begin());
}

/// The initial value as the index has it: a narrow unsigned n - 1 may have wrapped around.
std::string LoopWriter::firstText(const Level &At) {
  QualType From = At.First->getType(), To = At.Index->getType();
  const std::string Type = indexType(At);
  const bool Wraps = From->isUnsignedIntegerType() && To->isSignedIntegerType() &&
                     Context.getTypeSize(From) >= Context.getTypeSize(To);
  const bool Deduced = At.Declared && At.Index->getTypeSourceInfo()->getType()->getContainedAutoType();
  if ((!Wraps && !InTemplate) || Deduced || Type.empty() || isa<IntegerLiteral>(At.First->IgnoreImplicit()))
    return hoisted(At.First);
  return "static_cast" + Type + "(" + hoisted(At.First) + ")";
}

/// One further than the last value of the index.
std::string LoopWriter::lastText(const Level &At) {
  auto NumberOf = [](const Expr *E) -> std::optional<int64_t> {
    auto *Literal = dyn_cast<IntegerLiteral>(E->IgnoreImplicit());
    if (Literal && Literal->getValue().isIntN(32) && Literal->getBeginLoc().isFileID())
      return static_cast<int64_t>(Literal->getValue().getZExtValue());
    return std::nullopt;
  };
  int64_t Further = At.Compare == BO_LE ? 1 : At.Compare == BO_GE ? -1 : 0;
  std::string Rest;
  if (At.Added)
    if (std::optional<int64_t> Number = NumberOf(At.Added))
      Further += At.Subtracted ? *Number : -*Number;
    else
      Rest = (At.Subtracted ? " + " : " - ") + hoistedOperand(At.Added);
  if (Further == 0 && Rest.empty())
    return hoisted(At.Bound);
  if (std::optional<int64_t> Number = Rest.empty() ? NumberOf(At.Bound) : std::nullopt)
    return std::to_string(*Number + Further);
  // One below an unsigned zero is no number of its type.
  std::string Last = At.Bound->getType()->isUnsignedIntegerType() || InTemplate || !Rest.empty()
                         ? "static_cast<std::ptrdiff_t>(" + hoisted(At.Bound) + ")"
                     : isTerm(At.Bound) ? hoisted(At.Bound)
                                        : "(" + hoisted(At.Bound) + ")";
  Last += Rest;
  if (Further)
    Last += (Further > 0 ? " + " : " - ") + std::to_string(std::abs(Further));
  return Last;
}

/// {first, last, step} as njmpi::rt::range wants it, half-open.
std::string LoopWriter::rangeText(const Level &At) {
  if (At.Range)
    return "{0, std::size(njmpi_range)}";
  std::string First = firstText(At);
  // How the index compares with an unsigned bound follows from both types. What is added to the bound hides
  // its type from the range.
  Expr::EvalResult Number;
  const QualType From = At.First->getType();
  if (At.Bound->getType()->isUnsignedIntegerType() && From->isSignedIntegerType() &&
      !(!At.First->isValueDependent() && At.First->EvaluateAsInt(Number, Context) &&
        Number.Val.getInt().isNonNegative())) {
    if (Context.getTypeSize(From) < Context.getTypeSize(At.Index->getType()))
      First = "static_cast<std::ptrdiff_t>(" + First + ")";
    if (At.Compare == BO_LE)
      First = (names::AsCompared + "(").str() + First + ", " + hoisted(At.Bound) + ")";
  }
  std::string Text = "{" + First + ", " + lastText(At);
  if (!At.Stride)
    Text +=
        At.Descending ? ", -static_cast<std::ptrdiff_t>(" + hoisted(At.Step) + ")" : ", " + hoisted(At.Step);
  else if (*At.Stride != 1)
    Text += ", " + std::to_string(*At.Stride);
  return Text + "}";
}

std::string LoopWriter::ranges(ArrayRef<int> Levels) {
  std::string Text = "{";
  auto Add = [&](const Level &At) {
    if (Text.size() > 1)
      Text += ", ";
    if (At.Invariant || At.Range) {
      Text += rangeText(At);
      return;
    }
    Text += ("{" + names::LoopUnbounded + ", " + names::LoopUnbounded).str();
    if (!At.Stride)
      Text += At.Descending ? ", -static_cast<std::ptrdiff_t>(" + hoisted(At.Step) + ")"
                            : ", " + hoisted(At.Step);
    else if (*At.Stride != 1)
      Text += ", " + std::to_string(*At.Stride);
    Text += "}";
  };
  for (int I : Levels)
    Add(L.level(static_cast<unsigned>(I)));
  return Text + "}";
}

/// The type of an index as a template argument; empty for the one that is the default.
std::string LoopWriter::indexType(const Level &At) {
  if (!At.Declared)
    return "<decltype(" + own(At.Index->getName()) + ")>";
  std::string Type;
  SourceRange Written = At.Index->getTypeSourceInfo()->getTypeLoc().getSourceRange();
  if (At.Index->getTypeSourceInfo()->getType()->getContainedAutoType())
    Type = InTemplate ? "decltype(" + hoisted(At.First) + ")"
                      : At.Index->getType().getCanonicalType().getUnqualifiedType().getAsString(
                            Context.getPrintingPolicy());
  else if (StringRef Source = this->Source.source(Written);
           Source == "long" || Source == "std::ptrdiff_t" || Source == "ptrdiff_t")
    return "";
  else
    Type = text(Written);
  return Type == "long" ? "" : "<" + Type + ">";
}

std::string LoopWriter::header(unsigned Number) {
  const Level &At = L.level(Number);
  const std::string Level = std::to_string(runtimeLevel(static_cast<int>(Number)));
  if (At.Range) {
    SourceLocation End = At.Index->getLocation();
    if (auto *Bindings = dyn_cast<DecompositionDecl>(At.Index)) // up to the bracket
      if (auto Next = Lexer::findNextToken(Bindings->bindings().back()->getLocation(),
                                           Context.getSourceManager(), Context.getLangOpts()))
        End = Next->getLocation();
    return text(SourceRange(At.Index->getBeginLoc(), End)) + " : njmpi_box.part(" + Level + ", njmpi_range)";
  }
  auto *For = cast<ForStmt>(At.Loop);
  const std::string Type = indexType(At), Name = own(At.Index->getName());
  const std::string Row = At.Invariant ? "" : ", " + rangeText(At);
  std::string Text;
  if (At.Declared)
    Text = text(At.Index->getTypeSourceInfo()->getTypeLoc().getSourceRange()) + " ";
  Text += Name + " = njmpi_box.first" + Type + "(" + Level + Row + "); ";
  Text += Name + (At.Descending ? " > " : " < ") + "njmpi_box.last" + Type + "(" + Level + Row + "); ";
  return Text + text(For->getInc());
}

std::string LoopWriter::enumeration(SmallVectorImpl<const Stmt *> &Inside) {
  std::vector<std::string> Headers;
  for (unsigned I = L.Levels.size(); I-- > 0;) {
    const Level &At = L.Levels[I];
    if (none_of(Inside, [&](const Stmt *S) { return mentions(S, At.Index); }))
      continue;
    if (I < P.Levels)
      Headers.push_back("for (" + header(I) + ") ");
    else
      Headers.push_back(text(headerRange(At.Loop)) + " ");
    for (const Expr *E : {At.First, At.Bound, At.Added, At.Step})
      if (E && (!At.Invariant || I >= P.Levels))
        Inside.push_back(E);
  }
  std::reverse(Headers.begin(), Headers.end());
  return join(Headers, "");
}

/// The indices of the outermost levels, as arguments.
std::string LoopWriter::indices(unsigned Levels) const {
  std::string Text;
  for (unsigned I = 0; I < Levels; ++I) {
    const Level &At = L.Levels[I];
    Text += I ? ", " : "";
    if (At.Range)
      Text += "&" + own(At.Index->getName()) + " - " + names::Elements.str() + "(njmpi_range)";
    else
      Text += own(At.Index->getName());
  }
  return Text;
}

} // namespace njmpi
