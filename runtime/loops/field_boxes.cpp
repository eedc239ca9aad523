// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Who owns which elements, and pieces of boxes as bytes in a row.

#include "fields.hpp"

#include <algorithm>
#include <cstring>

namespace njmpi::rt {

void coordinates(const distribution& cut, int rank, int (&at)[box::most]) {
  for (int d = cut.dimensions - 1; d >= 0; --d) {
    at[d] = rank % cut.grid[d];
    rank /= cut.grid[d];
  }
}

int rank_of(const distribution& cut, const int (&at)[box::most]) {
  int rank = 0;
  for (int d = 0; d < cut.dimensions; ++d)
    rank = rank * cut.grid[d] + at[d];
  return rank;
}

int owner(const distribution& cut, std::ptrdiff_t extent, int d, std::ptrdiff_t i) {
  i = std::min({std::max(i, std::ptrdiff_t{0}), extent - 1, cut.extent[d] - 1});
  if (i <= 0)
    return 0;
  const std::ptrdiff_t each = cut.extent[d] / cut.grid[d];
  const std::ptrdiff_t more = cut.extent[d] % cut.grid[d];
  const std::ptrdiff_t longer = more * (each + 1);
  return static_cast<int>(i < longer ? i / (each + 1) : more + (i - longer) / each);
}

int owner(const distribution& cut, const std::ptrdiff_t* extent, const std::ptrdiff_t* index) {
  int at[box::most]{};
  for (int d = 0; d < cut.dimensions; ++d)
    at[d] = owner(cut, extent[d], d, index[d]);
  return rank_of(cut, at);
}

box block_of(const distribution& cut, const std::ptrdiff_t* extent, int rank) {
  int at[box::most]{};
  coordinates(cut, rank, at);
  box result;
  for (int d = 0; d < cut.dimensions; ++d) {
    result.first[d] = std::min(cut.first(d, at[d]), extent[d]);
    // What lies beyond the array that decides belongs to the last block that has elements.
    const bool last = at[d] == owner(cut, extent[d], d, extent[d] - 1);
    result.last[d] = last ? extent[d] : std::min(cut.first(d, at[d] + 1), extent[d]);
  }
  return result;
}

box kept_of(const distribution& cut, const std::ptrdiff_t* extent, const std::ptrdiff_t* ghost, int rank) {
  int at[box::most]{};
  coordinates(cut, rank, at);
  box result = block_of(cut, extent, rank);
  for (int d = 0; d < cut.dimensions; ++d) {
    if (cut.periodic[d])
      continue;
    if (at[d] == 0)
      result.first[d] -= ghost[d];
    if (at[d] == owner(cut, extent[d], d, extent[d] - 1))
      result.last[d] += ghost[d];
  }
  return result;
}

box intersection(const box& a, const box& b, int dimensions) {
  box result;
  for (int d = 0; d < dimensions; ++d) {
    result.first[d] = std::max(a.first[d], b.first[d]);
    result.last[d] = std::max(result.first[d], std::min(a.last[d], b.last[d]));
  }
  return result;
}

bool empty(const box& b, int dimensions) {
  for (int d = 0; d < dimensions; ++d)
    if (b.last[d] <= b.first[d])
      return true;
  return false;
}

std::size_t volume(const box& b, int dimensions) {
  if (empty(b, dimensions))
    return 0;
  std::size_t product = 1;
  for (int d = 0; d < dimensions; ++d)
    product *= static_cast<std::size_t>(b.last[d] - b.first[d]);
  return product;
}

namespace {

// Calls f(address of the first element, number of elements) for the rows of a piece of a box.
template <class F>
void each_row(const field_state& state, const box& part, std::size_t first, std::size_t count, F&& f) {
  const int n = state.cut->dimensions;
  if (count == 0)
    return;
  std::ptrdiff_t index[box::most]{};
  std::size_t rest = first;
  for (int d = n - 1; d >= 0; --d) {
    const auto length = static_cast<std::size_t>(part.last[d] - part.first[d]);
    index[d] = part.first[d] + static_cast<std::ptrdiff_t>(rest % length);
    rest /= length;
  }
  while (count > 0) {
    const std::size_t row = std::min(count, static_cast<std::size_t>(part.last[n - 1] - index[n - 1]));
    f(address(state, index), row * state.element);
    count -= row;
    index[n - 1] = part.first[n - 1];
    for (int d = n - 2; d >= 0 && ++index[d] == part.last[d]; --d)
      index[d] = part.first[d];
  }
}

} // namespace

void pack(const field_state& state, const box& part, std::size_t first, std::size_t count, std::byte* to) {
  each_row(state, part, first, count, [&](const std::byte* row, std::size_t bytes) {
    std::memcpy(to, row, bytes);
    to += bytes;
  });
}

void unpack(const field_state& state, const box& part, std::size_t first, std::size_t count,
            const std::byte* from) {
  each_row(state, part, first, count, [&](std::byte* row, std::size_t bytes) {
    std::memcpy(row, from, bytes);
    from += bytes;
  });
}

} // namespace njmpi::rt
