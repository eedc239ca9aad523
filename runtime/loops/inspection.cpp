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

// Finds out which lists of last time are right still, on all ranks alike.
bool compare(loop_state& s) {
  if (s.compared)
    return true;
  s.compared = true;
  std::vector<std::size_t> doubtful;
  std::vector<std::uint64_t> now;
  for (std::size_t i = 0; i < s.indirects.size(); ++i) {
    const indirect_read& read = s.indirects[i];
    inspection& inspected = *s.p->inspections[i];
    inspected.same = inspected.known && *read.entry != 0 && inspected.entry == *read.entry;
    if (inspected.same)
      continue;
    const target& t = s.p->targets[static_cast<std::size_t>(inspected.target)];
    if (s.d.size == 1 && !s.p->d.fields[static_cast<std::size_t>(t.field)].cut.periodic[0]) {
      inspected.same = inspected.known; // whatever is named is here
      inspected.entry = ~0ul;
      continue;
    }
    for (const memory& m : read.keys) {
      const XXH128_hash_t part =
          m.data ? shortened(share_of(m, s.d.rank, s.d.size), s.d.rank) : XXH128_hash_t{};
      now.insert(now.end(), {m.bytes, part.low64, part.high64});
    }
    doubtful.push_back(i);
  }
  if (!now.empty() && s.d.size > 1 &&
      bad(s, MPI_Allreduce(MPI_IN_PLACE, now.data(), static_cast<int>(now.size()), MPI_UINT64_T, MPI_SUM,
                           s.channel)))
    return false;
  auto from = now.begin();
  for (const std::size_t i : doubtful) {
    inspection& inspected = *s.p->inspections[i];
    const indirect_read& read = s.indirects[i];
    const bool sized =
        std::all_of(read.keys.begin(), read.keys.end(), [](const memory& m) { return m.data; });
    if (*read.entry == 0)
      *read.entry = next_id();
    const auto to = from + static_cast<std::ptrdiff_t>(3 * read.keys.size());
    inspected.same = inspected.known && sized &&
                     std::equal(from, to, inspected.contents.begin(), inspected.contents.end());
    inspected.contents.assign(from, to);
    inspected.entry = sized ? *read.entry : 0;
    inspected.known = false;
    from = to;
  }
  return true;
}

index wrapped_index(const geometry& g, index i) {
  if (!g.cut.periodic[0])
    return i;
  const index rest = i % g.extent[0];
  return rest < 0 ? rest + g.extent[0] : rest;
}

bool tell(loop_state& s, inspection& inspected) {
  strategy& p = *s.p;
  target& t = p.targets[static_cast<std::size_t>(inspected.target)];
  const geometry& g = p.d.fields[static_cast<std::size_t>(t.field)];
  const auto size = static_cast<std::size_t>(p.d.size);
  std::vector<index>& wanted = inspected.wanted;
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  // Room for any element at its own index; only what is touched costs memory.
  t.reach.first[0] = std::min(-g.ghost[0], wanted.empty() ? 0 : wanted.front());
  t.reach.last[0] = std::max(g.extent[0] + g.ghost[0], wanted.empty() ? 0 : wanted.back() + 1);
  t.dense = wanted.size() * 4 >= static_cast<std::size_t>(t.reach.last[0] - t.reach.first[0]);
  std::vector<std::vector<index>> mine(size);
  std::vector<index> asked;
  std::vector<int> counts(size);
  for (const index i : wanted) {
    const auto source = static_cast<std::size_t>(owner(g.cut, g.extent[0], 0, wrapped_index(g, i)));
    mine[source].push_back(i);
    ++counts[source];
  }
  for (const auto& list : mine)
    for (const index i : list)
      asked.push_back(wrapped_index(g, i));
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
                             std::make_shared<element_list>(std::vector(first, first + theirs[rank]))});
    }
    if (!mine[rank].empty())
      other.receives.push_back(
          {t.field, inspected.target, {}, {}, std::make_shared<element_list>(std::move(mine[rank]))});
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
    t.reach.first[0] = -p.d.fields[static_cast<std::size_t>(read.field)].ghost[0];
    t.reach.last[0] = p.d.fields[static_cast<std::size_t>(read.field)].extent[0] - t.reach.first[0];
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

void add_need(loop_state& s, int indirect, index i, bool surely) {
  if (s.stopped)
    return;
  inspection& inspected = *s.p->inspections[static_cast<std::size_t>(indirect)];
  const target& t = s.p->targets[static_cast<std::size_t>(inspected.target)];
  const geometry& g = s.p->d.fields[static_cast<std::size_t>(t.field)];
  const field_state& f = *s.fields[static_cast<std::size_t>(t.field)];
  if (i >= f.kept.first[0] && i < f.kept.last[0])
    return;
  const interval reach = g.reach(0, false);
  if (i < reach.lo || i >= reach.hi || g.extent[0] == 0) {
    if (surely)
      refuse_loop(s, "it reads index %td of a field with extent %td and ghost %td", i, g.extent[0],
                  g.ghost[0]);
    return;
  }
  inspected.wanted.push_back(i);
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
