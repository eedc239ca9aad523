// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// generate <seed> <file> [<case>...]: writes a program of random annotated loops over random fields, the same
// one for the same seed everywhere. Each case of the program is a function of its own that prints what its
// fields and scalars hold in the end; the cases named are left out. All values are small multiples of 1/64,
// so that sums are exact in every order, and a program prints the same in every build and on any number of
// ranks.
#include "program.hpp"
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <set>

namespace {

constexpr int cases = 24;

const char* const prologue = R"(#include <njmpi/njmpi.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

namespace {

// Multiples of 1/64 from -256 to 256, whatever comes in.
template <class T> T keep(double x) { return static_cast<T>(std::floor((x - 512 * std::floor((x + 256) / 512)) * 64) / 64); }
constexpr double start(long i, long j, long k, long seed) {
  return static_cast<double>(((i * 7919 + j * 104729 + k * 1299709 + seed * 15485863) % 8191 + 8191) % 8191 - 4095) / 64;
}

template <class T> void show(const char* name, const std::vector<T>& values) {
  if (njmpi::rank() != 0)
    return;
  unsigned long sum = 14695981039346656037u;
  for (const T& x : values) {
    const double value = static_cast<double>(x);
    unsigned long bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    sum = (sum ^ bits) * 1099511628211u;
  }
  std::printf("  %s %zu %016lx:", name, values.size(), sum);
  for (std::size_t i = 0; i < values.size() && i < 200; ++i)
    std::printf(" %.10g", static_cast<double>(values[i]));
  std::printf("\n");
}
template <class F> void show_field(const char* name, const F& f) { show(name, f.gather()); }
void show_scalar(const char* name, double x) {
  if (njmpi::rank() == 0)
    std::printf("  %s %.17g\n", name, x);
}
)";

} // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: generate <seed> <file> [<case>...]\n";
    return 2;
  }
  const unsigned long seed = std::strtoul(argv[1], nullptr, 10);
  std::set<int> left_out;
  for (int i = 3; i < argc; ++i)
    left_out.insert(std::atoi(argv[i]));

  std::ofstream out(argv[2]);
  out << "// seed " << seed << "\n" << prologue << "\n} // namespace\n\n";
  for (int k = 0; k < cases; ++k) {
    out << "// case " << k << "\n";
    if (!left_out.contains(k))
      out << program(seed * cases + k, k).text() << "\n";
  }
  out << "// the end\nint main(int argc, char** argv) {\n  const int only = argc > 1 ? std::atoi(argv[1]) : "
         "-1;\n";
  for (int k = 0; k < cases; ++k)
    if (!left_out.contains(k)) {
      out << "  if (only < 0 || only == " << k
          << ") {\n    if (njmpi::rank() == 0)\n      std::printf(\"case " << k << "\\n\");\n    case_" << k
          << "::run();\n  }\n";
    }
  out << "  return 0;\n}\n";
  return out.good() ? 0 : 1;
}
