// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every argument is evaluated once, in the order of the text where it matters.
#include <njmpi/njmpi.hpp>
#include <vector>

std::vector<double> make();
std::vector<double> &next();
int partner();
int tag();
struct source {
  std::vector<double> &operator*();
  std::vector<double> *operator->();
  std::vector<std::vector<double>> rows;
};

[[njmpi::kernel]] void once(std::vector<double> &x, std::vector<double> &y, source &s, int i, volatile int &v, double *p, std::vector<double> *q) {
  njmpi::send(make(), 1);
  njmpi::send(next(), partner(), tag());
  njmpi::send(x, i++, ++i);
  njmpi::send(x, v);
  njmpi::send(*s, 1);
  njmpi::send(s.rows[i++], 1);
  njmpi::send(s.rows[i], 1);
  njmpi::send(*p++, 1);
  njmpi::send(*q++, 1);
  njmpi::send(i ? x : y, 1);
  njmpi::send((i++, x), 1);
  njmpi::send(njmpi::buffer(p++, i--), 1);
  njmpi::sendrecv(next(), partner(), next(), partner(), tag(), tag());
  njmpi::gather(next(), next(), tag(), partner());
  njmpi::scatter(njmpi::in_place, next(), partner());
  njmpi::allreduce(njmpi::in_place, next(), [k = tag()](double a, double b) { return a + b * k; });
}
