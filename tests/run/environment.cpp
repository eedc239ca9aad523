// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The environment, in a program that started MPI itself; what comes before and after is in lifecycle/.
#include "check.hpp"
#include "completed.hpp"
#include "ring.hpp"
#include <string>

namespace {
[[njmpi::kernel]] int rank_in_kernel() { return njmpi::rank(); }
[[njmpi::kernel]] int size_in_kernel() { return njmpi::size(); }
[[njmpi::kernel]] int rank_of(const njmpi::comm& comm) { return njmpi::rank(comm); }
[[njmpi::kernel]] int size_of(const njmpi::comm& comm) { return njmpi::size(comm); }
[[njmpi::kernel]] double time_in_kernel() { return njmpi::wtime(); }
} // namespace

TEST_CASE("rank, size and time") {
  CHECK(rank_in_kernel() == ring.rank);
  CHECK(size_in_kernel() == ring.size);
  CHECK(rank_of(njmpi::self()) == 0);
  CHECK(size_of(njmpi::self()) == 1);
  const double before = njmpi::wtime(), between = time_in_kernel(), after = MPI_Wtime();
  CHECK(before <= between);
  CHECK(between <= after);
  CHECK(after - before < 60);
  completed("rank");
  completed("size");
  completed("wtime");
}

TEST_CASE("a running MPI is adopted") {
  CHECK(njmpi::initialized());
  CHECK_FALSE(njmpi::finalized());
  int level = -1;
  MPI_Query_thread(&level);
  CHECK(static_cast<int>(njmpi::query_thread()) == level);
  CHECK_FALSE(std::string(njmpi::processor_name()).empty());
  char name[MPI_MAX_PROCESSOR_NAME];
  int length = 0;
  MPI_Get_processor_name(name, &length);
  CHECK(std::string(njmpi::processor_name()) == std::string(name, static_cast<std::size_t>(length)));
}

TEST_CASE("constants") {
  CHECK(njmpi::any_source == MPI_ANY_SOURCE);
  CHECK(njmpi::any_tag == MPI_ANY_TAG);
  CHECK(njmpi::proc_null == MPI_PROC_NULL);
}
