// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Varying counts: explicit, inferred, inferred and returned; zero on some ranks; structs; buffers of slack.
#include "check.hpp"
#include "ring.hpp"
#include "types.hpp"
#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace {

// What rank r contributes: as many elements as `length` says, zero on every third rank.
int length(int rank) { return rank % 3 == 1 ? 0 : rank + 2; }
template <class T> std::vector<T> contribution(int rank, int n) {
  std::vector<T> result;
  for (int i = 0; i < n; ++i)
    result.push_back(pattern<T>::of(5 * rank + i));
  return result;
}
template <class T> std::vector<T> everything() {
  std::vector<T> result;
  for (int rank = 0; rank < ring.size; ++rank)
    for (const T& value : contribution<T>(rank, length(rank)))
      result.push_back(value);
  return result;
}
std::vector<int> lengths() {
  std::vector<int> result;
  for (int rank = 0; rank < ring.size; ++rank)
    result.push_back(length(rank));
  return result;
}

[[njmpi::kernel]] int gather_all(const std::vector<particle>& in, std::vector<particle>& out, const std::vector<int>& counts) {
  return njmpi::allgatherv(in, out, counts);
}
[[njmpi::kernel]] int gather_all_inferred(const std::vector<particle>& in, std::vector<particle>& out) {
  return njmpi::allgatherv(in, out, njmpi::infer);
}
[[njmpi::kernel]] int gather_all_returned(const std::vector<particle>& in, std::vector<particle>& out, std::vector<int>& counts) {
  return njmpi::allgatherv(in, out, njmpi::infer(counts));
}
[[njmpi::kernel]] int gather_at(const std::vector<double>& in, std::vector<double>& out, const std::vector<int>& counts, int root) {
  return njmpi::gatherv(in, out, counts, root);
}
[[njmpi::kernel]] int gather_at_inferred(const std::vector<double>& in, std::vector<double>& out, int root) {
  return njmpi::gatherv(in, out, njmpi::infer, root);
}
[[njmpi::kernel]] int gather_at_returned(const std::vector<double>& in, std::vector<double>& out, std::vector<int>& counts,
                                         int root) {
  return njmpi::gatherv(in, out, njmpi::infer(counts), root);
}
[[njmpi::kernel]] int gather_into_span(const std::vector<double>& in, std::span<double> out) {
  return njmpi::allgatherv(in, out, njmpi::infer);
}
[[njmpi::kernel]] int scatter_from(const std::vector<double>& in, const std::vector<int>& counts, std::vector<double>& out,
                                   int root) {
  return njmpi::scatterv(in, counts, out, root);
}
[[njmpi::kernel]] int everyone(const std::vector<account>& in, const std::vector<int>& sent, std::vector<account>& out,
                               const std::vector<int>& received) {
  return njmpi::alltoallv(in, sent, out, received);
}
[[njmpi::kernel]] int everyone_inferred(const std::vector<account>& in, const std::vector<int>& sent, std::vector<account>& out) {
  return njmpi::alltoallv(in, sent, out, njmpi::infer);
}
[[njmpi::kernel]] int everyone_returned(const std::vector<account>& in, const std::vector<int>& sent, std::vector<account>& out,
                                        std::vector<int>& received) {
  return njmpi::alltoallv(in, sent, out, njmpi::infer(received));
}
[[njmpi::kernel]] int homogeneous(const std::vector<vec3>& in, std::vector<vec3>& out, const std::vector<int>& counts) {
  return njmpi::allgatherv(in, out, counts); // counts are of elements, not of doubles
}
template <class T> [[njmpi::kernel]] int any(const std::vector<T>& in, std::vector<T>& out, const std::vector<int>& counts,
                                             const njmpi::comm& comm) {
  return njmpi::allgatherv(in, out, counts, comm);
}
template <class T> [[njmpi::kernel]] int any_inferred(const std::vector<T>& in, std::vector<T>& out, const njmpi::comm& comm) {
  return njmpi::allgatherv(in, out, njmpi::infer, comm);
}

} // namespace

TEST_CASE("allgatherv") {
  const auto mine = contribution<particle>(ring.rank, length(ring.rank));
  const auto expected = everything<particle>();
  std::vector<particle> out(expected.size());
  REQUIRE(gather_all(mine, out, lengths()) == MPI_SUCCESS);
  CHECK((out == expected));
  // A larger buffer is filled from its start.
  out.assign(expected.size() + 1, pattern<particle>::of(7));
  REQUIRE(gather_all(mine, out, lengths()) == MPI_SUCCESS);
  CHECK((out.back() == pattern<particle>::of(7)));
  CHECK(std::equal(expected.begin(), expected.end(), out.begin()));
  // Inferred counts size the vector, up and down.
  for (const std::size_t before : {std::size_t(0), expected.size() + 9}) {
    out.assign(before, particle{});
    REQUIRE(gather_all_inferred(mine, out) == MPI_SUCCESS);
    CHECK((out == expected));
    out.assign(before, particle{});
    std::vector<int> counts;
    REQUIRE(gather_all_returned(mine, out, counts) == MPI_SUCCESS);
    CHECK((out == expected));
    CHECK(counts == lengths());
  }
}

TEST_CASE("gatherv") {
  const auto mine = contribution<double>(ring.rank, length(ring.rank));
  for (int root = 0; root < ring.size; ++root) {
    const auto expected = ring.rank == root ? everything<double>() : std::vector<double>{};
    std::vector<double> out(expected.size());
    REQUIRE(gather_at(mine, out, ring.rank == root ? lengths() : std::vector<int>{}, root) == MPI_SUCCESS);
    CHECK(out == expected);
    out.clear();
    REQUIRE(gather_at_inferred(mine, out, root) == MPI_SUCCESS);
    if (ring.rank == root)
      CHECK(out == expected);
    out.clear();
    std::vector<int> counts;
    REQUIRE(gather_at_returned(mine, out, counts, root) == MPI_SUCCESS);
    if (ring.rank == root) {
      CHECK(out == expected);
      CHECK(counts == lengths());
    }
  }
}

TEST_CASE("gatherv into a buffer that cannot grow") {
  const auto mine = contribution<double>(ring.rank, length(ring.rank));
  const auto expected = everything<double>();
  std::vector<double> out(expected.size());
  REQUIRE(gather_into_span(mine, out) == MPI_SUCCESS);
  CHECK(out == expected);
}

TEST_CASE("scatterv") {
  for (int root = 0; root < ring.size; ++root) {
    std::vector<double> out(static_cast<std::size_t>(length(ring.rank)));
    const bool here = ring.rank == root;
    REQUIRE(scatter_from(here ? everything<double>() : std::vector<double>{}, here ? lengths() : std::vector<int>{}, out,
                         root) == MPI_SUCCESS);
    CHECK(out == contribution<double>(ring.rank, length(ring.rank)));
  }
}

TEST_CASE("alltoallv of structs with private members") {
  // Rank r sends (r + d) % 3 elements to rank d.
  const auto n = [](int from, int to) { return (from + to) % 3; };
  std::vector<account> mine, expected;
  std::vector<int> sent, received;
  for (int other = 0; other < ring.size; ++other) {
    sent.push_back(n(ring.rank, other));
    received.push_back(n(other, ring.rank));
    for (int i = 0; i < n(ring.rank, other); ++i)
      mine.push_back(pattern<account>::of(100 * ring.rank + 10 * other + i));
    for (int i = 0; i < n(other, ring.rank); ++i)
      expected.push_back(pattern<account>::of(100 * other + 10 * ring.rank + i));
  }
  std::vector<account> out(expected.size());
  REQUIRE(everyone(mine, sent, out, received) == MPI_SUCCESS);
  CHECK((out == expected));
  out.clear();
  REQUIRE(everyone_inferred(mine, sent, out) == MPI_SUCCESS);
  CHECK((out == expected));
  out.assign(50, account{});
  std::vector<int> counts;
  REQUIRE(everyone_returned(mine, sent, out, counts) == MPI_SUCCESS);
  CHECK((out == expected));
  CHECK(counts == received);
}

TEST_CASE("counts are of elements") {
  const auto mine = contribution<vec3>(ring.rank, length(ring.rank));
  std::vector<vec3> out(everything<vec3>().size());
  REQUIRE(homogeneous(mine, out, lengths()) == MPI_SUCCESS);
  CHECK((out == everything<vec3>()));
}

namespace {

// Two of T are one element in one buffer, and two in another: each count is of the buffer that it belongs to.
template <class T> using two_of = std::array<T, 2>;
template <class T> struct in_pieces {
  two_of<T> mine = {pattern<T>::of(2 * ring.rank), pattern<T>::of(2 * ring.rank + 1)};
  std::vector<two_of<T>> pairs = std::vector<two_of<T>>(static_cast<std::size_t>(ring.size));
  std::vector<T> singles = std::vector<T>(2 * pairs.size());
  std::vector<T> everything = singles;
  std::vector<int> ones = std::vector<int>(pairs.size(), 1), twos = std::vector<int>(pairs.size(), 2);

  in_pieces() {
    for (std::size_t i = 0; i < everything.size(); ++i)
      everything[i] = pattern<T>::of(static_cast<int>(i));
  }
  void check(int code, const char* what) {
    INFO(what);
    CHECK(code == MPI_SUCCESS);
    for (std::size_t i = 0; i < pairs.size(); ++i)
      CHECK((pairs[i] == two_of<T>{everything[2 * i], everything[2 * i + 1]}));
    pairs.assign(pairs.size(), {});
  }
  void check_singles(int code, const char* what) {
    INFO(what);
    CHECK((code == MPI_SUCCESS && singles == everything));
    singles.assign(singles.size(), T{});
  }
};

// Written out: in a template the types would not be known, and in a macro nothing is rewritten.
[[njmpi::kernel]] void gather_pieces(in_pieces<double>& b) {
  b.check(njmpi::allgather(b.mine, b.pairs), "allgather");
  b.check(njmpi::allgather(b.mine, b.pairs, 2), "allgather of two");
  b.check(njmpi::allgatherv(b.mine, b.pairs, b.ones), "allgatherv");
  b.check_singles(njmpi::allgather(b.mine, b.singles), "allgather of singles");
  b.check_singles(njmpi::allgatherv(b.mine, b.singles, b.twos), "allgatherv of singles");
}
[[njmpi::kernel]] void gather_pieces(in_pieces<particle>& b) {
  b.check(njmpi::allgather(b.mine, b.pairs), "allgather");
  b.check(njmpi::allgather(b.mine, b.pairs, 2), "allgather of two");
  b.check(njmpi::allgatherv(b.mine, b.pairs, b.ones), "allgatherv");
  b.check_singles(njmpi::allgather(b.mine, b.singles), "allgather of singles");
  b.check_singles(njmpi::allgatherv(b.mine, b.singles, b.twos), "allgatherv of singles");
}
template <class T> [[njmpi::kernel]] void gather_any(in_pieces<T>& b) {
  b.check(njmpi::allgather(b.mine, b.pairs), "allgather");
  b.check(njmpi::allgather(b.mine, b.pairs, 2), "allgather of two");
  b.check(njmpi::allgatherv(b.mine, b.pairs, b.ones), "allgatherv");
  b.check_singles(njmpi::allgather(b.mine, b.singles), "allgather of singles");
  b.check_singles(njmpi::allgatherv(b.mine, b.singles, b.twos), "allgatherv of singles");
}

template <class T> void distribute_pieces(in_pieces<T>& b, int (*scatter)(in_pieces<T>&, std::vector<two_of<T>>&, std::vector<T>&)) {
  std::vector<two_of<T>> pair(1);
  std::vector<T> singles(2);
  for (std::size_t i = 0; i < b.pairs.size(); ++i)
    b.pairs[i] = {b.everything[2 * i], b.everything[2 * i + 1]};
  b.singles = b.everything;
  CHECK(scatter(b, pair, singles) == MPI_SUCCESS);
  CHECK((pair[0] == b.mine && singles == std::vector<T>(b.mine.begin(), b.mine.end())));
}
template <class T> [[njmpi::kernel]] int scatter_any(in_pieces<T>& b, std::vector<two_of<T>>& pair, std::vector<T>& singles) {
  return njmpi::scatter(b.singles, pair, 1, 0) + njmpi::scatter(b.pairs, singles, 2, 0);
}
[[njmpi::kernel]] int scatter_doubles(in_pieces<double>& b, std::vector<two_of<double>>& pair, std::vector<double>& singles) {
  return njmpi::scatter(b.singles, pair, 1, 0) + njmpi::scatterv(b.pairs, b.ones, singles, 0);
}
[[njmpi::kernel]] int scatter_particles(in_pieces<particle>& b, std::vector<two_of<particle>>& pair,
                                        std::vector<particle>& singles) {
  return njmpi::scatterv(b.singles, b.twos, pair, 0) + njmpi::scatter(b.pairs, singles, 2, 0);
}
[[njmpi::kernel]] int infer_pieces(in_pieces<particle>& b, std::vector<int>& counts) {
  return njmpi::allgatherv(b.mine, b.pairs, njmpi::infer(counts));
}

} // namespace

TEST_CASE("counts are of the elements of the buffer that they belong to") {
  in_pieces<double> doubles;
  in_pieces<particle> particles;
  gather_pieces(doubles);
  gather_pieces(particles);
  gather_any(doubles);
  gather_any(particles);
  distribute_pieces(doubles, scatter_doubles);
  distribute_pieces(particles, scatter_particles);
  distribute_pieces(doubles, scatter_any<double>);
  distribute_pieces(particles, scatter_any<particle>);
  std::vector<int> counts;
  const int code = infer_pieces(particles, counts);
  CHECK((code == MPI_SUCCESS && counts == particles.ones && particles.pairs.back()[1] == particles.everything.back()));
}

namespace {

using square = std::array<std::array<double, 2>, 2>;
[[njmpi::kernel]] int two_numbers(const square& in, square& out) { return njmpi::gather(in, out, 2, 0, njmpi::self()); }
[[njmpi::kernel]] int two_numbers(const double (&in)[2][2], double (&out)[2][2]) {
  return njmpi::gather(in, out, 2, 0, njmpi::self());
}
[[njmpi::kernel]] int two_rows(std::span<const std::array<double, 2>, 2> in, std::span<std::array<double, 2>, 2> out) {
  return njmpi::gather(in, out, 2, 0, njmpi::self());
}
template <class In, class Out> [[njmpi::kernel]] int two_of_any(const In& in, Out& out) {
  return njmpi::gather(in, out, 2, 0, njmpi::self());
}

} // namespace

TEST_CASE("arrays of arrays are counted by their numbers, spans of arrays by arrays") {
  const square in{{{1, 2}, {3, 4}}}, half{{{1, 2}, {0, 0}}};
  square out{};
  CHECK((two_numbers(in, out) == MPI_SUCCESS && out == half));
  out = {};
  CHECK((two_of_any(in, out) == MPI_SUCCESS && out == half));
  out = {};
  CHECK((two_rows(in, out) == MPI_SUCCESS && out == in));
  out = {};
  std::span<std::array<double, 2>, 2> rows(out);
  CHECK((two_of_any(std::span(in), rows) == MPI_SUCCESS && out == in));
  double a[2][2] = {{1, 2}, {3, 4}}, b[2][2] = {};
  CHECK((two_numbers(a, b) == MPI_SUCCESS && b[0][1] == 2 && b[1][0] == 0));
}

TEST_CASE("varying counts in templates") {
  const njmpi::comm copy = njmpi::world().dup();
  const auto mine = contribution<vec3>(ring.rank, length(ring.rank));
  std::vector<vec3> out(everything<vec3>().size());
  REQUIRE(any(mine, out, lengths(), copy) == MPI_SUCCESS);
  CHECK((out == everything<vec3>()));
  out.clear();
  REQUIRE(any_inferred(mine, out, copy) == MPI_SUCCESS);
  CHECK((out == everything<vec3>()));
  const auto numbers = contribution<long>(ring.rank, length(ring.rank));
  std::vector<long> all;
  REQUIRE(any_inferred(numbers, all, copy) == MPI_SUCCESS);
  CHECK(all == everything<long>());
}

TEST_CASE("counts of other types and nothing at all") {
  std::array<int, 8> none{};
  std::vector<double> nothing;
  CHECK(njmpi::allgatherv(nothing, nothing, std::span(none).first(static_cast<std::size_t>(ring.size))) == MPI_SUCCESS);
  CHECK(njmpi::allgatherv(nothing, nothing, njmpi::infer) == MPI_SUCCESS);
  CHECK(nothing.empty());
}
