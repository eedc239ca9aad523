// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The loops of a random program.
#include "program.hpp"
#include <algorithm>

namespace {

const char* const names[] = {"i", "j", "k"};

std::string signed_text(long n) { return n < 0 ? " - " + std::to_string(-n) : " + " + std::to_string(n); }

} // namespace

std::string program::spelled(const access& a, const std::vector<level>& levels) const {
  std::string text = fields[static_cast<std::size_t>(a.field)].name + "(";
  for (std::size_t d = 0; d < a.at.size(); ++d) {
    const subscript s = a.at[d];
    text += d > 0 ? ", " : "";
    if (s.level < 0)
      text += std::to_string(s.offset);
    else
      text += levels[static_cast<std::size_t>(s.level)].name + (s.offset == 0 ? "" : signed_text(s.offset));
  }
  return text + ")";
}

// The loop stays where the access is inside.
void program::restrict_to(std::vector<level>& levels, const access& a, bool written) const {
  const array& f = fields[static_cast<std::size_t>(a.field)];
  for (std::size_t d = 0; d < a.at.size(); ++d) {
    if (a.at[d].level < 0)
      continue;
    level& l = levels[static_cast<std::size_t>(a.at[d].level)];
    const long outside = f.periodic[d] ? (written ? 0 : 2) : f.ghost[d];
    l.low = std::max(l.low, -outside - a.at[d].offset);
    l.high = std::min(l.high, f.extent[d] + outside - a.at[d].offset);
  }
}

// Of two accesses to one field: 0 if the same element in the same iteration, 1 if the write comes later, -1
// if it came before, 2 if they never meet.
int program::order_of(const access& read, const access& write, const std::vector<level>& levels) const {
  std::vector<long> distance(levels.size());
  for (std::size_t d = 0; d < read.at.size(); ++d) {
    if (read.at[d].level < 0) {
      if (read.at[d].offset != write.at[d].offset)
        return 2;
      continue;
    }
    distance[static_cast<std::size_t>(read.at[d].level)] = read.at[d].offset - write.at[d].offset;
  }
  for (std::size_t l = 0; l < levels.size(); ++l)
    if (distance[l] % levels[l].step != 0)
      return 2;
  for (std::size_t l = 0; l < levels.size(); ++l)
    if (distance[l] != 0)
      return (distance[l] > 0) != levels[l].descending ? 1 : -1;
  return 0;
}

std::vector<program::level> program::levels_for(int count) {
  std::vector<level> levels(static_cast<std::size_t>(count));
  for (int l = 0; l < count; ++l) {
    levels[static_cast<std::size_t>(l)].name = names[l];
    levels[static_cast<std::size_t>(l)].descending = chance(20);
    levels[static_cast<std::size_t>(l)].step = chance(88) ? 1 : pick(2, 3);
  }
  return levels;
}

std::string program::bound(long value, const std::string& avoid) {
  if (chance(60)) // by the extent of a field, if one is near
    for (const array& a : fields)
      for (int d = 0; d < a.rank; ++d)
        if (a.name != avoid && std::abs(a.extent[d] - value) <= 2) {
          const long rest = value - a.extent[d];
          return a.name + ".extent(" + std::to_string(d) + ")" + (rest == 0 ? "" : signed_text(rest));
        }
  return std::to_string(value);
}

std::string program::header(const std::vector<level>& levels, bool in_order, const std::string& indent) {
  std::string text, space = indent;
  for (std::size_t l = 0; l < levels.size(); ++l) {
    const level& v = levels[l];
    const std::string type = chance(80) ? "long" : "int";
    const std::string step = v.step == 1 ? (v.descending ? "--" : "++") + v.name
                                         : v.name + (v.descending ? " -= " : " += ") + std::to_string(v.step);
    const std::string attribute = l > 0 ? "" : in_order ? "[[njmpi::loop(pipeline)]] " : "[[njmpi::loop]] ";
    text += space + attribute + "for (" + type + " " + v.name + " = ";
    if (v.descending)
      text += bound(v.high - 1, "") + "; " + v.name +
              (chance(50) ? " >= " + bound(v.low, "") : " > " + bound(v.low - 1, ""));
    else
      text += bound(v.low, "") + "; " + v.name +
              (chance(80) ? " < " + bound(v.high, "") : " <= " + bound(v.high - 1, ""));
    text += "; " + step + ")\n";
    space += "  ";
  }
  return text;
}

std::string program::term(const access& a, const std::vector<level>& levels) {
  static const char* const weights[] = {"", "2 * ", "0.5 * ", "3 * ", "0.25 * "};
  return std::string(chance(30) ? " - " : " + ") + weights[pick(0, 4)] + spelled(a, levels);
}

std::string program::condition(const std::vector<level>& levels) {
  std::string sum = levels[0].name;
  for (std::size_t l = 1; l < levels.size(); ++l)
    sum += " + " + std::to_string(l + 1) + " * " + levels[l].name;
  return "(" + sum + ") % " + std::to_string(pick(2, 4)) + (chance(50) ? " == 0" : " != 0");
}

program::access program::at_offset(int field, const std::vector<int>& level_of, int width) {
  access a{field, {}};
  const bool star = chance(60);
  const auto one = static_cast<std::size_t>(pick(0, static_cast<long>(level_of.size()) - 1));
  for (std::size_t d = 0; d < level_of.size(); ++d)
    a.at.push_back({level_of[d], star && d != one ? 0 : pick(-width, width)});
  return a;
}

// Statements that reduce the value, each to a variable that the loop does not use otherwise.
std::string program::reduction(const std::string& value, const std::vector<level>& levels, bool& any) {
  any = true;
  const std::string indent(2 + 2 * levels.size(), ' ');
  const auto use = [&](const char* name) {
    if (std::find(used_scalars.begin(), used_scalars.end(), name) != used_scalars.end())
      return false;
    used_scalars.push_back(name);
    return true;
  };
  switch (pick(0, 7)) {
  case 0:
    if (use("sum0"))
      return indent + (chance(60) ? "sum0 += " + value : "sum0 = sum0 + " + value) + ";\n";
    break;
  case 1:
    if (use("least0"))
      return indent + "least0 = std::min(least0, static_cast<double>(" + value + "));\n";
    break;
  case 2:
    if (use("most0"))
      return indent + (chance(50) ? "most0 = std::max(most0, static_cast<double>(" + value + "));\n"
                                  : "if (" + value + " > most0)\n" + indent + "  most0 = " + value + ";\n");
    break;
  case 3:
    if (use("least1")) {
      std::string text = indent + "if (" + value + " < least1) {\n" + indent + "  least1 = " + value + ";\n";
      for (std::size_t l = 0; l < levels.size(); ++l)
        text += indent + "  at" + std::to_string(l) + " = " + levels[l].name + ";\n";
      return text + indent + "}\n";
    }
    break;
  case 4:
    if (use("count0"))
      return indent + "if (" + value + " > 0)\n" + indent + "  ++count0;\n";
    break;
  case 5:
    if (use("bits0"))
      return indent + "bits0 ^= static_cast<unsigned>(static_cast<int>(" + value + "));\n";
    break;
  case 6:
    if (use("all0"))
      return indent + "all0 = all0 && " + value + " < 200;\n";
    break;
  default:
    if (use("any0"))
      return indent + "any0 = any0 || " + value + " > 200;\n";
  }
  any = false;
  return "";
}

// A full nest over the dimensions of a field.
std::string program::nest(int target) {
  const array& t = fields[static_cast<std::size_t>(target)];
  std::vector<level> levels = levels_for(t.rank);
  std::vector<int> level_of(static_cast<std::size_t>(t.rank));
  for (int d = 0; d < t.rank; ++d)
    level_of[static_cast<std::size_t>(d)] = d;
  if (chance(20))
    for (std::size_t d = level_of.size() - 1; d > 0; --d)
      std::swap(level_of[d], level_of[static_cast<std::size_t>(pick(0, static_cast<long>(d)))]);

  access write{target, {}};
  for (int d = 0; d < t.rank; ++d)
    write.at.push_back({level_of[static_cast<std::size_t>(d)], chance(12) ? pick(-1, 1) : 0});
  const std::string indent(2 + 2 * levels.size(), ' ');
  pipeline = false;
  const bool may_pipeline = chance(25);
  restrict_to(levels, write, true);

  // A second statement, for a field whose elements live with the first one's.
  int second = -1;
  for (std::size_t f = 0; f < fields.size(); ++f)
    if (static_cast<int>(f) != target && fields[f].rank == t.rank && chance(40) &&
        (fields[f].aligned == target || t.aligned == static_cast<int>(f) ||
         (same_shape(fields[f], t) && t.aligned < 0)))
      second = static_cast<int>(f);
  access other = write;
  other.field = second;
  if (second >= 0)
    restrict_to(levels, other, true);

  const auto terms = [&](long most) {
    std::string text;
    for (long n = pick(0, most); n > 0; --n) {
      std::vector<int> sources;
      for (std::size_t f = 0; f < fields.size(); ++f)
        if (fields[f].rank == t.rank)
          sources.push_back(static_cast<int>(f));
      const int source = sources[static_cast<std::size_t>(pick(0, static_cast<long>(sources.size()) - 1))];
      access read = at_offset(source, level_of, chance(85) ? 2 : 4);
      bool carried = false;
      if (source == target || source == second) {
        const access& w = source == target ? write : other;
        const array& f = fields[static_cast<std::size_t>(source)];
        bool around = false;
        for (std::size_t d = 0; d < read.at.size(); ++d)
          around = around || (f.periodic[d] && read.at[d].offset != w.at[d].offset);
        const int order = order_of(read, w, levels);
        if (around || order == 2 || (order < 0 && !may_pipeline))
          read.at = w.at; // the element of this iteration
        else
          carried = order < 0;
      }
      std::vector<level> left = levels;
      restrict_to(left, read, false);
      const bool empty =
          std::any_of(left.begin(), left.end(), [](const level& l) { return l.low >= l.high; });
      if (empty && chance(90))
        continue;
      pipeline = pipeline || carried;
      levels = left;
      text += term(read, levels);
    }
    return text;
  };
  const std::string first_terms = terms(4), second_terms = second >= 0 ? terms(3) : "";
  for (level& l : levels) {
    const bool large = l.high - l.low > 3;
    l.low += large && chance(30) ? 1 : 0;
    l.high -= large && chance(30) ? 1 : 0;
  }

  const std::string factor =
      chance(30) ? " + 0.5 * v1[" + std::string("(") + levels[0].name + " + 8) % 40]" : "";
  const std::string constant = std::to_string(pick(-5, 5));
  std::string body;
  if (chance(20))
    body += indent + "if (" + condition(levels) + ")\n  ";
  const std::string value = constant + first_terms + factor;
  if (chance(75))
    body += indent + spelled(write, levels) + " = keep<" + t.type + ">(" + value + ");\n";
  else
    body += indent + spelled(write, levels) + (chance(50) ? " += " : " -= ") + "keep<" + t.type + ">(" +
            value + ");\n";
  if (second >= 0)
    body += indent + spelled(other, levels) + " = keep<" + fields[static_cast<std::size_t>(second)].type +
            ">(1" + second_terms + ");\n";
  bool any = false;
  if (chance(35))
    body += reduction(spelled(write, levels), levels, any);
  if (chance(15))
    body += reduction(spelled(write, levels), levels, any);
  std::string text = header(levels, pipeline, "  ");
  text.pop_back();
  return text + " {\n" + body + std::string(2 * levels.size(), ' ') + "}\n";
}

// One row of a field, or two opposite ones.
std::string program::fixed(int target) {
  const array& t = fields[static_cast<std::size_t>(target)];
  if (t.rank == 1)
    return nest(target);
  const auto still = static_cast<std::size_t>(pick(0, t.rank - 1));
  std::vector<level> levels = levels_for(t.rank - 1);
  std::vector<int> level_of;
  for (int d = 0, l = 0; d < t.rank; ++d)
    level_of.push_back(d == static_cast<int>(still) ? -1 : l++);
  const long outside = t.periodic[still] ? 0 : t.ghost[still];
  access write{target, {}}, opposite, read, far;
  for (int d = 0; d < t.rank; ++d)
    write.at.push_back({level_of[static_cast<std::size_t>(d)], 0});
  opposite = read = far = write;
  write.at[still].offset = -outside;
  opposite.at[still].offset = t.extent[still] - 1 + outside;
  restrict_to(levels, write, true);
  const std::string indent(2 + 2 * levels.size(), ' ');
  std::string body = indent + spelled(write, levels) + " = keep<" + t.type + ">(";
  read.at[still].offset = pick(-outside, t.extent[still] - 1 + outside);
  // What both statements leave alone can be read by them.
  const bool free =
      read.at[still].offset != write.at[still].offset && read.at[still].offset != opposite.at[still].offset;
  body += std::to_string(pick(-5, 5)) + (free ? term(read, levels) : "") + " + " + levels[0].name + ");\n";
  if (opposite.at[still].offset != write.at[still].offset && chance(60))
    body += indent + spelled(opposite, levels) + " = keep<" + t.type + ">(" + std::to_string(pick(-5, 5)) +
            (free ? term(read, levels) : "") + ");\n";
  std::string text = header(levels, false, "  ");
  text.pop_back();
  return text + " {\n" + body + std::string(2 * levels.size(), ' ') + "}\n";
}

// Two dimensions, the other field read with its subscripts swapped.
std::string program::swapped(int target) {
  const array& t = fields[static_cast<std::size_t>(target)];
  std::vector<int> sources;
  for (std::size_t f = 0; f < fields.size(); ++f)
    if (fields[f].rank == 2 && static_cast<int>(f) != target)
      sources.push_back(static_cast<int>(f));
  if (t.rank != 2 || sources.empty())
    return nest(target);
  std::vector<level> levels = levels_for(2);
  access write{target, {{0, 0}, {1, 0}}};
  restrict_to(levels, write, true);
  std::string value = std::to_string(pick(-5, 5));
  for (long n = pick(1, 2); n > 0; --n) {
    access read = at_offset(sources[static_cast<std::size_t>(pick(0, static_cast<long>(sources.size()) - 1))],
                            {1, 0}, 1);
    restrict_to(levels, read, false);
    value += term(read, levels);
  }
  bool any = false;
  const std::string body = "      " + spelled(write, levels) + " = keep<" + t.type + ">(" + value + ");\n" +
                           (chance(30) ? reduction(spelled(write, levels), levels, any) : "");
  std::string text = header(levels, false, "  ");
  text.pop_back();
  return text + " {\n" + body + "    }\n";
}

// Two dimensions, and rows and columns for all: some of them several times, under conditions and without;
// those of the field that is written are left alone by a condition.
std::string program::lines(int target) {
  const array& t = fields[static_cast<std::size_t>(target)];
  if (t.rank != 2)
    return nest(target);
  std::vector<level> levels = levels_for(2);
  const access write{target, {{0, 0}, {1, 0}}};
  restrict_to(levels, write, true);
  const std::string k = "k" + std::to_string(loops), i = levels[0].name, j = levels[1].name;
  const bool in_place = chance(50);
  long least = std::min(t.extent[0], t.extent[1]);
  std::vector<int> sources;
  for (std::size_t f = 0; f < fields.size(); ++f)
    if (fields[f].rank == 2 && (static_cast<int>(f) != target || in_place)) {
      sources.push_back(static_cast<int>(f));
      least = std::min({least, fields[f].extent[0], fields[f].extent[1]});
    }
  if (sources.empty())
    return nest(target);
  std::vector<std::string> pool;
  for (int n = 0; n < 3; ++n) {
    const int source = sources[static_cast<std::size_t>(pick(0, static_cast<long>(sources.size()) - 1))];
    const bool row = chance(50);
    access read{source, {{0, 0}, {1, 0}}};
    read.at[row ? 0 : 1].level = -1;
    restrict_to(levels, read, false);
    const std::string at = source != target && least > 1 && chance(30) ? k + " + 1" : k;
    std::string line = fields[static_cast<std::size_t>(source)].name;
    line.append("(").append(row ? at : i).append(", ").append(row ? j : at).append(")");
    pool.push_back(line);
  }
  const auto value = [&] {
    std::string text = std::to_string(pick(-5, 5));
    for (long n = pick(1, 4); n > 0; --n)
      text += (chance(30) ? " - 0.25 * " : " + 0.5 * ") + pool[static_cast<std::size_t>(pick(0, 2))];
    return text;
  };
  const std::string element = spelled(write, levels);
  std::string body;
  if (in_place)
    body += chance(50) ? "      if (" + i + " == " + k + " || " + k + " == " + j + ")\n        continue;\n"
                       : "      if (" + i + " != " + k + " && " + j + " != " + k + ") {\n";
  const bool closes = body.ends_with("{\n");
  if (chance(50))
    body += "      if (" + condition(levels) + ")\n        " + element + " = keep<" + t.type + ">(" +
            value() + ");\n";
  body += "      " + element + (chance(50) ? " += " : " = ") + "keep<" + t.type + ">(" + value() + ");\n";
  std::string text = std::string(chance(50) ? "  const long " : "  long ") + k + " = " +
                     std::to_string(pick(0, std::max(0L, least - 2))) + ";\n" + header(levels, false, "  ");
  text.pop_back();
  return text + " {\n" + body + (closes ? "      }\n" : "") + "    }\n";
}

// Subscripts that are computed, some of them through an index array.
std::string program::indirect(int target) {
  const array& t = fields[static_cast<std::size_t>(target)];
  std::vector<const array*> sources;
  for (std::size_t f = 0; f < fields.size(); ++f)
    if (static_cast<int>(f) != target)
      sources.push_back(&fields[f]);
  if (sources.empty())
    return nest(target);
  std::vector<level> levels = levels_for(t.rank);
  access write{target, {}};
  for (int d = 0; d < t.rank; ++d) {
    levels[static_cast<std::size_t>(d)].low = 0;
    levels[static_cast<std::size_t>(d)].high = std::min(40L, t.extent[d]);
    write.at.push_back({d, 0});
  }
  std::string tables, value;
  for (long n = pick(1, 2); n > 0; --n) {
    const array& s = *sources[static_cast<std::size_t>(pick(0, static_cast<long>(sources.size()) - 1))];
    std::string element;
    bool computed = false;
    for (int d = 0; d < s.rank; ++d) {
      const std::string i = names[pick(0, t.rank - 1)], size = std::to_string(s.extent[d]);
      std::string at;
      switch (const long kind = pick(d + 1 == s.rank && !computed ? 1 : 0, 3)) {
      case 0: // the index itself, where all of its values are inside
        for (int l = 0; l < t.rank; ++l)
          if (levels[static_cast<std::size_t>(l)].high <= s.extent[d])
            at = names[l];
        break;
      case 1: {
        const std::string places = "p" + std::to_string(loops) + "_" + std::to_string(n) + std::to_string(d);
        tables += "  std::vector<int> " + places + ";\n  for (int i = 0; i < 40; ++i)\n    " + places +
                  ".push_back(index[i] % " + size + ");\n";
        at = places + "[" + i + "]";
        break;
      }
      case 2:
        at = "std::min<long>(" + i + " / 2, " + size + " - 1)";
        break;
      default:
        at =
            "(" + i + " * " + std::to_string(pick(1, 3)) + " + " + names[pick(0, t.rank - 1)] + ") % " + size;
      }
      if (at.empty())
        at = std::to_string(pick(0, s.extent[d] - 1));
      else
        computed = true;
      element += (element.empty() ? "" : ", ") + at;
    }
    value += " + " + s.name + "(" + element + ")";
  }
  std::string text = tables + header(levels, false, "  ");
  return text + std::string(2 + 2 * levels.size(), ' ') + spelled(write, levels) + " = keep<" + t.type +
         ">(" + std::to_string(pick(-5, 5)) + value + (chance(40) ? " - v1[i]" : "") + ");\n";
}

// An ordinary array, written from a field or from another array.
std::string program::ordinary() {
  std::vector<level> levels = levels_for(1);
  levels[0].low = pick(0, 3);
  levels[0].high = pick(2, 40);
  std::string value = "0.5 * v1[index[i]] + v0[i]";
  for (std::size_t f = 0; f < fields.size(); ++f)
    if (fields[f].rank == 1 && chance(60)) {
      access read{static_cast<int>(f), {{0, pick(-1, 1)}}};
      restrict_to(levels, read, false);
      value += term(read, levels);
    }
  bool any = false;
  std::string text = header(levels, false, "  ");
  text.pop_back();
  return text + " {\n    v0[i] = keep<double>(" + value + ");\n" +
         (chance(40) ? reduction("v0[i]", levels, any) : "") + "  }\n";
}

std::string program::loop() {
  used_scalars.clear();
  ++loops;
  const int target = static_cast<int>(pick(0, static_cast<long>(fields.size()) - 1));
  const long kind = pick(0, 99);
  if (kind >= 90)
    return indirect(target);
  const bool of_two = fields[static_cast<std::size_t>(target)].rank == 2;
  const std::string text = of_two && chance(25) ? lines(target)
                           : kind < 62          ? nest(target)
                           : kind < 74          ? fixed(target)
                           : kind < 84          ? swapped(target)
                                                : ordinary();
  if (!separate)
    return text;
  // A kernel of its own.
  std::string parameters, arguments;
  for (const array& a : fields) {
    parameters += "njmpi::field<" + a.type + ", " + std::to_string(a.rank) + ">& " + a.name + ", ";
    arguments += a.name + ", ";
  }
  for (const char* s : {"sum0", "least0", "most0", "least1"}) {
    parameters += std::string("double& ") + s + ", ";
    arguments += std::string(s) + ", ";
  }
  for (const char* s : {"count0", "at0", "at1", "at2"}) {
    parameters += std::string("long& ") + s + ", ";
    arguments += std::string(s) + ", ";
  }
  parameters +=
      "unsigned& bits0, bool& all0, bool& any0, std::vector<double>& v0, const std::vector<double>& v1, "
      "const std::vector<int>& index";
  arguments += "bits0, all0, any0, v0, v1, index";
  const std::string name = "loop_" + std::to_string(loops);
  functions += "[[njmpi::kernel]] void " + name + "(" + parameters + ") {\n" + text + "}\n";
  return "  " + name + "(" + arguments + ");\n";
}
