// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The facts of annotated loops as text.
#include "facts/loop_terms.h"
#include "facts/loops.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

class LoopPrinter {
  const Loop &L;
  const ASTContext &Context;
  raw_ostream &Out;

public:
  LoopPrinter(const Loop &L, const ASTContext &Context, raw_ostream &Out)
      : L(L), Context(Context), Out(Out) {}

  void print() {
    Out << "loop, line " << line(L.Mark->Loop->getBeginLoc()) << (L.IsPattern ? ", pattern" : "") << '\n';
    for (const Level &Each : L.Levels)
      level("level ", Each);
    for (const Level &Each : L.Inner)
      level("inner ", Each);
    for (const Array &A : L.Arrays)
      Out << "  " << (A.Kind == ArrayKind::Field ? "field " : "array ") << text(A.Base) << " of "
          << A.Dimensions << " dimension" << (A.Dimensions == 1 ? "" : "s") << (A.Read ? ", read" : "")
          << (A.Written ? ", written" : "")
          << (A.IsHidden   ? ", own memory"
              : A.IsObject ? ", an object"
                           : "")
          << '\n';
    for (const Access &A : L.Accesses)
      access(A);
    for (const auto &[I, S] : enumerate(L.Statements))
      for (const Stmt *Part : S.Parts)
        Out << "  statement " << I << ": " << text(Part) << '\n';
    for (const Reduction &R : L.Reductions)
      reduction(R);
    for (const Dependence &D : L.Dependences)
      dependence(D);
    for (const LoopProblem &P : L.Problems)
      Out << "  " << P.Tag << ", line " << line(P.Where) << ": " << P.Message << '\n';
  }

private:
  std::string text(const Stmt *S) const { return S ? sourceText(S, Context) : "?"; }
  unsigned line(SourceLocation Where) const {
    return Context.getSourceManager().getExpansionLineNumber(Where);
  }
  std::string index(int Level) const { return L.level(Level).Index->getName().str(); }

  void level(StringRef Kind, const Level &Of) {
    Out << "  " << Kind << Of.Index->getName() << ": ";
    if (Of.Range) {
      Out << "over " << text(Of.Range) << '\n';
      return;
    }
    Out << "from " << text(Of.First) << " while ";
    if (Of.Added)
      Out << (Of.Subtracted ? "- " : "+ ") << text(Of.Added) << ' ';
    Out << BinaryOperator::getOpcodeStr(Of.Compare) << ' ' << text(Of.Bound) << " by ";
    if (Of.Stride)
      Out << *Of.Stride;
    else
      Out << (Of.Descending ? "-" : "") << text(Of.Step);
    Out << (Of.Declared ? "" : ", declared before") << (Of.Invariant ? "" : ", depends on outer indices")
        << '\n';
  }

  void product(const Product &P) {
    Out << (P.Coefficient < 0 ? " - " : " + ");
    factors(P);
  }

  void factors(const Product &P) {
    bool First = P.Coefficient != 1 && P.Coefficient != -1;
    if (First)
      Out << (P.Coefficient < 0 ? -P.Coefficient : P.Coefficient);
    for (const Expr *E : P.Factors) {
      Out << (First ? "*" : "") << text(E);
      First = true;
    }
  }

  void subscript(const Subscript &S) {
    if (S.Level >= 0)
      Out << (S.Factor == 1 ? "" : S.Factor == -1 ? "-" : std::to_string(S.Factor) + "*") << index(S.Level);
    if (S.Constant || S.Level < 0)
      Out << (S.Level < 0      ? ""
              : S.Constant < 0 ? " - "
                               : " + ")
          << (S.Level < 0 ? S.Constant : std::abs(S.Constant));
    for (const Product &P : S.Terms)
      product(P);
    if (S.Scale.Coefficient != 1 || !S.Scale.isNumber()) {
      Out << " times ";
      if (S.Scale.isNumber())
        Out << S.Scale.Coefficient;
      else
        factors(S.Scale);
    }
  }

  void access(const Access &A) {
    Out << "  " << (A.Read ? A.Write ? "updates " : "reads " : "writes ") << text(A.Where) << ": ";
    if (!A.Indirect.empty()) {
      Out << "indirect by ";
      for (const auto &[D, S] : enumerate(A.Indirect))
        Out << (D ? ", " : "") << text(S);
      for (const Stmt *S : A.Chain)
        Out << " | " << StringRef(text(S)).take_until([](char C) { return C == '{' || C == ')'; });
    } else if (A.Unknown) {
      Out << "any element";
    } else {
      Out << '[';
      for (const auto &[D, S] : enumerate(A.Subscripts)) {
        Out << (D ? ", " : "");
        subscript(S);
      }
      Out << ']' << (A.Member.empty() ? "" : ", a member");
      if (A.Count != 1)
        Out << " and the " << A.Count - 1 << " after it";
    }
    if (L.Statements.size() > 1)
      Out << ", statement " << A.Statement;
    Out << '\n';
  }

  void reduction(const Reduction &R) {
    static const StringRef Names[] = {"sum",    "product", "min",         "max",       "bit and",
                                      "bit or", "bit xor", "logical and", "logical or"};
    Out << "  " << Names[int(R.Kind)] << ' ' << text(R.Target) << " of "
        << typeName(const_cast<ASTContext &>(Context), R.Type) << ", " << R.Updates.size() << " update"
        << (R.Updates.size() == 1 ? "" : "s");
    for (const OuterVariable &At : R.Located)
      Out << ", with " << text(At.Target);
    if (L.Statements.size() > 1)
      Out << ", statement " << R.Statement;
    Out << '\n';
  }

  void dependence(const Dependence &D) {
    static const StringRef Names[] = {"flow", "anti", "output"};
    Out << "  " << Names[int(D.Kind)] << " dependence from " << text(L.Accesses[D.From].Where) << " to "
        << text(L.Accesses[D.To].Where) << " (";
    for (const auto &[I, Distance] : enumerate(D.Distance))
      Out << (I ? ", " : "") << (Distance ? std::to_string(*Distance) : "*");
    Out << ")\n";
  }
};

} // namespace

std::string print(const Loop &L, const ASTContext &Context) {
  std::string Text;
  raw_string_ostream Out(Text);
  LoopPrinter(L, Context, Out).print();
  return Text;
}

} // namespace njmpi
