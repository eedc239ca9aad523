// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
#include <algorithm>
#include <array>
#include <njmpi/njmpi.hpp>
#include <span>
#include <utility>
#include <vector>

namespace {

// comm(handle) leaves the handle to its owner, and nobody is.
[[njmpi::kernel]] double unowned_duplicate(double x) {
  MPI_Comm raw;
  MPI_Comm_dup(MPI_COMM_WORLD, &raw); // bug: njmpi-resource-leak
  double sum = 0;
  njmpi::allreduce(x, sum, njmpi::comm(raw));
  return sum;
}

[[njmpi::kernel]] int freed_on_one_way(int color) {
  MPI_Comm part = MPI_COMM_NULL;
  MPI_Comm_split(MPI_COMM_WORLD, color, 0, &part); // bug: njmpi-resource-leak
  const njmpi::comm c(part);
  int total = 0;
  njmpi::allreduce(color, total, c);
  if (total == 0)
    return -1;
  MPI_Comm_free(&part);
  return total;
}

[[njmpi::kernel]] void one_per_step(std::vector<double>& x, int steps) {
  for (int step = 0; step < steps; ++step) {
    MPI_Comm again;
    MPI_Comm_dup(MPI_COMM_WORLD, &again); // bug: njmpi-resource-leak
    njmpi::bcast(x, 0, njmpi::comm(again));
  }
}

void keep_larger(void* in, void* inout, int* n, MPI_Datatype*) {
  for (int i = 0; i < *n; ++i)
    static_cast<double*>(inout)[i] = std::max(static_cast<double*>(inout)[i], static_cast<double*>(in)[i]);
}
[[njmpi::kernel]] double unfreed_operator(double x) {
  MPI_Op larger;
  MPI_Op_create(&keep_larger, 1, &larger); // bug: njmpi-resource-leak
  double sum = 0;
  njmpi::allreduce(x, sum, njmpi::op::from(larger));
  return sum;
}

// Nothing runs when the vector of requests goes, but every operation is lost.
[[njmpi::kernel]] void vector_of_requests(std::vector<std::vector<int>>& parts) {
  std::vector<njmpi::request> in;
  for (int r = 0; r < static_cast<int>(parts.size()); ++r)
    in.push_back(std::move(njmpi::irecv(parts[r], r).req)); // bug: njmpi-request-leak
}

[[njmpi::kernel]] void array_half_waited(std::array<double, 4>& edges, int partner) {
  std::array<njmpi::pending, 2> in{njmpi::irecv(edges[0], partner, 1), njmpi::irecv(edges[1], partner, 2)}; // bug: njmpi-request-leak
  njmpi::wait(in[0]);
}

[[njmpi::kernel]] void ignored_pending(const std::vector<char>& text, int dest) {
  (void)njmpi::issend(text, dest, 3); // bug: njmpi-request-leak
}

[[njmpi::kernel]] void only_the_status(std::vector<char>& text, int source) {
  const int code = njmpi::irecv(text, source, 3).status; // bug: njmpi-request-leak
  if (code != MPI_SUCCESS)
    njmpi::abort(code);
}

[[njmpi::kernel]] void cleared(std::vector<float>& x, const std::vector<int>& partners) {
  std::vector<njmpi::pending> out;
  for (const int p : partners)
    out.push_back(njmpi::isend(x, p)); // bug: njmpi-request-leak
  out.clear();
}

[[njmpi::kernel]] void raw_request(double (&x)[8], int dest) {
  MPI_Request r;
  MPI_Isend(x, 8, MPI_DOUBLE, dest, 0, MPI_COMM_WORLD, &r); // bug: njmpi-request-leak
  double y[8];
  njmpi::recv(y, dest);
  for (int i = 0; i < 8; ++i)
    y[i] += x[i];
}

// break leaves the last one behind.
[[njmpi::kernel]] int search(std::vector<int>& block, int source) {
  for (int tag = 0;; ++tag) {
    auto in = njmpi::irecv(block, source, tag); // bug: njmpi-request-leak
    if (tag == 10)
      break;
    njmpi::wait(in);
  }
  return static_cast<int>(block.size());
}

[[njmpi::kernel]] void collective_request(std::vector<double>& x, bool again) {
  njmpi::request r = std::move(njmpi::ibcast(x, 0).req);
  njmpi::wait(r);
  if (again)
    r = std::move(njmpi::ibcast(x, 1).req); // bug: njmpi-request-leak
}

struct column {
  double values[64];
};
[[njmpi::kernel]] void unfreed_type(column& c, int dest) {
  MPI_Datatype every_second;
  MPI_Type_vector(32, 1, 2, MPI_DOUBLE, &every_second); // bug: njmpi-resource-leak
  MPI_Type_commit(&every_second);
  MPI_Send(c.values, 1, every_second, dest, 0, MPI_COMM_WORLD);
}

[[njmpi::kernel]] bool unfreed_group(int rank) {
  MPI_Group all;
  MPI_Comm_group(MPI_COMM_WORLD, &all); // bug: njmpi-resource-leak
  int size = 0;
  MPI_Group_size(all, &size);
  return rank < size && njmpi::size() == size;
}

} // namespace
