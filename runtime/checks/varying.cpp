// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Varying counts: what each rank sends against what the other one expects of it (MPI 4.0, sections 6.5
// to 6.8).

#include "checks.hpp"

#include <cstring>

namespace njmpi::rt::checked {
namespace {

constexpr int signature_tag = 2;

struct finding {
  int source; ///< in the communicator
  part sent;
  part expected;
};

bool agree(const part& a, const part& b) {
  return a.count == b.count && (a.count == 0 || a.pattern == b.pattern);
}

// All that this rank is sent. The ranks are in the same call, so that these calls of MPI meet.
std::vector<part> sent_to_here(const signature& own, const std::vector<part>& sent, bool from_root,
                               const shadow& at) {
  std::vector<part> here(static_cast<std::size_t>(at.size));
  constexpr int bytes = sizeof(part);
  if (own.root < 0 && sent.size() == 1)
    MPI_Allgather(sent.data(), bytes, MPI_BYTE, here.data(), bytes, MPI_BYTE, at.comm);
  else if (own.root < 0)
    MPI_Alltoall(sent.data(), bytes, MPI_BYTE, here.data(), bytes, MPI_BYTE, at.comm);
  else if (from_root)
    MPI_Scatter(sent.data(), bytes, MPI_BYTE, here.data() + own.root, bytes, MPI_BYTE, own.root, at.comm);
  else
    MPI_Gather(sent.data(), bytes, MPI_BYTE, here.data(), bytes, MPI_BYTE, own.root, at.comm);
  return here;
}

int refuse_parts(const signature& own, const finding& wrong, const signature& sender) {
  const std::string where = text_of(sender);
  if (wrong.sent.count != wrong.expected.count)
    return refuse(MPI_ERR_COUNT, "rank %d sends %lld x %s, but this one expects %lld: %s", sender.process,
                  static_cast<long long>(wrong.sent.count), sender.element,
                  static_cast<long long>(wrong.expected.count), where.c_str());
  return refuse(MPI_ERR_TYPE, "rank %d sends %s, but this one expects %s: %s", sender.process, sender.element,
                own.element, where.c_str());
}

} // namespace

int compare_parts(const signature& own, const std::vector<part>& sent, const std::vector<part>& expected,
                  bool from_root, const communicator& comm) {
  if (comm.size < 2)
    return MPI_SUCCESS;
  const shadow* known = nullptr;
  {
    const std::lock_guard lock(guard());
    known = &shadow_of(comm);
  }
  const shadow& at = *known;
  if (at.broken || !at.ready)
    return MPI_SUCCESS;
  const std::vector<part> here = sent_to_here(own, sent, from_root, at);
  finding wrong{-1, {}, {}};
  for (int i = 0; i < at.size && wrong.source < 0; ++i) {
    const auto from = static_cast<std::size_t>(i);
    if (from < expected.size() && expected[from].count >= 0 && !agree(here[from], expected[from]))
      wrong = {i, here[from], expected[from]};
  }
  int speaker = wrong.source < 0 ? at.size : at.rank;
  MPI_Allreduce(MPI_IN_PLACE, &speaker, 1, MPI_INT, MPI_MIN, at.comm);
  if (speaker == at.size)
    return MPI_SUCCESS;
  MPI_Bcast(&wrong, sizeof wrong, MPI_BYTE, speaker, at.comm);
  signature sender = own;
  if (speaker != wrong.source && at.rank == wrong.source)
    MPI_Send(&own, sizeof own, MPI_BYTE, speaker, signature_tag, at.comm);
  if (at.rank == speaker) {
    if (speaker != wrong.source)
      MPI_Recv(&sender, sizeof sender, MPI_BYTE, wrong.source, signature_tag, at.comm, MPI_STATUS_IGNORE);
    return refuse_parts(own, wrong, sender);
  }
  if (on_error() == errors::abort)
    wait_for_the_end();
  return refuse(MPI_ERR_COUNT, "the counts do not agree between ranks of this call");
}

} // namespace njmpi::rt::checked
