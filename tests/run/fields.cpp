// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Fields: what they hold, whoever holds it. In rewritten builds the blocks are distributed, in plain ones
// every rank has all; what the members say of all elements is the same.
#include "check.hpp"
#include "ring.hpp"
#include "types.hpp"
#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <set>
#include <utility>
#include <vector>

namespace {

struct cell {
  char tag;
  double value;
  short count[3];
  bool operator==(const cell&) const = default;
};
NJMPI_DESCRIBE(cell, tag, value, count);
struct undescribed {
  int a;
  char b;
  bool operator==(const undescribed&) const = default;
};

constexpr bool replicated = njmpi::fields_are_replicated;

// A number that tells an element from all others.
template <class... I> long number(I... index) {
  long result = 7;
  ((result = result * 101 + static_cast<long>(index)), ...);
  return result;
}

template <std::size_t N> long volume(const std::array<std::ptrdiff_t, N>& extents) {
  return std::accumulate(extents.begin(), extents.end(), 1L, std::multiplies<>());
}
template <class T, int N> long owned_elements(const njmpi::field<T, N>& u) {
  long product = 1;
  for (int d = 0; d < N; ++d)
    product *= std::max(u.owned().hi(d) - u.owned().lo(d), std::ptrdiff_t{0});
  return product;
}

// The elements in row-major order, as f numbers them.
template <std::size_t N, class F> auto expected(const std::array<std::ptrdiff_t, N>& extents, F f) {
  std::vector<decltype(f(extents))> all;
  std::array<std::ptrdiff_t, N> index{};
  for (long left = volume(extents); left > 0; --left) {
    all.push_back(f(index));
    for (std::size_t d = N; d-- > 0 && ++index[d] == extents[d];)
      index[d] = 0;
  }
  return all;
}
template <int N> long number_of(const std::array<std::ptrdiff_t, static_cast<std::size_t>(N)>& index) {
  return std::apply([](auto... i) { return number(i...); }, index);
}

// Everything that a field of numbers promises, for one shape.
template <int N> void check_all_of(njmpi::field<long, N>& u) {
  const auto extents = u.extents();
  const njmpi::comm comm = u.comm();
  const auto ours = expected(extents, [](const auto& i) { return number_of<N>(i); });
  u.assign([](auto... i) { return number(i...); });

  // The blocks are everything, once; in a plain build everything, on each rank.
  long together = 0;
  MPI_Comm handle = comm.handle();
  const long mine = owned_elements(u);
  MPI_Allreduce(&mine, &together, 1, MPI_LONG, MPI_SUM, handle);
  CHECK(together == volume(extents) * (replicated ? njmpi::size(comm) : 1));
  int processes = 1;
  for (const int side : u.grid())
    processes *= side;
  CHECK(processes == njmpi::size(comm));

  CHECK(u.allgather() == ours);
  for (int root = 0; root < njmpi::size(comm); ++root) {
    const std::vector<long> here = u.gather(root);
    CHECK(here == (njmpi::rank(comm) == root ? ours : std::vector<long>()));
  }

  std::vector<long> other = ours;
  for (long& x : other)
    x = -x;
  const int root = njmpi::size(comm) - 1;
  CHECK(u.scatter(njmpi::rank(comm) == root ? other : std::vector<long>{1}, root) == MPI_SUCCESS);
  CHECK(u.allgather() == other);

  u.fill(42);
  CHECK(u.allgather() == std::vector<long>(ours.size(), 42));

  // The local view is what this rank owns.
  u.assign([](auto... i) { return number(i...); });
  const auto block = std::as_const(u).local();
  CHECK(static_cast<long>(block.size()) == mine);
  std::vector<long> seen(block.begin(), block.end());
  std::vector<long> owned;
  expected(extents, [&](const auto& i) {
    bool inside = true;
    for (int d = 0; d < N; ++d)
      inside = inside && i[static_cast<std::size_t>(d)] >= u.owned().lo(d) &&
               i[static_cast<std::size_t>(d)] < u.owned().hi(d);
    if (inside)
      owned.push_back(number_of<N>(i));
    return 0;
  });
  CHECK(seen == owned);
  CHECK(block.data() == std::as_const(u).data());
  CHECK(block.strides() == u.strides());
}

// In kernels, too, the members are those of the header.
[[njmpi::kernel]] long in_a_kernel(long n, std::vector<long>& all) {
  njmpi::field<long, 2> u({n, 2 * n}, {.ghost = {1, 1}});
  njmpi::field<long, 2> v({n + 1, 2 * n}, njmpi::aligned_with(u));
  u.assign([](long i, long j) { return number(i, j); });
  v.fill(1);
  if (u.scatter(u.gather()) != MPI_SUCCESS)
    return -1;
  all = u.allgather();
  swap(u, v);
  return u.at(n, 0) + v.at(1, 2);
}

} // namespace

TEST_CASE("fields in kernels") {
  std::vector<long> all;
  CHECK(in_a_kernel(4, all) == 1 + number(1, 2));
  CHECK(all == expected(std::array<std::ptrdiff_t, 2>{4, 8}, [](const auto& i) { return number_of<2>(i); }));
}

TEST_CASE("fields start at zero, and say what they are") {
  const long nx = 7;
  const unsigned ny = 5;
  njmpi::field<double, 2> psi({nx, ny}, {.periodic = {true, false}, .ghost = {1, 1}});
  CHECK(psi.rank() == 2);
  CHECK(psi.extent(0) == 7);
  CHECK(psi.extent(1) == 5);
  CHECK(psi.extents() == std::array<std::ptrdiff_t, 2>{7, 5});
  CHECK(psi.size() == 35);
  CHECK(psi.comm() == njmpi::world());
  CHECK(psi.allgather() == std::vector<double>(35, 0.0));
  int dims[2] = {0, 0};
  MPI_Dims_create(ring.size, 2, dims);
  CHECK(psi.grid() == std::array<int, 2>{dims[0], dims[1]});
  if (replicated) {
    CHECK((psi.owned().lo(0) == 0 && psi.owned().hi(0) == 7 && psi.owned().lo(1) == 0 &&
           psi.owned().hi(1) == 5));
  }
}

TEST_CASE("extents of any integer type, in one to four dimensions") {
  const std::size_t n = 6;
  const std::int8_t small = 3;
  njmpi::field<long, 1> a({n});
  njmpi::field<long, 1> b(n);
  njmpi::field<long, 1> c(7L, {.periodic = true, .ghost = 2});
  njmpi::field<long, 2> d({n, small});
  njmpi::field<long, 3> e({5, 4L, 3u});
  njmpi::field<long, 4> f({3, 4, 2, 5});
  njmpi::field<long, 2> g(d.extents());
  njmpi::field<long, 2> h({3, 3}, {.ghost = {n, small}});
  enum { rows = 4, columns = 5 };
  njmpi::field<long, 2> k({rows, columns}), l({rows, n});
  check_all_of(a), check_all_of(b), check_all_of(c), check_all_of(d), check_all_of(e), check_all_of(f),
      check_all_of(g);
  check_all_of(h), check_all_of(k), check_all_of(l);
}

TEST_CASE("fewer cells than ranks, and none at all") {
  for (const long n : {0, 1, 2, 3}) {
    njmpi::field<long, 1> line({n}, {.ghost = 1});
    check_all_of(line);
    njmpi::field<long, 2> plane({n, 2}, {.ghost = {1, 0}});
    check_all_of(plane);
    njmpi::field<long, 3> space({2, n, 1});
    check_all_of(space);
    njmpi::field<long, 2> more({n + 1, 3}, njmpi::aligned_with(plane));
    check_all_of(more);
  }
}

TEST_CASE("a grid that the program chooses") {
  njmpi::field<long, 2> rows({8, 3}, {.grid = {ring.size, 1}});
  CHECK(rows.grid() == std::array<int, 2>{ring.size, 1});
  CHECK(rows.owned().hi(1) == 3);
  check_all_of(rows);
  njmpi::field<long, 2> columns({8, 3}, {.grid = {1, 0}});
  CHECK(columns.grid() == std::array<int, 2>{1, ring.size});
  check_all_of(columns);
  if (!replicated) {
    CHECK(rows.owned().lo(0) == 8 / ring.size * ring.rank + std::min(8 % ring.size, ring.rank));
  }
}

TEST_CASE("aligned fields live where their model does") {
  njmpi::field<long, 2> psi({9, 6}, {.periodic = {true, false}, .ghost = {2, 1}});
  njmpi::field<long, 2> more({10, 6}, njmpi::aligned_with(psi));
  njmpi::field<long, 2> less({8, 5}, njmpi::aligned_with(psi));
  njmpi::field<float, 2> much({40, 60}, njmpi::aligned_with(psi));
  check_all_of(more);
  check_all_of(less);
  CHECK(more.grid() == psi.grid());
  CHECK(more.ghost() == psi.ghost());
  for (int d = 0; d < 2; ++d) {
    const auto clipped = [&](std::ptrdiff_t i, std::ptrdiff_t n) { return std::min(i, n); };
    CHECK(less.owned().lo(d) == clipped(psi.owned().lo(d), less.extent(d)));
    CHECK(less.owned().hi(d) == clipped(psi.owned().hi(d), less.extent(d)));
    CHECK(more.owned().lo(d) == psi.owned().lo(d));
    // What lies beyond the model belongs to who has its last element.
    if (psi.owned().lo(d) < psi.owned().hi(d)) {
      CHECK(much.owned().hi(d) == (psi.owned().hi(d) == psi.extent(d) ? much.extent(d) : psi.owned().hi(d)));
    }
  }
}

TEST_CASE("an aligned field outlives its model") {
  std::vector<njmpi::field<long, 2>> kept;
  {
    njmpi::field<long, 2> model({5, 7}, {.comm = njmpi::world().dup()});
    kept.emplace_back(njmpi::field<long, 2>({6, 7}, njmpi::aligned_with(model)));
  }
  check_all_of(kept.front());
}

TEST_CASE("elements are written by who owns them") {
  njmpi::field<double, 2> u({6, 5});
  for (std::ptrdiff_t i = u.owned().lo(0); i < u.owned().hi(0); ++i)
    for (std::ptrdiff_t j = u.owned().lo(1); j < u.owned().hi(1); ++j)
      u(i, j) = static_cast<double>(number(i, j));
  CHECK(u.allgather() ==
        expected(u.extents(), [](const auto& i) { return static_cast<double>(number_of<2>(i)); }));
  const njmpi::field<double, 2>& constant = u;
  bool right = true;
  for (int i = 0; i < 6; ++i)
    for (int j = 0; j < 5; ++j) {
      const double value = static_cast<double>(number(i, j));
      right = right && u.at(i, j) == value;
      if (i >= u.owned().lo(0) && i < u.owned().hi(0) && j >= u.owned().lo(1) && j < u.owned().hi(1))
        right = right && constant(i, j) == value;
    }
  CHECK(right);
}

TEST_CASE("what a rank writes is what all see, in every build") {
  // Each owner writes its own rank: a plain build asks the same ranks.
  njmpi::field<int, 1> u({11});
  u.assign([](long) { return ring.rank; });
  const std::vector<int> all = u.allgather();
  const auto blocks = [&](int rank) { return std::count(all.begin(), all.end(), rank); };
  for (int rank = 0; rank < ring.size; ++rank)
    CHECK(blocks(rank) == 11 / ring.size + (rank < 11 % ring.size));
  CHECK(std::is_sorted(all.begin(), all.end()));
  CHECK(u.at(10) == std::min(ring.size, 11) - 1);
}

TEST_CASE("ghosts belong to the nearest owner, and at reads them") {
  njmpi::field<long, 2> u({5, 4}, {.ghost = {2, 1}});
  njmpi::field<long, 2> v({6, 4}, njmpi::aligned_with(u));
  for (njmpi::field<long, 2>* f : {&u, &v}) {
    f->fill(1);
    const auto& mine = f->owned();
    const std::ptrdiff_t n = f->extent(0);
    const auto edge = [](std::ptrdiff_t i, std::ptrdiff_t end) {
      return std::clamp(i, std::ptrdiff_t{0}, end - 1);
    };
    const auto keeps = [&](std::ptrdiff_t i, std::ptrdiff_t j) {
      return edge(i, n) >= mine.lo(0) && edge(i, n) < mine.hi(0) && edge(j, 4) >= mine.lo(1) &&
             edge(j, 4) < mine.hi(1);
    };
    for (std::ptrdiff_t i = -2; i < n + 2; ++i)
      for (std::ptrdiff_t j = -1; j < 5; ++j)
        if (keeps(i, j))
          (*f)(i, j) = number(i + 2, j + 1);
    bool right = true;
    for (std::ptrdiff_t i = -2; i < n + 2; ++i)
      for (std::ptrdiff_t j = -1; j < 5; ++j)
        right = right && f->at(i, j) == number(i + 2, j + 1);
    CHECK(right);
    f->fill(5); // the elements, not the ghosts
    CHECK(f->at(-1, 0) == number(1, 1));
    CHECK(f->at(0, 0) == 5);
  }
}

TEST_CASE("periodic dimensions wrap around") {
  njmpi::field<long, 2> u({5, 3}, {.periodic = {true, true}});
  u.assign([](auto i, auto j) { return number(i, j); });
  CHECK(u.at(-1, 0) == number(4, 0));
  CHECK(u.at(5, 3) == number(0, 0));
  CHECK(u.at(-6, -4) == number(4, 2));
  const auto& mine = u.owned();
  if (mine.lo(0) == 0 && mine.lo(1) == 0 && mine.hi(0) > 0 && mine.hi(1) > 0) {
    CHECK(u(5, 3) == number(0, 0));
    CHECK(u(-5, -3) == number(0, 0));
  }
}

TEST_CASE("communicators of all kinds") {
  njmpi::field<long, 2> alone({3, 4}, {.comm = njmpi::self()});
  CHECK(alone.grid() == std::array<int, 2>{1, 1});
  alone(2, 3) = ring.rank; // each rank has an array of its own
  CHECK(alone.at(2, 3) == ring.rank);
  check_all_of(alone);
  const njmpi::comm half = njmpi::world().split(ring.rank % 2, -ring.rank);
  njmpi::field<long, 2> part({7, 4}, {.ghost = {1, 0}, .comm = half});
  CHECK(part.comm() == half);
  check_all_of(part);
  // A field keeps its communicator.
  njmpi::field<long, 1> kept({6}, {.comm = njmpi::world().dup()});
  check_all_of(kept);
  CHECK(kept.comm().handle() != MPI_COMM_WORLD);
}

TEST_CASE("elements of every kind") {
  njmpi::field<bool, 1> flags({9});
  flags.assign([](long i) { return i % 3 == 0; });
  std::vector<bool> wanted(9);
  for (std::size_t i = 0; i < 9; ++i)
    wanted[i] = i % 3 == 0;
  CHECK(flags.allgather() == wanted);
  wanted.flip();
  CHECK(flags.scatter(wanted) == MPI_SUCCESS);
  CHECK(flags.allgather() == wanted);
  CHECK(flags.at(1) == true);
  CHECK(flags.at(0) == false);

  njmpi::field<cell, 2> cells({3, 3});
  cells.assign(
      [](long i, long j) { return cell{'c', static_cast<double>(i), {static_cast<short>(j), 1, 2}}; });
  CHECK(cells.at(2, 1) == cell{'c', 2.0, {1, 1, 2}});
  CHECK(cells.allgather().back() == cell{'c', 2.0, {2, 1, 2}});
  njmpi::field<undescribed, 1> others({4});
  others.fill({3, 'x'});
  CHECK(others.allgather() == std::vector<undescribed>(4, {3, 'x'}));
  njmpi::field<std::array<float, 3>, 1> vectors({4});
  vectors.assign([](long i) { return std::array<float, 3>{static_cast<float>(i), 1, 2}; });
  CHECK(vectors.at(3)[0] == 3.0F);
  njmpi::field<std::complex<double>, 1> complex({4});
  complex.assign([](long i) { return std::complex<double>(0, static_cast<double>(i)); });
  CHECK(complex.at(2) == std::complex<double>(0, 2));
  njmpi::field<unsigned char, 1> bytes({4});
  CHECK(bytes.scatter({1, 2, 3, 4}) == MPI_SUCCESS); // a list, and values that convert
  CHECK(bytes.allgather() == std::vector<unsigned char>{1, 2, 3, 4});
  CHECK(bytes.scatter(std::array<long, 4>{5, 6, 7, 8}) == MPI_SUCCESS);
  CHECK(bytes.at(3) == 8);
}

TEST_CASE("copies have elements and a distribution of their own") {
  njmpi::field<long, 2> u({5, 6}, {.periodic = {true, false}, .ghost = {1, 2}});
  u.assign([](auto... i) { return number(i...); });
  njmpi::field<long, 2> copied = u;
  CHECK(copied.allgather() == u.allgather());
  CHECK(copied.owned() == u.owned());
  copied.fill(3);
  CHECK(u.at(4, 5) == number(4, 5));
  njmpi::field<long, 2> assigned({1, 1}, {.comm = njmpi::self()});
  assigned = u;
  CHECK(assigned.extents() == u.extents());
  CHECK(assigned.comm() == u.comm());
  CHECK(assigned.allgather() == u.allgather());
  const auto& same = assigned;
  assigned = same;
  CHECK(assigned.allgather() == u.allgather());
  check_all_of(copied);
}

TEST_CASE("ghosts are copied") {
  njmpi::field<long, 1> u({4}, {.ghost = 1});
  if (u.owned().lo(0) == 0)
    u(-1) = 17;
  const njmpi::field<long, 1> copied = u;
  CHECK(copied.at(-1) == 17);
}

TEST_CASE("moves and swaps take constant time") {
  njmpi::field<long, 2> a({5, 6}, {.ghost = {1, 1}});
  njmpi::field<long, 2> b({8, 2}, {.grid = {1, ring.size}});
  a.fill(1), b.fill(2);
  const long* const of_a = std::as_const(a).data();
  const long* const of_b = std::as_const(b).data();
  swap(a, b);
  CHECK((std::as_const(a).data() == of_b && std::as_const(b).data() == of_a));
  CHECK(a.extents() == std::array<std::ptrdiff_t, 2>{8, 2});
  CHECK(a.allgather() == std::vector<long>(16, 2));
  std::swap(a, b);
  a.swap(b);
  njmpi::swap(a, b);
  CHECK((std::as_const(a).data() == of_a && std::as_const(b).data() == of_b));
  CHECK(a.allgather() == std::vector<long>(30, 1));
  a.swap(a);
  CHECK(a.allgather() == std::vector<long>(30, 1));

  njmpi::field<long, 2> c = std::move(a);
  CHECK(std::as_const(c).data() == of_a);
  CHECK(a.size() == 0); // NOLINT(bugprone-use-after-move)
  a = std::move(b);
  CHECK(std::as_const(a).data() == of_b);
  b = c;
  CHECK(b.allgather() == std::vector<long>(30, 1));
  std::vector<njmpi::field<long, 2>> many;
  for (int i = 0; i < 5; ++i)
    many.emplace_back(njmpi::field<long, 2>({i, 2}));
  CHECK(many.back().extents() == std::array<std::ptrdiff_t, 2>{4, 2});
}

TEST_CASE("the local block is a strided view") {
  njmpi::field<double, 2> u({6, 8}, {.ghost = {1, 1}});
  auto block = u.local();
  CHECK(block.rank() == 2);
  CHECK(block.extent(0) == u.owned().hi(0) - u.owned().lo(0));
  CHECK(block.stride(1) == 1);
  for (std::ptrdiff_t i = 0; i < block.extent(0); ++i)
    for (std::ptrdiff_t j = 0; j < block.extent(1); ++j)
      block(i, j) = static_cast<double>(number(i + u.owned().lo(0), j + u.owned().lo(1)));
  CHECK(u.allgather() ==
        expected(u.extents(), [](const auto& i) { return static_cast<double>(number_of<2>(i)); }));
  for (double& x : block)
    x = -x;
  CHECK(u.at(3, 4) == -static_cast<double>(number(3, 4)));
  double* const data = u.data();
  if (!block.empty()) {
    CHECK(data[u.strides()[0] * (block.extent(0) - 1)] == block(block.extent(0) - 1, 0));
  }
  // It travels as strided views do.
  std::vector<double> received(block.size(), 0.0);
  auto [status, request] = njmpi::irecv(received, 0, 0, njmpi::self());
  CHECK(njmpi::send(njmpi::packed(block), 0, 0, njmpi::self()) == MPI_SUCCESS);
  CHECK(njmpi::wait(request) == MPI_SUCCESS);
  CHECK(received == std::vector<double>(block.begin(), block.end()));
  std::fill(received.begin(), received.end(), 0.0);
  auto [again, other] = njmpi::irecv(received, 0, 0, njmpi::self());
  CHECK(njmpi::send(njmpi::strided(block), 0, 0, njmpi::self()) == MPI_SUCCESS);
  CHECK(njmpi::wait(other) == MPI_SUCCESS);
  CHECK(received == std::vector<double>(block.begin(), block.end()));
  njmpi::field<double, 1> line({9});
  line.local()[0] = 4;
  std::ranges::fill(line.local(), 2.5);
  CHECK(line.allgather() == std::vector<double>(9, 2.5));
}

TEST_CASE("large fields") { // more than one round, and memory from the kernel
  njmpi::field<long, 2> u({3000, 1001}, {.ghost = {1, 1}});
  u.assign([](long i, long j) { return i * 10000 + j; });
  const std::vector<long> all = u.gather();
  bool right = true;
  if (ring.rank == 0)
    for (long i = 0; i < 3000; ++i)
      for (long j = 0; j < 1001; ++j)
        right = right && all[static_cast<std::size_t>(i * 1001 + j)] == i * 10000 + j;
  CHECK(right);
  u.fill(0);
  CHECK(u.scatter(all) == MPI_SUCCESS);
  CHECK(u.at(2999, 1000) == 29991000);
  const njmpi::field<long, 2> copied = u;
  CHECK(copied.at(1500, 500) == 15000500);
}

template <class T> struct model { // with initialisers in the class
  njmpi::field<T, 2> u{{8, 9}, {.periodic = {true, false}, .ghost = {1, 2}}};
  njmpi::field<T, 2> v{{9, 9}, njmpi::aligned_with(u)};
};

TEST_CASE("fields as members of classes") {
  const model<double> m;
  const struct {
    model<int> part{};
    njmpi::field<int, 1> x{{5}, {.ghost = {1}}};
  } whole;
  CHECK((m.u.extent(1) == 9 && whole.part.v.extent(0) == 9 && whole.x.at(-1) == 0));
}

TEST_CASE("storage grows, and keeps what it holds") {
  njmpi::field<long, 2> u({5, 6}, {.ghost = {0, 1}});
  u.assign([](auto... i) { return number(i...); });
  njmpi::box wider = u.state().stored;
  wider.first[0] -= 2, wider.last[0] += 1, wider.last[1] += 3;
  CHECK(njmpi::rt::fields().grow(u.state(), wider) == MPI_SUCCESS);
  CHECK(u.state().stored == wider);
  check_all_of(u);
  const njmpi::field<long, 2> copied = u; // without what was seen to be needed by others
  CHECK(copied.state().stored == copied.state().kept);

  // One dimension is given all of its range: what is not touched costs nothing.
  njmpi::field<double, 1> x({std::ptrdiff_t{64} * ring.size});
  x.assign([](long i) { return static_cast<double>(i); });
  njmpi::box all = x.state().stored;
  all.first[0] = 0, all.last[0] = std::ptrdiff_t{1} << 36;
  CHECK(njmpi::rt::fields().grow(x.state(), all) == MPI_SUCCESS);
  CHECK(x.at(63) == 63);
}
