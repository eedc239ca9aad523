// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>

#include <iostream>
#include <vector>

[[njmpi::kernel]] void deliver(const std::vector<double>& numbers, int to) { njmpi::send(numbers, to); }

int main() {
  njmpi::on_error(njmpi::errors::throw_exception);
  try {
    deliver({1, 2, 3}, njmpi::size()); // the last rank is size() - 1
  } catch (const njmpi::error& e) {
    if (njmpi::rank() == 0)
      std::cout << e.what() << '\n';
    return e.error_class() == MPI_ERR_RANK ? 0 : 1;
  }
  return 1;
}
