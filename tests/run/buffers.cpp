// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every row of the table of buffers: what a ring of ranks sends to its right arrives from the left, whole.
#include "check.hpp"
#include "ring.hpp"
#include "strided.hpp"
#include "types.hpp"
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <valarray>
#include <vector>
#ifdef NJMPI_TEST_EIGEN
#include <Eigen/Core>
#endif

// A container that only its traits open.
class sealed {
public:
  explicit sealed(std::size_t n) : cells(n) {}
  std::vector<float> cells;
};
template <> struct njmpi::buffer_traits<sealed> {
  static float* data(sealed& s) { return s.cells.data(); }
  static const float* data(const sealed& s) { return s.cells.data(); }
  static std::size_t size(const sealed& s) { return s.cells.size(); }
};

// Classes that a constrained specialisation opens: without it, each would be one object.
struct small_list {
  float cells[4];
  int used;
};
template <class T>
  requires requires(const T& t) { t.cells[0], t.used; }
struct njmpi::buffer_traits<T> {
  static float* data(T& t) { return t.cells; }
  static const float* data(const T& t) { return t.cells; }
  static std::size_t size(const T& t) { return static_cast<std::size_t>(t.used); }
};

namespace {

[[njmpi::kernel]] int by_constrained_traits(const small_list& out, small_list& in) {
  return njmpi::sendrecv(out, ring.next, in, ring.previous);
}

[[njmpi::kernel]] int by_traits(const sealed& out, sealed& in) {
  return njmpi::sendrecv(out, ring.next, in, ring.previous);
}

[[njmpi::kernel]] int scalar(const double& out, double& in) { return njmpi::sendrecv(out, ring.next, in, ring.previous); }

[[njmpi::kernel]] int vectors(const std::vector<long>& out, std::vector<long>& in) {
  return njmpi::sendrecv(out, ring.next, in, ring.previous);
}

[[njmpi::kernel]] int nonblocking_vectors(const std::vector<long>& out, std::vector<long>& in) {
  auto [receive_status, receive] = njmpi::irecv(in, ring.previous, 3);
  auto [send_status, send] = njmpi::isend(out, ring.next, 3);
  return njmpi::waitall(receive, send);
}

[[njmpi::kernel]] int c_arrays(double first) {
  int line[3] = {static_cast<int>(first), 2, 3};
  int line_in[3] = {};
  double plane[2][3] = {{first, 1, 2}, {3, 4, 5}};
  double plane_in[2][3] = {};
  short cube[2][2][2] = {{{static_cast<short>(first), 1}, {2, 3}}, {{4, 5}, {6, 7}}};
  short cube_in[2][2][2] = {};
  int code = njmpi::sendrecv(line, ring.next, line_in, ring.previous);
  if (code == MPI_SUCCESS)
    code = njmpi::sendrecv(plane, ring.next, plane_in, ring.previous);
  if (code == MPI_SUCCESS)
    code = njmpi::sendrecv(cube, ring.next, cube_in, ring.previous);
  expect(line_in[0] == ring.previous && line_in[1] == 2 && line_in[2] == 3, "one dimension");
  expect(plane_in[0][0] == ring.previous && plane_in[0][2] == 2 && plane_in[1][0] == 3 && plane_in[1][2] == 5,
         "two dimensions");
  expect(cube_in[0][0][0] == ring.previous && cube_in[0][1][1] == 3 && cube_in[1][1][1] == 7, "three dimensions");
  return code;
}

[[njmpi::kernel]] int row_of_c_array(int (&table)[2][4]) { // a row is an array of its own
  return njmpi::sendrecv(table[0], ring.next, table[1], ring.previous);
}

[[njmpi::kernel]] int element(std::vector<particle>& all) { // an element, and a field of one, are scalars
  int code = njmpi::sendrecv(all[0].mass, ring.next, all[1].mass, ring.previous);
  if (code == MPI_SUCCESS)
    code = njmpi::sendrecv(all[0].position, ring.next, all[1].position, ring.previous);
  if (code == MPI_SUCCESS)
    code = njmpi::sendrecv(all[0].marks, ring.next, all[1].marks, ring.previous);
  return code;
}

[[njmpi::kernel]] int std_arrays(const std::array<float, 4>& out, std::array<float, 4>& in) {
  return njmpi::sendrecv(out, ring.next, in, ring.previous);
}

using nested = std::array<std::array<std::array<int, 2>, 3>, 2>;
[[njmpi::kernel]] int nested_arrays(const nested& out, nested& in) {
  return njmpi::sendrecv(out, ring.next, in, ring.previous);
}

[[njmpi::kernel]] int spans(std::span<const double> out, std::span<double> in) {
  return njmpi::sendrecv(out, ring.next, in, ring.previous);
}

[[njmpi::kernel]] int static_spans(std::span<const double, 4> out, std::span<double, 4> in) {
  return njmpi::sendrecv(out, ring.next, in, ring.previous);
}

[[njmpi::kernel]] int sub_spans(std::vector<int>& all) { // borrowed temporaries are no temporaries
  return njmpi::sendrecv(std::span(all).first(2), ring.next, std::span(all).subspan(3, 2), ring.previous);
}

[[njmpi::kernel]] int nonblocking_sub_spans(std::vector<int>& all) {
  std::vector<njmpi::request> requests;
  requests.push_back(njmpi::irecv(std::span(all).last(2), ring.previous, 4).req);
  requests.push_back(njmpi::isend(std::span(all).first<2>(), ring.next, 4).req);
  return njmpi::waitall(requests);
}

[[njmpi::kernel]] int strings(const std::string& out, std::string& in) {
  return njmpi::sendrecv(out, ring.next, in, ring.previous);
}

[[njmpi::kernel]] int string_views(std::string_view out, std::string& in) {
  return njmpi::sendrecv(out, ring.next, in, ring.previous);
}

[[njmpi::kernel]] int valarrays(const std::valarray<double>& out, std::valarray<double>& in) {
  return njmpi::sendrecv(out, ring.next, in, ring.previous);
}

[[njmpi::kernel]] int pointers(const int* out, int* in, std::size_t n) {
  return njmpi::sendrecv(njmpi::buffer(out, n), ring.next, njmpi::buffer(in, n), ring.previous);
}

[[njmpi::kernel]] int nonblocking_pointers(const int* out, int* in, int n) {
  njmpi::pending receive = njmpi::irecv(njmpi::buffer(in, n), ring.previous, 5);
  njmpi::pending send = njmpi::isend(njmpi::buffer(out, n), ring.next, 5);
  return njmpi::waitall(receive, send);
}

[[njmpi::kernel]] int mdspans(look_alike::mdspan<const double, look_alike::right_mapping> out,
                              look_alike::mdspan<double, look_alike::right_mapping> in) {
  return njmpi::sendrecv(out, ring.next, in, ring.previous);
}

[[njmpi::kernel]] int strided_mdspans(look_alike::mdspan<double, look_alike::strided_mapping> out,
                                      look_alike::mdspan<double, look_alike::strided_mapping> in) {
  return njmpi::sendrecv(out, ring.next, in, ring.previous);
}

// The two members that make a look-alike, and no names of types.
struct bare_mdspan {
  struct layout {
    std::size_t cells;
    std::size_t required_span_size() const { return cells; }
    static constexpr bool is_always_exhaustive() { return true; }
  };
  double* first;
  layout shape;
  double* data_handle() const { return first; }
  layout mapping() const { return shape; }
};
[[njmpi::kernel]] int bare_mdspans(bare_mdspan out, bare_mdspan in) {
  return njmpi::sendrecv(out, ring.next, in, ring.previous);
}

// A range of the user's own: contiguous and sized.
class ring_buffer {
public:
  explicit ring_buffer(std::size_t n) : cells(n) {}
  int* begin() { return cells.data(); }
  int* end() { return cells.data() + cells.size(); }
  const int* begin() const { return cells.data(); }
  const int* end() const { return cells.data() + cells.size(); }

private:
  std::vector<int> cells;
};

[[njmpi::kernel]] int own_ranges(const ring_buffer& out, ring_buffer& in) {
  return njmpi::sendrecv(out, ring.next, in, ring.previous);
}

// The dependent forms: the same calls where the type of the buffer is not known to the text.
template <class Out, class In> [[njmpi::kernel]] int any(const Out& out, In&& in) {
  return njmpi::sendrecv(out, ring.next, in, ring.previous);
}
[[njmpi::kernel]] int abbreviated(const auto& out, auto& in) {
  auto [status, receive] = njmpi::irecv(in, ring.previous, 6);
  if (const int code = njmpi::send(out, ring.next, 6); code != MPI_SUCCESS)
    return code;
  return njmpi::wait(receive);
}

template <class T> std::vector<T> numbers(int rank, int n = 5) {
  std::vector<T> result(n);
  for (int i = 0; i < n; ++i)
    result[i] = static_cast<T>(10 * rank + i);
  return result;
}

} // namespace

TEST_CASE("scalars") {
  const double mine = ring.rank + 0.5;
  double theirs = 0;
  REQUIRE(scalar(mine, theirs) == MPI_SUCCESS);
  CHECK(theirs == ring.previous + 0.5);
  theirs = 0;
  REQUIRE(any(mine, theirs) == MPI_SUCCESS);
  CHECK(theirs == ring.previous + 0.5);
}

TEST_CASE("vectors") {
  const auto mine = numbers<long>(ring.rank), expected = numbers<long>(ring.previous);
  for (int (*call)(const std::vector<long>&, std::vector<long>&) :
       {&vectors, &nonblocking_vectors, &abbreviated<std::vector<long>, std::vector<long>>}) {
    std::vector<long> theirs(5);
    REQUIRE(call(mine, theirs) == MPI_SUCCESS);
    CHECK(theirs == expected);
  }
}

TEST_CASE("arrays of C") {
  REQUIRE(c_arrays(ring.rank) == MPI_SUCCESS);
  int table[2][4] = {{ring.rank, 1, 2, 3}, {}};
  REQUIRE(row_of_c_array(table) == MPI_SUCCESS);
  CHECK(table[1][0] == ring.previous);
  CHECK(table[1][3] == 3);
  int out[2][2] = {{ring.rank, 1}, {2, 3}}, in[2][2] = {};
  REQUIRE(any(out, in) == MPI_SUCCESS);
  CHECK(in[0][0] == ring.previous);
  CHECK(in[1][1] == 3);
}

TEST_CASE("elements and fields") {
  std::vector<particle> all{pattern<particle>::of(ring.rank), pattern<particle>::of(99)};
  REQUIRE(element(all) == MPI_SUCCESS);
  const particle expected = pattern<particle>::of(ring.previous);
  CHECK(all[1].kind == pattern<particle>::of(99).kind);
  CHECK(all[1].mass == expected.mass);
  CHECK((all[1].position == expected.position));
  CHECK(all[1].marks[0] == expected.marks[0]);
}

TEST_CASE("std::array") {
  const std::array<float, 4> mine{1.0f * ring.rank, 1, 2, 3};
  std::array<float, 4> theirs{};
  REQUIRE(std_arrays(mine, theirs) == MPI_SUCCESS);
  CHECK((theirs == std::array<float, 4>{1.0f * ring.previous, 1, 2, 3}));
  nested deep{}, received{};
  deep[0][0][0] = ring.rank;
  deep[1][2][1] = 77;
  REQUIRE(nested_arrays(deep, received) == MPI_SUCCESS);
  deep[0][0][0] = ring.previous;
  CHECK((received == deep));
  received = {};
  deep[0][0][0] = ring.rank;
  REQUIRE(any(deep, received) == MPI_SUCCESS);
  CHECK(received[1][2][1] == 77);
}

TEST_CASE("spans") {
  auto mine = numbers<double>(ring.rank, 4);
  const auto expected = numbers<double>(ring.previous, 4);
  std::vector<double> theirs(4);
  REQUIRE(spans(mine, theirs) == MPI_SUCCESS);
  CHECK(theirs == expected);
  theirs.assign(4, 0);
  REQUIRE(static_spans(std::span<const double, 4>(mine), std::span<double, 4>(theirs)) == MPI_SUCCESS);
  CHECK(theirs == expected);
  theirs.assign(4, 0);
  REQUIRE(any(std::span(mine), std::span(theirs)) == MPI_SUCCESS);
  CHECK(theirs == expected);
  for (int (*call)(std::vector<int>&) : {&sub_spans, &nonblocking_sub_spans}) {
    std::vector<int> all{ring.rank, 8, -1, 0, 0};
    REQUIRE(call(all) == MPI_SUCCESS);
    CHECK(all == std::vector<int>{ring.rank, 8, -1, ring.previous, 8});
  }
}

TEST_CASE("strings") {
  const std::string mine = "rank " + std::to_string(ring.rank), expected = "rank " + std::to_string(ring.previous);
  std::string theirs(mine.size(), '?');
  REQUIRE(strings(mine, theirs) == MPI_SUCCESS);
  CHECK(theirs == expected);
  theirs.assign(mine.size(), '?');
  REQUIRE(string_views(mine, theirs) == MPI_SUCCESS);
  CHECK(theirs == expected);
  theirs.assign(mine.size(), '?');
  REQUIRE(any(std::string_view(mine), theirs) == MPI_SUCCESS);
  CHECK(theirs == expected);
}

TEST_CASE("valarrays") {
  std::valarray<double> mine(3), theirs(3);
  mine = ring.rank + 0.25;
  REQUIRE(valarrays(mine, theirs) == MPI_SUCCESS);
  CHECK(theirs.min() == ring.previous + 0.25);
  CHECK(theirs.max() == ring.previous + 0.25);
  theirs = 0;
  REQUIRE(any(mine, theirs) == MPI_SUCCESS);
  CHECK(theirs.sum() == 3 * (ring.previous + 0.25));
}

TEST_CASE("pointer and count") {
  const auto mine = numbers<int>(ring.rank);
  std::vector<int> theirs(6, -1);
  REQUIRE(pointers(mine.data(), theirs.data(), 5) == MPI_SUCCESS);
  auto expected = numbers<int>(ring.previous);
  expected.push_back(-1);
  CHECK(theirs == expected);
  theirs.assign(6, -1);
  REQUIRE(nonblocking_pointers(mine.data(), theirs.data(), 5) == MPI_SUCCESS);
  CHECK(theirs == expected);
  theirs.assign(6, -1);
  REQUIRE(any(njmpi::buffer(mine.data(), 5), njmpi::buffer(theirs.data(), 5)) == MPI_SUCCESS);
  CHECK(theirs == expected);
}

TEST_CASE("ranges of the user's own") {
  ring_buffer mine(4), theirs(4);
  *mine.begin() = ring.rank;
  mine.begin()[3] = 3;
  REQUIRE(own_ranges(mine, theirs) == MPI_SUCCESS);
  CHECK(theirs.begin()[0] == ring.previous);
  CHECK(theirs.begin()[3] == 3);
  *theirs.begin() = -1;
  REQUIRE(any(mine, theirs) == MPI_SUCCESS);
  CHECK(theirs.begin()[0] == ring.previous);
}

TEST_CASE("containers with traits") {
  sealed mine(3), theirs(4);
  mine.cells = {0.5f, 1.0f * ring.rank, 2};
  REQUIRE(by_traits(mine, theirs) == MPI_SUCCESS);
  CHECK(theirs.cells == std::vector<float>{0.5f, 1.0f * ring.previous, 2, 0});
  theirs = sealed(4);
  REQUIRE(any(mine, theirs) == MPI_SUCCESS);
  CHECK(theirs.cells[1] == 1.0f * ring.previous);

  const small_list list{{1.0f * ring.rank, 2, 3, 4}, 2};
  small_list from_left{{9, 9, 9, 9}, 3}, again = from_left;
  REQUIRE(by_constrained_traits(list, from_left) == MPI_SUCCESS);
  REQUIRE(any(list, again) == MPI_SUCCESS);
  for (const small_list& in : {from_left, again})
    CHECK((in.cells[0] == 1.0f * ring.previous && in.cells[1] == 2 && in.cells[2] == 9 && in.used == 3));
}

TEST_CASE("multidimensional spans") {
  auto mine = numbers<double>(ring.rank, 6);
  const auto expected = numbers<double>(ring.previous, 6);
  std::vector<double> theirs(6);
  REQUIRE(mdspans(look_alike::right<const double>(mine.data(), 2, 3), look_alike::right(theirs.data(), 2, 3)) ==
          MPI_SUCCESS);
  CHECK(theirs == expected);
  theirs.assign(6, 0);
  REQUIRE(bare_mdspans({mine.data(), {6}}, {theirs.data(), {6}}) == MPI_SUCCESS);
  CHECK(theirs == expected);
  theirs.assign(6, 0);
  // Strides that leave no gap: contiguous, found at run time.
  REQUIRE(strided_mdspans(look_alike::strided(mine.data(), 2, 3, 3, 1), look_alike::strided(theirs.data(), 2, 3, 3, 1)) ==
          MPI_SUCCESS);
  CHECK(theirs == expected);
  theirs.assign(6, 0);
  REQUIRE(any(look_alike::strided(mine.data(), 2, 3, 3, 1), look_alike::strided(theirs.data(), 2, 3, 3, 1)) ==
          MPI_SUCCESS);
  CHECK(theirs == expected);
  // A gap: an error before MPI is entered, on every rank, so that nobody waits.
  policy codes(njmpi::errors::return_code);
  CHECK(class_of(strided_mdspans(look_alike::strided(mine.data(), 2, 2, 3, 1),
                                 look_alike::strided(theirs.data(), 2, 2, 3, 1))) == MPI_ERR_BUFFER);
  CHECK(class_of(any(look_alike::strided(mine.data(), 2, 2, 3, 1), look_alike::strided(theirs.data(), 2, 2, 3, 1))) ==
        MPI_ERR_BUFFER);
}

TEST_CASE("empty buffers") {
  const std::vector<long> none;
  std::vector<long> theirs;
  CHECK(vectors(none, theirs) == MPI_SUCCESS);
  CHECK(nonblocking_vectors(none, theirs) == MPI_SUCCESS);
  CHECK(any(none, theirs) == MPI_SUCCESS);
  std::string text;
  CHECK(strings("", text) == MPI_SUCCESS);
  CHECK(pointers(nullptr, nullptr, 0) == MPI_SUCCESS);
  std::valarray<double> nothing, nothing_in;
  CHECK(valarrays(nothing, nothing_in) == MPI_SUCCESS);
  CHECK(spans({}, {}) == MPI_SUCCESS);
  std::vector<particle> no_particles, no_particles_in;
  CHECK(any(no_particles, no_particles_in) == MPI_SUCCESS);
}

namespace {
[[njmpi::kernel]] int rvalue_input(double& sum, int& most, long& ranks) {
  const int me = ring.rank;
  int code = njmpi::allreduce(me + 0.5, sum);
  if (code == MPI_SUCCESS)
    code = njmpi::allreduce(2 * me, most, njmpi::op::max);
  if (code == MPI_SUCCESS)
    code = njmpi::reduce(1L, ranks, njmpi::op::sum, 0);
  return code;
}
[[njmpi::kernel]] int empty_reduction(const std::vector<double>& in, std::vector<double>& out) {
  return njmpi::allreduce(in, out);
}
} // namespace

TEST_CASE("values as input of a reduction") {
  double sum = 0;
  int most = -1;
  long ranks = -1;
  REQUIRE(rvalue_input(sum, most, ranks) == MPI_SUCCESS);
  CHECK(sum == 0.5 * ring.size * ring.size);
  CHECK(most == 2 * (ring.size - 1));
  CHECK(ranks == (ring.rank == 0 ? ring.size : -1));
  std::vector<double> nothing, out;
  CHECK(empty_reduction(nothing, out) == MPI_SUCCESS);
}

#ifdef NJMPI_TEST_EIGEN
namespace {
[[njmpi::kernel]] int fixed_matrices(const Eigen::Matrix3d& out, Eigen::Matrix3d& in) {
  return njmpi::sendrecv(out, ring.next, in, ring.previous);
}
[[njmpi::kernel]] int dynamic_matrices(const Eigen::MatrixXd& out, Eigen::MatrixXd& in) {
  return njmpi::sendrecv(out, ring.next, in, ring.previous);
}
[[njmpi::kernel]] int eigen_arrays(const Eigen::ArrayXf& out, Eigen::ArrayXf& in) {
  return njmpi::sendrecv(out, ring.next, in, ring.previous);
}
[[njmpi::kernel]] int maps(Eigen::Map<const Eigen::VectorXd> out, Eigen::Map<Eigen::VectorXd> in) {
  return njmpi::sendrecv(out, ring.next, in, ring.previous);
}
} // namespace

TEST_CASE("dense objects of Eigen") {
  Eigen::Matrix3d fixed = Eigen::Matrix3d::Constant(ring.rank), fixed_in = Eigen::Matrix3d::Zero();
  fixed(2, 1) = 0.5;
  REQUIRE(fixed_matrices(fixed, fixed_in) == MPI_SUCCESS);
  CHECK(fixed_in(0, 0) == ring.previous);
  CHECK(fixed_in(2, 1) == 0.5);
  Eigen::MatrixXd dynamic = Eigen::MatrixXd::Constant(2, 4, ring.rank), dynamic_in = Eigen::MatrixXd::Zero(2, 4);
  REQUIRE(dynamic_matrices(dynamic, dynamic_in) == MPI_SUCCESS);
  CHECK(dynamic_in.sum() == 8 * ring.previous);
  Eigen::ArrayXf array = Eigen::ArrayXf::Constant(5, 1.0f * ring.rank), array_in = Eigen::ArrayXf::Zero(5);
  REQUIRE(eigen_arrays(array, array_in) == MPI_SUCCESS);
  CHECK(array_in.sum() == 5.0f * ring.previous);
  const auto mine = numbers<double>(ring.rank);
  std::vector<double> theirs(5);
  REQUIRE(maps(Eigen::Map<const Eigen::VectorXd>(mine.data(), 5), Eigen::Map<Eigen::VectorXd>(theirs.data(), 5)) ==
          MPI_SUCCESS);
  CHECK(theirs == numbers<double>(ring.previous));
  dynamic_in.setZero();
  REQUIRE(any(dynamic, dynamic_in) == MPI_SUCCESS);
  CHECK(dynamic_in.sum() == 8 * ring.previous);
}
#endif
