// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Requests that are destroyed, several requests at once, and the entry points that complete them.

#include "internal.hpp"

namespace njmpi {

void request::lost(const rt::site& origin) noexcept {
  rt::failed_in_destructor(
      rt::refuse(MPI_ERR_REQUEST, "the request of this call was destroyed before it completed"), origin);
}

namespace rt {

void request_array<any_number>::grow() {
  const int larger = capacity_ * 2;
  auto* const items = new request*[static_cast<std::size_t>(larger)];
  for (int i = 0; i < size_; ++i)
    items[i] = items_[i];
  if (items_ != few_)
    free_storage();
  items_ = items;
  capacity_ = larger;
}

void request_array<any_number>::free_storage() { delete[] items_; }

void request_array<any_number>::store(const MPI_Request* handles) {
  for (int i = 0; i < size_; ++i)
    items_[i]->store(handles[i]);
}

MPI_Request* request_handles<any_number>::allocate(int count) {
  return new MPI_Request[static_cast<std::size_t>(count)];
}

void request_handles<any_number>::free_storage() { delete[] data_; }

MPI_Status* failure_statuses<any_number>::allocate(int count) {
  return new MPI_Status[static_cast<std::size_t>(count)];
}

void failure_statuses<any_number>::free_storage() { delete[] data_; }

int code_in(const MPI_Status* statuses, int count, int outcome) {
  int error_class = outcome;
  MPI_Error_class(outcome, &error_class);
  if (error_class == MPI_ERR_IN_STATUS)
    for (int i = 0; i < count; ++i)
      if (statuses[i].MPI_ERROR != MPI_SUCCESS && statuses[i].MPI_ERROR != MPI_ERR_PENDING)
        return statuses[i].MPI_ERROR;
  return outcome;
}

namespace {

int already_active() {
  return refuse(MPI_ERR_REQUEST, "the request is active already: wait for it before it is started");
}

} // namespace

#define NJMPI_DEFINE_completing_one_code(name, mpi)                                                          \
  int name(MPI_Request& one, MPI_Status* status) noexcept {                                                  \
    const int code = need();                                                                                 \
    return code == MPI_SUCCESS ? mpi(&one, status) : code;                                                   \
  }
#define NJMPI_DEFINE_completing_one_flagged(name, mpi)                                                       \
  int name(MPI_Request& one, int& flag, MPI_Status* status) noexcept {                                       \
    const int code = need();                                                                                 \
    return code == MPI_SUCCESS ? mpi(&one, &flag, status) : code;                                            \
  }
#define NJMPI_DEFINE_completing_many_code(name, mpi)                                                         \
  int name(int count, MPI_Request* many, MPI_Status* statuses) noexcept {                                    \
    const int code = need();                                                                                 \
    return code == MPI_SUCCESS ? mpi(count, many, statuses) : code;                                          \
  }
#define NJMPI_DEFINE_completing_many_flagged(name, mpi)                                                      \
  int name(int count, MPI_Request* many, int& flag, MPI_Status* statuses) noexcept {                         \
    const int code = need();                                                                                 \
    return code == MPI_SUCCESS ? mpi(count, many, &flag, statuses) : code;                                   \
  }
#define NJMPI_DEFINE_completing_many_indexed(name, mpi)                                                      \
  int name(int count, MPI_Request* many, int& index, MPI_Status* status) noexcept {                          \
    const int code = need();                                                                                 \
    return code == MPI_SUCCESS ? mpi(count, many, &index, status) : code;                                    \
  }
#define NJMPI_DEFINE_completing_many_flagged_index(name, mpi)                                                \
  int name(int count, MPI_Request* many, int& index, int& flag, MPI_Status* status) noexcept {               \
    const int code = need();                                                                                 \
    return code == MPI_SUCCESS ? mpi(count, many, &index, &flag, status) : code;                             \
  }
#define NJMPI_DEFINE_completing_many_some(name, mpi)                                                         \
  int name(int count, MPI_Request* many, int& done, int* indices, MPI_Status* statuses) noexcept {           \
    if (const int code = need())                                                                             \
      return code;                                                                                           \
    const int code = mpi(count, many, &done, indices, statuses);                                             \
    return code == MPI_SUCCESS ? code : code_in(statuses, done, code);                                       \
  }
#define NJMPI_DEFINE_starting_one_code(name, mpi)                                                            \
  int name(MPI_Request& one, bool active) noexcept {                                                         \
    if (const int code = need())                                                                             \
      return code;                                                                                           \
    return active ? already_active() : mpi(&one);                                                            \
  }
#define NJMPI_DEFINE_starting_many_code(name, mpi)                                                           \
  int name(int count, MPI_Request* many, bool active) noexcept {                                             \
    if (const int code = need())                                                                             \
      return code;                                                                                           \
    return active ? already_active() : mpi(count, many);                                                     \
  }
#define NJMPI_COMPLETION(name, mpi, section, requests, result)                                               \
  NJMPI_COMPLETION_AS(NJMPI_DEFINE, NJMPI_COMPLETION_KIND(name), requests, result)(name, mpi)
#include <njmpi/operations.def>

#undef NJMPI_INACTIVE_one_code
#undef NJMPI_INACTIVE_one_flagged
#define NJMPI_INACTIVE_one_code(name)                                                                        \
  int name(MPI_Status* status) noexcept {                                                                    \
    MPI_Request none = MPI_REQUEST_NULL;                                                                     \
    return name(none, status);                                                                               \
  }
#define NJMPI_INACTIVE_one_flagged(name)                                                                     \
  int name(int& flag, MPI_Status* status) noexcept {                                                         \
    MPI_Request none = MPI_REQUEST_NULL;                                                                     \
    return name(none, flag, status);                                                                         \
  }
#define NJMPI_COMPLETION(name, mpi, section, requests, result)                                               \
  NJMPI_INACTIVE_AS(NJMPI_COMPLETION_KIND(name), name, requests, result)
#include <njmpi/operations.def>

} // namespace rt
} // namespace njmpi
