// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads whose indices are computed: from what they are computed, under which conditions, in which loops. The
// lists of elements are kept while nothing of it changes, and made anew where something does.
#include "loops.hpp"
#include <cmath>
#include <deque>
#include <functional>
#include <utility>
#include <vector>

namespace {

using njmpi::field;
constexpr int n = 40;

struct edge {
  int to;
  double weight;
};
struct graph {
  std::vector<int> start{0}, to;
};
struct shifted {
  int by = 1;
  int place(int i) const { return (i + by) % n; }
  [[njmpi::kernel]] void run(field<double, 1>& y, const field<double, 1>& x) {
    [[njmpi::loop]] for (int i = 0; i < n; ++i)
      y(i) = x(place(i));
  }
};
// Not in one piece of memory.
struct queued {
  std::deque<int> to;
  static inline int more = 0;
  [[njmpi::kernel]] void run(field<double, 1>& y, const field<double, 1>& x) const {
    [[njmpi::loop]] for (int i = 0; i < n; ++i)
      y(i) = x((to[static_cast<std::size_t>(i)] + this->more) % n);
  }
};
int global_shift = 0;
int globally(int i) { return (i + global_shift) % n; }

// ---- what changes while the kernel runs ----------------------------------------------------------

[[njmpi::kernel]] void by_outer_index(field<double, 1>& y, const field<double, 1>& x) {
  for (int j = 1; j < n; j *= 2) [[njmpi::loop]]
    for (int i = 0; i < n; ++i)
      y(i) += x((i + j) % n);
}
[[njmpi::kernel]] void by_constant_of_a_pass(field<double, 1>& y, const field<double, 1>& x) {
  int pass = 0;
  while (++pass < 5) {
    const int j = 7 * pass;
    [[njmpi::loop]] for (int i = 0; i < n; ++i)
      y(i) += x((i + j) % n);
  }
}
[[njmpi::kernel]] void by_array_of_a_pass(field<double, 1>& y, const field<double, 1>& x,
                                          const std::vector<std::vector<int>>& all) {
  for (const std::vector<int>& to : all) [[njmpi::loop]]
    for (int i = 0; i < n; ++i)
      y(i) += x(to[static_cast<std::size_t>(i)]);
  for (int pass = 0; pass < 3; ++pass) {
    const std::vector<int> to = all[static_cast<std::size_t>(pass)];
    [[njmpi::loop]] for (int i = 0; i < n; ++i)
      y(i) += x(to[static_cast<std::size_t>(i)]);
  }
  std::size_t pass = 0;
again:
  const std::vector<int> last = all[pass];
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    y(i) += x(last[static_cast<std::size_t>(i)]);
  if (++pass < all.size())
    goto again;
}
struct list {
  std::vector<int> to;
  const list* next = nullptr;
};
[[njmpi::kernel]] void by_members_of_a_chain(field<double, 1>& y, const field<double, 1>& x,
                                             const list* each) {
  for (; each; each = each->next) [[njmpi::loop]]
    for (int i = 0; i < n; ++i)
      y(i) += x(each->to[static_cast<std::size_t>(i)]);
}

// ---- what the indices are computed from ---------------------------------------------------------

[[njmpi::kernel]] void by_floating_value(field<double, 1>& y, const field<double, 1>& x, double v) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    const double p = std::fmod(i + v, double(n));
    y(i) = x(int(p));
  }
}
[[njmpi::kernel]] void by_size_of_array(field<double, 1>& y, const field<double, 1>& x,
                                        const std::vector<double>& w) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    double s = 0;
    for (int k = 0; k < static_cast<int>(w.size()); ++k)
      s += w[static_cast<std::size_t>(k)] * x((i + k) % n);
    y(i) = s;
  }
}
[[njmpi::kernel]] void by_global(field<double, 1>& y, const field<double, 1>& x) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    y(i) = x(globally(i));
}
[[njmpi::kernel]] void by_lambda(field<double, 1>& y, const field<double, 1>& x, const std::vector<int>& to) {
  for (int q = 0; q < 3; ++q) {
    const auto at = [&, q](int i) { return (to[static_cast<std::size_t>(i)] + q * 9) % n; };
    [[njmpi::loop]] for (int i = 0; i < n; ++i)
      y(i) += x(at(i)) * (q + 1);
  }
}
void rewire(graph& g, int q) {
  for (int& to : g.to)
    to = (to * 3 + q) % n;
}
// Both names are one graph.
[[njmpi::kernel]] void by_two_names(field<double, 1>& y, const field<double, 1>& x, const graph& g,
                                    graph& same) {
  for (int q = 0; q < 3; ++q) {
    [[njmpi::loop]] for (int i = 0; i < n; ++i)
      for (int k = g.start[static_cast<std::size_t>(i)]; k < g.start[static_cast<std::size_t>(i + 1)]; ++k)
        y(i) += x(g.to[static_cast<std::size_t>(k)]) * (q + 1);
    rewire(same, q);
  }
}
[[njmpi::kernel]] void by_members(field<double, 1>& y, const field<double, 1>& x,
                                  const std::vector<edge>& e) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    const edge& one = e[static_cast<std::size_t>(i)];
    y(i) = one.weight * x(one.to);
  }
}
[[njmpi::kernel]] void by_bindings(field<double, 1>& y, const field<double, 1>& x,
                                   const std::vector<std::pair<int, double>>& e) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    const auto [to, weight] = e[static_cast<std::size_t>(i)];
    y(i) = weight * x(to);
  }
}
[[njmpi::kernel]] void by_lists(field<double, 1>& y, const field<double, 1>& x,
                                const std::vector<std::vector<std::pair<int, double>>>& near) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    double s = 0;
    for (const auto& other : near[static_cast<std::size_t>(i)])
      s += other.second * x(other.first);
    y(i) = s;
  }
}

// ---- conditions ---------------------------------------------------------------------------------

[[njmpi::kernel]] void padded(field<double, 1>& y, const field<double, 1>& x, const std::vector<int>& to) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    double s = 0;
    for (int k = 0; k < 4; ++k) {
      const int j = to[static_cast<std::size_t>(4 * i + k)];
      if (j < 0)
        continue;
      s += x(j);
    }
    y(i) = s;
  }
}
[[njmpi::kernel]] void left_out(field<double, 1>& y, const field<double, 1>& x, const std::vector<int>& to) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    if (to[static_cast<std::size_t>(4 * i)] < 0)
      continue;
    y(i) = x(to[static_cast<std::size_t>(4 * i)]);
  }
}
[[njmpi::kernel]] void chosen(field<double, 1>& y, const field<double, 1>& x, const std::vector<int>& to) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    const int j = to[static_cast<std::size_t>(4 * i)];
    y(i) = (j < 0 ? 1 : x(j)) + (j >= 0 && x(j) > 5 ? 100 : 0);
  }
}
// The array ends where the list does.
[[njmpi::kernel]] void ended(field<double, 1>& y, const field<double, 1>& x, const std::vector<int>& length,
                             const std::vector<int>& to) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    double s = 0;
    for (int k = 0;; ++k) {
      if (k >= length[static_cast<std::size_t>(i)])
        break;
      s += x(to.at(static_cast<std::size_t>(i + k)));
    }
    y(i) = s;
  }
}
// What the body alone knows: the element is read where a field says so.
[[njmpi::kernel]] void known_late(field<double, 1>& y, const field<double, 1>& x, const field<int, 1>& some,
                                  const std::vector<int>& to) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i) {
    y(i) = 0;
    if (some(i) == 0)
      continue;
    y(i) = x(to[static_cast<std::size_t>(4 * i)]);
  }
}

[[njmpi::kernel]] void where_said(field<double, 1>& y, const field<double, 1>& x, const field<int, 1>& some,
                                  const std::vector<int>& to) {
  [[njmpi::loop]] for (int i = 0; i < n; ++i)
    if (some(i)) {
      if (to[static_cast<std::size_t>(4 * i + 1)] >= 0)
        y(i) = x(to[static_cast<std::size_t>(4 * i)]);
    } else if (i % 3 == 0) {
      y(i) = x((i * 7 + 1) % n);
    }
}

// ---- loops of the body whose index is no index of the nest --------------------------------------

[[njmpi::kernel]] void window(field<double, 1>& y, const field<double, 1>& x) {
  [[njmpi::loop]] for (long i = 0; i < n; ++i) {
    double s = 0;
    for (long j = i; j < i + 4 && j < x.extent(0); ++j)
      s += x(j);
    y(i) = s;
  }
}
[[njmpi::kernel]] void powers(field<double, 1>& y, const field<double, 1>& x) {
  [[njmpi::loop]] for (long i = 0; i < n; ++i) {
    double s = 0;
    for (long j = i + 1; j < n; j *= 2)
      s += x(j);
    for (long j = i; j; --j)
      s -= x(j);
    for (long j = 0; j < n; j += i + 1)
      s += 2 * x(j);
    y(i) = s;
  }
}

// The kernel on fields, beside the same with all elements on each rank.
using annotated = std::function<void(field<double, 1>&, const field<double, 1>&)>;
using by_index = std::function<double(int, const std::vector<double>&)>;
void check(const char* what, const annotated& run, const by_index& expected) {
  field<double, 1> x({n}), y({n});
  std::vector<double> v;
  for (int i = 0; i < n; ++i)
    v.push_back(double(i * i % 19));
  x.scatter(v);
  run(y, x);
  std::vector<double> all;
  for (int i = 0; i < n; ++i)
    all.push_back(expected(i, v));
  expect(y.allgather() == all, what);
}

double at(const std::vector<double>& v, int i) { return v[static_cast<std::size_t>(i % n)]; }

} // namespace

TEST_CASE("lists of indices follow all that they are computed from") {
  for (const double v : {0.5, 21.0})
    check(
        "a floating value", [&](auto& y, auto& x) { by_floating_value(y, x, v); },
        [&](int i, auto& v0) { return at(v0, int(std::fmod(i + v, double(n)))); });
  for (const int length : {2, 5, 9})
    check(
        "the size of an array",
        [&](auto& y, auto& x) {
          by_size_of_array(y, x, std::vector<double>(static_cast<std::size_t>(length), 1.5));
        },
        [&](int i, auto& v) {
          double s = 0;
          for (int k = 0; k < length; ++k)
            s += 1.5 * at(v, i + k);
          return s;
        });
  shifted object;
  for (const int by : {1, 9, 20}) {
    object.by = global_shift = by;
    check(
        "members", [&](auto& y, auto& x) { object.run(y, x); },
        [&](int i, auto& v) { return at(v, i + by); });
    check(
        "a global variable", [&](auto& y, auto& x) { by_global(y, x); },
        [&](int i, auto& v) { return at(v, i + by); });
  }
  queued queue;
  queue.to.resize(n);
  for (const int by : {1, 9, 20}) {
    queue.to[5] = by;
    queued::more = by / 9;
    check(
        "a queue and a static member", [&](auto& y, auto& x) { queue.run(y, x); },
        [&](int i, auto& v) { return at(v, (i == 5 ? by : 0) + by / 9); });
  }
  std::vector<int> to;
  for (int i = 0; i < n; ++i)
    to.push_back(i * 7 % n);
  check(
      "a lambda", [&](auto& y, auto& x) { by_lambda(y, x, to); },
      [&](int i, auto& v) {
        double s = 0;
        for (int q = 0; q < 3; ++q)
          s += at(v, i * 7 % n + q * 9) * (q + 1);
        return s;
      });
  graph g, serially;
  for (int i = 0; i < n; ++i) {
    for (int k = 0; k < i % 3; ++k)
      g.to.push_back((i * 7 + k) % n);
    g.start.push_back(static_cast<int>(g.to.size()));
  }
  serially = g;
  check(
      "two names of a graph", [&](auto& y, auto& x) { by_two_names(y, x, g, g); },
      [&](int i, auto& v) {
        graph h = serially;
        double s = 0;
        for (int q = 0; q < 3; ++q) {
          for (int k = h.start[static_cast<std::size_t>(i)]; k < h.start[static_cast<std::size_t>(i + 1)];
               ++k)
            s += at(v, h.to[static_cast<std::size_t>(k)]) * (q + 1);
          rewire(h, q);
        }
        return s;
      });
}

TEST_CASE("lists are made anew where numbers and arrays change from pass to pass") {
  check("outer index", by_outer_index, [&](int i, auto& v) {
    double s = 0;
    for (int j = 1; j < n; j *= 2)
      s += at(v, i + j);
    return s;
  });
  check("constant of a pass", by_constant_of_a_pass,
        [&](int i, auto& v) { return at(v, i + 7) + at(v, i + 14) + at(v, i + 21) + at(v, i + 28); });
  std::vector<std::vector<int>> all(3);
  for (int k = 0; k < 3; ++k)
    for (int i = 0; i < n; ++i)
      all[static_cast<std::size_t>(k)].push_back((i * 7 + k * 11) % n);
  const auto one_of_each = [&](int i, auto& v) {
    return at(v, i * 7) + at(v, i * 7 + 11) + at(v, i * 7 + 22);
  };
  check(
      "array of a pass", [&](auto& y, auto& x) { by_array_of_a_pass(y, x, all); },
      [&](int i, auto& v) { return one_of_each(i, v) + one_of_each(i, v) + one_of_each(i, v); });
  const list last{all[2]}, middle{all[1], &last}, first{all[0], &middle};
  check("chain", [&](auto& y, auto& x) { by_members_of_a_chain(y, x, &first); }, one_of_each);
}

TEST_CASE("indices are members, parts and elements of lists") {
  for (const int step : {7, 11}) {
    std::vector<edge> e;
    std::vector<std::pair<int, double>> pairs;
    std::vector<std::vector<std::pair<int, double>>> near(n);
    for (int i = 0; i < n; ++i) {
      e.push_back({i * step % n, 0.5 * i});
      pairs.push_back({i * step % n, 0.5 * i});
      for (int k = 0; k < i % 3; ++k)
        near[static_cast<std::size_t>(i)].push_back({(i * step + k) % n, 2.0 + k});
    }
    const by_index weighted = [&](int i, auto& v) { return 0.5 * i * at(v, i * step); };
    check("members", [&](auto& y, auto& x) { by_members(y, x, e); }, weighted);
    check("bindings", [&](auto& y, auto& x) { by_bindings(y, x, pairs); }, weighted);
    check(
        "lists", [&](auto& y, auto& x) { by_lists(y, x, near); },
        [&](int i, auto& v) {
          double s = 0;
          for (int k = 0; k < i % 3; ++k)
            s += (2.0 + k) * at(v, i * step + k);
          return s;
        });
  }
}

TEST_CASE("elements that a condition keeps from being read are not asked for") {
  std::vector<int> to, length;
  for (int i = 0; i < 4 * n; ++i)
    to.push_back(i % 3 ? i * 7 % n : -1);
  const auto first = [&](int i) { return to[static_cast<std::size_t>(4 * i)]; };
  check(
      "padding", [&](auto& y, auto& x) { padded(y, x, to); },
      [&](int i, auto& v) {
        double s = 0;
        for (int k = 0; k < 4; ++k)
          if (const int j = to[static_cast<std::size_t>(4 * i + k)]; j >= 0)
            s += at(v, j);
        return s;
      });
  check(
      "iterations left out", [&](auto& y, auto& x) { left_out(y, x, to); },
      [&](int i, auto& v) { return first(i) < 0 ? 0 : at(v, first(i)); });
  check(
      "conditions in the expression", [&](auto& y, auto& x) { chosen(y, x, to); },
      [&](int i, auto& v) { return first(i) < 0 ? 1 : at(v, first(i)) + (at(v, first(i)) > 5 ? 100 : 0); });
  std::vector<int> exact;
  for (int i = 0; i < n; ++i) {
    length.push_back(std::min(i % 5, n - i));
    exact.push_back(i * 3 % n);
  }
  check(
      "the end of a list", [&](auto& y, auto& x) { ended(y, x, length, exact); },
      [&](int i, auto& v) {
        double s = 0;
        for (int k = 0; k < std::min(i % 5, n - i); ++k)
          s += at(v, (i + k) * 3 % n);
        return s;
      });
  field<int, 1> some({n});
  some.assign([&](long i) { return first(static_cast<int>(i)) >= 0 && i % 2; });
  check(
      "what a field says", [&](auto& y, auto& x) { known_late(y, x, some, to); },
      [&](int i, auto& v) { return first(i) >= 0 && i % 2 ? at(v, first(i)) : 0; });
  check(
      "in branches of what a field says", [&](auto& y, auto& x) { where_said(y, x, some, to); },
      [&](int i, auto& v) {
        return first(i) >= 0 && i % 2 ? (to[static_cast<std::size_t>(4 * i + 1)] < 0 ? 0 : at(v, first(i)))
               : i % 3 == 0           ? at(v, i * 7 + 1)
                                      : 0;
      });
}

TEST_CASE("loops of the body that count otherwise than a nest does") {
  check(
      "two conditions", [](auto& y, auto& x) { window(y, x); },
      [](int i, auto& v) {
        double s = 0;
        for (int j = i; j < i + 4 && j < n; ++j)
          s += at(v, j);
        return s;
      });
  check(
      "steps of their own", [](auto& y, auto& x) { powers(y, x); },
      [](int i, auto& v) {
        double s = 0;
        for (int j = i + 1; j < n; j *= 2)
          s += at(v, j);
        for (int j = i; j; --j)
          s -= at(v, j);
        for (int j = 0; j < n; j += i + 1)
          s += 2 * at(v, j);
        return s;
      });
}
