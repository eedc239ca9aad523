// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Times the patterns on two ranks, block by block in turn, so that what disturbs the machine disturbs all
// alike. The C version runs twice in each turn: what its two times differ by is the noise.
//
//   latency [blocks]    prints: pattern|C in us|plain over C|rewritten over C|C over C: low, middle, high
#include "variants.hpp"
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <mpi.h>
#include <vector>

namespace {

constexpr int versions = 4; // C, plain, rewritten, C

double quantile(std::vector<double> values, double q) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1) + 0.5)];
}

struct pattern {
  const char* name;
  int rounds;
  std::array<std::function<void(int)>, 3> by; // C, plain, rewritten
};

void time(const pattern& p, int rank, int blocks) {
  std::array<std::vector<double>, versions> times;
  for (int block = -1; block < blocks; ++block) // the first warms up
    for (int turn = 0; turn < versions; ++turn) {
      const int version = (block + 1 + turn) % versions;
      MPI_Barrier(MPI_COMM_WORLD);
      const double start = MPI_Wtime();
      p.by[static_cast<std::size_t>(version % 3)](p.rounds);
      const double stop = MPI_Wtime();
      if (block >= 0)
        times[static_cast<std::size_t>(version)].push_back((stop - start) / p.rounds);
    }
  if (rank != 0)
    return;
  const auto over_c = [&](std::size_t version) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < times[0].size(); ++i)
      ratios.push_back(times[version][i] / times[0][i]);
    return ratios;
  };
  const std::vector<double> noise = over_c(3);
  std::printf("%s|%.3f|%.3f|%.3f|%.3f|%.3f|%.3f\n", p.name, 1e6 * quantile(times[0], 0.5),
              quantile(over_c(1), 0.5), quantile(over_c(2), 0.5), quantile(noise, 0.25), quantile(noise, 0.5),
              quantile(noise, 0.75));
}

pattern ping_pong(const char* name, std::size_t bytes, int rank, int rounds) {
  // The same memory for all: which pages a buffer has makes several per cent.
  const auto data = std::make_shared<std::vector<char>>(bytes);
  const auto by = [=](void (*function)(std::vector<char>&, int, int)) {
    return [=](int n) { function(*data, rank, n); };
  };
  return {name, rounds, {by(by_hand::ping_pong), by(plain::ping_pong), by(rewritten::ping_pong)}};
}

pattern allreduce(int rank, int rounds) {
  const auto by = [=](double (*function)(double, int)) {
    return [=](int n) {
      if (function(rank + 1, n) != 3)
        MPI_Abort(MPI_COMM_WORLD, EXIT_FAILURE);
    };
  };
  return {"allreduce of 1 double", rounds, {by(by_hand::sum), by(plain::sum), by(rewritten::sum)}};
}

} // namespace

int main(int argc, char** argv) {
  const int blocks = argc > 1 ? std::atoi(argv[1]) : 101;
  MPI_Init(&argc, &argv);
  int rank = 0, size = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (size != 2) {
    std::fprintf(stderr, "latency is measured on two ranks\n");
    return EXIT_FAILURE;
  }
  time(ping_pong("ping-pong of 8 bytes", 8, rank, 1000), rank, blocks);
  time(ping_pong("ping-pong of 1 KiB", 1024, rank, 1000), rank, blocks);
  time(ping_pong("ping-pong of 1 MiB", 1024 * 1024, rank, 10), rank, blocks);
  time(allreduce(rank, 1000), rank, blocks);
  MPI_Finalize();
  return EXIT_SUCCESS;
}
