// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Built with checks=collective: ranks that never meet, one kind per run, chosen by name. One of them says so, in one
// line, and the job ends.
#include <cstdio>
#include <cstring>
#include <njmpi/njmpi.hpp>
#include <source_location>
#include <utility>
#include <vector>

namespace {

// Says which line is to fail: the one after the call.
void next_line_fails(std::source_location here = std::source_location::current()) {
  const char* const slash = std::strrchr(here.file_name(), '/');
  std::printf("failing line: %s:%u\n", slash ? slash + 1 : here.file_name(), here.line() + 1);
  std::fflush(stdout);
}

[[njmpi::kernel]] void another_operation() {
  std::vector<int> x(4);
  if (njmpi::rank() == 1) {
    next_line_fails();
    njmpi::barrier();
  } else
    njmpi::bcast(x, 0);
}

[[njmpi::kernel]] void missing() {
  if (njmpi::rank() != 1) {
    if (njmpi::rank() == 0)
      next_line_fails();
    njmpi::barrier();
  }
}

[[njmpi::kernel]] void missing_reduction() {
  int x = 1, y = 0;
  for (int i = 0; i < (njmpi::rank() == 0 ? 3 : 2); ++i) {
    if (i == 2)
      next_line_fails();
    njmpi::allreduce(x, y);
  }
}

[[njmpi::kernel]] void another_communicator() {
  const njmpi::comm other = njmpi::world().dup();
  if (njmpi::rank() == 1)
    njmpi::barrier(other);
  else {
    if (njmpi::rank() == 0)
      next_line_fails();
    njmpi::barrier();
  }
}

// 0 waits for 1, which waits for 2, which waits for 0.
[[njmpi::kernel]] void a_circle() {
  const int rank = njmpi::rank();
  const njmpi::comm first = njmpi::world().split(rank == 2, rank);
  const njmpi::comm second = njmpi::world().split(rank == 0, rank);
  const njmpi::comm third = njmpi::world().split(rank == 1, rank);
  if (rank == 0) {
    next_line_fails();
    njmpi::barrier(first);
  } else if (rank == 1)
    njmpi::barrier(second);
  else
    njmpi::barrier(third);
}

[[njmpi::kernel]] void another_started() {
  std::vector<int> x(4), y(4);
  if (njmpi::rank() == 1) {
    next_line_fails();
    auto [status, request] = njmpi::ibcast(x, 1);
    njmpi::wait(request);
  } else {
    auto [status, request] = njmpi::iallreduce(x, y);
    njmpi::wait(request);
  }
}

[[njmpi::kernel]] void started_and_missing() {
  if (njmpi::rank() != 1) {
    if (njmpi::rank() == 0)
      next_line_fails();
    auto pending = njmpi::ibarrier();
    njmpi::waitall(pending);
  }
}

// It is found by a call that is right.
[[njmpi::kernel]] void started_before() {
  std::vector<int> x(4), y(4);
  if (njmpi::rank() == 1) {
    next_line_fails();
    auto pending = njmpi::iallreduce(x, y, njmpi::op::max);
    njmpi::barrier();
    njmpi::wait(pending);
  } else {
    auto pending = njmpi::iallreduce(x, y, njmpi::op::min);
    njmpi::barrier();
    njmpi::wait(pending);
  }
}

[[njmpi::kernel]] void started_on_another_communicator() {
  const njmpi::comm other = njmpi::world().dup();
  if (njmpi::rank() == 0) {
    next_line_fails();
    auto pending = njmpi::ibarrier();
    njmpi::wait(pending);
  } else
    njmpi::barrier(other);
}

// Messages: every rank receives first.
[[njmpi::kernel]] void all_receive() {
  const int next = (njmpi::rank() + 1) % njmpi::size(), before = (njmpi::rank() + njmpi::size() - 1) % njmpi::size();
  std::vector<int> x(4), y(4);
  if (njmpi::rank() == 0)
    next_line_fails();
  njmpi::recv(y, before);
  njmpi::send(x, next);
}

[[njmpi::kernel]] void a_message_and_a_barrier() {
  std::vector<int> x(4);
  if (njmpi::rank() == 1) {
    auto pending = njmpi::irecv(x, 0);
    njmpi::wait(pending);
  } else {
    if (njmpi::rank() == 0)
      next_line_fails();
    njmpi::barrier();
  }
}

[[njmpi::kernel]] void no_message() {
  std::vector<int> x(4);
  if (njmpi::rank() == 0) {
    next_line_fails();
    njmpi::recv(x, 1);
  }
}

const std::vector<std::pair<const char*, void (*)()>> cases = {
    {"another_operation", another_operation},
    {"missing", missing},
    {"missing_reduction", missing_reduction},
    {"another_communicator", another_communicator},
    {"a_circle", a_circle},
    {"another_started", another_started},
    {"started_and_missing", started_and_missing},
    {"started_before", started_before},
    {"started_on_another_communicator", started_on_another_communicator},
    {"all_receive", all_receive},
    {"a_message_and_a_barrier", a_message_and_a_barrier},
    {"no_message", no_message},
};

} // namespace

int main(int argc, char** argv) {
  for (const auto& [name, run] : cases)
    if (argc == 2 && std::strcmp(name, argv[1]) == 0) {
      run();
      return 0;
    }
  std::fprintf(stderr, "usage: ends <case>\n");
  return 2;
}
