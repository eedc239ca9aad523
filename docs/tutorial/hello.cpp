// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>

#include <iostream>
#include <string>

int main() {
  std::cout << "hello from rank " + std::to_string(njmpi::rank()) + " of " + std::to_string(njmpi::size()) +
                   "\n";
}
