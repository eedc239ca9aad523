// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every rank greets, in the order of the ranks.
#include <njmpi/njmpi.hpp>

#include <iostream>
#include <sstream>
#include <string>

// All ranks send their greeting to rank 0, which prints one after the other.
[[njmpi::kernel]] void greet() {
  const int rank = njmpi::rank();
  const int size = njmpi::size();
  std::ostringstream line;
  line << "hello from rank " << rank << " of " << size << " on " << njmpi::processor_name();
  const std::string greeting = line.str();
  if (rank != 0) {
    njmpi::send(greeting, 0);
    return;
  }
  std::cout << greeting << '\n';
  for (int source = 1; source < size; ++source) {
    njmpi::status status;
    njmpi::probe(source, 0, &status); // how long is it?
    std::string received(status.count<char>(), ' ');
    njmpi::recv(received, source);
    std::cout << received << '\n';
  }
}

int main() { greet(); }
