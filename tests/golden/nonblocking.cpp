// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>
#include <vector>

[[njmpi::kernel]] int exchange(const std::vector<double> &x, std::vector<double> &y, int left, int right) {
  auto sent = njmpi::isend(x, right, 7);
  njmpi::pending received = njmpi::irecv(y, left, 7);
  auto [code, request] = njmpi::issend(x, right);
  if (sent.status != MPI_SUCCESS || received.status != MPI_SUCCESS || code != MPI_SUCCESS)
    return sent.status;
  njmpi::status status, statuses[2];
  auto last = njmpi::isend(x, right);
  int sum = njmpi::wait(request);
  sum += njmpi::waitall(sent, received, statuses);
  sum += njmpi::wait(last, &status);
  return sum;
}

[[njmpi::kernel]] int many(std::vector<njmpi::request> &requests, njmpi::pending &one) {
  njmpi::status status;
  auto [code, index] = njmpi::waitany(requests);
  auto [tested, flag] = njmpi::test(one);
  auto [any, found, which] = njmpi::testany(requests, &status);
  auto all = njmpi::testall(requests);
  auto some = njmpi::waitsome(requests);
  auto more = njmpi::testsome(requests);
  njmpi::waitall(requests);
  return code + index + tested + flag + any + found + which + all.status + some.status + more.status;
}

[[njmpi::kernel]] int persistent(std::vector<double> &x, std::vector<double> &y, int partner) {
  njmpi::request requests[2] = {njmpi::send_init(x, partner, 1).req, njmpi::recv_init(y, partner, 1).req};
  for (int i = 0; i < 10; ++i) {
    njmpi::startall(requests);
    njmpi::waitall(requests);
  }
  int code = njmpi::start(requests[0]);
  return code + njmpi::wait(requests[0]);
}
