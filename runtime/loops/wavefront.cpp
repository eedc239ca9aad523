// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The plan of a wavefront. Each rank cuts its iterations into tiles and runs them in serial order. Before a
// tile it receives the elements that the tile reads and other ranks have written, as far as no tile before
// needed them; every rank works out the tiles of all its neighbours, so nobody asks. Two dependent iterations
// never stand in an order of tiles that differs from theirs: where a dependence goes back in an inner level,
// the tiles are one iteration wide in the level that it goes forward in. So the order of tiles by their
// places, over all ranks, is one in which nobody waits for a later one.

#include "wavefront.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace njmpi::rt {
namespace {

// How many tiles a rank's share is cut into for each rank that waits for it. More of them shorten the time
// until all ranks are at work, which is depth / tiles of a share; each of them costs a message, which takes
// as long as some thousand iterations.
double tiles_for(double share, int depth) {
  constexpr double iterations_per_message = 6000;
  return std::clamp(std::sqrt(share * depth / iterations_per_message), 11.0, 64.0);
}

struct cutting {
  bool cut[most_levels]{};    // in several tiles
  bool single[most_levels]{}; // one iteration each
  int parts = 1;
};

// The cuts of one level: tile t runs [bounds[t], bounds[t + 1]), in the order of the indices.
std::vector<index> bounds_of(const level& v, const interval& part, bool cut, bool single, int parts) {
  const index count = static_cast<index>(v.count_in(part));
  const index length = v.step > 0 ? v.step : -v.step;
  const index tiles = single ? count : cut ? std::min<index>(parts, count) : 1;
  std::vector<index> result;
  for (index t = 0; t < tiles; ++t)
    result.push_back(part.lo + count * t / tiles * length);
  result.push_back(part.hi);
  return result;
}

class designer {
public:
  designer(strategy& plan) : p(plan), wave(*plan.wave) {}

  bool choose(loop_state& s);
  void make();

private:
  struct rank_tiles {
    cuboid all;
    std::vector<index> bounds[most_levels];
    int count[most_levels]{};
    int total = 0;
  };

  rank_tiles tiles_of(int rank) const {
    rank_tiles r;
    r.all = iterations(p, 0, rank);
    if (empty(r.all, p.d))
      return r;
    r.total = 1;
    for (int l = 0; l < p.d.levels_count; ++l) {
      r.bounds[l] = bounds_of(p.d.levels[l], r.all.d[l], how.cut[l], how.single[l], how.parts);
      r.count[l] = static_cast<int>(r.bounds[l].size()) - 1;
      r.total *= r.count[l];
    }
    return r;
  }

  // Place k of level l in serial order, as a place in the order of indices.
  int turned(const rank_tiles& r, int l, int k) const {
    return p.d.levels[l].step > 0 ? k : r.count[l] - 1 - k;
  }

  cuboid tile(const rank_tiles& r, int number) const {
    cuboid c;
    for (int l = p.d.levels_count - 1; l >= 0; --l) {
      const auto k = static_cast<std::size_t>(turned(r, l, number % r.count[l]));
      number /= r.count[l];
      c.d[l] = p.d.levels[l].tight({r.bounds[l][k], r.bounds[l][k + 1]});
    }
    return c;
  }

  // The last tile of a rank that writes elements of the box; -1 if none does.
  int last_writer(const rank_tiles& r, int field, const box& b) const {
    int last = -1;
    if (r.total == 0)
      return last;
    for (const access& w : p.d.accesses) {
      if (w.kind != access_kind::write || w.field != field)
        continue;
      cuboid c = r.all;
      for (int k = 0; k < w.dimensions; ++k)
        restrict_to(c, p.d, w.at[k], {b.first[k], b.last[k]});
      make_tight(c, p.d);
      if (empty(c, p.d))
        continue;
      int number = 0;
      for (int l = 0; l < p.d.levels_count; ++l) {
        const bool up = p.d.levels[l].step > 0;
        const index i = up ? c.d[l].hi - 1 : c.d[l].lo;
        const auto& bounds = r.bounds[l];
        const int k =
            static_cast<int>(std::upper_bound(bounds.begin(), bounds.end(), i) - bounds.begin()) - 1;
        number = number * r.count[l] + turned(r, l, k);
      }
      last = std::max(last, number);
    }
    return last;
  }

  void receive(int rank, const rank_tiles& mine);

  strategy& p;
  wavefront& wave;
  cutting how;
};

bool designer::choose(loop_state& s) {
  const description& d = p.d;
  bool distributed[most_levels]{};
  for (const access& w : d.accesses) {
    if (w.kind != access_kind::write)
      continue;
    const geometry& g = d.fields[static_cast<std::size_t>(w.field)];
    for (int k = 0; k < w.dimensions; ++k)
      if (w.at[k].level >= 0 && g.cut.grid[k] > 1)
        distributed[w.at[k].level] = true;
    for (const access& r : d.accesses) {
      if (r.kind == access_kind::write || r.field != w.field)
        continue;
      index distance[most_levels];
      const relation how_far = relate(d, w, r, g, distance);
      if (how_far != relation::earlier && how_far != relation::later)
        continue;
      int forward = -1;
      for (int l = 0; l < d.levels_count; ++l) {
        const index step = how_far == relation::earlier ? distance[l] : -distance[l];
        if (forward < 0 && step != 0)
          forward = l;
        else if (forward >= 0 && step < 0)
          how.single[forward] = true;
      }
    }
  }
  bool several = false;
  for (int l = 0; l < d.levels_count; ++l) {
    if (!d.levels[l].bounded) {
      refuse_loop(s, "a pipeline needs bounds that do not change in the loop");
      return false;
    }
    several = several || distributed[l];
  }
  int exponent = 1;
  for (int l = 0; l < d.nest; ++l)
    for (int other = 0; other < d.nest; ++other)
      how.cut[l] = how.cut[l] || (other != l && distributed[other]);
  for (int l = 0; l < d.levels_count; ++l) {
    int others = 0;
    for (int other = 0; other < d.levels_count; ++other)
      others += other != l && how.cut[other];
    if (distributed[l])
      exponent = std::max(exponent, others);
  }
  double share = 1.0 / d.size;
  for (int l = 0; l < d.levels_count; ++l)
    share *= static_cast<double>(d.levels[l].count);
  int depth = 0;
  for (int k = 0; k < d.fields[0].dimensions(); ++k)
    depth += d.fields[0].cut.grid[k] - 1;
  how.parts = static_cast<int>(std::lround(std::pow(tiles_for(share, std::max(depth, 1)), 1.0 / exponent)));
  if (!several)
    std::fill_n(how.single, most_levels, false); // one rank runs all of it, in order
  return true;
}

void designer::receive(int rank, const rank_tiles& receiver) {
  const int n_tiles = receiver.total;
  const bool to_me = rank == p.d.rank;
  const rank_tiles me = tiles_of(p.d.rank);
  std::vector<std::vector<box>> had(p.d.fields.size());
  std::map<int, rank_tiles> sources;
  for (int t = 0; t < n_tiles; ++t) {
    std::map<int, handover> messages; // by source
    const cuboid c = tile(receiver, t);
    for (const access& r : p.d.accesses) {
      if (!r.carried)
        continue;
      const auto field = static_cast<std::size_t>(r.field);
      const geometry& g = p.d.fields[field];
      const int n = g.dimensions();
      box b = image(r, c);
      if (!limit_to(b, g))
        continue;
      add_outside(g, g.kept(rank), b, [&](int, const box& part) {
        std::vector<box> fresh{part};
        for (const box& old : had[field])
          subtract(fresh, old, n);
        for (const box& region : fresh) {
          had[field].push_back(region);
          add_pieces(p, r.field, -1, region, rank, [&](int source, const piece& e) {
            if (source == rank)
              return; // GCOVR_EXCL_LINE: its own elements are kept, and what wraps around was refused
            handover& h = messages.try_emplace(source, handover{source, t % 30000 + 1, -1, {}}).first->second;
            h.pieces.push_back(e);
            if (!to_me)
              h.after = std::max(h.after, last_writer(me, r.field, e.from));
          });
        }
      });
    }
    for (auto& [source, h] : messages) {
      if (to_me) {
        wave.receives[static_cast<std::size_t>(t)].push_back(std::move(h));
      } else {
        h.rank = rank;
        wave.sends.push_back(std::move(h));
      }
    }
  }
}

void designer::make() {
  const rank_tiles me = tiles_of(p.d.rank);
  for (int t = 0; t < me.total; ++t)
    wave.tiles.push_back(tile(me, t));
  wave.receives.resize(static_cast<std::size_t>(me.total));
  for (int rank = 0; rank < p.d.size; ++rank) {
    // Most ranks are too far away to wait for this one.
    bool near = rank == p.d.rank;
    const cuboid all = iterations(p, 0, rank);
    for (const access& r : p.d.accesses) {
      const geometry& g = p.d.fields[static_cast<std::size_t>(r.field)];
      if (!near && r.carried && !empty(all, p.d))
        near = !empty(intersection(image(r, all), g.kept(p.d.rank), g.dimensions()), g.dimensions());
    }
    if (near)
      receive(rank, tiles_of(rank));
  }
  std::stable_sort(wave.sends.begin(), wave.sends.end(),
                   [](const handover& a, const handover& b) { return a.after < b.after; });
  for (const auto& messages : wave.receives)
    for (const handover& h : messages)
      for (const piece& e : h.pieces) {
        const auto known = std::find(wave.fields.begin(), wave.fields.end(), e.field);
        if (known == wave.fields.end()) {
          wave.fields.push_back(e.field);
          wave.reach.push_back(e.from);
        } else {
          include(wave.reach[static_cast<std::size_t>(known - wave.fields.begin())], e.from,
                  p.d.fields[static_cast<std::size_t>(e.field)].dimensions());
        }
      }
}

} // namespace

bool make_wavefront(loop_state& s, strategy& p) {
  if (p.d.statements != 1) {
    refuse_loop(s, "the statements of a pipeline write elements of different ranks");
    return false;
  }
  bool carried = false;
  for (const access& r : p.d.accesses)
    carried = carried || r.carried;
  if (!carried)
    return true; // an ordinary loop
  p.wave = std::make_unique<wavefront>();
  designer d(p);
  if (!d.choose(s))
    return false;
  d.make();
  return true;
}

} // namespace njmpi::rt
