// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every place where an expression can stand.
#include <njmpi/njmpi.hpp>
#include <vector>

[[njmpi::kernel]] int all(std::vector<int> &x, int n) {
  if (njmpi::barrier() != MPI_SUCCESS) return 1;
  if (int code = njmpi::bcast(x, 0); code) return code;
  if (auto p = njmpi::iprobe(0); p.flag) return p.status;
  for (int i = njmpi::barrier(); i < n && njmpi::barrier() == 0; i += 1 + njmpi::barrier()) njmpi::send(x, i);
  while (njmpi::barrier()) ;
  do njmpi::barrier(); while (njmpi::barrier());
  switch (njmpi::barrier()) { case MPI_SUCCESS: njmpi::barrier(); break; default: return njmpi::barrier(); }
  (void)njmpi::barrier(), njmpi::barrier();
  int a = !njmpi::barrier() ? -njmpi::barrier() : njmpi::barrier() << 2, b{njmpi::barrier()}, c[] = {njmpi::barrier(), 2};
  const int &d = njmpi::barrier();
  int &&e = njmpi::barrier();
  static const int f = njmpi::barrier();
  x[njmpi::barrier()] = static_cast<int>(sizeof(int)) + (njmpi::barrier());
  return a + b + c[0] + d + e + f + [](int g = njmpi::barrier()) { return g; }();
}

[[njmpi::kernel]] int nested(std::vector<int> &x, std::vector<int> &y) {
  return njmpi::send(x, (njmpi::rank() + 1) % njmpi::size(), njmpi::bcast(y, njmpi::size() - 1));
}
