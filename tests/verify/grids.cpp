// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Communicators of the rows and columns of a grid whose sides come from the caller.
#include <njmpi/njmpi.hpp>
#include <utility>
#include <vector>

[[njmpi::kernel]] void owner_only(std::vector<double>& a, int side) {
  const njmpi::comm row = njmpi::world().split(njmpi::rank() / side);
  for (int k = 0; k < row.size(); ++k)
    if (row.rank() == k)
      njmpi::bcast(a, k, row); // expected-warning {{ranks give different roots to 'bcast' [njmpi-divergence]}}
}
[[njmpi::kernel]] void others_only(std::vector<double>& a, int side) {
  const int me = njmpi::rank();
  const njmpi::comm column = njmpi::world().split(me % side, me / side);
  if (column.rank() > 0)
    njmpi::barrier(column); // expected-warning {{not every rank reaches this 'barrier' [njmpi-divergence]}}
  a[0] = 0;
}

// Fox: the owner sends its block along the row, all pass theirs up the column.
[[njmpi::kernel]] void multiply(std::vector<double>& a, std::vector<double>& b, std::vector<double>& c, int side) {
  const int me = njmpi::rank();
  const njmpi::comm row = njmpi::world().split(me / side, me % side), column = njmpi::world().split(me % side, me / side);
  for (int k = 0; k < side; ++k) {
    const int owner = (column.rank() + k) % side;
    std::vector<double> now = a;
    njmpi::bcast(now, owner, row);
    for (std::size_t i = 0; i < c.size(); ++i)
      c[i] += now[i] * b[i];
    njmpi::sendrecv_replace(b, (column.rank() + side - 1) % side, (column.rank() + 1) % side, k, k, column);
  }
}
// The heads of the rows among themselves.
[[njmpi::kernel]] void heads(double& sum, int side) {
  const int me = njmpi::rank();
  const njmpi::comm row = njmpi::world().split(me / side, me);
  double part = sum;
  njmpi::reduce(sum, part, njmpi::op::sum, 0, row);
  const njmpi::comm first = njmpi::world().split(row.rank() == 0 ? 0 : 1, me);
  if (row.rank() == 0)
    njmpi::allreduce(part, sum, first);
  njmpi::bcast(sum, 0, row);
}
// Only where the row has others, which they all know.
[[njmpi::kernel]] void if_there_are_others(std::vector<double>& a, int side) {
  const njmpi::comm row = njmpi::world().split(njmpi::rank() / side);
  if (row.size() > 1)
    njmpi::bcast(a, 0, row);
  if (side > 2)
    njmpi::barrier(row);
  if (njmpi::rank() / side == 0)
    njmpi::barrier(row);
}
// Right for pairs, which the caller knows.
[[njmpi::kernel]] void pairs(std::vector<double>& a, int side) {
  const njmpi::comm pair = njmpi::world().split(njmpi::rank() / side);
  if (pair.rank() == 0)
    njmpi::bcast(a, 0, pair);
  else if (pair.rank() == 1)
    njmpi::bcast(a, 0, pair);
}
