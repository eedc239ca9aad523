// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   loops count <pattern> <size>           pattern|messages|bytes|reductions by hand|the same of the
//   annotated loops:
//                                          one pass, over all ranks, when it is warm
//   loops time <pattern> <size> <turns> <first>
//                                          of each turn: ms by hand|annotated over by hand|by hand over by
//                                          hand. On one rank the serial loop stands in for the program by
//                                          hand. The versions are made beginning with this one of the three:
//                                          where their memory lies matters.
//   loops alone <pattern> <size> <turns>   ms of one pass of the annotated loops, in the quickest turn
//   loops version                          of the MPI library
//   loops pass <version> <pattern> <size> <passes>   runs them, for callgrind and for measurements of memory;
//                                                    prints the rank and its highest resident size in kB
#include "counter.hpp"
#include "patterns.hpp"
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mpi.h>
#include <string>
#include <sys/resource.h>

namespace {

using maker = std::unique_ptr<pattern> (*)(long);

maker find(const std::string& version, const std::string& name) {
#define NJMPI_BENCHMARK_FIND(pattern)                                                                        \
  if (name == #pattern)                                                                                      \
    return version == "by_hand"  ? by_hand::pattern                                                          \
           : version == "serial" ? serial::pattern                                                           \
                                 : annotated::pattern;
  NJMPI_BENCHMARK_PATTERNS(NJMPI_BENCHMARK_FIND)
#define NJMPI_BENCHMARK_FIND_SERIAL(pattern)                                                                 \
  if (name == #pattern && version != "by_hand")                                                              \
    return version == "serial" ? serial::pattern : annotated::pattern;
  NJMPI_BENCHMARK_SERIAL_PATTERNS(NJMPI_BENCHMARK_FIND_SERIAL)
  std::fprintf(stderr, "no pattern %s %s\n", name.c_str(), version.c_str());
  std::exit(2);
}

// Of one pass: what three more than one bring about, by three.
counts over_all_ranks(pattern& p) {
  p.run(2);
  std::array<counts, 2> runs{};
  for (int i = 0; i < 2; ++i) {
    MPI_Barrier(MPI_COMM_WORLD);
    count_from_here();
    p.run(1 + 3 * i);
    runs[static_cast<std::size_t>(i)] = counted();
  }
  const counts mine{(runs[1].messages - runs[0].messages) / 3, (runs[1].bytes - runs[0].bytes) / 3,
                    (runs[1].reductions - runs[0].reductions) / 3};
  std::array<long, 3> sum{}, part{mine.messages, mine.bytes, mine.reductions};
  PMPI_Allreduce(part.data(), sum.data(), 3, MPI_LONG, MPI_SUM, MPI_COMM_WORLD);
  return {sum[0], sum[1], sum[2]};
}

// The versions must have done the same.
bool agree(pattern& a, pattern& b, const char* name) {
  const double x = a.check(), y = b.check();
  if (std::abs(x - y) <= 1e-9 * std::max({1e-30, std::abs(x), std::abs(y)}))
    return true;
  std::fprintf(stderr, "%s: the versions differ: %.17g and %.17g\n", name, x, y);
  return false;
}

int time(const char* name, long size, int turns, std::size_t made_first, int rank, int ranks) {
  const maker reference = find(ranks == 1 ? "serial" : "by_hand", name);
  std::array<std::unique_ptr<pattern>, 3> versions; // by hand, annotated, by hand
  for (std::size_t v = made_first; v < made_first + 3; ++v)
    versions[v % 3] = v % 3 == 1 ? find("annotated", name)(size) : reference(size);
  // As many passes as take a tenth of a second, at least four.
  double start = MPI_Wtime();
  for (const auto& p : versions)
    p->run(1);
  double once = (MPI_Wtime() - start) / 3;
  MPI_Bcast(&once, 1, MPI_DOUBLE, 0, MPI_COMM_WORLD);
  const int passes = std::clamp(static_cast<int>(0.1 / once), 4, 1000);
  std::array<std::vector<double>, 3> times;
  for (int turn = 0; turn < turns; ++turn)
    for (std::size_t v = 0; v < 3; ++v) {
      const std::size_t version = (v + static_cast<std::size_t>(turn)) % 3;
      MPI_Barrier(MPI_COMM_WORLD);
      start = MPI_Wtime();
      versions[version]->run(passes);
      MPI_Barrier(MPI_COMM_WORLD);
      times[version].push_back((MPI_Wtime() - start) / passes);
    }
  const bool right = agree(*versions[0], *versions[1], name);
  for (std::size_t i = 0; i < times[0].size() && rank == 0; ++i)
    std::printf("%.3f|%.4f|%.4f\n", 1e3 * times[0][i], 2 * times[1][i] / (times[0][i] + times[2][i]),
                times[2][i] / times[0][i]);
  return right ? EXIT_SUCCESS : EXIT_FAILURE;
}

// Of one pass, on the rank that takes longest; the turn that was disturbed least.
int alone(const char* name, long size, int turns, int rank) {
  const std::unique_ptr<pattern> p = find("annotated", name)(size);
  p->run(2);
  std::vector<double> times;
  for (int turn = 0; turn < turns; ++turn) {
    MPI_Barrier(MPI_COMM_WORLD);
    const double start = MPI_Wtime();
    p->run(4);
    MPI_Barrier(MPI_COMM_WORLD);
    times.push_back((MPI_Wtime() - start) / 4);
  }
  if (rank == 0)
    std::printf("%.3f\n", 1e3 * *std::min_element(times.begin(), times.end()));
  return EXIT_SUCCESS;
}

} // namespace

int main(int argc, char** argv) {
  MPI_Init(&argc, &argv);
  int rank = 0, ranks = 1, status = 2;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  const std::string what = argc > 1 ? argv[1] : "";
  if (what == "count" && argc == 4) {
    const std::unique_ptr<pattern> hand = find("by_hand", argv[2])(std::atol(argv[3]));
    const std::unique_ptr<pattern> loop = find("annotated", argv[2])(std::atol(argv[3]));
    const counts h = over_all_ranks(*hand), l = over_all_ranks(*loop);
    if (rank == 0)
      std::printf("%s|%ld|%ld|%ld|%ld|%ld|%ld\n", argv[2], h.messages, h.bytes, h.reductions / ranks,
                  l.messages, l.bytes, l.reductions / ranks);
    status = agree(*hand, *loop, argv[2]) ? EXIT_SUCCESS : EXIT_FAILURE;
  } else if (what == "time" && argc == 6)
    status = time(argv[2], std::atol(argv[3]), std::atoi(argv[4]), std::strtoul(argv[5], nullptr, 10), rank,
                  ranks);
  else if (what == "version" && argc == 2) {
    char text[MPI_MAX_LIBRARY_VERSION_STRING + 1] = "";
    int length = 0;
    MPI_Get_library_version(text, &length);
    if (rank == 0)
      std::printf("%.*s\n", static_cast<int>(std::strcspn(text, "\n,")), text);
    status = EXIT_SUCCESS;
  } else if (what == "alone" && argc == 5)
    status = alone(argv[2], std::atol(argv[3]), std::atoi(argv[4]), rank);
  else if (what == "pass" && argc == 6) {
    const std::unique_ptr<pattern> p = find(argv[2], argv[3])(std::atol(argv[4]));
    p->run(std::atoi(argv[5]));
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("%d %ld\n", rank, usage.ru_maxrss);
    status = EXIT_SUCCESS;
  } else if (rank == 0)
    std::fprintf(stderr, "see the head of main.cpp\n");
  MPI_Finalize();
  return status;
}
