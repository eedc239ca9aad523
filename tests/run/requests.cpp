// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Requests: structured bindings, every way to complete, statuses, persistent ones, moves.
#include "check.hpp"
#include "completed.hpp"
#include "ring.hpp"
#include <array>
#include <numeric>
#include <type_traits>
#include <vector>

static_assert(!std::is_copy_constructible_v<njmpi::request> && !std::is_copy_assignable_v<njmpi::request>);
static_assert(std::is_nothrow_move_constructible_v<njmpi::request>);
static_assert(std::is_nothrow_move_assignable_v<njmpi::request>);

namespace {

[[njmpi::kernel]] int bound_and_waited(double out, double& in) {
  auto [receive_status, receive] = njmpi::irecv(in, ring.previous, 1);
  auto [send_status, send] = njmpi::isend(out, ring.next, 1);
  if (receive_status != MPI_SUCCESS || send_status != MPI_SUCCESS)
    return receive_status + send_status;
  njmpi::status status;
  int code = njmpi::wait(receive, &status);
  expect(status.source() == ring.previous && status.tag() == 1 && status.count<double>() == 1, "status of wait");
  if (code == MPI_SUCCESS)
    code = njmpi::wait(send);
  return code;
}

[[njmpi::kernel]] int pending_is_a_request(double out, double& in) {
  njmpi::pending receive = njmpi::irecv(in, ring.previous, 2);
  njmpi::pending send = njmpi::issend(out, ring.next, 2);
  int code = njmpi::wait(receive);
  if (code == MPI_SUCCESS)
    code = njmpi::wait(send.req);
  return code;
}

// Requests that are found through pointers.
[[njmpi::kernel]] int through_pointers(double out, double& in) {
  njmpi::pending receive = njmpi::irecv(in, ring.previous, 3);
  njmpi::pending send = njmpi::isend(out, ring.next, 3);
  njmpi::pending *const first = &receive, *both[] = {first, &send};
  int code = njmpi::wait(*first);
  for (njmpi::pending** one = both + 1; one != both + 2; ++one)
    code += njmpi::wait(**one);
  return code;
}

// Requests that are made where they are waited for.
std::vector<njmpi::pending> both_of(const double& out, double& in) {
  std::vector<njmpi::pending> both;
  both.push_back(njmpi::irecv(in, ring.previous, 5));
  both.push_back(njmpi::isend(out, ring.next, 5));
  return both;
}
[[njmpi::kernel]] int made_in_place(double out, double& in) {
  int code = njmpi::waitall(njmpi::irecv(in, ring.previous, 4), njmpi::isend(out, ring.next, 4).req);
  expect(in == ring.previous, "temporaries");
  in = -1;
  code += njmpi::waitall(both_of(out, in));
  code += njmpi::wait(njmpi::isend(out, njmpi::proc_null, 6));
  return code;
}

// One message of each tag to the right; the receives in a vector.
[[njmpi::kernel]] int start_all(const std::vector<int>& out, std::vector<int>& in, std::vector<njmpi::request>& requests) {
  int code = MPI_SUCCESS;
  for (std::size_t i = 0; i < in.size() && code == MPI_SUCCESS; ++i) {
    auto [status, request] = njmpi::irecv(in[i], ring.previous, static_cast<int>(i));
    code = status;
    requests.push_back(std::move(request));
  }
  for (std::size_t i = 0; i < out.size() && code == MPI_SUCCESS; ++i)
    code = njmpi::send(out[i], ring.next, static_cast<int>(i));
  return code;
}

[[njmpi::kernel]] int wait_for_range(std::vector<njmpi::request>& requests, njmpi::status* statuses) {
  return statuses ? njmpi::waitall(requests, statuses) : njmpi::waitall(requests);
}
[[njmpi::kernel]] int wait_for_array(std::array<njmpi::request, 3>& requests) { return njmpi::waitall(requests); }
[[njmpi::kernel]] int wait_for_three(njmpi::request& a, njmpi::request& b, njmpi::request& c, njmpi::status* statuses) {
  return njmpi::waitall(a, b, c, statuses);
}

[[njmpi::kernel]] int wait_for_pendings(const std::vector<int>& out, std::vector<int>& in) {
  std::vector<njmpi::pending> all;
  for (std::size_t i = 0; i < in.size(); ++i)
    all.push_back(njmpi::irecv(in[i], ring.previous, static_cast<int>(i)));
  for (std::size_t i = 0; i < out.size(); ++i)
    all.push_back(njmpi::isend(out[i], ring.next, static_cast<int>(i)));
  return njmpi::waitall(all);
}

[[njmpi::kernel]] int wait_one_by_one(std::vector<njmpi::request>& requests, std::vector<int>& order) {
  for (std::size_t i = 0; i < requests.size(); ++i) {
    njmpi::status status;
    auto [code, index] = njmpi::waitany(requests, &status);
    if (code != MPI_SUCCESS)
      return code;
    expect(status.tag() == index, "status of waitany");
    order.push_back(static_cast<int>(index));
  }
  return MPI_SUCCESS;
}

[[njmpi::kernel]] int wait_for_some(std::vector<njmpi::request>& requests, std::vector<int>& order) {
  while (order.size() < requests.size()) {
    std::vector<njmpi::status> statuses(requests.size());
    auto [code, indices] = njmpi::waitsome(requests, statuses.data());
    if (code != MPI_SUCCESS)
      return code;
    int at = 0;
    for (const auto index : indices) {
      expect(statuses[at++].tag() == index, "status of waitsome");
      order.push_back(static_cast<int>(index));
    }
  }
  return MPI_SUCCESS;
}

[[njmpi::kernel]] int test_until_done(njmpi::request& request, njmpi::status& status) {
  for (;;)
    if (auto [code, flag] = njmpi::test(request, &status); flag || code != MPI_SUCCESS)
      return code;
}
[[njmpi::kernel]] int test_all_until_done(std::vector<njmpi::request>& requests, njmpi::status* statuses) {
  for (;;)
    if (auto [code, flag] = njmpi::testall(requests, statuses); flag || code != MPI_SUCCESS)
      return code;
}
[[njmpi::kernel]] int test_any_until_done(std::vector<njmpi::request>& requests, std::vector<int>& order) {
  while (order.size() < requests.size()) {
    njmpi::status status;
    auto [code, flag, index] = njmpi::testany(requests, &status);
    if (code != MPI_SUCCESS)
      return code;
    if (flag) {
      expect(status.tag() == index, "status of testany");
      order.push_back(static_cast<int>(index));
    }
  }
  return MPI_SUCCESS;
}
[[njmpi::kernel]] int test_some_until_done(std::vector<njmpi::request>& requests, std::vector<int>& order) {
  while (order.size() < requests.size()) {
    auto [code, indices] = njmpi::testsome(requests);
    if (code != MPI_SUCCESS)
      return code;
    for (const auto index : indices)
      order.push_back(static_cast<int>(index));
  }
  return MPI_SUCCESS;
}

const int messages = 4;
std::vector<int> outgoing() {
  std::vector<int> values(messages);
  std::iota(values.begin(), values.end(), 100 * ring.rank);
  return values;
}
std::vector<int> incoming() {
  std::vector<int> values(messages);
  std::iota(values.begin(), values.end(), 100 * ring.previous);
  return values;
}
void in_any_order(std::vector<int> order) {
  std::sort(order.begin(), order.end());
  CHECK(order == std::vector<int>{0, 1, 2, 3});
}

} // namespace

TEST_CASE("structured bindings and wait") {
  double theirs = -1;
  REQUIRE(bound_and_waited(ring.rank, theirs) == MPI_SUCCESS);
  CHECK(theirs == ring.previous);
  theirs = -1;
  REQUIRE(pending_is_a_request(ring.rank, theirs) == MPI_SUCCESS);
  CHECK(theirs == ring.previous);
  theirs = -1;
  REQUIRE(made_in_place(ring.rank, theirs) == MPI_SUCCESS);
  CHECK(theirs == ring.previous);
  theirs = -1;
  REQUIRE(through_pointers(ring.rank, theirs) == MPI_SUCCESS);
  CHECK(theirs == ring.previous);
  completed("wait");
}

TEST_CASE("waitall") {
  for (const bool with_statuses : {false, true}) {
    std::vector<int> in(messages);
    std::vector<njmpi::request> requests;
    std::vector<njmpi::status> statuses(messages);
    REQUIRE(start_all(outgoing(), in, requests) == MPI_SUCCESS);
    REQUIRE(wait_for_range(requests, with_statuses ? statuses.data() : nullptr) == MPI_SUCCESS);
    CHECK(in == incoming());
    for (int i = 0; with_statuses && i < messages; ++i) {
      CHECK(statuses[i].tag() == i);
      CHECK(statuses[i].source() == ring.previous);
      CHECK(statuses[i].count<int>() == 1);
    }
    // Completed requests are null: to wait again is no error and takes no time.
    CHECK(wait_for_range(requests, nullptr) == MPI_SUCCESS);
  }
  {
    std::vector<int> in(3);
    std::vector<njmpi::request> requests;
    njmpi::status statuses[3];
    REQUIRE(start_all({1, 2, ring.rank}, in, requests) == MPI_SUCCESS);
    REQUIRE(wait_for_three(requests[0], requests[1], requests[2], statuses) == MPI_SUCCESS);
    CHECK(in == std::vector<int>{1, 2, ring.previous});
    CHECK(statuses[2].tag() == 2);
  }
  {
    std::vector<int> in(3);
    std::vector<njmpi::request> requests;
    REQUIRE(start_all({1, 2, ring.rank}, in, requests) == MPI_SUCCESS);
    std::array<njmpi::request, 3> moved{std::move(requests[0]), std::move(requests[1]), std::move(requests[2])};
    REQUIRE(wait_for_array(moved) == MPI_SUCCESS);
    CHECK(in == std::vector<int>{1, 2, ring.previous});
  }
  std::vector<int> in(messages);
  REQUIRE(wait_for_pendings(outgoing(), in) == MPI_SUCCESS);
  CHECK(in == incoming());
  std::vector<njmpi::request> none;
  CHECK(wait_for_range(none, nullptr) == MPI_SUCCESS);
  completed("waitall");
}

TEST_CASE("waitany and waitsome") {
  for (int (*call)(std::vector<njmpi::request>&, std::vector<int>&) :
       {&wait_one_by_one, &wait_for_some, &test_any_until_done, &test_some_until_done}) {
    std::vector<int> in(messages), order;
    std::vector<njmpi::request> requests;
    REQUIRE(start_all(outgoing(), in, requests) == MPI_SUCCESS);
    REQUIRE(call(requests, order) == MPI_SUCCESS);
    CHECK(in == incoming());
    in_any_order(order);
  }
  for (const char* name : {"waitany", "waitsome", "testany", "testsome"})
    completed(name);
}

TEST_CASE("nothing active") {
  std::vector<njmpi::request> nulls(2);
  CHECK(njmpi::waitall(nulls) == MPI_SUCCESS);
  CHECK(njmpi::waitany(nulls).status == MPI_SUCCESS);
  CHECK(njmpi::waitsome(nulls).status == MPI_SUCCESS);
  CHECK(njmpi::waitsome(nulls).indices.empty());
  CHECK(njmpi::testany(nulls).flag);
  CHECK(njmpi::testsome(nulls).indices.empty());
  CHECK(njmpi::testall(nulls).flag);
  CHECK(njmpi::test(nulls[0]).flag);
  CHECK(njmpi::wait(nulls[0]) == MPI_SUCCESS);
}

TEST_CASE("test and testall") {
  std::vector<int> in(messages);
  std::vector<njmpi::request> requests;
  REQUIRE(start_all(outgoing(), in, requests) == MPI_SUCCESS);
  njmpi::status status;
  REQUIRE(test_until_done(requests[2], status) == MPI_SUCCESS);
  CHECK(status.tag() == 2);
  CHECK(in[2] == incoming()[2]);
  std::vector<njmpi::status> statuses(messages);
  REQUIRE(test_all_until_done(requests, statuses.data()) == MPI_SUCCESS);
  CHECK(in == incoming());
  CHECK(statuses[3].tag() == 3);
  completed("test");
  completed("testall");
}

namespace {
// Two persistent requests, used three times over.
[[njmpi::kernel]] int repeated(std::vector<double>& out, std::vector<double>& in) {
  auto [send_status, send] = njmpi::send_init(out, ring.next, 8);
  auto [receive_status, receive] = njmpi::recv_init(in, ring.previous, 8);
  if (send_status != MPI_SUCCESS || receive_status != MPI_SUCCESS)
    return send_status + receive_status;
  for (int round = 0; round < 3; ++round) {
    out[0] = 10 * ring.rank + round;
    int code = round == 1 ? njmpi::startall(receive, send) : njmpi::start(receive);
    if (code == MPI_SUCCESS && round != 1)
      code = njmpi::start(send);
    njmpi::status status;
    if (code == MPI_SUCCESS)
      code = njmpi::wait(receive, &status);
    if (code == MPI_SUCCESS)
      code = njmpi::wait(send);
    if (code != MPI_SUCCESS)
      return code;
    expect(in[0] == 10 * ring.previous + round, "round " + std::to_string(round));
    expect(status.source() == ring.previous && status.tag() == 8 && status.count<double>() == 2, "status of a round");
  }
  return MPI_SUCCESS;
}
[[njmpi::kernel]] int repeated_range(const std::vector<int>& out, std::vector<int>& in) {
  std::vector<njmpi::request> requests;
  requests.push_back(njmpi::recv_init(in, ring.previous, 9).req);
  requests.push_back(njmpi::send_init(out, ring.next, 9).req);
  int code = njmpi::startall(requests);
  if (code == MPI_SUCCESS)
    code = njmpi::waitall(requests);
  if (code == MPI_SUCCESS)
    code = njmpi::startall(requests);
  if (code == MPI_SUCCESS)
    code = njmpi::waitall(requests);
  return code;
}
} // namespace

TEST_CASE("persistent requests") {
  std::vector<double> out{0, 1}, in(2);
  CHECK(repeated(out, in) == MPI_SUCCESS);
  std::vector<int> numbers_in(messages);
  CHECK(repeated_range(outgoing(), numbers_in) == MPI_SUCCESS);
  CHECK(numbers_in == incoming());
  completed("start");
  completed("startall");
}

namespace {
// Arrays that do not leave their function: what is waited for is the same, however they are kept.
[[njmpi::kernel]] int local_array(int out, std::array<int, 4>& in, njmpi::status* statuses) {
  std::array<njmpi::pending, 4> all{njmpi::irecv(in[0], ring.previous, 20), njmpi::irecv(in[1], ring.next, 21),
                                    njmpi::isend(out, ring.next, 20), njmpi::isend(out, ring.previous, 21)};
  const int code = njmpi::waitall(all, statuses);
  return code + njmpi::waitall(all); // nothing is left
}
[[njmpi::kernel]] int local_array_in_any_order(int out, std::array<int, 4>& in) {
  std::array all = {njmpi::irecv(in[0], ring.previous, 22).req, njmpi::irecv(in[1], ring.next, 23).req,
                    njmpi::isend(out, ring.next, 22).req};
  int code = njmpi::send(out, ring.previous, 23);
  int indices = 0;
  for (int done = 0; done < 3 && code == MPI_SUCCESS; ++done) {
    const auto [status, index] = njmpi::waitany(all);
    code = status;
    indices += index;
  }
  expect(indices == 3, "each once");
  return code;
}
[[njmpi::kernel]] int local_array_of_persistent(std::array<int, 4>& out, std::array<int, 4>& in) {
  using both = std::array<njmpi::pending, 2>;
  both requests{njmpi::recv_init(in, ring.previous, 24), njmpi::send_init(out, ring.next, 24)};
  int code = MPI_SUCCESS;
  for (int round = 0; round < 3 && code == MPI_SUCCESS; ++round) {
    out[0] = 10 * ring.rank + round;
    code = njmpi::startall(requests);
    for (bool done = false; code == MPI_SUCCESS && !done;) {
      auto [status, flag] = njmpi::testall(requests);
      code = status;
      done = flag;
    }
    expect(in[0] == 10 * ring.previous + round, "round " + std::to_string(round));
  }
  return code;
}
[[njmpi::kernel]] int local_array_in_a_lambda(int out, int& in, std::size_t& completed_ones) {
  std::array<njmpi::pending, 2> all{njmpi::irecv(in, ring.previous, 25), njmpi::isend(out, ring.next, 25)};
  completed_ones = 0;
  auto finish = [&] {
    int code = MPI_SUCCESS;
    while (code == MPI_SUCCESS && completed_ones < 2) {
      auto [status, indices] = njmpi::waitsome(all); // through the library
      code = status;
      completed_ones += indices.size();
    }
    return code;
  };
  return finish();
}
} // namespace

TEST_CASE("arrays of requests in one function") {
  std::array<int, 4> in{-1, -1, -1, -1}, out{};
  const int mine = 7 * ring.rank;
  std::array<njmpi::status, 4> statuses;
  REQUIRE(local_array(mine, in, statuses.data()) == MPI_SUCCESS);
  CHECK(in == std::array<int, 4>{7 * ring.previous, 7 * ring.next, -1, -1});
  CHECK(statuses[0].tag() == 20);
  CHECK(statuses[1].tag() == 21);
  CHECK(statuses[1].source() == ring.next);
  in = {-1, -1, -1, -1};
  REQUIRE(local_array_in_any_order(mine, in) == MPI_SUCCESS);
  CHECK(in == std::array<int, 4>{7 * ring.previous, 7 * ring.next, -1, -1});
  REQUIRE(local_array_of_persistent(out, in) == MPI_SUCCESS);
  std::size_t completed_ones = 0;
  REQUIRE(local_array_in_a_lambda(mine, in[0], completed_ones) == MPI_SUCCESS);
  CHECK(in[0] == 7 * ring.previous);
  CHECK(completed_ones == 2);
}

TEST_CASE("moves") {
  int in = -1;
  njmpi::request first = njmpi::irecv(in, ring.previous, 7).req;
  njmpi::request second = std::move(first);
  CHECK(njmpi::wait(first) == MPI_SUCCESS); // moved from: null
  CHECK(njmpi::test(first).flag);
  njmpi::request third;
  third = std::move(second);
  CHECK(njmpi::waitall(first, second) == MPI_SUCCESS);
  REQUIRE(njmpi::send(ring.rank, ring.next, 7) == MPI_SUCCESS);
  REQUIRE(njmpi::wait(third) == MPI_SUCCESS);
  CHECK(in == ring.previous);
  CHECK(njmpi::wait(third) == MPI_SUCCESS);

  // A pending moves its request along.
  njmpi::pending started = njmpi::irecv(in, ring.previous, 7);
  njmpi::pending moved = std::move(started);
  CHECK(njmpi::wait(started) == MPI_SUCCESS);
  const int more = ring.rank + 50;
  REQUIRE(njmpi::send(more, ring.next, 7) == MPI_SUCCESS);
  REQUIRE(njmpi::wait(moved) == MPI_SUCCESS);
  CHECK(in == ring.previous + 50);

  std::vector<njmpi::request> grown; // growth moves them, and nothing is lost
  std::vector<int> values(20);
  for (int i = 0; i < 20; ++i)
    grown.push_back(njmpi::irecv(values[i], ring.previous, i).req);
  for (int i = 0; i < 20; ++i) {
    const int value = ring.rank + i;
    REQUIRE(njmpi::send(value, ring.next, i) == MPI_SUCCESS);
  }
  REQUIRE(njmpi::waitall(grown) == MPI_SUCCESS);
  CHECK(values[19] == ring.previous + 19);
}

namespace {
[[njmpi::kernel]] int received_count(std::vector<double>& in, njmpi::status& status) {
  const std::vector<double> out(static_cast<std::size_t>(ring.rank + 1), 1.5);
  auto [code, request] = njmpi::isend(out, ring.next, 10);
  if (code == MPI_SUCCESS)
    code = njmpi::recv(in, njmpi::any_source, njmpi::any_tag, &status);
  return code == MPI_SUCCESS ? njmpi::wait(request) : code;
}
} // namespace

TEST_CASE("status of a short message") {
  std::vector<double> in(8, -1);
  njmpi::status status;
  REQUIRE(received_count(in, status) == MPI_SUCCESS);
  CHECK(status.source() == ring.previous);
  CHECK(status.tag() == 10);
  CHECK(status.count<double>() == ring.previous + 1);
  CHECK(in[ring.previous] == 1.5);
  CHECK(in[ring.previous + 1] == -1);
}
