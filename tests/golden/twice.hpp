// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Included twice, with different meanings of the same text: where they differ, the text stays.
[[njmpi::kernel]] inline int NAME(std::vector<TYPE> &x, int root) {
  return njmpi::bcast(x, root) + njmpi::barrier();
}

// One of them looks into the array, for which it stays one in both.
[[njmpi::kernel]] inline int EXCHANGE(const std::vector<TYPE> &x, std::vector<TYPE> &y, int partner) {
  std::array<njmpi::pending, 2> pair{njmpi::irecv(y, partner, 1), njmpi::isend(x, partner, 1)};
#ifdef LOOKS
  if (pair[0].status != MPI_SUCCESS)
    return pair[0].status;
#endif
  std::array<njmpi::pending, 1> one{njmpi::isend(x, partner, 2)};
  return njmpi::waitall(pair) + njmpi::waitall(one);
}
