// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Particles travel to the ranks that own their positions, until every one is at home.
#include <njmpi/njmpi.hpp>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <random>
#include <utility>
#include <vector>

// An ordinary class: private members, and padding behind `charge_` and `id_`, which is not sent.
class particle {
public:
  particle() = default;
  particle(int id, double position) : charge_(id % 2 == 0 ? 1 : -1), position_(position), id_(id) {}

  int charge() const { return charge_; }
  int id() const { return id_; }
  // The world is the interval [0, 1), cut into one piece for each rank.
  int home(int ranks) const { return static_cast<int>(position_ * ranks); }

private:
  signed char charge_;
  double position_;
  int id_;

  // For plain builds only: the rewriter reads the members from the class itself.
  NJMPI_DESCRIBE(particle, charge_, position_, id_)
};

[[njmpi::kernel]] std::vector<particle> migrate(std::vector<particle> particles) {
  const int ranks = njmpi::size();
  std::vector<int> leaving(ranks); // how many go to each rank
  for (const particle& p : particles)
    ++leaving[p.home(ranks)];
  std::ranges::sort(particles, {}, [=](const particle& p) { return p.home(ranks); });

  std::vector<particle> arrived;
  njmpi::alltoallv(particles, leaving, arrived, njmpi::infer); // counts what arrives, and sizes the vector
  return arrived;
}

struct census {
  long strays = 0, total = 0, checksum = 0;
};

// What all ranks hold together.
[[njmpi::kernel]] census count(const std::vector<particle>& particles) {
  const int rank = njmpi::rank(), ranks = njmpi::size();
  long mine[3] = {}, all[3];
  for (const particle& p : particles) {
    mine[0] += p.home(ranks) != rank;
    mine[1] += 1;
    mine[2] += p.charge() * p.id();
  }
  njmpi::allreduce(mine, all, njmpi::op::sum);
  return {all[0], all[1], all[2]};
}

int main() {
  const int rank = njmpi::rank();
  std::mt19937_64 generator(rank);
  std::uniform_real_distribution<double> anywhere(0, 1);
  std::vector<particle> particles;
  for (int i = 0; i < 1'000; ++i)
    particles.emplace_back(rank * 1'000 + i, anywhere(generator));

  const census start = count(particles);
  census now = start;
  for (int round = 1; now.strays > 0; ++round) {
    particles = migrate(std::move(particles));
    if (rank == 0)
      std::cout << "round " << round << ": " << now.strays << " of " << now.total << " were away from home\n";
    now = count(particles);
  }
  if (rank == 0)
    std::cout << "all " << now.total << " particles are at home\n";
  return now.total == start.total && now.checksum == start.checksum ? EXIT_SUCCESS : EXIT_FAILURE;
}
