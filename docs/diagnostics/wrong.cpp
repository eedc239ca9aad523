// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The wrong examples of diagnostics.md: every tag once, in the page's order.
#include <njmpi/njmpi.hpp>

#include <list>
#include <string>
#include <vector>

// [attribute]
struct [[njmpi::kernel]] message {
  int length;
};

void outside(std::vector<double>& x) {
  [[njmpi::loop]] for (double& each : x)
    each = 0;
}
// [attribute]

// [buffer]
[[njmpi::kernel]] void pointer(const double* p) { njmpi::send(p, 1); }

[[njmpi::kernel]] void container(std::vector<double>& x) { njmpi::send(x.data(), 1); }

[[njmpi::kernel]] void value(int n) { njmpi::send(n + 1, 1); }
// [buffer]

// [contiguity]
[[njmpi::kernel]] void scattered(const std::list<double>& x) { njmpi::send(x, 1); }

[[njmpi::kernel]] void rows(std::vector<std::vector<double>>& matrix) { njmpi::bcast(matrix); }
// [contiguity]

// [datatype]
struct cell {
  double value;
  cell* next;
};
struct chain {
  int length;
  cell first[2];
};

[[njmpi::kernel]] void linked(const chain& c) { njmpi::send(c, 1); }

[[njmpi::kernel]] void names(const std::vector<std::string>& all) { njmpi::send(all, 1); }
// [datatype]

// [const]
[[njmpi::kernel]] void receive(const std::vector<int>& x) { njmpi::recv(x, 0); }
// [const]

// [temporary]
std::vector<int> make();

[[njmpi::kernel]] void start() {
  auto sending = njmpi::isend(make(), 1);
  njmpi::wait(sending);
}
// [temporary]

// [type-mismatch]
[[njmpi::kernel]] void collect(const std::vector<float>& mine, std::vector<double>& all) {
  njmpi::allgather(mine, all);
}
// [type-mismatch]

// [operator]
[[njmpi::kernel]] void combine(double mine, double& all) { njmpi::allreduce(mine, all, njmpi::op::band); }
// [operator]

// [count]
[[njmpi::kernel]] void reduce(const double (&mine)[4], double (&all)[3]) {
  njmpi::allreduce(mine, all, njmpi::op::sum);
}
// [count]

// [argument]
[[njmpi::kernel]] void to_anybody(const std::vector<int>& x) { njmpi::send(x, njmpi::any_source); }

[[njmpi::kernel]] void from_nobody(std::vector<int>& x) { njmpi::bcast(x, -1); }
// [argument]

// [alias]
[[njmpi::kernel]] void largest(std::vector<int>& x) { njmpi::allreduce(x, x, njmpi::op::max); }
// [alias]
