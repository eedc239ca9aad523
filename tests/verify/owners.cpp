// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-buffer-lifetime and njmpi-buffer-race: buffers that a std::unique_ptr or a parameter owns.
#include <array>
#include <memory>
#include <njmpi/njmpi.hpp>
#include <utility>
#include <vector>

struct halo {
  std::unique_ptr<double[]> in;
  std::size_t n = 0;
};

[[njmpi::kernel]] njmpi::pending dies_at_the_end(std::size_t n, int source) {
  auto x = std::make_unique<double[]>(n); // expected-note {{it is declared here}}
  return njmpi::irecv(njmpi::buffer(x.get(), n), source); // expected-error {{the buffer is destroyed before 'irecv' is completed [njmpi-buffer-lifetime]}}
}
[[njmpi::kernel]] void reset(int source) {
  auto x = std::make_unique<std::array<int, 4>>();
  auto in = njmpi::irecv(*x, source); // expected-error {{the buffer is freed before 'irecv' is completed [njmpi-buffer-lifetime]}}
  x.reset(); // expected-note {{it is freed here}}
  njmpi::wait(in);
}
[[njmpi::kernel]] void assigned(std::size_t n, int source) {
  std::unique_ptr<double[]> x(new double[n]);
  auto in = njmpi::irecv(njmpi::buffer(x.get(), n), source); // expected-error {{the buffer is freed before 'irecv' is completed [njmpi-buffer-lifetime]}}
  x = std::make_unique<double[]>(2 * n); // expected-note {{it is freed here}}
  njmpi::wait(in);
}
[[njmpi::kernel]] void another_moves_in(std::size_t n, int source, std::unique_ptr<double[]> y) {
  auto x = std::make_unique<double[]>(n);
  auto in = njmpi::irecv(njmpi::buffer(x.get(), n), source); // expected-error {{the buffer is freed before 'irecv' is completed [njmpi-buffer-lifetime]}}
  x = std::move(y); // expected-note {{it is freed here}}
  njmpi::wait(in);
}
[[njmpi::kernel]] void member(halo &h, int source) {
  auto in = njmpi::irecv(njmpi::buffer(h.in.get(), h.n), source); // expected-error {{the buffer is freed before 'irecv' is completed [njmpi-buffer-lifetime]}}
  h.in.reset(new double[4]); // expected-note {{it is freed here}}
  njmpi::wait(in);
}
[[njmpi::kernel]] void read_too_early(int source, double &first) {
  auto x = std::make_unique<double[]>(8);
  auto in = njmpi::irecv(njmpi::buffer(x.get(), 8), source); // expected-note {{the operation is started here}}
  first = x[0]; // expected-error {{the buffer is read while 'irecv' may still be writing it [njmpi-buffer-race]}}
  njmpi::wait(in);
}
// Correct.
[[njmpi::kernel]] void waited_for(std::size_t n, int other) {
  auto out = std::make_unique<double[]>(n);
  std::unique_ptr<double[]> in(new double[n]);
  auto r = njmpi::irecv(njmpi::buffer(in.get(), n), other);
  auto s = njmpi::isend(njmpi::buffer(out.get(), n), other);
  njmpi::waitall(r, s);
  in.reset();
  out = std::move(in);
}
[[njmpi::kernel]] void moves_while_it_arrives(std::unique_ptr<double[]> in, std::size_t n, int source) {
  auto r = njmpi::irecv(njmpi::buffer(in.get(), n), source);
  auto kept = std::move(in);
  in = nullptr;
  njmpi::wait(r);
  kept[0] = 2;
}
[[njmpi::kernel]] void takes_turns(std::size_t n, int source) {
  auto a = std::make_unique<double[]>(n), b = std::make_unique<double[]>(n);
  for (int i = 0; i < 4; ++i) {
    auto r = njmpi::irecv(njmpi::buffer(a.get(), n), source);
    b[0] = 1;
    njmpi::wait(r);
    std::swap(a, b);
  }
}
[[njmpi::kernel]] njmpi::pending of_the_caller(halo &h, int source) {
  return njmpi::irecv(njmpi::buffer(h.in.get(), h.n), source);
}
[[njmpi::kernel]] double *released(int n, int source, njmpi::pending &r) {
  auto x = std::make_unique<double[]>(4);
  r = njmpi::irecv(njmpi::buffer(x.get(), 4), source);
  return x.release();
}
// A vector that is passed by value.
[[njmpi::kernel]] njmpi::pending dies_with_the_call(std::vector<double> x, int dest) { // expected-note {{it is declared here}}
  return njmpi::isend(x, dest); // expected-error {{'x' is destroyed before 'isend' is completed [njmpi-buffer-lifetime]}}
}
// Correct.
[[njmpi::kernel]] void waited_for_in_the_call(std::vector<double> x, int dest) {
  auto r = njmpi::isend(x, dest);
  njmpi::wait(r);
}
