// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>
#include <vector>

[[njmpi::kernel]] int sends(const std::vector<double> &x, int partner, int tag) {
  int code = njmpi::send(x, partner, tag);
  code += njmpi::ssend(x, partner);
  code += njmpi::bsend(x, partner + 1, 2 * tag);
  return code + njmpi::rsend(x, 0, 7);
}

[[njmpi::kernel]] int receives(std::vector<double> &x, int partner) {
  njmpi::status status;
  int code = njmpi::recv(x);
  code += njmpi::recv(x, partner);
  code += njmpi::recv(x, partner, 7);
  code += njmpi::recv(x, njmpi::any_source, njmpi::any_tag, &status);
  code += njmpi::recv(x, MPI_PROC_NULL);
  return code;
}

[[njmpi::kernel]] int both(const std::vector<double> &x, std::vector<int> &y, int left, int right) {
  njmpi::status status;
  int code = njmpi::sendrecv(x, right, y);
  code += njmpi::sendrecv(x, right, y, left, 3, 4, &status);
  code += njmpi::sendrecv_replace(y, right, left);
  return code + njmpi::sendrecv_replace(y, right, left, 3, 4);
}

[[njmpi::kernel]] int probes(int partner) {
  njmpi::status status;
  int code = njmpi::probe() + njmpi::probe(partner, 7, &status);
  auto [probed, found] = njmpi::iprobe(partner, njmpi::any_tag, &status);
  return found ? code + probed : code;
}
