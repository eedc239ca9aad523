// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-operator: an operator that MPI does not define for the elements.
#include <array>
#include <complex>
#include <cstddef>
#include <functional>
#include <njmpi/njmpi.hpp>
#include <vector>

struct vec3 {
  double x, y, z;
  friend vec3 operator+(vec3 a, vec3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
};
struct mixed {
  int i;
  double d;
};

[[njmpi::kernel]] void numbers(std::vector<double> &x, std::vector<double> &y, std::vector<int> &i, std::vector<int> &j) {
  njmpi::allreduce(x, y, njmpi::op::band); // expected-error {{operator 'njmpi::op::band' is not defined for elements of type 'double' [njmpi-operator]}}
  njmpi::allreduce(i, j, njmpi::op::band);
  njmpi::allreduce(x, y, njmpi::op::land); // expected-error {{operator 'njmpi::op::land' is not defined for elements of type 'double' [njmpi-operator]}}
  njmpi::allreduce(i, j, njmpi::op::land);
  njmpi::allreduce(x, y, njmpi::op::max);
  njmpi::allreduce(x, y);
}

[[njmpi::kernel]] void complex(std::vector<std::complex<double>> &x, std::vector<std::complex<double>> &y) {
  njmpi::allreduce(x, y, njmpi::op::max); // expected-error {{operator 'njmpi::op::max' is not defined for elements of type 'std::complex<double>' [njmpi-operator]}}
  njmpi::allreduce(x, y, njmpi::op::prod);
  njmpi::allreduce(x, y);
}

[[njmpi::kernel]] void locations(std::vector<int> &i, std::vector<int> &j, std::vector<njmpi::valloc<double>> &x, std::vector<njmpi::valloc<double>> &y) {
  njmpi::allreduce(i, j, njmpi::op::minloc); // expected-error {{operator 'njmpi::op::minloc' is not defined for elements of type 'int' [njmpi-operator]}}
  njmpi::allreduce(x, y, njmpi::op::minloc);
  njmpi::allreduce(x, y, njmpi::op::min); // expected-error {{operator 'njmpi::op::min' is not defined for elements of type 'njmpi::valloc<double>' [njmpi-operator]}}
}

[[njmpi::kernel]] void others(std::vector<bool> &, bool &a, bool &b, std::byte &c, std::byte &d, char &e, char &f) {
  njmpi::allreduce(a, b, njmpi::op::lor);
  njmpi::allreduce(a, b);                  // expected-error {{operator 'njmpi::op::sum' is not defined for elements of type 'bool' [njmpi-operator]}}
  njmpi::allreduce(c, d, njmpi::op::bor);
  njmpi::allreduce(c, d, njmpi::op::sum);  // expected-error {{operator 'njmpi::op::sum' is not defined for elements of type 'std::byte' [njmpi-operator]}}
  njmpi::allreduce(e, f, njmpi::op::max);  // expected-error {{operator 'njmpi::op::max' is not defined for elements of type 'char' [njmpi-operator]}}
}

[[njmpi::kernel]] void classes(std::vector<vec3> &x, std::vector<vec3> &y, mixed &m, mixed &n) {
  njmpi::allreduce(x, y); // values of one type, added one by one
  njmpi::allreduce(x, y, std::plus<>{});
  njmpi::allreduce(m, n); // expected-error {{operator 'njmpi::op::sum' is not defined for elements of type 'mixed'; pass a function of two of them [njmpi-operator]}}
  njmpi::allreduce(m, n, [](mixed a, mixed b) { return mixed{a.i + b.i, a.d + b.d}; });
  njmpi::scan(njmpi::in_place, m, njmpi::op::prod); // expected-error {{operator 'njmpi::op::prod' is not defined for elements of type 'mixed'; pass a function of two of them [njmpi-operator]}}
}

struct of_integers {
  int operator()(int a, int b) const { return a < b ? a : b; }
};
mixed first(const mixed &a, const mixed &) { return a; }

[[njmpi::kernel]] void callables(std::vector<vec3> &x, std::vector<vec3> &y, mixed &m, mixed &n, double &d, double &e,
                                 double (&pairs)[3][2], double (&sums)[3][2], std::vector<std::array<double, 2>> &a) {
  njmpi::allreduce(m, n, std::plus<>{}); // expected-error {{the operator of 'allreduce' takes no two elements of type 'mixed' [njmpi-operator]}}
  njmpi::allreduce(m, n, of_integers()); // expected-error {{the operator of 'allreduce' takes no two elements of type 'mixed' [njmpi-operator]}}
  njmpi::allreduce(m, n, njmpi::commutative(std::plus<>{})); // expected-error {{the operator of 'allreduce' takes no two elements of type 'mixed' [njmpi-operator]}}
  njmpi::allreduce(m, n, [](const mixed &, const mixed &) {}); // expected-error {{the operator of 'allreduce' takes no two elements of type 'mixed' [njmpi-operator]}}
  njmpi::allreduce(d, e, [](double a) { return a; }); // expected-error {{the operator of 'allreduce' takes no two elements of type 'double' [njmpi-operator]}}
  njmpi::allreduce(d, e, 3); // expected-error {{the operator of 'allreduce' takes no two elements of type 'double' [njmpi-operator]}}
  njmpi::allreduce(m, n, first);
  njmpi::allreduce(m, n, &first);
  njmpi::allreduce(m, n, njmpi::commutative(first));
  njmpi::allreduce(d, e, of_integers{});
  njmpi::allreduce(d, e, std::plus<int>());
  njmpi::allreduce(d, e, [](auto a, auto b) { return a < b ? a : b; });
  njmpi::allreduce(d, e, std::function<double(double, double)>(std::plus<>{}));
  njmpi::allreduce(d, e, njmpi::op::from(MPI_SUM));
  constexpr auto least = njmpi::op::min;
  njmpi::allreduce(d, e, least);
  njmpi::allreduce(x, y, [](double a, double b) { return a < b ? a : b; }); // the parts
  njmpi::allreduce(pairs, sums, [](double a, double b) { return a < b ? a : b; });
  njmpi::allreduce(njmpi::in_place, a, [](double a, double b) { return a < b ? a : b; });
  njmpi::allreduce(njmpi::in_place, a, [](std::array<double, 2> a, std::array<double, 2>) { return a; });
}
