// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <array>
#include <njmpi/njmpi.hpp>
#include <vector>

[[njmpi::kernel]] int all(const std::vector<double> &x, std::vector<double> &y, const std::vector<int> &counts, int root) {
  int code = njmpi::scatterv(x, counts, y, root);
  code += njmpi::gatherv(x, y, counts, root);
  code += njmpi::gatherv(x, y, counts);
  code += njmpi::allgatherv(x, y, counts);
  return code + njmpi::alltoallv(x, counts, y, counts);
}

[[njmpi::kernel]] int points(const std::vector<std::array<double, 3>> &x, std::vector<std::array<double, 3>> &y,
                             const std::vector<int> &sent, const std::vector<int> &received) {
  return njmpi::alltoallv(x, sent, y, received);
}

// The receive counts are exchanged by the library, which may resize y.
[[njmpi::kernel]] int inferred(const std::vector<double> &x, std::vector<double> &y, const std::vector<int> &counts, std::vector<int> &found) {
  return njmpi::alltoallv(x, counts, y, njmpi::infer) + njmpi::alltoallv(x, counts, y, njmpi::infer(found));
}
