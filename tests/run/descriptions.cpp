// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// NJMPI_DESCRIBE: members that are left out stay as they are on each rank, in every build and form of kernel.
#include "check.hpp"
#include "ring.hpp"
#include <cstring>
#include <ranges>
#include <vector>

namespace {

struct cached {
  int id;
  double x;
  int cache; // each rank's own
};
NJMPI_DESCRIBE(cached, id, x);

struct linked {
  linked* next;
  short weights[3];
  union {
    int number;
    float fraction;
  } own;
  NJMPI_DESCRIBE(linked, weights);
};

struct holder {
  cached inside[2];
  char tag;
};
NJMPI_DESCRIBE(holder, inside, tag);

// One can go through it, but it lies in one piece.
struct triple {
  double v[3];
  double* begin() { return v; }
  double* end() { return v + 3; }
  const double* begin() const { return v; }
  const double* end() const { return v + 3; }
  static constexpr std::size_t size() { return 3; }
};
NJMPI_DESCRIBE(triple, v);

[[njmpi::kernel]] void share(cached& c) { njmpi::bcast(c, 0); }
[[njmpi::kernel]] void share(std::vector<linked>& l) { njmpi::bcast(l, 0); }
[[njmpi::kernel]] void share(holder& h) { njmpi::bcast(h, 0); }
[[njmpi::kernel]] void share(std::vector<triple>& t) { njmpi::bcast(t, 0); }
template <class T> [[njmpi::kernel]] void share_any(T& x) { njmpi::bcast(x, 0); }
[[njmpi::kernel]] void pass_on(const cached& mine, cached& theirs) {
  njmpi::sendrecv(mine, ring.next, theirs, ring.previous);
}

} // namespace

TEST_CASE("members that a description leaves out") {
  const int rank = ring.rank;
  cached c{rank, rank + 0.5, 7 + rank};
  share(c);
  CHECK((c.id == 0 && c.x == 0.5 && c.cache == 7 + rank));
  c = {rank, rank + 0.5, 7 + rank};
  share_any(c);
  CHECK((c.id == 0 && c.x == 0.5 && c.cache == 7 + rank));
  cached theirs{-1, -1, -1};
  pass_on({rank, 0.25, 8}, theirs);
  CHECK((theirs.id == ring.previous && theirs.x == 0.25 && theirs.cache == -1));

  std::vector<linked> l(3);
  for (linked& each : l) {
    each.next = &each;
    each.weights[2] = static_cast<short>(rank == 0 ? 12 : 0);
    each.own.number = rank;
  }
  share(l);
  for (linked& each : l)
    CHECK((each.next == &each && each.weights[2] == 12 && each.own.number == rank));

  holder h{{{rank, 1, rank}, {rank, 2, rank}}, static_cast<char>(rank == 0 ? 'h' : ' ')};
  share(h);
  CHECK((h.tag == 'h' && h.inside[1].id == 0 && h.inside[1].cache == rank));
}

TEST_CASE("described classes that one can go through") {
  std::vector<triple> t(4, triple{{1, 2, ring.rank == 0 ? 3. : 0}});
  share(t);
  CHECK(t[3].v[2] == 3);
  triple one{{0, 0, ring.rank == 0 ? 4. : 0}};
  share_any(one);
  CHECK(one.v[2] == 4);
}

#ifdef __NJMPI__ // in plain builds, each needs a description

// Elements that only the traits name.
template <class T> struct lent {
  std::vector<T>* of;
};
template <class T> struct njmpi::buffer_traits<lent<T>> {
  static constexpr bool borrowed = true;
  static T* data(const lent<T>& l) { return l.of->data(); }
  static std::size_t size(const lent<T>& l) { return l.of->size(); }
};

namespace {

struct opaque {
  int a;
  unsigned : 3; // no member
  double b;
};
[[njmpi::kernel]] int pass_lent(lent<opaque> mine, lent<opaque> theirs) {
  return njmpi::sendrecv(mine, ring.next, theirs, ring.previous);
}

struct base {
  char c;
};
struct {
  int a;
  double b;
} unnamed{1, 2.5};

template <class T> [[njmpi::kernel]] bool returned(const T& x) {
  T y{};
  njmpi::sendrecv(x, ring.next, y, ring.previous);
  return std::memcmp(&x, &y, sizeof x) == 0; // there is no padding that anybody has written to
}
template <class T> [[njmpi::kernel]] bool local_classes(T value) {
  struct inner : base {
    T v;
    struct nested {
      short s[3];
      T w;
    } n;
  };
  struct outer {
    inner all[2];
    T* none();
  };
  outer x{}, y{};
  x.all[1].c = 'c';
  x.all[1].v = value;
  x.all[1].n.w = value + 1;
  x.all[0].n.s[2] = 7;
  njmpi::sendrecv(x, ring.next, y, ring.previous);
  typename inner::nested n{{}, value}, m{};
  njmpi::sendrecv(n, ring.next, m, ring.previous);
  return y.all[1].c == 'c' && y.all[1].v == value && y.all[1].n.w == value + 1 && y.all[0].n.s[2] == 7 &&
         m.w == value;
}
template <class T> [[njmpi::kernel]] bool unnamed_classes(T value) {
  struct {
    T v;
    int n;
  } x{value, 1}, y{};
  njmpi::sendrecv(x, ring.next, y, ring.previous);
  return y.v == value && y.n == 1;
}
template <class T> struct holds_kernel {
  [[njmpi::kernel]] static bool run(T value) {
    struct local {
      int n;
      T v;
    };
    local x{3, value}, y{};
    njmpi::sendrecv(x, ring.next, y, ring.previous);
    return y.v == value && y.n == 3;
  }
};

} // namespace

TEST_CASE("classes that only traits name") {
  std::vector<opaque> mine(3, {ring.rank, 0.5}), theirs(3);
  CHECK(pass_lent({&mine}, {&theirs}) == MPI_SUCCESS);
  CHECK((theirs[2].a == ring.previous && theirs[2].b == 0.5));
}

namespace {

struct ranged {
  char c;
  double d;
};
[[njmpi::kernel]] int subranges(std::vector<ranged>& v) {
  auto front = std::ranges::subrange(v.data(), v.data() + 2);
  return njmpi::bcast(std::ranges::subrange(v.begin() + 2, v.end()), 0) + njmpi::bcast(front, 0);
}
struct in_local {
  int a;
  double b;
};
// Members of a local class are kernels where they say so.
[[njmpi::kernel]] int kernels_in_kernels(int root) {
  struct local {
    std::vector<in_local> v;
    [[njmpi::kernel]] local(int n, int from) : v(static_cast<std::size_t>(n), {ring.rank, 0.5}) {
      njmpi::bcast(v, from);
    }
    [[njmpi::kernel]] int again(int from) {
      const auto send = [&] { return njmpi::bcast(v, from); };
      v[0].a += ring.rank;
      return send() == MPI_SUCCESS ? v[0].a : -1;
    }
  };
  njmpi::barrier();
  return local(3, root).again(root);
}

} // namespace

TEST_CASE("classes in subranges, and in members of local classes") {
  std::vector<ranged> v(5, {'a', 1.0 + ring.rank});
  CHECK((subranges(v) == MPI_SUCCESS && v[0].d == 1 && v[4].d == 1));
  CHECK(kernels_in_kernels(ring.size - 1) == 2 * (ring.size - 1));
}

TEST_CASE("classes of templates' bodies, and classes without a name") {
  CHECK((local_classes(1) && local_classes(2.5) && local_classes(3.5f) && local_classes(4L)));
  CHECK((unnamed_classes(1.5f) && unnamed_classes(2L)));
  CHECK((holds_kernel<float>::run(1.5f) && holds_kernel<int>::run(2) && holds_kernel<char>::run('c')));
  CHECK(returned(unnamed));
  struct here {
    long a, b;
  };
  CHECK(returned(here{1, 2}));
  struct {
    double d;
    long l;
  } own{1, 2};
  CHECK(returned(own));
  auto generic = [] [[njmpi::kernel]] (auto value) {
    struct local {
      decltype(value) v;
      char c;
    } x{value, 'x'}, y{};
    njmpi::sendrecv(x, ring.next, y, ring.previous);
    return y.v == value && y.c == 'x';
  };
  CHECK((generic(1.5) && generic(2)));
}

#endif
