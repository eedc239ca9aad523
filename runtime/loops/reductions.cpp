// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Variables that the iterations of all ranks combine.
//
// Minima and maxima, and what else takes no harm from being counted twice, start from the value before the
// loop on every rank; sums, products and exclusive ors do on the first one. The boxes of a rank do not run in
// serial order, so a minimum is taken of each box by itself, and remembers the place where it was found: of
// equal ones, also of zeros with different signs, the first in serial order stays.

#include "loops.hpp"
#include "numbers.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace njmpi::rt {
namespace {

bool ordered(const reduction& r) { return r.how == combine::min || r.how == combine::max; }
bool logical(const reduction& r) { return r.how == combine::logical_and || r.how == combine::logical_or; }

// What a long double does not use of its bytes may be anything.
std::size_t value_bytes(scalar type) { return type == scalar::f80 ? 10 : size_of(type); }

bool same(scalar type, const void* a, const void* b) { return std::memcmp(a, b, value_bytes(type)) == 0; }

std::size_t located_size(const reduction& r) {
  std::size_t sum = 0;
  for (const memory& m : r.located)
    sum += m.bytes;
  return sum;
}

void read_located(const reduction& r, bytes& to) {
  to.resize(located_size(r));
  std::size_t at = 0;
  for (const memory& m : r.located) {
    std::memcpy(to.data() + at, m.data, m.bytes);
    at += m.bytes;
  }
}

void write_located(const reduction& r, const std::byte* from) {
  for (const memory& m : r.located) {
    std::memcpy(const_cast<void*>(m.data), from, m.bytes);
    from += m.bytes;
  }
}

// Where the current box begins, in serial order.
void box_place(const loop_state& s, index (&place)[most_levels]) {
  for (int l = 0; l < most_levels; ++l)
    place[l] = 0;
  for (int l = 0; l < s.d.levels_count; ++l) {
    const level& v = s.d.levels[l];
    place[l] = v.key(v.step > 0 ? s.window->from[l] : s.window->to[l] - 1);
  }
}

bool precedes(const index* a, const index* b) {
  return std::lexicographical_compare(a, a + most_levels, b, b + most_levels);
}

// One reduction on its way through MPI.
struct record {
  std::uint32_t size; // of this and of what is located
  scalar type;
  combine how;
  bool have;
  alignas(16) std::byte value[32];
  index place[most_levels];
};

void merge(record& to, const record& from) {
  if (to.how == combine::min || to.how == combine::max) {
    if (!from.have)
      return;
    const bool wins = !to.have || better(to.type, to.how, from.value, to.value) ||
                      (!better(to.type, to.how, to.value, from.value) && precedes(from.place, to.place));
    if (wins)
      std::memcpy(static_cast<void*>(&to), &from, from.size);
  } else if (to.how == combine::logical_and || to.how == combine::logical_or) {
    if (from.have && to.have)
      accumulate(to.type, to.how, to.value, from.value);
    else if (from.have)
      std::memcpy(static_cast<void*>(&to), &from, from.size);
  } else {
    accumulate(to.type, to.how, to.value, from.value);
  }
}

// The operator of MPI: a row of records, which say their own size.
void merge_all(void* in, void* inout, int* count, MPI_Datatype* type) {
  int size = 0;
  MPI_Type_size(*type, &size);
  const auto total = static_cast<std::size_t>(size) * static_cast<std::size_t>(*count);
  auto* const a = static_cast<std::byte*>(in);
  auto* const b = static_cast<std::byte*>(inout);
  for (std::size_t at = 0; at < total;) {
    auto* const to = reinterpret_cast<record*>(b + at);
    merge(*to, *reinterpret_cast<record*>(a + at));
    at += to->size;
  }
}

struct predefined {
  MPI_Datatype type;
  MPI_Op op;
};

// MPI's own operator, where it gives what the loop does.
bool simple(const reduction& r, predefined& how) {
  if (!r.located.empty())
    return false;
  const bool integral = r.type >= scalar::i8 && r.type <= scalar::u64;
  switch (r.how) {
  case combine::sum:
    how.op = MPI_SUM;
    break;
  case combine::product:
    how.op = MPI_PROD;
    break;
  case combine::bit_and:
    how.op = MPI_BAND;
    break;
  case combine::bit_or:
    how.op = MPI_BOR;
    break;
  case combine::bit_xor:
    how.op = MPI_BXOR;
    break;
  default:
    return false;
  }
  if (integral) {
    // Unsigned, so that it wraps.
    const MPI_Datatype types[]{MPI_UINT8_T, MPI_UINT16_T, MPI_UINT32_T, MPI_UINT64_T};
    const std::size_t size = size_of(r.type);
    how.type = types[size == 1 ? 0 : size == 2 ? 1 : size == 4 ? 2 : 3];
    return true;
  }
  how.type = r.type == scalar::f32 ? MPI_FLOAT : r.type == scalar::f64 ? MPI_DOUBLE : MPI_LONG_DOUBLE;
  return r.type >= scalar::f32 && r.type <= scalar::f80;
}

bool combine_simply(loop_state& s, const postponed_reductions& these, const predefined& how) {
  const std::size_t size = size_of(these.all[0].type);
  bytes values(size * these.all.size() + 16);
  // The vector's memory is aligned for every number.
  for (std::size_t i = 0; i < these.all.size(); ++i)
    std::memcpy(values.data() + i * size, these.all[i].variable, size);
  if (bad(s, MPI_Allreduce(MPI_IN_PLACE, values.data(), static_cast<int>(these.all.size()), how.type, how.op,
                           these.channel)))
    return false;
  for (std::size_t i = 0; i < these.all.size(); ++i)
    std::memcpy(these.all[i].variable, values.data() + i * size, size);
  return true;
}

bool combine_records(loop_state& s, const postponed_reductions& these) {
  std::size_t total = 0;
  const auto size_of_record = [](const reduction& r) {
    return sizeof(record) + (located_size(r) + 15) / 16 * 16;
  };
  for (const reduction& r : these.all)
    total += size_of_record(r);
  const auto make = [](std::size_t size) {
    return std::unique_ptr<record[]>(new record[(size + sizeof(record) - 1) / sizeof(record)]());
  };
  const auto all = make(total);
  auto* at = reinterpret_cast<std::byte*>(all.get());
  for (const reduction& r : these.all) {
    auto& e = *reinterpret_cast<record*>(at);
    e.size = static_cast<std::uint32_t>(size_of_record(r));
    e.type = r.type;
    e.how = r.how;
    e.have = ordered(r) ? r.have : !same(r.type, r.variable, r.before);
    std::memcpy(e.value, ordered(r) ? static_cast<const void*>(r.best) : r.variable, value_bytes(r.type));
    std::copy_n(r.best_place, most_levels, e.place);
    if (r.have && !r.located.empty())
      std::memcpy(at + sizeof(record), r.located_best.data(), r.located_best.size());
    at += e.size;
  }
  if (these.size > 1) {
    MPI_Op op;
    MPI_Datatype type;
    if (bad(s, operator_of(merge_all, op)) || bad(s, type_of_bytes(total, type)) ||
        bad(s, MPI_Allreduce(MPI_IN_PLACE, all.get(), 1, type, op, these.channel)))
      return false;
  }
  at = reinterpret_cast<std::byte*>(all.get());
  for (const reduction& r : these.all) {
    const auto& e = *reinterpret_cast<const record*>(at);
    if (e.have || (!ordered(r) && !logical(r)))
      std::memcpy(r.variable, e.value, value_bytes(r.type));
    else
      std::memcpy(r.variable, r.before, value_bytes(r.type));
    if (!r.located.empty())
      write_located(r, e.have ? at + sizeof(record) : r.located_before.data());
    at += e.size;
  }
  return true;
}

bool combine_all(loop_state& s, const postponed_reductions& these) {
  if (these.all.empty())
    return true;
  predefined first{};
  bool all_simple = these.size > 1 && simple(these.all[0], first);
  for (const reduction& r : these.all) {
    predefined other{};
    all_simple = all_simple && simple(r, other) && other.type == first.type && other.op == first.op;
  }
  return all_simple ? combine_simply(s, these, first) : combine_records(s, these);
}

} // namespace

void begin_reductions(loop_state& s) {
  for (reduction& r : s.reductions) {
    const std::size_t size = size_of(r.type);
    std::memset(r.before, 0, sizeof r.before);
    std::memcpy(r.before, r.variable, size);
    std::memset(r.best, 0, sizeof r.best);
    r.have = false;
    if (!r.located.empty())
      read_located(r, r.located_before);
    // The window asks for row() where the sign of a zero can depend on it.
    const bool floating = r.type >= scalar::f32;
    s.window->watched = s.window->watched || (ordered(r) && floating && r.located.empty() && s.d.nest > 1);
    if (s.d.rank != 0)
      neutral(r.type, r.how, r.variable);
  }
}

void begin_box(loop_state& s) {
  s.in_box = true;
  for (reduction& r : s.reductions) {
    if (!ordered(r))
      continue;
    std::memcpy(r.variable, r.before, value_bytes(r.type));
    std::memcpy(r.seen, r.before, sizeof r.seen);
    r.hit = false;
    box_place(s, r.place);
    if (!r.located.empty())
      write_located(r, r.located_before.data());
  }
}

void end_box(loop_state& s) {
  if (!s.in_box)
    return;
  s.in_box = false;
  for (reduction& r : s.reductions) {
    if (!ordered(r))
      continue;
    const bool found = r.located.empty() ? !same(r.type, r.variable, r.before) : r.hit;
    if (!found)
      continue;
    const bool wins = !r.have || better(r.type, r.how, r.variable, r.best) ||
                      (!better(r.type, r.how, r.best, r.variable) && precedes(r.place, r.best_place));
    if (!wins)
      continue;
    r.have = true;
    std::memcpy(r.best, r.variable, value_bytes(r.type));
    std::copy_n(r.place, most_levels, r.best_place);
    if (!r.located.empty())
      read_located(r, r.located_best);
  }
}

void end_row(loop_state& s, const index* outer, int count) {
  for (reduction& r : s.reductions) {
    if (!ordered(r) || !r.located.empty() || same(r.type, r.variable, r.seen))
      continue;
    std::memcpy(r.seen, r.variable, value_bytes(r.type));
    box_place(s, r.place);
    for (int l = 0; l < count && l < s.d.levels_count; ++l)
      r.place[l] = s.d.levels[l].key(outer[l]);
  }
}

bool combine_reductions(loop_state& s) {
  postponed_reductions these{std::move(s.reductions), s.channel, s.d.size};
  const bool done = combine_all(s, these);
  s.reductions = std::move(these.all); // its memory is used again
  s.reductions.clear();
  return done;
}

bool take_reductions(loop_state& s, postponed& later) {
  const std::unique_ptr<postponed_reductions> before(std::exchange(later.left, nullptr));
  if (!before)
    return true;
  if (s.stopped || before->channel != s.channel || before->size != s.d.size)
    return combine_all(s, *before);
  s.reductions.insert(s.reductions.begin(), std::make_move_iterator(before->all.begin()),
                      std::make_move_iterator(before->all.end()));
  return true;
}

bool put_off_reductions(loop_state& s, postponed& later) {
  if (!take_reductions(s, later))
    return false;
  if (!s.reductions.empty())
    later.left = new postponed_reductions{std::move(s.reductions), s.channel, s.d.size};
  s.reductions.clear();
  return true;
}

} // namespace njmpi::rt
