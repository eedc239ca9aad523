// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/snapshots.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>

using plane = njmpi::field<double, 2>;

// A number from 0 to 1 that depends on the cell alone.
constexpr double random_number(std::uint64_t cell) {
  std::uint64_t x = (cell + 1) * 0x9e3779b97f4a7c15;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
  x = (x ^ x >> 27) * 0x94d049bb133111eb;
  return static_cast<double>((x ^ x >> 31) >> 11) * 0x1p-53;
}

[[njmpi::kernel]] void begin(plane& c) {
  [[njmpi::loop]] for (long i = 0; i < c.extent(0); ++i)
    for (long j = 0; j < c.extent(1); ++j)
      c(i, j) = 0.2 * random_number(static_cast<std::uint64_t>(i * c.extent(1) + j)) - 0.1;
}

// How fast each cell changes, and the fastest of them.
[[njmpi::kernel]] double flow(plane& rate, plane& mu, const plane& c) {
  double fastest = 0;
  [[njmpi::loop]] for (long i = 0; i < c.extent(0); ++i)
    for (long j = 0; j < c.extent(1); ++j) {
      const double laplacian = c(i - 1, j) + c(i + 1, j) + c(i, j - 1) + c(i, j + 1) - 4 * c(i, j);
      mu(i, j) = c(i, j) * c(i, j) * c(i, j) - c(i, j) - laplacian;
    }
  [[njmpi::loop]] for (long i = 0; i < c.extent(0); ++i)
    for (long j = 0; j < c.extent(1); ++j) {
      rate(i, j) = mu(i - 1, j) + mu(i + 1, j) + mu(i, j - 1) + mu(i, j + 1) - 4 * mu(i, j);
      fastest = std::max(fastest, std::abs(rate(i, j)));
    }
  return fastest;
}

[[njmpi::kernel]] void advance(plane& c, const plane& rate, double dt) {
  [[njmpi::loop]] for (long i = 0; i < c.extent(0); ++i)
    for (long j = 0; j < c.extent(1); ++j)
      c(i, j) += dt * rate(i, j);
}

// [main]
int main(int argc, char** argv) {
  const std::string path = argc > 1 ? argv[1] : "phase.h5";
  const std::string from = argc > 2 ? argv[2] : ""; // goes on from this file
  plane c({48, 32}, {.periodic = {true, true}});
  double time = 0;
  long step = 0;
  if (from.empty()) {
    begin(c);
  } else {
    njmpi::snapshot_contents contents;
    njmpi::read_contents(contents, from, "phase");
    njmpi::read_snapshot(c, from, contents, contents.times.size() - 1);
    time = contents.times.back();
    step = contents.steps.back();
  }

  njmpi::snapshots file;
  file.create(c, path, {.program = "phase", .name = "c", .axes = {{"x"}, {"y"}}}, 3, from);
  const long end = step + 300;
  if (from.empty())
    file.write(c, time, step);
  plane mu = c, rate = c;
  while (step < end) {
    const double dt = std::min(0.02, 0.01 / flow(rate, mu, c));
    advance(c, rate, dt);
    time += dt;
    if (++step % 150 == 0)
      file.write(c, time, step);
  }
  const double corner = c.at(0, 0);
  if (njmpi::rank() == 0)
    std::printf("%zu snapshots, the last of time %.8f; the corner has %.8f\n", file.size(), time, corner);
}
// [main]
