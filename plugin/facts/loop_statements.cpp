// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which statements of a body run where: each where the element lives that it writes.
#include "facts/loop_reader.h"

using namespace clang;
using namespace llvm;

namespace njmpi {

bool NestReader::sameElement(const Access &A, const Access &B) const {
  if (A.Count != B.Count || A.Subscripts.empty() || A.Subscripts.size() != B.Subscripts.size())
    return false;
  for (auto [X, Y] : zip(A.Subscripts, B.Subscripts))
    if (X.minus(Y) != 0)
      return false;
  return true;
}

void NestReader::assignStatements() {
  // An owner rule: a field, and the element of it that is written.
  std::vector<unsigned> Owners; // the access that stands for each
  std::vector<int> OwnerOf(L.Accesses.size(), -1);
  for (unsigned I = 0; I != L.Accesses.size(); ++I) {
    const Access &A = L.Accesses[I];
    if (!A.Write || L.Arrays[A.Array].Kind != ArrayKind::Field || A.Subscripts.empty())
      continue;
    for (unsigned O = 0; O != Owners.size() && OwnerOf[I] < 0; ++O)
      if (L.Accesses[Owners[O]].Array == A.Array && sameElement(L.Accesses[Owners[O]], A))
        OwnerOf[I] = O;
    if (OwnerOf[I] < 0) {
      OwnerOf[I] = Owners.size();
      Owners.push_back(I);
    }
  }
  std::vector<unsigned> Root(Owners.size());
  for (unsigned O = 0; O != Root.size(); ++O)
    Root[O] = O;
  // What loops of the body write is read anywhere in it: one rank runs all of the body, which the run checks.
  if (any_of(Owners, [&](unsigned I) {
        return any_of(L.Accesses[I].Subscripts,
                      [&](const Subscript &S) { return S.Level >= int(L.Levels.size()); });
      }))
    std::fill(Root.begin(), Root.end(), 0);
  auto Find = [&](unsigned O) {
    while (Root[O] != O)
      O = Root[O];
    return O;
  };
  bool Failed = false;
  auto Merge = [&](unsigned A, unsigned B, const Stmt *Why) {
    A = Find(A);
    B = Find(B);
    if (A == B || Failed)
      return;
    const Access &X = L.Accesses[Owners[A]], &Y = L.Accesses[Owners[B]];
    if (!sameElement(X, Y)) {
      Failed = true;
      auto &Problem =
          problem("loop-dependence", Why ? Why : Y.Where,
                  quoted(X.Where) + " and " + quoted(Y.Where) +
                      " are written by one iteration, live on different ranks, and depend on each other");
      Problem.Notes.push_back({X.Where->getExprLoc(), quoted(X.Where) + " is written here"});
      Problem.Notes.push_back({Y.Where->getExprLoc(), quoted(Y.Where) + " is written here"});
      return;
    }
    Root[std::max(A, B)] = std::min(A, B);
  };
  // The owner that runs a statement; those that only update scalars and ordinary arrays have none of their
  // own.
  DenseMap<const Stmt *, unsigned> Runs;
  for (unsigned I = 0; I != L.Accesses.size(); ++I) {
    if (OwnerOf[I] < 0)
      continue;
    if (!Parts[I]) {
      for (unsigned O = 0; O != Owners.size(); ++O)
        Merge(OwnerOf[I], O, L.Accesses[I].Where);
      continue;
    }
    auto [It, New] = Runs.try_emplace(Parts[I], OwnerOf[I]);
    if (!New)
      Merge(It->second, OwnerOf[I], L.Accesses[I].Where);
  }
  DenseSet<const Stmt *> Updating; // statements that must run once, without an owner of their own
  for (const Reduction &R : L.Reductions)
    Updating.insert(R.Updates.begin(), R.Updates.end());
  for (unsigned I = 0; I != L.Accesses.size(); ++I)
    if (L.Accesses[I].Write && OwnerOf[I] < 0 && Parts[I])
      Updating.insert(Parts[I]);
  // A value that an iteration writes and then reads is read where it was written.
  for (unsigned B = 0; B != L.Accesses.size() && !Owners.empty(); ++B)
    for (unsigned A = 0; A != B; ++A) {
      if (OwnerOf[A] < 0 || !L.Accesses[B].Read || L.Accesses[A].Array != L.Accesses[B].Array ||
          !sameElement(L.Accesses[A], L.Accesses[B]) || (Parts[B] && Parts[A] == Parts[B]))
        continue;
      if (Parts[B] && Runs.count(Parts[B]))
        Merge(OwnerOf[A], Runs.lookup(Parts[B]), L.Accesses[B].Where);
      else if (Parts[B] && Updating.contains(Parts[B]))
        Runs[Parts[B]] = OwnerOf[A];
      else
        for (unsigned O = 0; O != Owners.size(); ++O)
          Merge(OwnerOf[A], O, L.Accesses[B].Where);
    }
  // A private variable that a statement of one owner assigns is nobody else's.
  for (const auto &[Statement, O] : Runs)
    for (const Change &C : Changes)
      if (Statement->getSourceRange().fullyContains(C.What->getSourceRange()) && isa<Expr>(C.What)) {
        bool Scalar = any_of(Private, [&](const ValueDecl *D) { return C.Key == keyOf(D); });
        for (unsigned Other = 0; Scalar && C.Surely && Other != Owners.size(); ++Other)
          Merge(O, Other, C.What);
      }
  if (Failed)
    return;
  SmallVector<unsigned, 4> Groups;
  for (unsigned O = 0; O != Owners.size(); ++O)
    if (Find(O) == O)
      Groups.push_back(O);
  auto GroupOf = [&](unsigned O) { return int(find(Groups, Find(O)) - Groups.begin()); };
  if (Groups.size() <= 1) {
    if (!Owners.empty() || !Updating.empty() || any_of(L.Accesses, [](const Access &A) { return A.Write; }))
      L.Statements.emplace_back();
    for (Access &A : L.Accesses)
      A.Statement = A.Write && !L.Statements.empty() ? 0 : -1;
    for (Reduction &R : L.Reductions)
      R.Statement = 0;
    return;
  }
  L.Statements.resize(Groups.size());
  std::vector<std::pair<const Stmt *, int>> All;
  for (const auto &[Statement, O] : Runs)
    All.push_back({Statement, GroupOf(O)});
  for (const Stmt *Statement : Updating)
    if (!Runs.count(Statement))
      All.push_back({Statement, 0});
  llvm::sort(All, [&](const auto &X, const auto &Y) {
    return Context.getSourceManager().isBeforeInTranslationUnit(X.first->getBeginLoc(),
                                                                Y.first->getBeginLoc());
  });
  DenseMap<const Stmt *, int> Number;
  for (auto [Statement, Group] : All) {
    L.Statements[Group].Parts.push_back(Statement);
    Number[Statement] = Group;
  }
  for (unsigned I = 0; I != L.Accesses.size(); ++I)
    if (auto It = Parts[I] ? Number.find(Parts[I]) : Number.end(); It != Number.end())
      L.Accesses[I].Statement = It->second;
  for (Reduction &R : L.Reductions)
    R.Statement = Number.lookup(R.Updates.front());
}

} // namespace njmpi
