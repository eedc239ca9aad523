// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// heat2d [size [tolerance [file]]]: the steady temperature of a plate with one hot edge, by relaxation until
// no point changes by more than the tolerance. Writes a picture, heat2d.png unless named; "-" for none.
#include <njmpi/njmpi.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <png.h>
#include <string>
#include <vector>

using plate = njmpi::field<double, 2>;

// The edges stay as they are: the upper one is hot in the middle, the others are cold.
[[njmpi::kernel]] void heat(plate& u) {
  const long last = u.extent(1) - 1;
  [[njmpi::loop]] for (long j = 1; j < last; ++j)
    u(0, j) = 4.0 * j * (last - j) / (last * last);
}

// One sweep; the largest change of a point.
[[njmpi::kernel]] double relax(plate& next, const plate& now) {
  double change = 0;
  [[njmpi::loop]] for (long i = 1; i < now.extent(0) - 1; ++i)
    for (long j = 1; j < now.extent(1) - 1; ++j) {
      next(i, j) = 0.25 * (now(i - 1, j) + now(i + 1, j) + now(i, j - 1) + now(i, j + 1));
      change = std::max(change, std::abs(next(i, j) - now(i, j)));
    }
  return change;
}

// From black over red and yellow to white.
bool draw(const std::string& path, const std::vector<double>& u, long size) {
  std::vector<png_byte> pixels;
  for (const double temperature : u)
    for (int colour = 0; colour < 3; ++colour)
      pixels.push_back(
          static_cast<png_byte>(255 * std::clamp(3 * std::sqrt(temperature) - colour, 0.0, 1.0)));
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = image.height = static_cast<png_uint_32>(size);
  image.format = PNG_FORMAT_RGB;
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  if (file == nullptr)
    return false;
  const int written = png_image_write_to_stdio(&image, file, 0, pixels.data(), 0, nullptr);
  return std::fclose(file) == 0 && written != 0;
}

int main(int argc, char** argv) {
  const long size = argc > 1 ? std::atol(argv[1]) : 200;
  const double tolerance = argc > 2 ? std::atof(argv[2]) : 1e-5;
  const std::string path = argc > 3 ? argv[3] : "heat2d.png";
  if (argc > 4 || size < 3 || !(tolerance > 0)) {
    std::cerr << "usage: heat2d [size [tolerance [file]]], size at least 3, tolerance above 0\n";
    return 2;
  }

  plate now({size, size});
  heat(now);
  plate next = now;
  long iterations = 0;
  double change = 1;
  for (; change > tolerance; ++iterations) {
    change = relax(next, now);
    swap(next, now);
  }

  int failed = 0;
  if (path != "-") {
    const std::vector<double> u = now.gather();
    failed = njmpi::rank() == 0 && !draw(path, u, size);
  }
  if (njmpi::rank() == 0) {
    std::cout << iterations << " iterations, residual " << std::setprecision(15) << change << '\n';
    if (failed != 0)
      std::cerr << "heat2d: cannot write " << path << '\n';
  }
  return failed;
}
