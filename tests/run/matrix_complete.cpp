// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Linked last: every row of the table was run by the cases before.
#include "matrix.hpp"

TEST_CASE("the matrix holds every row of the table") {
  const auto tested = [](const std::string& title) {
    expect(tested_rows().contains(title), "no test has run for \"" + title + "\"");
  };
#define NJMPI_OPERATION(group, name, mpi, section, result, rule, parameters, arguments)                      \
  tested(#name);                                                                                             \
  tested(#name " forms");
#define NJMPI_IN_PLACE(name) tested(#name " in place");
#include <njmpi/operations.def>
#define NJMPI_OPERATOR(name, mpi, ...) tested("op::" #name);
#include <njmpi/datatypes.def>
}
