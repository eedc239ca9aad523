// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-order: MPI is called between MPI_Init and MPI_Finalize, and both are called once (MPI 4.0, 11.2
// and 11.4.1).
#include "checks/communication.h"

using namespace llvm;

namespace njmpi {

using namespace execution;

static bool begins(const Event &E) {
  return E.Kind == EventKind::Call && E.Plain &&
         (E.Function->Id == MpiId::Init || E.Function->Id == MpiId::Init_thread);
}

void checkOrder(JobFacts &Facts) {
  if (!Facts.Job.IsMain)
    return;
  for (const Trace &T : Facts.Job.Ranks) {
    const Event *Begun = nullptr, *Ended = nullptr, *First = nullptr;
    size_t BegunAt = 0;
    bool Plain = true;
    const bool BeginsHere = any_of(T.Events, [](const Event &E) { return begins(E); });
    std::optional<size_t> Unseen = T.FirstUnseen;
    for (const auto &[I, E] : enumerate(T.Events)) {
      if (E.Kind == EventKind::Opaque && !Unseen)
        Unseen = I; // a session, say
      if (E.Kind != EventKind::Call)
        continue;
      Plain &= E.Plain;
      if (!E.Plain)
        continue;
      const MpiFunction &F = *E.Function;
      const bool Begins = begins(E);
      if (Begins && Begun) {
        Facts.add(true, "order", E.Where, quoted(E) + " is called a second time")
            .What.Notes.push_back({Begun->Where, "MPI is initialised here"});
      } else if (Begins) {
        Begun = &E;
        BegunAt = I;
      } else if (F.Family != FunctionFamily::Anytime && F.Id != MpiId::Abort &&
                 !F.Name.starts_with("MPI_Info_")) { // those since MPI 4.0
        First = First ? First : &E;
        const bool BegunElsewhere = !BeginsHere && Unseen && *Unseen <= I;
        if (!Begun && First == &E && Plain && !BegunElsewhere)
          Facts.add(true, "order", E.Where, quoted(E) + " is called before 'MPI_Init'");
        if (Ended)
          Facts
              .add(true, "order", E.Where,
                   F.Id == MpiId::Finalize ? quoted(E) + " is called a second time"
                                           : quoted(E) + " is called after 'MPI_Finalize'")
              .What.Notes.push_back({Ended->Where, "MPI is finalised here"});
        if (F.Id == MpiId::Finalize && !Ended)
          Ended = &E;
      }
    }
    const bool EndedElsewhere = Begun && T.LastUnseen && *T.LastUnseen > BegunAt;
    if (Begun && !Ended && T.End == Ending::Returned && Plain && !EndedElsewhere)
      Facts
          .add(true, "order", Begun->Where, "MPI is initialised here, but a rank ends without 'MPI_Finalize'")
          .What.Notes.push_back({T.EndsAt, "it ends here"});
  }
}

} // namespace njmpi
