// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Scalars and containers that are read beside an array, and may be part of it: only the run can tell.
#include "loops.hpp"
#include <algorithm>

namespace {

struct sample {
  double value = 0, weight = 1;
};
struct tally {
  long total = 0, most = 0;
};
long shared_count = 0;

[[njmpi::kernel]] void divide(std::vector<double>& a, const double& by) {
  [[njmpi::loop]] for (std::size_t i = 0; i < a.size(); ++i)
    a[i] /= by;
}
[[njmpi::kernel]] void after_first(std::vector<double>& a, const double& by) {
  [[njmpi::loop]] for (std::size_t i = 1; i < a.size(); ++i)
    a[i] -= by;
}
[[njmpi::kernel]] void shift(std::vector<sample>& a, const sample& by) {
  [[njmpi::loop]] for (std::size_t i = 0; i < a.size(); ++i)
    a[i].value += by.value + 1;
}
[[njmpi::kernel]] void add(const std::vector<long>& a, long& sum) {
  [[njmpi::loop]] for (std::size_t i = 0; i < a.size(); ++i)
    sum += a[i];
}
[[njmpi::kernel]] void both(const std::vector<long>& a, long& sum, long& most) {
  [[njmpi::loop]] for (std::size_t i = 0; i < a.size(); ++i) {
    sum += a[i];
    most = std::max(most, a[i]);
  }
}
[[njmpi::kernel]] void scaled(const std::vector<long>& a, tally& to, const tally& by) {
  [[njmpi::loop]] for (std::size_t i = 0; i < a.size(); ++i)
    to.total += a[i] * by.most;
}
[[njmpi::kernel]] long through_pointer(std::vector<long>& a, bool same) {
  long sum = 0, other = 5;
  const long* seen = same ? &sum : &other;
  [[njmpi::loop]] for (std::size_t i = 0; i < a.size(); ++i) {
    sum += a[i];
    a[i] = *seen;
  }
  return sum;
}
[[njmpi::kernel]] void of_global(long* a, long n) {
  [[njmpi::loop]] for (long i = 0; i < n; ++i)
    a[i] += shared_count;
}
double spread(const std::vector<double>& w, std::size_t i) { return w.back() - w[i]; }
[[njmpi::kernel]] void all_of_another(std::vector<double>& a, const std::vector<double>& w) {
  [[njmpi::loop]] for (std::size_t i = 0; i < a.size(); ++i)
    a[i] = spread(w, i);
}
template <class T> [[njmpi::kernel]] void divide_all(std::vector<T>& a, const double& by) {
  [[njmpi::loop]] for (std::size_t i = 0; i < a.size(); ++i)
    a[i] = static_cast<T>(static_cast<double>(a[i]) / by);
}

} // namespace

TEST_CASE("scalars that are no part of an array are read beside it") {
  const std::vector<double> start{3, 1, 4, 1, 5, 9};
  std::vector<double> a = start, wanted = start;
  const double by = 2;
  divide(a, by);
  divide_all(a, by);
  for (double& x : wanted)
    x /= 4;
  same(a, wanted, "divided");
  after_first(a, a[0]);
  for (std::size_t i = 1; i < a.size(); ++i)
    wanted[i] -= wanted[0];
  same(a, wanted, "the element before the first");
  std::vector<sample> samples(7), other(1);
  shift(samples, other[0]);
  for (const sample& s : samples)
    CHECK(s.value == 1);
  std::vector<long> n{3, 1, 4, 1, 5};
  long sum = 1, most = 2;
  add(n, sum);
  CHECK(sum == 15);
  both(n, sum, most);
  CHECK((sum == 29 && most == 5));
  tally to, factor{0, 2};
  scaled(n, to, factor);
  CHECK(to.total == 28);
  CHECK(through_pointer(n, false) == 14);
  same(n, std::vector<long>(5, 5), "through a pointer");
  shared_count = 2;
  of_global(n.data(), 5);
  same(n, std::vector<long>(5, 7), "of a global");
  std::vector<double> b(6);
  all_of_another(b, a);
  for (std::size_t i = 0; i < a.size(); ++i)
    CHECK(b[i] == a.back() - a[i]);
  std::vector<int> whole{4, 6};
  divide_all(whole, by);
  same(whole, std::vector<int>{2, 3}, "of integers");
}

TEST_CASE("scalars that are part of an array stop the loop") {
  std::vector<double> a{3, 1, 4, 1, 5, 9};
  stops("a and by overlap in memory", [&] { divide(a, a[2]); });
  stops("a and by overlap in memory", [&] { divide_all(a, a[2]); });
  std::vector<sample> samples(7);
  stops("a and by.value overlap in memory", [&] { shift(samples, samples[2]); });
  std::vector<long> n{3, 1, 4, 1, 5};
  stops("a and sum overlap in memory", [&] { add(n, n[3]); });
  long sum = 0;
  stops("sum and most overlap in memory", [&] { both(n, sum, sum); });
  // Two members of one object are two scalars.
  tally one{0, 2};
  scaled(n, one, one);
  CHECK(one.total == 28);
  stops("seen and sum overlap in memory", [&] { through_pointer(n, true); });
  stops("a and shared_count overlap in memory", [&] { of_global(&shared_count, 1); });
  stops("a and w overlap in memory", [&] { all_of_another(a, a); });
}
