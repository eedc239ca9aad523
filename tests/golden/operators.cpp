// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <complex>
#include <functional>
#include <njmpi/njmpi.hpp>
#include <vector>

struct vec3 {
  double x, y, z;
  friend vec3 operator+(vec3 a, vec3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
};
double larger(double a, double b);

[[njmpi::kernel]] void predefined(std::vector<int> &i, std::vector<int> &j, std::vector<std::complex<double>> &z, std::vector<std::complex<double>> &w,
                                  bool &b, njmpi::valloc<double> &l) {
  njmpi::allreduce(i, j, njmpi::op::bxor);
  njmpi::allreduce(z, w, njmpi::op::prod);
  njmpi::allreduce(njmpi::in_place, b, njmpi::op::lor);
  njmpi::allreduce(njmpi::in_place, l, njmpi::op::minloc);
  using namespace njmpi;
  allreduce(i, j, op::max);
}

[[njmpi::kernel]] void functors(std::vector<double> &x, std::vector<double> &y, std::vector<vec3> &v, std::vector<vec3> &w) {
  njmpi::allreduce(x, y, std::plus<>{});
  njmpi::allreduce(x, y, std::multiplies<double>{});
  njmpi::allreduce(v, w);
  njmpi::allreduce(v, w, std::plus<>{});
}

[[njmpi::kernel]] void callables(std::vector<double> &x, std::vector<double> &y, double scale, MPI_Op own) {
  njmpi::allreduce(x, y, larger);
  njmpi::allreduce(x, y, [scale](double a, double b) { return scale * (a + b); });
  njmpi::reduce(x, y, njmpi::commutative([](double a, double b) { return a > b ? a : b; }), 0);
  njmpi::scan(x, y, njmpi::op::from(own));
  auto a = njmpi::iallreduce(x, y, [&](double a, double b) { return scale * a * b; });
  njmpi::wait(a);
}
