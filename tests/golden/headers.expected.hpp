// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once
#include <njmpi/njmpi.hpp>
#include <vector>

struct message {
  int id;
  double value;
};

                  inline int in_header(std::vector<message> &x) { return 
# 11 "headers.hpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), njmpi::datatype<njmpi::rt::record<16, njmpi::rt::field<0, int>, njmpi::rt::field<8, double>>>(), 0, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), njmpi::datatype<njmpi::rt::record<16, njmpi::rt::field<0, int>, njmpi::rt::field<8, double>>>()}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 11 "headers.hpp"
                                                                                           ; }

template <class T>                   int template_in_header(T &x) { return 
# 13 "headers.hpp" 3
([&]() __attribute__((always_inline)) { const njmpi::rt::output njmpi_data = njmpi::rt::output_of(x); const int njmpi_code = njmpi_data.count < njmpi::rt::limit ? MPI_Bcast(njmpi_data.data, static_cast<int>(njmpi_data.count), njmpi_data.type, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({njmpi_data.data, njmpi_data.count, njmpi_data.type}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 13 "headers.hpp"
                                                                                             ; }

inline int left_alone(std::vector<int> &x) { return njmpi::bcast(x, 0); }
