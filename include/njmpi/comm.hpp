// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Communicators (MPI 4.0, chapters 7 and 8).
#pragma once

#include <initializer_list>

#include <njmpi/parameter.hpp>

namespace njmpi {
namespace rt {

/// A communicator that comm objects share; freed with the last of them, or at finalize.
struct shared_communicator;
void retain(shared_communicator* shared);
[[gnu::cold]] void release(shared_communicator* shared) noexcept;

/// The integers of a range or of a list in braces, one per dimension.
class dimension_list {
public:
  static constexpr int most = 16;
  dimension_list() = default;
  dimension_list(std::initializer_list<int> values) {
    for (const int value : values)
      add(value);
  }
  template <std::ranges::range R> dimension_list(const R& values) {
    for (const auto& value : values)
      add(static_cast<int>(value));
  }
  int size() const { return size_; }
  int operator[](int i) const { return values_[i]; }

private:
  void add(int value) {
    if (size_ < most)
      values_[size_] = value;
    ++size_;
  }
  int values_[most]{};
  int size_ = 0;
};

} // namespace rt

/// The two partners of a shift along one dimension; proc_null beyond an end.
struct neighbours {
  int source;
  int dest;
};

/// A communicator. Copies share it; what split, dup and cart made is freed with the last copy, at the
/// latest when MPI is finalised, and null from then on. comm(handle) leaves the handle to its owner.
class comm {
public:
  /// The null communicator.
  NJMPI_INLINE comm() : comm(rt::null, nullptr) {}
  /// Wraps a handle. Its errors are returned to this library from now on if they were fatal.
  explicit comm(MPI_Comm handle, rt::where origin = rt::where::current());
  NJMPI_INLINE comm(const comm& other)
      : handle_(other.handle_), state_(other.state_), shared_(other.shared_) {
    if (shared_)
      rt::retain(shared_);
  }
  NJMPI_INLINE comm(comm&& other) noexcept : comm() { swap(other); }
  comm& operator=(comm other) noexcept {
    swap(other);
    return *this;
  }
  NJMPI_INLINE ~comm() {
    if (shared_)
      rt::release(shared_);
  }

  /// The communicator as MPI has it.
  NJMPI_INLINE MPI_Comm handle() const { return rt::limit != 0 ? handle_ : state_->handle; }
  /// Handle, rank and size as plain data.
  NJMPI_INLINE const rt::communicator& state() const { return *state_; }
  /// Whether it is a communicator, not null.
  NJMPI_INLINE explicit operator bool() const { return state_->handle != MPI_COMM_NULL; }
  NJMPI_INLINE friend bool operator==(const comm& a, const comm& b) { return a.handle() == b.handle(); }

  /// This process in the communicator, and how many there are (MPI 4.0, section 7.4.1).
  NJMPI_INLINE int rank() const {
    if (rt::limit == 0)
      rt::ready();
    return state_->rank;
  }
  NJMPI_INLINE int size() const {
    if (rt::limit == 0)
      rt::ready();
    return state_->size;
  }

  /// One communicator per colour, ranks in the order of their keys; MPI_UNDEFINED gives a null one
  /// (MPI 4.0, section 7.4.2).
  [[nodiscard]] comm split(int color, int key = 0, rt::where origin = rt::where::current()) const;
  /// One communicator per set of processes that share memory.
  [[nodiscard]] comm split_shared(int key = 0, rt::where origin = rt::where::current()) const;
  /// The same processes, with messages of their own.
  [[nodiscard]] comm dup(rt::where origin = rt::where::current()) const;
  /// A Cartesian grid; a dimension given as 0 is chosen by MPI_Dims_create. Processes that the grid does
  /// not need get a null communicator (MPI 4.0, section 8.5).
  [[nodiscard]] comm cart(const rt::dimension_list& dims, const rt::dimension_list& periodic = {},
                          bool reorder = false, rt::where origin = rt::where::current()) const;
  /// Where this process, or a rank, stands in the grid.
  std::vector<int> coords(rt::where origin = rt::where::current()) const;
  std::vector<int> coords(int rank, rt::where origin = rt::where::current()) const;
  /// The partners of a shift along a dimension of the grid.
  neighbours shift(int dimension, int displacement = 1, rt::where origin = rt::where::current()) const;

  // The neighbourhood collectives of the table (MPI 4.0, section 8.6).
#define NJMPI_MEMBER_point_to_point(...)
#define NJMPI_MEMBER_nonblocking(...)
#define NJMPI_MEMBER_persistent(...)
#define NJMPI_MEMBER_collective(...)
#define NJMPI_MEMBER_nonblocking_collective(...)
#define NJMPI_MEMBER_varying(...)
#define NJMPI_MEMBER_neighbour(name, parameters)                                                             \
  template <class Operator = op::sum_type NJMPI_COMPARED_PARAMETER>                                          \
  int name(NJMPI_SIGNATURE_LIST(parameters) rt::where origin = rt::where::current()) const NJMPI_BODY(       \
      { return rt::invoke<rt::NJMPI_COMPARED_ROW(name)>(*state_, origin NJMPI_ARGUMENT_LIST(parameters)); })
#define NJMPI_OPERATION(group, name, mpi, section, result, rule, parameters, arguments)                      \
  NJMPI_MEMBER_##group(name, parameters)
#include <njmpi/operations.def>

private:
  friend comm world();
  friend comm self();
  NJMPI_INLINE comm(const rt::communicator& state, rt::shared_communicator* shared)
      : handle_(state.handle), state_(&state), shared_(shared) {}
  NJMPI_INLINE void swap(comm& other) noexcept {
    const MPI_Comm handle = handle_;
    const rt::communicator* state = state_;
    rt::shared_communicator* shared = shared_;
    handle_ = other.handle_, state_ = other.state_, shared_ = other.shared_;
    other.handle_ = handle, other.state_ = state, other.shared_ = shared;
  }
  comm adopt(int code, MPI_Comm made, const char* operation, const rt::where& origin) const;

  MPI_Comm handle_; // that of the state, as long as MPI runs: a call need not look there
  const rt::communicator* state_;
  rt::shared_communicator* shared_;
};

/// All processes of the program; the default of every operation.
NJMPI_INLINE inline comm world() { return {rt::world, nullptr}; }
/// This process alone.
NJMPI_INLINE inline comm self() { return {rt::self, nullptr}; }

NJMPI_INLINE inline rt::comm_argument::comm_argument(const njmpi::comm& c) : state(&c.state()) {}
template <class T>
NJMPI_INLINE inline rt::argument_or_comm<T>::argument_or_comm(const njmpi::comm& c) : state(&c.state()) {}

} // namespace njmpi
