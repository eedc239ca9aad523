// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-order: MPI is called between MPI_Init and MPI_Finalize, and both are called once (MPI 4.0, 11.2).
#include "checks/communication.h"

using namespace llvm;

namespace njmpi {

using namespace execution;

void checkOrder(JobFacts &Facts) {
  if (!Facts.Job.IsMain)
    return;
  for (const Trace &T : Facts.Job.Ranks) {
    const Event *Begun = nullptr, *Ended = nullptr, *First = nullptr;
    bool Plain = true;
    for (const Event &E : T.Events) {
      if (E.Kind != EventKind::Call)
        continue;
      Plain &= E.Plain;
      if (!E.Plain)
        continue;
      const MpiFunction &F = *E.Function;
      const bool Begins = F.Id == MpiId::Init || F.Id == MpiId::Init_thread;
      if (Begins && Begun) {
        Facts.add(true, "order", E.Where, quoted(E) + " is called a second time")
            .What.Notes.push_back({Begun->Where, "MPI is initialised here"});
      } else if (Begins) {
        Begun = &E;
      } else if (F.Family != FunctionFamily::Anytime && F.Id != MpiId::Abort) {
        First = First ? First : &E;
        if (!Begun && First == &E && Plain)
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
    if (Begun && !Ended && T.End == Ending::Returned && Plain)
      Facts
          .add(true, "order", Begun->Where, "MPI is initialised here, but a rank ends without 'MPI_Finalize'")
          .What.Notes.push_back({T.EndsAt, "it ends here"});
  }
}

} // namespace njmpi
