// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The right examples of diagnostics.md.
#include <njmpi/njmpi.hpp>

#include <list>
#include <string>
#include <vector>

// [attribute]
struct message {
  int length;
};

[[njmpi::kernel]] void inside(std::vector<double>& x) {
  [[njmpi::loop]] for (double& each : x) // has no effect in this version: every rank runs all of it
    each = 0;
}
// [attribute]

// [buffer]
[[njmpi::kernel]] void pointer(const double* p, std::size_t n) { njmpi::send(njmpi::buffer(p, n), 1); }

[[njmpi::kernel]] void container(std::vector<double>& x) { njmpi::send(x, 1); }

[[njmpi::kernel]] void value(int n) {
  const int next = n + 1;
  njmpi::send(next, 1);
}
// [buffer]

// [contiguity]
[[njmpi::kernel]] void scattered(const std::list<double>& x) { njmpi::send(njmpi::packed(x), 1); }

[[njmpi::kernel]] void rows(std::vector<double>& matrix) { njmpi::bcast(matrix); } // row by row in one vector
// [contiguity]

// [datatype]
struct cell {
  double value;
  int next; // an index means the same on every rank
};
struct chain {
  int length;
  cell first[2];
};

[[njmpi::kernel]] void linked(const chain& c) { njmpi::send(c, 1); }

[[njmpi::kernel]] void names(const std::vector<std::string>& all) {
  for (const std::string& name : all)
    njmpi::send(name, 1);
}
// [datatype]

// [const]
[[njmpi::kernel]] void receive(std::vector<int>& x) { njmpi::recv(x, 0); }
// [const]

// [temporary]
std::vector<int> make();

[[njmpi::kernel]] void start() {
  const std::vector<int> made = make(); // lives until the wait
  auto sending = njmpi::isend(made, 1);
  njmpi::wait(sending);
}
// [temporary]

// [type-mismatch]
[[njmpi::kernel]] void collect(const std::vector<double>& mine, std::vector<double>& all) {
  njmpi::allgather(mine, all);
}
// [type-mismatch]

// [operator]
[[njmpi::kernel]] void combine(unsigned mine, unsigned& all) { njmpi::allreduce(mine, all, njmpi::op::band); }
// [operator]

// [count]
[[njmpi::kernel]] void reduce(const double (&mine)[4], double (&all)[4]) {
  njmpi::allreduce(mine, all, njmpi::op::sum);
}
// [count]

// [argument]
[[njmpi::kernel]] void to_one(const std::vector<int>& x, int dest) {
  njmpi::send(x, dest); // or njmpi::proc_null, for nobody
}

[[njmpi::kernel]] void from_the_last(std::vector<int>& x) { njmpi::bcast(x, njmpi::size() - 1); }
// [argument]

// [alias]
[[njmpi::kernel]] void largest(std::vector<int>& x) { njmpi::allreduce(njmpi::in_place, x, njmpi::op::max); }
// [alias]
