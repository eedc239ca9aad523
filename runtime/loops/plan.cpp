// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The plan of a loop: made once, and found again while the loop is the same.

#include "copies.hpp"
#include "inspection.hpp"
#include "wavefront.hpp"

#include <algorithm>

namespace njmpi::rt {

strategy::strategy() = default;
strategy::~strategy() = default;

namespace {

constexpr std::size_t most_plans = 16;

geometry geometry_of(const field_state& f) {
  geometry g;
  g.cut.dimensions = f.cut->dimensions;
  std::copy_n(f.cut->extent, box::most, g.cut.extent);
  std::copy_n(f.cut->grid, box::most, g.cut.grid);
  std::copy_n(f.cut->periodic, box::most, g.cut.periodic);
  std::copy_n(f.extent, box::most, g.extent);
  std::copy_n(f.ghost, box::most, g.ghost);
  g.element = f.element;
  return g;
}

std::unique_ptr<strategy> make_plan(loop_state& s) {
  auto made = std::make_unique<strategy>();
  strategy& p = *made;
  p.key = s.key;
  p.d = s.d;
  for (const field_state* f : s.fields)
    p.d.fields.push_back(geometry_of(*f));
  p.in_order = (p.d.flags & in_order) != 0;
  p.written.assign(s.fields.size(), false);
  for (const access& a : p.d.accesses)
    if (a.kind == access_kind::write)
      p.written[static_cast<std::size_t>(a.field)] = true;
  choose_owners(p);
  if (!acceptable(s, p))
    return nullptr;
  for (int g = 0; g < p.d.statements; ++g)
    p.mine.push_back(iterations(p, g, p.d.rank));
  make_targets(p);
  make_inspections(p, s);
  make_schedule(p);
  make_cells(p, false, p.whole);
  make_cells(p, true, p.split);
  make_direct(p);
  make_tiling(p);
  if ((p.d.flags & pipelined) != 0 && !make_wavefront(s, p))
    return nullptr;
  return made;
}

bool known_communicator(loop_state& s) {
  if (limit == 0)
    if (bad(s, ready()))
      return false;
  if (s.comm->handle == MPI_COMM_NULL) {
    stop(s, refuse(MPI_ERR_COMM, "its communicator is null"));
    return false;
  }
  s.d.rank = s.comm->rank;
  s.d.size = s.comm->size;
  return s.d.size == 1 || !bad(s, channel_of(s.comm->handle, s.channel));
}

} // namespace

bool prepare(loop_state& s) {
  if (s.prepared || s.stopped)
    return !s.stopped;
  s.prepared = true;
  if (!known_communicator(s))
    return false;
  s.key.push_back(s.d.rank);
  s.key.push_back(s.d.size);
  if (!s.site->plan)
    s.site->plan = new loop_plan;
  loop_plan& all = *s.site->plan;
  for (const auto& known : all.plans)
    if (known->key == s.key)
      s.p = known.get();
  if (!s.p) {
    auto made = make_plan(s);
    if (!made)
      return false;
    if (all.plans.size() >= most_plans)
      all.plans.erase(std::min_element(all.plans.begin(), all.plans.end(),
                                       [](const auto& a, const auto& b) { return a->used < b->used; }));
    s.p = made.get();
    all.plans.push_back(std::move(made));
  }
  s.p->used = ++all.clock;
  return true;
}

} // namespace njmpi::rt
