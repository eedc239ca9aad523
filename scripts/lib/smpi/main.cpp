// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The main function of a program under SMPI, whose own one is called program_main: there, MPI has to be begun
// and ended in it, since all ranks are one process to the operating system. Prints the simulated time, and
// for each rank what it has sent:
//   simulated|rank|seconds|messages|bytes
#include "../../../tests/benchmark/loops/counter.hpp"

#include <njmpi/njmpi.hpp>

#include <array>
#include <cstdio>
#include <vector>

int program_main(int argc, char** argv);

// SMPI has none; no communicator of these programs has a topology.
extern "C" int MPI_Topo_test(MPI_Comm, int* status) {
  *status = MPI_UNDEFINED;
  return MPI_SUCCESS;
}

// What the runtime would do at the end of the process, when SMPI's ranks are gone, is done in main.
extern "C" int atexit(void (*)()) { return 0; }

int main(int argc, char** argv) {
  MPI_Init(&argc, &argv);
  const int status = program_main(argc, argv);
  const counts mine = counted();
  const std::array<long, 2> sent{mine.messages, mine.bytes};
  const double seconds = MPI_Wtime();
  double last = 0;
  int rank = 0, ranks = 1;
  PMPI_Comm_rank(MPI_COMM_WORLD, &rank);
  PMPI_Comm_size(MPI_COMM_WORLD, &ranks);
  PMPI_Reduce(&seconds, &last, 1, MPI_DOUBLE, MPI_MAX, 0, MPI_COMM_WORLD);
  std::vector<long> all(2 * static_cast<std::size_t>(rank == 0 ? ranks : 0));
  PMPI_Gather(sent.data(), 2, MPI_LONG, all.data(), 2, MPI_LONG, 0, MPI_COMM_WORLD);
  for (std::size_t r = 0; 2 * r < all.size(); ++r)
    std::printf("simulated|%zu|%.9f|%ld|%ld\n", r, last, all[2 * r], all[2 * r + 1]);
  std::fflush(stdout);
  MPI_Finalize();
  return status;
}
