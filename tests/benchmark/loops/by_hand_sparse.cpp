// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The sparse patterns as an expert writes them with MPI: rows in blocks, lists of the elements that each rank
// needs of each other made once, columns renumbered to local places, and only those elements sent.
#include "patterns.hpp"
#include <algorithm>
#include <cmath>
#include <mpi.h>

namespace {

// A rank's rows of a matrix, and the exchange of what they need of a vector.
class rows {
public:
  explicit rows(const sparse& m) {
    int started = 0;
    MPI_Initialized(&started);
    if (started == 0)
      MPI_Init(nullptr, nullptr);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    const auto begin_of = [&](int r) { return m.rows / size * r + std::min<long>(r, m.rows % size); };
    from = begin_of(rank);
    count = begin_of(rank + 1) - from;

    std::vector<int> needed;
    for (long k = m.begin[from]; k < m.begin[from + count]; ++k)
      if (m.column[k] < from || m.column[k] >= from + count)
        needed.push_back(m.column[k]);
    std::sort(needed.begin(), needed.end());
    needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
    for (long i = from; i <= from + count; ++i)
      begin.push_back(m.begin[i] - m.begin[from]);
    for (long k = m.begin[from]; k < m.begin[from + count]; ++k) {
      const int c = m.column[k];
      const bool mine = c >= from && c < from + count;
      column.push_back(static_cast<int>(
          mine ? c - from : count + (std::lower_bound(needed.begin(), needed.end(), c) - needed.begin())));
      value.push_back(m.value[k]);
    }

    std::vector<int> wanted(static_cast<std::size_t>(size)), asked(wanted), places(wanted),
        asked_places(wanted);
    int owner = 0;
    for (const int c : needed) {
      while (c >= begin_of(owner + 1))
        ++owner;
      ++wanted[static_cast<std::size_t>(owner)];
    }
    MPI_Alltoall(wanted.data(), 1, MPI_INT, asked.data(), 1, MPI_INT, MPI_COMM_WORLD);
    int total = 0;
    for (int r = 0; r < size; ++r) {
      const auto at = static_cast<std::size_t>(r);
      places[at] = r == 0 ? 0 : places[at - 1] + wanted[at - 1];
      asked_places[at] = total;
      total += asked[at];
    }
    gives.resize(static_cast<std::size_t>(total));
    MPI_Alltoallv(needed.data(), wanted.data(), places.data(), MPI_INT, gives.data(), asked.data(),
                  asked_places.data(), MPI_INT, MPI_COMM_WORLD);
    for (int& g : gives)
      g -= static_cast<int>(from);
    out.resize(gives.size());
    others = needed.size();
    for (int r = 0; r < size; ++r) {
      const auto at = static_cast<std::size_t>(r);
      if (wanted[at] > 0)
        receives.push_back({r, places[at], wanted[at]});
      if (asked[at] > 0)
        sends.push_back({r, asked_places[at], asked[at]});
    }
    requests.resize(receives.size() + sends.size());
  }

  // A vector with room for the others' elements behind its own.
  std::vector<double> vector() const { return std::vector<double>(static_cast<std::size_t>(count) + others); }

  void exchange(std::vector<double>& x) {
    MPI_Request* request = requests.data();
    for (const part& p : receives)
      MPI_Irecv(x.data() + count + p.place, p.count, MPI_DOUBLE, p.rank, 0, MPI_COMM_WORLD, request++);
    for (std::size_t i = 0; i < gives.size(); ++i)
      out[i] = x[static_cast<std::size_t>(gives[i])];
    for (const part& p : sends)
      MPI_Isend(out.data() + p.place, p.count, MPI_DOUBLE, p.rank, 0, MPI_COMM_WORLD, request++);
    MPI_Waitall(static_cast<int>(requests.size()), requests.data(), MPI_STATUSES_IGNORE);
  }
  double row(long i, const std::vector<double>& x) const {
    double sum = 0;
    for (long k = begin[i]; k < begin[i + 1]; ++k)
      sum += value[k] * x[column[k]];
    return sum;
  }

  long from = 0, count = 0;

private:
  struct part {
    int rank, place, count;
  };
  int rank = 0, size = 1;
  std::size_t others = 0;
  std::vector<long> begin;
  std::vector<int> column, gives;
  std::vector<double> value, out;
  std::vector<part> receives, sends;
  std::vector<MPI_Request> requests;
};

double summed(double part) {
  double whole = 0;
  MPI_Allreduce(&part, &whole, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
  return whole;
}

class product : public pattern {
public:
  explicit product(const sparse& matrix) : m(matrix), x(m.vector()), y(static_cast<std::size_t>(m.count)) {
    for (long i = 0; i < m.count; ++i)
      x[i] = static_cast<double>((m.from + i) % 100);
  }
  void run(int passes) override {
    for (; passes > 0; --passes)
      pass();
  }
  void pass() {
    m.exchange(x);
    for (long i = 0; i < m.count; ++i)
      y[i] += m.row(i, x);
    for (long i = 0; i < m.count; ++i)
      x[i] += 1;
  }
  double check() override {
    double sum = 0;
    for (long i = 0; i < m.count; ++i)
      sum += y[i] * static_cast<double>((m.from + i) % 5);
    return summed(sum);
  }

private:
  rows m;
  std::vector<double> x, y;
};

class conjugate_gradients : public pattern {
public:
  explicit conjugate_gradients(long n) : m(poisson_matrix(n)), x(m.vector()), r(x), p(x), q(x) {
    for (long i = 0; i < m.count; ++i) {
      r[i] = p[i] = static_cast<double>((m.from + i) % 7 - 3);
      square += r[i] * r[i];
    }
    square = summed(square);
  }
  void run(int passes) override {
    for (; passes > 0; --passes)
      pass();
  }
  void pass() {
    m.exchange(p);
    double pq = 0, next = 0;
    for (long i = 0; i < m.count; ++i) {
      q[i] = m.row(i, p);
      pq += q[i] * p[i];
    }
    const double alpha = square / summed(pq);
    for (long i = 0; i < m.count; ++i) {
      x[i] += alpha * p[i];
      r[i] -= alpha * q[i];
      next += r[i] * r[i];
    }
    next = summed(next);
    const double beta = next / square;
    for (long i = 0; i < m.count; ++i)
      p[i] = r[i] + beta * p[i];
    square = next;
  }
  double check() override { return std::sqrt(square); }

private:
  rows m;
  std::vector<double> x, r, p, q;
  double square = 0;
};

} // namespace

namespace by_hand {

std::unique_ptr<pattern> sparse_natural(long n) {
  return std::make_unique<product>(star_matrix(n, 4, false));
}
std::unique_ptr<pattern> sparse_scrambled(long n) {
  return std::make_unique<product>(star_matrix(n, 4, true));
}
std::unique_ptr<pattern> cg(long n) { return std::make_unique<conjugate_gradients>(n); }

} // namespace by_hand
