// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Completing and starting requests (MPI 4.0, sections 3.7.3, 3.7.5 and 3.9).
#pragma once

#include <njmpi/request.hpp>
#include <njmpi/status.hpp>

namespace njmpi {
namespace rt {

// The two rows of the table that start requests take no status.
#define NJMPI_STARTING_start ~, starting
#define NJMPI_STARTING_startall ~, starting
#define NJMPI_SECOND(a, b, ...) b
#define NJMPI_SECOND_EXPANDED(...) NJMPI_SECOND(__VA_ARGS__)
#define NJMPI_COMPLETION_KIND(name) NJMPI_SECOND_EXPANDED(NJMPI_STARTING_##name, completing, completing)

// Entry points: as MPI, after the checks, which also serve the first use. The caller notes what completed.
#define NJMPI_ENTRY_ONE
#define NJMPI_ENTRY_MANY
#define NJMPI_ENTRY_THROWS noexcept
#define NJMPI_ENTRY_completing_one_code(name)                                                                \
  int name(NJMPI_ENTRY_ONE MPI_Request& one, MPI_Status* status) NJMPI_ENTRY_THROWS;
#define NJMPI_ENTRY_completing_one_flagged(name)                                                             \
  int name(NJMPI_ENTRY_ONE MPI_Request& one, int& flag, MPI_Status* status) NJMPI_ENTRY_THROWS;
#define NJMPI_ENTRY_completing_many_code(name)                                                               \
  int name(NJMPI_ENTRY_MANY int count, MPI_Request* many, MPI_Status* statuses) NJMPI_ENTRY_THROWS;
#define NJMPI_ENTRY_completing_many_flagged(name)                                                            \
  int name(NJMPI_ENTRY_MANY int count, MPI_Request* many, int& flag, MPI_Status* statuses) NJMPI_ENTRY_THROWS;
#define NJMPI_ENTRY_completing_many_indexed(name)                                                            \
  int name(NJMPI_ENTRY_MANY int count, MPI_Request* many, int& index, MPI_Status* status) NJMPI_ENTRY_THROWS;
#define NJMPI_ENTRY_completing_many_flagged_index(name)                                                      \
  int name(NJMPI_ENTRY_MANY int count, MPI_Request* many, int& index, int& flag, MPI_Status* status)         \
      NJMPI_ENTRY_THROWS;
#define NJMPI_ENTRY_completing_many_some(name)                                                               \
  int name(NJMPI_ENTRY_MANY int count, MPI_Request* many, int& done, int* indices, MPI_Status* statuses)     \
      NJMPI_ENTRY_THROWS;
#define NJMPI_ENTRY_starting_one_code(name)                                                                  \
  int name(NJMPI_ENTRY_ONE MPI_Request& one, bool active) NJMPI_ENTRY_THROWS;
#define NJMPI_ENTRY_starting_many_code(name)                                                                 \
  int name(NJMPI_ENTRY_MANY int count, MPI_Request* many, bool active) NJMPI_ENTRY_THROWS;
#define NJMPI_COMPLETION_AS(prefix, kind, requests, result)                                                  \
  NJMPI_COMPLETION_JOIN(prefix, kind, requests, result)
#define NJMPI_COMPLETION_JOIN(prefix, kind, requests, result) prefix##_##kind##_##requests##_##result
#define NJMPI_COMPLETION(name, mpi, section, requests, result)                                               \
  [[gnu::cold]] NJMPI_COMPLETION_AS(NJMPI_ENTRY, NJMPI_COMPLETION_KIND(name), requests, result)(name)
#include <njmpi/operations.def>

// The same of one request that is not active, whatever its handle: there is nothing to wait for.
#define NJMPI_INACTIVE_one_code(name) [[gnu::cold]] int name(MPI_Status* status) noexcept;
#define NJMPI_INACTIVE_one_flagged(name) [[gnu::cold]] int name(int& flag, MPI_Status* status) noexcept;
#define NJMPI_INACTIVE_many_code(name)
#define NJMPI_INACTIVE_many_flagged(name)
#define NJMPI_INACTIVE_many_indexed(name)
#define NJMPI_INACTIVE_many_flagged_index(name)
#define NJMPI_INACTIVE_many_some(name)
#define NJMPI_INACTIVE_completing(name, requests, result) NJMPI_INACTIVE_##requests##_##result(name)
#define NJMPI_INACTIVE_starting(name, requests, result)
#define NJMPI_INACTIVE_AS(kind, name, requests, result) NJMPI_INACTIVE_JOIN(kind, name, requests, result)
#define NJMPI_INACTIVE_JOIN(kind, name, requests, result) NJMPI_INACTIVE_##kind(name, requests, result)
#define NJMPI_COMPLETION(name, mpi, section, requests, result)                                               \
  NJMPI_INACTIVE_AS(NJMPI_COMPLETION_KIND(name), name, requests, result)
#include <njmpi/operations.def>

#ifdef NJMPI_COMPARES
#undef NJMPI_ENTRY_ONE
#undef NJMPI_ENTRY_MANY
#undef NJMPI_ENTRY_THROWS
#define NJMPI_ENTRY_THROWS
#define NJMPI_ENTRY_ONE const request &of,
#define NJMPI_ENTRY_MANY request *const *of,
#pragma GCC visibility push(default)
namespace checked {
/// The same, where requests are followed, and what the other ranks do is looked at while a call waits.
#define NJMPI_COMPLETION(name, mpi, section, requests, result)                                               \
  NJMPI_COMPLETION_AS(NJMPI_ENTRY, NJMPI_COMPLETION_KIND(name), requests, result)(name)
#include <njmpi/operations.def>
} // namespace checked
#pragma GCC visibility pop
#endif

/// The first of several requests, or the range of all: remembers where the call stands.
class first_requests {
public:
  template <class R>
  first_requests(R&& requests, where origin = where::current())
      : origin_(origin), object_(const_cast<void*>(static_cast<const void*>(std::addressof(requests)))),
        add_([](request_array<any_number>& to, void* object) {
          to.append(*static_cast<std::remove_reference_t<R>*>(object));
        }) {}
  void add(request_array<any_number>& to) const { add_(to, object_); }
  const where& origin() const { return origin_; }

private:
  where origin_;
  void* object_;
  void (*add_)(request_array<any_number>&, void*);
};

/// Several requests, and the statuses that may follow them.
struct request_list {
  request_array<any_number> requests;
  njmpi::status* statuses = nullptr;

  template <class... R> explicit request_list(const first_requests& first, R&... rest) {
    first.add(requests);
    (add(rest), ...);
  }

  /// After a failure: what completed all the same; returns the code of the operation that failed.
  int failed(int code, const MPI_Request* handles, const MPI_Status* filled) {
    requests.store(handles);
    return code_in(filled, requests.size(), code);
  }

private:
  void add(njmpi::status* first) { statuses = first; }
  template <class R> void add(R& requests_or_request) { requests.append(requests_or_request); }
};

inline int outcome(int code, const char* name, const where& origin) {
  return code == MPI_SUCCESS ? code : failed(code, name, origin);
}

} // namespace rt

#ifdef __NJMPI_ANALYSIS__
#define NJMPI_COMPLETION_BODY(...)                                                                           \
  {                                                                                                          \
    return {};                                                                                               \
  }
#define NJMPI_FIRST_REQUESTS auto&& first
#else
#define NJMPI_COMPLETION_BODY(...) __VA_ARGS__
#define NJMPI_FIRST_REQUESTS rt::first_requests first
#endif

#define NJMPI_FUNCTION_completing_one_code(name)                                                             \
  NJMPI_COMPARED_TEMPLATE int name(auto&& request, status* status = nullptr,                                 \
                                   rt::where origin = rt::where::current()) NJMPI_COMPLETION_BODY({          \
    njmpi::request& one = rt::request_of(request);                                                           \
    const int code = rt::NJMPI_COMPARED(name)(NJMPI_COMPARED_ONE one.handle(), rt::raw(status));             \
    one.completed();                                                                                         \
    return rt::outcome(code, #name, origin);                                                                 \
  })
#define NJMPI_FUNCTION_completing_one_flagged(name)                                                          \
  NJMPI_COMPARED_TEMPLATE flagged name(auto&& request, status* status = nullptr,                             \
                                       rt::where origin = rt::where::current()) NJMPI_COMPLETION_BODY({      \
    njmpi::request& one = rt::request_of(request);                                                           \
    int flag = 0;                                                                                            \
    const int code = rt::NJMPI_COMPARED(name)(NJMPI_COMPARED_ONE one.handle(), flag, rt::raw(status));       \
    if (flag || code != MPI_SUCCESS)                                                                         \
      one.completed();                                                                                       \
    return {rt::outcome(code, #name, origin), flag != 0};                                                    \
  })
#define NJMPI_FUNCTION_starting_one_code(name)                                                               \
  NJMPI_COMPARED_TEMPLATE int name(auto&& request, rt::where origin = rt::where::current())                  \
      NJMPI_COMPLETION_BODY({                                                                                \
        njmpi::request& one = rt::request_of(request);                                                       \
        const int code = rt::NJMPI_COMPARED(name)(NJMPI_COMPARED_ONE one.handle(), one.active());            \
        if (code == MPI_SUCCESS)                                                                             \
          one.started();                                                                                     \
        return rt::outcome(code, #name, origin);                                                             \
      })
#define NJMPI_FUNCTION_completing_many_code(name)                                                            \
  NJMPI_COMPARED_TEMPLATE int name(NJMPI_FIRST_REQUESTS, auto&&... rest) NJMPI_COMPLETION_BODY({             \
    rt::request_list list(first, rest...);                                                                   \
    rt::request_handles handles(list.requests);                                                              \
    rt::failure_statuses own(list.requests);                                                                 \
    MPI_Status* const statuses = own.or_given(rt::raw_all(list.statuses));                                   \
    int code = rt::NJMPI_COMPARED(name)(NJMPI_COMPARED_MANY list.requests.size(), handles.data(), statuses); \
    if (code == MPI_SUCCESS)                                                                                 \
      list.requests.completed();                                                                             \
    else                                                                                                     \
      code = list.failed(code, handles.data(), statuses);                                                    \
    return rt::outcome(code, #name, first.origin());                                                         \
  })
#define NJMPI_FUNCTION_starting_many_code(name)                                                              \
  NJMPI_COMPARED_TEMPLATE int name(NJMPI_FIRST_REQUESTS, auto&&... rest) NJMPI_COMPLETION_BODY({             \
    rt::request_list list(first, rest...);                                                                   \
    rt::request_handles handles(list.requests);                                                              \
    const int code = rt::NJMPI_COMPARED(name)(NJMPI_COMPARED_MANY list.requests.size(), handles.data(),      \
                                              list.requests.active());                                       \
    if (code == MPI_SUCCESS)                                                                                 \
      list.requests.started();                                                                               \
    return rt::outcome(code, #name, first.origin());                                                         \
  })
#define NJMPI_FUNCTION_completing_many_flagged(name)                                                         \
  NJMPI_COMPARED_TEMPLATE flagged name(NJMPI_FIRST_REQUESTS, auto&&... rest) NJMPI_COMPLETION_BODY({         \
    rt::request_list list(first, rest...);                                                                   \
    rt::request_handles handles(list.requests);                                                              \
    rt::failure_statuses own(list.requests);                                                                 \
    MPI_Status* const statuses = own.or_given(rt::raw_all(list.statuses));                                   \
    int flag = 0;                                                                                            \
    int code =                                                                                               \
        rt::NJMPI_COMPARED(name)(NJMPI_COMPARED_MANY list.requests.size(), handles.data(), flag, statuses);  \
    if (code != MPI_SUCCESS)                                                                                 \
      code = list.failed(code, handles.data(), statuses);                                                    \
    else if (flag)                                                                                           \
      list.requests.completed();                                                                             \
    return {rt::outcome(code, #name, first.origin()), flag != 0};                                            \
  })
#define NJMPI_FUNCTION_completing_many_indexed(name)                                                         \
  NJMPI_COMPARED_TEMPLATE indexed name(NJMPI_FIRST_REQUESTS, auto&&... rest) NJMPI_COMPLETION_BODY({         \
    rt::request_list list(first, rest...);                                                                   \
    rt::request_handles handles(list.requests);                                                              \
    int index = MPI_UNDEFINED;                                                                               \
    const int code = rt::NJMPI_COMPARED(name)(NJMPI_COMPARED_MANY list.requests.size(), handles.data(),      \
                                              index, rt::raw(list.statuses));                                \
    list.requests.completed(index);                                                                          \
    return {rt::outcome(code, #name, first.origin()), index};                                                \
  })
#define NJMPI_FUNCTION_completing_many_flagged_index(name)                                                   \
  NJMPI_COMPARED_TEMPLATE flagged_index name(NJMPI_FIRST_REQUESTS, auto&&... rest) NJMPI_COMPLETION_BODY({   \
    rt::request_list list(first, rest...);                                                                   \
    rt::request_handles handles(list.requests);                                                              \
    int index = MPI_UNDEFINED;                                                                               \
    int flag = 0;                                                                                            \
    const int code = rt::NJMPI_COMPARED(name)(NJMPI_COMPARED_MANY list.requests.size(), handles.data(),      \
                                              index, flag, rt::raw(list.statuses));                          \
    if (flag)                                                                                                \
      list.requests.completed(index);                                                                        \
    return {rt::outcome(code, #name, first.origin()), flag != 0, index};                                     \
  })
#define NJMPI_FUNCTION_completing_many_some(name)                                                            \
  NJMPI_COMPARED_TEMPLATE some name(NJMPI_FIRST_REQUESTS, auto&&... rest) NJMPI_COMPLETION_BODY({            \
    rt::request_list list(first, rest...);                                                                   \
    rt::request_handles handles(list.requests);                                                              \
    rt::failure_statuses own(list.requests);                                                                 \
    MPI_Status* const statuses = own.or_given(rt::raw_all(list.statuses));                                   \
    int count = 0;                                                                                           \
    std::vector<int> indices(static_cast<std::size_t>(list.requests.size()));                                \
    const int code = rt::NJMPI_COMPARED(name)(NJMPI_COMPARED_MANY list.requests.size(), handles.data(),      \
                                              count, indices.data(), statuses);                              \
    indices.resize(count > 0 ? static_cast<std::size_t>(count) : 0);                                         \
    for (const int i : indices)                                                                              \
      list.requests.completed(i);                                                                            \
    return {rt::outcome(code, #name, first.origin()), static_cast<std::vector<int>&&>(indices)};             \
  })

/// wait, waitall, waitany, waitsome, test, testall, testany, testsome, start, startall: of one request, of
/// a range, or of r1, r2, ...; then a status, or a pointer to as many. A pending serves as its request.
#define NJMPI_COMPLETION(name, mpi, section, requests, result)                                               \
  NJMPI_COMPLETION_AS(NJMPI_FUNCTION, NJMPI_COMPLETION_KIND(name), requests, result)(name)
#include <njmpi/operations.def>

} // namespace njmpi
