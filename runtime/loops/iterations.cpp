// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which iterations a rank runs, and in which boxes.

#include "loops.hpp"

#include <algorithm>

namespace njmpi::rt {

interval level::tight(interval part) const {
  if (!bounded)
    return part;
  part = common(part, whole());
  if (part.empty())
    return {start, start};
  const index length = step > 0 ? step : -step;
  // Both ends lie within whole(), so the differences are not negative.
  if (step > 0) {
    const index lo = start + (part.lo - start + length - 1) / length * length;
    const index hi = start + (part.hi - 1 - start) / length * length + 1;
    return hi > lo ? interval{lo, hi} : interval{start, start};
  }
  const index hi = start - (start - (part.hi - 1) + length - 1) / length * length + 1;
  const index lo = start - (start - part.lo) / length * length;
  return hi > lo ? interval{lo, hi} : interval{start, start};
}

std::uint64_t level::count_in(const interval& part) const {
  const interval exact = tight(part);
  if (exact.empty())
    return 0;
  return static_cast<std::uint64_t>((exact.hi - 1 - exact.lo) / (step > 0 ? step : -step) + 1);
}

interval geometry::claim(int d, int c) const {
  const int last = owner(cut, extent[d], d, extent[d] - 1);
  interval result{std::min(cut.first(d, c), extent[d]), std::min(cut.first(d, c + 1), extent[d])};
  if (c == 0)
    result.lo = -beyond;
  if (c == last)
    result.hi = beyond;
  return result;
}

interval geometry::reach(int d, bool written) const {
  if (cut.periodic[d])
    return written ? interval{0, extent[d]} : interval{-beyond, beyond};
  return {-ghost[d], extent[d] + ghost[d]};
}

bool empty(const cuboid& c, const description& d) {
  for (int l = 0; l < d.levels_count; ++l)
    if (c.d[l].empty())
      return true;
  return false;
}

namespace {

index up(index a, index b) { return a >= 0 ? (a + b - 1) / b : -(-a / b); } // a / b, rounded up, b > 0
index down(index a, index b) { return -up(-a, b); }

index limited(__int128 value) {
  return value > beyond ? beyond : value < -beyond ? -beyond : static_cast<index>(value);
}

} // namespace

void restrict_to(cuboid& c, const description& d, const subscript& at, const interval& elements) {
  if (at.level < 0) {
    if (at.offset < elements.lo || at.offset >= elements.hi)
      for (int l = 0; l < d.levels_count; ++l)
        c.d[l] = {0, 0};
    return;
  }
  interval& part = c.d[at.level];
  if (elements.empty()) {
    part = {part.lo, part.lo};
    return;
  }
  interval allowed{-beyond, beyond};
  const index m = at.factor > 0 ? at.factor : -at.factor;
  if (at.factor > 0) {
    if (elements.lo > -beyond)
      allowed.lo = up(elements.lo - at.offset, m);
    if (elements.hi < beyond)
      allowed.hi = up(elements.hi - at.offset, m);
  } else {
    if (elements.lo > -beyond)
      allowed.hi = down(at.offset - elements.lo, m) + 1;
    if (elements.hi < beyond)
      allowed.lo = down(at.offset - elements.hi, m) + 1;
  }
  part = common(part, allowed);
}

void make_tight(cuboid& c, const description& d) {
  for (int l = 0; l < d.levels_count; ++l)
    c.d[l] = d.levels[l].tight(c.d[l]);
}

cuboid iterations(const strategy& p, int statement, int rank) {
  const description& d = p.d;
  cuboid c;
  for (int l = 0; l < d.levels_count; ++l)
    c.d[l] = d.levels[l].whole();
  const auto& owners = p.owners[static_cast<std::size_t>(statement)];
  if (owners.empty()) {
    // No fields: blocks of the outermost level.
    const level& outer = d.levels[0];
    const index each = outer.count / d.size;
    const index more = outer.count % d.size;
    const index first = each * rank + std::min<index>(rank, more);
    const index count = each + (rank < more ? 1 : 0);
    const index a = outer.start + first * outer.step;
    const index b = outer.start + (first + count - 1) * outer.step;
    c.d[0] = count == 0 ? interval{outer.start, outer.start} : interval{std::min(a, b), std::max(a, b) + 1};
    return c;
  }
  for (const int number : owners) {
    const access& a = d.accesses[static_cast<std::size_t>(number)];
    const geometry& g = d.fields[static_cast<std::size_t>(a.field)];
    int at[box::most]{};
    coordinates(g.cut, rank, at);
    for (int k = 0; k < a.dimensions; ++k) {
      interval claim = g.claim(k, at[k]);
      if (a.at[k].level >= 0 && !d.levels[a.at[k].level].bounded)
        claim = common(claim, g.reach(k, true));
      restrict_to(c, d, a.at[k], claim);
    }
  }
  make_tight(c, d);
  return c;
}

box image(const access& a, const cuboid& c) {
  box result;
  for (int k = 0; k < a.dimensions; ++k) {
    const subscript& s = a.at[k];
    if (s.level < 0) {
      result.first[k] = s.offset;
      result.last[k] = s.offset + 1;
      continue;
    }
    const interval& part = c.d[s.level];
    const __int128 one = static_cast<__int128>(part.lo) * s.factor + s.offset;
    const __int128 other = static_cast<__int128>(part.hi - 1) * s.factor + s.offset;
    result.first[k] = limited(std::min(one, other));
    result.last[k] = limited(std::max(one, other) + 1);
  }
  return result;
}

void choose_owners(strategy& p) {
  const description& d = p.d;
  p.owners.assign(static_cast<std::size_t>(d.statements), {});
  for (int g = 0; g < d.statements; ++g) {
    auto& owners = p.owners[static_cast<std::size_t>(g)];
    for (std::size_t k = 0; k < d.accesses.size(); ++k)
      if (d.accesses[k].kind == access_kind::write &&
          (d.accesses[k].statement == g || d.accesses[k].statement < 0))
        owners.push_back(static_cast<int>(k));
    if (!owners.empty() || d.accesses.empty())
      continue;
    // Nothing of a field is written: where most of what is read is at hand.
    int best = -1;
    index best_cost = 0;
    for (std::size_t k = 0; k < d.accesses.size(); ++k) {
      const access& a = d.accesses[k];
      index cost = a.kind == access_kind::write ? 1000000 : a.kind == access_kind::copy ? 1000 : 0;
      if (a.statement >= 0 && a.statement != g)
        cost += 2000000;
      if (a.decides)
        cost -= 3000000;
      for (int i = 0; i < a.dimensions; ++i)
        cost += a.at[i].level < 0 ? 10000
                                  : std::min<index>(std::abs(a.at[i].offset), 100) + (a.at[i].factor != 1);
      if (best < 0 || cost < best_cost) {
        best = static_cast<int>(k);
        best_cost = cost;
      }
    }
    owners.push_back(best);
  }
}

cuboid inside(const strategy& p, const access& a, const cuboid& c) {
  cuboid result = c;
  const geometry& g = p.d.fields[static_cast<std::size_t>(a.field)];
  const box kept = g.kept(p.d.rank);
  for (int k = 0; k < a.dimensions; ++k)
    if (g.cut.grid[k] > 1 || g.cut.periodic[k])
      restrict_to(result, p.d, a.at[k], {kept.first[k], kept.last[k]});
  make_tight(result, p.d);
  return result;
}

namespace {

bool covers(const cuboid& outer, const cuboid& inner, const description& d) {
  for (int l = 0; l < d.levels_count; ++l)
    if (inner.d[l].lo < outer.d[l].lo || inner.d[l].hi > outer.d[l].hi)
      return false;
  return true;
}

// The iterations of a statement that need nothing of other ranks.
cuboid interior(const strategy& p, int statement) {
  cuboid c = p.mine[static_cast<std::size_t>(statement)];
  bool nothing = false;
  for (const target& t : p.targets) {
    if (t.local)
      continue;
    for (const int number : t.accesses) {
      const access& a = p.d.accesses[static_cast<std::size_t>(number)];
      if (a.statement >= 0 && a.statement != statement)
        continue;
      c = inside(p, a, c);
    }
    nothing = nothing || t.kind == target::listed;
  }
  for (int l = p.d.nest; l < p.d.levels_count; ++l)
    nothing = nothing || c.d[l] != p.mine[static_cast<std::size_t>(statement)].d[l];
  if (nothing)
    c.d[0].hi = c.d[0].lo;
  return c;
}

void merge(std::vector<cell>& cells, const description& d) {
  for (int l = d.levels_count - 1; l >= 0; --l)
    for (std::size_t i = 0; i < cells.size(); ++i)
      for (std::size_t j = i + 1; j < cells.size();) {
        cell& a = cells[i];
        const cell& b = cells[j];
        const index length = std::abs(d.levels[l].step);
        bool joined = a.statements == b.statements && a.early == b.early &&
                      (d.levels[l].bounded ? a.where.d[l].hi - 1 + length == b.where.d[l].lo
                                           : a.where.d[l].hi == b.where.d[l].lo);
        for (int k = 0; k < d.levels_count && joined; ++k)
          joined = k == l || a.where.d[k] == b.where.d[k];
        if (!joined) {
          ++j;
          continue;
        }
        a.where.d[l].hi = b.where.d[l].hi;
        cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(j));
      }
}

} // namespace

void make_cells(strategy& p, bool split, std::vector<cell>& cells) {
  const description& d = p.d;
  const int n = d.levels_count;
  cells.clear();
  std::vector<cuboid> inner;
  for (int g = 0; g < d.statements; ++g)
    inner.push_back(split ? interior(p, g) : p.mine[static_cast<std::size_t>(g)]);

  std::vector<index> cuts[most_levels];
  for (const auto* set : {&p.mine, &inner})
    for (const cuboid& c : *set)
      if (!empty(c, d))
        for (int l = 0; l < n; ++l) {
          cuts[l].push_back(c.d[l].lo);
          cuts[l].push_back(c.d[l].hi);
        }
  if (n == 0 || cuts[0].empty())
    return;
  for (int l = 0; l < n; ++l) {
    std::sort(cuts[l].begin(), cuts[l].end());
    cuts[l].erase(std::unique(cuts[l].begin(), cuts[l].end()), cuts[l].end());
  }
  if (p.in_order) {
    // One box, since the iterations must not change places.
    cell all{{}, ~std::uint64_t{0}, false};
    for (int l = 0; l < n; ++l)
      all.where.d[l] = {cuts[l].front(), cuts[l].back()};
    cells.push_back(all);
    for (const cuboid& c : p.mine)
      p.mixed = p.mixed || !covers(c, all.where, d);
    return;
  }
  std::size_t at[most_levels]{};
  for (bool more = true; more;) {
    cell c{{}, 0, true};
    for (int l = 0; l < n; ++l)
      c.where.d[l] = {cuts[l][at[l]], cuts[l][at[l] + 1]};
    for (int g = 0; g < d.statements; ++g)
      if (covers(p.mine[static_cast<std::size_t>(g)], c.where, d)) {
        c.statements |= std::uint64_t{1} << g;
        c.early = c.early && split && covers(inner[static_cast<std::size_t>(g)], c.where, d);
      }
    // The box begins and ends with an iteration, since generated code starts where it does.
    make_tight(c.where, d);
    if (c.statements != 0 && !empty(c.where, d))
      cells.push_back(c);
    more = false;
    for (int l = n - 1; l >= 0 && !more; --l) {
      more = ++at[l] + 1 < cuts[l].size();
      if (!more)
        at[l] = 0;
    }
  }
  merge(cells, d);
  std::stable_sort(cells.begin(), cells.end(), [&](const cell& a, const cell& b) {
    if (a.early != b.early)
      return a.early;
    int l = 0; // two boxes begin at different iterations
    while (l < n - 1 && a.where.d[l].lo == b.where.d[l].lo)
      ++l;
    return d.levels[l].step > 0 ? a.where.d[l].lo < b.where.d[l].lo : a.where.d[l].lo > b.where.d[l].lo;
  });
}

} // namespace njmpi::rt
