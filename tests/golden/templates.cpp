// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One text serves every instantiation.
#include <array>
#include <njmpi/njmpi.hpp>
#include <vector>

struct sample {
  int id;
  double value;
};

template <class T> [[njmpi::kernel]] int share(T &x, int root) { return njmpi::bcast(x, root); }

template <class T> [[njmpi::kernel]] int vectors(const std::vector<T> &x, std::vector<T> &y) { return njmpi::allgather(x, y); }

template <class T>
  requires(sizeof(T) > 2)
[[njmpi::kernel]] T constrained(T x) {
  T sum{};
  njmpi::allreduce(x, sum);
  return sum;
}

[[njmpi::kernel]] void abbreviated(const auto &x, int partner) { njmpi::send(x, partner); }

template <std::size_t N> [[njmpi::kernel]] void sized(std::array<double, N> &x) { njmpi::bcast(x, 0); }

template <> [[njmpi::kernel]] int share<int>(int &x, int) { return njmpi::bcast(x, 0); }

template <class T> class box {
  T value;

public:
  [[njmpi::kernel]] void send(int partner) { njmpi::send(value, partner); }
  template <class U> [[njmpi::kernel]] void receive(U &into);
};
template <class T> template <class U> void box<T>::receive(U &into) { njmpi::recv(into); }

// Nothing depends on the parameter.
template <class T> [[njmpi::kernel]] int independent(std::vector<double> &x, T) { return njmpi::bcast(x, 0); }

[[njmpi::kernel]] void generic(std::vector<int> &v, double d) {
  auto send = [](const auto &x) { njmpi::send(x, 1); };
  send(v);
  send(d);
}

void use(std::vector<sample> &s, std::vector<int> &v, std::array<double, 3> &a, box<sample> &b, int i) {
  share(s, 0);
  share(i, 0);
  vectors(v, v);
  constrained(1.0);
  abbreviated(s, 1);
  sized(a);
  b.send(1);
  b.receive(v);
  independent(*new std::vector<double>, i);
}
