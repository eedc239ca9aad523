// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>

#include <array>
#include <iostream>
#include <vector>

// [particle]
class particle {
public:
  particle() = default;
  particle(int id, double x) : id_(id), position_{x, 0, 0} {}
  int id() const { return id_; }

private:
  int id_ = -1; // four bytes of padding follow; they are not sent
  std::array<double, 3> position_{};

  // Only plain builds need this line: there, no compiler tells the members.
  NJMPI_DESCRIBE(particle, id_, position_)
};

[[njmpi::kernel]] std::vector<particle> everybody(const std::vector<particle>& mine) {
  std::vector<particle> all(mine.size() * njmpi::size());
  njmpi::allgather(mine, all);
  return all;
}
// [particle]

int main() {
  const int rank = njmpi::rank(), size = njmpi::size();
  const std::vector<particle> all = everybody({{2 * rank, 0.5}, {2 * rank + 1, 0.5}});
  bool right = static_cast<int>(all.size()) == 2 * size;
  for (int i = 0; i < 2 * size; ++i)
    right = right && all[i].id() == i;
  if (rank == 0)
    std::cout << all.size() << " particles on every rank\n";
  return right ? 0 : 1;
}
