// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "emit/loop_text.h"
#include "emit/loop_writer.h"
#include "emit/names.h"
#include "facts/loop_terms.h"
#include "plan/uses.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/Sequence.h"
#include "llvm/Support/Regex.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

/// The statements that stand directly in a block.
void collectInBlocks(const Stmt *S, DenseSet<const Stmt *> &Into) {
  if (!S)
    return;
  for (const Stmt *Child : S->children()) {
    if (isa<CompoundStmt>(S))
      Into.insert(Child);
    collectInBlocks(Child, Into);
  }
}

} // namespace

void LoopWriter::obstacle(SourceRange Where, StringRef Why) {
  if (!Result.Obstacle.empty())
    return;
  Result.Obstacle = Why.str();
  Result.ObstacleRange = Where;
}

std::string LoopWriter::text(SourceRange Range) {
  if (std::optional<std::string> Text = Source.text(Range))
    return *Text;
  obstacle(Range, describe(Obstacle::MacroBody));
  return "";
}

std::string LoopWriter::base(const Expr *E) {
  // A member that only a function names.
  if (auto *Member = dyn_cast<MemberExpr>(E); Member && Member->getMemberLoc().isInvalid()) {
    const Expr *Of = Member->getBase()->IgnoreParenImpCasts();
    const std::string Object = isa<CXXThisExpr>(Of)                         ? "this"
                               : isa<DeclRefExpr, MemberExpr, CallExpr>(Of) ? base(Of)
                                                                            : "(" + base(Of) + ")";
    return Object + (Member->isArrow() ? "->" : ".") + Member->getMemberDecl()->getNameAsString();
  }
  std::string Text = Source.sourceLine(E->getSourceRange());
  if (Text.empty())
    obstacle(E->getSourceRange(), describe(Obstacle::MacroBody));
  return Text;
}

std::string LoopWriter::operand(const Expr *E) {
  const Expr *Written = E->IgnoreImplicit();
  const bool Simple =
      isa<DeclRefExpr, MemberExpr, ParenExpr, IntegerLiteral, CXXThisExpr, ArraySubscriptExpr>(Written) ||
      (isa<CallExpr>(Written) && !isa<CXXOperatorCallExpr>(Written));
  return Simple ? text(E) : "(" + text(E) + ")";
}

std::string LoopWriter::hoisted(const Expr *E) {
  E = E->IgnoreImplicit();
  if (!namesBody(E, L))
    return text(E);
  if (auto *Reference = dyn_cast<DeclRefExpr>(E))
    if (auto *Variable = dyn_cast<VarDecl>(Reference->getDecl()); Variable && Variable->hasInit()) {
      TypeLoc Type = Variable->getTypeSourceInfo()->getTypeLoc();
      if (Type.getType()->getContainedAutoType())
        return hoisted(Variable->getInit());
      return "static_cast<" + text(Type.getUnqualifiedLoc().getSourceRange()) + ">(" +
             hoisted(Variable->getInit()) + ")";
    }
  if (auto *Inner = dyn_cast<ParenExpr>(E))
    return "(" + hoisted(Inner->getSubExpr()) + ")";
  if (auto *List = dyn_cast<InitListExpr>(E); List && List->getNumInits() == 1)
    return hoisted(List->getInit(0));
  if (auto *Unary = dyn_cast<UnaryOperator>(E); Unary && !Unary->isIncrementDecrementOp())
    return UnaryOperator::getOpcodeStr(Unary->getOpcode()).str() + hoistedOperand(Unary->getSubExpr());
  if (auto *Binary = dyn_cast<BinaryOperator>(E); Binary && !Binary->isAssignmentOp())
    return hoistedOperand(Binary->getLHS()) + " " + Binary->getOpcodeStr().str() + " " +
           hoistedOperand(Binary->getRHS());
  if (auto *Choice = dyn_cast<ConditionalOperator>(E))
    return hoistedOperand(Choice->getCond()) + " ? " + hoistedOperand(Choice->getTrueExpr()) + " : " +
           hoistedOperand(Choice->getFalseExpr());
  if (auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return "static_cast<" + text(Cast->getTypeInfoAsWritten()->getTypeLoc().getSourceRange()) + ">(" +
           hoisted(Cast->getSubExpr()) + ")";
  if (auto *Element = dyn_cast<ArraySubscriptExpr>(E))
    return hoistedOperand(Element->getBase()) + "[" + hoisted(Element->getIdx()) + "]";
  auto *Call = dyn_cast<CallExpr>(E);
  auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
  if (Operator && (Operator->getOperator() != OO_Subscript || Operator->getNumArgs() != 2))
    Call = nullptr;
  if (!Call) {
    obstacle(E->getSourceRange(), "it needs what the body declares before the body runs; declare that before "
                                  "the loop");
    return "";
  }
  if (Operator)
    return hoistedOperand(Operator->getArg(0)) + "[" + hoisted(Operator->getArg(1)) + "]";
  std::string Arguments;
  for (const Expr *Argument : Call->arguments())
    if (!isa<CXXDefaultArgExpr>(Argument))
      Arguments += (Arguments.empty() ? "" : ", ") + hoisted(Argument);
  return text(Call->getCallee()) + "(" + Arguments + ")";
}

std::string LoopWriter::hoistedOperand(const Expr *E) {
  return namesBody(E, L) ? "(" + hoisted(E) + ")" : operand(E);
}

std::string LoopWriter::view(unsigned Array) const {
  const ArrayPlan &Plan = P.Arrays[Array];
  return Plan.Shadowed ? own(namedPlainly(L.Arrays[Array].Base)) : "njmpi_" + Plan.Name + "_view";
}

SourceLocation LoopWriter::lastToken(const Stmt *S) {
  S = bareStatement(S);
  if (auto *For = dyn_cast<ForStmt>(S))
    return lastToken(For->getBody());
  if (auto *For = dyn_cast<CXXForRangeStmt>(S))
    return lastToken(For->getBody());
  if (auto *While = dyn_cast<WhileStmt>(S))
    return lastToken(While->getBody());
  if (auto *If = dyn_cast<IfStmt>(S))
    return lastToken(If->getElse() ? If->getElse() : If->getThen());
  if (auto *Switch = dyn_cast<SwitchStmt>(S))
    return lastToken(Switch->getBody());
  const SourceManager &SM = Context.getSourceManager();
  SourceLocation End = S->getEndLoc();
  if (isa<CompoundStmt, DeclStmt, NullStmt>(S))
    return End;
  End = SM.getExpansionRange(End).getEnd();
  // The semicolon may be part of the macro that the statement ends in.
  std::optional<Token> Next = Lexer::findNextToken(End, SM, Context.getLangOpts());
  return Next && Next->is(tok::semi) ? Next->getLocation() : End;
}

/// Views under the names of the fields, and copies of what is reduced.
std::string LoopWriter::views() {
  std::string Text;
  for (unsigned I = 0; I < L.Arrays.size(); ++I)
    if (L.Arrays[I].Kind == ArrayKind::Field && any_of(P.Accesses, [&](const AccessPlan &A) {
          return L.Accesses[A.Access].Array == I && A.How != Reach::Copy && !L.Accesses[A.Access].InFunction;
        }))
      Text += "const auto " + view(I) + " = njmpi_loop.view_of(" + reference(I) + "); ";
  DenseSet<unsigned> Lent;
  for (const auto &[Field, Array] : L.Lent)
    if (Lent.insert(Array).second)
      Text += "auto " + reference(Array) + "_lent = njmpi_loop.lend(" + reference(Array) + "); ";
  int Said = -1;
  for (const AccessPlan &A : P.Accesses)
    if (A.How == Reach::Copy && A.Number > Said) {
      Said = A.Number;
      const unsigned Array = L.Accesses[A.Access].Array;
      Text += "const auto " + reference(Array) + "_copy_" + std::to_string(A.Number) +
              " = njmpi_loop.remote(" + reference(Array) + ", " + std::to_string(A.Number) + "); ";
    }
  for (auto [R, Plan] : zip(L.Reductions, P.Reductions))
    if (Plan.Shadowed)
      Text += "auto " + variableText(R) + " = njmpi_" + Plan.Name + "; ";
  return Text;
}

std::string LoopWriter::opening() {
  std::string Flags;
  if (P.InOrder)
    Flags = names::LoopInOrder.str();
  if (P.Pipelined)
    Flags += (Flags.empty() ? "" : " | ") + names::LoopPipelined.str();
  const unsigned Statements = P.Guarded ? L.Statements.size() : 1;
  if (Flags.empty() && Statements > 1)
    Flags = "0";
  std::string Text = P.Opens ? (names::LoopPostponed + " " + P.Postponed + "; ").str() : "";
  Text += ("{ static " + names::LoopSite + " njmpi_site{__FILE__, __LINE__").str();
  if (!Flags.empty())
    Text += ", " + Flags;
  if (Statements > 1)
    Text += ", " + std::to_string(Statements);
  Text += "}; ";
  for (unsigned I = 0; I < P.Levels; ++I)
    if (L.Levels[I].Range)
      Text += "auto&& njmpi_range = " + text(L.Levels[I].Range) + "; ";
  Text += (names::Loop + " njmpi_loop(njmpi_site, ").str() + ranges(to_vector(seq<int>(0, P.Levels)));
  if (L.Mark->Communicator.isValid())
    Text += ", (" + text(L.Mark->Communicator) + ").state()";
  Text += "); ";
  if (!P.Inner.empty())
    Text += "njmpi_loop.within(" + ranges(P.Inner) + "); ";
  Text += references();
  std::string Accesses = accesses([](const AccessPlan &) { return true; });
  entry(Text);
  Text += Accesses + rowLengths() + overlaps() + reductions() + Enumerations + carried();
  Text += "while (const auto njmpi_box = njmpi_loop.next()) ";
  // Compiled twice, once without guards: a condition in the inner loop keeps it from vectorising.
  if (P.Guarded)
    Text += ("njmpi_box.run([&](const auto njmpi_runs) " + names::Inline + " ").str();
  return Text + "{ " + views();
}

/// Index arrays are looked through once while this variable lives: in a run of the kernel, if nothing can
/// change them in it.
void LoopWriter::entry(std::string &Opening) {
  if (none_of(P.Accesses, [](const AccessPlan &A) { return A.How == Reach::Indirect; }))
    return;
  const std::string Declaration = "unsigned long njmpi_entry = 0;";
  auto *Body = dyn_cast_or_null<CompoundStmt>(K.Function->getBody());
  if (KeysAreConstant && Body && L.Mark->Function->getCanonicalDecl() == K.Function->getCanonicalDecl())
    edit({LoopEdit::After, Body->getLBracLoc(), " " + Declaration});
  else
    Opening += Declaration + " ";
}

std::string LoopWriter::closing() {
  std::string Text;
  for (auto [R, Plan] : zip(L.Reductions, P.Reductions))
    if (Plan.Shadowed)
      Text += " njmpi_" + Plan.Name + " = " + variableText(R) + ";";
  Text += P.Guarded ? " });" : " }";
  Text += P.Postponed.empty() ? " njmpi_loop.finish();"
          : P.Gives           ? " njmpi_loop.postpone(" + P.Postponed + ");"
                              : " njmpi_loop.finish_with(" + P.Postponed + ");";
  for (unsigned I = 0; I < P.Levels; ++I)
    if (!L.Levels[I].Declared)
      Text += " njmpi_loop.after(" + std::to_string(I) + ", " + own(L.Levels[I].Index->getName()) + ");";
  return Text + " }";
}

/// Later loops whose halos travel with this one's.
std::string LoopWriter::carried() {
  std::string Text;
  for (unsigned I = 0; I < P.Carries.size(); ++I)
    if (LoopText Later = LoopWriter(*P.Carries[I].Later, K, Context, Source).ahead(I, P.Carries[I].Arrays);
        Later.Obstacle.empty())
      Text += Later.Edits.front().Text;
  return Text;
}

LoopText LoopWriter::ahead(unsigned Number, const std::vector<unsigned> &Arrays) {
  Ahead = true;
  Object = "njmpi_ahead" + (Number ? "_" + std::to_string(Number) : "");
  const std::string Site = Object + "_site";
  std::string Text = ("static " + names::LoopSite + " ").str() + Site + "{__FILE__, __LINE__, " +
                     names::LoopAhead.str() + (P.Guarded ? ", " + std::to_string(L.Statements.size()) : "") +
                     "}; ";
  Text += (names::Loop + " ").str() + Object + "(" + Site + ", " + ranges(to_vector(seq<int>(0, P.Levels))) +
          "); ";
  if (!P.Inner.empty())
    Text += Object + ".within(" + ranges(P.Inner) + "); ";
  Text += accesses([&](const AccessPlan &A) {
    return A.How == Reach::Write || A.How == Reach::Owner ||
           (A.How == Reach::Halo && is_contained(Arrays, L.Accesses[A.Access].Array));
  });
  edit({LoopEdit::Before, {}, Text + "njmpi_loop.carry(" + Object + "); "});
  return std::move(Result);
}

static bool isLambda(const FunctionDecl *F) {
  auto *Method = dyn_cast<CXXMethodDecl>(F);
  return Method && Method->getParent()->isLambda();
}

/// Where the body names a field otherwise than by the name of its view.
void LoopWriter::body() {
  DenseSet<const Expr *> Replaced; // one expression may stand for several elements
  for (const AccessPlan &Plan : P.Accesses) {
    const Access &A = L.Accesses[Plan.Access];
    if (L.Arrays[A.Array].Kind != ArrayKind::Field || A.InFunction)
      continue;
    const std::string Name =
        Plan.How == Reach::Copy ? reference(A.Array) + "_copy_" + std::to_string(Plan.Number) : view(A.Array);
    if (own(namedPlainly(A.Base)) == Name || !Replaced.insert(A.Base).second)
      continue;
    if (const LambdaExpr *Lambda = closedLambda(L.Body, A.Base))
      obstacle(Lambda->getSourceRange(), "a lambda names what it captures; let it begin with '[&]'");
    edit({LoopEdit::Replace, A.Base->getSourceRange(), Name});
  }
  const SourceLocation Begin = K.Function->getInnerLocStart();
  if (!L.Lent.empty() && Begin.isFileID() && !isLambda(K.Function))
    edit({LoopEdit::Before, Begin, (names::Flatten + " ").str()});
  for (const auto &[Field, Array] : L.Lent)
    if (!closedLambda(L.Body, Field) && Source.text(Field->getSourceRange()))
      edit({LoopEdit::Replace, Field->getSourceRange(), reference(Array) + "_lent.field"});
}

void LoopWriter::guards() {
  if (!P.Guarded)
    return;
  DenseSet<const Stmt *> InBlocks;
  collectInBlocks(L.Body, InBlocks);
  for (unsigned I = 0; I < L.Statements.size(); ++I)
    for (const Stmt *Part : L.Statements[I].Parts) {
      // Else, an else that follows would be this one's.
      const bool Braces = !InBlocks.contains(Part);
      edit({LoopEdit::Before, Part->getBeginLoc(),
            (Braces ? "{ " : "") + ("if (njmpi_runs(" + std::to_string(I)) + ", " + indices(P.Levels) +
                ")) { "});
      edit({LoopEdit::After, lastToken(Part), Braces ? " } }" : " }"});
    }
}

void LoopWriter::wins() {
  for (unsigned I = 0; I < L.Reductions.size(); ++I) {
    const Reduction &R = L.Reductions[I];
    if (R.Located.empty())
      continue;
    for (const Level &At : L.Levels)
      if (At.Range && !At.Index->getType()->isReferenceType())
        obstacle(At.Loop->getSourceRange(),
                 "the place of '" + P.Reductions[I].Name +
                     "' in the range is not known where its elements are copied; declare '" +
                     At.Index->getName().str() + "' as a reference");
    const std::string Won = "njmpi_loop.won(" + std::to_string(I) + ", " + indices(L.Levels.size()) + ");";
    for (const Stmt *Update : R.Updates) {
      auto *If = dyn_cast<IfStmt>(Update);
      if (!If)
        continue;
      if (auto *Compound = dyn_cast<CompoundStmt>(If->getThen())) {
        edit({LoopEdit::After, Compound->getLBracLoc(), " " + Won});
      } else {
        edit({LoopEdit::Before, If->getThen()->getBeginLoc(), "{ " + Won + " "});
        edit({LoopEdit::After, lastToken(If->getThen()), " }"});
      }
    }
  }
}

/// Equal zeros of a floating minimum or maximum are told apart by the row they were found in.
void LoopWriter::rows() {
  if (P.Levels < 2 || none_of(P.Reductions, [](const ReductionPlan &R) { return R.ByRow; }))
    return;
  const Stmt *Inner = L.Levels[P.Levels - 1].Loop;
  auto BodyOf = [](const Stmt *Loop) {
    auto *For = dyn_cast<ForStmt>(Loop);
    return For ? For->getBody() : cast<CXXForRangeStmt>(Loop)->getBody();
  };
  const bool Braces = !isa<CompoundStmt>(BodyOf(L.Levels[P.Levels - 2].Loop));
  std::string Text;
  for (auto [R, Plan] : zip(L.Reductions, P.Reductions))
    if (Plan.ByRow && Plan.Shadowed)
      Text += " njmpi_" + Plan.Name + " = " + variableText(R) + ";";
  Text += " njmpi_loop.row(" + indices(P.Levels - 1) + ");";
  for (LoopEdit &E : Result.Edits)
    if (Braces && E.Range == headerRange(L.Levels[P.Levels - 2].Loop))
      E.Text += " {";
  edit({LoopEdit::After, lastToken(Inner), Text + (Braces ? " }" : "")});
}

/// Whether a line is a pragma that is about the loop after it.
static bool isAboutLoop(StringRef Line) {
  static const Regex Pragma(
      "^#[ \t]*pragma[ \t]+((clang[ \t]+loop|GCC[ \t]+(unroll|ivdep)|(no)?unroll|ivdep)|"
      "omp[ \t](.*[ \t])?(for|simd|loop|taskloop|distribute)([ \t(]|$))");
  return Pragma.match(Line.trim()) && !Line.trim().ends_with("\\");
}

/// Directives about the loop, `#pragma GCC ivdep`, before or behind the attribute, belong to the loop that is
/// written: the place before them.
SourceLocation LoopWriter::beforeDirectives() const {
  const SourceManager &SM = Context.getSourceManager();
  const SourceLocation Mark = L.Mark->Location, For = headerRange(L.Levels[0].Loop).getBegin();
  if (!Mark.isFileID() || !For.isFileID() || SM.getFileID(Mark) != SM.getFileID(For))
    return {};
  const unsigned From = SM.getFileOffset(Mark), To = SM.getFileOffset(For);
  const StringRef Buffer = SM.getBufferData(SM.getFileID(Mark));
  auto LineStart = [&](size_t At) { return Buffer.take_front(At).rfind('\n') + 1; };
  const size_t Line = LineStart(From);
  size_t First = Line;
  while (First != 0 && isAboutLoop(Buffer.slice(LineStart(First - 1), First)))
    First = LineStart(First - 1);
  if (First != Line && Buffer.slice(Line, From).trim().starts_with("[["))
    return Mark.getLocWithOffset(static_cast<int>(First) - static_cast<int>(From));
  const StringRef Text = From < To ? Buffer.slice(From, To) : "";
  const size_t End = Text.find("]]");
  if (End == StringRef::npos || Text.find('\n', End) == StringRef::npos)
    return {};
  const size_t Directive = Text.find('#', End);
  const bool Leads = Directive != StringRef::npos && Text.take_front(Directive).rtrim(" \t").ends_with("\n");
  return Leads ? Mark.getLocWithOffset(static_cast<int>(End) + 2) : SourceLocation();
}

LoopText LoopWriter::run() {
  const Stmt *Outermost = L.Levels[0].Loop;
  if (const SourceLocation Before = beforeDirectives(); Before.isValid()) {
    edit({LoopEdit::Before, Before, opening()});
    edit({LoopEdit::Replace, headerRange(Outermost), "for (" + header(0) + ")"});
  } else {
    edit({LoopEdit::Replace, headerRange(Outermost), opening() + "for (" + header(0) + ")"});
  }
  for (unsigned I = 1; I < P.Levels; ++I)
    edit({LoopEdit::Replace, headerRange(L.Levels[I].Loop), "for (" + header(I) + ")"});
  body();
  wins();
  guards();
  rows();
  edit({LoopEdit::After, lastToken(Outermost), closing()});
  return std::move(Result);
}

LoopText loopText(const LoopPlan &P, const Kernel &K, ASTContext &Context, Edits &Source) {
  return LoopWriter(P, K, Context, Source).run();
}

std::vector<std::string> calledChecks(const LoopPlan &P, const Kernel &K, ASTContext &Context,
                                      Edits &Source) {
  return LoopWriter(P, K, Context, Source).calledChecks();
}

} // namespace njmpi
