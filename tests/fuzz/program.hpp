// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One random function over random fields. What it holds is legal by construction: subscripts stay inside, and
// what a loop reads of a field that it writes are old values, or new ones where it says pipeline.
#pragma once

#include <string>
#include <vector>

class program {
public:
  program(unsigned long seed, int number);
  std::string text();

private:
  struct array {
    std::string name, type;
    int rank = 1;
    long extent[3] = {1, 1, 1}, ghost[3] = {0, 0, 0};
    bool periodic[3] = {false, false, false};
    int aligned = -1; // with the field of this number
    bool grid = false;
  };
  // A subscript of each dimension: a level of the nest and an offset, or a constant.
  struct subscript {
    int level;
    long offset;
  };
  struct access {
    int field;
    std::vector<subscript> at;
  };
  struct level {
    std::string name;
    long low = -1000, high = 1000; // inclusive, exclusive
    long step = 1;
    bool descending = false;
  };

  unsigned long next();
  long pick(long low, long high) {
    return low + static_cast<long>(next() % static_cast<unsigned long>(high - low + 1));
  }
  bool chance(int percent) { return pick(0, 99) < percent; }

  void declare_fields();
  std::string declaration(const array& a) const;
  std::string loop();
  std::string nest(int target);
  std::string fixed(int target);
  std::string swapped(int target);
  std::string lines(int target);
  std::string indirect(int target);
  std::string ordinary();
  std::string statement_between();
  std::string reduction(const std::string& value, const std::vector<level>& levels, bool& any);

  std::string spelled(const access& a, const std::vector<level>& levels) const;
  std::string header(const std::vector<level>& levels, bool pipeline, const std::string& indent);
  std::string term(const access& a, const std::vector<level>& levels);
  std::string condition(const std::vector<level>& levels);
  std::string bound(long value, const std::string& avoid);
  std::vector<level> levels_for(int count);
  void restrict_to(std::vector<level>& levels, const access& a, bool written) const;
  int order_of(const access& read, const access& write, const std::vector<level>& levels) const;
  bool same_shape(const array& a, const array& b) const;
  access at_offset(int field, const std::vector<int>& level_of, int width);

  unsigned long state;
  int number;
  std::vector<array> fields;
  std::vector<std::string> used_scalars; // reduced in the loop being written
  bool pipeline = false;
  std::string functions; // kernels of single loops
  bool separate = false;
  int loops = 0;
};
