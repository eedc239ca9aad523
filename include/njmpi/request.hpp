// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Requests: operations under way (MPI 4.0, sections 3.7 and 3.9).
#pragma once

#include <njmpi/op.hpp>

namespace njmpi {

/// An operation that was started and must be completed. Move-only; a request that was moved from is null.
/// Destroying an active one is an error that names the call which started it.
class request {
public:
  NJMPI_INLINE request() = default;
  /// An active request; rewritten code makes it.
  NJMPI_INLINE request(MPI_Request handle, const rt::site& origin)
      : handle_(handle), origin_(&origin), active_(true) {}
  /// The same for a reduction, whose callable lives until it completes.
  NJMPI_INLINE request(MPI_Request handle, const rt::site& origin, rt::kept* callable)
      : handle_(handle), origin_(&origin), kept_(callable), active_(true) {}
  /// A persistent request, not yet started.
  NJMPI_INLINE static request persistent(MPI_Request handle, const rt::site& origin) {
    request made(handle, origin);
    made.active_ = false;
    made.persistent_ = true;
    return made;
  }

  NJMPI_INLINE request(request&& other) noexcept
      : handle_(other.handle_), origin_(other.origin_), kept_(other.kept_), active_(other.active_),
        persistent_(other.persistent_) {
    other.forget();
  }
  /// Overwriting an active request is the same error as destroying it.
  NJMPI_INLINE request& operator=(request&& other) noexcept {
    if (this != &other) {
      if (active_ || persistent_)
        drop();
      handle_ = other.handle_;
      origin_ = other.origin_;
      kept_ = other.kept_;
      active_ = other.active_;
      persistent_ = other.persistent_;
      other.forget();
    }
    return *this;
  }
  NJMPI_INLINE ~request() {
    if (active_ || persistent_)
      drop();
  }

  /// The request as MPI has it.
  NJMPI_INLINE MPI_Request& handle() { return handle_; }
  /// Whether it stands for nothing: never started, moved from, or completed.
  NJMPI_INLINE bool null() const { return !active_ && !persistent_; }
  /// Whether it was started and is not known to be complete.
  NJMPI_INLINE bool active() const { return active_; }
  /// The call that started it, or null.
  NJMPI_INLINE const rt::site* origin() const { return origin_; }

  // What MPI did to the handle, noted by whoever called MPI.
  NJMPI_INLINE void started() { active_ = true; }
  NJMPI_INLINE void completed() {
    active_ = false;
    if (!persistent_)
      handle_ = MPI_REQUEST_NULL;
    if (kept_)
      release();
  }

private:
  NJMPI_INLINE void forget() {
    handle_ = MPI_REQUEST_NULL;
    origin_ = nullptr;
    kept_ = nullptr;
    active_ = persistent_ = false;
  }
  [[gnu::cold]] void drop() noexcept;
  [[gnu::cold]] void release();

  MPI_Request handle_ = MPI_REQUEST_NULL;
  const rt::site* origin_ = nullptr;
  rt::kept* kept_ = nullptr;
  bool active_ = false;
  bool persistent_ = false;
};

/// What a nonblocking operation returns: the code, and the request to wait for.
struct pending {
  int status;
  request req;
};

/// A code, and whether the question was answered with yes.
struct flagged {
  int status;
  bool flag;
};
/// A code, and which request completed; MPI_UNDEFINED if none was active.
struct indexed {
  int status;
  int index;
};
/// A code, and which requests completed.
struct some {
  int status;
  std::vector<int> indices;
};
/// A code, whether a request completed, and which.
struct flagged_index {
  int status;
  bool flag;
  int index;
};

namespace rt {

/// The request in a request or a pending.
NJMPI_INLINE inline request& request_of(request& r) { return r; }
NJMPI_INLINE inline request& request_of(pending& p) { return p.req; }
NJMPI_INLINE inline request& request_of(request&& r) { return static_cast<request&>(r); }
NJMPI_INLINE inline request& request_of(pending&& p) { return p.req; }

template <class T>
concept holds_request =
    std::is_same_v<std::remove_cvref_t<T>, request> || std::is_same_v<std::remove_cvref_t<T>, pending>;

/// The handles of several requests side by side, as MPI takes them; no heap up to 64.
class request_array {
public:
  /// request_array(range), request_array(r1, r2, ...): of request or pending.
  template <class... R> NJMPI_INLINE explicit request_array(R&&... requests) { (append(requests), ...); }
  request_array(const request_array&) = delete;
  request_array& operator=(const request_array&) = delete;
  NJMPI_INLINE ~request_array() {
    if (items_ != few_items_)
      free_storage();
  }

  /// Adds a request, a pending or a range of them.
  template <class R> NJMPI_INLINE void append(R& r) {
    if constexpr (holds_request<R>)
      add_one(request_of(r));
    else
      for (auto& one : r)
        add_one(request_of(one));
  }

  NJMPI_INLINE int size() const { return size_; }
  NJMPI_INLINE MPI_Request* data() { return handles_; }
  NJMPI_INLINE request& operator[](int i) { return *items_[i]; }

  // What MPI did, written back to the requests.

  /// All of them completed.
  NJMPI_INLINE void completed() {
    for (int i = 0; i < size_; ++i)
      completed(i);
  }
  /// One completed; MPI_UNDEFINED stands for none.
  NJMPI_INLINE void completed(int i) {
    if (i >= 0 && i < size_) {
      items_[i]->handle() = handles_[i];
      items_[i]->completed();
    }
  }
  /// These completed.
  NJMPI_INLINE void completed(const int* indices, int count) {
    for (int i = 0; i < count; ++i)
      completed(indices[i]);
  }
  /// All of them were started.
  NJMPI_INLINE void started() {
    for (int i = 0; i < size_; ++i) {
      items_[i]->handle() = handles_[i];
      items_[i]->started();
    }
  }
  /// After a failure: those that MPI set to null completed.
  void store();
  /// Whether one of them is active.
  NJMPI_INLINE bool active() const {
    for (int i = 0; i < size_; ++i)
      if (items_[i]->active())
        return true;
    return false;
  }

private:
  static constexpr int few = 64;

  NJMPI_INLINE void add_one(request& r) {
    if (size_ == capacity_)
      grow();
    handles_[size_] = r.handle();
    items_[size_++] = &r;
  }
  [[gnu::cold]] void grow();
  [[gnu::cold]] void free_storage();

  int size_ = 0;
  int capacity_ = few;
  request** items_ = few_items_;
  MPI_Request* handles_ = few_handles_;
  request* few_items_[few];
  MPI_Request few_handles_[few];
};

/// The statuses of several requests, also where the caller asks for none: MPI says in them alone which
/// operation failed, and why.
class failure_statuses {
public:
  NJMPI_INLINE failure_statuses(int count, MPI_Status* given)
      : data_(given != MPI_STATUSES_IGNORE ? given
              : count <= few               ? few_
                                           : allocate(count)),
        own_(given == MPI_STATUSES_IGNORE && count > few) {}
  failure_statuses(const failure_statuses&) = delete;
  failure_statuses& operator=(const failure_statuses&) = delete;
  NJMPI_INLINE ~failure_statuses() {
    if (own_)
      free_storage();
  }

  NJMPI_INLINE MPI_Status* data() { return data_; }
  /// The code of the first operation that failed, for MPI_ERR_IN_STATUS; the outcome itself otherwise.
  NJMPI_INLINE int code(int outcome, int filled) const {
    return outcome == MPI_SUCCESS ? outcome : failed(outcome, filled);
  }

private:
  static constexpr int few = 64;
  [[gnu::cold]] static MPI_Status* allocate(int count);
  [[gnu::cold]] void free_storage();
  [[gnu::cold]] int failed(int outcome, int filled) const;

  MPI_Status* data_;
  bool own_;
  MPI_Status few_[few];
};

} // namespace rt
} // namespace njmpi
