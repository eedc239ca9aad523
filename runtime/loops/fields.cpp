// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Fields: how they begin, grow and end.

#include "fields.hpp"

#include <cinttypes>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

#include "field_elements.hpp"

namespace njmpi::rt {
namespace {

using wide = unsigned __int128;

void drop(distribution* cut) noexcept {
  if (cut && __atomic_sub_fetch(&cut->users, 1, __ATOMIC_ACQ_REL) == 0)
    delete cut;
}

std::size_t bytes_of(const field_state& state) {
  return state.cut ? volume(state.stored, state.cut->dimensions) * state.element : 0;
}

// The memory for what is stored, with its origin and strides; false if there is not so much.
bool lay_out(field_state& state) {
  const int n = state.cut->dimensions;
  wide bytes = state.element;
  for (int d = n - 1; d >= 0; --d) {
    const std::ptrdiff_t length = state.stored.last[d] - state.stored.first[d];
    state.stride[d] =
        d == n - 1 ? 1 : state.stride[d + 1] * (state.stored.last[d + 1] - state.stored.first[d + 1]);
    bytes *= length > 0 ? static_cast<wide>(length) : 0;
    if (bytes > static_cast<wide>(PTRDIFF_MAX))
      return false;
  }
  state.memory = allocate_zeros(static_cast<std::size_t>(bytes));
  std::ptrdiff_t place = 0;
  for (int d = 0; d < n; ++d)
    place += state.stored.first[d] * state.stride[d];
  state.origin = reinterpret_cast<std::byte*>(reinterpret_cast<std::uintptr_t>(state.memory) -
                                              static_cast<std::uintptr_t>(place) * state.element);
  if (!state.memory)
    return false;
  if (!empty(state.kept, n)) {
    std::ptrdiff_t last[box::most]{};
    for (int d = 0; d < n; ++d)
      last[d] = state.kept.last[d] - 1;
    use_large_pages(address(state, state.kept.first), address(state, last) + state.element);
  }
  return true;
}

int no_memory(const field_state& state) {
  double bytes = static_cast<double>(state.element);
  for (int d = 0; d < state.cut->dimensions; ++d)
    bytes *= static_cast<double>(state.stored.last[d] - state.stored.first[d]);
  return refuse(MPI_ERR_NO_MEM, "no memory for %.3g bytes of a field", bytes);
}

// Copies what both store; a page of zeros is left untouched, since the new memory is zero.
void copy_stored(field_state& to, const field_state& from, const box& part) {
  constexpr std::size_t page = 4096;
  constexpr std::byte zeros[page]{};
  const int n = to.cut->dimensions;
  if (empty(part, n))
    return;
  std::ptrdiff_t index[box::most]{};
  for (int d = 0; d < n; ++d)
    index[d] = part.first[d];
  const std::size_t row = static_cast<std::size_t>(part.last[n - 1] - part.first[n - 1]) * to.element;
  for (bool more = true; more;) {
    const std::byte* source = address(from, index);
    std::byte* target = address(to, index);
    for (std::size_t done = 0; done < row; done += page) {
      const std::size_t bytes = row - done < page ? row - done : page;
      if (std::memcmp(source + done, zeros, bytes) != 0)
        std::memcpy(target + done, source + done, bytes);
    }
    more = false;
    for (int d = n - 2; d >= 0 && !more; --d) {
      more = ++index[d] < part.last[d];
      if (!more)
        index[d] = part.first[d];
    }
  }
}

int check_shape(const field_layout& layout) {
  const auto n = layout.dimensions;
  wide elements = layout.element;
  for (int d = 0; d < n; ++d) {
    if (layout.extent[d] < 0)
      return refuse(MPI_ERR_ARG, "extent %d of the field is negative: %td", d, layout.extent[d]);
    if (layout.ghost && layout.ghost[d] < 0)
      return refuse(MPI_ERR_ARG, "ghost %d of the field is negative: %td", d, layout.ghost[d]);
    if (layout.ghost && layout.ghost[d] > PTRDIFF_MAX / 4)
      return refuse(MPI_ERR_ARG, "ghost %d of the field is too large: %td", d, layout.ghost[d]);
    const auto extent = static_cast<wide>(layout.extent[d]);
    elements = extent > 0 && elements <= static_cast<wide>(PTRDIFF_MAX) ? elements * extent : elements;
  }
  return elements <= static_cast<wide>(PTRDIFF_MAX)
             ? MPI_SUCCESS
             : refuse(MPI_ERR_ARG, "the field has more bytes than can be addressed");
}

int choose_grid(const field_layout& layout, int size, int (&grid)[box::most]) {
  long product = 1;
  bool open = false;
  for (int d = 0; d < layout.dimensions; ++d) {
    grid[d] = layout.grid[d];
    if (grid[d] < 0)
      return refuse(MPI_ERR_DIMS, "the grid has %d processes in dimension %d", grid[d], d);
    open = open || grid[d] == 0;
    if (grid[d] > 0 && product <= INT_MAX)
      product *= grid[d];
  }
  if (open ? size % product != 0 : product != size)
    return refuse(MPI_ERR_DIMS, "a grid of %s%ld processes does not fit %d ranks", open ? "some times " : "",
                  product, size);
  return open ? MPI_Dims_create(size, layout.dimensions, grid) : MPI_SUCCESS;
}

int make_cut(const field_layout& layout, distribution*& made) {
  if (!*layout.comm)
    return refuse(MPI_ERR_COMM, "the communicator is null");
  const communicator& comm = layout.comm->state();
  int grid[box::most]{};
  if (const int code = choose_grid(layout, comm.size, grid))
    return code;
  made = new (std::nothrow) distribution;
  if (!made)
    return refuse(MPI_ERR_NO_MEM, "no memory for a field");
  made->dimensions = layout.dimensions;
  for (int d = 0; d < layout.dimensions; ++d) {
    made->extent[d] = layout.extent[d];
    made->grid[d] = grid[d];
    made->periodic[d] = layout.periodic[d];
  }
  made->replicated = layout.replicated;
  made->comm = *layout.comm;
  return MPI_SUCCESS;
}

// What this rank has of an array whose distribution and shape are set.
void settle(field_state& state) {
  const distribution& cut = *state.cut;
  const int rank = cut.comm.state().rank;
  for (int d = 0; d < cut.dimensions; ++d)
    state.wraps = state.wraps || cut.periodic[d];
  if (cut.replicated) {
    for (int d = 0; d < cut.dimensions; ++d) {
      const std::ptrdiff_t ghost = cut.periodic[d] ? 0 : state.ghost[d];
      state.owned.last[d] = state.extent[d];
      state.kept.first[d] = -ghost;
      state.kept.last[d] = state.extent[d] + ghost;
    }
  } else {
    state.owned = block_of(cut, state.extent, rank);
    state.kept = kept_of(cut, state.extent, state.ghost, rank);
  }
  state.stored = state.kept;
}

struct runtime final : field_runtime {
  int create(field_state& state, const field_layout& layout) override {
    if (limit == 0)
      if (const int code = ready())
        return code;
    if (const int code = check_shape(layout))
      return code;
    field_state made;
    if (layout.like) {
      if (!layout.like->cut)
        return refuse(MPI_ERR_ARG, "the field to align with was moved from, or not constructed");
      made.cut = layout.like->cut;
      __atomic_add_fetch(&made.cut->users, 1, __ATOMIC_RELAXED);
    } else if (const int code = make_cut(layout, made.cut)) {
      return code;
    }
    made.element = layout.element;
    for (int d = 0; d < layout.dimensions; ++d) {
      made.extent[d] = layout.extent[d];
      made.ghost[d] = layout.like ? layout.like->ghost[d] : layout.ghost[d];
    }
    settle(made);
    if (!lay_out(made)) {
      const int code = no_memory(made);
      drop(made.cut);
      return code;
    }
    state = made;
    return MPI_SUCCESS;
  }

  int copy(field_state& state, const field_state& from) override {
    if (!from.cut)
      return MPI_SUCCESS;
    field_state made = from;
    made.valid = nullptr;
    made.stored = made.kept;
    if (!lay_out(made))
      return no_memory(made);
    __atomic_add_fetch(&made.cut->users, 1, __ATOMIC_RELAXED);
    copy_stored(made, from, made.kept);
    state = made;
    return MPI_SUCCESS;
  }

  void destroy(field_state& state) noexcept override {
    delete state.valid;
    free_zeros(state.memory, bytes_of(state));
    drop(state.cut);
    state = field_state{};
  }

  int grow(field_state& state, const box& stored) override {
    field_state grown = state;
    grown.stored = stored;
    if (!lay_out(grown))
      return no_memory(grown);
    copy_stored(grown, state, state.stored);
    free_zeros(state.memory, bytes_of(state));
    state = grown;
    return MPI_SUCCESS;
  }

  void changed(field_state& state) noexcept override {
    delete state.valid;
    state.valid = nullptr;
  }

  int gathered(const field_state& state, int root, std::size_t& size) override {
    return size_to_gather(state, root, size);
  }
  int gather(const field_state& state, void* to, int root) override {
    return gather_elements(state, static_cast<std::byte*>(to), root);
  }
  int scatter(field_state& state, const void* from, std::size_t count, int root) override {
    changed(state);
    return scatter_elements(state, static_cast<const std::byte*>(from), count, root);
  }
  int at(const field_state& state, const std::ptrdiff_t* index, void* to) override {
    return element_for_all(state, index, static_cast<std::byte*>(to));
  }
  box block(const field_state& state, int rank) override { return block_of(*state.cut, state.extent, rank); }
  std::byte* outside(const field_state& state, const std::ptrdiff_t* index) override {
    return element_outside(state, index);
  }

  void joined(bool replicated) override {
    static bool kinds[2];
    kinds[replicated ? 1 : 0] = true;
    if (!kinds[0] || !kinds[1])
      return;
    std::fputs("njmpi: both rewritten and plain objects of this program use njmpi::field: build all of them "
               "in one way\n",
               stderr);
    std::_Exit(1);
  }
};

} // namespace

field_runtime& the_fields() {
  static constinit runtime instance;
  return instance;
}

} // namespace njmpi::rt
