#define __NJMPI__ 1
# 1 "local-requests.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <array>
#include <njmpi/njmpi.hpp>
#include <vector>

using njmpi::request;
using std::array;
using numbers = std::vector<double>;

                  int exchange(const numbers &x, numbers &y, int left, int right) {
  
# 11 "local-requests.cpp" 3
njmpi::rt::local_requests
# 11 "local-requests.cpp"
            <njmpi::pending, 2> both{
# 11 "local-requests.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::irecv(y, left, 7)"}; MPI_Request njmpi_request; const int njmpi_code = y.size() < njmpi::rt::limit ? MPI_Irecv(y.data(), static_cast<int>(y.size()), MPI_DOUBLE, left, 7, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::irecv({y.data(), y.size(), MPI_DOUBLE}, left, 7, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 11 "local-requests.cpp"
                                                             , 
# 11 "local-requests.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::isend(x, right, 7)"}; MPI_Request njmpi_request; const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Isend(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, right, 7, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::isend({x.data(), x.size(), MPI_DOUBLE}, right, 7, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 11 "local-requests.cpp"
                                                                                        };
  return 
# 12 "local-requests.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::waitall(both)"}; njmpi::rt::request_array njmpi_requests(both); njmpi::rt::request_handles njmpi_handles(njmpi_requests); njmpi::rt::failure_statuses njmpi_failures(njmpi_requests); const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()) : njmpi::rt::waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()); if (njmpi_code == MPI_SUCCESS) njmpi_requests.completed(); else njmpi_requests.store(njmpi_handles.data()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi::rt::code_in(njmpi_failures.data(), njmpi_requests.size(), njmpi_code), njmpi_site) : njmpi_code; }())
# 12 "local-requests.cpp"
                             ;
}

                  int otherwise_written(const numbers &x, numbers &y, int partner) {
  constexpr int two = 2;
  
# 17 "local-requests.cpp" 3
::njmpi::rt::local_requests
# 17 "local-requests.cpp"
       <request, two> first = {
# 17 "local-requests.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::irecv(y, partner, 1)"}; MPI_Request njmpi_request; const int njmpi_code = y.size() < njmpi::rt::limit ? MPI_Irecv(y.data(), static_cast<int>(y.size()), MPI_DOUBLE, partner, 1, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::irecv({y.data(), y.size(), MPI_DOUBLE}, partner, 1, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 17 "local-requests.cpp"
                                                          .req, 
# 17 "local-requests.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::isend(x, partner, 1)"}; MPI_Request njmpi_request; const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Isend(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, partner, 1, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::isend({x.data(), x.size(), MPI_DOUBLE}, partner, 1, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 17 "local-requests.cpp"
                                                                                           .req};
  
# 18 "local-requests.cpp" 3
njmpi::rt::local_requests<njmpi::pending, 1>
# 18 "local-requests.cpp"
             second{
# 18 "local-requests.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::recv_init(y, partner, 2)"}; MPI_Request njmpi_request; const int njmpi_code = y.size() < njmpi::rt::limit ? MPI_Recv_init(y.data(), static_cast<int>(y.size()), MPI_DOUBLE, partner, 2, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::recv_init({y.data(), y.size(), MPI_DOUBLE}, partner, 2, njmpi::rt::world, njmpi_request); return njmpi::rt::initialised(njmpi_code, njmpi_request, njmpi_site); }())
# 18 "local-requests.cpp"
                                                   };
  auto wait = [&] { return 
# 19 "local-requests.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::waitall(first)"}; njmpi::rt::request_array njmpi_requests(first); njmpi::rt::request_handles njmpi_handles(njmpi_requests); njmpi::rt::failure_statuses njmpi_failures(njmpi_requests); const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()) : njmpi::rt::waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()); if (njmpi_code == MPI_SUCCESS) njmpi_requests.completed(); else njmpi_requests.store(njmpi_handles.data()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi::rt::code_in(njmpi_failures.data(), njmpi_requests.size(), njmpi_code), njmpi_site) : njmpi_code; }())
# 19 "local-requests.cpp"
                                                 + 
# 19 "local-requests.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::startall((second))"}; njmpi::rt::request_array njmpi_requests((second)); njmpi::rt::request_handles njmpi_handles(njmpi_requests); const int njmpi_code = 0 < njmpi::rt::limit && !njmpi_requests.active() ? MPI_Startall(njmpi_requests.size(), njmpi_handles.data()) : njmpi::rt::startall(njmpi_requests.size(), njmpi_handles.data(), njmpi_requests.active()); if (njmpi_code == MPI_SUCCESS) njmpi_requests.started(); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 19 "local-requests.cpp"
                                                                            ; };
  return wait() + 
# 20 "local-requests.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::waitall(second)"}; njmpi::rt::request_array njmpi_requests(second); njmpi::rt::request_handles njmpi_handles(njmpi_requests); njmpi::rt::failure_statuses njmpi_failures(njmpi_requests); const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()) : njmpi::rt::waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()); if (njmpi_code == MPI_SUCCESS) njmpi_requests.completed(); else njmpi_requests.store(njmpi_handles.data()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi::rt::code_in(njmpi_failures.data(), njmpi_requests.size(), njmpi_code), njmpi_site) : njmpi_code; }())
# 20 "local-requests.cpp"
                                        ;
}

// Used for other things, too, or not made where they are declared: they stay arrays.
                  int arrays(const numbers &x, numbers &y, int partner, std::array<njmpi::request, 2> &given) {
  std::array<njmpi::pending, 2> indexed{
# 25 "local-requests.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::irecv(y, partner, 7)"}; MPI_Request njmpi_request; const int njmpi_code = y.size() < njmpi::rt::limit ? MPI_Irecv(y.data(), static_cast<int>(y.size()), MPI_DOUBLE, partner, 7, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::irecv({y.data(), y.size(), MPI_DOUBLE}, partner, 7, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 25 "local-requests.cpp"
                                                                   , 
# 25 "local-requests.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::isend(x, partner, 7)"}; MPI_Request njmpi_request; const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Isend(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, partner, 7, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::isend({x.data(), x.size(), MPI_DOUBLE}, partner, 7, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 25 "local-requests.cpp"
                                                                                                };
  std::array<njmpi::pending, 1> sized{
# 26 "local-requests.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::isend(x, partner, 8)"}; MPI_Request njmpi_request; const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Isend(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, partner, 8, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::isend({x.data(), x.size(), MPI_DOUBLE}, partner, 8, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 26 "local-requests.cpp"
                                                                 };
  std::array<njmpi::pending, 2> filled{
# 27 "local-requests.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::isend(x, partner, 9)"}; MPI_Request njmpi_request; const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Isend(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, partner, 9, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::isend({x.data(), x.size(), MPI_DOUBLE}, partner, 9, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 27 "local-requests.cpp"
                                                                  };
  auto made = std::array{
# 28 "local-requests.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::isend(x, partner, 10)"}; MPI_Request njmpi_request; const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Isend(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, partner, 10, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::isend({x.data(), x.size(), MPI_DOUBLE}, partner, 10, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 28 "local-requests.cpp"
                                                     };
  static std::array<njmpi::pending, 1> kept{
# 29 "local-requests.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::isend(x, partner, 11)"}; MPI_Request njmpi_request; const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Isend(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, partner, 11, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::isend({x.data(), x.size(), MPI_DOUBLE}, partner, 11, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 29 "local-requests.cpp"
                                                                        };
  using alone = std::array<njmpi::pending, 1>;
  alone named{
# 31 "local-requests.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::isend(x, partner, 12)"}; MPI_Request njmpi_request; const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Isend(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, partner, 12, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::isend({x.data(), x.size(), MPI_DOUBLE}, partner, 12, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 31 "local-requests.cpp"
                                          };
  int code = 
# 32 "local-requests.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::wait(indexed[1])"}; auto &&njmpi_request = (indexed[1]).req; const int njmpi_code = njmpi_request.active() ? MPI_Wait(&njmpi_request.handle(), MPI_STATUS_IGNORE) : njmpi::rt::wait(MPI_STATUS_IGNORE); njmpi_request.completed(); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 32 "local-requests.cpp"
                                     + 
# 32 "local-requests.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::waitall(indexed, made)"}; njmpi::rt::request_array njmpi_requests(indexed, made); njmpi::rt::request_handles njmpi_handles(njmpi_requests); njmpi::rt::failure_statuses njmpi_failures(njmpi_requests); const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()) : njmpi::rt::waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()); if (njmpi_code == MPI_SUCCESS) njmpi_requests.completed(); else njmpi_requests.store(njmpi_handles.data()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi::rt::code_in(njmpi_failures.data(), njmpi_requests.size(), njmpi_code), njmpi_site) : njmpi_code; }())
# 32 "local-requests.cpp"
                                                                    ;
  return code + 
# 33 "local-requests.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::waitall(sized)"}; njmpi::rt::request_array njmpi_requests(sized); njmpi::rt::request_handles njmpi_handles(njmpi_requests); njmpi::rt::failure_statuses njmpi_failures(njmpi_requests); const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()) : njmpi::rt::waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()); if (njmpi_code == MPI_SUCCESS) njmpi_requests.completed(); else njmpi_requests.store(njmpi_handles.data()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi::rt::code_in(njmpi_failures.data(), njmpi_requests.size(), njmpi_code), njmpi_site) : njmpi_code; }())
# 33 "local-requests.cpp"
                                      + sizeof sized + 
# 33 "local-requests.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::waitall(filled, kept, named, given)"}; njmpi::rt::request_array njmpi_requests(filled, kept, named, given); njmpi::rt::request_handles njmpi_handles(njmpi_requests); njmpi::rt::failure_statuses njmpi_failures(njmpi_requests); const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()) : njmpi::rt::waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()); if (njmpi_code == MPI_SUCCESS) njmpi_requests.completed(); else njmpi_requests.store(njmpi_handles.data()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi::rt::code_in(njmpi_failures.data(), njmpi_requests.size(), njmpi_code), njmpi_site) : njmpi_code; }())
# 33 "local-requests.cpp"
                                                                                                 ;
}

template <int N>                   int of_a_template(const numbers &x, int partner) {
  std::array<njmpi::pending, N> one{
# 37 "local-requests.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::isend(x, partner, 7)"}; MPI_Request njmpi_request; const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Isend(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, partner, 7, MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::isend({x.data(), x.size(), MPI_DOUBLE}, partner, 7, njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 37 "local-requests.cpp"
                                                               };
  return njmpi::waitall(one);
}
template int of_a_template<1>(const numbers &, int);
