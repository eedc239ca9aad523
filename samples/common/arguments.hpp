// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The command line of a sample, and settings that are kept in its files.
#pragma once

#include <charconv>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>

namespace sample {

/// What a run depends on, by the name of its option: kept in files, so that a run can go on from one.
using setting = std::variant<std::int64_t, double, std::string>;
using settings = std::map<std::string, setting>;

/// Said to the user, who gave something wrong.
struct wrong : std::invalid_argument {
  using std::invalid_argument::invalid_argument;
};

/// Numbers with nothing after them.
template <class V> V number(std::string_view text, V least, V most, std::string_view option) {
  V value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !(value >= least && value <= most)) {
    const auto print = [](V bound) {
      char digits[32];
      return std::string(digits, std::to_chars(digits, digits + sizeof digits, bound).ptr);
    };
    throw wrong(std::string(option) + ": '" + std::string(text) + "' is not a number from " + print(least) +
                " to " + print(most));
  }
  return value;
}
inline long number(std::string_view text, long least, std::string_view option) {
  return number(text, least, 1'000'000'000L, option);
}

/// The words of the command line, one after the other.
class arguments {
public:
  arguments(int count, char** words) : count_(count), words_(words) {}
  bool next() { return ++at_ < count_; }
  std::string_view option() const { return words_[at_]; }
  std::string_view value() {
    const std::string name(option());
    if (at_ + 1 == count_)
      throw wrong(name + ": nothing follows");
    return words_[++at_];
  }

private:
  int count_, at_ = 0;
  char** words_;
};

/// "NXxNY", as two numbers.
inline std::pair<long, long> extents(std::string_view grid, long least) {
  const std::size_t x = grid.find('x');
  if (x == grid.npos)
    throw wrong("--grid: '" + std::string(grid) + "' is not of the form NXxNY");
  const long nx = number(grid.substr(0, x), least, "--grid"),
             ny = number(grid.substr(x + 1), least, "--grid");
  if (nx * ny > 1'000'000'000'000L / 8)
    throw wrong("--grid: '" + std::string(grid) + "' does not fit any memory");
  return {nx, ny};
}

template <class V> const V& get(const settings& from, const std::string& name) {
  const auto found = from.find(name);
  if (found == from.end() || !std::holds_alternative<V>(found->second))
    throw wrong("the file does not say --" + name);
  return std::get<V>(found->second);
}

inline std::string text(const setting& value) {
  return std::visit(
      [](const auto& v) -> std::string {
        if constexpr (std::is_same_v<std::decay_t<decltype(v)>, std::string>)
          return v;
        else {
          char digits[32];
          return {digits, std::to_chars(digits, digits + sizeof digits, v).ptr};
        }
      },
      value);
}

/// The settings of a file that a run goes on from; what is given besides must be the same.
inline settings continued(const settings& given, const settings& file, const std::string& path) {
  for (const auto& [name, value] : given) {
    const auto found = file.find(name);
    if (found == file.end() || found->second != value)
      throw wrong("--" + name + " " + text(value) + ": " + path + " was made with " +
                  (found == file.end() ? "no such option" : text(found->second)));
  }
  return file;
}

} // namespace sample
