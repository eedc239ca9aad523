// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The small types of the interface: how they are copied, moved and made.
#include "check.hpp"
#include <concepts>
#include <string>
#include <type_traits>
#include <vector>

static_assert(std::is_nothrow_move_constructible_v<njmpi::pending> && !std::is_copy_constructible_v<njmpi::pending>);
static_assert(std::is_same_v<decltype(njmpi::pending::status), int>);
static_assert(std::is_same_v<decltype(njmpi::pending::req), njmpi::request>);
static_assert(std::is_default_constructible_v<njmpi::request>);
static_assert(std::is_copy_constructible_v<njmpi::comm> && std::is_nothrow_move_constructible_v<njmpi::comm>);
static_assert(std::is_base_of_v<std::exception, njmpi::error>);
// A raw handle is a plain int in MPICH: nothing converts silently.
static_assert(std::is_constructible_v<njmpi::comm, MPI_Comm> && !std::is_convertible_v<MPI_Comm, njmpi::comm>);
static_assert(!std::is_convertible_v<int, njmpi::comm>);
static_assert(std::is_same_v<decltype(njmpi::valloc<double>::value), double>);
static_assert(std::is_same_v<decltype(njmpi::valloc<double>::location), int>);

TEST_CASE("a null request is complete") {
  njmpi::request null;
  CHECK(njmpi::wait(null) == MPI_SUCCESS);
  njmpi::request moved = std::move(null);
  CHECK(njmpi::wait(moved) == MPI_SUCCESS);
}

TEST_CASE("a status of nothing") {
  int x = 1;
  njmpi::status status;
  CHECK(njmpi::recv(x, njmpi::proc_null, njmpi::any_tag, &status) == MPI_SUCCESS);
  CHECK(status.source() == njmpi::proc_null);
  CHECK(status.tag() == njmpi::any_tag);
  CHECK(status.count<int>() == 0);
  CHECK(x == 1);
}

TEST_CASE("policies take turns") {
  const std::vector<int> x{1};
  {
    policy codes(njmpi::errors::return_code);
    CHECK(njmpi::send(x, 99) != MPI_SUCCESS); // the world has fewer ranks
  }
  policy exceptions(njmpi::errors::throw_exception);
  CHECK_THROWS_AS(njmpi::send(x, 99), njmpi::error);
}
