// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>
#include <vector>

struct grid {
  njmpi::comm rows;
  const njmpi::comm &columns() const;
};
njmpi::comm &current();

[[njmpi::kernel]] int everywhere(std::vector<double> &x, std::vector<double> &y, const njmpi::comm &c, grid &g, grid *p) {
  int code = njmpi::barrier(c);
  code += njmpi::send(x, 1, c);
  code += njmpi::send(x, 1, 7, c);
  code += njmpi::recv(x, c) + njmpi::recv(x, 1, c);
  code += njmpi::allreduce(x, y, c);
  code += njmpi::allreduce(x, y, njmpi::op::max, c);
  code += njmpi::gather(x, y, 0, c) + njmpi::gather(x, y, c);
  code += njmpi::bcast(x, 0, njmpi::world());
  code += njmpi::bcast(x, 0, njmpi::self());
  code += njmpi::bcast(x, 0, g.rows) + njmpi::bcast(x, 0, p->rows);
  code += njmpi::bcast(x, 0, g.columns());
  code += njmpi::bcast(x, 0, current());
  code += njmpi::bcast(x, 0, njmpi::comm(MPI_COMM_SELF));
  return code;
}

[[njmpi::kernel]] int queries(const njmpi::comm &c) {
  double start = njmpi::wtime();
  int mine = njmpi::rank() + njmpi::rank(c);
  return mine + njmpi::size() + njmpi::size(c) + (njmpi::wtime() > start);
}

[[njmpi::kernel]] int neighbours(const std::vector<double> &x, std::vector<double> &y, njmpi::comm &c, njmpi::comm *p) {
  return c.neighbour_allgather(x, y) + p->neighbour_alltoall(x, y) + njmpi::neighbour_allgather(x, y, c);
}
