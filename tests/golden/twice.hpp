// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Included twice, with different meanings of the same text: where they differ, the text stays.
[[njmpi::kernel]] inline int NAME(std::vector<TYPE> &x, int root) {
  return njmpi::bcast(x, root) + njmpi::barrier();
}
