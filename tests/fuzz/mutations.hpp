// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Mutations of C and C++ text that know its tokens: much of what they make still parses.
#pragma once

#include <cstdint>
#include <string>

/// A small generator whose numbers are the same everywhere.
class random_numbers {
public:
  explicit random_numbers(std::uint64_t seed) : state(seed * 0x9e3779b97f4a7c15u + 1) {}
  std::uint64_t next();
  /// Less than the bound, which is positive.
  std::size_t below(std::size_t bound) { return next() % bound; }

private:
  std::uint64_t state;
};

/// One mutation of the text. Its name, for a log, goes to `what`.
std::string mutate(const std::string &text, random_numbers &random, std::string &what);
