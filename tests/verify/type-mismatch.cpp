// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-type-mismatch: the two buffers of one call differ in their elements.
#include <array>
#include <cstddef>
#include <cstdint>
#include <njmpi/njmpi.hpp>
#include <utility>
#include <vector>

enum class colour : int { red, green };
struct point {
  double x, y, z;
};
struct mixed {
  int i;
  double d;
};
struct same_layout {
  int number;
  double value;
};

[[njmpi::kernel]] void reductions(std::vector<int> &i, std::vector<double> &d, std::vector<float> &f, std::vector<colour> &c) {
  njmpi::allreduce(i, d); // expected-error {{'allreduce' takes elements of type 'int' from 'i' and of type 'double' in 'd' [njmpi-type-mismatch]}}
  njmpi::reduce(f, d, njmpi::op::max, 0); // expected-error {{'reduce' takes elements of type 'float' from 'f' and of type 'double' in 'd' [njmpi-type-mismatch]}}
  njmpi::scan(d, d.front());
  njmpi::allreduce(i, c); // an enumeration is its underlying type
  njmpi::allreduce(njmpi::in_place, d);
}

[[njmpi::kernel]] void integers(std::vector<long> &l, std::vector<long long> &ll, std::vector<std::size_t> &s, std::vector<unsigned long> &ul,
                                std::vector<char> &c, std::vector<signed char> &sc, std::vector<std::int64_t> &i64) {
  njmpi::allgather(l, ll); // expected-error {{'allgather' takes elements of type 'long' from 'l' and of type 'long long' in 'll' [njmpi-type-mismatch]}}
  njmpi::allgather(s, ul); // two names of one type
  njmpi::allgather(c, sc); // expected-error {{'allgather' takes elements of type 'char' from 'c' and of type 'signed char' in 'sc' [njmpi-type-mismatch]}}
  njmpi::allgather(l, i64);
}

[[njmpi::kernel]] void classes(std::vector<point> &p, std::vector<double> &d, std::vector<std::array<double, 3>> &a, std::vector<mixed> &m,
                               std::vector<same_layout> &s, std::pair<int, int> &pair, std::vector<int> &i) {
  njmpi::gather(p, d, 0); // three doubles each
  njmpi::gather(a, p, 0);
  njmpi::gather(m, s, 0); // the same fields at the same places
  njmpi::gather(m, d, 0); // expected-error {{'gather' takes elements of type 'mixed' from 'm' and of type 'double' in 'd' [njmpi-type-mismatch]}}
  njmpi::gather(p, m, 0); // expected-error {{'gather' takes elements of type 'point' from 'p' and of type 'mixed' in 'm' [njmpi-type-mismatch]}}
  njmpi::gather(pair, i, 0);
}

[[njmpi::kernel]] void messages(std::vector<int> &i, std::vector<double> &d) {
  njmpi::sendrecv(i, 1, d, 2); // two messages: each is its partners' business
}

[[njmpi::kernel]] void varying(std::vector<int> &i, std::vector<double> &d, std::vector<int> &counts) {
  njmpi::alltoallv(i, counts, d, counts); // expected-error {{'alltoallv' takes elements of type 'int' from 'i' and of type 'double' in 'd' [njmpi-type-mismatch]}}
  njmpi::alltoallv(d, counts, d, counts); // expected-error {{'d' is both input and output of 'alltoallv' [njmpi-alias]}}
  std::vector<double> e(d.size());
  njmpi::alltoallv(d, counts, e, counts);
}
