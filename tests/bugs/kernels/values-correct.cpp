// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What C++ does with values before they are ranks, counts or conditions: copies that are captured, passed or made of
// classes with vectors, bit-fields, numbers without a sign, members behind pointers, and containers that lose elements.
#include <array>
#include <list>
#include <njmpi/njmpi.hpp>
#include <string>
#include <vector>

namespace {

struct grid {
  std::vector<double> v{1, 2};
};
struct address {
  unsigned rank : 3, tag : 5;
};
struct flags {
  bool done : 1, more : 1;
};
struct target {
  int tag = 3, rank = 0;
};
void scratch(grid g) { g.v[0] = 9; }

// class: wrong argument

// A copy is what the variable was.
[[njmpi::kernel]] void captured_by_copy(int& x) {
  int dest = 0;
  auto to = [dest] { return dest; };
  dest = 3;
  njmpi::send(x, to(), 5, njmpi::self());
}

[[njmpi::kernel]] void value_of_a_copy(int& x) {
  grid a, b = a;
  b.v[0] = 9;
  njmpi::send(x, static_cast<int>(a.v[0]) - 1, 0, njmpi::self());
}

[[njmpi::kernel]] void bit_fields(int& x) {
  address a{0, 3};
  njmpi::send(x, a.rank, a.tag, njmpi::self());
}

[[njmpi::kernel]] void two_indices(int& x) {
  int n = 0;
  for (int i = 0, j = 3; i < j; ++i, --j)
    ++n;
  njmpi::send(x, n - 2, 0, njmpi::self());
}

[[njmpi::kernel]] void assigned_in_a_subscript(int& x) {
  int numbers[3] = {}, i = 0;
  numbers[i++] = 1;
  numbers[i++] += 1;
  njmpi::send(x, i - 2, 0, njmpi::self());
}

[[njmpi::kernel]] void of_lists(int& x) {
  const std::list<int> all{1, 2, 3};
  int n = 0, sum = 0;
  for (const int each : all)
    n += each;
  for (const int each : {1, 2})
    sum += each;
  njmpi::send(x, n - 6 + sum - 3, 0, njmpi::self());
}

[[njmpi::kernel]] void of_text(int& x) {
  const std::string s = "abc";
  int n = 0;
  for ([[maybe_unused]] const char c : s)
    ++n;
  njmpi::send(x, n - 3, 0, njmpi::self());
}

[[njmpi::kernel]] void member_behind_a_pointer(int& x) {
  int target::*which = &target::rank;
  target a;
  njmpi::send(x, a.*which, 5, njmpi::self());
}

// class: request life cycle

[[njmpi::kernel]] void waits_by_a_copy(int& x) {
  auto r = njmpi::irecv(x, 1);
  int k = 0;
  auto finish = [&r, k] {
    if (k == 0)
      njmpi::wait(r);
  };
  ++k;
  finish();
}

// The closures of one lambda each have their own copy.
[[njmpi::kernel]] void closure_of_each_pass(int& x) {
  for (int i = 0; i < 2; ++i) {
    auto r = njmpi::irecv(x, 1);
    auto* p = &r;
    auto finish = [p] { njmpi::wait(*p); };
    finish();
  }
}

[[njmpi::kernel]] void two_closures(int& x, int& y) {
  auto a = njmpi::irecv(x, 1), b = njmpi::irecv(y, 2);
  auto later = [](njmpi::pending* p) { return [p] { njmpi::wait(*p); }; };
  auto first = later(&a), second = later(&b);
  first();
  second();
}

[[njmpi::kernel]] void largest_number(int& x) {
  auto best = static_cast<std::size_t>(-1);
  for (std::size_t i = 0; i < 2; ++i)
    if (i < best)
      best = i;
  auto r = njmpi::irecv(x, 1);
  if (best != 0)
    return;
  njmpi::wait(r);
}

[[njmpi::kernel]] void flags_of_one_byte(int& x) {
  flags f{};
  f.done = true;
  f.more = false;
  auto r = njmpi::irecv(x, 1);
  if (!f.done)
    return;
  njmpi::wait(r);
}

[[njmpi::kernel]] void from_the_back(int& x, int& y) {
  std::vector<njmpi::pending> r;
  r.push_back(njmpi::irecv(x, 1));
  r.push_back(njmpi::irecv(y, 2));
  while (!r.empty()) {
    njmpi::wait(r.back());
    r.pop_back();
  }
}

[[njmpi::kernel]] void from_the_front(int& x, int& y) {
  std::vector<njmpi::pending> r;
  r.push_back(njmpi::irecv(x, 1));
  r.push_back(njmpi::irecv(y, 2));
  while (!r.empty()) {
    njmpi::wait(r.front());
    r.erase(r.begin());
  }
}

[[njmpi::kernel]] void whichever_is_done(int& x, int& y) {
  std::vector<njmpi::pending> r;
  r.push_back(njmpi::irecv(x, 1));
  r.push_back(njmpi::irecv(y, 2));
  const auto done = njmpi::waitany(r);
  r.erase(r.begin() + done.index);
  njmpi::wait(r[0]);
}

[[njmpi::kernel]] void list_of_pointers(int& x, int& y) {
  njmpi::pending a = njmpi::irecv(x, 1), b = njmpi::irecv(y, 2);
  for (njmpi::pending* p : {&a, &b})
    njmpi::wait(*p);
}

[[njmpi::kernel]] void backwards(int& x, int& y) {
  std::array<njmpi::pending, 2> r{njmpi::irecv(x, 1), njmpi::irecv(y, 2)};
  for (auto it = r.rbegin(); it != r.rend(); ++it)
    njmpi::wait(*it);
}

// class: local race

// Each copy has elements of its own.
[[njmpi::kernel]] void copy_of_a_class() {
  grid now, next = now;
  auto r = njmpi::isend(now.v, 1);
  next.v[0] = 9;
  njmpi::wait(r);
}

[[njmpi::kernel]] void captured_vector(std::vector<double>& x) {
  auto f = [x]() mutable { x[0] = 9; };
  auto r = njmpi::isend(x, 1);
  f();
  njmpi::wait(r);
}

[[njmpi::kernel]] void passed_by_value(grid& now) {
  auto r = njmpi::isend(now.v, 1);
  scratch(now);
  njmpi::wait(r);
}

} // namespace
