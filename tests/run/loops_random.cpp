// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops over fields against a serial model: shapes, offsets, ghosts, wrap-around, grids, steps and directions
// drawn at random, with fixed seeds; extents below the number of ranks among them.
#include "loops.hpp"

#include <array>
#include <memory>
#include <random>

namespace rt = njmpi::rt;
using njmpi::field;

namespace {

template <int N> using place = std::array<long, N>;

// An array with its ghosts, in one piece.
template <int N> struct dense {
  place<N> extent{}, ghost{};
  std::array<bool, N> periodic{};
  std::vector<long> values;

  void make() {
    long size = 1;
    for (int d = 0; d < N; ++d)
      size *= extent[d] + 2 * ghost[d];
    values.assign(static_cast<std::size_t>(size), 0);
  }
  // Null where there is no element.
  long* find(place<N> at, bool written = false) {
    long k = 0;
    for (int d = 0; d < N; ++d) {
      const long g = periodic[d] ? 0 : ghost[d];
      if (periodic[d] && !written)
        at[d] = (at[d] % extent[d] + extent[d]) % extent[d];
      if (at[d] < -g || at[d] >= extent[d] + g)
        return nullptr;
      k = k * (extent[d] + 2 * ghost[d]) + at[d] + ghost[d];
    }
    return &values[static_cast<std::size_t>(k)];
  }
};

template <int N> struct both {
  std::unique_ptr<field<long, N>> f;
  dense<N> d;
};

template <int N> struct nest {
  place<N> first{}, last{}, step{};
  template <class F> void serial(F&& body) const { run<0>({}, first, last, body, nullptr); }
  template <class F> void boxed(const rt::loop_window& box, F&& body) const {
    run<0>({}, first, last, body, &box);
  }

private:
  template <int L, class F>
  void run(place<N> i, const place<N>& a, const place<N>& b, F& body, const rt::loop_window* box) const {
    if constexpr (L == N) {
      body(i);
    } else {
      const long begin = box ? box->first(L) : a[L];
      const long end = box ? box->last(L) : b[L];
      for (i[L] = begin; step[L] > 0 ? i[L] < end : i[L] > end; i[L] += step[L])
        run<L + 1>(i, a, b, body, box);
    }
  }
};

struct sub {
  int level, factor;
  long offset;
};
template <int N> using subs = std::array<sub, N>;

template <int N> place<N> apply(const subs<N>& s, const place<N>& i) {
  place<N> at;
  for (int d = 0; d < N; ++d)
    at[d] = s[d].level < 0 ? s[d].offset : s[d].factor * i[s[d].level] + s[d].offset;
  return at;
}

template <int N> std::vector<rt::subscript> list(const subs<N>& s) {
  std::vector<rt::subscript> result;
  for (const sub& x : s)
    result.push_back({x.level, x.factor, x.offset});
  return result;
}

template <class V, int N> decltype(auto) element(const V& view, const place<N>& at) {
  if constexpr (N == 1)
    return view(at[0]);
  else if constexpr (N == 2)
    return view(at[0], at[1]);
  else
    return view(at[0], at[1], at[2]);
}

// The lists of generated code are written out; here they are as long as the dimensions.
template <int N>
void declare(rt::loop& l, bool write, field<long, N>& f, const subs<N>& s, int statement, unsigned flags) {
  const auto v = list<N>(s);
  const field<long, N>& c = f;
  if constexpr (N == 1)
    write ? l.write(f, {v[0]}, statement, flags) : l.read(c, {v[0]}, statement, flags);
  else if constexpr (N == 2)
    write ? l.write(f, {v[0], v[1]}, statement, flags) : l.read(c, {v[0], v[1]}, statement, flags);
  else
    write ? l.write(f, {v[0], v[1], v[2]}, statement, flags)
          : l.read(c, {v[0], v[1], v[2]}, statement, flags);
}
template <int N> int declare_copy(rt::loop& l, const field<long, N>& f, const subs<N>& s, int statement) {
  const auto v = list<N>(s);
  if constexpr (N == 1)
    return l.copy(f, {v[0]}, statement, rt::guarded);
  else if constexpr (N == 2)
    return l.copy(f, {v[0], v[1]}, statement, rt::guarded);
  else
    return l.copy(f, {v[0], v[1], v[2]}, statement, rt::guarded);
}

template <int N> class trial {
public:
  explicit trial(unsigned seed)
      : random(seed), name("seed " + std::to_string(seed) + " of " + std::to_string(N) + " dimensions") {}

  void run() {
    make_fields();
    for (int loops = 0; loops < 3; ++loops)
      one_loop();
  }

private:
  long draw(long lo, long hi) { return std::uniform_int_distribution<long>(lo, hi)(random); }
  bool coin(int of = 2) { return draw(1, of) == 1; }

  void make_fields() {
    place<N> extent, ghost;
    std::array<bool, N> periodic;
    std::array<int, N> grid;
    const auto shape = [&] {
      for (int d = 0; d < N; ++d) {
        extent[d] = coin(4) ? draw(1, 3) : draw(2, N == 3 ? 7 : 14);
        ghost[d] = draw(0, 2);
        periodic[d] = coin(3);
      }
    };
    const auto cut = [&] {
      grid.fill(0);
      if (coin(3)) {
        grid.fill(1);
        grid[static_cast<std::size_t>(draw(0, N - 1))] = world_size();
      }
    };
    shape();
    cut();
    for (int k = 0; k < 4; ++k) {
      if (k == 3) {
        // Of its own kind.
        const place<N> as_before = extent;
        shape();
        if (coin())
          extent = as_before;
        cut();
      }
      both<N>& b = fields[k];
      b.d.extent = extent;
      if (k == 2)
        for (int d = 0; d < N; ++d)
          b.d.extent[d] = std::max(1L, extent[d] + draw(-1, 1));
      b.d.ghost = ghost;
      b.d.periodic = periodic;
      b.d.make();
      if (k == 0 || k == 3)
        b.f = std::make_unique<field<long, N>>(
            rt::extent_list<N>(b.d.extent),
            typename field<long, N>::options{.periodic = periodic, .ghost = ghost, .grid = grid});
      else
        b.f = std::make_unique<field<long, N>>(rt::extent_list<N>(b.d.extent), aligned_with(*fields[0].f));
      fill(b, k);
    }
  }

  // Ghosts too, by a loop.
  void fill(both<N>& b, int k) {
    static rt::loop_site site{__FILE__, __LINE__};
    nest<N> all;
    subs<N> same;
    for (int d = 0; d < N; ++d) {
      const long g = b.d.periodic[d] ? 0 : b.d.ghost[d];
      all.first[d] = -g;
      all.last[d] = b.d.extent[d] + g;
      all.step[d] = 1;
      same[d] = {d, 1, 0};
    }
    const auto initial = [&](const place<N>& i) {
      long v = k + 1;
      for (int d = 0; d < N; ++d)
        v = v * 31 + i[d] + 5;
      return v % 1009;
    };
    all.serial([&](const place<N>& i) { *b.d.find(i) = initial(i); });
    with_loop(site, all, [&](rt::loop& loop) {
      declare<N>(loop, true, *b.f, same, 0, 0);
      while (const auto box = loop.next()) {
        const auto v = loop.view_of(*b.f);
        all.boxed(box, [&](const place<N>& i) { element<decltype(v), N>(v, i) = initial(i); });
      }
      loop.finish();
    });
    compare(b, "filled");
  }

  template <class F> void with_loop(rt::loop_site& site, const nest<N>& n, F&& f) {
    std::array<rt::range, 3> r{};
    for (int l = 0; l < N; ++l)
      r[static_cast<std::size_t>(l)] = {n.first[l], n.last[l], n.step[l]};
    if constexpr (N == 1) {
      rt::loop loop(site, {r[0]});
      f(loop);
    } else if constexpr (N == 2) {
      rt::loop loop(site, {r[0], r[1]});
      f(loop);
    } else {
      rt::loop loop(site, {r[0], r[1], r[2]});
      f(loop);
    }
  }

  void compare(both<N>& b, const char* what) {
    const std::vector<long> values = b.f->allgather();
    std::size_t k = 0;
    bool right = true;
    nest<N> all;
    for (int d = 0; d < N; ++d)
      all.first[d] = 0, all.last[d] = b.d.extent[d], all.step[d] = 1;
    all.serial([&](const place<N>& i) { right = right && values[k++] == *b.d.find(i); });
    expect(right, name + ": " + what);
  }

  struct reading {
    int field;
    subs<N> at;
    bool copied;
    int number;
  };

  void one_loop() {
    static rt::loop_site sites[2]{{__FILE__, __LINE__, 0, 1}, {__FILE__, __LINE__, 0, 2}};
    const int statements = coin(3) ? 2 : 1;
    std::array<int, N> order;
    for (int d = 0; d < N; ++d)
      order[static_cast<std::size_t>(d)] = d;
    if (coin(3))
      std::shuffle(order.begin(), order.end(), random);
    subs<N> written;
    nest<N> n;
    both<N>& to = fields[0];
    for (int d = 0; d < N; ++d) {
      const int l = order[static_cast<std::size_t>(d)];
      written[d] = {l, coin(4) ? -1 : 1, draw(-2, 2)};
      const long g = to.d.periodic[d] ? 0 : to.d.ghost[d];
      long lo = -g + draw(0, 2);
      long hi = to.d.extent[d] - 1 + g - draw(0, 2);
      if (coin(10))
        hi = lo - 1;
      // The indices of the level, from the elements.
      const long a = written[d].factor * (lo - written[d].offset);
      const long b = written[d].factor * (hi - written[d].offset);
      const long least = std::min(a, b), most = hi < lo ? least - 1 : std::max(a, b);
      n.step[l] = std::array<long, 6>{1, 1, 1, 2, 3, -1}[static_cast<std::size_t>(draw(0, 5))];
      if (coin(5))
        n.step[l] = -2;
      n.first[l] = n.step[l] > 0 ? least : most;
      n.last[l] = n.step[l] > 0 ? most + 1 : least - 1;
    }
    std::vector<reading> reads;
    for (long count = draw(1, 4); count > 0; --count) {
      reading r{static_cast<int>(draw(1, 3)), written, coin(4), 0};
      for (int d = 0; d < N; ++d) {
        r.at[d].offset += draw(-2, 2);
        if (r.copied && coin(3))
          r.at[d] = {-1, 0, draw(0, fields[r.field].d.extent[d] - 1)};
        else if (r.copied)
          r.at[d] = {static_cast<int>(draw(0, N - 1)), coin() ? 1 : -1, draw(-3, 9)};
      }
      reads.push_back(r);
    }
    bool wraps = false;
    for (int d = 0; d < N; ++d)
      wraps = wraps || to.d.periodic[d];
    if (!wraps && coin()) { // elements that the loop writes later
      reading r{0, written, false, 0};
      for (int l = 0; l < N; ++l)
        for (int d = 0; d < N; ++d)
          if (written[d].level == l && (l == 0 || coin()))
            r.at[d].offset += written[d].factor * n.step[l] * (l == 0 ? draw(1, 2) : draw(-1, 1));
      reads.push_back(r);
    }
    const long shift = draw(-1, 1);
    subs<N> beside = written; // the second statement writes field 2
    beside[0].offset += shift;

    // The model.
    const dense<N> before[2] = {fields[0].d, fields[2].d};
    long serial_sum = 7, serial_least = 500, serial_at = -1;
    const auto position = [&](const place<N>& i) {
      long p = 0;
      for (int l = 0; l < N; ++l)
        p = p * 100 + i[l] + 50;
      return p;
    };
    n.serial([&](const place<N>& i) {
      long v = 0;
      for (const reading& r : reads)
        if (statements == 1 || r.field != 2)
          if (const long* e = fields[r.field].d.find(apply<N>(r.at, i)))
            v = v * 3 + *e;
      v %= 997;
      *to.d.find(apply<N>(written, i), true) = v;
      serial_sum += v;
      if (v < serial_least) {
        serial_least = v;
        serial_at = position(i);
      }
      if (statements == 2)
        if (long* e = fields[2].d.find(apply<N>(beside, i), true))
          *e = position(i);
    });

    for (int pass = 0; pass < 2; ++pass) {
      // The second pass takes the plan, and perhaps the halos, of the first: from the same values, where it
      // reads what it writes.
      if (pass == 1 && std::any_of(reads.begin(), reads.end(), [](const reading& r) { return r.field == 0; }))
        break;
      long sum = 7, least = 500, at = -1;
      with_loop(sites[statements - 1], n, [&](rt::loop& loop) {
        declare<N>(loop, true, *to.f, written, 0, 0);
        if (statements == 2)
          declare<N>(loop, true, *fields[2].f, beside, 1, rt::guarded);
        for (reading& r : reads) {
          if (statements == 2 && r.field == 2)
            continue;
          if (r.copied)
            r.number = declare_copy<N>(loop, *fields[r.field].f, r.at, 0);
          else
            declare<N>(loop, false, *fields[r.field].f, r.at, 0, rt::guarded);
        }
        loop.reduce(sum, rt::combine::sum);
        const int won = loop.reduce_located(least, rt::combine::min, at);
        while (const auto box = loop.next()) {
          const auto out = loop.view_of(*to.f);
          const auto other = loop.view_of(*fields[2].f);
          n.boxed(box, [&](const place<N>& i) {
            if (runs(box, 0, i)) {
              long v = 0;
              for (const reading& r : reads) {
                if (statements == 2 && r.field == 2)
                  continue;
                const place<N> e = apply<N>(r.at, i);
                if (!fields[r.field].d.find(e))
                  continue;
                const field<long, N>& from = *fields[r.field].f;
                const auto view = r.copied ? loop.remote(from, r.number) : loop.view_of(from);
                v = v * 3 + element<decltype(view), N>(view, e);
              }
              v %= 997;
              element<decltype(out), N>(out, apply<N>(written, i)) = v;
              sum += v;
              if (v < least) {
                least = v;
                at = position(i);
                tell(loop, won, i);
              }
            }
            if (statements == 2 && runs(box, 1, i))
              if (const place<N> e = apply<N>(beside, i); fields[2].d.find(e, true))
                element<decltype(other), N>(other, e) = position(i);
          });
        }
        loop.finish();
      });
      expect(sum == serial_sum && least == serial_least && at == serial_at, name + ": reductions");
      for (both<N>& b : fields)
        compare(b, pass == 0 ? "after the loop" : "after the same loop again");
    }
    if (fields[0].d.extent == fields[1].d.extent && coin()) {
      swap(*fields[0].f, *fields[1].f);
      std::swap(fields[0].d.values, fields[1].d.values);
    }
  }

  bool runs(const rt::loop_window& box, int statement, const place<N>& i) {
    if constexpr (N == 1)
      return box.runs(statement, i[0]);
    else if constexpr (N == 2)
      return box.runs(statement, i[0], i[1]);
    else
      return box.runs(statement, i[0], i[1], i[2]);
  }
  void tell(rt::loop& loop, int won, const place<N>& i) {
    if constexpr (N == 1)
      loop.won(won, i[0]);
    else if constexpr (N == 2)
      loop.won(won, i[0], i[1]);
    else
      loop.won(won, i[0], i[1], i[2]);
  }

  std::mt19937 random;
  std::string name;
  both<N> fields[4];
};

} // namespace

TEST_CASE("loops over fields give what the serial loops give") {
  // Many ranks share few processors here.
  const unsigned seeds = world_size() <= 4 ? 70 : 40;
  for (unsigned seed = 1; seed <= seeds; ++seed) {
    trial<1>(seed).run();
    trial<2>(seed).run();
    trial<3>(seed).run();
  }
}
