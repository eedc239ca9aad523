// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-request-leak, njmpi-request-reuse, njmpi-buffer-race and njmpi-buffer-lifetime: requests and the buffers that
// their operations use.
#include <array>
#include <njmpi/njmpi.hpp>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

// ---- never completed ----
[[njmpi::kernel]] void dropped(std::vector<int> &x) {
  auto r = njmpi::isend(x, 1); // expected-error {{the operation that 'isend' starts is never completed [njmpi-request-leak]}}
}
[[njmpi::kernel]] void on_one_path(std::vector<int> &x, bool wanted) {
  auto r = njmpi::irecv(x, 1); // expected-error {{the operation that 'irecv' starts is never completed [njmpi-request-leak]}}
  if (wanted)
    njmpi::wait(r);
}
[[njmpi::kernel]] void one_of_two(std::vector<int> &x, std::vector<int> &y) {
  auto a = njmpi::irecv(x, 1); // expected-error {{the operation that 'irecv' starts is never completed [njmpi-request-leak]}}
  auto b = njmpi::isend(y, 1);
  njmpi::wait(b);
}
[[njmpi::kernel]] void collective(double x, double &sum) {
  auto r = njmpi::iallreduce(x, sum); // expected-error {{the operation that 'iallreduce' starts is never completed [njmpi-request-leak]}}
}
// Correct.
[[njmpi::kernel]] void both_paths(std::vector<int> &x, bool early) {
  auto r = njmpi::irecv(x, 1);
  if (early) {
    njmpi::wait(r);
    return;
  }
  njmpi::wait(r);
}
[[njmpi::kernel]] void as_started(std::vector<int> &x, bool wanted) {
  njmpi::request r;
  if (wanted)
    r = std::move(njmpi::irecv(x, 1).req);
  if (wanted)
    njmpi::wait(r);
}
[[njmpi::kernel]] njmpi::pending for_the_caller(std::vector<int> &x) { return njmpi::isend(x, 1); }
[[njmpi::kernel]] void in_an_array(std::vector<int> &x, std::vector<int> &y) {
  njmpi::pending r[2] = {njmpi::irecv(x, 1), njmpi::isend(y, 1)};
  njmpi::waitall(r);
}

// ---- used again ----
[[njmpi::kernel]] void waited_twice(std::vector<int> &x) {
  auto r = njmpi::irecv(x, 1);
  njmpi::wait(r);
  njmpi::wait(r); // expected-error {{'wait' waits for a request that is not active [njmpi-request-reuse]}}
}
[[njmpi::kernel]] void started_twice(std::vector<int> &x) {
  auto r = njmpi::send_init(x, 1);
  njmpi::start(r); // expected-note {{it is active since it was started here}}
  njmpi::start(r); // expected-error {{'start' starts a request that is active [njmpi-request-reuse]}}
  njmpi::wait(r);
}
[[njmpi::kernel]] void never_started(std::vector<int> &x) {
  auto r = njmpi::recv_init(x, 1); // expected-note {{the request is made here}}
  njmpi::wait(r); // expected-error {{'wait' waits for a persistent request that is never started [njmpi-request-reuse]}}
}
[[njmpi::kernel]] void waited_then_again(std::vector<int> &x, int n) {
  auto r = njmpi::isend(x, 1);
  njmpi::wait(r);
  if (n > 3)
    njmpi::wait(r); // expected-error {{'wait' waits for a request that is not active [njmpi-request-reuse]}}
}
// Correct.
[[njmpi::kernel]] void again_and_again(std::vector<int> &x, int n) {
  auto r = njmpi::send_init(x, 1);
  for (int i = 0; i < n; ++i) {
    njmpi::start(r);
    njmpi::wait(r);
  }
}
[[njmpi::kernel]] void one_after_the_other(std::vector<int> &x) {
  auto r = njmpi::irecv(x, 1);
  njmpi::wait(r);
  r = njmpi::irecv(x, 2);
  njmpi::wait(r);
}
[[njmpi::kernel]] void tested_first(std::vector<int> &x) {
  auto r = njmpi::irecv(x, 1);
  if (!njmpi::test(r).flag)
    njmpi::wait(r);
}
[[njmpi::kernel]] void made_for_later(std::vector<int> &x) { auto r = njmpi::recv_init(x, 1); }

// ---- touched too early ----
[[njmpi::kernel]] void written(std::vector<int> &x) {
  auto r = njmpi::isend(x, 1); // expected-note {{the operation is started here}}
  x[3] = 1; // expected-error {{the buffer is written while 'isend' may still be reading it [njmpi-buffer-race]}}
  njmpi::wait(r);
}
[[njmpi::kernel]] int read_early(int value) {
  auto r = njmpi::irecv(value, 1); // expected-note {{the operation is started here}}
  const int copy = value; // expected-error {{'value' is read while 'irecv' may still be writing it [njmpi-buffer-race]}}
  njmpi::wait(r);
  return copy;
}
[[njmpi::kernel]] void resized(std::vector<int> &x) {
  auto r = njmpi::isend(x, 1); // expected-note {{the operation is started here}}
  x.push_back(1); // expected-error {{the buffer is resized while 'isend' may still be using it [njmpi-buffer-race]}}
  njmpi::wait(r);
}
[[njmpi::kernel]] void received_twice(int (&x)[8]) {
  auto a = njmpi::irecv(x, 1, 1); // expected-note {{the operation is started here}}
  auto b = njmpi::irecv(x, 2, 2); // expected-error {{'x' is passed to 'irecv' while 'irecv' may still be writing it [njmpi-buffer-race]}}
  njmpi::waitall(a, b);
}
// Correct.
[[njmpi::kernel]] int read_while_sent(int value) {
  auto r = njmpi::isend(value, 1);
  const int copy = value;
  njmpi::wait(r);
  return copy;
}
[[njmpi::kernel]] void two_halves(std::array<int, 8> &x) {
  std::span<int> all(x);
  auto a = njmpi::irecv(all.first(4), 1);
  auto b = njmpi::irecv(all.subspan(4), 2);
  njmpi::waitall(a, b);
}
[[njmpi::kernel]] void another_element(int (&x)[8]) {
  auto r = njmpi::irecv(x[0], 1);
  x[1] = 3;
  njmpi::wait(r);
}
[[njmpi::kernel]] void in_turn(std::array<std::array<int, 4>, 2> &x, int n) {
  auto r = njmpi::irecv(x[0], 1);
  for (int i = 0; i < n; ++i) {
    auto next = njmpi::irecv(x[(i + 1) % 2], 1);
    njmpi::wait(r);
    x[i % 2][0] += 1;
    r = std::move(next);
  }
  njmpi::wait(r);
}

// ---- gone too early ----
[[njmpi::kernel]] njmpi::pending of_a_local(int value) {
  int message[4] = {value}; // expected-note {{it is declared here}}
  return njmpi::isend(message, 1); // expected-error {{'message' is destroyed before 'isend' is completed [njmpi-buffer-lifetime]}}
}
[[njmpi::kernel]] void of_a_block(int value) {
  njmpi::request r;
  {
    std::array<int, 4> message{value}; // expected-note {{it is declared here}}
    r = std::move(njmpi::isend(message, 1).req); // expected-error {{'message' is destroyed before 'isend' is completed [njmpi-buffer-lifetime]}}
  }
  njmpi::wait(r);
}
[[njmpi::kernel]] void deleted(int n) {
  int *p = new int[8];
  auto r = njmpi::irecv(njmpi::buffer(p, 8), n); // expected-error {{the buffer is freed before 'irecv' is completed [njmpi-buffer-lifetime]}}
  delete[] p; // expected-note {{it is freed here}}
  njmpi::wait(r);
}
[[njmpi::kernel]] void kept_by_the_caller(njmpi::pending &out) {
  double now = 1; // expected-note {{it is declared here}}
  out = njmpi::isend(now, 1); // expected-error {{'now' is destroyed before 'isend' is completed [njmpi-buffer-lifetime]}}
}
// Correct.
[[njmpi::kernel]] njmpi::pending of_the_caller(int (&message)[4]) { return njmpi::isend(message, 1); }
[[njmpi::kernel]] void waited_in_the_block(int value) {
  {
    std::array<int, 4> message{value};
    auto r = njmpi::isend(message, 1);
    njmpi::wait(r);
  }
}
[[njmpi::kernel]] void deleted_later(int n) {
  int *p = new int[8];
  auto r = njmpi::irecv(njmpi::buffer(p, 8), n);
  njmpi::wait(r);
  delete[] p;
}
[[njmpi::kernel]] void another_dies(int value) {
  int kept = value;
  njmpi::request r;
  {
    int gone = kept;
    r = std::move(njmpi::isend(kept, gone).req);
  }
  njmpi::wait(r);
}

// Exceptions, and requests that are moved from.
[[njmpi::kernel]] void thrown(std::vector<double> &x, int source, bool bad) {
  auto r = njmpi::irecv(x, source); // expected-error {{the operation that 'irecv' starts is never completed [njmpi-request-leak]}}
  if (bad)
    throw std::runtime_error("bad"); // expected-note {{an exception leaves the function here}}
  njmpi::wait(r);
}
void require(bool condition) {
  if (!condition)
    throw std::runtime_error("required"); // expected-note {{an exception leaves the function here}}
}
[[njmpi::kernel]] void thrown_by_another(std::vector<double> &x, int source) {
  auto r = njmpi::irecv(x, source); // expected-error {{the operation that 'irecv' starts is never completed [njmpi-request-leak]}}
  require(x.size() > 3);
  njmpi::wait(r);
}
[[njmpi::kernel]] void waits_for_the_first(int &value, int source) {
  auto first = njmpi::irecv(value, source);
  auto second = std::move(first);
  njmpi::wait(first); // expected-error {{'wait' waits for a request that is not active [njmpi-request-reuse]}}
  njmpi::wait(second);
}
// Correct.
[[njmpi::kernel]] void thrown_before_and_after(std::vector<double> &x, int source, bool bad) {
  if (x.empty())
    throw std::invalid_argument("empty");
  auto r = njmpi::irecv(x, source);
  if (bad) {
    njmpi::wait(r);
    throw std::runtime_error("bad");
  }
  njmpi::wait(r);
}
[[njmpi::kernel]] void caught(std::vector<double> &x, int source, bool bad) {
  auto r = njmpi::irecv(x, source);
  try {
    if (bad)
      throw std::runtime_error("bad");
  } catch (const std::runtime_error &) {
  }
  njmpi::wait(r);
}
struct waits {
  njmpi::pending &r;
  ~waits() { njmpi::wait(r); }
};
[[njmpi::kernel]] void waits_when_it_is_thrown(std::vector<double> &x, int source, bool bad) {
  auto r = njmpi::irecv(x, source);
  waits until{r};
  if (bad)
    throw std::runtime_error("bad");
}
[[njmpi::kernel]] void kept_elsewhere(std::vector<njmpi::pending> &all, std::vector<double> &x, int source, bool bad) {
  all.push_back(njmpi::irecv(x, source));
  if (bad)
    throw std::runtime_error("bad");
}
[[njmpi::kernel]] void moved_on(std::vector<double> &x, int steps, int source) {
  njmpi::request last;
  for (int step = 0; step < steps; ++step) {
    auto next = njmpi::irecv(x, source);
    njmpi::wait(next);
    last = std::move(next.req);
  }
}
[[njmpi::kernel]] void many_of_which_one_moved(std::vector<double> &x, int source) {
  njmpi::request two[2];
  two[0] = std::move(njmpi::irecv(x, source).req);
  two[1] = std::move(two[0]);
  njmpi::waitall(two);
}
