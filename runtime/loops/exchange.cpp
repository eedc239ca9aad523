// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The messages of a loop: everything for one neighbour is one of them, and what later loops will read is in
// them, too.

#include "copies.hpp"

#include <algorithm>
#include <cstring>

namespace njmpi::rt {
namespace {

constexpr int tag = 0;
constexpr std::size_t largest = std::size_t{1} << 30; // bytes of a message; longer ones go in pieces

struct storage {
  std::byte* origin;
  const index* stride;
  std::size_t element;
  int dimensions;
};

storage source_of(const loop_state& s, const piece& e) {
  const field_state& f = *s.fields[static_cast<std::size_t>(e.field)];
  return {f.origin, f.stride, f.element, f.cut->dimensions};
}

storage goal_of(const loop_state& s, const piece& e) {
  storage result = source_of(s, e);
  if (e.target < 0)
    return result;
  const target& t = s.p->targets[static_cast<std::size_t>(e.target)];
  if (t.kind == target::copied) {
    result.origin = t.origin;
    result.stride = t.stride;
  }
  return result;
}

template <std::size_t Size>
void copy_row(std::byte* packed, std::byte* row, std::size_t count, bool packing) {
  for (std::size_t i = 0; i < count; ++i)
    if (packing)
      std::memcpy(packed + i * Size, row + i * Size, Size);
    else
      std::memcpy(row + i * Size, packed + i * Size, Size);
}

std::byte* element(const storage& at, index place) {
  return reinterpret_cast<std::byte*>(reinterpret_cast<std::uintptr_t>(at.origin) +
                                      static_cast<std::uintptr_t>(place) * at.element);
}

// Calls f with the indices of the first element of each row of a box.
template <class F> void each_row(const box& b, int n, F&& f) {
  index i[box::most]{};
  std::copy_n(b.first, n, i);
  for (bool more = true; more;) {
    f(i);
    more = false;
    for (int k = n - 2; k >= 0 && !more; --k) {
      more = ++i[k] < b.last[k];
      if (!more)
        i[k] = b.first[k];
    }
  }
}

// Between the elements of a box and bytes in a row.
void move(const storage& at, const box& b, const index* shift, std::byte* packed, bool packing) {
  const int n = at.dimensions;
  const std::size_t row = static_cast<std::size_t>(b.last[n - 1] - b.first[n - 1]) * at.element;
  each_row(b, n, [&](const index* i) {
    index place = 0;
    for (int k = 0; k < n; ++k)
      place += (i[k] + (shift ? shift[k] : 0)) * at.stride[k];
    std::byte* const address = element(at, place);
    if (row == 8)
      copy_row<8>(packed, address, 1, packing); // a column
    else if (packing)
      std::memcpy(packed, address, row);
    else
      std::memcpy(address, packed, row);
    packed += row;
  });
}

index place_of(const storage& at, const index* i) {
  index place = 0;
  for (int k = 0; k < at.dimensions; ++k)
    place += i[k] * at.stride[k];
  return place;
}

// The same for the elements of a list.
void move(const storage& at, const element_list& list, std::byte* packed, bool packing) {
  const auto n = static_cast<std::size_t>(at.dimensions);
  for (std::size_t r = 0; r < list.rows.size(); r += n + 1) {
    std::byte* const address = element(at, place_of(at, &list.rows[r]));
    const std::size_t size = static_cast<std::size_t>(list.rows[r + n]) * at.element;
    if (packing)
      std::memcpy(packed, address, size);
    else
      std::memcpy(address, packed, size);
    packed += size;
  }
  for (std::size_t i = 0; i < list.each.size(); i += n) {
    std::byte* const address = element(at, n == 1 ? list.each[i] : place_of(at, &list.each[i]));
    if (at.element == 8)
      copy_row<8>(packed, address, 1, packing);
    else if (packing)
      std::memcpy(packed, address, at.element);
    else
      std::memcpy(address, packed, at.element);
    packed += at.element;
  }
}

template <class Send> int in_pieces(std::size_t size, Send&& send) {
  for (std::size_t done = 0; done < size; done += largest)
    if (const int code = send(done, static_cast<int>(std::min(largest, size - done))))
      return code;
  return MPI_SUCCESS;
}

} // namespace

element_list::element_list(std::vector<index> indices, int dimensions)
    : count(indices.size() / static_cast<std::size_t>(dimensions)), each(std::move(indices)) {
  const auto n = static_cast<std::size_t>(dimensions);
  const auto goes_on = [&](std::size_t i) {
    const index* const first = &rows[rows.size() - n - 1];
    return std::equal(first, first + n - 1, &each[i]) && first[n - 1] + first[n] == each[i + n - 1];
  };
  for (std::size_t i = 0; i < each.size(); i += n)
    if (!rows.empty() && goes_on(i)) {
      ++rows.back();
    } else {
      rows.insert(rows.end(), &each[i], &each[i] + n);
      rows.push_back(1);
    }
  constexpr std::size_t worthwhile = 4; // elements of a row
  if (rows.size() / (n + 1) * worthwhile <= count)
    each = {};
  else
    rows = {};
}

std::size_t size_of(const loop_state& s, const piece& e) {
  const storage from = source_of(s, e);
  return (e.list ? e.list->count : volume(e.from, from.dimensions)) * from.element;
}

std::size_t pack_piece(const loop_state& s, const piece& e, std::byte* to) {
  if (e.list)
    move(source_of(s, e), *e.list, to, true);
  else
    move(source_of(s, e), e.from, nullptr, to, true);
  return size_of(s, e);
}

std::size_t unpack_piece(const loop_state& s, const piece& e, const std::byte* from) {
  if (e.list)
    move(goal_of(s, e), *e.list, const_cast<std::byte*>(from), false);
  else
    move(goal_of(s, e), e.from, e.shift, const_cast<std::byte*>(from), false);
  return size_of(s, e);
}

namespace {

// From the field to where the piece goes, on this rank.
void copy_piece(const loop_state& s, const piece& e) {
  const storage from = source_of(s, e);
  const storage to = goal_of(s, e);
  const int n = from.dimensions;
  const std::size_t row = static_cast<std::size_t>(e.from.last[n - 1] - e.from.first[n - 1]) * from.element;
  each_row(e.from, n, [&](const index* i) {
    index source = 0;
    index goal = 0;
    for (int k = 0; k < n; ++k) {
      source += i[k] * from.stride[k];
      goal += (i[k] + e.shift[k]) * to.stride[k];
    }
    std::memcpy(element(to, goal), element(from, source), row);
  });
}

// Calls f with each piece that travels to or from a rank: those of the loop, then those of the loops it
// carries.
template <class F> void each_piece(const exchange& x, int rank, std::vector<piece> peer::* side, F&& f) {
  for (loop_state* const part : x.parts) {
    const std::vector<peer>& peers = part->p->peers;
    const auto other = std::lower_bound(peers.begin(), peers.end(), rank,
                                        [](const peer& known, int sought) { return known.rank < sought; });
    if (other == peers.end() || other->rank != rank)
      continue;
    for (const piece& e : (*other).*side)
      if (part->active[static_cast<std::size_t>(e.target)])
        f(*part, e);
  }
}

std::size_t bytes_of(const exchange& x, int rank, std::vector<piece> peer::* side) {
  std::size_t sum = 0;
  each_piece(x, rank, side, [&](const loop_state& part, const piece& e) { sum += size_of(part, e); });
  return sum;
}

// Whether the elements stay where they arrive.
bool is_direct(const loop_state& s, const piece& e) { return s.p->direct && s.p->direct->target == e.target; }

// The address of a piece that lies in memory in one run, as it travels; null if it does not.
std::byte* run_of(const storage& at, const piece& e, const index* shift) {
  if (e.list)
    return e.list->rows.size() == static_cast<std::size_t>(at.dimensions) + 1
               ? element(at, place_of(at, e.list->rows.data()))
               : nullptr;
  index place = 0;
  index run = 1;
  for (int k = at.dimensions - 1; k >= 0; --k) {
    const index length = e.from.last[k] - e.from.first[k];
    if (length != 1 && at.stride[k] != run)
      return nullptr;
    run *= length;
    place += (e.from.first[k] + (shift ? shift[k] : 0)) * at.stride[k];
  }
  return element(at, place);
}

// Where a message can be sent from, or received, without a copy: it is one piece in one run. What the loop
// writes itself is sent as it was before.
std::byte* run_to_send(const exchange& x, int rank) {
  int pieces = 0;
  std::byte* run = nullptr;
  each_piece(x, rank, &peer::sends, [&](const loop_state& part, const piece& e) {
    const bool changes = part.p->written[static_cast<std::size_t>(e.field)];
    run = ++pieces > 1 || changes ? nullptr : run_of(source_of(part, e), e, nullptr);
  });
  return run;
}
std::byte* run_to_receive(const exchange& x, int rank) {
  int pieces = 0;
  std::byte* run = nullptr;
  each_piece(x, rank, &peer::receives, [&](const loop_state& part, const piece& e) {
    run = ++pieces > 1 || is_direct(part, e) ? nullptr : run_of(goal_of(part, e), e, e.shift);
  });
  return run;
}

void unpack_from(const exchange& x, int rank, const std::byte* from) {
  each_piece(x, rank, &peer::receives, [&](const loop_state& part, const piece& e) {
    from += is_direct(part, e) ? size_of(part, e) : unpack_piece(part, e, from);
  });
}

// Elements that wrap around, or that this rank copies from itself.
void copy_here(const exchange& x, int rank) {
  bytes listed; // what is at other places where it is read
  each_piece(x, rank, &peer::sends, [&](const loop_state& part, const piece& e) {
    if (!e.list)
      return;
    listed.resize(listed.size() + size_of(part, e));
    pack_piece(part, e, listed.data() + listed.size() - size_of(part, e));
  });
  const std::byte* from = listed.data();
  each_piece(x, rank, &peer::receives, [&](const loop_state& part, const piece& e) {
    if (e.list)
      from += unpack_piece(part, e, from);
    else if (!is_direct(part, e))
      copy_piece(part, e);
  });
}

// Where the messages arrive: those of a direct copy are kept for as long as it is up to date.
bytes& room_of(loop_state& s) {
  const direct_copy* const direct = s.p->direct.get();
  return direct && s.active[static_cast<std::size_t>(direct->target)]
             ? s.p->targets[static_cast<std::size_t>(direct->target)].memory
             : s.moving.in;
}
void note_places(loop_state& s) {
  if (!s.p->direct || !s.active[static_cast<std::size_t>(s.p->direct->target)])
    return;
  for (copy_part& part : s.p->direct->parts)
    for (const transit& t : s.moving.arriving)
      if (t.rank == part.rank)
        part.place = t.first + part.within;
}

void choose_parts(loop_state& s) {
  exchange& x = s.moving;
  const auto any = [](const loop_state& part) {
    return std::find(part.active.begin(), part.active.end(), char{1}) != part.active.end();
  };
  x.parts.clear();
  x.ranks.clear();
  if (any(s))
    x.parts.push_back(&s);
  for (loop_state* const carried : s.carried)
    if (any(*carried))
      x.parts.push_back(carried);
  for (const loop_state* const part : x.parts)
    for (const peer& other : part->p->peers)
      x.ranks.push_back(other.rank);
  if (x.parts.size() > 1) {
    std::sort(x.ranks.begin(), x.ranks.end());
    x.ranks.erase(std::unique(x.ranks.begin(), x.ranks.end()), x.ranks.end());
  }
}

} // namespace

bool start_exchange(loop_state& s) {
  exchange& x = s.moving;
  choose_parts(s);
  x.requests.clear();
  x.arriving.clear();
  std::size_t in = 0;
  std::size_t out = 0;
  for (const int rank : x.ranks) {
    if (rank == s.d.rank)
      continue;
    const std::size_t size = bytes_of(x, rank, &peer::receives);
    std::byte* const place = run_to_receive(x, rank);
    if (size > 0)
      x.arriving.push_back({rank, in, size, place});
    in += place ? 0 : (size + 15) / 16 * 16;
    out += bytes_of(x, rank, &peer::sends);
  }
  bytes& room = room_of(s);
  if (room.size() < in)
    room.resize(in);
  if (x.out.size() < out)
    x.out.resize(out);
  note_places(s);
  x.running = !x.arriving.empty();
  x.receives = 0;
  for (const transit& t : x.arriving)
    if (bad(s, in_pieces(t.size, [&](std::size_t done, int size) {
              x.requests.push_back(MPI_REQUEST_NULL);
              ++x.receives;
              return MPI_Irecv((t.place ? t.place : room.data() + t.first) + done, size, MPI_BYTE, t.rank,
                               tag, s.channel, &x.requests.back());
            })))
      return false;
  std::size_t at = 0;
  for (const int rank : x.ranks) {
    if (rank == s.d.rank) {
      copy_here(x, rank);
      continue;
    }
    const std::size_t length = bytes_of(x, rank, &peer::sends);
    if (length == 0)
      continue;
    const std::byte* from = run_to_send(x, rank);
    if (!from) {
      from = x.out.data() + at;
      each_piece(x, rank, &peer::sends, [&](const loop_state& part, const piece& e) {
        at += pack_piece(part, e, x.out.data() + at);
      });
    }
    if (bad(s, in_pieces(length, [&](std::size_t done, int size) {
              x.requests.push_back(MPI_REQUEST_NULL);
              return MPI_Isend(from + done, size, MPI_BYTE, rank, tag, s.channel, &x.requests.back());
            })))
      return false;
    x.running = true;
  }
  x.running = !x.requests.empty();
  return true;
}

bool finish_exchange(loop_state& s) {
  exchange& x = s.moving;
  if (!x.running)
    return true;
  if (bad(s, MPI_Waitall(static_cast<int>(x.requests.size()), x.requests.data(), MPI_STATUSES_IGNORE)))
    return false;
  x.running = false;
  const bytes& room = room_of(s);
  for (const transit& t : x.arriving)
    if (!t.place)
      unpack_from(x, t.rank, room.data() + t.first);
  return true;
}

void abandon_exchange(exchange& x) noexcept {
  for (std::size_t i = 0; i < x.receives; ++i)
    if (x.requests[i] != MPI_REQUEST_NULL) {
      MPI_Cancel(&x.requests[i]);
      MPI_Wait(&x.requests[i], MPI_STATUS_IGNORE);
    }
}

} // namespace njmpi::rt
