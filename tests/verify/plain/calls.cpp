// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What C++ itself knows of other arguments: njmpi-argument, njmpi-contiguity.
#include <list>
#include <njmpi/njmpi.hpp>
#include <span>
#include <vector>

void sound(std::vector<int> &i, std::vector<int> &j, std::vector<int> &counts) {
  njmpi::alltoallv(i, counts, j, counts);
  njmpi::alltoallv(i, counts, j, njmpi::infer);
}

void mistaken([[maybe_unused]] std::vector<int> &i, [[maybe_unused]] std::vector<int> &j) {
#ifdef CASE_1
// CASE_1: counts and displacements are integers [njmpi-argument]
  std::vector<double> counts;
  njmpi::allgatherv(i, j, counts);
#endif
#ifdef CASE_2
// CASE_2: njmpi::infer stands for the counts of what is received [njmpi-argument]
  std::vector<int> counts;
  njmpi::alltoallv(i, njmpi::infer, j, counts);
#endif
#ifdef CASE_3
// CASE_3: njmpi::strided has no place in a call that divides its buffer: use njmpi::packed(...) [njmpi-contiguity]
  njmpi::allgather(njmpi::strided(std::span(i)), j);
#endif
#ifdef CASE_4
// CASE_4: counts are a range of integers, one for each rank [njmpi-argument]
  njmpi::allgatherv(i, j, 3);
#endif
#ifdef CASE_5
// CASE_5: this is neither a request nor what started an operation [njmpi-argument]
  njmpi::wait(3);
#endif
#ifdef CASE_6
// CASE_6: this is neither a request nor what started an operation [njmpi-argument]
  njmpi::request one;
  njmpi::waitall(one, i.size());
#endif
}
