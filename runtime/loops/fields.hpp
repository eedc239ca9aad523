// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the files of the loops' library share: who owns what, and pieces of boxes.
#pragma once

#include <njmpi/field_runtime.hpp>

#include <cstdint>

#pragma GCC visibility push(hidden)
namespace njmpi::rt {

/// What the runtime of loops remembers of a field; it derives from this. Not copied with the field.
struct halo_record {
  virtual ~halo_record() = default;
};

/// The place of a rank in the grid.
void coordinates(const distribution& cut, int rank, int (&at)[box::most]);
int rank_of(const distribution& cut, const int (&at)[box::most]);

/// The block of dimension d that owns index i of an array with this extent: outside, that of the nearest one
/// inside.
int owner(const distribution& cut, std::ptrdiff_t extent, int d, std::ptrdiff_t i);
/// The rank that owns an element of an array with these extents.
int owner(const distribution& cut, const std::ptrdiff_t* extent, const std::ptrdiff_t* index);

/// What a rank owns of an array with these extents; also in a replicated one, where it says who is asked.
box block_of(const distribution& cut, const std::ptrdiff_t* extent, int rank);
/// The same with the ghosts that it answers for: at the edges of the array, in dimensions that do not wrap
/// around.
box kept_of(const distribution& cut, const std::ptrdiff_t* extent, const std::ptrdiff_t* ghost, int rank);

box intersection(const box& a, const box& b, int dimensions);
bool empty(const box& b, int dimensions);
std::size_t volume(const box& b, int dimensions);

inline std::byte* address(const field_state& state, const std::ptrdiff_t* index) {
  std::ptrdiff_t place = 0;
  for (int d = 0; d < state.cut->dimensions; ++d)
    place += index[d] * state.stride[d];
  // Not as pointers: the origin may lie outside of what is allocated.
  return reinterpret_cast<std::byte*>(reinterpret_cast<std::uintptr_t>(state.origin) +
                                      static_cast<std::uintptr_t>(place) * state.element);
}

/// Copies elements first .. first + count - 1 of a box, counted row-major, from the storage to `to`, or back.
void pack(const field_state& state, const box& part, std::size_t first, std::size_t count, std::byte* to);
void unpack(const field_state& state, const box& part, std::size_t first, std::size_t count,
            const std::byte* from);

// Memory of zeros. What is large costs nothing before it is touched.
std::byte* allocate_zeros(std::size_t bytes) noexcept;
void free_zeros(std::byte* memory, std::size_t bytes) noexcept;
/// Says that nearly all of this memory will be touched: where the system has large pages, they spare the
/// processor the search for small ones.
void use_large_pages(std::byte* first, std::byte* last) noexcept;

/// What libnjmpi hands out as fields(): the symbol by which the two libraries know each other.
#pragma GCC visibility push(default)
field_runtime& the_fields();
#pragma GCC visibility pop

} // namespace njmpi::rt
#pragma GCC visibility pop
