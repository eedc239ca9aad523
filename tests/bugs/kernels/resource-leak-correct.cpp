// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: resource leak
#include <algorithm>
#include <array>
#include <njmpi/njmpi.hpp>
#include <span>
#include <utility>
#include <vector>

namespace {

[[njmpi::kernel]] double owned_duplicate(double x) {
  const njmpi::comm own = njmpi::world().dup();
  double sum = 0;
  njmpi::allreduce(x, sum, own);
  return sum;
}

[[njmpi::kernel]] int freed_on_both_ways(int color) {
  MPI_Comm part = MPI_COMM_NULL;
  MPI_Comm_split(MPI_COMM_WORLD, color, 0, &part);
  int total = 0;
  njmpi::allreduce(color, total, njmpi::comm(part));
  MPI_Comm_free(&part);
  if (total == 0)
    return -1;
  return total;
}

// One more owner per step, and the last one frees.
[[njmpi::kernel]] void one_per_step(std::vector<double>& x, int steps) {
  for (int step = 0; step < steps; ++step) {
    const njmpi::comm again = njmpi::world().dup();
    njmpi::bcast(x, 0, again);
  }
}

void keep_larger(void* in, void* inout, int* n, MPI_Datatype*) {
  for (int i = 0; i < *n; ++i)
    static_cast<double*>(inout)[i] = std::max(static_cast<double*>(inout)[i], static_cast<double*>(in)[i]);
}
[[njmpi::kernel]] double freed_operator(double x) {
  MPI_Op larger;
  MPI_Op_create(&keep_larger, 1, &larger);
  double sum = 0;
  njmpi::allreduce(x, sum, njmpi::op::from(larger));
  MPI_Op_free(&larger);
  return sum;
}

[[njmpi::kernel]] void vector_of_requests(std::vector<std::vector<int>>& parts) {
  std::vector<njmpi::request> in;
  for (int r = 0; r < static_cast<int>(parts.size()); ++r)
    in.push_back(std::move(njmpi::irecv(parts[r], r).req));
  for (auto& request : in)
    njmpi::wait(request);
}

[[njmpi::kernel]] void array_waited_one_by_one(std::array<double, 4>& edges, int partner) {
  std::array<njmpi::pending, 2> in{njmpi::irecv(edges[0], partner, 1), njmpi::irecv(edges[1], partner, 2)};
  njmpi::wait(in[1]);
  njmpi::wait(in[0]);
}

// The handle that is returned belongs to the caller.
[[njmpi::kernel]] MPI_Comm handed_over(std::vector<int>& x) {
  MPI_Comm made;
  MPI_Comm_dup(MPI_COMM_WORLD, &made);
  njmpi::bcast(x, 0, njmpi::comm(made));
  return made;
}

struct solver {
  MPI_Comm rows = MPI_COMM_NULL;
  std::vector<njmpi::request> under_way;
  // Members are freed where the object goes.
  [[njmpi::kernel]] void prepare(int columns) {
    MPI_Comm_split(MPI_COMM_WORLD, njmpi::rank() / columns, 0, &rows);
    njmpi::barrier(njmpi::comm(rows));
  }
  [[njmpi::kernel]] void push(std::vector<double>& x, int dest) { under_way.push_back(std::move(njmpi::isend(x, dest).req)); }
  ~solver() {
    if (rows != MPI_COMM_NULL)
      MPI_Comm_free(&rows);
    njmpi::waitall(under_way);
  }
};

[[njmpi::kernel]] void cleared(std::vector<float>& x, const std::vector<int>& partners) {
  std::vector<njmpi::pending> out;
  for (const int p : partners)
    out.push_back(njmpi::isend(x, p));
  njmpi::waitall(out);
  out.clear();
}

[[njmpi::kernel]] void raw_request(double (&x)[8], int dest) {
  MPI_Request r;
  MPI_Isend(x, 8, MPI_DOUBLE, dest, 0, MPI_COMM_WORLD, &r);
  double y[8];
  njmpi::recv(y, dest);
  MPI_Wait(&r, MPI_STATUS_IGNORE);
  for (int i = 0; i < 8; ++i)
    x[i] = y[i];
}

[[njmpi::kernel]] int search(std::vector<int>& block, int source) {
  for (int tag = 0;; ++tag) {
    auto in = njmpi::irecv(block, source, tag);
    njmpi::wait(in);
    if (tag == 10)
      break;
  }
  return block[0];
}

// An inactive persistent request frees itself.
[[njmpi::kernel]] void persistent(std::vector<double>& x, int dest, bool go) {
  auto out = njmpi::send_init(x, dest);
  if (go) {
    njmpi::start(out);
    njmpi::wait(out);
  }
}

struct column {
  double values[64];
};
[[njmpi::kernel]] void freed_type(column& c, int dest) {
  MPI_Datatype every_second;
  MPI_Type_vector(32, 1, 2, MPI_DOUBLE, &every_second);
  MPI_Type_commit(&every_second);
  MPI_Request r;
  MPI_Isend(c.values, 1, every_second, dest, 0, MPI_COMM_WORLD, &r);
  MPI_Type_free(&every_second); // the operation under way keeps it
  MPI_Wait(&r, MPI_STATUS_IGNORE);
}

[[njmpi::kernel]] bool freed_group(int rank) {
  MPI_Group all;
  MPI_Comm_group(MPI_COMM_WORLD, &all);
  int size = 0;
  MPI_Group_size(all, &size);
  MPI_Group_free(&all);
  return rank < size && njmpi::size() == size;
}

} // namespace
