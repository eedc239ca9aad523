// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The memory of fields. The runtime of loops asks for far more than it touches: a one-dimensional field is
// given the whole range of its indices, so that elements of other ranks have a place at their own index.

#include "fields.hpp"

#include <cstring>
#include <new>
#include <sys/mman.h>

namespace njmpi::rt {
namespace {

constexpr std::size_t mapped = std::size_t{256} << 10; // from here on pages come from the kernel
constexpr std::align_val_t line{64};

} // namespace

std::byte* allocate_zeros(std::size_t bytes) noexcept {
  if (bytes < mapped) {
    void* const memory = ::operator new(bytes > 0 ? bytes : 1, line, std::nothrow);
    if (memory)
      std::memset(memory, 0, bytes);
    return static_cast<std::byte*>(memory);
  }
  void* const memory =
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return memory == MAP_FAILED ? nullptr : static_cast<std::byte*>(memory);
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
