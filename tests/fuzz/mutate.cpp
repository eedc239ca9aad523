// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-fuzz-mutate <directory> <first seed> <count> <sources>...: one to three mutations of a source for
// each seed, as <directory>/<seed>.c or .cpp. A line for each: the file, the source, what was done.

#include "mutations.hpp"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

int main(int argc, char **argv) {
  if (argc < 5) {
    std::cerr << "usage: njmpi-fuzz-mutate <directory> <first seed> <count> <sources>...\n";
    return 2;
  }
  const unsigned long first = std::strtoul(argv[2], nullptr, 10), count = std::strtoul(argv[3], nullptr, 10);
  for (unsigned long seed = first; seed < first + count; ++seed) {
    random_numbers random(seed);
    const std::string source = argv[4 + random.below(argc - 4)];
    std::ifstream in(source, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(in), {}), done;
    for (std::size_t left = 1 + random.below(3); left; --left) {
      std::string what;
      text = mutate(text, random, what);
      done += (done.empty() ? "" : ", ") + what;
    }
    const std::string file =
        std::string(argv[1]) + "/" + std::to_string(seed) + source.substr(source.rfind('.'));
    std::ofstream out(file, std::ios::binary);
    out << text;
    if (!in || !out.flush()) {
      std::cerr << "njmpi-fuzz-mutate: cannot read '" << source << "' or write '" << file << "'\n";
      return 2;
    }
    std::cout << file << ' ' << source << ' ' << done << '\n';
  }
}
