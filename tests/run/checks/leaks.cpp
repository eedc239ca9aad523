// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Built with checks=collective, on 2 ranks: what is left when MPI is finalised is listed, and nothing else.
#include <njmpi/njmpi.hpp>
#include <vector>

namespace {

[[njmpi::kernel]] void requests(std::vector<int>& x, std::vector<njmpi::pending>& kept) {
  const int other = 1 - njmpi::rank();
  kept.push_back(njmpi::irecv(x, other, 7));
  kept.push_back(njmpi::recv_init(x, other, 8));
  njmpi::start(kept.back());
  // These are completed, freed, or never started.
  kept.push_back(njmpi::recv_init(x, other, 9));
  auto sent = njmpi::isend(x, other, 10);
  auto received = njmpi::irecv(x, other, 10);
  njmpi::waitall(sent, received);
  auto barrier = njmpi::ibarrier();
  njmpi::wait(barrier);
}

[[njmpi::kernel]] void communicators(std::vector<njmpi::comm>& kept) {
  kept.push_back(njmpi::world().dup());
  kept.push_back(njmpi::world().split(njmpi::rank()));
  const njmpi::comm freed = njmpi::world().dup();
  njmpi::barrier(freed);
}

} // namespace

int main() {
  std::vector<int> x(4);
  // Never destroyed: destroying an active request is an error by itself.
  auto& pending = *new std::vector<njmpi::pending>;
  std::vector<njmpi::comm> comms;
  pending.reserve(8);
  requests(x, pending);
  communicators(comms);
  njmpi::finalize();
}
