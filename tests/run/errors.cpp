// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What MPI notices itself, under return_code and throw_exception; abort is in failures/.
#include "check.hpp"
#include "ring.hpp"
#include <string>
#include <vector>

namespace {

using vector = std::vector<int>;

[[njmpi::kernel]] int to_bad_rank(const vector& x) { return njmpi::send(x, ring.size + 5, 1); }
[[njmpi::kernel]] int from_bad_rank(vector& x) { return njmpi::recv(x, ring.size + 5, 1); }
[[njmpi::kernel]] int negative_tag(const vector& x, int tag) { return njmpi::send(x, ring.next, tag); }
[[njmpi::kernel]] int bad_root(vector& x, int root) { return njmpi::bcast(x, root); }
[[njmpi::kernel]] int bad_root_of_reduce(const vector& x, vector& y, int root) {
  return njmpi::reduce(x, y, njmpi::op::sum, root);
}
[[njmpi::kernel]] int bad_peers(const vector& x, vector& y) {
  return njmpi::sendrecv(x, ring.next, y, ring.size + 1);
}
[[njmpi::kernel]] int truncated(const vector& four, vector& two) {
  auto [code, request] = njmpi::isend(four, ring.next, 2);
  if (code == MPI_SUCCESS)
    code = njmpi::recv(two, ring.previous, 2);
  const int sent = njmpi::wait(request);
  return code == MPI_SUCCESS ? sent : code;
}
[[njmpi::kernel]] int truncated_later(const vector& four, vector& two) {
  auto [code, request] = njmpi::irecv(two, ring.previous, 3);
  if (code == MPI_SUCCESS)
    code = njmpi::send(four, ring.next, 3);
  const int received = njmpi::wait(request);
  return code == MPI_SUCCESS ? received : code;
}
[[njmpi::kernel]] njmpi::pending not_started(const vector& x) { return njmpi::isend(x, ring.size + 5, 1); }
[[njmpi::kernel]] int on_a_communicator(const vector& x, const njmpi::comm& c) { return njmpi::send(x, njmpi::size(c), 1, c); }
template <class T> [[njmpi::kernel]] int any_bad_rank(const T& x) { return njmpi::send(x, ring.size + 5, 1); }
[[njmpi::kernel]] int bad_count(const vector& x, vector& y, long count) { return njmpi::allgather(x, y, count); }

} // namespace

// MPI itself says MPI_ERR_IN_STATUS.
#ifndef OPEN_MPI // see below
[[njmpi::kernel]] int truncated_among_many(const vector& x, vector& y) {
  njmpi::pending q[2] = {njmpi::irecv(y, ring.previous, 7), njmpi::isend(x, ring.next, 7)};
  const int code = njmpi::waitall(q);
  (void)njmpi::wait(q[1]);
  return code;
}
[[njmpi::kernel]] int truncated_among_tested(const vector& x, vector& y) {
  njmpi::pending q[2] = {njmpi::irecv(y, ring.previous, 8), njmpi::isend(x, ring.next, 8)};
  int code = MPI_SUCCESS;
  for (bool done = false; !done && code == MPI_SUCCESS;) {
    auto [status, all] = njmpi::testall(q);
    code = status;
    done = all;
  }
  (void)njmpi::wait(q[1]);
  return code;
}
#endif

TEST_CASE("codes of failing calls") {
  policy codes(njmpi::errors::return_code);
  vector x{1, 2, 3, 4}, two(2);
  vector y(x.size() * static_cast<std::size_t>(ring.size));
  CHECK(class_of(to_bad_rank(x)) == MPI_ERR_RANK);
  CHECK(class_of(from_bad_rank(x)) == MPI_ERR_RANK);
  CHECK(class_of(any_bad_rank(x)) == MPI_ERR_RANK);
  CHECK(class_of(bad_peers(x, y)) == MPI_ERR_RANK);
  CHECK(class_of(negative_tag(x, -77)) == MPI_ERR_TAG);
  CHECK(class_of(bad_root(x, ring.size)) == MPI_ERR_ROOT);
  CHECK(class_of(bad_root(x, -2000)) == MPI_ERR_ROOT);
  CHECK(class_of(bad_root_of_reduce(x, y, ring.size)) == MPI_ERR_ROOT);
  CHECK(bad_count(x, y, 5) != MPI_SUCCESS);
  CHECK(class_of(truncated(x, two)) == MPI_ERR_TRUNCATE);
#ifdef OPEN_MPI
  // Open MPI 4.1 cuts a message to oneself without a word, and can wait for ever for several of which one fails.
  if (ring.size > 1)
    CHECK(class_of(truncated_later(x, two)) == MPI_ERR_TRUNCATE);
#else
  CHECK(class_of(truncated_later(x, two)) == MPI_ERR_TRUNCATE);
  CHECK(class_of(truncated_among_many(x, two)) == MPI_ERR_TRUNCATE);
  CHECK(class_of(truncated_among_tested(x, two)) == MPI_ERR_TRUNCATE);
#endif
  // Communicators that were made or wrapped report in the same way.
  CHECK(class_of(on_a_communicator(x, njmpi::world().dup())) == MPI_ERR_RANK);
  MPI_Comm handle;
  MPI_Comm_dup(MPI_COMM_WORLD, &handle);
  CHECK(class_of(on_a_communicator(x, njmpi::comm(handle))) == MPI_ERR_RANK);
  MPI_Comm_free(&handle);
  // And nothing is left behind: the next call works.
  njmpi::pending started = njmpi::isend(x, ring.next, 4);
  REQUIRE(njmpi::recv(y, ring.previous, 4) == MPI_SUCCESS);
  REQUIRE(njmpi::wait(started) == MPI_SUCCESS);
}

TEST_CASE("an operation that did not start leaves a null request") {
  policy codes(njmpi::errors::return_code);
  auto [status, request] = not_started({1});
  CHECK(class_of(status) == MPI_ERR_RANK);
  CHECK(njmpi::wait(request) == MPI_SUCCESS);
}

TEST_CASE("exceptions of failing calls") {
  policy exceptions(njmpi::errors::throw_exception);
  const vector x{1};
  int line = 0;
  bool caught = false;
  try {
    line = __LINE__ + 1;
    njmpi::send(x, ring.size + 5, 1);
  } catch (const njmpi::error& e) {
    caught = true;
    CHECK(class_of(e.code()) == MPI_ERR_RANK);
    CHECK(e.error_class() == MPI_ERR_RANK);
    CHECK(static_cast<int>(e.line()) == line);
    CHECK(std::string(e.file()).find("errors.cpp") != std::string::npos);
    CHECK(std::string(e.what()).find("errors.cpp:" + std::to_string(line)) != std::string::npos);
  }
  CHECK(caught);
  CHECK_THROWS_AS(to_bad_rank(x), njmpi::error);
  CHECK_THROWS_AS(not_started(x), njmpi::error);
  CHECK_THROWS_AS(any_bad_rank(x), njmpi::error);
  CHECK_THROWS_AS(to_bad_rank(x), std::exception);
  vector y(1);
  CHECK_THROWS_AS(bad_count(x, y, 2), njmpi::error);
  // The kernel's own line and call, not those of the one who called it.
  try {
    to_bad_rank(x);
  } catch (const njmpi::error& e) {
    const std::string what = e.what();
    CHECK(what.find("njmpi::send(x, ring.size + 5, 1)") != std::string::npos);
    CHECK(what.find("rank " + std::to_string(ring.rank)) != std::string::npos);
    CHECK(what.find(spelled(MPI_ERR_RANK)) != std::string::npos);
    CHECK(what.find('\n') == std::string::npos);
  }
}

TEST_CASE("a policy holds until the next one") {
  CHECK(njmpi::on_error() == njmpi::errors::abort);
  CHECK(njmpi::on_error(njmpi::errors::return_code) == njmpi::errors::abort);
  CHECK(to_bad_rank({1}) != MPI_SUCCESS);
  CHECK(to_bad_rank({1}) != MPI_SUCCESS);
  njmpi::on_error(njmpi::errors::throw_exception);
  CHECK_THROWS_AS(to_bad_rank({1}), njmpi::error);
  njmpi::on_error(njmpi::errors::abort);
}
