// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// mpdata2d: carries a scalar with a given flow, by MPDATA, and says how far it is from where it began.
#include "../common/recorder.hpp"
#include "scheme.hpp"

#include <cstdio>
#include <iostream>
#include <numbers>
#include <optional>
#include <string>
#include <string_view>

using mpdata::field;
using sample::wrong;

constexpr std::string_view program = "mpdata2d";
constexpr std::string_view usage = R"(usage: mpdata2d [option...]
  --setup gaussian|cone   a hill in a steady wind (default), or a cone on a turning plate
  --grid NXxNY            cells; 101x101 unless given
  --steps N               time steps from the beginning on; unless given, until everything is
                          back where it began, the cone six times
  --iterations N          1 is upwind, 2 (default) and more correct it
  --fct                   keeps every value between those around it
  --tot                   adds the third-order terms
  --bc B or B,B           open or periodic, for each dimension; a cone is open, a hill periodic
)";

struct arguments {
  sample::settings given;
  sample::record_options record;
  std::optional<long> steps;
  bool help = false;
};

std::string one_of(std::string_view text, std::string_view a, std::string_view b, std::string_view option) {
  if (text != a && text != b)
    throw wrong(std::string(option) + ": '" + std::string(text) + "' is neither " + std::string(a) + " nor " +
                std::string(b));
  return std::string(text);
}

arguments parse(int argc, char** argv) {
  arguments result;
  sample::settings& given = result.given;
  for (sample::arguments words(argc, argv); words.next();) {
    const std::string_view option = words.option();
    if (option == "--help")
      result.help = true;
    else if (option == "--fct" || option == "--tot")
      given[std::string(option.substr(2))] = std::int64_t{1};
    else if (option == "--iterations")
      given["iterations"] = std::int64_t{sample::number(words.value(), 1L, 1000L, option)};
    else if (option == "--steps")
      result.steps = sample::number(words.value(), 1, option);
    else if (option == "--bc") {
      const std::string_view bc = words.value();
      const std::size_t comma = bc.find(',');
      const std::string x = one_of(bc.substr(0, comma), "open", "periodic", option);
      given["bc"] =
          x + ',' + (comma == bc.npos ? x : one_of(bc.substr(comma + 1), "open", "periodic", option));
    } else if (option == "--setup")
      given["setup"] = one_of(words.value(), "gaussian", "cone", option);
    else if (option == "--grid") {
      const auto [nx, ny] = sample::extents(words.value(), 2);
      given["grid"] = std::to_string(nx) + 'x' + std::to_string(ny);
    } else if (!result.record.take(words))
      throw wrong("unknown option '" + std::string(option) + "', see --help");
  }
  result.record.check();
  return result;
}

// What was not given.
sample::settings completed(sample::settings given) {
  given.try_emplace("setup", "gaussian");
  const bool cone = given["setup"] == sample::setting("cone");
  given.try_emplace("bc", cone ? "open,open" : "periodic,periodic");
  given.try_emplace("grid", "101x101");
  given.try_emplace("iterations", std::int64_t{2});
  given.try_emplace("fct", std::int64_t{0});
  given.try_emplace("tot", std::int64_t{0});
  return given;
}

mpdata::options scheme_of(const sample::settings& from) {
  const std::string& bc = sample::get<std::string>(from, "bc");
  const auto flag = [&](const char* name) { return sample::get<std::int64_t>(from, name) != 0; };
  return {.iterations = static_cast<int>(sample::get<std::int64_t>(from, "iterations")),
          .fct = flag("fct"),
          .tot = flag("tot"),
          .open_x = bc.starts_with("open"),
          .open_y = bc.ends_with("open")};
}

// What is carried, and the Courant numbers of the flow. The solver begins with zeros.
struct setup {
  double dt;
  long steps;
};

// The rotating cone of Anderson and Fattahi, J. Atmos. Sci. 31 (1974), as it is on 101 x 101 cells; on others
// the cone and the time step are scaled with the grid. libmpdata++ (Jaruga et al., Geosci. Model Dev. 8,
// 2015, doi:10.5194/gmd-8-1005-2015) finds
//                                   least       greatest    error
//   two iterations                  0.86381076  3.54697914  0.00037726
//   the same with --fct             1           3.52544410  0.00036731
//   three with --fct and --tot      1           4.26672894  0.00012049
[[njmpi::kernel]] setup cone(field& psi, mpdata::faces& c) {
  const long nx = psi.extent(0), ny = psi.extent(1);
  const double dt = 10.0 / static_cast<double>(std::max(nx, ny) - 1), angle = 0.1 * dt;
  const double x = 0.5 * static_cast<double>(nx - 1), y = 0.5 * static_cast<double>(ny - 1);
  const double radius = 0.15 * static_cast<double>(std::min(nx, ny) - 1), height = 4;
  [[njmpi::loop]] for (long i = 0; i < nx; ++i)
    for (long j = 0; j < ny; ++j) {
      const double away = std::sqrt((i - x) * (i - x) + (j - 1.5 * y) * (j - 1.5 * y));
      psi(i, j) = 1 + std::max(height - away * height / radius, 0.0);
    }
  [[njmpi::loop]] for (long i = 0; i <= nx; ++i)
    for (long j = 0; j < ny; ++j)
      c.x(i, j) = angle * (j - y);
  [[njmpi::loop]] for (long i = 0; i < nx; ++i)
    for (long j = 0; j <= ny; ++j)
      c.y(i, j) = -angle * (i - x);
  return {dt, 6 * std::lround(2 * std::numbers::pi / angle)};
}

// The hill passes twice in one dimension while it passes once in the other.
[[njmpi::kernel]] setup gaussian(field& psi, mpdata::faces& c) {
  const long nx = psi.extent(0), ny = psi.extent(1), longer = std::max(nx, ny);
  const double x = 0.5 * static_cast<double>(nx - 1), y = 0.5 * static_cast<double>(ny - 1);
  const double width = 0.1 * static_cast<double>(std::min(nx, ny));
  [[njmpi::loop]] for (long i = 0; i < nx; ++i)
    for (long j = 0; j < ny; ++j)
      psi(i, j) = std::exp(-((i - x) * (i - x) + (j - y) * (j - y)) / (2 * width * width));
  [[njmpi::loop]] for (long i = 0; i <= nx; ++i)
    for (long j = 0; j < ny; ++j)
      c.x(i, j) = 0.5 * static_cast<double>(nx) / static_cast<double>(longer);
  [[njmpi::loop]] for (long i = 0; i < nx; ++i)
    for (long j = 0; j <= ny; ++j)
      c.y(i, j) = 0.25 * static_cast<double>(ny) / static_cast<double>(longer);
  return {1, 4 * longer};
}

struct summary {
  double least, greatest, error;
};

[[njmpi::kernel]] summary compare(const field& psi, const field& before, double time) {
  const long nx = psi.extent(0), ny = psi.extent(1);
  double least = psi.at(0, 0), greatest = least, sum = 0;
  [[njmpi::loop]] for (long i = 0; i < nx; ++i)
    for (long j = 0; j < ny; ++j) {
      least = std::min(least, psi(i, j));
      greatest = std::max(greatest, psi(i, j));
      sum += (psi(i, j) - before(i, j)) * (psi(i, j) - before(i, j));
    }
  return {least, greatest, std::sqrt(sum / static_cast<double>(nx) / static_cast<double>(ny)) / time};
}

int run(const arguments& given) {
  sample::beginning from{completed(given.given), {}};
  if (!given.record.restart.empty())
    from = sample::look_at(given.record, std::string(program), given.given);
  const auto [nx, ny] = sample::extents(sample::get<std::string>(from.made_with, "grid"), 2);
  mpdata::solver solver(nx, ny, scheme_of(from.made_with));
  const bool turning = sample::get<std::string>(from.made_with, "setup") == "cone";
  const setup start = turning ? cone(solver.psi, solver.courant) : gaussian(solver.psi, solver.courant);
  const field before = solver.psi;
  from.run.last = given.steps.value_or(start.steps);
  if (from.run.first > from.run.last)
    throw wrong(given.record.restart + " is at step " + std::to_string(from.run.first) + ", beyond --steps " +
                std::to_string(from.run.last));
  if (!given.record.restart.empty())
    sample::load(solver.psi, given.record, std::string(program));

  const sample::subject what{std::string(program), "psi", "1", 0, 1, from.made_with};
  sample::recorder record(given.record, what, from.run, solver.psi);
  for (long step = from.run.first + 1; step <= from.run.last; ++step) {
    solver.step();
    record.after(step, static_cast<double>(step) * start.dt, solver.psi);
  }
  const summary found = compare(solver.psi, before, static_cast<double>(from.run.last) * start.dt);
  const std::string problem = record.finish(solver.psi);
  if (njmpi::rank() == 0) {
    std::printf("min %.8f max %.8f error %.8f\n", found.least, found.greatest, found.error);
    if (!problem.empty())
      std::fprintf(stderr, "mpdata2d: %s\n", problem.c_str());
  }
  return problem.empty() ? 0 : 1;
}

int main(int argc, char** argv) {
  return sample::guarded("mpdata2d", [&] {
    const arguments given = parse(argc, argv);
    if (!given.help)
      return run(given);
    if (njmpi::rank() == 0)
      std::cout << usage << sample::record_usage;
    return 0;
  });
}
