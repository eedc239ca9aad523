// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Varying counts: how many elements each rank gives or gets, and where they stand (MPI 4.0, section 6.5).
#pragma once

#include <njmpi/buffer.hpp>

namespace njmpi {

/// Counts with displacements of their own, both in elements: blocks(counts, displacements).
template <class Counts, class Displacements> struct blocks {
  const Counts& counts;
  const Displacements& displacements;
  blocks(const Counts& c, const Displacements& d) : counts(c), displacements(d) {}
};

/// njmpi::infer(counts): the counts are exchanged, and returned in a container.
template <class Container> struct inferred {
  Container* counts;
};
/// njmpi::infer in place of receive counts: they are exchanged first, which is one more collective call.
struct infer_type {
  template <class Container> constexpr inferred<Container> operator()(Container& counts) const {
    return {&counts};
  }
};
inline constexpr infer_type infer{};

namespace rt {

template <class T> inline constexpr bool is_blocks = false;
template <class C, class D> inline constexpr bool is_blocks<blocks<C, D>> = true;
template <class T> inline constexpr bool is_inferred = std::is_same_v<T, infer_type>;
template <class C> inline constexpr bool is_inferred<inferred<C>> = true;

template <bool Accepted> consteval bool accept_counts() {
  static_assert(Accepted, "counts are a range of integers, one for each rank [njmpi-argument]");
  return Accepted;
}

/// The numbers of a range, as they are (int) or widened.
class number_list {
public:
  template <class R> explicit number_list(const R& range) {
    using number = std::remove_cvref_t<decltype(*std::ranges::begin(range))>;
    static_assert(std::is_integral_v<number>, "counts and displacements are integers [njmpi-argument]");
    size_ = static_cast<std::size_t>(std::ranges::size(range));
    if constexpr (std::is_same_v<number, int> && std::ranges::contiguous_range<const R>)
      narrow_ = std::ranges::data(range);
    else {
      std::ptrdiff_t* to = wide_ = new std::ptrdiff_t[size_ + 1];
      for (const auto& n : range)
        *to++ = static_cast<std::ptrdiff_t>(n);
    }
  }
  number_list(const number_list&) = delete;
  number_list& operator=(const number_list&) = delete;
  ~number_list() { delete[] wide_; }
  std::size_t size() const { return size_; }
  const int* narrow() const { return narrow_; }
  std::ptrdiff_t operator[](std::size_t i) const { return narrow_ ? narrow_[i] : wide_[i]; }

private:
  std::size_t size_ = 0;
  const int* narrow_ = nullptr;
  std::ptrdiff_t* wide_ = nullptr;
};

/// Counts and displacements in elements of the MPI type, as MPI takes them.
class counts {
public:
  /// For ranks on which they mean nothing, and for those that are exchanged.
  NJMPI_INLINE counts() { narrow_counts_ = narrow_displacements_ = few_; }
  /// From a range of integers or blocks, for size ranks; size 0 does not look at it.
  template <class C> NJMPI_INLINE counts(const C& expression, int size, std::size_t multiplicity) : counts() {
    if (size == 0)
      return;
    if constexpr (requires { take(std::ranges::data(expression), std::ranges::size(expression), 0, 0); }) {
      if (!take(std::ranges::data(expression), std::ranges::size(expression), size, multiplicity))
        measure(expression, size, multiplicity);
    } else
      measure(expression, size, multiplicity);
  }
  counts(const counts&) = delete;
  counts& operator=(const counts&) = delete;
  NJMPI_INLINE ~counts() {
    if (storage_)
      free_storage();
  }

  NJMPI_INLINE const int* data() const { return narrow_counts_; }
  NJMPI_INLINE const int* displacements() const { return narrow_displacements_; }
  /// How many elements a buffer must hold; not_contiguous or more where the counts make no sense or need
  /// more than int, so that total() < limit says that data() and displacements() are good.
  NJMPI_INLINE std::size_t total() const { return total_; }

  /// Sends each receiver the count it does not know: own to all, to the root, or sent to each.
  int gather(std::size_t own, int root, const communicator& comm);
  int allgather(std::size_t own, const communicator& comm);
  int alltoall(const counts& sent, const communicator& comm);

  /// For the runtime: what is wrong, and counts beyond int.
  int check(const char* name) const;
  bool wide() const { return wide_counts_ != nullptr; }
  std::ptrdiff_t count(int i) const { return wide_counts_ ? wide_counts_[i] : narrow_counts_[i]; }
  std::ptrdiff_t displacement(int i) const {
    return wide_displacements_ ? wide_displacements_[i] : narrow_displacements_[i];
  }
  int size() const { return size_; }
  std::size_t reach() const { return reach_; }

private:
  enum class problem { none, size, negative };
  static constexpr int few = 64;

  /// The usual case: numbers that MPI can take as they are, and their prefix sums. False where they are more
  /// than fit here, or need another look.
  NJMPI_INLINE bool take(const int* numbers, std::size_t given, int size, std::size_t multiplicity) {
    if (size > few || given < static_cast<std::size_t>(size))
      return false;
    std::ptrdiff_t next = 0;
    int signs = 0;
    for (int i = 0; i < size; ++i) {
      few_[i] = static_cast<int>(next);
      signs |= numbers[i];
      next += static_cast<std::ptrdiff_t>(numbers[i]) * static_cast<std::ptrdiff_t>(multiplicity);
      if (multiplicity != 1)
        few_[few + i] = static_cast<int>(next) - few_[i];
    }
    if (signs < 0 || next > __INT_MAX__)
      return false;
    narrow_counts_ = multiplicity == 1 ? numbers : few_ + few;
    total_ = reach_ = static_cast<std::size_t>(next);
    size_ = given_ = size;
    return true;
  }
  /// Every other case.
  template <class C> [[gnu::cold]] void measure(const C& expression, int size, std::size_t multiplicity) {
    if constexpr (is_blocks<C>) {
      const number_list numbers(expression.counts);
      const number_list displacements(expression.displacements);
      set(numbers, &displacements, size, multiplicity);
    } else if constexpr (accept_counts<std::ranges::sized_range<const C>>()) {
      const number_list numbers(expression);
      set(numbers, nullptr, size, multiplicity);
    }
  }
  void set(const number_list& numbers, const number_list* displacements, int size, std::size_t multiplicity);
  void settle(const std::ptrdiff_t* numbers, const std::ptrdiff_t* displacements, int size);
  [[gnu::cold]] void free_storage();

  const int* narrow_counts_;
  const int* narrow_displacements_;
  std::ptrdiff_t* wide_counts_ = nullptr;
  std::ptrdiff_t* wide_displacements_ = nullptr;
  std::size_t total_ = 0;
  std::size_t reach_ = 0;
  int size_ = 0;
  int given_ = 0;
  problem problem_ = problem::none;
  int* storage_ = nullptr;
  int few_[2 * few];
};

} // namespace rt
} // namespace njmpi
