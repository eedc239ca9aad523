// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Copies that are read where they lie, and iterations in tiles.

#include "copies.hpp"

#include <algorithm>

namespace njmpi::rt {
namespace {

bool same_elements(const access& a, const access& b) {
  for (int k = 0; k < a.dimensions; ++k)
    if (a.at[k].level != b.at[k].level || a.at[k].factor != b.at[k].factor ||
        a.at[k].offset != b.at[k].offset)
      return false;
  return true;
}

bool rectangular(const description& d) {
  bool all = d.levels_count == d.nest && d.levels_count > 0;
  for (int l = 0; l < d.levels_count; ++l)
    all = all && d.levels[l].bounded;
  return all;
}

std::uint64_t count(const cuboid& c, const description& d) {
  std::uint64_t product = 1;
  for (int l = 0; l < d.levels_count; ++l)
    product *= d.levels[l].count_in(c.d[l]);
  return product;
}

// The one copy that has to be fetched; -1 if there is another exchange, too.
int only_copy(const strategy& p) {
  int found = -1;
  for (std::size_t i = 0; i < p.targets.size(); ++i) {
    const target& t = p.targets[i];
    if (t.local ||
        (t.kind == target::halo && std::all_of(t.what->regions.begin(), t.what->regions.end(),
                                               [](const auto& regions) { return regions.empty(); })))
      continue;
    if (t.kind != target::copied || found >= 0)
      return -1;
    found = static_cast<int>(i);
  }
  return found;
}

} // namespace

void make_direct(strategy& p) {
  const description& d = p.d;
  const int number = only_copy(p);
  if (number < 0 || d.statements != 1 || p.in_order || (d.flags & pipelined) != 0 || !rectangular(d))
    return;
  target& t = p.targets[static_cast<std::size_t>(number)];
  const access& first = d.accesses[static_cast<std::size_t>(t.accesses[0])];
  for (const int other : t.accesses) {
    const access& a = d.accesses[static_cast<std::size_t>(other)];
    if ((a.flags & guarded) != 0 || !same_elements(a, first))
      return;
  }
  const geometry& g = d.fields[static_cast<std::size_t>(t.field)];
  auto made = std::make_unique<direct_copy>();
  made->target = number;
  std::uint64_t covered = 0;
  for (const peer& other : p.boxes) {
    std::size_t within = 0;
    for (const piece& e : other.receives) {
      cell c{p.mine[0], 1, other.rank == d.rank, static_cast<int>(made->parts.size())};
      for (int k = 0; k < g.dimensions(); ++k)
        restrict_to(c.where, d, first.at[k], {e.from.first[k] + e.shift[k], e.from.last[k] + e.shift[k]});
      make_tight(c.where, d);
      made->parts.push_back({other.rank, e, within});
      within += volume(e.from, g.dimensions()) * g.element;
      if (empty(c.where, d))
        continue;
      covered += count(c.where, d);
      made->cells.push_back(c);
    }
  }
  if (covered != count(p.mine[0], d))
    return; // GCOVR_EXCL_LINE: no loop is known of which it is not so; the way without it is as right
  std::stable_sort(made->cells.begin(), made->cells.end(),
                   [](const cell& a, const cell& b) { return a.early && !b.early; });
  t.memory = {}; // messages arrive here, and nothing else
  p.direct = std::move(made);
}

void make_tiling(strategy& p) {
  constexpr index outer_size = 32;
  constexpr index inner_size = 512;
  const description& d = p.d;
  if (d.statements != 1 || p.in_order || (d.flags & pipelined) != 0 || !rectangular(d))
    return;
  const int inner = d.nest - 1;
  for (const target& t : p.targets) {
    if (t.kind != target::copied)
      continue;
    const access& a = d.accesses[static_cast<std::size_t>(t.accesses[0])];
    const int last = a.at[a.dimensions - 1].level;
    const bool walks =
        std::any_of(a.at, a.at + a.dimensions, [&](const subscript& s) { return s.level == inner; });
    if (last < 0 || last == inner || !walks)
      continue;
    p.tiles.some = true;
    p.tiles.size[last] = outer_size;
    std::fill(p.tiles.size + last + 1, p.tiles.size + inner, 1);
    p.tiles.size[inner] = inner_size;
    return;
  }
}

bool next_part(loop_state& s, const cell& all, cell& tile) {
  const tiling& how = s.p->tiles;
  // Sums on one rank are added in serial order.
  if (!how.some || (s.d.size == 1 && !s.reductions.empty())) {
    tile = all;
    return s.tile++ == 0;
  }
  tile = all;
  index number = s.tile++;
  for (int l = s.d.levels_count - 1; l >= 0; --l) {
    if (how.size[l] == 0)
      continue;
    const index length = std::abs(s.d.levels[l].step);
    const auto here = static_cast<index>(s.d.levels[l].count_in(all.where.d[l]));
    const index tiles = (here + how.size[l] - 1) / how.size[l];
    interval& part = tile.where.d[l];
    part.lo = all.where.d[l].lo + number % tiles * how.size[l] * length;
    part.hi = std::min(part.hi, part.lo + (how.size[l] - 1) * length + 1);
    number /= tiles;
  }
  return number == 0;
}

placement where_is(loop_state& s, const direct_copy& copy) {
  const copy_part& part = copy.parts[static_cast<std::size_t>(s.part)];
  const target& t = s.p->targets[static_cast<std::size_t>(copy.target)];
  const field_state& f = *s.fields[static_cast<std::size_t>(t.field)];
  const int n = f.cut->dimensions;
  const bool own = part.rank == s.d.rank;
  index away = 0; // the element at the origin of the indices, from where the memory begins
  std::size_t elements = 1;
  for (int k = n - 1; k >= 0; --k) {
    s.stride[k] = own ? f.stride[k] : static_cast<index>(elements);
    elements *= static_cast<std::size_t>(part.from.from.last[k] - part.from.from.first[k]);
    away += (part.from.shift[k] + (own ? 0 : part.from.from.first[k])) * s.stride[k];
  }
  const auto begin = reinterpret_cast<std::uintptr_t>(own ? f.origin : t.memory.data() + part.place);
  return {reinterpret_cast<std::byte*>(begin - static_cast<std::uintptr_t>(away) * f.element), s.stride};
}

} // namespace njmpi::rt
