// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Built with checks=collective, on 3 ranks: calls that the ranks do not agree on, one kind after the other. Each throws
// on all ranks, on a communicator of its own; what it says on each is printed in order.
#include <cstdio>
#include <njmpi/njmpi.hpp>
#include <vector>

namespace {

struct sample {
  int id;
  double values[3];
};
NJMPI_DESCRIBE(sample, id, values);

[[njmpi::kernel]] void operation(const njmpi::comm& c) {
  std::vector<double> x(4);
  if (njmpi::rank(c) == 1)
    njmpi::barrier(c);
  else
    njmpi::bcast(x, 0, c);
}

[[njmpi::kernel]] void root(const njmpi::comm& c) {
  std::vector<double> x(4);
  if (njmpi::rank(c) == 2)
    njmpi::bcast(x, 2, c);
  else
    njmpi::bcast(x, 1, c);
}

[[njmpi::kernel]] void reduction(const njmpi::comm& c) {
  std::vector<double> x(4), y(4);
  if (njmpi::rank(c) == 0)
    njmpi::allreduce(x, y, njmpi::op::max, c);
  else
    njmpi::allreduce(x, y, c);
}

[[njmpi::kernel]] void own_reduction(const njmpi::comm& c) {
  std::vector<int> x(4), y(4);
  if (njmpi::rank(c) == 1)
    njmpi::reduce(x, y, [](int a, int b) { return a < b ? b : a; }, 0, c);
  else
    njmpi::reduce(x, y, njmpi::op::max, 0, c);
}

[[njmpi::kernel]] void datatype(const njmpi::comm& c) {
  std::vector<float> x(4);
  std::vector<int> k(4);
  if (njmpi::rank(c) == 1)
    njmpi::bcast(k, 0, c);
  else
    njmpi::bcast(x, 0, c);
}

[[njmpi::kernel]] void class_datatype(const njmpi::comm& c) {
  std::vector<sample> s(2);
  std::vector<double> x(8);
  if (njmpi::rank(c) == 1)
    njmpi::bcast(x, 0, c);
  else
    njmpi::bcast(s, 0, c);
}

[[njmpi::kernel]] void count(const njmpi::comm& c) {
  std::vector<double> x(njmpi::rank(c) == 2 ? 5 : 4), y(5);
  njmpi::allreduce(x, y, c);
}

[[njmpi::kernel]] void no_elements(const njmpi::comm& c) {
  std::vector<double> x(njmpi::rank(c) == 2 ? 0 : 4), y(12);
  njmpi::gather(x, y, 0, c);
}

[[njmpi::kernel]] void scattered(const njmpi::comm& c) {
  std::vector<double> x(12), y(njmpi::rank(c) == 0 ? 4 : 3);
  njmpi::scatter(x, y, 0, c);
}

[[njmpi::kernel]] void in_place(const njmpi::comm& c) {
  std::vector<double> x(njmpi::rank(c) == 0 ? 6 : 9);
  njmpi::allgather(njmpi::in_place, x, c);
}

[[njmpi::kernel]] void gathered_counts(const njmpi::comm& c) {
  const std::vector<int> counts{2, 3, 2};
  std::vector<double> x(2), all(7);
  njmpi::gatherv(x, all, counts, 0, c);
}

[[njmpi::kernel]] void scattered_counts(const njmpi::comm& c) {
  const std::vector<int> counts{2, 3, 2};
  std::vector<double> x(njmpi::rank(c) == 1 ? 3 : 2), all(7);
  if (njmpi::rank(c) == 2)
    x.resize(1);
  njmpi::scatterv(all, counts, x, 0, c);
}

[[njmpi::kernel]] void allgathered_counts(const njmpi::comm& c) {
  std::vector<int> counts{2, 2, 2};
  if (njmpi::rank(c) == 1)
    counts[2] = 1;
  std::vector<double> x(2), all(6);
  njmpi::allgatherv(x, all, counts, c);
}

[[njmpi::kernel]] void exchanged_counts(const njmpi::comm& c) {
  std::vector<int> sends{1, 1, 1}, receives{1, 1, 1};
  if (njmpi::rank(c) == 0)
    sends[2] = 2;
  std::vector<int> x(4), y(3);
  njmpi::alltoallv(x, sends, y, receives, c);
}

[[njmpi::kernel]] void exchanged_datatypes(const njmpi::comm& c) {
  const std::vector<int> ones{1, 1, 1};
  std::vector<int> x(3), y(3);
  std::vector<float> f(3), g(3);
  if (njmpi::rank(c) == 2)
    njmpi::alltoallv(f, ones, g, ones, c);
  else
    njmpi::alltoallv(x, ones, y, ones, c);
}

[[njmpi::kernel]] void inferred(const njmpi::comm& c) {
  std::vector<double> x(2), all(6);
  if (njmpi::rank(c) == 0)
    njmpi::barrier(c);
  else
    njmpi::allgatherv(x, all, njmpi::infer, c);
}

[[njmpi::kernel]] void splitting(const njmpi::comm& c) {
  if (njmpi::rank(c) == 0)
    static_cast<void>(c.split(0));
  else
    static_cast<void>(c.dup());
}

[[njmpi::kernel]] void neighbours(const njmpi::comm& c) {
  const njmpi::comm line = c.cart({3});
  std::vector<double> x(njmpi::rank(line) == 2 ? 2 : 1), y(4);
  line.neighbour_allgather(x, y);
}


void freed(const njmpi::comm& c) {
  njmpi::comm other = c.dup();
  if (njmpi::rank(c) == 0)
    other = njmpi::comm();
  else
    njmpi::barrier(other);
  njmpi::barrier(c);
}

struct mismatch {
  const char* name;
  void (*run)(const njmpi::comm&);
};
const mismatch all[] = {
    {"operation", operation},
    {"root", root},
    {"reduction", reduction},
    {"own_reduction", own_reduction},
    {"datatype", datatype},
    {"class_datatype", class_datatype},
    {"count", count},
    {"no_elements", no_elements},
    {"scattered", scattered},
    {"in_place", in_place},
    {"gathered_counts", gathered_counts},
    {"scattered_counts", scattered_counts},
    {"allgathered_counts", allgathered_counts},
    {"exchanged_counts", exchanged_counts},
    {"exchanged_datatypes", exchanged_datatypes},
    {"inferred", inferred},
    {"splitting", splitting},
    {"neighbours", neighbours},
    {"freed", freed},
};

} // namespace

int main() {
  njmpi::on_error(njmpi::errors::throw_exception);
  for (const mismatch& one : all) {
    char said[1024] = "nothing";
    try {
      one.run(njmpi::world().dup());
    } catch (const njmpi::error& e) {
      std::snprintf(said, sizeof said, "%s", e.what());
    }
    std::vector<char> lines(sizeof said * static_cast<std::size_t>(njmpi::size()));
    MPI_Gather(said, sizeof said, MPI_CHAR, lines.data(), sizeof said, MPI_CHAR, 0, MPI_COMM_WORLD);
    for (int rank = 0; njmpi::rank() == 0 && rank < njmpi::size(); ++rank)
      std::printf("%s, rank %d: %s\n", one.name, rank, lines.data() + sizeof said * static_cast<std::size_t>(rank));
  }
}
