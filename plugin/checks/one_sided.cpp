// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What one-sided calls are given (MPI 4.0, 12.3): elements that lie in the target's window, of the type that
// is moved.
#include "checks/communication.h"
#include "facts/mpi_datatypes.h"

using namespace llvm;

namespace njmpi {

using namespace execution;

namespace {

class OneSided {
  JobFacts &Facts;
  const Trace &T;

public:
  OneSided(JobFacts &Facts, const Trace &T) : Facts(Facts), T(T) {}

  void run() {
    for (const Event &E : T.Events)
      if (E.Kind == EventKind::Call && E.Plain && E.Function->Family == FunctionFamily::Rma &&
          E.Function->find(MpiParameter::TYPE, 1) >= 0)
        target(E);
  }

private:
  void wrong(const clang::Expr *Where, const Event &E, StringRef Tag, std::string Message) {
    auto &P = Facts.add(true, Tag, Where ? Where->getExprLoc() : E.Where, std::move(Message));
    if (Where)
      P.What.Ranges.push_back(Where->getSourceRange());
  }

  /// The type at the target: the last one of the call.
  void target(const Event &E) {
    int Last = 0;
    while (E.Function->find(MpiParameter::TYPE, Last + 1) >= 0)
      ++Last;
    const Value Type = E.argument(MpiParameter::TYPE, Last);
    if (!Type.isHandle() || E.Buffers.empty() || !E.Buffers[0].Elements)
      return;
    const std::string &There = T.Handles[Type.Id].Name;
    const auto Bytes = bytesOfDatatype(There);
    if (!Bytes) // derived, or none of MPI's
      return;
    const BufferUse &Here = E.Buffers[0];
    if (!mayMeet(Here.Elements->Base, There)) {
      wrong(E.expression(MpiParameter::TYPE, Last), E, "type-mismatch",
            quoted(E) + " moves elements of " + Here.TypeName + ", which are of " + There + " at the target");
      return;
    }
    const Value At = E.argument(MpiParameter::DISPLACEMENT), Count = E.argument(MpiParameter::COUNT, Last);
    const Handle *Window = windowOf(E);
    if (!Window || !Window->Size || !Window->Unit || !Window->Size->isInteger() ||
        !Window->Unit->isInteger() || !At.isInteger() || At.Number < 0 || !Count.isInteger() ||
        Count.Number <= 0)
      return;
    const int64_t Room = Window->Size->Number;
    const int64_t End = At.Number * Window->Unit->Number + Count.Number * *Bytes;
    if (End > Room)
      wrong(E.expression(MpiParameter::DISPLACEMENT), E, "count",
            quoted(E) + " needs " + std::to_string(End) + " bytes of the target's window, which has " +
                std::to_string(Room));
  }

  /// The target's part of the window.
  const Handle *windowOf(const Event &E) const {
    if (!E.Window || !E.Peer.isInteger())
      return nullptr;
    const Handle &Mine = T.Handles[*E.Window];
    if (!Mine.Ranks || E.Peer.Number < 0 || E.Peer.Number >= int64_t(Mine.Ranks->size()))
      return nullptr;
    const int Rank = (*Mine.Ranks)[E.Peer.Number];
    for (const Trace &Other : Facts.Job.Ranks)
      if (int(Other.Rank) == Rank)
        for (const Handle &H : Other.Handles)
          if (H.Kind == HandleKind::Window && H.Made && H.Key == Mine.Key)
            return &H;
    return nullptr;
  }
};

} // namespace

void checkOneSided(JobFacts &Facts) {
  for (const Trace &T : Facts.Job.Ranks)
    OneSided(Facts, T).run();
}

} // namespace njmpi
