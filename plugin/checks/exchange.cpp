// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The fix-it of njmpi-deadlock: a send and the receive after it become one exchange, which MPI completes in
// any order (MPI 4.0, 3.11).
#include "checks/communication.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

using namespace execution;

namespace {

/// Finds the block in which one call is a statement and the other one the next statement.
class Neighbours : public RecursiveASTVisitor<Neighbours> {
  const Stmt *First, *Second;

public:
  bool Found = false;
  Neighbours(const Stmt *First, const Stmt *Second) : First(First), Second(Second) {}
  bool shouldVisitTemplateInstantiations() const { return true; }
  bool VisitCompoundStmt(CompoundStmt *Block) {
    const Stmt *Last = nullptr;
    for (const Stmt *S : Block->body()) {
      const Stmt *Inner = S;
      if (const auto *E = dyn_cast<Expr>(S))
        Inner = E->IgnoreImplicit();
      Found |= Last == First && Inner == Second;
      Last = Inner;
    }
    return !Found;
  }
};

class Exchange {
  const JobFacts &Facts;
  const SourceManager &SM;
  const LangOptions &Lang;

public:
  explicit Exchange(const JobFacts &Facts)
      : Facts(Facts), SM(Facts.Report.context().getSourceManager()),
        Lang(Facts.Report.context().getLangOpts()) {}

  /// The receive that a rank reaches next after this send.
  const Event *receiveAfter(Place At) const {
    const auto &Events = Facts.Job.Ranks[At.Rank].Events;
    const Event &Send = Events[At.Event];
    if (Send.Function->Id != MpiId::Send)
      return nullptr;
    const auto Next = std::find_if(Events.begin() + At.Event + 1, Events.end(),
                                   [](const Event &E) { return E.Kind == EventKind::Call; });
    if (Next == Events.end() || Next->Function->Id != MpiId::Recv || Next->Plain != Send.Plain ||
        Next->Communicator != Send.Communicator)
      return nullptr;
    return &*Next;
  }

  void suggest(Place At, Finding &F) const {
    const Event &Send = Facts.event(At), &Receive = *receiveAfter(At);
    const auto *First = dyn_cast<CallExpr>(Send.Site), *Second = dyn_cast<CallExpr>(Receive.Site);
    if (!First || !Second || First->getBeginLoc().isMacroID() || First->getEndLoc().isMacroID() ||
        Second->getBeginLoc().isMacroID() || Second->getEndLoc().isMacroID())
      return;
    Neighbours Side(First, Second);
    Side.TraverseStmt(Facts.Job.Root->getBody());
    if (!Side.Found)
      return;
    const SourceLocation Between =
                             Lexer::findLocationAfterToken(First->getEndLoc(), tok::semi, SM, Lang, false),
                         After =
                             Lexer::findLocationAfterToken(Second->getEndLoc(), tok::semi, SM, Lang, false);
    if (Between.isInvalid() || After.isInvalid())
      return;
    const auto Gap = CharSourceRange::getCharRange(Between, Second->getBeginLoc());
    if (!Lexer::getSourceText(Gap, SM, Lang).trim().empty())
      return; // a comment would be lost
    const std::string Text =
        Send.Plain ? plainText(First, Second, Send, Receive) : njmpiText(First, Second, Send, Receive);
    if (Text.empty())
      return;
    F.FixIts.push_back(FixItHint::CreateReplacement(First->getSourceRange(), Text));
    F.FixIts.push_back(FixItHint::CreateRemoval(CharSourceRange::getCharRange(Between, After)));
  }

private:
  std::string text(const Expr *E) const {
    return Lexer::getSourceText(
               CharSourceRange::getTokenRange(SM.getExpansionRange(E->getSourceRange()).getAsRange()), SM,
               Lang)
        .str();
  }

  static bool mayShare(const Event &Send, const Event &Receive) {
    const Region &A = Send.Buffers.front().Place, &B = Receive.Buffers.front().Place;
    return Send.Buffers.front().Pointer.isPointer() && Receive.Buffers.front().Pointer.isPointer() &&
           A.Object == B.Object &&
           (!A.OffsetKnown || !B.OffsetKnown || !A.Bytes || !B.Bytes || overlaps(A, B));
  }

  std::string plainText(const CallExpr *First, const CallExpr *Second, const Event &Send,
                        const Event &Receive) const {
    if (First->getNumArgs() != 6 || Second->getNumArgs() != 7 || Send.Buffers.empty() ||
        Receive.Buffers.empty())
      return "";
    SmallVector<std::string, 8> Out, In;
    for (const Expr *A : First->arguments())
      Out.push_back(text(A));
    for (const Expr *A : Second->arguments())
      In.push_back(text(A));
    SmallVector<std::string, 12> All(Out.begin(), Out.begin() + 5);
    const bool Same = std::equal(Out.begin(), Out.begin() + 3, In.begin());
    if (!Same && mayShare(Send, Receive))
      return "";
    All.append(In.begin() + (Same ? 3 : 0), In.begin() + 5);
    All.push_back(Out[5]);
    All.push_back(In[6]);
    return (Same ? "MPI_Sendrecv_replace(" : "MPI_Sendrecv(") + join(All, ", ") + ")";
  }

  std::string njmpiText(const CallExpr *First, const CallExpr *Second, const Event &Send,
                        const Event &Receive) const {
    const std::vector<Call> Calls = collectCalls(Facts.Report.sema(), Facts.Job.Root);
    auto find = [&](const CallExpr *E) {
      auto Found = find_if(Calls, [&](const Call &C) { return C.Expr == E; });
      return Found == Calls.end() ? nullptr : &*Found;
    };
    const Call *Out = find(First), *In = find(Second);
    if (!Out || !In || Send.Buffers.empty() || Receive.Buffers.empty())
      return "";
    auto argument = [&](const Call &C, ParameterKind Kind, StringRef Default) {
      const Expr *A = C.argument(Kind);
      return A ? text(A) : Default.str();
    };
    // A name that is not qualified may be one of a using-declaration, which the other name is not in.
    std::string Scope = "njmpi::";
    if (const auto *Callee = dyn_cast<DeclRefExpr>(First->getCallee()->IgnoreImplicit());
        Callee && Callee->getQualifier())
      Scope = Lexer::getSourceText(CharSourceRange::getTokenRange(Callee->getQualifierLoc().getSourceRange()),
                                   SM, Lang)
                  .str();
    const std::string Sent = text(Out->Arguments[0]), Received = text(In->Arguments[0]);
    SmallVector<std::string, 8> All{Sent, argument(*Out, ParameterKind::DEST, "")};
    if (Sent != Received) {
      if (mayShare(Send, Receive))
        return "";
      All.push_back(Received);
    }
    const std::string AnySource = Scope + "any_source", AnyTag = Scope + "any_tag";
    All.push_back(argument(*In, ParameterKind::SOURCE, AnySource));
    const bool Status = In->argument(ParameterKind::STATUS),
               ReceiveTag = In->argument(ParameterKind::RTAG) || Status;
    if (Out->argument(ParameterKind::TAG) || ReceiveTag)
      All.push_back(argument(*Out, ParameterKind::TAG, "0"));
    if (ReceiveTag)
      All.push_back(argument(*In, ParameterKind::RTAG, AnyTag));
    if (Status)
      All.push_back(argument(*In, ParameterKind::STATUS, ""));
    if (Out->Communicator)
      All.push_back(text(Out->Communicator));
    return Scope + (Sent == Received ? "sendrecv_replace(" : "sendrecv(") + join(All, ", ") + ")";
  }
};

} // namespace

void suggestExchange(const JobFacts &Facts, ArrayRef<Place> Calls, Finding &F) {
  const Exchange E(Facts);
  if (all_of(Calls, [&](Place At) { return E.receiveAfter(At) != nullptr; }))
    E.suggest(Calls.front(), F); // one rank that does not wait lets all go on
}

} // namespace njmpi
