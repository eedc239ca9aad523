// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What one kernel does not show: n differs from rank to rank, and only the caller knows. Each kernel is run by
// itself, on three ranks, with checks=collective, and must be stopped or listed with its marked line.
#include <memory>
#include <njmpi/njmpi.hpp>
#include <string_view>
#include <utility>
#include <vector>

namespace {

// class: call ordering
[[njmpi::kernel]] void as_many_as_given(int n) {
  for (int i = 0; i < n; ++i)
    njmpi::barrier(); // bug(run-time): njmpi-divergence: the number of passes comes from the caller
  std::vector<int> all(njmpi::size());
  njmpi::allgather(n, all);
}

[[njmpi::kernel]] void either_collective(int n) {
  double x = n, y = 0;
  if (n % 2 == 0)
    njmpi::allreduce(x, y); // bug(run-time): njmpi-divergence: which one is taken depends on the caller
  else
    njmpi::bcast(x, 0);
}

[[njmpi::kernel]] void roots_of_the_caller(int n) {
  double x = 1;
  njmpi::bcast(x, n); // bug(run-time): njmpi-divergence: the root comes from the caller
}

[[njmpi::kernel]] void operator_of_the_caller(int n) {
  double x = 1, y = 0;
  const njmpi::op chosen = n == 0 ? njmpi::op(njmpi::op::sum) : njmpi::op(njmpi::op::max);
  njmpi::allreduce(x, y, chosen); // bug(run-time): njmpi-divergence: the operator comes from the caller
}

[[njmpi::kernel]] void sizes_of_the_caller(int n) {
  std::vector<double> x(4 + n), y(x.size());
  njmpi::allreduce(x, y); // bug(run-time): njmpi-divergence: the size comes from the caller
}

[[njmpi::kernel]] void started_or_not(int n) {
  double x = 1, y = 0;
  njmpi::pending sum{};
  if (n != 1)
    sum = njmpi::iallreduce(x, y); // bug(run-time): njmpi-divergence: whether it is started depends on the caller
  else
    sum = njmpi::ibarrier();
  njmpi::wait(sum);
}

template <class T> [[njmpi::kernel]] void in_elements_of() {
  T x[2] = {}, y[2] = {};
  njmpi::allreduce(x, y); // bug(run-time): njmpi-divergence: the type is chosen in another function
}
void types_of_the_caller(int n) { n == 2 ? in_elements_of<float>() : in_elements_of<int>(); }

// class: wrong argument
[[njmpi::kernel]] void nobody(int n) {
  int x = n;
  if (n == 2)
    njmpi::send(x, 100 + n); // bug(run-time): njmpi-argument: how many ranks there are is known at run time
}

[[njmpi::kernel]] void room_for_one(int n) {
  std::vector<int> all(n == 0 ? 1 : 64);
  njmpi::gather(n, all, 0); // bug(run-time): njmpi-count: the room depends on the number of ranks
}

// class: resource leak
[[njmpi::kernel]] void communicator_on_the_heap(int n) {
  auto* c = new njmpi::comm(njmpi::world().split(0, n)); // bug(run-time): njmpi-resource-leak: ownership by a bare pointer is not followed
  njmpi::barrier(*c);
}

// class: request life cycle
std::vector<njmpi::pending>& never_destroyed() {
  static auto* const all = new std::vector<njmpi::pending>;
  return *all;
}
[[njmpi::kernel]] void kept_for_ever(int n) {
  static int values[2];
  values[0] = n;
  never_destroyed().push_back(njmpi::irecv(values[1], (n + 1) % 3, 5)); // bug(run-time): njmpi-request-leak: the request is kept elsewhere
}

constexpr std::pair<std::string_view, void (*)(int)> kernels[] = {
    {"as_many_as_given", as_many_as_given},
    {"either_collective", either_collective},
    {"roots_of_the_caller", roots_of_the_caller},
    {"operator_of_the_caller", operator_of_the_caller},
    {"sizes_of_the_caller", sizes_of_the_caller},
    {"started_or_not", started_or_not},
    {"types_of_the_caller", types_of_the_caller},
    {"nobody", nobody},
    {"room_for_one", room_for_one},
    {"communicator_on_the_heap", communicator_on_the_heap},
    {"kept_for_ever", kept_for_ever},
};

} // namespace

// The name of a kernel.
int main(int argc, char** argv) {
  njmpi::init(argc, argv);
  for (const auto& [name, kernel] : kernels)
    if (argc > 1 && name == argv[1])
      kernel(njmpi::rank());
  return njmpi::finalize();
}
