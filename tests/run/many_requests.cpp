// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Several requests at once: more than fit on the stack, one of them failing, and starting those under way.
#include "check.hpp"
#include "ring.hpp"
#include <vector>

namespace {

// Message i to the right holds rank and i, the odd one twice as much as is received.
struct messages {
  std::vector<int> out, in;
  std::vector<njmpi::request> receives, sends;
};
[[njmpi::kernel]] int start(messages& m, std::size_t n, std::size_t odd) {
  m.out.assign(2 * n, 0);
  m.in.assign(n, -1);
  int code = MPI_SUCCESS;
  for (std::size_t i = 0; i < n; ++i) {
    auto [status, request] = njmpi::irecv(m.in[i], ring.previous, static_cast<int>(i));
    code += status;
    m.receives.push_back(std::move(request));
  }
  for (std::size_t i = 0; i < n; ++i) {
    m.out[i] = 1000 * ring.rank + static_cast<int>(i);
    auto [status, request] =
        njmpi::isend(njmpi::buffer(&m.out[i], std::size_t(i == odd ? 2 : 1)), ring.next, static_cast<int>(i));
    code += status;
    m.sends.push_back(std::move(request));
  }
  return code;
}
void arrived(const messages& m, std::size_t odd) {
  for (std::size_t i = 0; i < m.in.size(); ++i)
    if (i != odd)
      expect(m.in[i] == 1000 * ring.previous + static_cast<int>(i),
             "message " + std::to_string(i) + " is wrong");
}

[[njmpi::kernel]] int wait_for_all(std::vector<njmpi::request>& requests) { return njmpi::waitall(requests); }
[[njmpi::kernel]] int wait_for_all(std::vector<njmpi::request>& requests,
                                   std::vector<njmpi::status>& statuses) {
  return njmpi::waitall(requests, statuses.data());
}
[[njmpi::kernel]] int wait_for_both(messages& m) { return njmpi::waitall(m.receives, m.sends); }
[[njmpi::kernel]] int test_for_all(std::vector<njmpi::request>& requests) {
  for (;;)
    if (auto [code, flag] = njmpi::testall(requests); flag || code != MPI_SUCCESS)
      return code;
}
[[njmpi::kernel]] int wait_for_some(std::vector<njmpi::request>& requests) {
  for (;;) {
    auto [code, indices] = njmpi::waitsome(requests);
    if (code != MPI_SUCCESS || indices.empty())
      return code;
  }
}

constexpr std::size_t none = 1000000;

} // namespace

TEST_CASE("more requests than fit on the stack") {
  for (const std::size_t n : {std::size_t(64), std::size_t(65), std::size_t(300)}) {
    for (int (*wait)(std::vector<njmpi::request>&) :
         {static_cast<int (*)(std::vector<njmpi::request>&)>(wait_for_all), test_for_all, wait_for_some}) {
      messages m;
      REQUIRE(start(m, n, none) == MPI_SUCCESS);
      REQUIRE(wait(m.receives) == MPI_SUCCESS);
      REQUIRE(wait(m.sends) == MPI_SUCCESS);
      arrived(m, none);
    }
    messages m;
    REQUIRE(start(m, n, none) == MPI_SUCCESS);
    REQUIRE(wait_for_both(m) == MPI_SUCCESS);
    arrived(m, none);
    for (const auto& request : m.receives)
      CHECK(request.null());
  }
}

TEST_CASE("one of several operations fails") {
#ifdef OPEN_MPI // 4.1 with MPI_THREAD_MULTIPLE never returns from MPI_Waitall if one has failed before
  return;
#endif
  policy codes(njmpi::errors::return_code);
  for (const std::size_t n : {std::size_t(3), std::size_t(100)})
    for (const bool with_statuses : {false, true}) {
      messages m;
      const std::size_t odd = n / 2;
      REQUIRE(start(m, n, odd) == MPI_SUCCESS);
      std::vector<njmpi::status> statuses(n);
      // The code of the operation, not that it stands in a status.
      CHECK(class_of(with_statuses ? wait_for_all(m.receives, statuses) : wait_for_all(m.receives)) ==
            MPI_ERR_TRUNCATE);
      if (with_statuses)
        CHECK(class_of(statuses[odd].error()) == MPI_ERR_TRUNCATE);
      CHECK(m.receives[odd].null());
      // Others may be under way still, and are completed as ever.
      for (std::size_t i = 0; i < n; ++i)
        CHECK(njmpi::wait(m.receives[i]) == MPI_SUCCESS);
      CHECK(njmpi::waitall(m.sends) == MPI_SUCCESS);
      arrived(m, odd);
    }
}

namespace {
[[njmpi::kernel]] int start_one(njmpi::request& request) { return njmpi::start(request); }
[[njmpi::kernel]] int start_all(njmpi::request& first, njmpi::request& second) {
  return njmpi::startall(first, second);
}
} // namespace

TEST_CASE("a request under way is not started again") {
  policy codes(njmpi::errors::return_code);
  int in = -1;
  const int out = ring.rank;
  auto [receive_status, receive] = njmpi::recv_init(in, ring.previous, 3);
  auto [send_status, send] = njmpi::send_init(out, ring.next, 3);
  REQUIRE(receive_status + send_status == MPI_SUCCESS);
  REQUIRE(start_one(receive) == MPI_SUCCESS);
  CHECK(class_of(start_one(receive)) == MPI_ERR_REQUEST);
  CHECK(class_of(start_all(send, receive)) == MPI_ERR_REQUEST);
  CHECK_FALSE(send.active());
  REQUIRE(start_one(send) == MPI_SUCCESS);
  REQUIRE(njmpi::waitall(send, receive) == MPI_SUCCESS);
  CHECK(in == ring.previous);
}
