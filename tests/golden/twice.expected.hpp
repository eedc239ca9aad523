// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Included twice, with different meanings of the same text: where they differ, the text stays.
                  inline int NAME(std::vector<TYPE> &x, int root) {
  return njmpi::bcast(x, root) + 
# 4 "twice.hpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 4 "twice.hpp"
                                                 ;
}

// One of them looks into the array, for which it stays one in both.
                  inline int EXCHANGE(const std::vector<TYPE> &x, std::vector<TYPE> &y, int partner) {
  std::array<njmpi::pending, 2> pair{njmpi::irecv(y, partner, 1), njmpi::isend(x, partner, 1)};
#ifdef LOOKS
  if (pair[0].status != MPI_SUCCESS)
    return pair[0].status;
#endif
  
# 14 "twice.hpp" 3
njmpi::rt::local_requests
# 14 "twice.hpp"
            <njmpi::pending, 1> one{njmpi::isend(x, partner, 2)};
  return 
# 15 "twice.hpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::waitall(pair)"}; njmpi::rt::request_array njmpi_requests(pair); njmpi::rt::request_handles njmpi_handles(njmpi_requests); njmpi::rt::failure_statuses njmpi_failures(njmpi_requests); const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()) : njmpi::rt::waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()); if (njmpi_code == MPI_SUCCESS) njmpi_requests.completed(); else njmpi_requests.store(njmpi_handles.data()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi::rt::code_in(njmpi_failures.data(), njmpi_requests.size(), njmpi_code), njmpi_site) : njmpi_code; }())
# 15 "twice.hpp"
                              + 
# 15 "twice.hpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::waitall(one)"}; njmpi::rt::request_array njmpi_requests(one); njmpi::rt::request_handles njmpi_handles(njmpi_requests); njmpi::rt::failure_statuses njmpi_failures(njmpi_requests); const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()) : njmpi::rt::waitall(njmpi_requests.size(), njmpi_handles.data(), njmpi_failures.data()); if (njmpi_code == MPI_SUCCESS) njmpi_requests.completed(); else njmpi_requests.store(njmpi_handles.data()); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi::rt::code_in(njmpi_failures.data(), njmpi_requests.size(), njmpi_code), njmpi_site) : njmpi_code; }())
# 15 "twice.hpp"
                                                   ;
}
