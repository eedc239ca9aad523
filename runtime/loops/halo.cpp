// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which halos and copies are out of date, and the memory they need.

#include "loops.hpp"

#include <algorithm>

namespace njmpi::rt {

void subtract(std::vector<box>& boxes, const box& other, int n) {
  std::vector<box> rest;
  for (const box& b : boxes) {
    if (empty(intersection(b, other, n), n)) {
      rest.push_back(b);
      continue;
    }
    box left = b;
    for (int k = 0; k < n; ++k) {
      if (left.first[k] < other.first[k]) {
        rest.push_back(left);
        rest.back().last[k] = other.first[k];
        left.first[k] = other.first[k];
      }
      if (left.last[k] > other.last[k]) {
        rest.push_back(left);
        rest.back().first[k] = other.last[k];
        left.last[k] = other.last[k];
      }
    }
  }
  boxes.swap(rest);
}

namespace {

bool covered(const demand& wanted, const std::vector<std::shared_ptr<const demand>>& valid, int n) {
  for (std::size_t rank = 0; rank < wanted.regions.size(); ++rank)
    for (const box& region : wanted.regions[rank]) {
      std::vector<box> rest{region};
      for (const auto& other : valid)
        for (const box& b : other->regions[rank])
          subtract(rest, b, n);
      if (!rest.empty())
        return false;
    }
  return true;
}

bool up_to_date(target& t, const halo_validity& valid, int n) {
  bool same = t.asked.size() == valid.needs.size();
  for (std::size_t i = 0; i < t.asked.size() && same; ++i)
    same = t.asked[i] == valid.needs[i]->id;
  if (same)
    return t.answer;
  t.asked.clear();
  bool found = false;
  for (const auto& other : valid.needs) {
    t.asked.push_back(other->id);
    found = found || other == t.what;
  }
  t.answer = found || covered(*t.what, valid.needs, n);
  return t.answer;
}

bool writes(const loop_state& s, const field_state& f) {
  const auto known = std::find(s.fields.begin(), s.fields.end(), &f);
  return known != s.fields.end() && s.p->written[static_cast<std::size_t>(known - s.fields.begin())];
}

} // namespace

bool give_memory(loop_state& s, field_state& f, const box& reach) {
  const int n = f.cut->dimensions;
  box wanted = f.stored;
  if (empty(f.stored, n)) {
    wanted = reach;
    // What is kept stays in its place, if it is nothing, too.
  } else {
    for (int k = 0; k < n; ++k) {
      wanted.first[k] = std::min(wanted.first[k], reach.first[k]);
      wanted.last[k] = std::max(wanted.last[k], reach.last[k]);
    }
  }
  return wanted == f.stored || !bad(s, fields().grow(f, wanted));
}

bool refresh(loop_state& s, const loop_state* carrier) {
  strategy& p = *s.p;
  std::vector<char>& active = s.active;
  active.assign(p.targets.size(), 0);
  for (std::size_t i = 0; i < p.targets.size(); ++i) {
    target& t = p.targets[i];
    if (t.local)
      continue;
    field_state& f = *s.fields[static_cast<std::size_t>(t.field)];
    // Ahead of time only what is still up to date then.
    if (carrier && (t.kind != target::halo || f.exposed || writes(*carrier, f)))
      continue;
    const std::byte* const before = f.memory;
    if (t.kind != target::copied && !empty(t.reach, f.cut->dimensions) && !give_memory(s, f, t.reach))
      return false;
    if (t.dense && f.memory != before)
      use_large_pages(f.memory, f.memory + volume(f.stored, f.cut->dimensions) * f.element);
    halo_validity& valid = validity(f);
    if (t.kind != target::halo) {
      active[i] = f.exposed || t.stamp != valid.stamp;
      t.stamp = valid.stamp;
      continue;
    }
    // Elements that were written unseen make all of it doubtful, on every rank alike.
    active[i] = f.exposed || valid.needs.empty() || !up_to_date(t, valid, f.cut->dimensions);
    if (!active[i])
      continue;
    if (f.exposed)
      valid.needs.clear();
    // Bounds that change from pass to pass must not make the list long.
    if (valid.needs.size() >= 16)
      valid.needs.erase(valid.needs.begin());
    if (std::find(valid.needs.begin(), valid.needs.end(), t.what) == valid.needs.end())
      valid.needs.push_back(t.what);
  }
  return true;
}

} // namespace njmpi::rt
