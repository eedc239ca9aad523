// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-type-mismatch and njmpi-count between the two ends of a message (MPI 4.0, 3.3.1 and 3.2.2).
#include "checks/communication.h"
#include "facts/mpi_datatypes.h"

using namespace llvm;

namespace njmpi {

using namespace execution;

void checkMessages(JobFacts &Facts) {
  if (!Facts.Outcome)
    return;
  for (const Message &M : Facts.Outcome->Messages) {
    const Event &Send = Facts.event(M.Send), &Receive = Facts.event(M.Receive);
    // A call that is the same on every rank may be for some of them.
    if (!Facts.Job.IsMain && Send.Site == Receive.Site && Send.Peer.Number == Receive.Peer.Number)
      continue;
    const BufferUse *Out = nullptr, *In = nullptr;
    for (const BufferUse &B : Send.Buffers)
      if (!Out && (B.Kind == MpiParameter::IN || B.Kind == MpiParameter::INOUT))
        Out = &B;
    for (const BufferUse &B : Receive.Buffers)
      if (isWritten(B.Kind))
        In = &B;
    if (!Out || !In || (!Out->Elements && !Out->IsRecord) || !In->Elements)
      continue;
    if (Out->Count.isInteger() && Out->Count.Number == 0)
      continue; // has no type
    // A record has members of several datatypes, of which one at least is another than what is expected.
    const bool Differ = Out->Elements ? !mayMeet(Out->Elements->Base, In->Elements->Base)
                                      : Out->Count.isInteger() && !isOfBytes(In->Elements->Base);
    if (Differ) {
      auto &P = Facts.add(true, "type-mismatch", Receive.Where,
                          quoted(Receive) + " receives " + In->TypeName + ", but what arrives was sent as " +
                              Out->TypeName);
      P.Cross = true;
      P.What.Notes.push_back({Send.Where, "it is sent here"});
      continue;
    }
    if (!Out->Elements || !Out->Count.isInteger() || !In->Count.isInteger() ||
        !areAlike(Out->Elements->Base, In->Elements->Base))
      continue;
    const int64_t Sent = Out->Count.Number * Out->Elements->Count,
                  Room = In->Count.Number * In->Elements->Count;
    if (Sent > Room) {
      auto &P = Facts.add(true, "count", Receive.Where,
                          quoted(Receive) + " receives at most " + std::to_string(Room) + " elements, but " +
                              std::to_string(Sent) + " are sent");
      P.Cross = true;
      P.What.Notes.push_back({Send.Where, "they are sent here"});
    }
  }
}

} // namespace njmpi
