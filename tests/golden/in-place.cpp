// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <array>
#include <njmpi/njmpi.hpp>
#include <vector>

[[njmpi::kernel]] int everywhere(std::vector<double> &x, std::array<int, 4> &a) {
  int code = njmpi::allreduce(njmpi::in_place, x);
  code += njmpi::allreduce(njmpi::in_place, a, njmpi::op::max);
  code += njmpi::scan(njmpi::in_place, x) + njmpi::exscan(njmpi::in_place, x);
  code += njmpi::allgather(njmpi::in_place, x);
  code += njmpi::allgather(njmpi::in_place, x, 3);
  code += njmpi::alltoall(njmpi::in_place, x);
  return code + njmpi::reduce_scatter_block(njmpi::in_place, x);
}

[[njmpi::kernel]] int rooted(std::vector<double> &x, std::vector<std::array<float, 2>> &pairs, int root, const njmpi::comm &c) {
  int code = njmpi::reduce(njmpi::in_place, x);
  code += njmpi::reduce(njmpi::in_place, x, njmpi::op::sum, root, c);
  code += njmpi::gather(njmpi::in_place, x, root);
  code += njmpi::gather(njmpi::in_place, x, 5, root);
  code += njmpi::scatter(njmpi::in_place, x, root);
  return code + njmpi::scatter(njmpi::in_place, pairs, root);
}

[[njmpi::kernel]] int started(std::vector<double> &x, int root) {
  auto a = njmpi::iallreduce(njmpi::in_place, x);
  auto b = njmpi::ireduce(njmpi::in_place, x, njmpi::op::sum, root);
  return njmpi::waitall(a, b);
}
