// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Requests that are destroyed, several requests at once, and the entry points that complete them.

#include "internal.hpp"

namespace njmpi {

void request::drop() noexcept {
  if (active_)
    rt::failed_in_destructor(
        rt::refuse(MPI_ERR_REQUEST, "the request of this call was destroyed before it completed"), *origin_);
  else if (rt::running())
    MPI_Request_free(&handle_);
}

void request::release() {
  rt::release(kept_);
  kept_ = nullptr;
}

namespace rt {

void request_array::grow() {
  const int larger = capacity_ * 2;
  auto* const items = new request*[static_cast<std::size_t>(larger)];
  auto* const handles = new MPI_Request[static_cast<std::size_t>(larger)];
  for (int i = 0; i < size_; ++i) {
    items[i] = items_[i];
    handles[i] = handles_[i];
  }
  if (items_ != few_items_)
    free_storage();
  items_ = items;
  handles_ = handles;
  capacity_ = larger;
}

void request_array::free_storage() {
  delete[] items_;
  delete[] handles_;
}

void request_array::store() {
  for (int i = 0; i < size_; ++i) {
    items_[i]->handle() = handles_[i];
    if (handles_[i] == MPI_REQUEST_NULL && items_[i]->active())
      items_[i]->completed();
  }
}

MPI_Status* failure_statuses::allocate(int count) { return new MPI_Status[static_cast<std::size_t>(count)]; }

void failure_statuses::free_storage() { delete[] data_; }

int failure_statuses::failed(int outcome, int filled) const {
  int error_class = outcome;
  MPI_Error_class(outcome, &error_class);
  if (error_class == MPI_ERR_IN_STATUS)
    for (int i = 0; i < filled; ++i)
      if (data_[i].MPI_ERROR != MPI_SUCCESS && data_[i].MPI_ERROR != MPI_ERR_PENDING)
        return data_[i].MPI_ERROR;
  return outcome;
}

namespace {

int already_active() {
  return refuse(MPI_ERR_REQUEST, "the request is active already: wait for it before it is started");
}

} // namespace

#define NJMPI_DEFINE_completing_one_code(name, mpi)                                                          \
  int name(request& one, MPI_Status* status) {                                                               \
    const int code = need();                                                                                 \
    return code == MPI_SUCCESS ? mpi(&one.handle(), status) : code;                                          \
  }
#define NJMPI_DEFINE_completing_one_flagged(name, mpi)                                                       \
  int name(request& one, int& flag, MPI_Status* status) {                                                    \
    const int code = need();                                                                                 \
    return code == MPI_SUCCESS ? mpi(&one.handle(), &flag, status) : code;                                   \
  }
#define NJMPI_DEFINE_completing_many_code(name, mpi)                                                         \
  int name(request_array& many, MPI_Status* statuses) {                                                      \
    if (const int code = need())                                                                             \
      return code;                                                                                           \
    return mpi(many.size(), many.data(), statuses);                                                          \
  }
#define NJMPI_DEFINE_completing_many_flagged(name, mpi)                                                      \
  int name(request_array& many, int& flag, MPI_Status* statuses) {                                           \
    if (const int code = need())                                                                             \
      return code;                                                                                           \
    return mpi(many.size(), many.data(), &flag, statuses);                                                   \
  }
#define NJMPI_DEFINE_completing_many_indexed(name, mpi)                                                      \
  int name(request_array& many, int& index, MPI_Status* status) {                                            \
    const int code = need();                                                                                 \
    return code == MPI_SUCCESS ? mpi(many.size(), many.data(), &index, status) : code;                       \
  }
#define NJMPI_DEFINE_completing_many_flagged_index(name, mpi)                                                \
  int name(request_array& many, int& index, int& flag, MPI_Status* status) {                                 \
    const int code = need();                                                                                 \
    return code == MPI_SUCCESS ? mpi(many.size(), many.data(), &index, &flag, status) : code;                \
  }
#define NJMPI_DEFINE_completing_many_some(name, mpi)                                                         \
  int name(request_array& many, int& count, int* indices, MPI_Status* statuses) {                            \
    if (const int code = need())                                                                             \
      return code;                                                                                           \
    failure_statuses failures(many.size(), statuses);                                                        \
    const int code = mpi(many.size(), many.data(), &count, indices, failures.data());                        \
    return failures.code(code, count);                                                                       \
  }
#define NJMPI_DEFINE_starting_one_code(name, mpi)                                                            \
  int name(request& one) {                                                                                   \
    if (const int code = need())                                                                             \
      return code;                                                                                           \
    return one.active() ? already_active() : mpi(&one.handle());                                             \
  }
#define NJMPI_DEFINE_starting_many_code(name, mpi)                                                           \
  int name(request_array& many) {                                                                            \
    if (const int code = need())                                                                             \
      return code;                                                                                           \
    return many.active() ? already_active() : mpi(many.size(), many.data());                                 \
  }
#define NJMPI_COMPLETION(name, mpi, section, requests, result)                                               \
  NJMPI_COMPLETION_AS(NJMPI_DEFINE, NJMPI_COMPLETION_KIND(name), requests, result)(name, mpi)
#include <njmpi/operations.def>

} // namespace rt
} // namespace njmpi
