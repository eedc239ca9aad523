// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Requests: operations under way (MPI 4.0, sections 3.7 and 3.9).
#pragma once

#include <njmpi/op.hpp>

namespace njmpi {

/// An operation that was started and must be completed. Move-only; a request that was moved from is null.
/// Destroying an active one is an error that names the call which started it.
///
/// No function is given the object itself, so that the compiler keeps a local one in registers, and knows
/// what became of it.
class request {
public:
  NJMPI_INLINE request() = default;
  /// An active request; rewritten code makes it.
  NJMPI_INLINE request(MPI_Request handle, const rt::site& origin)
      : handle_(handle), origin_(&origin), state_(active_state) {}
  /// The same for a reduction, whose callable lives until it completes.
  NJMPI_INLINE request(MPI_Request handle, const rt::site& origin, rt::kept* callable)
      : handle_(handle), origin_(&origin), kept_(callable), state_(active_state) {}
  /// A persistent request, not yet started.
  NJMPI_INLINE static request persistent(MPI_Request handle, const rt::site& origin) {
    request made(handle, origin);
    made.state_ = persistent_state;
    return made;
  }
  /// No request, since the call failed.
  NJMPI_INLINE static request failed(const rt::site& origin) {
    request none(MPI_REQUEST_NULL, origin);
    none.state_ = null_state;
    return none;
  }

  NJMPI_INLINE request(request&& other) noexcept
      : handle_(other.handle_), origin_(other.origin_), kept_(other.kept_), state_(other.state_) {
    other.forget();
  }
  /// Overwriting an active request is the same error as destroying it.
  NJMPI_INLINE request& operator=(request&& other) noexcept {
    if (this != &other) {
      drop();
      handle_ = other.handle_;
      origin_ = other.origin_;
      kept_ = other.kept_;
      state_ = other.state_;
      other.forget();
    }
    return *this;
  }
  NJMPI_INLINE ~request() { drop(); }

  /// The request as MPI has it.
  NJMPI_INLINE MPI_Request& handle() { return handle_; }
  /// Whether it stands for nothing: never started, moved from, or completed.
  NJMPI_INLINE bool null() const { return handle_ == MPI_REQUEST_NULL; }
  /// Whether it was started and is not known to be complete.
  NJMPI_INLINE bool active() const { return (state_ & active_state) != 0; }
  /// Whether it is persistent and not under way.
  NJMPI_INLINE bool inactive() const { return state_ == persistent_state; }
  /// The call that started it, or null.
  NJMPI_INLINE const rt::site* origin() const { return origin_; }

  // What MPI did to the handle, noted by whoever called MPI.
  NJMPI_INLINE void started() { state_ = persistent_state | active_state; }
  // A persistent request keeps its handle (MPI 4.0, section 3.9), of the others MPI sets it to null.
  NJMPI_INLINE void completed() {
    state_ &= persistent_state;
    if (state_ != null_state)
      return;
    handle_ = MPI_REQUEST_NULL; // also where MPI kept it, after an error
    if (kept_) {
      rt::release(kept_);
      kept_ = nullptr;
    }
  }
  /// After a failure: it completed if MPI set its handle to null. The state follows from the handle, so that
  /// nothing has to be kept in a register for this.
  NJMPI_INLINE void store(MPI_Request handle) {
    handle_ = handle;
    if (handle == MPI_REQUEST_NULL) {
      state_ &= active_state; // nothing is left to be started again
      completed();
    } else if ((state_ & persistent_state) == 0)
      state_ = active_state;
  }

private:
  NJMPI_INLINE void forget() {
    handle_ = MPI_REQUEST_NULL;
    origin_ = nullptr;
    kept_ = nullptr;
    state_ = null_state;
  }
  // Of the others, the handle says whether they are active: no state has to be kept in a register for this.
  NJMPI_INLINE void drop() noexcept {
    if (state_ == persistent_state) {
      MPI_Request freed = handle_;
      rt::free_request(&freed);
    } else if (handle_ != MPI_REQUEST_NULL && origin_) {
      lost(*origin_);
    }
  }
  enum : unsigned char { null_state = 0, active_state = 1, persistent_state = 2 };
  [[gnu::cold]] static void lost(const rt::site& origin) noexcept;

  MPI_Request handle_ = MPI_REQUEST_NULL;
  const rt::site* origin_ = nullptr;
  rt::kept* kept_ = nullptr;
  unsigned char state_ = null_state;
};

/// What a nonblocking operation returns: the code, and the request to wait for.
struct pending {
  int status;
  request req;

  // As they would be anyway, but inlined where an exception passes too: else a local one is kept in memory.
  NJMPI_INLINE pending() = default;
  NJMPI_INLINE pending(int code, request&& started) : status(code), req(static_cast<request&&>(started)) {}
  NJMPI_INLINE pending(pending&&) noexcept = default;
  NJMPI_INLINE pending& operator=(pending&&) noexcept = default;
  NJMPI_INLINE ~pending() = default;
};

/// A code, and whether the question was answered with yes.
struct flagged {
  int status;
  bool flag;

  // It does nothing, but without it g++ keeps a constant result in memory.
  NJMPI_INLINE ~flagged() {}
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
/// Anything else is a mistake, which is named once.
template <class T>
  requires(!std::is_base_of_v<request, std::remove_cvref_t<T>> &&
           !std::is_base_of_v<pending, std::remove_cvref_t<T>>)
request& request_of(T&&) {
  constexpr bool is_request = sizeof(T) == 0;
  static_assert(is_request, "this is neither a request nor what started an operation [njmpi-argument]");
  static request none;
  return none;
}

// What a rewritten call returns that starts an operation, or makes a persistent request.

NJMPI_INLINE inline pending started(int code, MPI_Request handle, const site& origin) {
  if (code > MPI_SUCCESS)
    return {failed(code, origin), request::failed(origin)};
  return {code, request(handle, origin)};
}
/// A reduction, whose callable the request keeps from now on.
template <class T>
NJMPI_INLINE inline pending started(int code, MPI_Request handle, const site& origin, kept_operation<T>& op) {
  if (code > MPI_SUCCESS)
    return {failed(code, origin), request::failed(origin)};
  return {code, request(handle, origin, op.keep())};
}
NJMPI_INLINE inline pending initialised(int code, MPI_Request handle, const site& origin) {
  if (code > MPI_SUCCESS)
    return {failed(code, origin), request::failed(origin)};
  return {code, request::persistent(handle, origin)};
}

template <class T>
concept holds_request =
    std::is_same_v<std::remove_cvref_t<T>, request> || std::is_same_v<std::remove_cvref_t<T>, pending>;

/// N requests, of type request or pending, that never leave their function: what rewritten code has in place
/// of a local std::array of them. Its destructor is inlined where an exception passes, so that the compiler
/// keeps the requests in registers.
template <class T, std::size_t N> class local_requests {
public:
  template <class... R>
    requires(sizeof...(R) == N - 1)
  NJMPI_INLINE local_requests(T&& first, R&&... rest)
      : first_(static_cast<T&&>(first)), rest_(static_cast<R&&>(rest)...) {}
  local_requests(const local_requests&) = delete;
  local_requests& operator=(const local_requests&) = delete;
  NJMPI_INLINE ~local_requests() {}

  template <class F> NJMPI_INLINE void each(F f) {
    f(first_);
    rest_.each(f);
  }

private:
  T first_;
  local_requests<T, N - 1> rest_;
};
template <class T> class local_requests<T, 0> {
public:
  template <class F> NJMPI_INLINE void each(F) {}
};

/// How many there are in local requests; 0 for anything else.
template <class R> inline constexpr std::size_t local_number = 0;
template <class T, std::size_t N> inline constexpr std::size_t local_number<local_requests<T, N>> = N;

/// How many requests an argument stands for, if that is known at compile time and they are few.
inline constexpr int any_number = -1;
template <class R> consteval int number_of() {
  std::size_t n = 9;
  if constexpr (holds_request<R>)
    n = 1;
  else if constexpr (local_number<R> != 0)
    n = local_number<R>;
  else if constexpr (std::is_bounded_array_v<R>)
    n = std::extent_v<R>;
  else if constexpr (requires { std::tuple_size<R>::value; })
    n = std::tuple_size_v<R>;
  return n <= 8 ? static_cast<int>(n) : any_number;
}
template <class... R> consteval int total_number_of() {
  return ((number_of<R>() == any_number) || ...) ? any_number : (number_of<R>() + ... + 0);
}

/// Calls f with each request of an argument: a request, a pending, or several of them.
template <class R, class F> NJMPI_INLINE inline void for_each_request(R& of, F f) {
  if constexpr (local_number<R> != 0)
    of.each([&](auto& one) NJMPI_INLINE { f(request_of(one)); });
  else if constexpr (std::ranges::range<R> && !holds_request<R>)
    for (auto& one : of)
      f(request_of(one));
  else
    f(request_of(of));
}

// The requests of one call, and their handles side by side, as MPI takes them. They are two objects, so that
// MPI, which gets the address of one, says nothing about the other.

/// N requests. No loops: compilers unroll them too late to keep the requests out of memory.
template <int N> class request_array {
  using all = std::make_integer_sequence<int, N>;
  template <int... I> using these = std::integer_sequence<int, I...>;

public:
  /// request_array(range), request_array(r1, r2, ...): of request or pending.
  template <holds_request... R>
  NJMPI_INLINE explicit request_array(R&&... requests) : items_{&request_of(requests)...} {}
  template <class... R> NJMPI_INLINE explicit request_array(R&&... requests) {
    int next = 0;
    (for_each_request(requests, [&](request& one) NJMPI_INLINE { items_[next++] = &one; }), ...);
  }
  request_array(const request_array&) = delete;
  request_array& operator=(const request_array&) = delete;

  NJMPI_INLINE static constexpr int size() { return N; }
  NJMPI_INLINE request& operator[](int i) { return *items_[i]; }
  NJMPI_INLINE request* const* items() const { return items_; }
  /// Whether one of them is active.
  NJMPI_INLINE bool active() const { return active(all()); }

  // What MPI did to the handles, noted in the requests.

  /// All of them were started.
  NJMPI_INLINE void started() { started(all()); }
  /// All of them completed.
  NJMPI_INLINE void completed() { completed(all()); }
  /// One completed; MPI_UNDEFINED stands for none.
  NJMPI_INLINE void completed(int i) {
    if (i >= 0 && i < N)
      items_[i]->completed();
  }
  /// After a failure: those that MPI set to null completed.
  NJMPI_INLINE void store(const MPI_Request* handles) { store(handles, all()); }
  /// The handles of all.
  NJMPI_INLINE void load(MPI_Request* handles) const { load(handles, all()); }

private:
  template <int... I> NJMPI_INLINE bool active(these<I...>) const { return (items_[I]->active() || ...); }
  template <int... I> NJMPI_INLINE void started(these<I...>) { (items_[I]->started(), ...); }
  template <int... I> NJMPI_INLINE void completed(these<I...>) { (items_[I]->completed(), ...); }
  template <int... I> NJMPI_INLINE void store(const MPI_Request* handles, these<I...>) {
    (items_[I]->store(handles[I]), ...);
  }
  template <int... I> NJMPI_INLINE void load(MPI_Request* handles, these<I...>) const {
    ((handles[I] = items_[I]->handle()), ...);
  }

  request* items_[N > 0 ? N : 1];
};

/// Any number of requests; no heap up to 64.
template <> class request_array<any_number> {
public:
  template <class... R> NJMPI_INLINE explicit request_array(R&&... requests) { (append(requests), ...); }
  request_array(const request_array&) = delete;
  request_array& operator=(const request_array&) = delete;
  NJMPI_INLINE ~request_array() {
    if (items_ != few_)
      free_storage();
  }

  /// Adds a request, a pending or a range of them.
  template <class R> NJMPI_INLINE void append(R& r) {
    for_each_request(r, [&](request& one) NJMPI_INLINE { add_one(one); });
  }

  NJMPI_INLINE int size() const { return size_; }
  NJMPI_INLINE request& operator[](int i) { return *items_[i]; }
  NJMPI_INLINE request* const* items() const { return items_; }
  NJMPI_INLINE bool active() const {
    for (int i = 0; i < size_; ++i)
      if (items_[i]->active())
        return true;
    return false;
  }
  NJMPI_INLINE void started() {
    for (int i = 0; i < size_; ++i)
      items_[i]->started();
  }
  NJMPI_INLINE void completed() {
    for (int i = 0; i < size_; ++i)
      items_[i]->completed();
  }
  NJMPI_INLINE void completed(int i) {
    if (i >= 0 && i < size_)
      items_[i]->completed();
  }
  void store(const MPI_Request* handles);

private:
  static constexpr int few = 64;
  NJMPI_INLINE void add_one(request& r) {
    if (size_ == capacity_)
      grow();
    items_[size_++] = &r;
  }
  [[gnu::cold]] void grow();
  [[gnu::cold]] void free_storage();

  int size_ = 0;
  int capacity_ = few;
  request** items_ = few_;
  request* few_[few];
};
template <class... R>
request_array(R&&...) -> request_array<total_number_of<std::remove_reference_t<R>...>()>;

/// The handles of requests.
template <int N> class request_handles {
public:
  NJMPI_INLINE explicit request_handles(request_array<N>& requests) { requests.load(handles_); }
  NJMPI_INLINE MPI_Request* data() { return handles_; }

private:
  MPI_Request handles_[N > 0 ? N : 1];
};
template <> class request_handles<any_number> {
public:
  NJMPI_INLINE explicit request_handles(request_array<any_number>& requests)
      : data_(requests.size() <= few ? few_ : allocate(requests.size())) {
    for (int i = 0; i < requests.size(); ++i)
      data_[i] = requests[i].handle();
  }
  request_handles(const request_handles&) = delete;
  request_handles& operator=(const request_handles&) = delete;
  NJMPI_INLINE ~request_handles() {
    if (data_ != few_)
      free_storage();
  }
  NJMPI_INLINE MPI_Request* data() { return data_; }

private:
  static constexpr int few = 64;
  [[gnu::cold]] static MPI_Request* allocate(int count);
  [[gnu::cold]] void free_storage();

  MPI_Request* data_;
  MPI_Request few_[few];
};

/// The code of the first operation that failed, for MPI_ERR_IN_STATUS; the outcome itself otherwise.
[[gnu::cold]] int code_in(const MPI_Status* statuses, int count, int outcome);

/// The statuses of several requests for a caller who asks for none: MPI says in them alone which operation
/// failed, and why.
template <int N> class failure_statuses {
public:
  NJMPI_INLINE explicit failure_statuses(const request_array<N>&) {}
  NJMPI_INLINE MPI_Status* data() { return statuses_; }
  NJMPI_INLINE MPI_Status* or_given(MPI_Status* given) {
    return given == MPI_STATUSES_IGNORE ? statuses_ : given;
  }

private:
  MPI_Status statuses_[N > 0 ? N : 1];
};
template <> class failure_statuses<any_number> {
public:
  NJMPI_INLINE explicit failure_statuses(const request_array<any_number>& requests)
      : data_(requests.size() <= few ? few_ : allocate(requests.size())) {}
  failure_statuses(const failure_statuses&) = delete;
  failure_statuses& operator=(const failure_statuses&) = delete;
  NJMPI_INLINE ~failure_statuses() {
    if (data_ != few_)
      free_storage();
  }
  /// Those of the caller, if there are some.
  NJMPI_INLINE MPI_Status* or_given(MPI_Status* given) {
    return given == MPI_STATUSES_IGNORE ? data_ : given;
  }
  NJMPI_INLINE MPI_Status* data() { return data_; }

private:
  static constexpr int few = 64;
  [[gnu::cold]] static MPI_Status* allocate(int count);
  [[gnu::cold]] void free_storage();

  MPI_Status* data_;
  MPI_Status few_[few];
};

} // namespace rt
} // namespace njmpi
