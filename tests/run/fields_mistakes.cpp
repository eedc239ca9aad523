// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What fields refuse, and what they say of it.
#include "check.hpp"
#include "ring.hpp"
#include <utility>
#include <vector>

namespace {
constexpr bool replicated = njmpi::fields_are_replicated;
}

TEST_CASE("mistakes of fields are said") {
  const policy thrown(njmpi::errors::throw_exception);
  const auto message = [](auto&& f) -> std::string {
    try {
      f();
    } catch (const njmpi::error& e) {
      return e.what();
    }
    return "nothing";
  };
  const auto says = [](const std::string& text, const std::string& part) {
    expect(text.find(part) != std::string::npos, "\"" + text + "\" does not say " + part);
  };
  says(message([] { njmpi::field<double, 2> u({-3, 4}); }), "extent 0 of the field is negative: -3");
  says(message([] { njmpi::field<double, 2> u({3, 4}, {.ghost = {0, -1}}); }),
       "ghost 1 of the field is negative: -1");
  says(message([] { njmpi::field<double, 2> u({3, 4}, {.grid = {ring.size, 2}}); }), "does not fit");
  says(message([] { njmpi::field<double, 2> u({3, 4}, {.grid = {-1, 2}}); }), "-1 processes in dimension 0");
  says(message([] { njmpi::field<double, 2> u({3, 4}, {.grid = {0, ring.size + 1}}); }), "does not fit");
  says(message([] { njmpi::field<double, 2> u({3, 4}, {.comm = njmpi::comm()}); }), "null");
  says(message([] { njmpi::field<double, 3> u({1L << 40, 1L << 40, 1L << 40}); }),
       "more bytes than can be addressed");
  says(message([] { njmpi::field<double, 2> u({3, 4}, {.ghost = {0, -1}}); }), "fields_mistakes.cpp:");

  njmpi::field<double, 2> u({3, 4}, {.ghost = {1, 0}});
  says(message([&] { u.at(3, 4); }), "there is no element (3, 4) in a field of extents (3, 4)");
  const std::string call = message([&] { u.at(-2, 0); });
  says(call, "u.at(-2, 0)");
  says(message([&] { u.gather(ring.size); }), "MPI_ERR_ROOT");
  says(message([&] { u.scatter(std::vector<double>(11), ring.size - 1); }), "11 values on rank");
#ifndef NDEBUG
  says(message([&] { u(3, 4) = 1; }), "u(3, 4)");
  says(message([&] { u(3, 4) = 1; }), "element (3, 4) is not on this rank, which has");
  if (!replicated && ring.size == 2) {
    says(message([&] { u(2 - 2 * ring.rank, 1) = 1; }),
         ring.rank == 0 ? "has [-1, 2) x [0, 4)" : "has [2, 4) x [0, 4)");
  }
#endif
  njmpi::field<double, 2> moved = std::move(u);
  says(message([&] { u.at(0, 0); }), "moved from"); // NOLINT
#ifndef NDEBUG
  says(message([&] { u(0, 0) = 1; }), "moved from"); // NOLINT
#endif
  says(message([&] { njmpi::field<double, 2> v({1, 1}, njmpi::aligned_with(u)); }), "moved from"); // NOLINT

  const njmpi::field<double, 2> copied(u); // NOLINT: as empty as what it copies
  CHECK(copied.size() == 0);

  njmpi::on_error(njmpi::errors::return_code);
  CHECK(class_of(moved.scatter(std::vector<double>(11))) == MPI_ERR_COUNT);
  CHECK(moved.gather(-3).empty());
  CHECK(moved.at(100, 0) == 0);
}
