#define __NJMPI__ 1
#define NJMPI_CHECKS_COLLECTIVE 1
# 1 "checks-collective.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// checks: collective
#include <njmpi/njmpi.hpp>
#include <vector>

                  int calls(const std::vector<double> &x, std::vector<double> &y, double (&z)[8], int root) {
  int code = 
# 7 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::send(x, 1)"}; const int njmpi_code = njmpi::rt::checked::send({x.data(), x.size(), MPI_DOUBLE}, 1, 0, njmpi::rt::world, njmpi_site); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 7 "checks-collective.cpp"
                              ;
  code += 
# 8 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::bcast(z, root)"}; const int njmpi_code = njmpi::rt::checked::bcast({z, 8, MPI_DOUBLE}, root, njmpi::rt::world, njmpi_site); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 8 "checks-collective.cpp"
                               ;
  code += 
# 9 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::reduce(x, y, njmpi::op::max, root)"}; const int njmpi_code = njmpi::rt::checked::reduce({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, MPI_MAX, root, njmpi::rt::world, njmpi_site); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 9 "checks-collective.cpp"
                                                   ;
  code += 
# 10 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::allreduce(x, y)"}; const int njmpi_code = njmpi::rt::checked::allreduce({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, MPI_SUM, njmpi::rt::world, njmpi_site); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 10 "checks-collective.cpp"
                                ;
  code += 
# 11 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::allreduce(njmpi::in_place, y)"}; const int njmpi_code = njmpi::rt::checked::allreduce({MPI_IN_PLACE, 0, MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, MPI_SUM, njmpi::rt::world, njmpi_site); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 11 "checks-collective.cpp"
                                              ;
  code += 
# 12 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::gather(x, y, 3, root)"}; const int njmpi_code = njmpi::rt::checked::gather({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, 3, root, njmpi::rt::world, njmpi_site); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 12 "checks-collective.cpp"
                                      ;
  code += 
# 13 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::gather(njmpi::in_place, y, 3, root)"}; const int njmpi_code = njmpi::rt::checked::gather({MPI_IN_PLACE, 0, MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, 3, root, njmpi::rt::world, njmpi_site); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 13 "checks-collective.cpp"
                                                    ;
  code += 
# 14 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::scatter(x, y, root)"}; const int njmpi_code = njmpi::rt::checked::scatter({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi::rt::left_out, root, njmpi::rt::world, njmpi_site); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 14 "checks-collective.cpp"
                                    ;
  code += 
# 15 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::alltoall(x, y)"}; const int njmpi_code = njmpi::rt::checked::alltoall({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi::rt::left_out, njmpi::rt::world, njmpi_site); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 15 "checks-collective.cpp"
                               ;
  return code + 
# 16 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::reduce_scatter_block(x, y)"}; const int njmpi_code = njmpi::rt::checked::reduce_scatter_block({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, MPI_SUM, njmpi::rt::world, njmpi_site); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 16 "checks-collective.cpp"
                                                 ;
}

                  int varying(const std::vector<double> &x, std::vector<double> &y, const std::vector<int> &counts) {
  return 
# 20 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::allgatherv(x, y, counts)"}; if (njmpi::rt::limit == 0) njmpi::rt::ready(); const njmpi::rt::counts njmpi_counts(counts, njmpi::rt::world.size, 1); const int njmpi_code = njmpi::rt::checked::allgatherv({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi_counts, njmpi::rt::world, njmpi_site); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 20 "checks-collective.cpp"
                                        ;
}

                  int requests(std::vector<double> &x, njmpi::pending &kept, std::vector<njmpi::request> &many) {
  int code = 
# 24 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::start(kept)"}; auto &&njmpi_request = kept.req; const int njmpi_code = njmpi::rt::checked::start(njmpi_request, njmpi_request.handle(), njmpi_request.active()); if (njmpi_code == MPI_SUCCESS) njmpi_request.started(); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 24 "checks-collective.cpp"
                               ;
  code += 
# 25 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::startall(many)"}; njmpi::rt::request_array njmpi_requests(many); njmpi::rt::request_handles njmpi_handles(njmpi_requests); const int njmpi_code = njmpi::rt::checked::startall(njmpi_requests.items(), njmpi_requests.size(), njmpi_handles.data(), njmpi_requests.active()); if (njmpi_code == MPI_SUCCESS) njmpi_requests.started(); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 25 "checks-collective.cpp"
                               ;
  auto pending = 
# 26 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::irecv(x, 1)"}; MPI_Request njmpi_request; const int njmpi_code = njmpi::rt::checked::irecv({x.data(), x.size(), MPI_DOUBLE}, 1, MPI_ANY_TAG, njmpi::rt::world, njmpi_request, njmpi_site); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 26 "checks-collective.cpp"
                                   ;
  return code + 
# 27 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::wait(pending)"}; auto &&njmpi_request = pending.req; MPI_Request njmpi_handle = njmpi_request.handle(); const int njmpi_code = njmpi::rt::checked::wait(njmpi_request, njmpi_handle, MPI_STATUS_IGNORE); njmpi_request.completed(); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 27 "checks-collective.cpp"
                                     + 
# 27 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::waitall(many)"}; njmpi::rt::request_array njmpi_requests(many); njmpi::rt::request_handles njmpi_handles(njmpi_requests); njmpi::rt::failure_statuses njmpi_failures(njmpi_requests); const int njmpi_code = njmpi::rt::checked::waitall(njmpi_requests.items(), njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()); if (njmpi_code == MPI_SUCCESS) njmpi_requests.completed(); else njmpi_requests.store(njmpi_handles.data()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi::rt::code_in(njmpi_failures.data(), njmpi_requests.size(), njmpi_code), njmpi_site) : njmpi_code; }())
# 27 "checks-collective.cpp"
                                                           ;
}

                  int more(std::vector<double> &x, std::vector<double> &y, const njmpi::comm &c, njmpi::status &status) {
  auto pending = 
# 31 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::iallreduce(x, y, [](double a, double b) { return a < b ? a : b; }, c)"}; auto &&njmpi_callable = 
# 31 "checks-collective.cpp"
                                         [](double a, double b) { return a < b ? a : b; }
# 31 "checks-collective.cpp" 3
; njmpi::rt::kept_operation<njmpi::rt::element_t<std::remove_reference_t<decltype(x)>>> njmpi_op(njmpi_callable); MPI_Request njmpi_request; const int njmpi_code = njmpi::rt::checked::iallreduce({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi_op.handle(), c.state(), njmpi_request, njmpi_site); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site, njmpi_op); }())
# 31 "checks-collective.cpp"
                                                                                             ;
  auto other = 
# 32 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::ibarrier()"}; MPI_Request njmpi_request; const int njmpi_code = njmpi::rt::checked::ibarrier(njmpi::rt::world, njmpi_request, njmpi_site); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 32 "checks-collective.cpp"
                                ;
  auto [tested, flag] = 
# 33 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::iprobe()"}; int njmpi_flag = 0; const int njmpi_code = njmpi::rt::checked::iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_STATUS_IGNORE, njmpi::rt::world, njmpi_flag, njmpi_site); return njmpi::flagged{njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code, njmpi_flag != 0}; }())
# 33 "checks-collective.cpp"
                                       ;
  auto [code, index] = 
# 34 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::waitany(pending, other, &status)"}; njmpi::rt::request_array njmpi_requests(pending, other); njmpi::rt::request_handles njmpi_handles(njmpi_requests); int njmpi_index = -1; const int njmpi_code = njmpi::rt::checked::waitany(njmpi_requests.items(), njmpi_requests.size(), njmpi_handles.data(), njmpi_index, njmpi::rt::raw((&status))); njmpi_requests.completed(njmpi_index); return njmpi::indexed{njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code, njmpi_index}; }())
# 34 "checks-collective.cpp"
                                                              ;
  return tested + flag + code + index + 
# 35 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::waitall(pending, other)"}; njmpi::rt::request_array njmpi_requests(pending, other); njmpi::rt::request_handles njmpi_handles(njmpi_requests); njmpi::rt::failure_statuses njmpi_failures(njmpi_requests); const int njmpi_code = njmpi::rt::checked::waitall(njmpi_requests.items(), njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()); if (njmpi_code == MPI_SUCCESS) njmpi_requests.completed(); else njmpi_requests.store(njmpi_handles.data()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi::rt::code_in(njmpi_failures.data(), njmpi_requests.size(), njmpi_code), njmpi_site) : njmpi_code; }())
# 35 "checks-collective.cpp"
                                                                       + 
# 35 "checks-collective.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr ::njmpi::rt::site njmpi_site{__FILE__, __LINE__, "c.neighbour_allgather(x, y)"}; const int njmpi_code = ::njmpi::rt::checked::neighbour_allgather({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, ::njmpi::rt::left_out, c.state(), njmpi_site); return njmpi_code > MPI_SUCCESS ? ::njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 35 "checks-collective.cpp"
                                                                                                    ;
}
