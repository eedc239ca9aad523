// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Linked last: every completion and every query of the table was run by the cases before.
#include "check.hpp"
#include "completed.hpp"

TEST_CASE("the cases hold every completion and query of the table") {
  const auto tested = [](const std::string& name) {
    expect(completed_rows().contains(name), "no test has run for \"" + name + "\"");
  };
#define NJMPI_COMPLETION(name, mpi, section, requests, result) tested(#name);
#define NJMPI_QUERY(name, mpi, section, result) tested(#name);
#include <njmpi/operations.def>
}
