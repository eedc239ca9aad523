// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The executor's expressions that only C++ has.
#include "facts/executor.h"

using namespace clang;
using namespace llvm;

namespace njmpi::execution {

Value Executor::temporary(QualType Type, const Stmt *Site) {
  Object O;
  O.Key = fresh(Site);
  O.Type = Type;
  O.Where = Site->getBeginLoc();
  O.Bytes = bytesOf(Type);
  return Value::pointer(make(std::move(O)), 0);
}

std::optional<Value> Executor::evaluateCxx(const Expr *) { return std::nullopt; }
std::optional<Value> Executor::placeCxx(const Expr *) { return std::nullopt; }
void Executor::construct(const Value &, const CXXConstructExpr *) {}
bool Executor::isContainer(QualType) const { return false; }
void Executor::changed(uint64_t Id, StringRef How, const Stmt *Site) {
  if (!Watched.contains(Id))
    return;
  Event &E = addEvent(EventKind::Changed, Site);
  E.Place = {Id, 0, object(Id).Bytes, true};
  E.How = How;
}
Executor::Flow Executor::executeRange(const CXXForRangeStmt *S) { return stop(Ending::GaveUp, S->getBeginLoc()); }

} // namespace njmpi::execution
