// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An annotated loop as the generated code describes it and runs it.

#include "copies.hpp"
#include "inspection.hpp"
#include "wavefront.hpp"

#include <algorithm>
#include <cstring>

namespace njmpi::rt {

void stop(loop_state& s, int code) {
  s.stopped = true;
  if (s.ahead) { // it says so itself when its time comes
    refuse(MPI_SUCCESS, "%s", "");
    return;
  }
  failed(code, {s.site->file, s.site->line, "[[njmpi::loop]]"});
}

namespace {

level level_of(const range& r) {
  level v;
  v.step = r.step;
  v.bounded = r.first != unbounded && r.last != unbounded;
  v.start = v.bounded ? r.first : 0;
  if (v.bounded && v.step > 0 && r.last > r.first)
    v.count = (r.last - r.first - 1) / v.step + 1;
  else if (v.bounded && v.step < 0 && r.last < r.first)
    v.count = (r.first - r.last - 1) / -v.step + 1;
  return v;
}

void describe_levels(loop_state& s, const range* ranges, int levels) {
  const int known = s.d.levels_count;
  s.d.levels_count += levels;
  for (int l = known; l < s.d.levels_count; ++l) {
    level& v = s.d.levels[l];
    v = level_of(ranges[l - known]);
    s.window->step[l] = v.step;
    s.key.insert(s.key.end(), {v.start, v.step, v.count, v.bounded ? 1 : 0});
  }
}

// The number of the field in the loop; -1 if it cannot be one of this loop.
int number_of(loop_state& s, field_state& f) {
  const auto known = std::find(s.fields.begin(), s.fields.end(), &f);
  if (known != s.fields.end())
    return static_cast<int>(known - s.fields.begin());
  if (!f.cut) {
    refuse_loop(s, "a field of it was moved from");
    return -1;
  }
  if (f.cut->replicated) {
    refuse_loop(s, "a field of it belongs to a unit that was not rewritten");
    return -1;
  }
  const communicator& comm = f.cut->comm.state();
  if (s.fields.empty()) {
    s.comm = &comm;
  } else if (comm.handle != s.comm->handle) {
    stop(s, refuse(MPI_ERR_COMM, "its fields live on different communicators"));
    return -1;
  }
  s.fields.push_back(&f);
  s.key.push_back(f.cut->dimensions);
  s.key.push_back(static_cast<index>(f.element));
  for (int k = 0; k < f.cut->dimensions; ++k)
    s.key.insert(s.key.end(),
                 {f.extent[k], f.ghost[k], f.cut->extent[k], f.cut->grid[k], f.cut->periodic[k] ? 1 : 0});
  return static_cast<int>(s.fields.size()) - 1;
}

// Whether the halos of a loop ahead can travel with this one's.
bool board(loop_state& other, const loop_state& carrier) {
  return !other.stopped && !other.fields.empty() && other.comm->handle == carrier.comm->handle &&
         prepare(other) && refresh(other, &carrier);
}

// Functions that the body calls name elements of halos through the fields themselves.
void lend_fields(loop_state& s, bool lent) {
  for (const access& a : s.d.accesses)
    if (a.flags & in_function)
      s.fields[static_cast<std::size_t>(a.field)]->lent = lent;
}

bool begin(loop_state& s) {
  s.started = true;
  if (!prepare(s))
    return false;
  strategy& p = *s.p;
  if (!finish_inspections(s) || !refresh(s))
    return false;
  std::erase_if(s.carried, [&](loop_state* other) { return !board(*other, s); });
  // Before the exchange, since messages arrive where fields lie then.
  if (p.wave && !give_memory_to_wave(s))
    return false;
  if (!start_exchange(s))
    return false;
  for (std::size_t i = 0; i < s.fields.size(); ++i)
    if (p.written[i])
      fields().changed(*s.fields[i]);
  begin_reductions(s);
  lend_fields(s, true);
  s.cells = p.direct ? &p.direct->cells : s.moving.running && !p.wave ? &p.split : &p.whole;
  s.position = 0;
  s.tile = 0;
  return true;
}

void show(loop_state& s, const cell& c) {
  for (int l = 0; l < s.d.levels_count; ++l) {
    s.window->from[l] = c.where.d[l].lo;
    s.window->to[l] = c.where.d[l].hi;
  }
  s.window->statements = c.statements;
  s.window->mixed = s.p->mixed;
  const std::uint64_t all = ~std::uint64_t{0} >> (64 - s.d.statements);
  s.window->whole = !s.p->mixed && (c.statements & all) == all;
}

struct runtime final : loop_runtime {
  loop_state* open(loop_site& site, const range* ranges, int levels, const communicator& comm,
                   loop_window& window) override {
    std::unique_ptr<loop_state> made;
    if (site.plan)
      made = std::move(site.plan->spare);
    if (!made)
      made = std::make_unique<loop_state>();
    loop_state& s = *made;
    s.site = &site;
    s.window = &window;
    s.comm = &comm;
    s.d.statements = site.statements;
    s.d.flags = site.flags;
    s.ahead = (site.flags & ahead) != 0;
    s.d.levels_count = 0;
    s.d.nest = levels;
    s.key.insert(s.key.end(), {levels, site.statements, static_cast<index>(site.flags)});
    if (levels > most_levels || site.statements > 64)
      refuse_loop(s, "it has more levels or statements than the runtime can hold");
    else
      describe_levels(s, ranges, levels);
    return made.release();
  }

  void within(loop_state& s, const range* ranges, int levels) override {
    const int known = s.d.levels_count;
    if (known + levels > most_levels) {
      refuse_loop(s, "it has more levels or statements than the runtime can hold");
      return;
    }
    describe_levels(s, ranges, levels);
    // The body may run without it; then nothing is lost if an element too many is fetched.
    for (int l = known; l < s.d.levels_count; ++l) {
      level& v = s.d.levels[l];
      v.perhaps = v.bounded && v.count == 0;
      if (v.perhaps)
        v.count = 1;
    }
  }

  void close(loop_state* state) noexcept override {
    std::unique_ptr<loop_state> s(state);
    if (s->started)
      lend_fields(*s, false);
    if (s->stopped && s->p)
      forget_inspections(*s->p);
    if (s->moving.running) {
      abandon_exchange(s->moving);
      s.release(); // what it sends may be under way for longer
      return;
    }
    loop_plan* const all = s->site->plan;
    if (!all || all->spare)
      return;
    exchange buffers = std::move(s->moving);
    s->key.clear();
    s->fields.clear();
    s->arrays.clear();
    s->indirects.clear();
    s->reductions.clear();
    s->d.fields.clear();
    s->d.accesses.clear();
    s->d.arrays.clear();
    s->p = nullptr;
    s->channel = MPI_COMM_NULL;
    s->prepared = s->started = s->stopped = s->in_box = s->ahead = s->compared = false;
    s->carried.clear();
    s->cells = nullptr;
    s->position = s->enumerated = 0;
    s->moving = std::move(buffers);
    all->spare = std::move(s);
  }

  int access(loop_state& s, access_kind kind, field_state& f, const subscript* at, int dimensions,
             int statement, unsigned flags) override {
    if (s.stopped)
      return 0;
    rt::access a;
    a.kind = kind == access_kind::owner ? access_kind::read : kind;
    a.decides = kind == access_kind::owner;
    a.field = number_of(s, f);
    if (a.field < 0)
      return 0;
    a.statement = statement;
    a.flags = flags;
    a.dimensions = dimensions;
    s.key.insert(s.key.end(), {static_cast<index>(kind), a.field, statement, static_cast<index>(flags)});
    for (int k = 0; k < dimensions; ++k) {
      a.at[k] = at[k];
      s.key.insert(s.key.end(), {at[k].level, at[k].factor, at[k].offset});
    }
    s.d.accesses.push_back(a);
    if (kind != access_kind::copy)
      return 0; // only copies are numbered
    return static_cast<int>(std::count_if(s.d.accesses.begin(), s.d.accesses.end(),
                                          [&](const rt::access& b) { return b.kind == a.kind; })) -
           1;
  }

  int indirect(loop_state& s, field_state& f, const memory* keys, int count, unsigned long& entry,
               int statement) override {
    if (s.stopped)
      return 0;
    const int field = number_of(s, f);
    if (field < 0)
      return 0;
    s.key.insert(s.key.end(), {-1, field, statement, count});
    s.indirects.push_back({field, statement, {keys, keys + count}, &entry});
    return static_cast<int>(s.indirects.size()) - 1;
  }

  bool unknown(loop_state& s, int indirect) override {
    if (s.stopped || !prepare(s))
      return false;
    cell c{};
    if (!next_unknown(s, indirect, c))
      return false;
    show(s, c);
    return true;
  }

  void needs(loop_state& s, int indirect, const std::ptrdiff_t* at, bool surely) override {
    add_need(s, indirect, at, surely);
  }

  void gather(loop_state& s, void* data, std::size_t element, const subscript* at,
              const std::ptrdiff_t* scale, int count, int statement) override {
    gathered a;
    a.element = element;
    a.statement = statement < 0 ? 0 : statement;
    for (int k = 0; k < count; ++k) {
      a.base += scale[k] * at[k].offset;
      if (at[k].level >= 0)
        a.coefficient[at[k].level] += scale[k] * at[k].factor;
    }
    s.key.insert(s.key.end(), {-2, static_cast<index>(element), a.statement, a.base});
    s.key.insert(s.key.end(), a.coefficient, a.coefficient + most_levels);
    s.d.arrays.push_back(a);
    s.arrays.push_back(data);
  }

  void within_row(loop_state& s, const char* what, const range& indices, std::ptrdiff_t factor,
                  std::ptrdiff_t offset, std::ptrdiff_t length) override {
    const level v = level_of(indices);
    if (s.stopped || v.count == 0 ||
        std::any_of(s.d.levels, s.d.levels + s.d.nest, [](const level& each) { return each.count == 0; }))
      return;
    const index one = factor * v.start + offset;
    const index other = one + factor * (v.count - 1) * v.step;
    for (const index i : {one, other})
      if (i < 0 || i >= length)
        return refuse_loop(
            s, "cannot tell that %s is another element in every iteration: %td is not in a row of %td", what,
            i, length);
  }

  void apart(loop_state& s, const memory& a, const char* a_name, const memory& b,
             const char* b_name) override {
    const auto x = reinterpret_cast<std::uintptr_t>(a.data);
    const auto y = reinterpret_cast<std::uintptr_t>(b.data);
    if (s.stopped || a.bytes == 0 || b.bytes == 0 || x + a.bytes <= y || y + b.bytes <= x)
      return;
    stop(s, refuse(MPI_ERR_BUFFER, "%s and %s overlap in memory", a_name, b_name));
  }

  void apart_from(loop_state& s, const memory& array, const char* name, const memory& object,
                  const char* call) override {
    apart(s, array, name, object, call);
    const auto first = reinterpret_cast<std::uintptr_t>(array.data);
    const auto skipped = -reinterpret_cast<std::uintptr_t>(object.data) % alignof(void*);
    for (std::size_t at = skipped; !s.stopped && at + sizeof(void*) <= object.bytes; at += sizeof(void*)) {
      std::uintptr_t word;
      std::memcpy(&word, static_cast<const std::byte*>(object.data) + at, sizeof word);
      if (word - first < array.bytes)
        stop(s, refuse(MPI_ERR_BUFFER, "%s overlaps in memory with what %s reads", name, call));
    }
  }

  int reduce(loop_state& s, void* variable, scalar type, combine how, const memory* located,
             int count) override {
    s.reductions.emplace_back();
    reduction& r = s.reductions.back();
    r.variable = variable;
    r.type = type;
    r.how = how;
    r.located.assign(located, located + count);
    return static_cast<int>(s.reductions.size()) - 1;
  }

  void won(loop_state& s, int located, const std::ptrdiff_t* indices, int count) override {
    reduction& r = s.reductions[static_cast<std::size_t>(located)];
    r.hit = true;
    for (int l = 0; l < count && l < s.d.levels_count; ++l)
      r.place[l] = s.d.levels[l].key(indices[l]);
  }

  void row(loop_state& s, const std::ptrdiff_t* indices, int count) override { end_row(s, indices, count); }

  void carry(loop_state& s, loop_state& later) override { s.carried.push_back(&later); }

  bool next(loop_state& s) override {
    if (s.stopped)
      return false;
    if (!s.started && !begin(s))
      return false;
    end_box(s);
    cell tile{};
    if (s.p->wave) {
      if (!next_tile(s, tile))
        return false;
    } else {
      for (bool found = false; !found;) {
        const bool last = s.position == s.cells->size();
        if ((last || !(*s.cells)[s.position].early) && !finish_exchange(s))
          return false;
        if (last)
          return false;
        const cell& all = (*s.cells)[s.position];
        found = next_part(s, all, tile);
        s.part = all.part;
        if (!found) {
          ++s.position;
          s.tile = 0;
        }
      }
    }
    show(s, tile);
    begin_box(s);
    return true;
  }

  bool after(const loop_state& s, int number, std::ptrdiff_t& value) override {
    for (int l = 0; l < number; ++l)
      if (s.d.levels[l].count == 0)
        return false;
    const level& v = s.d.levels[number];
    value = v.start + v.count * v.step;
    return true;
  }

  memory reach(const loop_state& s, const void* data, std::size_t element, const subscript* at,
               const std::ptrdiff_t* scale, int count) override {
    index lo = 0;
    index hi = 0;
    for (int k = 0; k < count; ++k) {
      index first = at[k].offset;
      index last = first;
      if (at[k].level >= 0) {
        const level& v = s.d.levels[at[k].level];
        if (!v.bounded || v.count == 0)
          return {nullptr, 0};
        first += at[k].factor * v.start;
        last += at[k].factor * (v.start + (v.count - 1) * v.step);
      }
      lo += std::min(first * scale[k], last * scale[k]);
      hi += std::max(first * scale[k], last * scale[k]);
    }
    const auto size = static_cast<index>(element);
    return {static_cast<const std::byte*>(data) + lo * size, static_cast<std::size_t>((hi - lo + 1) * size)};
  }

  bool runs(const loop_state& s, int statement, const std::ptrdiff_t* indices, int count) override {
    const cuboid& c = s.p->mine[static_cast<std::size_t>(statement)];
    for (int l = 0; l < count && l < s.d.levels_count; ++l)
      if (indices[l] < c.d[l].lo || indices[l] >= c.d[l].hi)
        return false;
    return true;
  }

  placement remote(loop_state& s, int copy) override {
    std::size_t number = 0;
    for (int copies = 0; s.p->d.accesses[number].kind != access_kind::copy || copies++ < copy;)
      ++number;
    const rt::access& a = s.p->d.accesses[number];
    const target& t = s.p->targets[static_cast<std::size_t>(a.target)];
    const field_state& f = *s.fields[static_cast<std::size_t>(a.field)];
    if (s.p->direct && s.p->direct->target == a.target)
      return where_is(s, *s.p->direct);
    return t.local ? placement{f.origin, f.stride} : placement{t.origin, t.stride};
  }

  void finish(loop_state& s, postponed* before, postponed* later) override {
    if (before && !take_reductions(s, *before))
      return;
    if (s.stopped || !s.started)
      return;
    end_box(s);
    if (later ? put_off_reductions(s, *later) : combine_reductions(s))
      gather_arrays(s);
  }

  void drop(postponed_reductions* left) noexcept override { delete left; }
};

} // namespace

loop_runtime& the_loops() {
  static constinit runtime instance;
  return instance;
}

} // namespace njmpi::rt
