// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Signatures: what of a call must be the same on all ranks (MPI 4.0, sections 5.1 and 6.2).

#include "checks.hpp"

#include <cstdio>
#include <cstring>

namespace njmpi::rt::checked {
namespace {

template <std::size_t N> void copy(char (&to)[N], const char* from) { std::snprintf(to, N, "%s", from); }

// ---- type signatures: sequences of basic types, as polynomials over a prime field ----------------

constexpr std::uint64_t prime = (std::uint64_t{1} << 61) - 1;
constexpr std::uint64_t base = 0x1b873593cc9e2d51ULL % prime;

std::uint64_t times(std::uint64_t a, std::uint64_t b) {
  __extension__ using wide = unsigned __int128;
  return static_cast<std::uint64_t>(static_cast<wide>(a) * b % prime);
}

struct sequence {
  std::uint64_t value = 0;
  std::uint64_t shift = 1; ///< base to the power of the length
  std::int64_t length = 0;
  bool uniform = true;
  std::uint64_t basic = 0; ///< its only basic type, if it is uniform and not empty
  std::string name;        ///< of that type
  std::string text;        ///< of one element
};

sequence joined(const sequence& a, const sequence& b) {
  if (a.length == 0)
    return b;
  sequence both = a;
  both.value = (times(a.value, b.shift) + b.value) % prime;
  both.shift = times(a.shift, b.shift);
  both.length = a.length + b.length;
  both.uniform = b.length == 0 || (a.uniform && b.uniform && a.basic == b.basic);
  return both;
}

sequence repeated(sequence one, std::int64_t n) {
  sequence result;
  result.uniform = one.uniform;
  result.basic = one.basic;
  result.name = one.name;
  const std::string text = one.text;
  for (; n > 0; n >>= 1) {
    if (n & 1)
      result = joined(result, one);
    one = joined(one, one);
  }
  result.text = text;
  return result;
}

std::uint64_t hash_of(const char* text) {
  std::uint64_t h = 0xcbf29ce484222325ULL;
  for (; *text; ++text)
    h = (h ^ static_cast<unsigned char>(*text)) * 0x100000001b3ULL;
  return h % prime;
}

sequence basic(const char* name) {
  // Names that stand for a type of C.
  static constexpr const char* same[][2] = {{"MPI_INT8_T", "MPI_SIGNED_CHAR"},
                                            {"MPI_INT16_T", "MPI_SHORT"},
                                            {"MPI_INT32_T", "MPI_INT"},
                                            {"MPI_INT64_T", "MPI_LONG"},
                                            {"MPI_UINT8_T", "MPI_UNSIGNED_CHAR"},
                                            {"MPI_UINT16_T", "MPI_UNSIGNED_SHORT"},
                                            {"MPI_UINT32_T", "MPI_UNSIGNED"},
                                            {"MPI_UINT64_T", "MPI_UNSIGNED_LONG"},
                                            {"MPI_AINT", "MPI_LONG"},
                                            {"MPI_OFFSET", "MPI_LONG"},
                                            {"MPI_COUNT", "MPI_LONG"}};
  const char* canonical = name;
  for (const auto& pair : same)
    if (std::strcmp(name, pair[0]) == 0)
      canonical = pair[1];
  sequence one;
  one.value = one.basic = hash_of(canonical) | 1;
  one.shift = base;
  one.length = 1;
  one.text = one.name = name;
  return one;
}

sequence of_type(MPI_Datatype type);

// A type that MPI_Type_get_contents made is to be freed unless it is predefined.
sequence of_content(MPI_Datatype type) {
  sequence result = of_type(type);
  int integers = 0, addresses = 0, types = 0, combiner = MPI_COMBINER_NAMED;
  if (MPI_Type_get_envelope(type, &integers, &addresses, &types, &combiner) == MPI_SUCCESS &&
      combiner != MPI_COMBINER_NAMED)
    MPI_Type_free(&type);
  return result;
}

sequence of_size(MPI_Datatype type) {
  int size = 0;
  MPI_Type_size(type, &size);
  sequence bytes = repeated(basic("MPI_BYTE"), size);
  bytes.text = "a derived datatype";
  return bytes;
}

sequence of_struct(const std::vector<int>& lengths, const std::vector<MPI_Datatype>& types) {
  sequence all;
  std::string text = "{";
  for (std::size_t i = 0; i < types.size(); ++i) {
    const sequence field = of_content(types[i]);
    const int length = lengths[i + 1];
    all = joined(all, repeated(field, length));
    text += (i ? ", " : "") + (length == 1 ? "" : std::to_string(length) + " x ") + field.text;
  }
  all.text = text + "}";
  return all;
}

std::int64_t product(const std::vector<int>& values, std::size_t first, int n) {
  std::int64_t result = 1;
  for (int i = 0; i < n; ++i)
    result *= values[first + static_cast<std::size_t>(i)];
  return result;
}

std::int64_t sum(const std::vector<int>& values, int n) {
  std::int64_t result = 0;
  for (int i = 1; i <= n; ++i)
    result += values[static_cast<std::size_t>(i)];
  return result;
}

sequence of_type(MPI_Datatype type) {
  int integers = 0, addresses = 0, types = 0, combiner = MPI_COMBINER_NAMED;
  if (MPI_Type_get_envelope(type, &integers, &addresses, &types, &combiner) != MPI_SUCCESS)
    return of_size(type);
  if (combiner == MPI_COMBINER_NAMED) {
    char name[MPI_MAX_OBJECT_NAME + 1] = "";
    int length = 0;
    MPI_Type_get_name(type, name, &length);
    return basic(name);
  }
  std::vector<int> i(static_cast<std::size_t>(integers));
  std::vector<MPI_Aint> a(static_cast<std::size_t>(addresses));
  std::vector<MPI_Datatype> t(static_cast<std::size_t>(types));
  if (types == 0 ||
      MPI_Type_get_contents(type, integers, addresses, types, i.data(), a.data(), t.data()) != MPI_SUCCESS)
    return of_size(type);
  if (combiner == MPI_COMBINER_STRUCT)
    return of_struct(i, t);
  const sequence inner = of_content(t[0]);
  switch (combiner) {
  case MPI_COMBINER_DUP:
  case MPI_COMBINER_RESIZED:
    return inner;
  case MPI_COMBINER_CONTIGUOUS:
    return repeated(inner, i[0]);
  case MPI_COMBINER_VECTOR:
  case MPI_COMBINER_HVECTOR:
  case MPI_COMBINER_INDEXED_BLOCK:
  case MPI_COMBINER_HINDEXED_BLOCK:
    return repeated(inner, product(i, 0, 2));
  case MPI_COMBINER_INDEXED:
  case MPI_COMBINER_HINDEXED:
    return repeated(inner, sum(i, i[0]));
  case MPI_COMBINER_SUBARRAY:
    return repeated(inner, product(i, 1 + static_cast<std::size_t>(i[0]), i[0]));
  default:
    return of_size(type);
  }
}

// In units of a basic type where there is only one.
sequence element_of(const sequence& whole) {
  sequence one = whole;
  if (whole.uniform && whole.length > 1) {
    one.value = whole.basic;
    one.length = 1;
  }
  return one;
}

struct named_operator {
  MPI_Op handle;
  const char* name;
};

} // namespace

signature sign(const char* operation, const site& origin) {
  signature s;
  s.process = world.rank;
  s.line = origin.line;
  copy(s.operation, operation);
  copy(s.file, origin.file);
  if (origin.call)
    copy(s.call, origin.call);
  else
    s.column = static_cast<const plain_site&>(origin).column;
  return s;
}

std::int64_t units_in(MPI_Datatype type) {
  const sequence one = of_type(type);
  return one.uniform ? one.length : 1;
}

void add_data(signature& to, MPI_Datatype type, std::size_t count) {
  if (type == MPI_DATATYPE_NULL)
    return;
  const sequence one = of_type(type);
  const sequence element = element_of(one);
  const sequence all = repeated(one, static_cast<std::int64_t>(count));
  to.contents = all.value;
  to.pattern = element.value;
  to.count = one.uniform ? all.length : static_cast<std::int64_t>(count);
  copy(to.element, (one.uniform ? one.name : one.text).c_str());
}

void add_reduction(signature& to, MPI_Op op) {
#define NJMPI_DATATYPE(...)
#define NJMPI_OPERATOR(name, mpi, ...) {mpi, #mpi},
  const named_operator predefined[] = {
#include <njmpi/datatypes.def>
  };
  for (const named_operator& one : predefined)
    if (op == one.handle) {
      copy(to.reduction, one.name);
      return;
    }
  int commutes = 0;
  MPI_Op_commutative(op, &commutes);
  copy(to.reduction, commutes ? "a commutative one of the program" : "one of the program");
}

bool differ(const signature& a, const signature& b) {
  if (a.end != ending::none || b.end != ending::none)
    return (a.end == ending::none) != (b.end == ending::none);
  return std::strcmp(a.operation, b.operation) != 0 || a.root != b.root ||
         std::strcmp(a.reduction, b.reduction) != 0 || a.count != b.count || a.contents != b.contents;
}

std::string text_of(const signature& call) {
  char text[sizeof call.call];
  copy(text, call.call);
  if (!*text) {
    // Of an operation that has two parts, the name is the first word.
    const std::string operation(call.operation, std::strcspn(call.operation, ","));
    call_text(call.file, call.line, call.column, operation.c_str(), text, sizeof text);
  }
  return std::string(text) + " at " + call.file + ":" + std::to_string(call.line);
}

int refuse_difference(const signature& own, const signature& other) {
  if (other.end == ending::finalised)
    return refuse(MPI_ERR_OTHER, "rank %d has come to MPI_Finalize instead", other.process);
  if (other.end == ending::freed)
    return refuse(MPI_ERR_OTHER, "rank %d has freed the communicator instead", other.process);
  const std::string where = text_of(other);
  if (std::strcmp(own.operation, other.operation) != 0)
    return refuse(MPI_ERR_OTHER, "rank %d is in another operation of this communicator: %s", other.process,
                  where.c_str());
  if (own.root != other.root)
    return refuse(MPI_ERR_ROOT, "the root is %d, but %d on rank %d: %s", own.root, other.root, other.process,
                  where.c_str());
  if (std::strcmp(own.reduction, other.reduction) != 0)
    return refuse(MPI_ERR_OP, "the operator is %s, but %s on rank %d: %s", own.reduction, other.reduction,
                  other.process, where.c_str());
  if (own.pattern != other.pattern && own.count != 0 && other.count != 0)
    return refuse(MPI_ERR_TYPE, "the datatype is %s, but %s on rank %d: %s", own.element, other.element,
                  other.process, where.c_str());
  return refuse(MPI_ERR_COUNT, "the count is %lld x %s, but %lld x %s on rank %d: %s",
                static_cast<long long>(own.count), own.element, static_cast<long long>(other.count),
                other.element, other.process, where.c_str());
}

} // namespace njmpi::rt::checked
