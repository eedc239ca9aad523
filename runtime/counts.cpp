// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Varying counts: int where they fit, wide where they do not.

#include "internal.hpp"

namespace njmpi::rt {
namespace {

/// Room for numbers, on the stack for as many ranks as programs are tried on.
class scratch {
public:
  explicit scratch(int n) { data_ = n <= few ? few_ : new std::ptrdiff_t[static_cast<std::size_t>(n)]; }
  scratch(const scratch&) = delete;
  scratch& operator=(const scratch&) = delete;
  ~scratch() {
    if (data_ != few_)
      delete[] data_;
  }
  std::ptrdiff_t* data() { return data_; }
  std::ptrdiff_t& operator[](int i) { return data_[i]; }

private:
  static constexpr int few = 64;
  std::ptrdiff_t few_[few];
  std::ptrdiff_t* data_;
};

static_assert(sizeof(std::ptrdiff_t) == sizeof(long));

} // namespace

void counts::set(const number_list& numbers, const number_list* displacements, int size,
                 std::size_t multiplicity) {
  size_ = size;
  given_ = static_cast<int>(numbers.size());
  const auto n = static_cast<std::size_t>(size);
  if (numbers.size() < n || (displacements && displacements->size() < n)) {
    if (displacements && displacements->size() < numbers.size())
      given_ = static_cast<int>(displacements->size());
    problem_ = problem::size;
    total_ = not_contiguous;
    return;
  }
  scratch own(size);
  scratch starts(size);
  const auto times = static_cast<std::ptrdiff_t>(multiplicity);
  for (int i = 0; i < size; ++i) {
    own[i] = numbers[static_cast<std::size_t>(i)] * times;
    if (displacements)
      starts[i] = (*displacements)[static_cast<std::size_t>(i)] * times;
  }
  settle(own.data(), displacements ? starts.data() : nullptr, size);
}

void counts::settle(const std::ptrdiff_t* numbers, const std::ptrdiff_t* displacements, int size) {
  size_ = given_ = size;
  bool fits = true;
  std::ptrdiff_t next = 0;
  for (int i = 0; i < size; ++i) {
    const std::ptrdiff_t start = displacements ? displacements[i] : next;
    if (numbers[i] < 0 || start < 0) {
      problem_ = problem::negative;
      total_ = not_contiguous;
      return;
    }
    fits = fits && numbers[i] <= INT_MAX && start <= INT_MAX;
    next = start + numbers[i];
    if (numbers[i] > 0 && static_cast<std::size_t>(next) > reach_)
      reach_ = static_cast<std::size_t>(next);
  }
  total_ = fits ? reach_ : not_contiguous;
  const auto n = static_cast<std::size_t>(size);
  int* const narrow = size <= few ? few_ : (storage_ = new int[2 * n]);
  narrow_counts_ = narrow;
  narrow_displacements_ = narrow + size;
  if (!fits) {
    wide_counts_ = new std::ptrdiff_t[n];
    wide_displacements_ = new std::ptrdiff_t[n];
    if (!storage_)
      storage_ = new int[1];
  }
  next = 0;
  for (int i = 0; i < size; ++i) {
    const std::ptrdiff_t start = displacements ? displacements[i] : next;
    next = start + numbers[i];
    if (fits) {
      narrow[i] = static_cast<int>(numbers[i]);
      narrow[size + i] = static_cast<int>(start);
    } else {
      wide_counts_[i] = numbers[i];
      wide_displacements_[i] = start;
    }
  }
}

void counts::free_storage() {
  delete[] storage_;
  delete[] wide_counts_;
  delete[] wide_displacements_;
}

int counts::check(const char* name) const {
  if (problem_ == problem::size)
    return refuse(MPI_ERR_COUNT, "%s holds %d numbers, %d are needed", name, given_, size_);
  if (problem_ == problem::negative)
    return refuse(MPI_ERR_COUNT, "%s holds a negative count or displacement", name);
  return MPI_SUCCESS;
}

int counts::gather(std::size_t own, int root, const communicator& comm) {
  const bool receives = comm.rank == root;
  scratch all(receives ? comm.size : 0);
  const auto mine = static_cast<std::ptrdiff_t>(own);
  const int code = MPI_Gather(&mine, 1, MPI_LONG, all.data(), 1, MPI_LONG, root, comm.handle);
  if (code == MPI_SUCCESS && receives)
    settle(all.data(), nullptr, comm.size);
  return code;
}

int counts::allgather(std::size_t own, const communicator& comm) {
  scratch all(comm.size);
  const auto mine = static_cast<std::ptrdiff_t>(own);
  const int code = MPI_Allgather(&mine, 1, MPI_LONG, all.data(), 1, MPI_LONG, comm.handle);
  if (code == MPI_SUCCESS)
    settle(all.data(), nullptr, comm.size);
  return code;
}

int counts::alltoall(const counts& sent, const communicator& comm) {
  scratch mine(comm.size);
  scratch all(comm.size);
  for (int i = 0; i < comm.size; ++i)
    mine[i] = sent.problem_ == problem::none ? sent.count(i) : -1;
  const int code = MPI_Alltoall(mine.data(), 1, MPI_LONG, all.data(), 1, MPI_LONG, comm.handle);
  if (code == MPI_SUCCESS)
    settle(all.data(), nullptr, comm.size);
  return code;
}

} // namespace njmpi::rt
