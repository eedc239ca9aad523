// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Views that are not contiguous, asked for by name: packed into a temporary, or sent in place with a
// derived datatype. Between the elements nothing is read and nothing is written.
#include "check.hpp"
#include "ring.hpp"
#include "strided.hpp"
#include "types.hpp"
#include <deque>
#include <list>
#include <numeric>
#include <ranges>
#include <vector>
#ifdef NJMPI_TEST_EIGEN
#include <Eigen/Core>
#endif

namespace {

using view = look_alike::mdspan<double, look_alike::strided_mapping>;

[[njmpi::kernel]] int lists(const std::list<int>& out, std::list<int>& in) {
  return njmpi::sendrecv(njmpi::packed(out), ring.next, njmpi::packed(in), ring.previous);
}
[[njmpi::kernel]] int deques(const std::deque<particle>& out, std::deque<particle>& in) {
  return njmpi::sendrecv(njmpi::packed(out), ring.next, njmpi::packed(in), ring.previous);
}
[[njmpi::kernel]] int bits(const std::vector<bool>& out, std::vector<bool>& in) {
  return njmpi::sendrecv(njmpi::packed(out), ring.next, njmpi::packed(in), ring.previous);
}
[[njmpi::kernel]] int transformed(const std::vector<int>& out, std::vector<int>& in) {
  const auto doubled = out | std::views::transform([](int x) { return 2 * x; });
  return njmpi::sendrecv(njmpi::packed(doubled), ring.next, in, ring.previous);
}
[[njmpi::kernel]] int packed_views(view out, view in) {
  return njmpi::sendrecv(njmpi::packed(out), ring.next, njmpi::packed(in), ring.previous);
}
[[njmpi::kernel]] int strided_views(view out, view in) {
  return njmpi::sendrecv(njmpi::strided(out), ring.next, njmpi::strided(in), ring.previous);
}
[[njmpi::kernel]] int packed_to_strided(view out, view in) {
  if (const int code = njmpi::bcast(njmpi::packed(out), 0); code != MPI_SUCCESS)
    return code;
  return njmpi::sendrecv(njmpi::packed(out), ring.next, njmpi::strided(in), ring.previous);
}
[[njmpi::kernel]] int nonblocking_strided(view out, view in) {
  auto [receive_status, receive] = njmpi::irecv(njmpi::strided(in), ring.previous, 2);
  auto [send_status, send] = njmpi::isend(njmpi::strided(out), ring.next, 2);
  return njmpi::waitall(receive, send);
}
[[njmpi::kernel]] int contiguous_packed(const std::vector<double>& out, std::vector<double>& in) {
  return njmpi::sendrecv(njmpi::packed(out), ring.next, njmpi::packed(in), ring.previous);
}
[[njmpi::kernel]] int backwards(std::vector<int>& out, std::vector<int>& in) {
  auto from_the_end = out | std::views::reverse;
  return njmpi::sendrecv(njmpi::strided(from_the_end), ring.next, in, ring.previous);
}
[[njmpi::kernel]] int pieces(std::deque<int>& out) { return njmpi::send(njmpi::strided(out), njmpi::proc_null); }
template <class Out, class In> [[njmpi::kernel]] int any_packed(const Out& out, In& in) {
  return njmpi::sendrecv(njmpi::packed(out), ring.next, njmpi::packed(in), ring.previous);
}
template <class Out, class In> [[njmpi::kernel]] int any_strided(const Out& out, const In& in) {
  return njmpi::sendrecv(njmpi::strided(out), ring.next, njmpi::strided(in), ring.previous);
}

std::vector<double> table(int rank) {
  std::vector<double> result(12);
  std::iota(result.begin(), result.end(), 100.0 * rank);
  return result;
}

// The middle columns of a table of 3 by 4; elsewhere the receiver keeps its own.
void columns_arrive(const char* what, int (*call)(view, view)) {
  std::vector<double> mine = table(ring.rank), theirs(12, -1), expected(12, -1);
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 1; j < 3; ++j)
      expected[4 * i + j] = table(ring.previous)[4 * i + j];
  expect(call(look_alike::strided(mine.data() + 1, 3, 2, 4, 1), look_alike::strided(theirs.data() + 1, 3, 2, 4, 1)) ==
             MPI_SUCCESS,
         std::string(what) + " fails");
  expect(theirs == expected, std::string(what) + " brings something else");
  expect(mine == table(ring.rank), std::string(what) + " writes what it sends");
}

} // namespace

TEST_CASE("packed ranges") {
  const std::list<int> mine{ring.rank, 5, 6};
  std::list<int> theirs(3, -1);
  REQUIRE(lists(mine, theirs) == MPI_SUCCESS);
  CHECK((theirs == std::list<int>{ring.previous, 5, 6}));
  theirs.assign(3, -1);
  REQUIRE(any_packed(mine, theirs) == MPI_SUCCESS);
  CHECK((theirs == std::list<int>{ring.previous, 5, 6}));

  const std::deque<particle> particles{pattern<particle>::of(ring.rank), pattern<particle>::of(3)};
  std::deque<particle> received(2);
  REQUIRE(deques(particles, received) == MPI_SUCCESS);
  CHECK((received == std::deque<particle>{pattern<particle>::of(ring.previous), pattern<particle>::of(3)}));

  const std::vector<bool> flags{ring.rank % 2 == 1, true, false};
  std::vector<bool> flags_in(3);
  REQUIRE(bits(flags, flags_in) == MPI_SUCCESS);
  CHECK(flags_in == std::vector<bool>{ring.previous % 2 == 1, true, false});

  std::vector<int> doubled(2);
  REQUIRE(transformed({ring.rank, 4}, doubled) == MPI_SUCCESS);
  CHECK(doubled == std::vector<int>{2 * ring.previous, 8});

  std::vector<double> numbers = table(ring.rank), numbers_in(12);
  REQUIRE(contiguous_packed(numbers, numbers_in) == MPI_SUCCESS);
  CHECK(numbers_in == table(ring.previous));
  const std::list<int> none;
  std::list<int> none_in;
  CHECK(lists(none, none_in) == MPI_SUCCESS);
}

TEST_CASE("a short message is unpacked as far as it goes") {
  std::list<int> theirs(4, -1);
  const std::list<int> mine{ring.rank, 8};
  REQUIRE(lists(mine, theirs) == MPI_SUCCESS);
  CHECK((theirs == std::list<int>{ring.previous, 8, -1, -1}));
}

namespace {

// A look-alike without extents(): what it lacks is not asked for.
struct column {
  struct mapping_type {
    std::size_t n, step;
    static constexpr bool is_always_exhaustive() { return false; }
    static constexpr bool is_always_strided() { return true; }
    bool is_exhaustive() const { return step == 1; }
    std::size_t required_span_size() const { return n == 0 ? 0 : (n - 1) * step + 1; }
    std::size_t stride(std::size_t) const { return step; }
  };
  using element_type = double;
  double* first;
  mapping_type how;
  static constexpr std::size_t rank() { return 1; }
  std::size_t extent(std::size_t) const { return how.n; }
  double* data_handle() const { return first; }
  const mapping_type& mapping() const { return how; }
};
[[njmpi::kernel]] int send_column(column mine, column theirs) {
  return njmpi::sendrecv(njmpi::strided(mine), ring.next, njmpi::strided(theirs), ring.previous);
}

} // namespace

TEST_CASE("a view that knows its mapping only") {
  std::vector<double> mine(12, ring.rank), theirs(12, -1);
  CHECK(send_column({mine.data(), {3, 4}}, {theirs.data() + 1, {3, 4}}) == MPI_SUCCESS);
  for (std::size_t i = 0; i < 12; ++i)
    CHECK(theirs[i] == (i % 4 == 1 ? ring.previous : -1));
}

TEST_CASE("views with strides") {
  columns_arrive("packed", &packed_views);
  columns_arrive("strided", &strided_views);
  columns_arrive("strided, nonblocking", &nonblocking_strided);
  columns_arrive("packed in a template", [](view out, view in) { return any_packed(out, in); });
  columns_arrive("strided in a template", [](view out, view in) { return any_strided(out, in); });

  // Column-major order of one end, rows at the other: elements travel in the order of their indices.
  std::vector<double> mine = table(ring.rank), theirs(6, -1);
  REQUIRE(strided_views(look_alike::strided(mine.data(), 2, 3, 1, 2), look_alike::strided(theirs.data(), 2, 3, 3, 1)) ==
          MPI_SUCCESS);
  const double first = 100.0 * ring.previous;
  CHECK(theirs == std::vector<double>{first, first + 2, first + 4, first + 1, first + 3, first + 5});
  theirs.assign(6, -1);
  REQUIRE(packed_views(look_alike::strided(mine.data(), 2, 3, 1, 2), look_alike::strided(theirs.data(), 2, 3, 3, 1)) ==
          MPI_SUCCESS);
  CHECK(theirs == std::vector<double>{first, first + 2, first + 4, first + 1, first + 3, first + 5});
}

TEST_CASE("ranges with strides, and without") {
  std::vector<int> mine{ring.rank, 1, 2, 3}, theirs(4, -1);
  REQUIRE(backwards(mine, theirs) == MPI_SUCCESS);
  CHECK(theirs == std::vector<int>{3, 2, 1, ring.previous});
  policy codes(njmpi::errors::return_code);
  std::deque<int> several(100000); // in more than one piece
  CHECK(class_of(pieces(several)) == MPI_ERR_BUFFER);
}

TEST_CASE("views of nothing, and of more than a datatype describes") {
  std::vector<double> mine = table(ring.rank), theirs(12, -1);
  CHECK(packed_views(look_alike::strided(mine.data(), 3, 0, 4, 1),
                     look_alike::strided(theirs.data(), 0, 2, 4, 1)) == MPI_SUCCESS);
  CHECK(strided_views(look_alike::strided(mine.data(), 0, 2, 4, 1),
                      look_alike::strided(theirs.data(), 0, 2, 4, 1)) == MPI_SUCCESS);
  policy codes(njmpi::errors::return_code);
  const std::size_t much = std::size_t{1} << 32;
  CHECK(strided_views(look_alike::strided(mine.data(), much, 1, 0, 0),
                      look_alike::strided(theirs.data(), much, 1, 0, 0)) != MPI_SUCCESS);
  CHECK(strided_views(look_alike::strided(mine.data(), 1, much, 0, 0),
                      look_alike::strided(theirs.data(), 1, much, 0, 0)) != MPI_SUCCESS);
  CHECK(theirs == std::vector<double>(12, -1));
}

TEST_CASE("a packed buffer that is sent and received") {
  std::vector<double> mine = table(ring.rank), theirs(12, -1), expected(12, -1);
  REQUIRE(packed_to_strided(look_alike::strided(mine.data(), 3, 1, 4, 1), look_alike::strided(theirs.data(), 3, 1, 4, 1)) ==
          MPI_SUCCESS);
  for (std::size_t i = 0; i < 12; i += 4)
    expected[i] = table(0)[i];
  CHECK(theirs == expected);
  CHECK(mine[1] == table(ring.rank)[1]);
}

#ifdef NJMPI_TEST_EIGEN
namespace {
[[njmpi::kernel]] int blocks(const Eigen::MatrixXd& out, Eigen::MatrixXd& in) {
  auto middle = in.block(1, 0, 2, 3);
  return njmpi::sendrecv(njmpi::packed(out.block(0, 0, 2, 3)), ring.next, njmpi::packed(middle), ring.previous);
}
[[njmpi::kernel]] int strided_blocks(const Eigen::MatrixXd& out, Eigen::MatrixXd& in) {
  const auto from = out.block(0, 0, 2, 3);
  auto to = in.block(1, 0, 2, 3);
  return njmpi::sendrecv(njmpi::strided(from), ring.next, njmpi::strided(to), ring.previous);
}
} // namespace

TEST_CASE("blocks of Eigen") {
  Eigen::MatrixXd mine(3, 3);
  mine << 0, 1, 2, 3, 4, 5, 6, 7, 8;
  mine.array() += 100 * ring.rank;
  for (int (*call)(const Eigen::MatrixXd&, Eigen::MatrixXd&) : {&blocks, &strided_blocks}) {
    Eigen::MatrixXd theirs = Eigen::MatrixXd::Constant(3, 3, -1);
    REQUIRE(call(mine, theirs) == MPI_SUCCESS);
    CHECK(theirs(0, 0) == -1);
    CHECK(theirs(0, 2) == -1);
    CHECK(theirs(1, 0) == 100 * ring.previous);
    CHECK(theirs(1, 2) == 100 * ring.previous + 2);
    CHECK(theirs(2, 1) == 100 * ring.previous + 4);
  }
}
#endif
