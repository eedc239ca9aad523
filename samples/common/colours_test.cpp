// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The colour map is what it says: lighter from step to step, by the same distance to the eye each time, and
// made of colours that screens can show.
#include "colours.hpp"

#include <cstdio>

int main() {
  const std::vector<sample::oklab> map = sample::colour_map();
  const auto distance = [&](std::size_t k) {
    return std::hypot(map[k].lightness - map[k - 1].lightness, map[k].a - map[k - 1].a,
                      map[k].b - map[k - 1].b);
  };
  double mean = 0;
  for (std::size_t k = 1; k < map.size(); ++k)
    mean += distance(k) / static_cast<double>(map.size() - 1);
  bool right = map.size() == 256 && map.back().lightness - map.front().lightness > 0.6;
  for (std::size_t k = 0; k < map.size(); ++k) {
    for (const double light : sample::linear_light(map[k]))
      if (light < 0 || light > 1) {
        std::printf("colour %zu cannot be shown\n", k);
        right = false;
      }
    if (k > 0 && (map[k].lightness <= map[k - 1].lightness || std::abs(distance(k) / mean - 1) > 0.02)) {
      std::printf("step %zu is %.3f of the mean one\n", k, distance(k) / mean);
      right = false;
    }
  }
  return right ? 0 : 1;
}
