// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Templates: the text is the pattern's, the note names the instantiation. What depends on nothing is said once.
#include <list>
#include <njmpi/njmpi.hpp>
#include <span>
#include <vector>

template <class T> [[njmpi::kernel]] void share(T &x) {
  njmpi::bcast(x, 0); // expected-error {{'std::list<int>' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}}
}

template <class T> [[njmpi::kernel]] int sum(std::vector<T> x, std::vector<T> &y) {
  return njmpi::allreduce(x, y, njmpi::op::band); // expected-error {{operator 'njmpi::op::band' is not defined for elements of type 'double' [njmpi-operator]}}
}

template <class T> struct holder {
  T *pointer; // expected-note {{the field is declared here}}
};

template <class T> struct box {
  std::vector<T> values;
  [[njmpi::kernel]] void send() {
    njmpi::send(values, 1); // expected-error {{'holder<float>' has no MPI datatype: 'holder<float>::pointer' is a pointer [njmpi-datatype]}}
  }
};

// A mistake that does not depend on the parameter: one message, whatever is instantiated.
template <class T> [[njmpi::kernel]] void fixed(T, const std::vector<int> &y) { // expected-note {{'y' is declared here}}
  njmpi::recv(y); // expected-error {{'recv' writes into 'y', whose elements are const [njmpi-const]}}
}

template <class T>
  requires(sizeof(T) > 4)
[[njmpi::kernel]] void constrained(T &x) {
  njmpi::bcast(x, 0);
}

[[njmpi::kernel]] void abbreviated(auto &x) {
  njmpi::bcast(x, 0); // expected-error {{a pointer of type 'int *' has no count; pass njmpi::buffer(pointer, count) [njmpi-buffer]}}
}

// Never instantiated: nobody knows.
template <class T> [[njmpi::kernel]] void unused(T &x) { njmpi::bcast(x, 0); }

void use(std::vector<int> &v, std::list<int> &l, std::vector<double> &d, box<holder<float>> &h, box<int> &i, int *p) {
  share(v);
  share(l); // expected-note {{in instantiation of kernel 'share<std::list<int>>' requested here}}
  sum(v, v);
  sum(d, d); // expected-note {{in instantiation of kernel 'sum<double>' requested here}}
  h.send();  // expected-note {{in instantiation of kernel 'box<holder<float>>::send' requested here}}
  i.send();
  fixed(1, v);
  fixed(2.0, v);
  constrained(v);
  abbreviated(v);
  abbreviated(p); // expected-note {{in instantiation of kernel 'abbreviated<int *>' requested here}}
}

[[njmpi::kernel]] void lambdas(std::vector<int> &v, int *p) {
  auto send = [](auto &x) {
    njmpi::send(x, 1); // expected-error {{a pointer of type 'int *' has no count; pass njmpi::buffer(pointer, count) [njmpi-buffer]}}
  };
  send(v);
  send(p); // expected-note {{in instantiation of kernel 'lambdas(std::vector<int> &, int *)::(anonymous class)::operator()<int *>' requested here}}
}
