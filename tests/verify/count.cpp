// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-count: sizes known at compile time that do not fit, on any number of ranks.
#include <array>
#include <njmpi/njmpi.hpp>
#include <span>
#include <vector>

struct point {
  double x, y, z;
};

[[njmpi::kernel]] void reductions(int (&four)[4], int (&two)[2], std::array<int, 8> &eight, std::vector<int> &any, std::span<int, 3> three) {
  njmpi::allreduce(four, two); // expected-error {{'two' holds 2 elements, but 'allreduce' needs the 4 of 'four' [njmpi-count]}}
  njmpi::allreduce(two, four);
  njmpi::allreduce(four, eight);
  njmpi::allreduce(four, any);
  njmpi::allreduce(four, three); // expected-error {{'three' holds 3 elements, but 'allreduce' needs the 4 of 'four' [njmpi-count]}}
  njmpi::allreduce(any, two);
  njmpi::scan(eight, four); // expected-error {{'four' holds 4 elements, but 'scan' needs the 8 of 'eight' [njmpi-count]}}
  njmpi::exscan(four, four[0]); // expected-error {{'four[0]' holds 1 element, but 'exscan' needs the 4 of 'four' [njmpi-count]}}
}

[[njmpi::kernel]] void given(int (&four)[4], int (&eight)[8], std::vector<int> &any) {
  njmpi::allgather(four, any, 5); // expected-error {{'four' holds 4 elements, but 'allgather' needs 5 elements [njmpi-count]}}
  njmpi::allgather(four, any, 4);
  njmpi::allgather(four, eight, 2);
  njmpi::scatter(any, four, 6, 0); // expected-error {{'four' holds 4 elements, but 'scatter' needs 6 elements [njmpi-count]}}
  njmpi::scatter(any, four, 3, 0);
  njmpi::alltoall(eight, any, 9); // expected-error {{'eight' holds 8 elements, but 'alltoall' needs 9 elements [njmpi-count]}}
  njmpi::alltoall(eight, any, 8);
}

[[njmpi::kernel]] void gathered(int (&four)[4], int (&two)[2], std::array<int, 64> &many) {
  njmpi::allgather(four, two); // expected-error {{'two' holds 2 elements, but 'allgather' needs the 4 of 'four' [njmpi-count]}}
  njmpi::allgather(four, many); // enough for 16 ranks
  njmpi::scatter(two, four, 0); // expected-error {{'two' holds 2 elements, but 'scatter' needs the 4 of 'four' [njmpi-count]}}
  njmpi::scatter(many, four, 0);
  njmpi::reduce_scatter_block(two, four); // expected-error {{'two' holds 2 elements, but 'reduce_scatter_block' needs the 4 of 'four' [njmpi-count]}}
  njmpi::reduce_scatter_block(many, four);
}

[[njmpi::kernel]] void at_the_root(int (&four)[4], int (&many)[4096]) {
  if (njmpi::rank() == 0) {
    njmpi::gather(four, many, 0);
  } else {
    int nothing[1];
    njmpi::gather(four, nothing, 0); // means nothing here
  }
  int too_small[2];
  njmpi::reduce(four, too_small, njmpi::op::sum, 0); // expected-error {{'too_small' holds 2 elements, but 'reduce' needs the 4 of 'four' [njmpi-count]}}
}

[[njmpi::kernel]] void classes(point (&two)[2], double (&six)[6], double (&five)[5]) {
  njmpi::allgather(two, six); // six doubles
  njmpi::allgather(two, five); // expected-error {{'five' holds 5 elements, but 'allgather' needs the 6 of 'two' [njmpi-count]}}
}

// njmpi::buffer(p, n): the object that the pointer points into.
struct body { double place[3], speed[3]; };
[[njmpi::kernel]] void pointers(double *p, int n) {
  double x[4] = {}; // expected-note 2 {{it is declared here}}
  double y[3][4] = {};
  body b = {};
  njmpi::bcast(njmpi::buffer(x, 9), 0); // expected-error {{'bcast' needs more bytes than 'x' has [njmpi-count]}}
  njmpi::bcast(njmpi::buffer(x + 1, 4), 0); // expected-error {{'bcast' needs more bytes than 'x + 1' has [njmpi-count]}}
  njmpi::bcast(njmpi::buffer(p, -1), 0); // expected-error {{'njmpi::buffer(p, -1)' has no count: it is negative [njmpi-argument]}}
  njmpi::bcast(njmpi::buffer(x + 1, 3), 0);
  njmpi::bcast(njmpi::buffer(&y[0][0], 12), 0);
  njmpi::bcast(njmpi::buffer(b.place, 6), 0);
  njmpi::bcast(njmpi::buffer(p + 2, 100), 0);
  njmpi::bcast(njmpi::buffer(x, n), 0);
  njmpi::bcast(njmpi::buffer(x, 0), 0);
}
