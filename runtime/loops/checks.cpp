// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What only the run can tell of a loop: whether its accesses lie inside of the fields, and whether its
// iterations depend on each other where bounds, offsets or fields are not known to the compiler.

#include "loops.hpp"

#include <algorithm>

namespace njmpi::rt {
namespace {

const char* verb(const access& a) { return a.kind == access_kind::write ? "writes" : "reads"; }

cuboid all_iterations(const description& d) {
  cuboid c;
  for (int l = 0; l < d.levels_count; ++l)
    c.d[l] = d.levels[l].whole();
  return c;
}

bool within_fields(loop_state& s, const strategy& p) {
  const cuboid all = all_iterations(p.d);
  if (empty(all, p.d))
    return true;
  for (const access& a : p.d.accesses) {
    if (a.flags & guarded)
      continue;
    const geometry& g = p.d.fields[static_cast<std::size_t>(a.field)];
    const box touched = image(a, all);
    for (int k = 0; k < a.dimensions; ++k) {
      if (a.at[k].level >= 0 && (!p.d.levels[a.at[k].level].bounded || p.d.levels[a.at[k].level].perhaps))
        continue;
      const bool written = a.kind == access_kind::write;
      interval reach = g.reach(k, written);
      if (a.flags & without_sign)
        reach.lo = std::max<index>(reach.lo, 0);
      if (touched.first[k] >= reach.lo && touched.last[k] <= reach.hi)
        continue;
      const index wrong = touched.first[k] < reach.lo ? touched.first[k] : touched.last[k] - 1;
      if (written && g.cut.periodic[k])
        refuse_loop(s,
                    "it writes index %td of dimension %d of a field with extent %td, where the dimension "
                    "wraps around",
                    wrong, k, g.extent[k]);
      else
        refuse_loop(s, "it %s index %td of dimension %d of a field with extent %td and ghost %td%s", verb(a),
                    wrong, k, g.extent[k], g.ghost[k],
                    (a.flags & without_sign) && wrong < 0 ? ", by a subscript of unsigned type" : "");
      return false;
    }
  }
  return true;
}

// What loops of the body write along a dimension has to lie on one rank.
bool walked_here(loop_state& s, const strategy& p) {
  for (const access& a : p.d.accesses)
    for (int k = 0; k < a.dimensions && a.kind == access_kind::write; ++k) {
      const geometry& g = p.d.fields[static_cast<std::size_t>(a.field)];
      if (a.at[k].level < p.d.nest || g.cut.grid[k] == 1)
        continue;
      refuse_loop(
          s,
          "a loop in its body writes along dimension %d of a field, which %d ranks share; let the field have "
          "a process grid of 1 there, by its option .grid",
          k, g.cut.grid[k]);
      return false;
    }
  return true;
}

// Every iteration of a statement has to run on one rank.
bool owned_once(loop_state& s, const strategy& p) {
  std::uint64_t total = 1;
  for (int l = 0; l < p.d.nest; ++l) {
    if (!p.d.levels[l].bounded)
      return true;
    total *= p.d.levels[l].count_in(p.d.levels[l].whole());
  }
  for (int g = 0; g < p.d.statements; ++g) {
    if (p.owners[static_cast<std::size_t>(g)].size() < 2)
      continue;
    std::uint64_t sum = 0;
    for (int rank = 0; rank < p.d.size; ++rank) {
      const cuboid c = iterations(p, g, rank);
      std::uint64_t product = 1;
      for (int l = 0; l < p.d.nest; ++l)
        product *= p.d.levels[l].count_in(c.d[l]);
      sum += product;
    }
    if (sum != total) {
      refuse_loop(s, "a statement of it writes elements of several ranks; let its fields be aligned_with() "
                     "each other, or write "
                     "them in loops of their own");
      return false;
    }
  }
  return true;
}

} // namespace

namespace {

// It moves with loops of the body alone, or not at all.
bool in_body(const description& d, const subscript& s) { return s.level < 0 || s.level >= d.nest; }

// Whether loops of the body write along this dimension of the field.
bool walked(const description& d, int field, int k) {
  return std::any_of(d.accesses.begin(), d.accesses.end(), [&](const access& a) {
    return a.kind == access_kind::write && a.field == field && a.at[k].level >= d.nest;
  });
}

} // namespace

relation relate(const description& d, const access& w, const access& r, const geometry& g,
                index (&distance)[most_levels]) {
  std::fill_n(distance, most_levels, 0);
  const cuboid all = all_iterations(d);
  const box written = image(w, all);
  const box read = image(r, all);
  bool wraps = false;
  for (int k = 0; k < w.dimensions; ++k) {
    if (g.cut.periodic[k] && (read.first[k] < 0 || read.last[k] > g.extent[k]))
      wraps = true;
    else if (written.last[k] <= read.first[k] || read.last[k] <= written.first[k])
      return relation::none;
  }
  if (wraps)
    return relation::unknown;
  bool named[most_levels]{};
  for (int k = 0; k < w.dimensions; ++k) {
    const subscript& a = w.at[k];
    const subscript& b = r.at[k];
    if (in_body(d, a) && in_body(d, b) && walked(d, w.field, k))
      continue; // in the order of the body, on one rank
    if (a.level != b.level || (a.level >= 0 && (a.factor != b.factor || named[a.level])))
      return relation::unknown;
    if (a.level < 0) // apart, or the images would not meet
      continue;
    const level& l = d.levels[a.level];
    const index away = a.offset - b.offset;
    named[a.level] = true;
    if (away % a.factor != 0 || (l.bounded && away / a.factor % l.step != 0))
      return relation::none;
    // In iterations, from the writing to the reading one.
    distance[a.level] = l.bounded    ? away / a.factor / l.step
                        : l.step > 0 ? away / a.factor
                                     : -(away / a.factor);
  }
  index* const end = distance + d.levels_count;
  const index* const first = std::find_if(distance, end, [](index i) { return i != 0; });
  if (first == end)
    return relation::same;
  for (int l = 0; l < d.nest; ++l)
    if (!named[l] && (!d.levels[l].bounded || d.levels[l].count > 1))
      return relation::unknown;
  return *first > 0 ? relation::earlier : relation::later;
}

namespace {

// Whether each rank has what the access reads in the statement's iterations.
bool at_hand(const strategy& p, const access& r, int statement) {
  const geometry& g = p.d.fields[static_cast<std::size_t>(r.field)];
  for (int rank = 0; rank < p.d.size; ++rank) {
    const cuboid c = iterations(p, statement, rank);
    if (empty(c, p.d))
      continue;
    const box needed = image(r, c);
    const box kept = g.kept(rank);
    for (int k = 0; k < r.dimensions; ++k)
      if (needed.first[k] < kept.first[k] || needed.last[k] > kept.last[k])
        return false;
  }
  return true;
}

bool independent(loop_state& s, strategy& p) {
  const bool pipeline = (p.d.flags & pipelined) != 0;
  if (empty(all_iterations(p.d), p.d))
    return true;
  for (const access& w : p.d.accesses) {
    if (w.kind != access_kind::write)
      continue;
    // An element that several iterations write is to keep what the last of them wrote.
    for (int l = 0; l < p.d.nest; ++l) {
      bool named = p.d.levels[l].bounded && p.d.levels[l].count <= 1;
      for (int k = 0; k < w.dimensions; ++k)
        named = named || w.at[k].level == l;
      p.in_order = p.in_order || !named;
    }
    for (access& r : p.d.accesses) {
      if (r.kind == access_kind::write || r.field != w.field)
        continue;
      const geometry& g = p.d.fields[static_cast<std::size_t>(w.field)];
      index distance[most_levels];
      const relation found = relate(p.d, w, r, g, distance);
      const bool apart =
          (r.flags & never_written) || (w.statement >= 0 && (r.flags & never_met(w.statement)));
      if (apart && found != relation::same)
        continue;
      switch (found) {
      case relation::none:
        break;
      case relation::later:
        p.in_order = true;
        r.before = true;
        break;
      case relation::same:
        if (w.statement >= 0 && r.statement > w.statement && !at_hand(p, r, r.statement)) {
          refuse_loop(s, "a statement of it reads what an earlier one writes on another rank");
          return false;
        }
        break;
      case relation::earlier:
        if (pipeline && r.kind == access_kind::read) {
          r.before = r.carried ? r.before : false;
          r.carried = true;
          break;
        }
        refuse_loop(s, "an iteration reads what an earlier one writes to the same field: that needs "
                       "[[njmpi::loop(pipeline)]]");
        return false;
      case relation::unknown:
        refuse_loop(s, "iterations read elements that others write to the same field");
        return false;
      }
    }
  }
  return true;
}

} // namespace

bool acceptable(loop_state& s, strategy& p) {
  return within_fields(s, p) && walked_here(s, p) && owned_once(s, p) && independent(s, p);
}

} // namespace njmpi::rt
