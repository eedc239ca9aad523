// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: wrong argument
#include <algorithm>
#include <array>
#include <njmpi/njmpi.hpp>
#include <numeric>
#include <span>
#include <string>
#include <vector>

namespace {

// A tag from the wrong end of an enumeration.
enum tags : int { none = -3, work = 1, stop = 2 };
[[njmpi::kernel]] void negative_tag(std::vector<double>& job, int worker) {
  njmpi::send(job, worker, tags::none); // bug: njmpi-argument
}

// The answer should go to whom the question came from.
[[njmpi::kernel]] void wildcard_as_destination(std::vector<int>& answer) {
  int question = njmpi::rank();
  if (question != 0) {
    njmpi::send(question, 0, 1);
    njmpi::recv(answer, 0, 2); // also: njmpi-unmatched|njmpi-deadlock
    return;
  }
  for (int i = 1; i < njmpi::size(); ++i) {
    njmpi::recv(question, njmpi::any_source, 1);
    njmpi::send(answer, njmpi::any_source, 2); // bug: njmpi-argument
  }
}

[[njmpi::kernel]] double root_is_a_wildcard(double mine) {
  double total = 0;
  njmpi::reduce(mine, total, njmpi::op::sum, MPI_ANY_SOURCE); // bug: njmpi-argument
  return total;
}

// Root and count have changed places: -1 stands for "all" elsewhere.
[[njmpi::kernel]] void negative_count(std::vector<float>& in, std::vector<float>& out) {
  const int all = -1;
  njmpi::scatter(in, out, all, 0); // bug: njmpi-argument
}

[[njmpi::kernel]] void output_too_small() {
  std::array<double, 6> moments{1, 2, 3, 4, 5, 6};
  std::array<double, 3> totals;
  njmpi::allreduce(moments, totals); // bug: njmpi-count
}

[[njmpi::kernel]] double aliased_reduction(std::span<double> local) {
  double sum = std::accumulate(local.begin(), local.end(), 0.0);
  njmpi::allreduce(sum, sum, njmpi::op::sum); // bug: njmpi-alias
  return sum;
}

// The ring shifts a value into itself.
[[njmpi::kernel]] void aliased_shift(std::vector<int>& token) {
  const int me = njmpi::rank(), n = njmpi::size();
  njmpi::sendrecv(token, (me + 1) % n, token, (me + n - 1) % n); // bug: njmpi-alias
}

[[njmpi::kernel]] void received_into_const(const std::vector<double>& settings) {
  njmpi::bcast(settings, 0); // bug: njmpi-const
}

template <class T> struct block {
  std::vector<T> cells;
  const std::vector<T>& view() const { return cells; }
};
template <class T> [[njmpi::kernel]] void received_into_view(block<T>& b, int source) {
  njmpi::recv(b.view(), source, 3); // bug: njmpi-const
}
template void received_into_view(block<float>&, int);

[[njmpi::kernel]] void pointer_without_count(double* field, int n, int next) {
  std::fill(field, field + n, 0.0);
  njmpi::send(field, next); // bug: njmpi-buffer
}

[[njmpi::kernel]] void rows_apart(std::vector<std::vector<double>>& matrix, int dest) {
  njmpi::send(matrix, dest, 4); // bug: njmpi-contiguity
}

// The rank is never negative, but seven below the first one is nobody.
[[njmpi::kernel]] void beyond_the_first(int value) {
  constexpr int first = 0;
  if (njmpi::rank() == first)
    njmpi::send(value, first - 7); // bug: njmpi-argument
}

[[njmpi::kernel]] void gathered_into_one(std::array<int, 2>& mine, int& all) {
  njmpi::allgather(mine, all); // bug: njmpi-count
}

// As many ranks as there are, but the last rank is one less.
[[njmpi::kernel]] void root_is_the_size(std::vector<long>& data) {
  njmpi::bcast(data, njmpi::size()); // bug: njmpi-argument
}

} // namespace
