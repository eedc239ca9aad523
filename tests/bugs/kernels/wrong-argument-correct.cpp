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

enum tags : int { none = 0, work = 1, stop = 2 };
[[njmpi::kernel]] void least_tag(std::vector<double>& job, int worker) { njmpi::send(job, worker, tags::none); }

// The answer goes to whom the question came from.
[[njmpi::kernel]] void reply(std::vector<int>& answer) {
  int question = njmpi::rank();
  if (question != 0) {
    njmpi::send(question, 0, 1);
    njmpi::recv(answer, 0, njmpi::any_tag);
    return;
  }
  for (int i = 1; i < njmpi::size(); ++i) {
    njmpi::status from;
    njmpi::recv(question, njmpi::any_source, njmpi::any_tag, &from);
    njmpi::send(answer, from.source(), from.tag());
  }
}

[[njmpi::kernel]] double root_is_the_last(double mine) {
  double total = 0;
  njmpi::reduce(mine, total, njmpi::op::sum, njmpi::size() - 1);
  return total;
}

[[njmpi::kernel]] void nothing_at_all(std::vector<float>& in, std::vector<float>& out) {
  const int none_today = 0;
  njmpi::scatter(in, out, none_today, 0);
}

[[njmpi::kernel]] void output_larger() {
  std::array<double, 3> moments{1, 2, 3};
  std::array<double, 6> totals{};
  njmpi::allreduce(moments, totals);
}

[[njmpi::kernel]] double in_place(std::span<double> local) {
  double sum = std::accumulate(local.begin(), local.end(), 0.0);
  njmpi::allreduce(njmpi::in_place, sum, njmpi::op::sum);
  return sum;
}

[[njmpi::kernel]] void shift(std::vector<int>& token) {
  const int me = njmpi::rank(), n = njmpi::size();
  njmpi::sendrecv_replace(token, (me + 1) % n, (me + n - 1) % n);
}

// Only the elements are const, not what is received.
[[njmpi::kernel]] std::vector<double> copied(const std::vector<double>& settings) {
  std::vector<double> mine = settings;
  njmpi::bcast(mine, 0);
  return mine;
}

template <class T> struct block {
  std::vector<T> cells;
  std::span<T> view() { return cells; }
};
template <class T> [[njmpi::kernel]] void received_into_view(block<T>& b, int source) { njmpi::recv(b.view(), source, 3); }
template void received_into_view(block<float>&, int);

[[njmpi::kernel]] void pointer_with_count(double* field, int n, int next) {
  std::fill(field, field + n, 0.0);
  njmpi::send(njmpi::buffer(field, n), next);
}

[[njmpi::kernel]] void rows_packed(std::vector<std::vector<double>>& matrix, int dest) {
  njmpi::send(njmpi::packed(matrix), dest, 4);
}

// Nobody is a partner like any other.
[[njmpi::kernel]] void open_ends(double (&row)[16], double (&halo)[16]) {
  const int up = njmpi::rank() > 0 ? njmpi::rank() - 1 : njmpi::proc_null;
  const int down = njmpi::rank() + 1 < njmpi::size() ? njmpi::rank() + 1 : MPI_PROC_NULL;
  njmpi::sendrecv(row, down, halo, up);
}

// Off the root the output means nothing.
[[njmpi::kernel]] void root_alone_gathers(std::array<int, 2>& mine) {
  std::vector<int> all(njmpi::rank() == 0 ? 2 * njmpi::size() : 0);
  njmpi::gather(mine, all, 0);
}

// Two halves of one array are two buffers.
[[njmpi::kernel]] void halves(std::array<double, 8>& both) {
  std::span<double> whole(both);
  njmpi::allreduce(whole.first(4), whole.subspan(4), njmpi::op::max);
}

} // namespace
