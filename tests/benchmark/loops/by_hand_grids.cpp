// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The dense patterns as an expert writes them with MPI: local arrays, nonblocking messages, computation while
// they travel, messages of many elements.
#include "patterns.hpp"
#include <algorithm>
#include <array>
#include <cmath>
#include <mpi.h>

namespace {

struct world {
  world() {
    int started = 0;
    MPI_Initialized(&started);
    if (started == 0)
      MPI_Init(nullptr, nullptr);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
  }
  int rank = 0, size = 1;
};

long first(long n, int part, int parts) { return n / parts * part + std::min<long>(part, n % parts); }

double summed(double part) {
  double whole = 0;
  MPI_Allreduce(&part, &whole, 1, MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD);
  return whole;
}

// The star of radius two on a process grid: a frame of two cells around each block, four neighbours.
class stencil : public pattern {
public:
  explicit stencil(long size) : n(size) {
    int dims[2] = {0, 0};
    MPI_Dims_create(w.size, 2, dims);
    const int row = w.rank / dims[1], column = w.rank % dims[1];
    top = first(n, row, dims[0]);
    left = first(n, column, dims[1]);
    height = first(n, row + 1, dims[0]) - top;
    width = first(n, column + 1, dims[1]) - left;
    pitch = width + 4;
    in.resize(static_cast<std::size_t>((height + 4) * pitch));
    out.resize(static_cast<std::size_t>(height * width));
    north = row > 0 ? w.rank - dims[1] : MPI_PROC_NULL;
    south = row + 1 < dims[0] ? w.rank + dims[1] : MPI_PROC_NULL;
    west = column > 0 ? w.rank - 1 : MPI_PROC_NULL;
    east = column + 1 < dims[1] ? w.rank + 1 : MPI_PROC_NULL;
    for (long i = 0; i < height; ++i)
      for (long j = 0; j < width; ++j)
        at(i, j) = static_cast<double>(top + i + left + j);
    MPI_Type_vector(2, static_cast<int>(width), static_cast<int>(pitch), MPI_DOUBLE, &rows);
    MPI_Type_commit(&rows);
    for (auto& buffer : buffers)
      buffer.resize(static_cast<std::size_t>(2 * height));
  }
  ~stencil() override { MPI_Type_free(&rows); }

  void run(int passes) override {
    for (; passes > 0; --passes)
      pass();
  }
  void pass() {
    std::array<MPI_Request, 8> requests;
    MPI_Irecv(&at(-2, 0), 1, rows, north, 0, MPI_COMM_WORLD, &requests[0]);
    MPI_Irecv(&at(height, 0), 1, rows, south, 1, MPI_COMM_WORLD, &requests[1]);
    MPI_Irecv(buffers[0].data(), static_cast<int>(2 * height), MPI_DOUBLE, west, 2, MPI_COMM_WORLD,
              &requests[2]);
    MPI_Irecv(buffers[1].data(), static_cast<int>(2 * height), MPI_DOUBLE, east, 3, MPI_COMM_WORLD,
              &requests[3]);
    for (long i = 0; i < height; ++i)
      for (long j = 0; j < 2; ++j) {
        buffers[2][static_cast<std::size_t>(2 * i + j)] = at(i, j);
        buffers[3][static_cast<std::size_t>(2 * i + j)] = at(i, width - 2 + j);
      }
    MPI_Isend(&at(0, 0), 1, rows, north, 1, MPI_COMM_WORLD, &requests[4]);
    MPI_Isend(&at(height - 2, 0), 1, rows, south, 0, MPI_COMM_WORLD, &requests[5]);
    MPI_Isend(buffers[2].data(), static_cast<int>(2 * height), MPI_DOUBLE, west, 3, MPI_COMM_WORLD,
              &requests[6]);
    MPI_Isend(buffers[3].data(), static_cast<int>(2 * height), MPI_DOUBLE, east, 2, MPI_COMM_WORLD,
              &requests[7]);

    const long up = north == MPI_PROC_NULL ? 0 : 2, down = south == MPI_PROC_NULL ? height : height - 2;
    const long before = west == MPI_PROC_NULL ? 0 : 2, behind = east == MPI_PROC_NULL ? width : width - 2;
    compute(up, down, before, behind);
    MPI_Waitall(8, requests.data(), MPI_STATUSES_IGNORE);
    for (long i = 0; i < height; ++i)
      for (long j = 0; j < 2; ++j) {
        at(i, j - 2) = buffers[0][static_cast<std::size_t>(2 * i + j)];
        at(i, width + j) = buffers[1][static_cast<std::size_t>(2 * i + j)];
      }
    compute(0, up, 0, width);
    compute(down, height, 0, width);
    compute(up, down, 0, before);
    compute(up, down, behind, width);
    for (long i = 0; i < height; ++i)
      for (long j = 0; j < width; ++j)
        at(i, j) += 1;
  }
  double check() override {
    double sum = 0;
    for (const double x : out)
      sum += std::abs(x);
    return summed(sum);
  }

private:
  double& at(long i, long j) { return in[static_cast<std::size_t>((i + 2) * pitch + j + 2)]; }
  // The part of the block, and of the points inside, that is named.
  void compute(long i0, long i1, long j0, long j1) {
    i0 = std::max(i0, 2 - top), i1 = std::min(i1, n - 2 - top);
    j0 = std::max(j0, 2 - left), j1 = std::min(j1, n - 2 - left);
    const long p = pitch;
    for (long i = i0; i < i1; ++i) {
      const double* const u = &at(i, 0);
      double* const v = out.data() + i * width;
      for (long j = j0; j < j1; ++j)
        v[j] += 0.25 * (u[j + 1] - u[j - 1] + u[j + p] - u[j - p]) +
                0.125 * (u[j + 2] - u[j - 2] + u[j + 2 * p] - u[j - 2 * p]);
    }
  }

  world w;
  long n, top = 0, left = 0, height = 0, width = 0, pitch = 0;
  int north = 0, south = 0, west = 0, east = 0;
  std::vector<double> in, out;
  std::array<std::vector<double>, 4> buffers;
  MPI_Datatype rows = MPI_DATATYPE_NULL;
};

class nstream : public pattern {
public:
  explicit nstream(long n)
      : a(static_cast<std::size_t>(first(n, w.rank + 1, w.size) - first(n, w.rank, w.size))), b(a.size(), 2),
        c(a.size(), 2) {}
  void run(int passes) override {
    for (; passes > 0; --passes)
      pass();
  }
  void pass() {
    const double scalar = 3;
    for (std::size_t i = 0; i < a.size(); ++i)
      a[i] += b[i] + scalar * c[i];
  }
  double check() override {
    double sum = 0;
    for (const double x : a)
      sum += x;
    return summed(sum);
  }

private:
  world w;
  std::vector<double> a, b, c;
};

// Columns in blocks; the last column of the rank before arrives in groups of rows.
class wavefront : public pattern {
public:
  explicit wavefront(long size) : n(size) {
    left = first(n, w.rank, w.size);
    width = first(n, w.rank + 1, w.size) - left;
    pitch = width + 1;
    a.resize(static_cast<std::size_t>(n * pitch));
    group = std::max(1L, (n - 1 + groups - 1) / groups);
    buffer.resize(static_cast<std::size_t>(group));
    for (long i = 0; i < n; ++i)
      for (long j = -1; j < width; ++j)
        if (i == 0 || left + j == 0)
          at(i, j) = static_cast<double>(i + left + j);
  }
  void run(int passes) override {
    for (; passes > 0; --passes)
      pass();
  }
  void pass() {
    const long begin = w.rank == 0 ? 1 : 0;
    // The corner of the first row was changed by the pass before.
    for (long top = 1; top < n; top += group) {
      const long bottom = std::min(n, top + group);
      const int count = static_cast<int>(bottom - top);
      if (w.rank > 0) {
        MPI_Recv(buffer.data(), count, MPI_DOUBLE, w.rank - 1, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        for (long i = top; i < bottom; ++i)
          at(i, -1) = buffer[static_cast<std::size_t>(i - top)];
      }
      for (long i = top; i < bottom; ++i)
        for (long j = begin; j < width; ++j)
          at(i, j) = at(i - 1, j) + at(i, j - 1) - at(i - 1, j - 1);
      if (w.rank + 1 < w.size) {
        for (long i = top; i < bottom; ++i)
          buffer[static_cast<std::size_t>(i - top)] = at(i, width - 1);
        MPI_Send(buffer.data(), count, MPI_DOUBLE, w.rank + 1, 0, MPI_COMM_WORLD);
      }
    }
    double corner = -at(n - 1, width - 1);
    if (w.size > 1 && w.rank == w.size - 1)
      MPI_Send(&corner, 1, MPI_DOUBLE, 0, 1, MPI_COMM_WORLD);
    if (w.size > 1 && w.rank == 0)
      MPI_Recv(&corner, 1, MPI_DOUBLE, w.size - 1, 1, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    if (w.rank == 0)
      at(0, 0) = corner;
  }
  double check() override { return -summed(w.rank == 0 ? at(0, 0) : 0); }

private:
  static constexpr long groups = 16;
  double& at(long i, long j) { return a[static_cast<std::size_t>(i * pitch + j + 1)]; }
  world w;
  long n, left = 0, width = 0, pitch = 0, group = 1;
  std::vector<double> a, buffer;
};

// Rows in blocks, one exchange of all tiles; each tile is transposed where it arrives.
class transpose : public pattern {
public:
  explicit transpose(long size) : n(size) {
    top = first(n, w.rank, w.size);
    height = first(n, w.rank + 1, w.size) - top;
    a.resize(static_cast<std::size_t>(height * n));
    b.resize(a.size());
    out.resize(a.size());
    in.resize(a.size());
    for (int r = 0; r < w.size; ++r) {
      const long others = first(n, r + 1, w.size) - first(n, r, w.size);
      counts.push_back(static_cast<int>(height * others));
      places.push_back(static_cast<int>(height * first(n, r, w.size)));
    }
    for (long i = 0; i < height; ++i)
      for (long j = 0; j < n; ++j)
        a[static_cast<std::size_t>(i * n + j)] = static_cast<double>(n * j + top + i);
  }
  void run(int passes) override {
    for (; passes > 0; --passes)
      pass();
  }
  void pass() {
    for (int r = 0; r < w.size; ++r) {
      const long from = first(n, r, w.size), to = first(n, r + 1, w.size);
      if (r == w.rank)
        continue;
      double* p = out.data() + places[static_cast<std::size_t>(r)];
      for (long i = 0; i < height; ++i)
        p = std::copy(a.begin() + i * n + from, a.begin() + i * n + to, p);
    }
    counts[static_cast<std::size_t>(w.rank)] = 0;
    MPI_Alltoallv(out.data(), counts.data(), places.data(), MPI_DOUBLE, in.data(), counts.data(),
                  places.data(), MPI_DOUBLE, MPI_COMM_WORLD);
    for (int r = 0; r < w.size; ++r) {
      const long from = first(n, r, w.size), to = first(n, r + 1, w.size);
      // A tile of the other's rows and these columns, or this rank's own.
      const double* const tile =
          r == w.rank ? a.data() + from : in.data() + places[static_cast<std::size_t>(r)];
      const long pitch = r == w.rank ? n : height;
      for (long i0 = 0; i0 < height; i0 += block)
        for (long j0 = from; j0 < to; j0 += block)
          for (long i = i0; i < std::min(height, i0 + block); ++i)
            for (long j = j0; j < std::min(to, j0 + block); ++j)
              b[static_cast<std::size_t>(i * n + j)] += tile[(j - from) * pitch + i];
    }
    for (double& x : a)
      x += 1;
  }
  double check() override {
    double sum = 0;
    for (long i = 0; i < height; ++i)
      for (long j = 0; j < n; ++j)
        sum += b[static_cast<std::size_t>(i * n + j)] * static_cast<double>((top + i) % 7 + j % 3);
    return summed(sum);
  }

private:
  static constexpr long block = 32;
  world w;
  long n, top = 0, height = 0;
  std::vector<double> a, b, out, in;
  std::vector<int> counts, places;
};

} // namespace

namespace by_hand {

std::unique_ptr<pattern> stencil(long n) { return std::make_unique<::stencil>(n); }
std::unique_ptr<pattern> nstream(long n) { return std::make_unique<::nstream>(n); }
std::unique_ptr<pattern> wavefront(long n) { return std::make_unique<::wavefront>(n); }
std::unique_ptr<pattern> transpose(long n) { return std::make_unique<::transpose>(n); }

} // namespace by_hand
