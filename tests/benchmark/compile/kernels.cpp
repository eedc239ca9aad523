// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A small program's unit with kernels: heat in a rod, and the sum of an integral.
#include <cmath>
#include <njmpi/njmpi.hpp>
#include <span>
#include <vector>

namespace {

struct cell {
  int id;
  double heat;
};
NJMPI_DESCRIBE(cell, id, heat); // without the plugin its fields are not known

class rod {
public:
  explicit rod(std::size_t cells) : now(cells + 2), next(cells + 2) {
    for (std::size_t i = 1; i <= cells; ++i)
      now[i] = std::sin(static_cast<double>(i));
  }

  [[njmpi::kernel]] void exchange(int left, int right) {
    const std::size_t n = now.size();
    njmpi::sendrecv(std::span(now).subspan(1, 1), left, std::span(now).subspan(n - 1, 1), right);
    njmpi::sendrecv(std::span(now).subspan(n - 2, 1), right, std::span(now).subspan(0, 1), left);
  }

  [[njmpi::kernel]] double step(int left, int right) {
    exchange(left, right);
    double change = 0;
    for (std::size_t i = 1; i + 1 < now.size(); ++i) {
      next[i] = now[i] + 0.25 * (now[i - 1] - 2 * now[i] + now[i + 1]);
      change = std::fmax(change, std::fabs(next[i] - now[i]));
    }
    now.swap(next);
    double most = 0;
    njmpi::allreduce(change, most, njmpi::op::max);
    return most;
  }

private:
  std::vector<double> now, next;
};

[[njmpi::kernel]] double pi(long n) {
  const int rank = njmpi::rank(), size = njmpi::size();
  const double h = 1.0 / static_cast<double>(n);
  double sum = 0, total = 0;
  for (long i = rank; i < n; i += size) {
    const double x = h * (static_cast<double>(i) + 0.5);
    sum += 4 / (1 + x * x);
  }
  njmpi::allreduce(sum, total);
  return h * total;
}

[[njmpi::kernel]] void shift(std::vector<cell>& cells, std::vector<cell>& others, int to, int from) {
  auto received = njmpi::irecv(others, from);
  auto sent = njmpi::isend(cells, to);
  njmpi::waitall(received, sent);
}

[[njmpi::kernel]] std::vector<double> collect(std::span<const double> mine) {
  std::vector<double> all(mine.size() * static_cast<std::size_t>(njmpi::size()));
  njmpi::gather(mine, all, 0);
  njmpi::bcast(all, 0);
  return all;
}

} // namespace

int main() {
  const int rank = njmpi::rank(), size = njmpi::size();
  const int left = rank == 0 ? njmpi::proc_null : rank - 1,
            right = rank == size - 1 ? njmpi::proc_null : rank + 1;
  rod r(1000);
  double change = 1;
  for (int i = 0; i < 100 && change > 1e-6; ++i)
    change = r.step(left, right);
  std::vector<cell> cells(4), others(4);
  shift(cells, others, (rank + 1) % size, (rank + size - 1) % size);
  const double mine[] = {pi(1000), change};
  return collect(mine).size() == 2 * static_cast<std::size_t>(size) ? 0 : 1;
}
