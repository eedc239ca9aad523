// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The memory of fields. The runtime of loops asks for far more than it touches: a one-dimensional field is
// given the whole range of its indices, so that elements of other ranks have a place at their own index.

#include "fields.hpp"

#include <cstring>
#include <new>
#include <sys/mman.h>
#include <unistd.h>

namespace njmpi::rt {
namespace {

constexpr std::size_t mapped = std::size_t{256} << 10; // from here on pages come from the kernel
constexpr std::align_val_t line{64};
constexpr std::size_t large_page = std::size_t{2} << 20;

std::uintptr_t rounded_up(std::uintptr_t address, std::size_t unit) {
  return (address + unit - 1) / unit * unit;
}

} // namespace

std::byte* allocate_zeros(std::size_t bytes) noexcept {
  if (bytes < mapped) {
    void* const memory = ::operator new(bytes > 0 ? bytes : 1, line, std::nothrow);
    if (memory)
      std::memset(memory, 0, bytes);
    return static_cast<std::byte*>(memory);
  }
  // A page more than needed, to begin where a large page can.
  const std::size_t spare = bytes < large_page ? 0 : large_page;
  void* const memory = mmap(nullptr, bytes + spare, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED)
    return nullptr;
  const auto from = reinterpret_cast<std::uintptr_t>(memory);
  if (spare == 0)
    return static_cast<std::byte*>(memory);
  const std::uintptr_t first = rounded_up(from, large_page);
  const std::uintptr_t last = rounded_up(first + bytes, static_cast<std::size_t>(sysconf(_SC_PAGESIZE)));
  if (first > from)
    munmap(memory, first - from);
  if (from + bytes + spare > last)
    munmap(reinterpret_cast<void*>(last), from + bytes + spare - last);
  return reinterpret_cast<std::byte*>(first);
}

void use_large_pages([[maybe_unused]] std::byte* first, [[maybe_unused]] std::byte* last) noexcept {
#ifdef MADV_HUGEPAGE
  const std::uintptr_t from = rounded_up(reinterpret_cast<std::uintptr_t>(first), large_page);
  const std::uintptr_t to = reinterpret_cast<std::uintptr_t>(last) / large_page * large_page;
  if (from < to)
    madvise(reinterpret_cast<void*>(from), to - from, MADV_HUGEPAGE); // where it is refused, nothing is lost
#endif
}

void free_zeros(std::byte* memory, std::size_t bytes) noexcept {
  if (!memory)
    return;
  if (bytes < mapped)
    ::operator delete(memory, line);
  else
    munmap(memory, bytes);
}

} // namespace njmpi::rt
