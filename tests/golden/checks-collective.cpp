// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// checks: collective
#include <njmpi/njmpi.hpp>
#include <vector>

[[njmpi::kernel]] int calls(const std::vector<double> &x, std::vector<double> &y, double (&z)[8], int root) {
  int code = njmpi::send(x, 1);
  code += njmpi::bcast(z, root);
  code += njmpi::reduce(x, y, njmpi::op::max, root);
  code += njmpi::allreduce(x, y);
  code += njmpi::allreduce(njmpi::in_place, y);
  code += njmpi::gather(x, y, 3, root);
  code += njmpi::gather(njmpi::in_place, y, 3, root);
  code += njmpi::scatter(x, y, root);
  code += njmpi::alltoall(x, y);
  return code + njmpi::reduce_scatter_block(x, y);
}

[[njmpi::kernel]] int varying(const std::vector<double> &x, std::vector<double> &y, const std::vector<int> &counts) {
  return njmpi::allgatherv(x, y, counts);
}

[[njmpi::kernel]] int requests(std::vector<double> &x, njmpi::pending &kept, std::vector<njmpi::request> &many) {
  int code = njmpi::start(kept);
  code += njmpi::startall(many);
  auto pending = njmpi::irecv(x, 1);
  return code + njmpi::wait(pending) + njmpi::waitall(many);
}

[[njmpi::kernel]] int more(std::vector<double> &x, std::vector<double> &y, const njmpi::comm &c, njmpi::status &status) {
  auto pending = njmpi::iallreduce(x, y, [](double a, double b) { return a < b ? a : b; }, c);
  auto other = njmpi::ibarrier();
  auto [tested, flag] = njmpi::iprobe();
  auto [code, index] = njmpi::waitany(pending, other, &status);
  return tested + flag + code + index + njmpi::waitall(pending, other) + c.neighbour_allgather(x, y);
}
