// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Fields, and what surrounds the loops.
#include "program.hpp"
#include <algorithm>

namespace {

const char* const types[] = {"double", "double", "double", "float", "int", "long"};

} // namespace

program::program(unsigned long seed, int n) : state(seed * 0x9e3779b97f4a7c15u + 12345), number(n) {
  separate = chance(35);
  declare_fields();
}

unsigned long program::next() {
  unsigned long z = state += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return (z ^ (z >> 31)) >> 8;
}

void program::declare_fields() {
  const int count = static_cast<int>(pick(2, 5));
  const int common = static_cast<int>(pick(1, 3));
  for (int f = 0; f < count; ++f) {
    array a;
    a.name = "f" + std::to_string(f);
    a.type = types[pick(0, 5)];
    if (f > 0 && chance(45)) { // as another one, or aligned with it
      a = fields[static_cast<std::size_t>(pick(0, f - 1))];
      a.name = "f" + std::to_string(f);
      if (chance(30))
        a.type = types[pick(0, 5)];
      if (chance(35) && !a.grid) {
        int other = 0;
        for (int g = 0; g < f; ++g)
          if (fields[static_cast<std::size_t>(g)].rank == a.rank &&
              fields[static_cast<std::size_t>(g)].aligned < 0)
            other = g;
        const array& with = fields[static_cast<std::size_t>(other)];
        if (with.rank == a.rank && with.aligned < 0) {
          a.aligned = other;
          for (int d = 0; d < a.rank; ++d) {
            a.extent[d] = std::max(1L, with.extent[d] + pick(-1, 2));
            a.ghost[d] = 0;
            a.periodic[d] = false;
          }
        }
      }
    } else {
      a.rank = chance(80) ? common : static_cast<int>(pick(1, 3));
      const long most = a.rank == 1 ? 40 : a.rank == 2 ? 14 : 7;
      for (int d = 0; d < a.rank; ++d) {
        a.extent[d] = chance(20) ? pick(1, 3) : pick(1, most);
        a.periodic[d] = chance(20);
        a.ghost[d] = !a.periodic[d] && chance(35) ? pick(1, 2) : 0;
      }
    }
    fields.push_back(a);
  }
}

bool program::same_shape(const array& a, const array& b) const {
  bool same = a.rank == b.rank && a.type == b.type && a.aligned == b.aligned;
  for (int d = 0; d < a.rank; ++d)
    same = same && a.extent[d] == b.extent[d] && a.ghost[d] == b.ghost[d] && a.periodic[d] == b.periodic[d];
  return same;
}

std::string program::declaration(const array& a) const {
  std::string text = "njmpi::field<" + a.type + ", " + std::to_string(a.rank) + "> " + a.name + "({";
  const auto list = [&](auto value) {
    std::string all;
    for (int d = 0; d < a.rank; ++d)
      all += (d > 0 ? ", " : "") + value(d);
    return all;
  };
  text += list([&](int d) { return std::to_string(a.extent[d]); }) + "}";
  if (a.aligned >= 0)
    return text + ", njmpi::aligned_with(" + fields[static_cast<std::size_t>(a.aligned)].name + "));\n";
  std::string options;
  if (std::any_of(a.periodic, a.periodic + 3, [](bool p) { return p; }))
    options +=
        ".periodic = {" + list([&](int d) { return std::string(a.periodic[d] ? "true" : "false"); }) + "}";
  if (std::any_of(a.ghost, a.ghost + 3, [](long g) { return g > 0; }))
    options += (options.empty() ? "" : ", ") + std::string(".ghost = {") +
               list([&](int d) { return std::to_string(a.ghost[d]); }) + "}";
  return text + (options.empty() ? "" : ", {" + options + "}") + ");\n";
}

std::string program::statement_between() {
  const auto f = static_cast<std::size_t>(pick(0, static_cast<long>(fields.size()) - 1));
  const array& a = fields[f];
  switch (pick(0, 3)) {
  case 0:
    return "  " + a.name + ".fill(" + std::to_string(pick(-9, 9)) + ");\n";
  case 1: {
    const char* const parameters[] = {"long i", "long i, long j", "long i, long j, long k"};
    const char* const arguments[] = {"i, 0, 0", "i, j, 0", "i, j, k"};
    return "  " + a.name + ".assign([](" + parameters[a.rank - 1] + ") { return keep<" + a.type + ">(start(" +
           arguments[a.rank - 1] + ", " + std::to_string(pick(0, 99)) + ")); });\n";
  }
  case 2:
    for (std::size_t g = 0; g < fields.size(); ++g)
      if (g != f && same_shape(fields[g], a))
        return chance(50) ? "  swap(" + a.name + ", " + fields[g].name + ");\n"
                          : "  " + a.name + " = " + fields[g].name + ";\n";
    [[fallthrough]];
  default:
    std::string where;
    for (int d = 0; d < a.rank; ++d)
      where += (d > 0 ? ", " : "") + std::to_string(pick(0, a.extent[d] - 1));
    return "  sum0 += static_cast<double>(" + a.name + ".at(" + where + "));\n";
  }
}

std::string program::text() {
  const std::string scalars = "double sum0 = 1, least0 = 1e6, most0 = -1e6, least1 = 1e6;\n"
                              "  long count0 = 0, at0 = -1, at1 = -1, at2 = -1;\n"
                              "  unsigned bits0 = 5;\n  bool all0 = true, any0 = false;\n";
  std::string body;
  for (const array& a : fields)
    body += "  " + declaration(a);
  for (const array& a : fields)
    if (chance(85)) {
      const char* const parameters[] = {"long i", "long i, long j", "long i, long j, long k"};
      const char* const arguments[] = {"i, 0, 0", "i, j, 0", "i, j, k"};
      body += "  " + a.name + ".assign([](" + parameters[a.rank - 1] + ") { return keep<" + a.type +
              ">(start(" + arguments[a.rank - 1] + ", " + std::to_string(pick(0, 99)) + ")); });\n";
    }
  body += "  " + scalars;
  body += "  std::vector<double> v0(40, 2), v1(40);\n  std::vector<int> index(40);\n  for (int i = 0; i < "
          "40; ++i) {\n"
          "    v1[i] = i;\n    index[i] = i * " +
          std::to_string(2 * pick(0, 20) + 1) + " % 40;\n  }\n";

  const bool timed = chance(40);
  std::string inside;
  const long many = pick(1, 5);
  for (long l = 0; l < many; ++l) {
    inside += loop();
    if (chance(20))
      inside += statement_between();
  }
  if (timed) {
    for (std::size_t f = 0; f < fields.size(); ++f)
      for (std::size_t g = f + 1; g < fields.size(); ++g)
        if (same_shape(fields[f], fields[g]) && chance(50))
          inside += "  swap(" + fields[f].name + ", " + fields[g].name + ");\n";
    body += "  for (int t = 0; t < 3; ++t) {\n" + inside + "  }\n";
  } else
    body += inside;

  for (const array& a : fields)
    body += "  show_field(\"" + a.name + "\", " + a.name + ");\n";
  for (const char* s :
       {"sum0", "least0", "most0", "least1", "count0", "at0", "at1", "at2", "bits0", "all0", "any0"})
    body += std::string("  show_scalar(\"") + s + "\", static_cast<double>(" + s + "));\n";
  body += "  show(\"v0\", v0);\n";
  return "namespace case_" + std::to_string(number) + " {\n" + functions +
         "[[njmpi::kernel]] void run() {\n" + body + "}\n} // namespace case_" + std::to_string(number) +
         "\n";
}
