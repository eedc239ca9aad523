// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What C++ itself knows of types and operators: njmpi-datatype, njmpi-type-mismatch, njmpi-operator.
#include <array>
#include <complex>
#include <cstddef>
#include <njmpi/njmpi.hpp>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

struct particle {
  int id;
  double mass;
};
NJMPI_DESCRIBE(particle, id, mass);
struct unknown {
  int id;
};
struct shape {
  virtual ~shape();
};
union either {
  int i;
  float f;
};

void sound(std::vector<particle> &x, std::pair<int, double> &p, std::tuple<char, std::array<int, 2>> &t, std::vector<int> &i,
           std::vector<int> &j, std::vector<std::complex<float>> &z, std::vector<std::complex<float>> &w) {
  njmpi::bcast(x, 0);
  njmpi::bcast(p, 0);
  njmpi::bcast(t, 0);
  njmpi::allreduce(i, j, njmpi::op::band);
  njmpi::allreduce(z, w, njmpi::op::prod);
}

void mistaken([[maybe_unused]] std::vector<int> &i, [[maybe_unused]] std::vector<double> &d, [[maybe_unused]] std::vector<particle> &p) {
#ifdef CASE_1
// CASE_1: the fields of this class are not known: describe it with NJMPI_DESCRIBE, or call from a kernel [njmpi-datatype]
  unknown u;
  njmpi::recv(u);
#endif
#ifdef CASE_2
// CASE_2: a pointer has no MPI datatype: what it points to is not sent [njmpi-datatype]
  std::vector<int *> pointers;
  njmpi::send(pointers, 1);
#endif
#ifdef CASE_3
// CASE_3: a type that is not trivially copyable has no MPI datatype [njmpi-datatype]
  std::vector<std::string> words;
  njmpi::send(words, 1);
#endif
#ifdef CASE_4
// CASE_4: a class with virtual functions has no MPI datatype [njmpi-datatype]
  shape *s = nullptr;
  njmpi::send(*s, 1);
#endif
#ifdef CASE_5
// CASE_5: a union has no MPI datatype: nothing says which member is in it [njmpi-datatype]
  either e{1};
  njmpi::send(e, 1);
#endif
#ifdef CASE_6
// CASE_6: a member of this class has no MPI datatype, or the class is not trivially copyable [njmpi-datatype]
  std::pair<int, int *> pair;
  njmpi::send(pair, 1);
#endif
#ifdef CASE_7
// CASE_7: the buffers of this call differ in element type [njmpi-type-mismatch]
  njmpi::allreduce(i, d);
#endif
#ifdef CASE_8
// CASE_8: this reduction operator is not defined for this element type [njmpi-operator]
  njmpi::allreduce(d, d, njmpi::op::band);
#endif
#ifdef CASE_9
// CASE_9: this reduction operator is not defined for this element type [njmpi-operator]
  njmpi::allreduce(njmpi::in_place, p);
#endif
#ifdef CASE_10
// CASE_10: this reduction operator is not defined for this element type [njmpi-operator]
  njmpi::allreduce(njmpi::in_place, i, njmpi::op::minloc);
#endif
#ifdef CASE_11
// CASE_11: this reduction operator is not defined for this element type [njmpi-operator]
  bool b = true;
  njmpi::allreduce(njmpi::in_place, b);
#endif
#ifdef CASE_12
// CASE_12: MPI has no datatype for numbers of this type [njmpi-datatype]
  __extension__ __int128 wide = 0;
  njmpi::send(wide, 1);
#endif
}
