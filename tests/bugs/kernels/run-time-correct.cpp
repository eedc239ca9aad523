// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What looks to the run-time checks almost like the faulty kernels, and is correct: each runs to its end on three
// ranks with checks=collective, and prints nothing. n is the rank.
#include <memory>
#include <njmpi/njmpi.hpp>
#include <string_view>
#include <utility>
#include <vector>

namespace {

// class: call ordering
[[njmpi::kernel]] void as_many_as_the_most(int n) {
  int most = 0;
  njmpi::allreduce(n, most, njmpi::op::max);
  for (int i = 0; i < most; ++i)
    njmpi::barrier();
}

// Two call sites of one operation.
[[njmpi::kernel]] void from_two_places(int n) {
  double x = n, y = 0;
  if (n % 2 == 0)
    njmpi::allreduce(x, y);
  else
    njmpi::allreduce(njmpi::in_place, x);
}

[[njmpi::kernel]] void root_by_agreement(int n) {
  int root = n;
  njmpi::bcast(root, 1);
  double x = 1;
  njmpi::bcast(x, root);
}

// What the root's side is elsewhere means nothing.
[[njmpi::kernel]] void other_sizes_off_the_root(int n) {
  std::vector<int> all(n == 0 ? 3 : 0);
  njmpi::gather(n, all, 0);
  std::vector<int> counts(n == 0 ? 3 : 0, 1);
  int mine = 0;
  njmpi::scatterv(all, counts, mine, 0);
}

// Varying counts differ by their nature.
[[njmpi::kernel]] void varying(int n) {
  std::vector<long> mine(n + 1, n), all;
  njmpi::allgatherv(mine, all, njmpi::infer);
  if (all.size() != 6)
    njmpi::abort(2);
}

[[njmpi::kernel]] void halves(int n) {
  const njmpi::comm half = njmpi::world().split(n % 2);
  double x = n, y = 0;
  if (n % 2 == 0)
    njmpi::allreduce(x, y, half);
  else
    njmpi::bcast(x, 0, half);
}

struct pair {
  int first, second;
};
// A class of two integers and two integers: the same type and as many of it.
[[njmpi::kernel]] void same_elements(int n) {
  pair one{n, n};
  int two[2] = {n, n};
  if (n == 0)
    njmpi::bcast(one, 0);
  else
    njmpi::bcast(two, 0);
}

[[njmpi::kernel]] void started_at_two_places(int n) {
  double x = 1, y = 0;
  njmpi::pending sum{};
  if (n != 1)
    sum = njmpi::iallreduce(x, y);
  else
    sum = njmpi::iallreduce(x, y, njmpi::op::sum);
  njmpi::wait(sum);
}

// class: wrong argument
[[njmpi::kernel]] void room_for_all(int n) {
  std::vector<int> all(njmpi::size());
  njmpi::allgather(n, all);
}

// class: resource leak
[[njmpi::kernel]] void communicator_on_the_heap(int n) {
  const auto c = std::make_unique<njmpi::comm>(njmpi::world().split(0, n));
  njmpi::barrier(*c);
}

// class: request life cycle
[[njmpi::kernel]] void kept_for_a_while(int n) {
  static std::vector<njmpi::pending> all;
  static int values[2];
  values[0] = n;
  all.push_back(njmpi::irecv(values[1], (n + 1) % 3, 5));
  njmpi::send(values[0], (n + 2) % 3, 5);
  njmpi::waitall(all);
}

constexpr std::pair<std::string_view, void (*)(int)> kernels[] = {
    {"as_many_as_the_most", as_many_as_the_most},
    {"from_two_places", from_two_places},
    {"root_by_agreement", root_by_agreement},
    {"other_sizes_off_the_root", other_sizes_off_the_root},
    {"varying", varying},
    {"halves", halves},
    {"same_elements", same_elements},
    {"started_at_two_places", started_at_two_places},
    {"room_for_all", room_for_all},
    {"communicator_on_the_heap", communicator_on_the_heap},
    {"kept_for_a_while", kept_for_a_while},
};

} // namespace

// The name of a kernel, or of none: then all run, one after the other.
int main(int argc, char** argv) {
  njmpi::init(argc, argv);
  for (const auto& [name, kernel] : kernels)
    if (argc < 2 || name == argv[1])
      kernel(njmpi::rank());
  return njmpi::finalize();
}
