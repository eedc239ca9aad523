// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-type-mismatch and njmpi-count between the two ends of a message (MPI 4.0, 3.3.1 and 3.2.2).
#include "checks/communication.h"
#include "checks/datatype_names.h"
#include "llvm/ADT/StringSwitch.h"

using namespace llvm;

namespace njmpi {

using namespace execution;

namespace {

/// Types of one size and kind, which only differ in name.
StringRef family(StringRef Name) {
  return StringSwitch<StringRef>(Name)
      .Case("MPI_INT32_T", "MPI_INT")
      .Case("MPI_UINT32_T", "MPI_UNSIGNED")
      .Cases("MPI_INT64_T", "MPI_LONG_LONG", "MPI_LONG_LONG_INT", "MPI_AINT", "MPI_COUNT", "MPI_LONG")
      .Case("MPI_OFFSET", "MPI_LONG")
      .Cases("MPI_UINT64_T", "MPI_UNSIGNED_LONG_LONG", "MPI_UNSIGNED_LONG")
      .Case("MPI_INT16_T", "MPI_SHORT")
      .Case("MPI_UINT16_T", "MPI_UNSIGNED_SHORT")
      .Cases("MPI_INT8_T", "MPI_CHAR", "MPI_SIGNED_CHAR")
      .Case("MPI_UINT8_T", "MPI_UNSIGNED_CHAR")
      .Default(Name);
}

} // namespace

bool sameType(StringRef A, StringRef B) {
  auto Bytes = [](StringRef T) { return T == "MPI_BYTE" || T == "MPI_PACKED"; };
  return Bytes(A) || Bytes(B) || family(A) == family(B);
}

void checkMessages(JobFacts &Facts) {
  if (!Facts.Outcome)
    return;
  for (const Message &M : Facts.Outcome->Messages) {
    const Event &Send = Facts.event(M.Send), &Receive = Facts.event(M.Receive);
    const BufferUse *Out = nullptr, *In = nullptr;
    for (const BufferUse &B : Send.Buffers)
      if (!Out && (B.Kind == MpiParameter::IN || B.Kind == MpiParameter::INOUT))
        Out = &B;
    for (const BufferUse &B : Receive.Buffers)
      if (isWritten(B.Kind))
        In = &B;
    if (!Out || !In || !Out->Elements || !In->Elements)
      continue;
    if (!sameType(Out->Elements->Base, In->Elements->Base)) {
      auto &P = Facts.add(true, "type-mismatch", Receive.Where,
                          quoted(Receive) + " receives " + In->TypeName + ", but what arrives was sent as " +
                              Out->TypeName);
      P.Cross = true;
      P.What.Notes.push_back({Send.Where, "it is sent here"});
      continue;
    }
    if (!Out->Count.isInteger() || !In->Count.isInteger() || Out->Elements->Base != In->Elements->Base)
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
