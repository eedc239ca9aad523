// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the templates of fields call: a class of virtual functions, so that the library that programs link has
// one symbol of it, and what stands behind it is a library of its own.
#pragma once

#include <njmpi/distribution.hpp>

namespace njmpi::rt {

/// The wishes of a constructor.
struct field_layout {
  int dimensions;
  std::size_t element; ///< bytes
  bool replicated;     ///< every rank holds everything
  const std::ptrdiff_t* extent;
  const std::ptrdiff_t* ghost = nullptr;
  const bool* periodic = nullptr;
  const int* grid = nullptr; ///< 0 where MPI_Dims_create is to choose
  const njmpi::comm* comm = nullptr;
  const field_state* like = nullptr; ///< shares its distribution; then the four before it are not read
};

/// Every rank of `gather` and `scatter`.
inline constexpr int all_ranks = -1;

struct field_runtime {
  /// A new array of zeros; state is untouched where it fails. Initialises MPI.
  virtual int create(field_state& state, const field_layout& layout) = 0;
  /// The same, with the elements of another array; collective only where `from` is a field of no rank.
  virtual int copy(field_state& state, const field_state& from) = 0;
  virtual void destroy(field_state& state) noexcept = 0;
  /// Gives memory to all of `stored`, which covers what is stored now. Elements keep their values, new ones
  /// are zero. Far less memory is used than asked for where most of it is never touched.
  virtual int grow(field_state& state, const box& stored) = 0;

  /// Says that this rank may have changed elements, as every rank does: halos are out of date.
  virtual void changed(field_state& state) noexcept = 0;

  /// Copies all elements, row-major, to `to` on one rank or on all; collective.
  virtual int gather(const field_state& state, void* to, int root) = 0;
  /// The reverse; `count` elements stand at `from` on the root.
  virtual int scatter(field_state& state, const void* from, std::size_t count, int root) = 0;
  /// One element for all ranks; collective.
  virtual int at(const field_state& state, const std::ptrdiff_t* index, void* to) = 0;
  /// Checks the root of a gather; the size of `to` on this rank, in elements.
  virtual int gathered(const field_state& state, int root, std::size_t& size) = 0;

  /// What a rank owns; in a plain build what it would own.
  virtual box block(const field_state& state, int rank) = 0;
  /// The element that an index outside of what is kept stands for: it may wrap around. Ends the job where
  /// there is none on this rank, or throws.
  virtual std::byte* outside(const field_state& state, const std::ptrdiff_t* index) = 0;
  /// Called before main for each type of field: objects that were rewritten and plain ones do not mix.
  virtual void joined(bool replicated) = 0;

protected:
  ~field_runtime() = default;
};

field_runtime& fields();

} // namespace njmpi::rt
