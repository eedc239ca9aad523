// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which elements a rank needs of others, and the messages that bring them. Every rank works out what all
// ranks need: both ends of a message know it without asking.

#include "loops.hpp"

#include <algorithm>

namespace njmpi::rt {

std::uint64_t next_id() {
  static std::uint64_t last = 0;
  return __atomic_add_fetch(&last, 1, __ATOMIC_RELAXED);
}

bool limit_to(box& b, const geometry& g) {
  for (int k = 0; k < g.dimensions(); ++k) {
    interval reach = g.reach(k, false);
    if (g.cut.periodic[k] && b.last[k] - b.first[k] >= beyond)
      reach = {0, g.extent[k]}; // under bounds that are not known
    b.first[k] = std::max(b.first[k], reach.lo);
    b.last[k] = std::min(b.last[k], reach.hi);
    if (b.last[k] <= b.first[k])
      return false;
  }
  return true;
}

void include(box& hull, const box& b, int n) {
  for (int k = 0; k < n; ++k) {
    hull.first[k] = std::min(hull.first[k], b.first[k]);
    hull.last[k] = std::max(hull.last[k], b.last[k]);
  }
}

void add_outside(const geometry& g, const box& kept, const box& b,
                 const std::function<void(int, const box&)>& take) {
  const int n = g.dimensions();
  int sign[box::most]{};
  for (bool more = true; more;) {
    box part = b;
    bool some = true;
    bool center = true;
    int zone = 0;
    for (int k = 0; k < n; ++k) {
      const bool zoned = g.cut.grid[k] > 1 || g.cut.periodic[k];
      if (zoned && sign[k] == 0) {
        part.last[k] = std::min(b.last[k], kept.first[k]);
      } else if (zoned && sign[k] == 2) {
        part.first[k] = std::max(b.first[k], kept.last[k]);
      } else if (zoned) {
        part.first[k] = std::max(b.first[k], kept.first[k]);
        part.last[k] = std::min(b.last[k], kept.last[k]);
      }
      some = some && part.first[k] < part.last[k] && (zoned || sign[k] == 1);
      center = center && sign[k] == 1;
      zone = zone * 3 + sign[k];
    }
    if (some && !center)
      take(zone, part);
    more = false;
    for (int k = n - 1; k >= 0 && !more; --k) {
      more = ++sign[k] < 3;
      if (!more)
        sign[k] = 0;
    }
  }
}

namespace {

// Calls f with the image of the access in the iterations of each statement that it serves.
template <class F> void each_image(const strategy& p, const access& a, int rank, F&& f) {
  const geometry& g = p.d.fields[static_cast<std::size_t>(a.field)];
  for (int s = 0; s < p.d.statements; ++s) {
    if (a.statement >= 0 && a.statement != s)
      continue;
    const cuboid c = iterations(p, s, rank);
    if (empty(c, p.d))
      continue;
    box b = image(a, c);
    if (limit_to(b, g))
      f(b);
  }
}

// Around what a rank keeps lie up to 80 zones: before, beside or behind it in each dimension. What is fetched
// is a box in each of them, so that a star has no corners.
std::vector<box> halo_of(const strategy& p, const target& t, int rank) {
  const geometry& g = p.d.fields[static_cast<std::size_t>(t.field)];
  const int n = g.dimensions();
  const box kept = g.kept(rank);
  box zones[81];
  bool used[81]{};
  for (const int number : t.accesses)
    each_image(p, p.d.accesses[static_cast<std::size_t>(number)], rank, [&](const box& b) {
      add_outside(g, kept, b, [&](int zone, const box& part) {
        if (used[zone])
          include(zones[zone], part, n);
        else
          zones[zone] = part;
        used[zone] = true;
      });
    });
  std::vector<box> result;
  for (int zone = 0; zone < 81; ++zone)
    if (used[zone])
      result.push_back(zones[zone]);
  return result;
}

std::vector<box> copy_of(const strategy& p, const target& t, int rank) {
  std::vector<box> result;
  for (const int number : t.accesses)
    each_image(p, p.d.accesses[static_cast<std::size_t>(number)], rank, [&](const box& b) {
      if (result.empty())
        result.push_back(b);
      else
        include(result[0], b, p.d.fields[static_cast<std::size_t>(t.field)].dimensions());
    });
  return result;
}

bool same_shape(const access& a, const access& b) {
  for (int k = 0; k < a.dimensions; ++k)
    if (a.at[k].level != b.at[k].level || a.at[k].factor != b.at[k].factor ||
        (a.at[k].level < 0 && a.at[k].offset != b.at[k].offset))
      return false;
  return true;
}

bool within(const box& inner, const box& outer, int n) {
  for (int k = 0; k < n; ++k)
    if (inner.first[k] < outer.first[k] || inner.last[k] > outer.last[k])
      return false;
  return true;
}

std::vector<box> wrapped(const geometry& g, const box& region, std::vector<std::vector<index>>& shifts) {
  std::vector<box> parts{region};
  shifts.assign(1, std::vector<index>(box::most, 0));
  for (int k = 0; k < g.dimensions(); ++k) {
    const index n = g.extent[k];
    if (!g.cut.periodic[k] || n == 0)
      continue;
    std::vector<box> cut;
    std::vector<std::vector<index>> moved;
    for (std::size_t w = 0; w < parts.size(); ++w) {
      index turn = parts[w].first[k] / n;
      turn -= parts[w].first[k] % n < 0 ? 1 : 0;
      for (index first = parts[w].first[k]; first < parts[w].last[k]; ++turn) {
        const index last = std::min(parts[w].last[k], (turn + 1) * n);
        box b = parts[w];
        b.first[k] = first - turn * n;
        b.last[k] = last - turn * n;
        cut.push_back(b);
        moved.push_back(shifts[w]);
        moved.back()[static_cast<std::size_t>(k)] = turn * n;
        first = last;
      }
    }
    parts.swap(cut);
    shifts.swap(moved);
  }
  return parts;
}

} // namespace

void add_pieces(const strategy& p, int field, int target, const box& region, int receiver,
                const std::function<void(int source, const piece&)>& take) {
  const geometry& g = p.d.fields[static_cast<std::size_t>(field)];
  const int n = g.dimensions();
  std::vector<std::vector<index>> shifts;
  const std::vector<box> parts = wrapped(g, region, shifts);
  for (std::size_t w = 0; w < parts.size(); ++w) {
    const auto from = [&](int source) {
      piece e{field, target, intersection(parts[w], g.kept(source), n), {}, nullptr};
      std::copy_n(shifts[w].begin(), n, e.shift);
      if (!empty(e.from, n))
        take(source, e);
    };
    if (receiver != p.d.rank) {
      from(p.d.rank);
      continue;
    }
    int lo[box::most]{};
    int hi[box::most]{};
    int at[box::most]{};
    for (int k = 0; k < n; ++k) {
      at[k] = lo[k] = owner(g.cut, g.extent[k], k, parts[w].first[k]);
      hi[k] = owner(g.cut, g.extent[k], k, parts[w].last[k] - 1);
    }
    for (bool more = true; more;) {
      from(rank_of(g.cut, at));
      more = false;
      for (int k = n - 1; k >= 0 && !more; --k) {
        more = ++at[k] <= hi[k];
        if (!more)
          at[k] = lo[k];
      }
    }
  }
}

halo_validity::halo_validity() : stamp(next_id()) {}

halo_validity& validity(field_state& f) {
  if (!f.valid)
    f.valid = new halo_validity;
  return static_cast<halo_validity&>(*f.valid);
}

void make_targets(strategy& p) {
  description& d = p.d;
  for (std::size_t k = 0; k < d.accesses.size(); ++k) {
    access& a = d.accesses[k];
    if (a.kind == access_kind::write || !a.before)
      continue;
    const auto kind = a.kind == access_kind::read ? target::halo : target::copied;
    for (std::size_t i = 0; i < p.targets.size() && a.target < 0; ++i) {
      target& t = p.targets[i];
      if (t.kind == kind && t.field == a.field &&
          (kind == target::halo || same_shape(d.accesses[static_cast<std::size_t>(t.accesses[0])], a)))
        a.target = static_cast<int>(i);
    }
    if (a.target < 0) {
      a.target = static_cast<int>(p.targets.size());
      p.targets.emplace_back();
      p.targets.back().kind = kind;
      p.targets.back().field = a.field;
    }
    p.targets[static_cast<std::size_t>(a.target)].accesses.push_back(static_cast<int>(k));
  }
  for (target& t : p.targets) {
    const geometry& g = d.fields[static_cast<std::size_t>(t.field)];
    const int n = g.dimensions();
    t.what = std::make_shared<demand>();
    t.what->id = next_id();
    t.local = true;
    for (int rank = 0; rank < d.size; ++rank) {
      t.what->regions.push_back(t.kind == target::halo ? halo_of(p, t, rank) : copy_of(p, t, rank));
      const std::vector<box>& regions = t.what->regions.back();
      for (const box& b : regions)
        t.local = t.local && t.kind == target::copied && within(b, g.kept(rank), n);
      if (t.kind == target::halo && !regions.empty())
        t.local = false;
      if (rank != d.rank || regions.empty())
        continue;
      t.reach = regions[0];
      for (const box& b : regions)
        include(t.reach, b, n);
    }
    if (t.kind == target::copied && !t.local) {
      std::size_t count = 1;
      for (int k = n - 1; k >= 0; --k) {
        t.stride[k] = static_cast<index>(count);
        count *= static_cast<std::size_t>(t.reach.last[k] - t.reach.first[k]);
      }
      t.memory.resize(count * g.element);
      index place = 0;
      for (int k = 0; k < n; ++k)
        place += t.reach.first[k] * t.stride[k];
      t.origin = reinterpret_cast<std::byte*>(reinterpret_cast<std::uintptr_t>(t.memory.data()) -
                                              static_cast<std::uintptr_t>(place) * g.element);
    }
  }
}

void make_schedule(strategy& p) {
  const auto size = static_cast<std::size_t>(p.d.size);
  std::vector<std::vector<piece>> sends(size);
  std::vector<std::vector<piece>> receives(size);
  for (std::size_t i = 0; i < p.targets.size(); ++i) {
    const target& t = p.targets[i];
    if (t.local)
      continue;
    for (int rank = 0; rank < p.d.size; ++rank)
      for (const box& region : t.what->regions[static_cast<std::size_t>(rank)])
        add_pieces(p, t.field, static_cast<int>(i), region, rank, [&](int source, const piece& e) {
          if (rank == p.d.rank)
            receives[static_cast<std::size_t>(source)].push_back(e);
          if (source == p.d.rank)
            sends[static_cast<std::size_t>(rank)].push_back(e);
        });
  }
  for (std::size_t rank = 0; rank < size; ++rank)
    if (!sends[rank].empty() || !receives[rank].empty())
      p.boxes.push_back({static_cast<int>(rank), std::move(sends[rank]), std::move(receives[rank])});
  p.peers = p.boxes;
}

} // namespace njmpi::rt
