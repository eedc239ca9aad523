// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "mutations.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

std::uint64_t random_numbers::next() { // splitmix64
  std::uint64_t z = state += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

namespace {

enum class kind { name, number, literal, mark };

struct token {
  std::size_t begin, end;
  kind is;
};

struct range {
  std::size_t begin, end; // in the text
};

bool starts_name(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80); }
bool in_name(char c) { return starts_name(c) || std::isdigit(static_cast<unsigned char>(c)); }

// Comments, directives and blanks are left out.
std::vector<token> tokens_of(std::string_view text) {
  static constexpr std::string_view longest_first[] = {
      "<<=", ">>=", "<=>", "...", "->*", "::", "->", "++", "--", "<<", ">>", "<=", ">=",
      "==",  "!=",  "&&",  "||",  "+=",  "-=", "*=", "/=", "%=", "&=", "|=", "^=", ".*"};
  std::vector<token> found;
  bool line_start = true;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    const std::size_t begin = i;
    if (c == '\n') {
      line_start = true;
      ++i;
    } else if (std::isspace(static_cast<unsigned char>(c))) {
      ++i;
    } else if (text.substr(i, 2) == "//" || (c == '#' && line_start)) {
      while (i < text.size() && text[i] != '\n')
        i += text[i] == '\\' ? 2 : 1;
    } else if (text.substr(i, 2) == "/*") {
      const std::size_t close = text.find("*/", i + 2);
      i = close == text.npos ? text.size() : close + 2;
    } else {
      line_start = false;
      kind is = kind::mark;
      if (starts_name(c)) {
        is = kind::name;
        while (i < text.size() && in_name(text[i]))
          ++i;
      } else if (std::isdigit(static_cast<unsigned char>(c))) {
        is = kind::number;
        while (i < text.size() && (in_name(text[i]) || text[i] == '.' || text[i] == '\''))
          ++i;
      } else if (c == '"' || c == '\'') {
        is = kind::literal;
        for (++i; i < text.size() && text[i] != c && text[i] != '\n'; ++i)
          i += text[i] == '\\';
        i = std::min(i + 1, text.size());
      } else {
        const auto mark = std::find_if(std::begin(longest_first), std::end(longest_first),
                                       [&](std::string_view m) { return text.substr(i, m.size()) == m; });
        i += mark == std::end(longest_first) ? 1 : mark->size();
      }
      found.push_back({begin, std::min(i, text.size()), is});
    }
  }
  return found;
}

class mutation {
public:
  mutation(const std::string &text, random_numbers &random)
      : text(text), random(random), tokens(tokens_of(text)) {}
  std::string run(std::string &what);

private:
  using action = std::optional<std::string> (mutation::*)();
  struct row {
    const char *name;
    action run;
    int weight;
  };
  static const row rows[];

  std::string_view at(std::size_t i) const {
    return std::string_view(text).substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
  }
  std::string_view at(range r) const { return std::string_view(text).substr(r.begin, r.end - r.begin); }
  std::string with(range r, std::string_view by) const {
    return text.substr(0, r.begin).append(by).append(text, r.end);
  }
  range place(std::size_t i) const { return {tokens[i].begin, tokens[i].end}; }
  template <class T> const T &one_of(const std::vector<T> &v) { return v[random.below(v.size())]; }
  template <std::size_t N> std::string_view one_of(const std::string_view (&v)[N]) {
    return v[random.below(N)];
  }

  std::optional<std::size_t> any(kind is);
  std::size_t closing(std::size_t open) const; // or the number of tokens
  std::vector<range> arguments(std::size_t open) const;
  std::optional<std::vector<range>> some_arguments(std::size_t least);
  std::optional<range> statement();

  std::optional<std::string> delete_tokens();
  std::optional<std::string> insert_token();
  std::optional<std::string> swap_arguments();
  std::optional<std::string> change_argument();
  std::optional<std::string> drop_argument();
  std::optional<std::string> repeat_argument();
  std::optional<std::string> change_type();
  std::optional<std::string> change_number();
  std::optional<std::string> change_name();
  std::optional<std::string> change_mark();
  std::optional<std::string> delete_statement();
  std::optional<std::string> repeat_statement();
  std::optional<std::string> repeat_often();
  std::optional<std::string> swap_statements();
  std::optional<std::string> copy_statement();
  std::optional<std::string> guard_statement();
  std::optional<std::string> nest_statement();
  std::optional<std::string> nest_expression();
  std::optional<std::string> truncate();

  const std::string &text;
  random_numbers &random;
  std::vector<token> tokens;
};

const mutation::row mutation::rows[] = {
    {"deleted tokens", &mutation::delete_tokens, 2},
    {"inserted token", &mutation::insert_token, 2},
    {"swapped arguments", &mutation::swap_arguments, 8},
    {"changed argument", &mutation::change_argument, 8},
    {"dropped argument", &mutation::drop_argument, 2},
    {"repeated argument", &mutation::repeat_argument, 2},
    {"changed type", &mutation::change_type, 10},
    {"changed number", &mutation::change_number, 10},
    {"changed name", &mutation::change_name, 8},
    {"changed operator", &mutation::change_mark, 6},
    {"deleted statement", &mutation::delete_statement, 8},
    {"repeated statement", &mutation::repeat_statement, 8},
    {"statement repeated often", &mutation::repeat_often, 2},
    {"swapped statements", &mutation::swap_statements, 8},
    {"copied statement", &mutation::copy_statement, 8},
    {"guarded statement", &mutation::guard_statement, 8},
    {"nested statement", &mutation::nest_statement, 3},
    {"nested expression", &mutation::nest_expression, 3},
    {"truncated", &mutation::truncate, 2},
};

std::string mutation::run(std::string &what) {
  int all = 0;
  for (const row &r : rows)
    all += r.weight;
  for (int tries = 0; tries < 20 && !tokens.empty(); ++tries) {
    int chosen = static_cast<int>(random.below(all));
    const row *r = rows;
    while (chosen >= r->weight)
      chosen -= r++->weight;
    if (auto result = (this->*r->run)(); result && *result != text) {
      what = r->name;
      return *std::move(result);
    }
  }
  what = "unchanged";
  return text;
}

std::optional<std::size_t> mutation::any(kind is) {
  const std::size_t first = random.below(tokens.size());
  for (std::size_t n = 0; n < tokens.size(); ++n)
    if (const std::size_t i = (first + n) % tokens.size(); tokens[i].is == is)
      return i;
  return std::nullopt;
}

std::size_t mutation::closing(std::size_t open) const {
  int depth = 0;
  for (std::size_t i = open; i < tokens.size(); ++i) {
    const std::string_view t = at(i);
    depth += t == "(" || t == "[" || t == "{";
    depth -= t == ")" || t == "]" || t == "}";
    if (depth == 0)
      return i;
  }
  return tokens.size();
}

std::vector<range> mutation::arguments(std::size_t open) const {
  const std::size_t close = closing(open);
  std::vector<range> found;
  if (close == tokens.size() || close == open + 1)
    return found;
  std::size_t start = open + 1;
  for (std::size_t i = start; i <= close; ++i) {
    const std::string_view t = at(i);
    if ((t == "," || i == close) && i > start) {
      found.push_back({tokens[start].begin, tokens[i - 1].end});
      start = i + 1;
    } else if (i < close && (t == "(" || t == "[" || t == "{")) {
      i = closing(i);
    }
  }
  return found;
}

std::optional<std::vector<range>> mutation::some_arguments(std::size_t least) {
  const std::size_t first = random.below(tokens.size());
  for (std::size_t n = 0; n < tokens.size(); ++n)
    if (const std::size_t i = (first + n) % tokens.size(); at(i) == "(")
      if (auto found = arguments(i); found.size() >= least)
        return found;
  return std::nullopt;
}

// From the end of one statement to the end of the next, without braces cut in two.
std::optional<range> mutation::statement() {
  const std::size_t first = random.below(tokens.size());
  for (std::size_t n = 0; n < tokens.size(); ++n) {
    const std::size_t before = (first + n) % tokens.size();
    if (const std::string_view t = at(before); t != ";" && t != "{" && t != "}")
      continue;
    for (std::size_t i = before + 1; i < tokens.size(); ++i) {
      const std::string_view t = at(i);
      if (t == "(" || t == "[" || t == "{") {
        if ((i = closing(i)) == tokens.size())
          break;
        if (t == "{" &&
            (i + 1 == tokens.size() || (at(i + 1) != ";" && at(i + 1) != "else" && at(i + 1) != ",")))
          return range{tokens[before + 1].begin, tokens[i].end};
      } else if (t == ";") {
        return range{tokens[before + 1].begin, tokens[i].end};
      } else if (t == "}" || t == ")" || t == "]") {
        break;
      }
    }
  }
  return std::nullopt;
}

std::optional<std::string> mutation::delete_tokens() {
  const std::size_t i = random.below(tokens.size());
  const std::size_t last = std::min(i + random.below(4), tokens.size() - 1);
  return with({tokens[i].begin, tokens[last].end}, "");
}

std::optional<std::string> mutation::insert_token() {
  const std::size_t i = random.below(tokens.size());
  const std::string copy(at(random.below(tokens.size())));
  return with({tokens[i].begin, tokens[i].begin}, copy + " ");
}

std::optional<std::string> mutation::swap_arguments() {
  const auto list = some_arguments(2);
  if (!list)
    return std::nullopt;
  std::size_t a = random.below(list->size()), b = random.below(list->size() - 1);
  b += b >= a;
  if (a > b)
    std::swap(a, b);
  const range first = (*list)[a], second = (*list)[b];
  const std::string between = text.substr(first.end, second.begin - first.end);
  return with({first.begin, second.end}, std::string(at(second)) + between + std::string(at(first)));
}

std::optional<std::string> mutation::change_argument() {
  const auto into = some_arguments(1), from = some_arguments(1);
  if (!into || !from)
    return std::nullopt;
  return with(one_of(*into), std::string(at(one_of(*from))));
}

std::optional<std::string> mutation::drop_argument() {
  const auto list = some_arguments(2);
  if (!list)
    return std::nullopt;
  const std::size_t i = random.below(list->size());
  return i ? with({(*list)[i - 1].end, (*list)[i].end}, "") : with({(*list)[0].begin, (*list)[1].begin}, "");
}

std::optional<std::string> mutation::repeat_argument() {
  const auto list = some_arguments(1);
  if (!list)
    return std::nullopt;
  const range r = one_of(*list);
  return with({r.end, r.end}, ", " + std::string(at(r)));
}

std::optional<std::string> mutation::change_type() {
  static constexpr std::string_view types[] = {"int",    "double", "float", "char",  "long",
                                               "bool",   "short",  "void",  "auto",  "unsigned",
                                               "size_t", "int *",  "const", "static"};
  static constexpr std::string_view datatypes[] = {"MPI_INT",  "MPI_DOUBLE",       "MPI_FLOAT",
                                                   "MPI_CHAR", "MPI_LONG",         "MPI_BYTE",
                                                   "MPI_2INT", "MPI_DATATYPE_NULL"};
  static constexpr std::string_view handles[] = {"MPI_Comm", "MPI_Request", "MPI_Status", "MPI_Datatype",
                                                 "MPI_Win",  "MPI_Group",   "MPI_Aint"};
  auto holds = [](auto &list, std::string_view t) {
    return std::find(std::begin(list), std::end(list), t) != std::end(list);
  };
  const std::size_t first = random.below(tokens.size());
  for (std::size_t n = 0; n < tokens.size(); ++n) {
    const std::size_t i = (first + n) % tokens.size();
    if (holds(types, at(i)))
      return with(place(i), one_of(types));
    if (holds(datatypes, at(i)))
      return with(place(i), one_of(datatypes));
    if (holds(handles, at(i)))
      return with(place(i), one_of(handles));
  }
  return std::nullopt;
}

std::optional<std::string> mutation::change_number() {
  static constexpr std::string_view numbers[] = {"0",
                                                 "1",
                                                 "2",
                                                 "3",
                                                 "-1",
                                                 "(-2)",
                                                 "8",
                                                 "100",
                                                 "1000000",
                                                 "2147483647",
                                                 "(-2147483647 - 1)",
                                                 "4294967296",
                                                 "9223372036854775807",
                                                 "0xffffffffffffffff",
                                                 "0.5",
                                                 "1e300",
                                                 "(1 / 0)",
                                                 "(1 << 31)",
                                                 "'a'",
                                                 "sizeof(int)"};
  const auto i = any(kind::number);
  if (!i)
    return std::nullopt;
  return with(place(*i), one_of(numbers));
}

std::optional<std::string> mutation::change_name() {
  const auto into = any(kind::name), from = any(kind::name);
  if (!into)
    return std::nullopt;
  return with(place(*into), std::string(at(*from)));
}

std::optional<std::string> mutation::change_mark() {
  static constexpr std::string_view operators[] = {"+",  "-",  "*",  "/",  "%",  "==", "!=", "<", ">",
                                                   "<=", ">=", "&&", "||", "=",  "+=", "-=", "&", "|",
                                                   "^",  "<<", ">>", "++", "--", "->", ".",  ","};
  const std::size_t first = random.below(tokens.size());
  for (std::size_t n = 0; n < tokens.size(); ++n)
    if (const std::size_t i = (first + n) % tokens.size();
        std::find(std::begin(operators), std::end(operators), at(i)) != std::end(operators))
      return with(place(i), one_of(operators));
  return std::nullopt;
}

std::optional<std::string> mutation::delete_statement() {
  const auto s = statement();
  return s ? std::optional(with(*s, ";")) : std::nullopt;
}

std::optional<std::string> mutation::repeat_statement() {
  const auto s = statement();
  return s ? std::optional(with({s->end, s->end}, "\n" + std::string(at(*s)))) : std::nullopt;
}

std::optional<std::string> mutation::repeat_often() {
  const auto s = statement();
  if (!s || s->end - s->begin > 400)
    return std::nullopt;
  const std::size_t times = 10 + random.below(300);
  std::string copies;
  for (std::size_t i = 0; i < times; ++i)
    copies.append("\n").append(at(*s));
  return with({s->end, s->end}, copies);
}

std::optional<std::string> mutation::swap_statements() {
  const auto a = statement(), b = statement();
  if (!a || !b)
    return std::nullopt;
  const range first = a->begin < b->begin ? *a : *b, second = a->begin < b->begin ? *b : *a;
  if (first.end > second.begin)
    return std::nullopt;
  return with({first.begin, second.end}, std::string(at(second)) +
                                             text.substr(first.end, second.begin - first.end) +
                                             std::string(at(first)));
}

std::optional<std::string> mutation::copy_statement() {
  const auto from = statement(), to = statement();
  if (!from || !to)
    return std::nullopt;
  return with({to->end, to->end}, "\n" + std::string(at(*from)));
}

std::optional<std::string> mutation::guard_statement() {
  static constexpr std::string_view guards[] = {"if (rank == 0) ",
                                                "if (size > 1) ",
                                                "while (1) ",
                                                "while (rank--) ",
                                                "for (;;) ",
                                                "for (int k_ = 0; k_ < 3; ++k_) ",
                                                "for (int k_ = 0; k_ < 1000000000; ++k_) ",
                                                "switch (rank) case 1: ",
                                                "if (1) ; else ",
                                                "do ",
                                                "again_: ",
                                                "return ",
                                                "if (rank) return; else ",
                                                "if (!size) goto again_; else ",
                                                "[&] ",
                                                "const ",
                                                "static ",
                                                "else "};
  const auto s = statement();
  return s ? std::optional(with({s->begin, s->begin}, one_of(guards))) : std::nullopt;
}

std::optional<std::string> mutation::nest_statement() {
  static constexpr std::string_view opens[] = {
      "{",           "if (1) {", "for (int k_ = 0; k_ < 2; ++k_) {", "while (1) {", "switch (1) { case 1: {",
      "if (rank) {", "do {"};
  const auto s = statement();
  if (!s)
    return std::nullopt;
  const std::size_t which = random.below(std::size(opens)), depth = 1 + random.below(120);
  std::string open, close;
  for (std::size_t i = 0; i < depth; ++i) {
    open.append(opens[which]).append("\n");
    close += which == 4 ? "} }" : which == 6 ? "} while (0);" : "}";
  }
  if (random.below(4) == 0) { // a chain instead, which no limit on brackets stops
    open.clear();
    close = "\n";
    for (std::size_t i = 0; i < depth * 10; ++i)
      open += "if (rank == " + std::to_string(i) + ") ; else\n";
  }
  return with(*s, open + std::string(at(*s)) + close);
}

std::optional<std::string> mutation::nest_expression() {
  static constexpr std::string_view before[] = {"(", "-(", "!(", "*&(", "(int)(", "1 + (", "rank ? 1 : ("};
  const auto list = some_arguments(1);
  if (!list)
    return std::nullopt;
  const range r = one_of(*list);
  const std::string inner(at(r));
  const std::size_t depth = 1 + random.below(200);
  std::string result;
  if (random.below(3) == 0) {
    static constexpr std::string_view between[] = {" + ", " && ", ", ", " ^ ", " == ", " = "};
    const std::string_view joint = one_of(between);
    result = inner;
    for (std::size_t i = 0; i < depth * 10; ++i)
      result.append(joint).append(inner);
    return with(r, "(" + result + ")");
  }
  const std::string_view open = one_of(before);
  for (std::size_t i = 0; i < depth; ++i)
    result += open;
  return with(r, result + inner + std::string(depth, ')'));
}

std::optional<std::string> mutation::truncate() {
  return text.substr(0, tokens[random.below(tokens.size())].begin);
}

} // namespace

std::string mutate(const std::string &text, random_numbers &random, std::string &what) {
  return mutation(text, random).run(what);
}
