#define __NJMPI__ 1
# 1 "names.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Generated text means the same whatever the user calls his own things.
#include <njmpi/njmpi.hpp>
#include <vector>

namespace mpi = njmpi;
namespace application {
namespace njmpi {
struct mine {};
} // namespace njmpi
namespace std {
struct own {};
} // namespace std
int size, rank, code, limit;

                  int inner(::std::vector<int> &x, ::std::vector<int> &y, int root) {
  int static_casts = 0, data = 1, count = 2, world = 3;
  int sum = 
# 19 "names.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < ::njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, root, MPI_COMM_WORLD) : ::njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, root, ::njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? ::njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "::njmpi::bcast(x, root)"}) : njmpi_code; }())
# 19 "names.cpp"
                                    + 
# 19 "names.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < ::njmpi::rt::limit ? MPI_Send(x.data(), static_cast<int>(x.size()), MPI_INT, data, count, MPI_COMM_WORLD) : ::njmpi::rt::send({x.data(), x.size(), MPI_INT}, data, count, ::njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? ::njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "mpi::send(x, data, count)"}) : njmpi_code; }())
# 19 "names.cpp"
                                                                + world + static_casts;
  sum += 
# 20 "names.cpp" 3
([&]() __attribute__((always_inline)) { const ::std::size_t njmpi_n = static_cast<::std::size_t>(count); const int njmpi_code = njmpi_n < ::njmpi::rt::limit && x.size() >= njmpi_n && y.size() >= njmpi_n * static_cast<::std::size_t>(::njmpi::rt::world.size) ? MPI_Allgather(x.data(), static_cast<int>(njmpi_n), MPI_INT, y.data(), static_cast<int>(njmpi_n), MPI_INT, MPI_COMM_WORLD) : ::njmpi::rt::allgather({x.data(), x.size(), MPI_INT}, {y.data(), y.size(), MPI_INT}, static_cast<::std::ptrdiff_t>(static_cast<::std::size_t>(count)), ::njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? ::njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "::njmpi::allgather(x, y, count)"}) : njmpi_code; }())
# 20 "names.cpp"
                                         + 
# 20 "names.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = y.size() < ::njmpi::rt::limit && (::njmpi::rt::world.rank != root || x.size() >= y.size() * static_cast<::std::size_t>(::njmpi::rt::world.size)) ? MPI_Scatter(x.data(), static_cast<int>(y.size()), MPI_INT, y.data(), static_cast<int>(y.size()), MPI_INT, root, MPI_COMM_WORLD) : ::njmpi::rt::scatter({x.data(), x.size(), MPI_INT}, {y.data(), y.size(), MPI_INT}, ::njmpi::rt::left_out, root, ::njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? ::njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "::njmpi::scatter(x, y, root)"}) : njmpi_code; }())
# 20 "names.cpp"
                                                                       ;
  auto a = 
# 21 "names.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr ::njmpi::rt::site njmpi_site{__FILE__, __LINE__, "::njmpi::isend(x, data)"}; MPI_Request njmpi_request; const int njmpi_code = x.size() < ::njmpi::rt::limit ? MPI_Isend(x.data(), static_cast<int>(x.size()), MPI_INT, data, 0, MPI_COMM_WORLD, &njmpi_request) : ::njmpi::rt::isend({x.data(), x.size(), MPI_INT}, data, 0, ::njmpi::rt::world, njmpi_request); return ::njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site); }())
# 21 "names.cpp"
                                  ;
  return sum + 
# 22 "names.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr ::njmpi::rt::site njmpi_site{__FILE__, __LINE__, "::njmpi::wait(a)"}; auto &&njmpi_request = a.req; MPI_Request njmpi_handle = njmpi_request.handle(); const int njmpi_code = njmpi_request.active() ? MPI_Wait(&njmpi_handle, MPI_STATUS_IGNORE) : ::njmpi::rt::wait(MPI_STATUS_IGNORE); njmpi_request.completed(); return njmpi_code > MPI_SUCCESS ? ::njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 22 "names.cpp"
                                + 
# 22 "names.cpp" 3
([&]() __attribute__((always_inline)) { if (::njmpi::rt::limit == 0) ::njmpi::rt::ready(); const ::njmpi::rt::counts njmpi_sendcounts(x, ::njmpi::rt::world.size, 1); const ::njmpi::rt::counts njmpi_recvcounts(x, ::njmpi::rt::world.size, 1); const int njmpi_code = njmpi_sendcounts.total() < ::njmpi::rt::limit && x.size() >= njmpi_sendcounts.total() && njmpi_recvcounts.total() < ::njmpi::rt::limit && y.size() >= njmpi_recvcounts.total() ? MPI_Alltoallv(x.data(), njmpi_sendcounts.data(), njmpi_sendcounts.displacements(), MPI_INT, y.data(), njmpi_recvcounts.data(), njmpi_recvcounts.displacements(), MPI_INT, MPI_COMM_WORLD) : ::njmpi::rt::alltoallv({x.data(), x.size(), MPI_INT}, njmpi_sendcounts, {y.data(), y.size(), MPI_INT}, njmpi_recvcounts, ::njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? ::njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "::njmpi::alltoallv(x, x, y, x)"}) : njmpi_code; }())
# 22 "names.cpp"
                                                                 + 
# 22 "names.cpp" 3
([&]() __attribute__((always_inline)) { int njmpi_value = 0; return 0 < ::njmpi::rt::limit && MPI_Comm_rank(MPI_COMM_WORLD, &njmpi_value) == MPI_SUCCESS ? njmpi_value : ::njmpi::rank(); }())
# 22 "names.cpp"
                                                                                  ;
}
} // namespace application

                  int using_directive(std::vector<int> &x) {
  using namespace njmpi;
  return 
# 28 "names.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < ::njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, 0, MPI_COMM_WORLD) : ::njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, 0, ::njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? ::njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "bcast(x, 0)"}) : njmpi_code; }())
# 28 "names.cpp"
                     + 
# 28 "names.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < ::njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : ::njmpi::rt::barrier(::njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? ::njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "barrier()"}) : njmpi_code; }())
# 28 "names.cpp"
                                ;
}
                  int using_declaration(std::vector<int> &x) {
  using njmpi::bcast;
  return 
# 32 "names.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < ::njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, 0, MPI_COMM_WORLD) : ::njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, 0, ::njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? ::njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "bcast(x, 0)"}) : njmpi_code; }())
# 32 "names.cpp"
                    ;
}
                  int parameter_named_njmpi(std::vector<int> &njmpi) { return 
# 34 "names.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = njmpi.size() < ::njmpi::rt::limit ? MPI_Bcast(njmpi.data(), static_cast<int>(njmpi.size()), MPI_INT, 0, MPI_COMM_WORLD) : ::njmpi::rt::bcast({njmpi.data(), njmpi.size(), MPI_INT}, 0, ::njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? ::njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "::njmpi::bcast(njmpi, 0)"}) : njmpi_code; }())
# 34 "names.cpp"
                                                                                                      ; }
                  int not_ours(std::vector<int> &x) {
  struct {
    int send(std::vector<int> &, int) { return 0; }
  } object;
  auto bcast = [](std::vector<int> &, int) { return 0; };
  return object.send(x, 1) + bcast(x, 0);
}
