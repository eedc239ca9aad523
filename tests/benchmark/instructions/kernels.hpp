// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The kernels of instructions/kernels.def, twice: with njmpi, to be rewritten, and by hand.
#pragma once

#include <njmpi/njmpi.hpp>
#include <span>
#include <vector>

/// Holes between its members: a struct type.
struct particle {
  long id;
  float mass;
  double position[3];
};
/// No holes and one type: MPI_DOUBLE, three times.
struct point {
  double x, y, z;
};

/// What the kernels work on.
struct workload {
  std::vector<double> x, y;
  std::span<double> part;
  double numbers[8] = {};
  double in = 1, out = 0;
  std::vector<particle> particles, others;
  std::vector<point> points;
  std::vector<int> counts;
  double factor = 1;
  njmpi::comm grid;
  njmpi::request receive;

  // The same for the kernels by hand, and for what stands around a call.
  MPI_Comm raw_grid = MPI_COMM_NULL;
  MPI_Request raw_receive = MPI_REQUEST_NULL;
  bool raw_receiving = false;
  MPI_Request partner = MPI_REQUEST_NULL;
  MPI_Datatype raw_particle = MPI_DATATYPE_NULL;
  int rank = 0, ranks = 1;
};

#define NJMPI_KERNEL(group, name, before, after) int name(workload& w);
namespace rewritten {
#include "kernels.def"
}
namespace by_hand {
#include "kernels.def"
}
#undef NJMPI_KERNEL
