// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-resource-leak: what a program makes, it frees: communicators, datatypes, groups, operators, windows,
// persistent requests.
#include "checks/communication.h"

using namespace llvm;

namespace njmpi {

using namespace execution;

namespace {

StringRef noun(const Handle &H) {
  switch (H.Kind) {
  case HandleKind::Communicator:
    return "communicator";
  case HandleKind::Datatype:
    return "datatype";
  case HandleKind::Group:
    return "group";
  case HandleKind::Operator:
    return "operator";
  case HandleKind::Window:
    return "window";
  case HandleKind::Info:
    return "info object";
  case HandleKind::Errhandler:
    return "error handler";
  case HandleKind::Request:
    return H.Persistent ? "persistent request" : "";
  default:
    return "";
  }
}

/// Whether some rank frees a communicator that is made here, or what is unknown may decide who does.
bool mayBeFreedByMembers(const Job &J, const Event &Made) {
  return !J.Decisions.empty() || any_of(J.Ranks, [&](const Trace &T) {
    return any_of(T.Events, [&](const Event &E) {
      if (E.Kind != EventKind::Call || E.Function->Family != FunctionFamily::Free || !E.Freed)
        return false;
      const Handle &H = T.Handles[*E.Freed];
      return H.Made && T.Events[*H.Made].Where == Made.Where;
    });
  });
}

} // namespace

void checkResources(JobFacts &Facts) {
  for (const Trace &T : Facts.Job.Ranks) {
    if (T.End != Ending::Returned)
      continue;
    std::set<uint64_t> Freed, Active;
    bool Finalized = false, Opaque = false;
    for (const Event &E : T.Events) {
      Opaque |= E.Kind == EventKind::Opaque;
      if (E.Kind != EventKind::Call)
        continue;
      if (E.Function->Family == FunctionFamily::Free && E.Freed)
        Freed.insert(*E.Freed);
      if (E.Function->Family == FunctionFamily::Start)
        Active.insert(E.Requests.begin(), E.Requests.end());
      if (E.Function->Family == FunctionFamily::Wait || E.Function->Family == FunctionFamily::Test)
        for (uint64_t Id : E.Requests)
          Active.erase(Id); // of an operation that is never completed, that is said
      Finalized |= E.Function->Id == MpiId::Finalize;
    }
    if (Facts.Job.IsMain && !Finalized)
      continue; // another finding
    for (size_t Id = 0; Id < T.Handles.size(); ++Id) {
      const Handle &H = T.Handles[Id];
      if (!H.Made || H.Escaped || H.Null || Freed.count(Id) || Active.count(Id) || noun(H).empty())
        continue;
      const Event &Made = T.Events[*H.Made];
      if (!Made.Plain)
        continue; // njmpi's own objects free what they hold
      if (H.PerhapsNull && mayBeFreedByMembers(Facts.Job, Made))
        continue; // those that are in it do
      Facts.add(true, "resource-leak", Made.Where,
                "the " + noun(H).str() + " that " + quoted(Made) + " makes is never freed");
    }
  }
}

} // namespace njmpi
