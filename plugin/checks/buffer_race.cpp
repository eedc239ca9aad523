// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-buffer-race: until an operation is completed, its buffer is not written, and if it is received into,
// not read either (MPI 4.0, 3.7.2). njmpi-buffer-lifetime: and it does not die.
#include "checks/communication.h"

using namespace llvm;

namespace njmpi {

using namespace execution;

namespace {

class BufferRaces {
  JobFacts &Facts;
  const Trace &T;
  std::map<uint64_t, const Event *> Active; ///< where the active operation of a request was started
  std::set<uint64_t> Leaking;

public:
  BufferRaces(JobFacts &Facts, const Trace &T) : Facts(Facts), T(T) {}

  void run() {
    findLeaks();
    for (const Event &E : T.Events)
      switch (E.Kind) {
      case EventKind::Call:
        call(E);
        break;
      case EventKind::Access:
        access(E.Place, E.Write, E, "");
        break;
      case EventKind::Changed:
        changed(E);
        break;
      case EventKind::Died:
        died(E);
        break;
      case EventKind::Opaque:
        break;
      }
  }

private:
  /// Operations that are never completed are reported as such.
  void findLeaks() {
    std::set<uint64_t> Open;
    for (const Event &E : T.Events) {
      if (E.Kind != EventKind::Call)
        continue;
      switch (E.Function->Family) {
      case FunctionFamily::Wait:
      case FunctionFamily::Test:
        if (E.Flag && !*E.Flag)
          break;
        for (uint64_t Id : E.Requests) {
          Open.erase(Id);
          if (E.CompletesOne)
            break;
        }
        break;
      default:
        for (uint64_t Id : E.Requests)
          Open.insert(Id);
      }
    }
    Leaking = Open;
  }

  void call(const Event &E) {
    switch (E.Function->Family) {
    case FunctionFamily::Wait:
    case FunctionFamily::Test:
      if (!E.RequestsKnown) // any that are not followed may be among them
        erase_if(Active, [&](const auto &A) { return E.Requests.empty() || T.Handles[A.first].Escaped; });
      if (E.Flag && !*E.Flag)
        return;
      for (uint64_t Id : E.Requests) {
        Active.erase(Id);
        if (E.CompletesOne)
          break;
      }
      return;
    case FunctionFamily::Free:
      if (E.Freed)
        Active.erase(*E.Freed);
      return;
    case FunctionFamily::Start:
      for (uint64_t Id : E.Requests) {
        if (const auto Made = T.Handles[Id].Made)
          for (const BufferUse &B : T.Events[*Made].Buffers)
            access(B.Place, B.isReceived(), E, "passed to");
        Active[Id] = &E;
      }
      return;
    default:
      break;
    }
    if (E.Function->isPersistent() || E.Function->Family == FunctionFamily::Rma)
      return;
    for (const BufferUse &B : E.Buffers)
      access(B.Place, B.isReceived(), E, "passed to");
    if (E.Function->startsRequest() && !E.Requests.empty())
      Active[E.Requests.front()] = &E;
  }

  template <class Visit> void forActive(Visit V, bool Handed = false) {
    for (auto &[Id, Started] : Active) {
      const Handle &H = T.Handles[Id];
      if (!H.Made || (Handed && H.Escaped ? !H.Handed : H.Escaped || Leaking.count(Id)))
        continue;
      for (const BufferUse &B : T.Events[*H.Made].Buffers)
        if (B.Pointer.isPointer() && !(B.Count.isInteger() && B.Count.Number <= 0))
          V(*Started, B);
    }
  }

  std::string name(const BufferUse &B) const {
    const std::string Name = objectName(T, B.Place.Object);
    return Name.empty() ? "the buffer" : "'" + Name + "'";
  }

  void access(const Region &Place, bool Write, const Event &E, StringRef How) {
    bool Reported = false;
    forActive([&](const Event &Started, const BufferUse &B) {
      if (Reported || !overlaps(Place, B.Place) || (!Write && !B.isReceived()))
        return;
      Reported = true;
      const std::string What = How.empty() ? (Write ? "is written" : "is read") : How.str() + " " + quoted(E);
      const std::string Verb = How.empty() ? What : "is " + What;
      Facts
          .add(true, "buffer-race", E.Where,
               name(B) + " " + Verb + " while " + quoted(Started) + " may still be " +
                   (B.isReceived() ? "writing" : "reading") + " it")
          .What.Notes.push_back({Started.Where, "the operation is started here"});
    });
  }

  void changed(const Event &E) {
    bool Reported = false;
    forActive([&](const Event &Started, const BufferUse &B) {
      if (Reported || B.Place.Object != E.Place.Object)
        return;
      Reported = true;
      Facts
          .add(true, "buffer-race", E.Where,
               name(B) + " is " + E.How.str() + " while " + quoted(Started) + " may still be using it")
          .What.Notes.push_back({Started.Where, "the operation is started here"});
    });
  }

  void died(const Event &E) {
    forActive(
        [&](const Event &Started, const BufferUse &B) {
          if (B.Place.Object != E.Place.Object)
            return;
          auto &P = Facts.add(true, "buffer-lifetime", Started.Where,
                              name(B) + (E.How == "freed" ? " is freed" : " is destroyed") + " before " +
                                  quoted(Started) + " is completed");
          P.What.Notes.push_back({E.Where, E.How == "freed" ? "it is freed here" : "it is declared here"});
        },
        /*Handed=*/true);
  }
};

} // namespace

void checkBufferRaces(JobFacts &Facts) {
  for (const Trace &T : Facts.Job.Ranks)
    BufferRaces(Facts, T).run();
}

} // namespace njmpi
