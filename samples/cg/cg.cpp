// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// cg MATRIX [tolerance]: solves A x = b by conjugate gradients, with A from a Matrix Market file (symmetric
// and positive definite; poisson.mtx is the five-point Laplacian of 24 x 24 points) and b such that x is all
// ones. The vectors are distributed. A row of A needs the elements of p that its columns name, wherever they
// are.
#include <njmpi/njmpi.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

using vector = njmpi::field<double, 1>;

// Compressed rows: the elements of row i are those from begin[i] to begin[i + 1].
struct matrix {
  long rows = 0;
  std::vector<long> begin;
  std::vector<int> column;
  std::vector<double> value;
};

// "coordinate real", general or symmetric. On failure the matrix has no rows.
matrix read_matrix_market(const std::string& path) {
  std::ifstream file(path);
  std::string line, format, type, symmetry, word;
  std::getline(file, line);
  std::istringstream banner(line);
  banner >> word >> word >> format >> type >> symmetry;
  while (std::getline(file, line) && line.starts_with('%'))
    ;
  long rows = 0, columns = 0, count = 0;
  std::istringstream(line) >> rows >> columns >> count;
  if (format != "coordinate" || type != "real" || rows != columns)
    return {};

  std::vector<std::tuple<long, int, double>> elements;
  long i = 0;
  int j = 0;
  for (double a = 0; count > 0 && file >> i >> j >> a; --count) {
    if (i < 1 || i > rows || j < 1 || j > columns)
      return {};
    elements.emplace_back(i - 1, j - 1, a);
    if (symmetry == "symmetric" && i != j)
      elements.emplace_back(j - 1, static_cast<int>(i - 1), a);
  }
  if (count > 0)
    return {};
  std::ranges::sort(elements);
  matrix m{rows, std::vector<long>(static_cast<std::size_t>(rows) + 1), {}, {}};
  for (const auto& [row, column, a] : elements) {
    ++m.begin[row + 1];
    m.column.push_back(column);
    m.value.push_back(a);
  }
  for (long row = 0; row < rows; ++row)
    m.begin[row + 1] += m.begin[row];
  return m;
}

// q = A p, and p * q on the way.
[[njmpi::kernel]] double multiply(vector& q, const matrix& a, const vector& p) {
  double product = 0;
  [[njmpi::loop]] for (long i = 0; i < a.rows; ++i) {
    double sum = 0;
    for (long k = a.begin[i]; k < a.begin[i + 1]; ++k)
      sum += a.value[k] * p(a.column[k]);
    q(i) = sum;
    product += sum * p(i);
  }
  return product;
}

struct result {
  long iterations;
  double residual;
};

[[njmpi::kernel]] result solve(vector& x, const matrix& a, const vector& b, double tolerance) {
  vector r = b, p = b, q({a.rows}); // x starts at zero
  double square = 0;
  [[njmpi::loop]] for (long i = 0; i < a.rows; ++i)
    square += r(i) * r(i);
  const double enough = tolerance * tolerance * square;

  long iterations = 0;
  for (; square > enough && iterations < 2 * a.rows; ++iterations) {
    const double alpha = square / multiply(q, a, p);
    double next = 0;
    [[njmpi::loop]] for (long i = 0; i < a.rows; ++i) {
      x(i) += alpha * p(i);
      r(i) -= alpha * q(i);
      next += r(i) * r(i);
    }
    const double beta = next / square;
    [[njmpi::loop]] for (long i = 0; i < a.rows; ++i)
      p(i) = r(i) + beta * p(i);
    square = next;
  }
  return {iterations, std::sqrt(square)};
}

[[njmpi::kernel]] double distance_from_one(const vector& x) {
  double most = 0;
  [[njmpi::loop]] for (long i = 0; i < x.extent(0); ++i)
    most = std::max(most, std::abs(x(i) - 1));
  return most;
}

int main(int argc, char** argv) {
  const double tolerance = argc > 2 ? std::atof(argv[2]) : 1e-8;
  if (argc < 2 || argc > 3 || !(tolerance > 0)) {
    std::cerr << "usage: cg MATRIX [tolerance]\n";
    return 2;
  }
  const matrix a = read_matrix_market(argv[1]);
  if (a.rows == 0) {
    std::cerr << "cg: " << argv[1] << " is not a square matrix of real coordinates\n";
    return 1;
  }

  vector x({a.rows}), b({a.rows}), ones({a.rows});
  ones.fill(1);
  multiply(b, a, ones);
  const auto [iterations, residual] = solve(x, a, b, tolerance);
  const double error = distance_from_one(x);
  if (njmpi::rank() == 0)
    std::cout << a.rows << " rows, " << iterations << " iterations, residual " << std::scientific
              << std::setprecision(2) << residual << '\n';
  return error < 1e3 * tolerance ? EXIT_SUCCESS : EXIT_FAILURE;
}
