// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An ordinary C++ program that has nothing to do with MPI.
#include <algorithm>
#include <cmath>
#include <iostream>
#include <map>
#include <string>
#include <vector>

int main() {
  std::map<std::string, std::vector<double>> samples;
  for (std::string line; std::getline(std::cin, line);)
    samples[line.substr(0, line.find(' '))].push_back(static_cast<double>(line.size()));
  for (auto& [name, values] : samples) {
    std::sort(values.begin(), values.end());
    std::cout << name << ' ' << std::sqrt(values[values.size() / 2]) << '\n';
  }
}
