// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known of a received message (MPI 4.0, section 3.2.5).
#pragma once

#include <njmpi/datatype.hpp>

namespace njmpi {

/// What is known of a received message. An array of it is an array of MPI_Status to MPI.
class status {
public:
  /// The rank that sent the message.
  NJMPI_INLINE int source() const { return status_.MPI_SOURCE; }
  /// The message's tag.
  NJMPI_INLINE int tag() const { return status_.MPI_TAG; }
  /// The code of this operation, where several were completed at once.
  NJMPI_INLINE int error() const { return status_.MPI_ERROR; }
  /// How many elements of type T arrived; MPI_UNDEFINED if that is no whole number of them.
  template <class T> std::ptrdiff_t count() const;
  /// The status as MPI has it.
  NJMPI_INLINE MPI_Status& handle() { return status_; }
  NJMPI_INLINE const MPI_Status& handle() const { return status_; }

private:
  MPI_Status status_{};
};

namespace rt {

/// The status to give to MPI: null means that nobody asks.
NJMPI_INLINE inline MPI_Status* raw(njmpi::status* one) { return one ? &one->handle() : MPI_STATUS_IGNORE; }
/// The same for an array of them.
NJMPI_INLINE inline MPI_Status* raw_all(njmpi::status* first) {
  return first ? &first->handle() : MPI_STATUSES_IGNORE;
}

std::ptrdiff_t count_of(const MPI_Status& status, MPI_Datatype type, std::size_t multiplicity);

} // namespace rt

template <class T> std::ptrdiff_t status::count() const {
  return rt::count_of(status_, datatype<T>(), rt::multiplicity<T>);
}

} // namespace njmpi
