// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// phasefield: two substances that part, by the equation of Cahn and Hilliard (J. Chem. Phys. 28, 1958,
// doi:10.1063/1.1744102), dc/dt = laplace(c^3 - c - laplace(c)), on a periodic plane with cells of length 1.
#include "../common/recorder.hpp"

#include <njmpi/njmpi.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <string>
#include <string_view>

using field = njmpi::field<double, 2>;
using sample::wrong;

constexpr std::string_view program = "phasefield";
constexpr std::string_view usage = R"(usage: phasefield [option...]
  --grid NXxNY            cells; 128x128 unless given
  --steps N               time steps from the beginning on; 5000 unless given
  --mean C                the mean of the concentration, from -1 to 1; 0 unless given
  --seed N                another random beginning
  --change D              no value changes by more than this in one step; 0.01 unless given
)";

// Longer steps are unstable, however little changes.
constexpr double longest_step = 0.02;

// A random number from 0 to 1 for each cell, whoever asks: a counter, mixed as in SplitMix64 (Steele, Lea and
// Flood, 2014).
constexpr double random_number(std::uint64_t seed, std::uint64_t i, std::uint64_t j) {
  std::uint64_t x = (i << 32 | j) + seed * 0xd1342543de82ef95 + 0x9e3779b97f4a7c15;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
  x = (x ^ x >> 27) * 0x94d049bb133111eb;
  return static_cast<double>((x ^ x >> 31) >> 11) * 0x1p-53;
}

[[njmpi::kernel]] void begin(field& c, double mean, std::uint64_t seed) {
  [[njmpi::loop]] for (long i = 0; i < c.extent(0); ++i)
    for (long j = 0; j < c.extent(1); ++j)
      c(i, j) =
          mean +
          0.1 * (2 * random_number(seed, static_cast<std::uint64_t>(i), static_cast<std::uint64_t>(j)) - 1);
}

// What drives the flow; a plane that wraps around has no edges to treat.
[[njmpi::kernel]] void potential(field& mu, const field& c) {
  [[njmpi::loop]] for (long i = 0; i < c.extent(0); ++i)
    for (long j = 0; j < c.extent(1); ++j) {
      const double laplacian = c(i - 1, j) + c(i + 1, j) + c(i, j - 1) + c(i, j + 1) - 4 * c(i, j);
      mu(i, j) = c(i, j) * c(i, j) * c(i, j) - c(i, j) - laplacian;
    }
}

// How fast each cell changes; the largest absolute value, on all ranks the same to the last bit.
[[njmpi::kernel]] double flow(field& rate, const field& mu) {
  double fastest = 0;
  [[njmpi::loop]] for (long i = 0; i < mu.extent(0); ++i)
    for (long j = 0; j < mu.extent(1); ++j) {
      rate(i, j) = mu(i - 1, j) + mu(i + 1, j) + mu(i, j - 1) + mu(i, j + 1) - 4 * mu(i, j);
      fastest = std::max(fastest, std::abs(rate(i, j)));
    }
  return fastest;
}

[[njmpi::kernel]] void advance(field& c, const field& rate, double dt) {
  [[njmpi::loop]] for (long i = 0; i < c.extent(0); ++i)
    for (long j = 0; j < c.extent(1); ++j)
      c(i, j) += dt * rate(i, j);
}

struct summary {
  double least, greatest, mass;
};

[[njmpi::kernel]] summary survey(const field& c) {
  double least = c.at(0, 0), greatest = least, mass = 0;
  [[njmpi::loop]] for (long i = 0; i < c.extent(0); ++i)
    for (long j = 0; j < c.extent(1); ++j) {
      least = std::min(least, c(i, j));
      greatest = std::max(greatest, c(i, j));
      mass += c(i, j);
    }
  return {least, greatest, mass};
}

struct arguments {
  sample::settings given;
  sample::record_options record;
  long steps = 5000;
  bool help = false;
};

arguments parse(int argc, char** argv) {
  arguments result;
  sample::settings& given = result.given;
  for (sample::arguments words(argc, argv); words.next();) {
    const std::string_view option = words.option();
    if (option == "--help")
      result.help = true;
    else if (option == "--steps")
      result.steps = sample::number(words.value(), 1, option);
    else if (option == "--mean")
      given["mean"] = sample::number(words.value(), -1.0, 1.0, option);
    else if (option == "--seed")
      given["seed"] = std::int64_t{sample::number(words.value(), 0, option)};
    else if (option == "--change")
      given["change"] = sample::number(words.value(), 1e-6, 1.0, option);
    else if (option == "--grid") {
      const auto [nx, ny] = sample::extents(words.value(), 1);
      given["grid"] = std::to_string(nx) + 'x' + std::to_string(ny);
    } else if (!result.record.take(words))
      throw wrong("unknown option '" + std::string(option) + "', see --help");
  }
  result.record.check();
  return result;
}

sample::settings completed(sample::settings given) {
  given.try_emplace("grid", "128x128");
  given.try_emplace("mean", 0.0);
  given.try_emplace("seed", std::int64_t{1});
  given.try_emplace("change", 0.01);
  return given;
}

int run(const arguments& given) {
  sample::beginning from{completed(given.given), {}};
  if (!given.record.restart.empty())
    from = sample::look_at(given.record, std::string(program), given.given);
  from.run.last = given.steps;
  if (from.run.first > from.run.last)
    throw wrong(given.record.restart + " is at step " + std::to_string(from.run.first) + ", beyond --steps " +
                std::to_string(from.run.last));
  const auto [nx, ny] = sample::extents(sample::get<std::string>(from.made_with, "grid"), 1);
  const double change = sample::get<double>(from.made_with, "change");

  field c({nx, ny}, {.periodic = {true, true}});
  begin(c, sample::get<double>(from.made_with, "mean"),
        static_cast<std::uint64_t>(sample::get<std::int64_t>(from.made_with, "seed")));
  const summary before = survey(c);
  if (!given.record.restart.empty())
    sample::load(c, given.record, std::string(program));
  field mu(c), rate(c);

  const sample::subject what{std::string(program), "c", "1", 0, 1, from.made_with};
  sample::recorder record(given.record, what, from.run, c);
  double time = from.run.time;
  for (long step = from.run.first + 1; step <= from.run.last; ++step) {
    potential(mu, c);
    const double fastest = flow(rate, mu);
    const double dt = std::min(longest_step, change / std::max(fastest, 1e-300));
    advance(c, rate, dt);
    time += dt;
    record.after(step, time, c);
  }
  const summary after = survey(c);
  const std::string problem = record.finish(c);
  if (njmpi::rank() == 0) {
    std::printf("time %.8f min %.8f max %.8f\nmass %.8f before %.8f\n", time, after.least, after.greatest,
                after.mass, before.mass);
    if (!problem.empty())
      std::fprintf(stderr, "phasefield: %s\n", problem.c_str());
  }
  return problem.empty() ? 0 : 1;
}

int main(int argc, char** argv) {
  return sample::guarded("phasefield", [&] {
    const arguments given = parse(argc, argv);
    if (!given.help)
      return run(given);
    if (njmpi::rank() == 0)
      std::cout << usage << sample::record_usage;
    return 0;
  });
}
