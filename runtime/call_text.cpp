// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The call as written, where the compiler did not tell: read from the source when it fails. And the
// objects that stand for the call sites of plain builds.

#include "internal.hpp"

#include <cctype>
#include <cstdint>
#include <cstdio>
#include <cstring>

namespace njmpi::rt {
namespace {

constexpr int most_lines = 24;
constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// Some lines of a file, as far as they are there.
class lines {
public:
  lines(const char* file, int line) {
    std::FILE* const stream = std::fopen(file, "r");
    if (!stream)
      return;
    int at = 1;
    for (int c = std::fgetc(stream); c != EOF && at < line + most_lines && size_ < most;
         c = std::fgetc(stream)) {
      if (at >= line)
        text_[size_++] = static_cast<char>(c);
      at += c == '\n';
    }
    std::fclose(stream);
    text_[size_] = '\0';
  }
  std::size_t size() const { return size_; }
  char operator[](std::size_t i) const { return text_[i]; }
  /// Where a word stands from a place on; nowhere if it does not.
  std::size_t find(const char* word, std::size_t from) const {
    const char* at = from < size_ ? std::strstr(text_ + from, word) : nullptr;
    return at ? static_cast<std::size_t>(at - text_) : nowhere;
  }

  /// Overwrites a part with blanks; line breaks stay.
  void blank(std::size_t begin, std::size_t end) {
    for (; begin < end && begin < size_; ++begin)
      if (text_[begin] != '\n')
        text_[begin] = ' ';
  }

private:
  static constexpr std::size_t most = 4095;
  char text_[most + 1] = "";
  std::size_t size_ = 0;
};

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// Whether the quote at a place stands within a number: 1'000.
bool separates_digits(const lines& text, std::size_t quote) {
  std::size_t begin = quote;
  while (begin > 0 && (is_word(text[begin - 1]) || text[begin - 1] == '\''))
    --begin;
  return begin < quote && std::isdigit(static_cast<unsigned char>(text[begin]));
}

bool opens_literal(const lines& text, std::size_t i) {
  return text[i] == '"' || (text[i] == '\'' && !separates_digits(text, i));
}
// The quote that ends the literal that one begins, or the end of the text.
std::size_t end_of_literal(const lines& text, std::size_t begin) {
  std::size_t i = begin + 1;
  for (; i < text.size() && text[i] != text[begin]; ++i)
    i += text[i] == '\\';
  return i;
}

// A comment may hold anything, parentheses and quotes too.
void blank_comments(lines& text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (opens_literal(text, i))
      i = end_of_literal(text, i);
    else if (text[i] == '/' && (text[i + 1] == '/' || text[i + 1] == '*')) {
      const bool line = text[i + 1] == '/';
      const std::size_t end = std::min(text.find(line ? "\n" : "*/", i + 2), text.size());
      text.blank(i, line ? end : end + 2);
    }
  }
}

// One past the parenthesis that closes the one at open; nowhere if the text ends before.
std::size_t closing(const lines& text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    const char c = text[i];
    if (opens_literal(text, i))
      i = end_of_literal(text, i);
    else if (c == '(' || c == '[' || c == '{')
      ++depth;
    else if ((c == ')' || c == ']' || c == '}') && --depth == 0)
      return i + 1;
  }
  return nowhere;
}

// Where the parentheses that close before a place open; the place itself if they do not.
std::size_t opening(const lines& text, std::size_t end) {
  int depth = 0;
  for (std::size_t i = end; i > 0; --i) {
    depth += text[i - 1] == ')';
    depth -= text[i - 1] == '(';
    if (depth == 0)
      return i - 1;
  }
  return end;
}

// Where the name's qualifiers or object begin.
std::size_t beginning(const lines& text, std::size_t name) {
  const std::size_t start = name;
  while (name > 0) {
    const char c = text[name - 1];
    if (c == ')' && name != start && (text[name] == '.' || text[name] == '-')) {
      const std::size_t open = opening(text, name);
      if (open == name)
        break;
      name = open;
    } else if (is_word(c) || c == ':' || c == '.')
      --name;
    else if (name > 1 && c == '>' && text[name - 2] == '-')
      name -= 2;
    else
      break;
  }
  return name;
}

struct span_of_text {
  std::size_t begin = nowhere;
  std::size_t end = 0;
};

// The call of a name on the first line: the one at the column, or around it; without a column the only one.
span_of_text find_call(const lines& text, int column, const char* name) {
  span_of_text best;
  int candidates = 0;
  const std::size_t line_end = std::min(text.find("\n", 0), text.size());
  const std::size_t size = std::strlen(name);
  for (std::size_t at = text.find(name, 0); at < line_end; at = text.find(name, at + 1)) {
    std::size_t open = at + size;
    if ((at > 0 && is_word(text[at - 1])) || (open < text.size() && is_word(text[open])))
      continue;
    while (open < text.size() && text[open] == ' ')
      ++open;
    if (open >= text.size() || text[open] != '(')
      continue;
    const span_of_text call{beginning(text, at), closing(text, open)};
    if (call.end == nowhere)
      continue;
    ++candidates;
    const std::size_t point = static_cast<std::size_t>(column - 1);
    if (column == 0 || (call.begin <= point && point < call.end))
      best = call;
    if (column != 0 && (call.begin == point || at == point))
      return call;
  }
  return column == 0 && candidates > 1 ? span_of_text{} : best;
}

} // namespace

void call_text(const char* file, int line, int column, const char* name, char* to, std::size_t size) {
  lines text(file, line);
  blank_comments(text);
  const span_of_text call = find_call(text, column, name);
  if (call.begin == nowhere) {
    std::snprintf(to, size, "njmpi::%s(...)", name);
    return;
  }
  std::size_t length = 0;
  for (std::size_t i = call.begin; i < call.end && length + 4 < size; ++i) {
    const bool space = std::isspace(static_cast<unsigned char>(text[i])) != 0;
    if (!space)
      to[length++] = text[i];
    else if (length > 0 && to[length - 1] != ' ' && to[length - 1] != '(')
      to[length++] = ' ';
    if (length + 4 >= size && i + 1 < call.end) {
      std::memcpy(to + length, "...", 3);
      length += 3;
    }
  }
  to[length] = '\0';
}

namespace {

struct interned_site : plain_site {
  interned_site* next;
};
constexpr std::size_t buckets = 256;
interned_site* sites[buckets];

} // namespace

// Sites are added and never removed, so that a reader needs no lock; two threads that add the same one
// at once leave a harmless twin.
const site& intern(const char* operation, const where& origin) {
  const auto key = reinterpret_cast<std::uintptr_t>(origin.file) / 16 +
                   static_cast<std::uintptr_t>(origin.line) * 31 + static_cast<std::uintptr_t>(origin.column);
  interned_site*& bucket = sites[key % buckets];
  interned_site* const first = __atomic_load_n(&bucket, __ATOMIC_ACQUIRE);
  for (interned_site* s = first; s; s = s->next)
    if (s->file == origin.file && s->line == origin.line && s->column == origin.column &&
        s->name == operation)
      return *s;
  auto* const made =
      new interned_site{{{origin.file, origin.line, nullptr}, operation, origin.column}, first};
  while (
      !__atomic_compare_exchange_n(&bucket, &made->next, made, false, __ATOMIC_RELEASE, __ATOMIC_ACQUIRE)) {
  }
  return *made;
}

} // namespace njmpi::rt
