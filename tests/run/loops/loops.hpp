// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the tests of annotated loops share: values made from indices, arrays of the reference (every rank
// computes it alone, with plain loops), and comparisons. Results must be equal bit for bit; only
// floating-point sums and products may round differently.
#pragma once

#include "check.hpp"
#include <array>
#include <cmath>
#include <complex>
#include <cstring>
#include <string>
#include <vector>

// Fewer elements than ranks, as many, and numbers that ranks do not divide.
inline constexpr long loop_sizes[] = {0, 1, 2, 3, 5, 8, 13, 24, 41};

// A number that is exact in floating point and that no other index of a test gives soon.
constexpr long scrambled(long i) { return ((i * 7919 + 12347) % 10007 + 10007) % 10007 - 5003; }
constexpr double made(long i) { return static_cast<double>(scrambled(i)) / 64; }
constexpr double made(long i, long j) { return made(31 * i + 1009 * j); }
constexpr double made(long i, long j, long k) { return made(31 * i + 1009 * j + 10501 * k); }

template <class T> bool same_bits(const T& a, const T& b) { return std::memcmp(&a, &b, sizeof(T)) == 0; }
inline bool close(double a, double b) { return std::abs(a - b) <= 1e-12 * (1 + std::abs(a) + std::abs(b)); }

// An array with global indices and cells outside, as a field has them, on this rank alone.
template <class T, int N> class serial {
public:
  explicit serial(std::array<long, N> extents, std::array<long, N> ghost = {},
                  std::array<bool, N> periodic = {})
      : n(extents), g(ghost), wraps(periodic) {
    long size = 1;
    for (int d = 0; d < N; ++d)
      size *= n[d] + 2 * g[d];
    cells.resize(static_cast<std::size_t>(size));
  }
  template <class... I> T& operator()(I... indices) { return cells[place({static_cast<long>(indices)...})]; }
  template <class... I> const T& operator()(I... indices) const {
    return cells[place({static_cast<long>(indices)...})];
  }
  long extent(int d) const { return n[d]; }

  // The elements without the cells outside, row-major.
  std::vector<T> inside() const {
    std::vector<T> result;
    long size = 1;
    for (int d = 0; d < N; ++d)
      size *= n[d];
    for (long c = 0; c < size; ++c) {
      std::array<long, N> index{};
      for (long d = N - 1, rest = c; d >= 0; rest /= n[d], --d)
        index[d] = rest % n[d];
      result.push_back(cells[place(index)]);
    }
    return result;
  }

private:
  std::size_t place(std::array<long, N> index) const {
    long p = 0;
    for (int d = 0; d < N; ++d) {
      if (wraps[d])
        index[d] = (index[d] % n[d] + n[d]) % n[d];
      if (index[d] < -g[d] || index[d] >= n[d] + g[d])
        FAIL("the reference is read outside");
      p = p * (n[d] + 2 * g[d]) + index[d] + g[d];
    }
    return static_cast<std::size_t>(p);
  }
  std::array<long, N> n, g;
  std::array<bool, N> wraps;
  std::vector<T> cells;
};

template <class T>
void same(const std::vector<T>& found, const std::vector<T>& wanted, const std::string& what) {
  if (found.size() != wanted.size()) {
    expect(false,
           what + ": " + std::to_string(found.size()) + " elements, not " + std::to_string(wanted.size()));
    return;
  }
  std::size_t wrong = 0, first = 0;
  for (std::size_t i = found.size(); i-- > 0;)
    if (!same_bits(found[i], wanted[i])) {
      ++wrong;
      first = i;
    }
  std::string text = what + ": " + std::to_string(wrong) + " of " + std::to_string(found.size()) +
                     " elements differ, first element " + std::to_string(first);
  if constexpr (std::is_arithmetic_v<T>)
    if (wrong > 0)
      text += ": " + std::to_string(found[first]) + ", not " + std::to_string(wanted[first]);
  expect(wrong == 0, text);
}
// A field against the reference: all its elements, on every rank.
template <class F, class T, int N>
void same(const F& found, const serial<T, N>& wanted, const std::string& what) {
  same(found.allgather(), wanted.inside(), what);
}
template <class T>
void same(T found, T wanted, const std::string& what)
  requires std::is_arithmetic_v<T>
{
  expect(same_bits(found, wanted), what + ": " + std::to_string(found) + ", not " + std::to_string(wanted));
}

// The name of a case and the sizes it failed for.
template <class... N> std::string with(const char* what, N... sizes) {
  std::string text = what;
  ((text += ' ' + std::to_string(sizes)), ...);
  return text;
}

// What is said where a rewritten loop stops; plain ones run it as it is written.
template <class F> void stops([[maybe_unused]] const std::string& text, [[maybe_unused]] F&& run) {
#ifdef __NJMPI__
  const policy thrown(njmpi::errors::throw_exception);
  std::string said = "nothing";
  try {
    run();
  } catch (const njmpi::error& e) {
    said = e.what();
  }
  expect(said.find(text) != std::string::npos, text + ": " + said);
#endif
}
