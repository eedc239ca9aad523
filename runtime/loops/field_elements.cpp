// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All elements on one rank or on all, and one element on all. In collectives, which no receive of the program
// can take for a message of its own, and in rounds, so that buffers stay small and counts within an int.

#include "field_elements.hpp"

#include <njmpi/error.hpp>

#include <algorithm>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <unistd.h>
#include <vector>

namespace njmpi::rt {
namespace {

constexpr std::size_t bytes_in_a_round = std::size_t{64} << 20;

// The blocks of all ranks, and how much of each travels in one round.
class rounds {
public:
  explicit rounds(const field_state& state)
      : state_(state), ranks_(state.cut->comm.state().size), counts_(static_cast<std::size_t>(ranks_)),
        places_(static_cast<std::size_t>(ranks_)) {
    std::size_t largest = 0;
    for (int r = 0; r < ranks_; ++r)
      largest = std::max(largest, elements(r));
    const std::size_t most = bytes_in_a_round / state.element / static_cast<std::size_t>(ranks_);
    step_ = std::clamp(most, std::size_t{1}, std::max(largest, std::size_t{1}));
    count_ = (largest + step_ - 1) / step_;
  }
  std::size_t count() const { return count_; }
  box block(int rank) const { return block_of(*state_.cut, state_.extent, rank); }
  std::size_t elements(int rank) const { return volume(block(rank), state_.cut->dimensions); }
  /// The part of a rank's block that a round moves.
  std::size_t first(std::size_t round) const { return round * step_; }
  std::size_t length(std::size_t round, int rank) const {
    const std::size_t all = elements(rank);
    return all > first(round) ? std::min(step_, all - first(round)) : 0;
  }
  /// Bytes of each rank, and where they stand in one buffer; its size.
  std::size_t lay_out(std::size_t round) {
    std::size_t place = 0;
    for (std::size_t r = 0; r < counts_.size(); ++r) {
      const std::size_t bytes = length(round, static_cast<int>(r)) * state_.element;
      counts_[r] = static_cast<int>(bytes);
      places_[r] = static_cast<int>(place);
      place += bytes;
    }
    return place;
  }
  const int* counts() const { return counts_.data(); }
  const int* places() const { return places_.data(); }
  int ranks() const { return ranks_; }

private:
  const field_state& state_;
  int ranks_;
  std::vector<int> counts_;
  std::vector<int> places_;
  std::size_t step_ = 1;
  std::size_t count_ = 0;
};

std::size_t all_elements(const field_state& state) {
  std::size_t product = 1;
  for (int d = 0; d < state.cut->dimensions; ++d)
    product *= static_cast<std::size_t>(state.extent[d]);
  return product;
}

// A row-major array of the whole shape in place of the storage.
field_state whole(const field_state& state, std::byte* memory) {
  field_state all = state;
  all.origin = memory;
  for (int d = state.cut->dimensions - 1; d >= 0; --d)
    all.stride[d] = d == state.cut->dimensions - 1 ? 1 : all.stride[d + 1] * state.extent[d + 1];
  return all;
}

int check_root(const field_state& state, int root) {
  if (!state.cut)
    return refuse(MPI_ERR_ARG, "the field was moved from, or not constructed");
  const communicator& comm = state.cut->comm.state();
  if (limit == 0)
    return refuse(MPI_ERR_OTHER, "MPI is finalised");
  if (root != all_ranks && (root < 0 || root >= comm.size))
    return refuse(MPI_ERR_ROOT, "there is no rank %d to be the root of a field over %d ranks", root,
                  comm.size);
  return MPI_SUCCESS;
}

box box_of(const field_state& state) {
  box all;
  for (int d = 0; d < state.cut->dimensions; ++d)
    all.last[d] = state.extent[d];
  return all;
}

int gather_in_rounds(const field_state& state, std::byte* to, int root) {
  const communicator& comm = state.cut->comm.state();
  const bool receives = root == all_ranks || root == comm.rank;
  rounds parts(state);
  std::vector<std::byte> mine;
  std::vector<std::byte> all;
  field_state target = whole(state, to);
  for (std::size_t round = 0; round < parts.count(); ++round) {
    const std::size_t total = parts.lay_out(round);
    const std::size_t own = parts.length(round, comm.rank);
    mine.resize(own * state.element);
    all.resize(receives ? total : 0);
    pack(state, parts.block(comm.rank), parts.first(round), own, mine.data());
    const int bytes = static_cast<int>(mine.size());
    if (const int code = root == all_ranks
                             ? MPI_Allgatherv(mine.data(), bytes, MPI_BYTE, all.data(), parts.counts(),
                                              parts.places(), MPI_BYTE, comm.handle)
                             : MPI_Gatherv(mine.data(), bytes, MPI_BYTE, all.data(), parts.counts(),
                                           parts.places(), MPI_BYTE, root, comm.handle))
      return code;
    for (int r = 0; receives && r < parts.ranks(); ++r)
      unpack(target, parts.block(r), parts.first(round), parts.length(round, r),
             all.data() + parts.places()[r]);
  }
  return MPI_SUCCESS;
}

int scatter_in_rounds(field_state& state, const std::byte* from, int root) {
  const communicator& comm = state.cut->comm.state();
  rounds parts(state);
  std::vector<std::byte> mine;
  std::vector<std::byte> all;
  const field_state source = whole(state, const_cast<std::byte*>(from));
  for (std::size_t round = 0; round < parts.count(); ++round) {
    const std::size_t total = parts.lay_out(round);
    const std::size_t own = parts.length(round, comm.rank);
    if (comm.rank == root) {
      all.resize(total);
      for (int r = 0; r < parts.ranks(); ++r)
        pack(source, parts.block(r), parts.first(round), parts.length(round, r),
             all.data() + parts.places()[r]);
    }
    mine.resize(own * state.element);
    if (const int code = MPI_Scatterv(all.data(), parts.counts(), parts.places(), MPI_BYTE, mine.data(),
                                      static_cast<int>(mine.size()), MPI_BYTE, root, comm.handle))
      return code;
    unpack(state, parts.block(comm.rank), parts.first(round), own, mine.data());
  }
  return MPI_SUCCESS;
}

// Every rank of a plain build has all elements.
int broadcast(field_state& state, const std::byte* from, int root) {
  const communicator& comm = state.cut->comm.state();
  const box all = box_of(state);
  const std::size_t total = volume(all, state.cut->dimensions);
  const std::size_t step = std::max(bytes_in_a_round / state.element, std::size_t{1});
  std::vector<std::byte> part;
  for (std::size_t first = 0; first < total; first += step) {
    const std::size_t count = std::min(step, total - first);
    part.resize(count * state.element);
    if (comm.rank == root)
      std::memcpy(part.data(), from + first * state.element, part.size());
    if (const int code = MPI_Bcast(part.data(), static_cast<int>(part.size()), MPI_BYTE, root, comm.handle))
      return code;
    unpack(state, all, first, count, part.data());
  }
  return MPI_SUCCESS;
}

void print_indices(char*& to, const char* end, const std::ptrdiff_t* index, int n) {
  for (int d = 0; d < n && to < end; ++d)
    to += std::snprintf(to, static_cast<std::size_t>(end - to), d ? ", %td" : "%td", index[d]);
}

// "[0, 4) x [2, 8)"
void print_box(char* text, std::size_t size, const box& b, int n) {
  const char* const end = text + size;
  for (int d = 0; d < n && text < end; ++d)
    text += std::snprintf(text, static_cast<std::size_t>(end - text), d ? " x [%td, %td)" : "[%td, %td)",
                          b.first[d], b.last[d]);
}

// A subscript has no code to return, and does not say where it stands.
[[noreturn]] void end_with(const char* what, const char* text) {
  char line[640];
  const int size = std::snprintf(line, sizeof line, "njmpi::field: %s: rank %d: MPI_ERR_ARG: %s\n", what,
                                 world.rank, text);
  if (on_error() == errors::throw_exception) {
    line[size - 1] = '\0';
    throw error(MPI_ERR_ARG, MPI_ERR_ARG, line, "njmpi::field", 0);
  }
  std::fflush(nullptr);
  static_cast<void>(!::write(STDERR_FILENO, line, static_cast<std::size_t>(size)));
  usleep(100000); // a launcher drops what it has not read when the job ends
  if (limit != 0)
    MPI_Abort(MPI_COMM_WORLD, MPI_ERR_ARG);
  std::_Exit(MPI_ERR_ARG);
}

} // namespace

int size_to_gather(const field_state& state, int root, std::size_t& size) {
  size = 0;
  if (const int code = check_root(state, root))
    return code;
  if (root == all_ranks || root == state.cut->comm.state().rank)
    size = all_elements(state);
  return MPI_SUCCESS;
}

int gather_elements(const field_state& state, std::byte* to, int root) {
  try {
    return gather_in_rounds(state, to, root);
  } catch (const std::bad_alloc&) {
    return refuse(MPI_ERR_NO_MEM, "no memory to gather a field");
  }
}

int scatter_elements(field_state& state, const std::byte* from, std::size_t count, int root) {
  if (const int code = check_root(state, root))
    return code;
  // The root alone knows how much it has: all ranks fail, or none.
  unsigned long long given = count;
  if (const int code = MPI_Bcast(&given, 1, MPI_UNSIGNED_LONG_LONG, root, state.cut->comm.handle()))
    return code;
  if (given != all_elements(state))
    return refuse(MPI_ERR_COUNT, "%llu values on rank %d for a field of %zu elements", given, root,
                  all_elements(state));
  try {
    return state.cut->replicated ? broadcast(state, from, root) : scatter_in_rounds(state, from, root);
  } catch (const std::bad_alloc&) {
    return refuse(MPI_ERR_NO_MEM, "no memory to scatter a field");
  }
}

int element_for_all(const field_state& state, const std::ptrdiff_t* index, std::byte* to) {
  if (const int code = check_root(state, all_ranks))
    return code;
  const distribution& cut = *state.cut;
  const int n = cut.dimensions;
  std::ptrdiff_t place[box::most]{};
  bool found = true;
  for (int d = 0; d < n; ++d) {
    const std::ptrdiff_t extent = state.extent[d];
    const std::ptrdiff_t ghost = cut.periodic[d] ? 0 : state.ghost[d];
    place[d] = cut.periodic[d] && extent > 0 ? (index[d] % extent + extent) % extent : index[d];
    found = found && place[d] >= -ghost && place[d] < extent + ghost;
  }
  if (!found) {
    char element[96];
    char* end = element;
    print_indices(end, element + sizeof element, index, n);
    char shape[96];
    end = shape;
    print_indices(end, shape + sizeof shape, state.extent, n);
    return refuse(MPI_ERR_ARG, "there is no element (%s) in a field of extents (%s)", element, shape);
  }
  const communicator& comm = cut.comm.state();
  const int root = owner(cut, state.extent, place);
  if (root == comm.rank)
    std::memcpy(to, address(state, place), state.element);
  return MPI_Bcast(to, static_cast<int>(state.element), MPI_BYTE, root, comm.handle);
}

std::byte* element_outside(const field_state& state, const std::ptrdiff_t* index) {
  const int n = state.cut ? state.cut->dimensions : 0;
  bool found = n > 0 && state.lent;
  for (int d = 0; d < n; ++d)
    found = found && index[d] >= state.stored.first[d] && index[d] < state.stored.last[d];
  if (found)
    return address(state, index);
  std::ptrdiff_t place[box::most]{};
  found = n > 0;
  for (int d = 0; d < n; ++d) {
    const std::ptrdiff_t extent = state.extent[d];
    place[d] = state.cut->periodic[d] && extent > 0 ? (index[d] % extent + extent) % extent : index[d];
    found = found && place[d] >= state.kept.first[d] && place[d] < state.kept.last[d];
  }
  if (found)
    return address(state, place);
  if (n == 0)
    end_with("u(...)", "the field was moved from, or not constructed");
  char element[112] = "(";
  char* end = element + 1;
  print_indices(end, element + sizeof element - 2, index, n);
  std::strcpy(end, ")");
  char call[128];
  std::snprintf(call, sizeof call, "u%s", element);
  char kept[200] = "no elements";
  if (!empty(state.kept, n))
    print_box(kept, sizeof kept, state.kept, n);
  char text[400];
  std::snprintf(text, sizeof text, "element %s is not on this rank, which has %s", element, kept);
  end_with(call, text);
}

} // namespace njmpi::rt
