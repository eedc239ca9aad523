// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A colour map that is perceptually uniform: equal steps of a value are equal steps of lightness and of
// colour to the eye, from dark violet over blue and green to bright yellow. Made in the space Oklab
// (Ottosson, 2020, bottosson.github.io/posts/oklab), in which distances are those seen.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

namespace sample {

struct oklab {
  double lightness, a, b;
};

struct rgb {
  std::uint8_t red, green, blue;
};

inline std::array<double, 3> linear_light(const oklab& c) {
  const double l = std::pow(c.lightness + 0.3963377774 * c.a + 0.2158037573 * c.b, 3);
  const double m = std::pow(c.lightness - 0.1055613458 * c.a - 0.0638541728 * c.b, 3);
  const double s = std::pow(c.lightness - 0.0894841775 * c.a - 1.2914855480 * c.b, 3);
  return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
          -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
          -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

inline rgb displayed(const oklab& c) {
  std::array<std::uint8_t, 3> bytes{};
  const std::array<double, 3> light = linear_light(c);
  for (std::size_t i = 0; i < 3; ++i) {
    const double v = std::clamp(light[i], 0.0, 1.0);
    const double encoded = v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
    bytes[i] = static_cast<std::uint8_t>(std::lround(255 * encoded));
  }
  return {bytes[0], bytes[1], bytes[2]};
}

/// The map, in so many steps.
inline std::vector<oklab> colour_map(std::size_t steps = 256) {
  // Hue in degrees, and how far from grey: the stops of a curve that stays within what screens can show.
  constexpr std::array<std::array<double, 2>, 6> stops{
      {{305, 0.12}, {280, 0.14}, {245, 0.10}, {190, 0.09}, {150, 0.13}, {108, 0.15}}};
  constexpr double darkest = 0.24, brightest = 0.93;
  constexpr std::size_t fine = 4096;
  const auto curve = [&](double u) {
    const auto i = std::min(static_cast<std::size_t>(u), stops.size() - 2);
    const double f = u - static_cast<double>(i);
    const auto& before = stops[i == 0 ? 0 : i - 1];
    const auto& after = stops[std::min(i + 2, stops.size() - 1)];
    std::array<double, 2> at{};
    for (std::size_t k = 0; k < 2; ++k) // through the stops, smoothly: Catmull and Rom
      at[k] = 0.5 * (2 * stops[i][k] + (stops[i + 1][k] - before[k]) * f +
                     (2 * before[k] - 5 * stops[i][k] + 4 * stops[i + 1][k] - after[k]) * f * f +
                     (3 * stops[i][k] - before[k] - 3 * stops[i + 1][k] + after[k]) * f * f * f);
    const double hue = at[0] * std::numbers::pi / 180;
    return std::array<double, 2>{at[1] * std::cos(hue), at[1] * std::sin(hue)};
  };
  std::vector<std::array<double, 2>> points;
  std::vector<double> way{0};
  for (std::size_t k = 0; k <= fine; ++k) {
    points.push_back(curve(static_cast<double>(k * (stops.size() - 1)) / fine));
    if (k > 0)
      way.push_back(way.back() +
                    std::hypot(points[k][0] - points[k - 1][0], points[k][1] - points[k - 1][1]));
  }
  // At equal distances along it.
  std::vector<oklab> result;
  std::size_t at = 0;
  for (std::size_t k = 0; k < steps; ++k) {
    const double t = static_cast<double>(k) / static_cast<double>(steps - 1);
    while (at + 2 < way.size() && way[at + 1] < t * way.back())
      ++at;
    const double f = (t * way.back() - way[at]) / (way[at + 1] - way[at]);
    result.push_back({darkest + t * (brightest - darkest),
                      points[at][0] + f * (points[at + 1][0] - points[at][0]),
                      points[at][1] + f * (points[at + 1][1] - points[at][1])});
  }
  return result;
}

} // namespace sample
