// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the files of the loops' runtime share: a loop as it was described, the plan made of it, and its
// execution.
#pragma once

#include <njmpi/loop.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "fields.hpp"

#pragma GCC visibility push(hidden)
namespace njmpi::rt {

using index = std::ptrdiff_t;
using bytes = std::vector<std::byte>;

/// Beyond every index.
inline constexpr index beyond = PTRDIFF_MAX / 4;

struct interval {
  index lo = 0;
  index hi = 0;
  bool empty() const { return hi <= lo; }
  friend bool operator==(const interval&, const interval&) = default;
};
inline interval common(const interval& a, const interval& b) {
  return {a.lo > b.lo ? a.lo : b.lo, a.hi < b.hi ? a.hi : b.hi};
}

/// A box of iterations.
struct cuboid {
  interval d[most_levels]{};
  friend bool operator==(const cuboid&, const cuboid&) = default;
};

/// One level of the nest: the indices start + k * step, k = 0 .. count - 1, if they are the same in the whole
/// nest.
struct level {
  index start = 0;
  index step = 1;
  index count = 0;
  bool bounded = true;
  bool perhaps = false; ///< of the body: no iteration that is known of
  interval whole() const {
    if (!bounded)
      return {-beyond, beyond};
    if (count == 0)
      return {start, start};
    const index end = start + (count - 1) * step;
    return step > 0 ? interval{start, end + 1} : interval{end, start + 1};
  }
  /// The same indices, without the ends between two of them.
  interval tight(interval part) const;
  /// How many of the indices are in it.
  std::uint64_t count_in(const interval& part) const;
  /// Orders indices as the loop runs.
  index key(index i) const { return bounded ? (i - start) / step : step > 0 ? i : -i; }
};

/// All of a field that decides what has to be done.
struct geometry {
  distribution cut; ///< without its communicator
  index extent[box::most]{};
  index ghost[box::most]{};
  std::size_t element = 0;

  int dimensions() const { return cut.dimensions; }
  box kept(int rank) const { return kept_of(cut, extent, ghost, rank); }
  /// The indices of which this block is the nearest one.
  interval claim(int d, int c) const;
  /// The indices that have an element.
  interval reach(int d, bool written) const;
};

struct access {
  access_kind kind = access_kind::read;
  bool decides = false; ///< of a loop that writes no field: its owner runs the iteration
  int field = 0;
  int statement = 0;
  unsigned flags = 0;
  int dimensions = 0;
  subscript at[box::most]{};
  int target = -1;      ///< into strategy::targets
  bool before = true;   ///< reads what was there before the loop
  bool carried = false; ///< reads what an earlier iteration writes
};

/// Elements of an ordinary array that iterations write: base + sum of coefficient[level] * index.
struct gathered {
  std::size_t element = 0;
  int statement = 0;
  index base = 0;
  index coefficient[most_levels]{};
};

/// What was said of a loop.
struct description {
  int levels_count = 0;
  int nest = 0; ///< levels of the nest; those after them are loops of the body, which are run whole
  level levels[most_levels];
  std::vector<geometry> fields;
  std::vector<access> accesses;
  std::vector<gathered> arrays;
  int statements = 1;
  unsigned flags = 0;
  int rank = 0;
  int size = 1;
};

/// What every rank needs of one field. Kept alive by fields in which it is up to date.
struct demand {
  std::uint64_t id;
  std::vector<std::vector<box>> regions; ///< by rank
};

/// What is up to date in the halo of a field.
struct halo_validity final : halo_record {
  std::uint64_t stamp; ///< of the last change
  std::vector<std::shared_ptr<const demand>> needs;
  halo_validity();
};
halo_validity& validity(field_state& f);

/// Somewhere that elements are fetched to.
struct target {
  enum kind_type { halo, copied, listed } kind = halo;
  int field = 0;
  std::vector<int> accesses;
  bool local = false; ///< every rank has all of it in its storage
  bool dense = false; ///< listed: nearly all of the field
  std::shared_ptr<demand> what;
  box reach; ///< of this rank: around all regions
  // What was found when the question last came up whether the halo is up to date.
  std::vector<std::uint64_t> asked;
  bool answer = false;
  // A copy.
  bytes memory;
  index stride[box::most]{};
  std::byte* origin = nullptr;
  std::uint64_t stamp = 0;
};

/// Elements by their indices, as many numbers each as the field has dimensions; where most of them lie side
/// by side, in rows.
struct element_list {
  element_list(std::vector<index> indices, int dimensions);
  std::size_t count;
  std::vector<index> each; ///< empty if there are rows
  std::vector<index> rows; ///< the first element of each, and its length; in the order of the indices
};

/// A piece of a message: elements of a box of the source, which are moved by shift where they arrive; or
/// those of a list, by their indices at this end.
struct piece {
  int field;
  int target; ///< -1: always into the field
  box from;
  index shift[box::most];
  std::shared_ptr<const element_list> list;
};

struct peer {
  int rank;
  std::vector<piece> sends;
  std::vector<piece> receives;
};

/// A box of iterations in which the same statements run.
struct cell {
  cuboid where;
  std::uint64_t statements;
  bool early;    ///< before the halos have arrived
  int part = -1; ///< of a copy that is read where it lies
};

/// Subscripts that are swapped walk through memory in large strides: iterations are run in tiles then, for
/// each line of the cache to serve several of them.
struct tiling {
  bool some = false;
  index size[most_levels]{}; ///< iterations of a tile by level; 0: all of them
};

struct wavefront;
struct inspection;
struct direct_copy;

struct strategy {
  std::vector<index> key;
  description d;
  std::vector<std::vector<int>> owners; ///< by statement: the accesses whose element decides where it runs
  std::vector<cuboid> mine;             ///< by statement: the iterations of this rank
  bool in_order = false;
  bool mixed = false;
  std::vector<cell> whole;
  std::vector<cell> split;
  std::vector<target> targets;
  std::vector<peer> boxes;   ///< this rank among them, if it copies
  std::vector<peer> peers;   ///< the same, with the lists of indirect reads
  std::vector<bool> written; ///< by field
  std::unique_ptr<wavefront> wave;
  std::unique_ptr<direct_copy> direct;
  tiling tiles;
  std::vector<std::unique_ptr<inspection>> inspections;
  std::uint64_t used = 0;

  strategy();
  ~strategy();
};

struct loop_plan {
  std::vector<std::unique_ptr<strategy>> plans;
  std::uint64_t clock = 0;
  std::unique_ptr<loop_state> spare;
};

struct reduction {
  void* variable;
  scalar type;
  combine how;
  std::vector<memory> located;
  alignas(16) std::byte before[32];
  alignas(16) std::byte seen[32];
  alignas(16) std::byte best[32];
  bytes located_before;
  bytes located_best;
  bool have = false;
  bool hit = false;
  index place[most_levels]{};
  index best_place[most_levels]{};
};

/// Of the loops before, not combined yet.
struct postponed_reductions {
  std::vector<reduction> all;
  MPI_Comm channel;
  int size;
};

struct indirect_read {
  int field;
  int statement;
  std::vector<memory> keys;
  unsigned long* entry;
};

/// A message of a running exchange.
struct transit {
  int rank;
  std::size_t first;
  std::size_t size;
  std::byte* place; ///< where it stays, if that is one run of memory; null: it is unpacked
};

struct exchange {
  bool running = false;           ///< some of the requests may be active
  std::size_t receives = 0;       ///< requests that are receives; they come first
  std::vector<loop_state*> parts; ///< the loop, and those it carries, if they need something
  std::vector<int> ranks;         ///< that take part
  std::vector<MPI_Request> requests;
  std::vector<transit> arriving;
  bytes out;
  bytes in;
};

/// An execution of a loop on this rank.
struct loop_state {
  loop_site* site = nullptr;
  loop_window* window = nullptr;
  const communicator* comm = nullptr;
  MPI_Comm channel = MPI_COMM_NULL;
  description d;
  std::vector<index> key;
  std::vector<field_state*> fields;
  std::vector<void*> arrays;
  std::vector<indirect_read> indirects;
  std::vector<reduction> reductions;
  strategy* p = nullptr;
  bool given_comm = false;
  bool prepared = false;
  bool started = false;
  bool stopped = false; ///< an error was reported, and the program goes on
  bool finished = false;
  bool ahead = false;               ///< described before its time: its halos travel with another loop's
  std::vector<loop_state*> carried; ///< loops ahead, whose halos travel with this one's
  exchange moving;
  std::vector<char> active; ///< by target: it is out of date
  const std::vector<cell>* cells = nullptr;
  std::size_t position = 0; ///< of the next cell
  index tile = 0;           ///< of the next tile of the current cell
  int part = -1;            ///< of a copy, that the current cell reads
  index stride[box::most]{};
  bool in_box = false;
  std::size_t handed = 0; ///< messages of a wavefront that were sent
  std::vector<bytes> in_flight;
  bool compared = false;      ///< the index arrays with those of last time
  std::size_t enumerated = 0; ///< boxes of the enumeration that runs
};

/// Reports the failure with the loop's place; the loop does not run, if the program does.
void stop(loop_state& s, int code);
template <class... A> void refuse_loop(loop_state& s, const char* format, A... values) {
  stop(s, refuse(MPI_ERR_ARG, format, values...));
}
/// A code of MPI; true if it was an error.
inline bool bad(loop_state& s, int code) {
  if (code != MPI_SUCCESS)
    stop(s, code);
  return code != MPI_SUCCESS;
}

// iterations.cpp
/// The iterations that a rank runs of a statement; all of its intervals are empty or none.
cuboid iterations(const strategy& p, int statement, int rank);
/// Restricts iterations to those whose element is in the interval.
void restrict_to(cuboid& c, const description& d, const subscript& at, const interval& elements);
void make_tight(cuboid& c, const description& d);
bool empty(const cuboid& c, const description& d);
/// The elements that an access names in these iterations.
box image(const access& a, const cuboid& c);
void choose_owners(strategy& p);
void make_cells(strategy& p, bool split, std::vector<cell>& cells);
/// Where the elements of the access are kept by this rank.
cuboid inside(const strategy& p, const access& a, const cuboid& c);

// checks.cpp
bool acceptable(loop_state& s, strategy& p);
enum class relation { none, same, earlier, later, unknown };
/// Whether an iteration reads what another one writes, one before it or after it; and how many iterations lie
/// between the writing and the reading one, by level.
relation relate(const description& d, const access& w, const access& r, const geometry& g,
                index (&distance)[most_levels]);

// schedule.cpp
void make_targets(strategy& p);
void make_schedule(strategy& p);
/// The parts of a box that lie outside of what is kept: at most one in each of the zones around it.
void add_outside(const geometry& g, const box& kept, const box& b,
                 const std::function<void(int, const box&)>& take);
/// Leaves what has elements; false if nothing is left.
bool limit_to(box& b, const geometry& g);
void include(box& hull, const box& b, int dimensions);
/// Adds the pieces of a region that a rank receives, as far as this rank is one of the two.
void add_pieces(const strategy& p, int field, int target, const box& region, int receiver,
                const std::function<void(int source, const piece&)>& take);
/// A number that was not there before.
std::uint64_t next_id();

// halo.cpp
/// Gives halos memory, and decides what is out of date; the same on all ranks. With a carrier: of a loop
/// ahead, as far as that one leaves it alone.
bool refresh(loop_state& s, const loop_state* carrier = nullptr);
bool give_memory(loop_state& s, field_state& f, const box& reach);
/// Takes away from each box what another one covers.
void subtract(std::vector<box>& boxes, const box& other, int dimensions);
// exchange.cpp
/// Sends and receives what is active of the loop and of those it carries.
bool start_exchange(loop_state& s);
bool finish_exchange(loop_state& s);
/// After a failure: nothing arrives any more, since it may be meant for the memory of a field.
void abandon_exchange(exchange& x) noexcept;
std::size_t pack_piece(const loop_state& s, const piece& e, std::byte* to);
std::size_t unpack_piece(const loop_state& s, const piece& e, const std::byte* from);
std::size_t size_of(const loop_state& s, const piece& e);

// reductions.cpp
void begin_reductions(loop_state& s);
void begin_box(loop_state& s);
void end_box(loop_state& s);
/// Those that were put off first, then the loop's own.
bool combine_reductions(loop_state& s);
/// Leaves the loop's reductions to a later one.
bool put_off_reductions(loop_state& s, postponed& later);
/// Takes over what was left, unless other ranks take part in it: then it is combined by itself.
bool take_reductions(loop_state& s, postponed& later);
/// row() of the generated code.
void end_row(loop_state& s, const index* outer, int count);

// gather.cpp
bool gather_arrays(loop_state& s);

// resources.cpp
/// A communicator with messages of its own.
int channel_of(MPI_Comm comm, MPI_Comm& channel);
/// A type of so many bytes, that MPI does not take apart.
int type_of_bytes(std::size_t size, MPI_Datatype& type);
/// The one operator of loops.
int operator_of(MPI_User_function* function, MPI_Op& op);

// plan.cpp
/// Finds the plan of the loop as it was described, or makes it.
bool prepare(loop_state& s);

#pragma GCC visibility push(default)
loop_runtime& the_loops();
#pragma GCC visibility pop

} // namespace njmpi::rt
#pragma GCC visibility pop
