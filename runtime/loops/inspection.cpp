// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The lists of elements that an indirect read fetches: made once, and kept while the index arrays are the
// same. Every rank holds all of the arrays, so each looks at a part of them.

#include "inspection.hpp"

#include <algorithm>
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace njmpi::rt {
namespace {

// Of a rank's part, which must not be taken for that of another one.
XXH128_hash_t shortened(const memory& m, int rank) {
  return XXH3_128bits_withSeed(m.data, m.bytes, static_cast<XXH64_hash_t>(rank));
}

// This rank's share of an array: together they look at all of it.
memory share_of(const memory& m, int rank, int size) {
  const auto from = m.bytes / static_cast<std::size_t>(size) * static_cast<std::size_t>(rank);
  const auto to = rank + 1 == size ? m.bytes : from + m.bytes / static_cast<std::size_t>(size);
  return {static_cast<const std::byte*>(m.data) + from, to - from};
}

bool wraps(const geometry& g) {
  return std::any_of(g.cut.periodic, g.cut.periodic + g.dimensions(), [](bool it) { return it; });
}

bool is_number(const memory& key) { return key.data && key.bytes <= sizeof(std::uint64_t); }

// Numbers among the keys are the same on every rank, and are looked at each time.
bytes numbers_of(const indirect_read& read) {
  bytes result;
  for (const memory& m : read.keys)
    if (is_number(m)) {
      const auto* const from = static_cast<const std::byte*>(m.data);
      result.insert(result.end(), from, from + m.bytes);
    }
  return result;
}

// Finds out which lists of last time are right still, on all ranks alike.
bool compare(loop_state& s) {
  if (s.compared)
    return true;
  s.compared = true;
  std::vector<std::pair<std::size_t, std::size_t>> doubtful; // reads, and where what is said of them ends
  std::vector<std::uint64_t> now;
  for (std::size_t i = 0; i < s.indirects.size(); ++i) {
    const indirect_read& read = s.indirects[i];
    inspection& inspected = *s.p->inspections[i];
    bytes numbers = numbers_of(read);
    inspected.known = inspected.known && numbers == inspected.numbers;
    inspected.numbers = std::move(numbers);
    inspected.same = inspected.known && *read.entry != 0 && inspected.entry == *read.entry;
    if (inspected.same)
      continue;
    const target& t = s.p->targets[static_cast<std::size_t>(inspected.target)];
    if (s.d.size == 1 && !wraps(s.p->d.fields[static_cast<std::size_t>(t.field)])) {
      inspected.same = inspected.known; // whatever is named is here
      inspected.entry = ~0ul;
      continue;
    }
    for (const memory& m : read.keys) {
      if (is_number(m))
        continue;
      const XXH128_hash_t part =
          m.data ? shortened(share_of(m, s.d.rank, s.d.size), s.d.rank) : XXH128_hash_t{};
      now.insert(now.end(), {m.bytes, part.low64, part.high64});
    }
    doubtful.push_back({i, now.size()});
  }
  if (!now.empty() && s.d.size > 1 &&
      bad(s, MPI_Allreduce(MPI_IN_PLACE, now.data(), static_cast<int>(now.size()), MPI_UINT64_T, MPI_SUM,
                           s.channel)))
    return false;
  auto from = now.begin();
  for (const auto& [i, end] : doubtful) {
    inspection& inspected = *s.p->inspections[i];
    const indirect_read& read = s.indirects[i];
    const bool sized =
        std::all_of(read.keys.begin(), read.keys.end(), [](const memory& m) { return m.data; });
    if (*read.entry == 0)
      *read.entry = next_id();
    const auto to = now.begin() + static_cast<std::ptrdiff_t>(end);
    inspected.same = inspected.known && sized &&
                     std::equal(from, to, inspected.contents.begin(), inspected.contents.end());
    inspected.contents.assign(from, to);
    inspected.entry = sized ? *read.entry : 0;
    inspected.known = false;
    from = to;
  }
  return true;
}

// The element that these indices name, of which some may wrap around.
void wrap(const geometry& g, const index* from, index* to) {
  for (int k = 0; k < g.dimensions(); ++k) {
    const index rest = g.cut.periodic[k] ? from[k] % g.extent[k] : from[k];
    to[k] = g.cut.periodic[k] && rest < 0 ? rest + g.extent[k] : rest;
  }
}

box around(const std::vector<index>& places, int n) {
  box result;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto k = i % static_cast<std::size_t>(n);
    const bool first = i < static_cast<std::size_t>(n);
    result.first[k] = first ? places[i] : std::min(result.first[k], places[i]);
    result.last[k] = first ? places[i] + 1 : std::max(result.last[k], places[i] + 1);
  }
  return result;
}

// In the order of the indices, each once.
void put_in_order(std::vector<index>& places, int dimensions, const box& all) {
  const auto n = static_cast<std::size_t>(dimensions);
  if (n > 1) {
    // A number for each element of the box, which memory has room for.
    for (std::size_t i = 0; i < places.size() / n; ++i) {
      index number = 0;
      for (std::size_t k = 0; k < n; ++k)
        number = number * (all.last[k] - all.first[k]) + places[i * n + k] - all.first[k];
      places[i] = number;
    }
    places.resize(places.size() / n);
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  if (n > 1) {
    std::size_t i = places.size();
    places.resize(i * n);
    while (i-- > 0)
      for (std::size_t k = n, number = static_cast<std::size_t>(places[i]); k-- > 0;) {
        const auto length = static_cast<std::size_t>(all.last[k] - all.first[k]);
        places[i * n + k] = all.first[k] + static_cast<index>(number % length);
        number /= length;
      }
  }
}

// Memory for what is named. In one dimension for any element at its own index: only what is touched costs
// memory, and lists that change do not make it grow again and again.
box room_for(const geometry& g, const box& named, bool any) {
  if (g.dimensions() > 1)
    return named;
  box result;
  result.first[0] = std::min(-g.ghost[0], any ? named.first[0] : 0);
  result.last[0] = std::max(g.extent[0] + g.ghost[0], any ? named.last[0] : 0);
  return result;
}

bool tell(loop_state& s, inspection& inspected) {
  strategy& p = *s.p;
  target& t = p.targets[static_cast<std::size_t>(inspected.target)];
  const geometry& g = p.d.fields[static_cast<std::size_t>(t.field)];
  const auto size = static_cast<std::size_t>(p.d.size);
  const int n = g.dimensions();
  const auto numbers = static_cast<std::size_t>(n);
  std::vector<index>& wanted = inspected.wanted;
  const box named = around(wanted, n);
  put_in_order(wanted, n, named);
  t.reach = room_for(g, named, !wanted.empty());
  t.dense = wanted.size() / numbers * 4 >= volume(t.reach, n);
  std::vector<std::vector<index>> mine(size);
  std::vector<index> asked;
  std::vector<int> counts(size);
  index place[box::most];
  for (std::size_t i = 0; i < wanted.size(); i += numbers) {
    wrap(g, &wanted[i], place);
    const auto source = static_cast<std::size_t>(owner(g.cut, g.extent, place));
    mine[source].insert(mine[source].end(), &wanted[i], &wanted[i] + n);
    counts[source] += n;
  }
  for (const auto& list : mine)
    for (std::size_t i = 0; i < list.size(); i += numbers) {
      wrap(g, &list[i], place);
      asked.insert(asked.end(), place, place + n);
    }
  std::vector<int> theirs = counts;
  if (size > 1 && bad(s, MPI_Alltoall(counts.data(), 1, MPI_INT, theirs.data(), 1, MPI_INT, s.channel)))
    return false;
  std::vector<int> places(size);
  std::vector<int> their_places(size);
  std::size_t total = 0;
  for (std::size_t rank = 0, at = 0; rank < size; ++rank) {
    places[rank] = static_cast<int>(at);
    their_places[rank] = static_cast<int>(total);
    at += static_cast<std::size_t>(counts[rank]);
    total += static_cast<std::size_t>(theirs[rank]);
  }
  std::vector<index> given(total);
  if (size == 1)
    given = asked;
  else if (bad(s, MPI_Alltoallv(asked.data(), counts.data(), places.data(), MPI_INT64_T, given.data(),
                                theirs.data(), their_places.data(), MPI_INT64_T, s.channel)))
    return false;
  inspected.lists.clear();
  for (std::size_t rank = 0; rank < size; ++rank) {
    peer other{static_cast<int>(rank), {}, {}};
    if (theirs[rank] > 0) {
      const auto first = given.begin() + their_places[rank];
      other.sends.push_back({t.field,
                             inspected.target,
                             {},
                             {},
                             std::make_shared<element_list>(std::vector(first, first + theirs[rank]), n)});
    }
    if (!mine[rank].empty())
      other.receives.push_back(
          {t.field, inspected.target, {}, {}, std::make_shared<element_list>(std::move(mine[rank]), n)});
    if (!other.sends.empty() || !other.receives.empty())
      inspected.lists.push_back(std::move(other));
  }
  wanted.clear();
  inspected.collected = false;
  inspected.known = inspected.entry != 0;
  t.stamp = 0; // nothing of this list is there yet
  return true;
}

// All that a neighbour sends is one message, whatever it is for.
void join_lists(strategy& p) {
  p.peers = p.boxes;
  for (const auto& inspected : p.inspections)
    for (const peer& other : inspected->lists) {
      auto at = std::find_if(p.peers.begin(), p.peers.end(),
                             [&](const peer& known) { return known.rank >= other.rank; });
      if (at == p.peers.end() || at->rank != other.rank)
        at = p.peers.insert(at, {other.rank, {}, {}});
      at->sends.insert(at->sends.end(), other.sends.begin(), other.sends.end());
      at->receives.insert(at->receives.end(), other.receives.begin(), other.receives.end());
    }
}

} // namespace

void make_inspections(strategy& p, const loop_state& s) {
  for (const indirect_read& read : s.indirects) {
    auto inspected = std::make_unique<inspection>();
    inspected->statement = read.statement;
    inspected->target = static_cast<int>(p.targets.size());
    p.targets.emplace_back();
    target& t = p.targets.back();
    t.kind = target::listed;
    t.field = read.field;
    t.what = std::make_shared<demand>();
    t.what->id = next_id();
    t.what->regions.resize(static_cast<std::size_t>(p.d.size));
    t.reach = room_for(p.d.fields[static_cast<std::size_t>(read.field)], {}, false);
    p.inspections.push_back(std::move(inspected));
  }
}

void forget_inspections(strategy& p) noexcept {
  for (const auto& inspected : p.inspections)
    inspected->collecting = inspected->collected = inspected->known = inspected->same = false;
}

bool next_unknown(loop_state& s, int indirect, cell& c) {
  strategy& p = *s.p;
  inspection& inspected = *p.inspections[static_cast<std::size_t>(indirect)];
  if (!inspected.collecting) {
    if (!compare(s))
      return false;
    if (inspected.collected || inspected.same) {
      inspected.known = inspected.known || !inspected.collected;
      return false;
    }
    inspected.collecting = true;
    inspected.wanted.clear();
    s.enumerated = 0;
  }
  const std::uint64_t served =
      inspected.statement < 0 ? ~std::uint64_t{0} : std::uint64_t{1} << inspected.statement;
  while (s.enumerated < p.whole.size()) {
    c = p.whole[s.enumerated++];
    if ((c.statements & served) != 0)
      return true;
  }
  inspected.collecting = false;
  inspected.collected = true;
  return false;
}

void add_need(loop_state& s, int indirect, const index* at, bool surely) {
  if (s.stopped)
    return;
  inspection& inspected = *s.p->inspections[static_cast<std::size_t>(indirect)];
  const target& t = s.p->targets[static_cast<std::size_t>(inspected.target)];
  const geometry& g = s.p->d.fields[static_cast<std::size_t>(t.field)];
  const field_state& f = *s.fields[static_cast<std::size_t>(t.field)];
  const int n = g.dimensions();
  bool here = true;
  for (int k = 0; k < n; ++k)
    here = here && at[k] >= f.kept.first[k] && at[k] < f.kept.last[k];
  if (here)
    return;
  for (int k = 0; k < n; ++k) {
    const interval reach = g.reach(k, false);
    if (at[k] >= reach.lo && at[k] < reach.hi && g.extent[k] != 0)
      continue;
    if (surely)
      refuse_loop(s, "it reads index %td of a field with extent %td and ghost %td", at[k], g.extent[k],
                  g.ghost[k]);
    return;
  }
  inspected.wanted.insert(inspected.wanted.end(), at, at + n);
}

bool finish_inspections(loop_state& s) {
  bool changed = false;
  for (const auto& inspected : s.p->inspections)
    if (inspected->collected) {
      if (!tell(s, *inspected))
        return false;
      changed = true;
    }
  if (changed)
    join_lists(*s.p);
  return true;
}

} // namespace njmpi::rt
