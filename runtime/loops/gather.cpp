// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ordinary arrays are the same on all ranks again after a loop that writes them.

#include "loops.hpp"

#include <algorithm>
#include <climits>
#include <cstring>

namespace njmpi::rt {
namespace {

// Elements first + sum of k[i] * stride[i], from the outermost dimension to the innermost.
struct rows {
  index first = 0;
  int dimensions = 0;
  index count[most_levels + 1]{};
  index stride[most_levels + 1]{};
  std::size_t total = 0;

  bool one_run() const { return total == 0 || (dimensions == 1 && stride[0] == 1); }
};

rows written_by(const strategy& p, const gathered& a, int rank) {
  const cuboid c = iterations(p, a.statement, rank);
  rows r;
  if (empty(c, p.d))
    return r;
  r.first = a.base;
  r.total = 1;
  for (int l = 0; l < p.d.levels_count; ++l) {
    const level& v = p.d.levels[l];
    const interval part = v.tight(c.d[l]);
    if (a.coefficient[l] == 0)
      continue;
    const index count = static_cast<index>(v.count_in(part));
    index stride = a.coefficient[l] * (v.step > 0 ? v.step : -v.step);
    r.first += a.coefficient[l] * (stride < 0 ? part.hi - 1 : part.lo);
    stride = stride < 0 ? -stride : stride;
    r.total *= static_cast<std::size_t>(count);
    if (count == 1)
      continue;
    r.count[r.dimensions] = count;
    r.stride[r.dimensions++] = stride;
  }
  // What follows without a gap is one dimension.
  for (int d = r.dimensions - 1; d > 0; --d)
    if (r.stride[d - 1] == r.stride[d] * r.count[d]) {
      r.count[d - 1] *= r.count[d];
      r.stride[d - 1] = r.stride[d];
      std::copy(r.count + d + 1, r.count + r.dimensions, r.count + d);
      std::copy(r.stride + d + 1, r.stride + r.dimensions, r.stride + d);
      --r.dimensions;
    }
  if (r.dimensions == 0 || r.stride[r.dimensions - 1] != 1) {
    r.count[r.dimensions] = 1;
    r.stride[r.dimensions++] = 1;
  }
  return r;
}

std::byte* move(const rows& r, std::size_t element, std::byte* data, std::byte* packed, bool packing) {
  if (r.total == 0)
    return packed;
  const int n = r.dimensions;
  const std::size_t size = static_cast<std::size_t>(r.count[n - 1]) * element;
  index k[most_levels + 1]{};
  for (bool more = true; more;) {
    index place = r.first;
    for (int d = 0; d < n - 1; ++d)
      place += k[d] * r.stride[d];
    std::byte* const run = data + place * static_cast<index>(element);
    if (packing)
      std::memcpy(packed, run, size);
    else
      std::memcpy(run, packed, size);
    packed += size;
    more = false;
    for (int d = n - 2; d >= 0 && !more; --d) {
      more = ++k[d] < r.count[d];
      if (!more)
        k[d] = 0;
    }
  }
  return packed;
}

bool separate(loop_state& s) {
  const strategy& p = *s.p;
  for (const gathered& a : p.d.arrays)
    for (int l = 0; l < p.d.levels_count; ++l) {
      if (!p.d.levels[l].bounded) {
        if (a.coefficient[l] == 0)
          continue;
        refuse_loop(s, "it writes an ordinary array under bounds that depend on an outer index");
        return false;
      }
      if (a.coefficient[l] != 0)
        continue;
      for (int rank = 0; rank < p.d.size; ++rank) {
        const cuboid c = iterations(p, a.statement, rank);
        if (!empty(c, p.d) &&
            p.d.levels[l].count_in(c.d[l]) != p.d.levels[l].count_in(p.d.levels[l].whole())) {
          refuse_loop(s, "it writes one element of an ordinary array on several ranks");
          return false;
        }
      }
    }
  return true;
}

bool share_in_place(loop_state& s, const gathered& a, const std::vector<rows>& parts) {
  std::vector<int> counts;
  std::vector<int> places;
  for (const rows& r : parts) {
    counts.push_back(static_cast<int>(r.total));
    places.push_back(r.total > 0 ? static_cast<int>(r.first) : 0);
  }
  MPI_Datatype type;
  return !bad(s, type_of_bytes(a.element, type)) &&
         !bad(s, MPI_Allgatherv(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, s.arrays[0], counts.data(), places.data(),
                                type, s.channel));
}

bool share(loop_state& s, const std::vector<std::size_t>& sizes, bytes& all) {
  std::size_t total = 0;
  std::vector<int> counts;
  std::vector<int> places;
  for (const std::size_t size : sizes) {
    counts.push_back(static_cast<int>(size));
    places.push_back(static_cast<int>(total));
    total += size;
  }
  if (total <= INT_MAX) [[likely]]
    return !bad(s, MPI_Allgatherv(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, all.data(), counts.data(),
                                  places.data(), MPI_BYTE, s.channel));
  // GCOVR_EXCL_START: it takes twice two gigabytes on each rank
  std::size_t at = 0;
  for (std::size_t rank = 0; rank < sizes.size(); ++rank)
    for (const std::size_t end = at + sizes[rank]; at < end;) {
      const int size = static_cast<int>(std::min<std::size_t>(end - at, std::size_t{1} << 30));
      if (bad(s, MPI_Bcast(all.data() + at, size, MPI_BYTE, static_cast<int>(rank), s.channel)))
        return false;
      at += static_cast<std::size_t>(size);
    }
  return true;
  // GCOVR_EXCL_STOP
}

} // namespace

bool gather_arrays(loop_state& s) {
  const strategy& p = *s.p;
  const auto size = static_cast<std::size_t>(p.d.size);
  if (s.arrays.empty() || size == 1)
    return true;
  if (!separate(s))
    return false;
  std::vector<std::vector<rows>> parts;
  std::vector<std::size_t> sizes(size);
  bool direct = s.arrays.size() == 1;
  for (const gathered& a : p.d.arrays) {
    parts.emplace_back();
    for (std::size_t rank = 0; rank < size; ++rank) {
      parts.back().push_back(written_by(p, a, static_cast<int>(rank)));
      const rows& r = parts.back().back();
      sizes[rank] += r.total * a.element;
      direct = direct && r.one_run() && r.first >= 0 && r.first <= INT_MAX && r.total <= INT_MAX;
    }
  }
  if (direct)
    return share_in_place(s, p.d.arrays[0], parts[0]);
  std::vector<std::size_t> places(size);
  std::size_t total = 0;
  for (std::size_t rank = 0; rank < size; ++rank) {
    places[rank] = total;
    total += sizes[rank];
  }
  bytes all(total);
  const auto each = [&](std::size_t rank, bool packing) {
    std::byte* at = all.data() + places[rank];
    for (std::size_t i = 0; i < parts.size(); ++i)
      at = move(parts[i][rank], p.d.arrays[i].element, static_cast<std::byte*>(s.arrays[i]), at, packing);
  };
  each(static_cast<std::size_t>(p.d.rank), true);
  if (!share(s, sizes, all))
    return false;
  for (std::size_t rank = 0; rank < size; ++rank)
    if (rank != static_cast<std::size_t>(p.d.rank))
      each(rank, false);
  return true;
}

} // namespace njmpi::rt
