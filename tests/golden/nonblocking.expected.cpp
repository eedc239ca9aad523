#define __NJMPI__ 1
# 1 "nonblocking.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <njmpi/njmpi.hpp>
#include <vector>

                  int exchange(const std::vector<double> &x, std::vector<double> &y, int left, int right) {
  auto sent = 
# 6 "nonblocking.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::isend(x, right, 7)"}; MPI_Request njmpi_request; const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Isend(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, right, 7, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::isend({x.data(), x.size(), MPI_DOUBLE}, right, 7, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 6 "nonblocking.cpp"
                                       ;
  njmpi::pending received = 
# 7 "nonblocking.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::irecv(y, left, 7)"}; MPI_Request njmpi_request; const int njmpi_code = y.size() < njmpi::rt::limit ? MPI_Irecv(y.data(), static_cast<int>(y.size()), MPI_DOUBLE, left, 7, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::irecv({y.data(), y.size(), MPI_DOUBLE}, left, 7, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 7 "nonblocking.cpp"
                                                    ;
  auto [code, request] = 
# 8 "nonblocking.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::issend(x, right)"}; MPI_Request njmpi_request; const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Issend(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, right, 0, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::issend({x.data(), x.size(), MPI_DOUBLE}, right, 0, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 8 "nonblocking.cpp"
                                                ;
  if (sent.status != MPI_SUCCESS || received.status != MPI_SUCCESS || code != MPI_SUCCESS)
    return sent.status;
  njmpi::status status, statuses[2];
  auto last = 
# 12 "nonblocking.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::isend(x, right)"}; MPI_Request njmpi_request; const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Isend(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, right, 0, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::isend({x.data(), x.size(), MPI_DOUBLE}, right, 0, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 12 "nonblocking.cpp"
                                    ;
  int sum = 
# 13 "nonblocking.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::wait(request)"}; auto &&njmpi_request = request; const int njmpi_code = njmpi_request.active() ? MPI_Wait(&njmpi_request.handle(), MPI_STATUS_IGNORE) : njmpi::rt::wait(MPI_STATUS_IGNORE); njmpi_request.completed(); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 13 "nonblocking.cpp"
                                ;
  sum += 
# 14 "nonblocking.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::waitall(sent, received, statuses)"}; njmpi::rt::request_array njmpi_requests(sent, received); njmpi::rt::request_handles njmpi_handles(njmpi_requests); njmpi::rt::failure_statuses njmpi_failures(njmpi_requests); MPI_Status *const njmpi_statuses = njmpi_failures.or_given(njmpi::rt::raw_all(statuses)); const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_statuses) : njmpi::rt::waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_statuses); if (njmpi_code == MPI_SUCCESS) njmpi_requests.completed(); else njmpi_requests.store(njmpi_handles.data()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi::rt::code_in(njmpi_statuses, njmpi_requests.size(), njmpi_code), njmpi_site) : njmpi_code; }())
# 14 "nonblocking.cpp"
                                                 ;
  sum += 
# 15 "nonblocking.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::wait(last, &status)"}; auto &&njmpi_request = last.req; MPI_Request njmpi_handle = njmpi_request.handle(); const int njmpi_code = njmpi_request.active() ? MPI_Wait(&njmpi_handle, njmpi::rt::raw((&status))) : njmpi::rt::wait(njmpi::rt::raw((&status))); njmpi_request.completed(); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 15 "nonblocking.cpp"
                                   ;
  return sum;
}

                  int many(std::vector<njmpi::request> &requests, njmpi::pending &one) {
  njmpi::status status;
  auto [code, index] = 
# 21 "nonblocking.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::waitany(requests)"}; njmpi::rt::request_array njmpi_requests(requests); njmpi::rt::request_handles njmpi_handles(njmpi_requests); int njmpi_index = -1; const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Waitany(njmpi_requests.size(), njmpi_handles.data(), &njmpi_index, MPI_STATUS_IGNORE) : njmpi::rt::waitany(njmpi_requests.size(), njmpi_handles.data(), njmpi_index, MPI_STATUS_IGNORE); njmpi_requests.completed(njmpi_index); return njmpi::indexed{njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code, njmpi_index}; }())
# 21 "nonblocking.cpp"
                                               ;
  auto [tested, flag] = 
# 22 "nonblocking.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::test(one)"}; auto &&njmpi_request = one.req; int njmpi_flag = 0; const int njmpi_code = njmpi_request.active() ? MPI_Test(&njmpi_request.handle(), &njmpi_flag, MPI_STATUS_IGNORE) : njmpi::rt::test(njmpi_flag, MPI_STATUS_IGNORE); if (njmpi_code > MPI_SUCCESS) { njmpi_request.completed(); return njmpi::flagged{njmpi::rt::failed(njmpi_code, njmpi_site), njmpi_flag != 0}; } if (njmpi_flag) { njmpi_request.completed(); return njmpi::flagged{njmpi_code, true}; } return njmpi::flagged{njmpi_code, false}; }())
# 22 "nonblocking.cpp"
                                        ;
  auto [any, found, which] = 
# 23 "nonblocking.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::testany(requests, &status)"}; njmpi::rt::request_array njmpi_requests(requests); njmpi::rt::request_handles njmpi_handles(njmpi_requests); int njmpi_index = -1, njmpi_flag = 0; const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Testany(njmpi_requests.size(), njmpi_handles.data(), &njmpi_index, &njmpi_flag, njmpi::rt::raw((&status))) : njmpi::rt::testany(njmpi_requests.size(), njmpi_handles.data(), njmpi_index, njmpi_flag, njmpi::rt::raw((&status))); if (njmpi_flag) njmpi_requests.completed(njmpi_index); return njmpi::flagged_index{njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code, njmpi_flag != 0, njmpi_index}; }())
# 23 "nonblocking.cpp"
                                                              ;
  auto all = 
# 24 "nonblocking.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::testall(requests)"}; njmpi::rt::request_array njmpi_requests(requests); njmpi::rt::request_handles njmpi_handles(njmpi_requests); njmpi::rt::failure_statuses njmpi_failures(njmpi_requests); int njmpi_flag = 0; const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Testall(njmpi_requests.size(), njmpi_handles.data(), &njmpi_flag, njmpi_failures.data()) : njmpi::rt::testall(njmpi_requests.size(), njmpi_handles.data(), njmpi_flag, njmpi_failures.data()); if (njmpi_code == MPI_SUCCESS) { if (njmpi_flag) njmpi_requests.completed(); } else njmpi_requests.store(njmpi_handles.data()); return njmpi::flagged{njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi::rt::code_in(njmpi_failures.data(), njmpi_requests.size(), njmpi_code), njmpi_site) : njmpi_code, njmpi_flag != 0}; }())
# 24 "nonblocking.cpp"
                                     ;
  auto some = njmpi::waitsome(requests);
  auto more = njmpi::testsome(requests);
  
# 27 "nonblocking.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::waitall(requests)"}; njmpi::rt::request_array njmpi_requests(requests); njmpi::rt::request_handles njmpi_handles(njmpi_requests); njmpi::rt::failure_statuses njmpi_failures(njmpi_requests); const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()) : njmpi::rt::waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()); if (njmpi_code == MPI_SUCCESS) njmpi_requests.completed(); else njmpi_requests.store(njmpi_handles.data()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi::rt::code_in(njmpi_failures.data(), njmpi_requests.size(), njmpi_code), njmpi_site) : njmpi_code; }())
# 27 "nonblocking.cpp"
                          ;
  return code + index + tested + flag + any + found + which + all.status + some.status + more.status;
}

                  int persistent(std::vector<double> &x, std::vector<double> &y, int partner) {
  njmpi::request requests[2] = {
# 32 "nonblocking.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::send_init(x, partner, 1)"}; MPI_Request njmpi_request; const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Send_init(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, partner, 1, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::send_init({x.data(), x.size(), MPI_DOUBLE}, partner, 1, njmpi::rt::world, njmpi_request); return njmpi::rt::initialised(njmpi_code, njmpi_request, njmpi_site); }())
# 32 "nonblocking.cpp"
                                                               .req, 
# 32 "nonblocking.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::recv_init(y, partner, 1)"}; MPI_Request njmpi_request; const int njmpi_code = y.size() < njmpi::rt::limit ? MPI_Recv_init(y.data(), static_cast<int>(y.size()), MPI_DOUBLE, partner, 1, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::recv_init({y.data(), y.size(), MPI_DOUBLE}, partner, 1, njmpi::rt::world, njmpi_request); return njmpi::rt::initialised(njmpi_code, njmpi_request, njmpi_site); }())
# 32 "nonblocking.cpp"
                                                                                                    .req};
  for (int i = 0; i < 10; ++i) {
    
# 34 "nonblocking.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::startall(requests)"}; njmpi::rt::request_array njmpi_requests(requests); njmpi::rt::request_handles njmpi_handles(njmpi_requests); const int njmpi_code = 0 < njmpi::rt::limit && !njmpi_requests.active() ? MPI_Startall(njmpi_requests.size(), njmpi_handles.data()) : njmpi::rt::startall(njmpi_requests.size(), njmpi_handles.data(), njmpi_requests.active()); if (njmpi_code == MPI_SUCCESS) njmpi_requests.started(); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 34 "nonblocking.cpp"
                             ;
    
# 35 "nonblocking.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::waitall(requests)"}; njmpi::rt::request_array njmpi_requests(requests); njmpi::rt::request_handles njmpi_handles(njmpi_requests); njmpi::rt::failure_statuses njmpi_failures(njmpi_requests); const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()) : njmpi::rt::waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()); if (njmpi_code == MPI_SUCCESS) njmpi_requests.completed(); else njmpi_requests.store(njmpi_handles.data()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi::rt::code_in(njmpi_failures.data(), njmpi_requests.size(), njmpi_code), njmpi_site) : njmpi_code; }())
# 35 "nonblocking.cpp"
                            ;
  }
  int code = 
# 37 "nonblocking.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::start(requests[0])"}; auto &&njmpi_request = requests[0]; if (!njmpi_request.inactive()) return njmpi::rt::failed(njmpi::rt::start(njmpi_request.handle(), njmpi_request.active()), njmpi_site); const int njmpi_code = MPI_Start(&njmpi_request.handle()); if (njmpi_code == MPI_SUCCESS) njmpi_request.started(); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 37 "nonblocking.cpp"
                                      ;
  return code + 
# 38 "nonblocking.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::wait(requests[0])"}; auto &&njmpi_request = requests[0]; const int njmpi_code = njmpi_request.active() ? MPI_Wait(&njmpi_request.handle(), MPI_STATUS_IGNORE) : njmpi::rt::wait(MPI_STATUS_IGNORE); njmpi_request.completed(); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 38 "nonblocking.cpp"
                                        ;
}
