// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>
#include <vector>

[[njmpi::kernel]] int all(const std::vector<double> &x, std::vector<double> &y, int root) {
  int code = njmpi::barrier();
  code += njmpi::bcast(y);
  code += njmpi::bcast(y, root);
  code += njmpi::reduce(x, y);
  code += njmpi::reduce(x, y, njmpi::op::max, root);
  code += njmpi::allreduce(x, y);
  code += njmpi::allreduce(x, y, njmpi::op::prod);
  code += njmpi::scan(x, y);
  code += njmpi::exscan(x, y, njmpi::op::min);
  code += njmpi::scatter(x, y, root);
  code += njmpi::gather(x, y, root);
  code += njmpi::gather(x, y);
  code += njmpi::allgather(x, y);
  code += njmpi::alltoall(x, y);
  return code + njmpi::reduce_scatter_block(x, y);
}

[[njmpi::kernel]] int counted(const std::vector<double> &x, std::vector<double> &y, int n, int root) {
  int code = njmpi::scatter(x, y, n, root);
  code += njmpi::gather(x, y, 3, root);
  code += njmpi::allgather(x, y, n);
  return code + njmpi::alltoall(x, y, n * 2);
}

[[njmpi::kernel]] int started(const std::vector<double> &x, std::vector<double> (&y)[7], int root) {
  auto a = njmpi::ibarrier();
  auto b = njmpi::ibcast(y[0], root);
  auto c = njmpi::ireduce(x, y[1], njmpi::op::sum, root);
  auto d = njmpi::iallreduce(x, y[2]);
  auto e = njmpi::igather(x, y[3], root);
  auto f = njmpi::iscatter(x, y[4], 4, root);
  auto g = njmpi::iallgather(x, y[5]);
  auto h = njmpi::ialltoall(x, y[6]);
  return njmpi::waitall(a, b, c, d, e, f, g, h);
}
