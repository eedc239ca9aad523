#define __NJMPI__ 1
# 1 "functions.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every kind of function that can be a kernel.
#include <njmpi/njmpi.hpp>
#include <vector>

namespace outer::inner {
                  int free_function(std::vector<int> &x) { return 
# 8 "functions.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 8 "functions.cpp"
                                                                                    ; }
namespace {
                  int hidden(std::vector<int> &x) { return 
# 10 "functions.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 10 "functions.cpp"
                                                                             ; }
} // namespace
int used(std::vector<int> &x) { return hidden(x); }
} // namespace outer::inner

                  static int internal(std::vector<int> &x) { return 
# 15 "functions.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 15 "functions.cpp"
                                                                                      ; }

struct state {
  std::vector<int> values;
                    int share() { return 
# 19 "functions.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = values.size() < njmpi::rt::limit ? MPI_Bcast(values.data(), static_cast<int>(values.size()), MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({values.data(), values.size(), MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(values, 0)"}) : njmpi_code; }())
# 19 "functions.cpp"
                                                                ; }
                    int share_by_this() { return 
# 20 "functions.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = this->values.size() < njmpi::rt::limit ? MPI_Bcast(this->values.data(), static_cast<int>(this->values.size()), MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({this->values.data(), this->values.size(), MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(this->values, 0)"}) : njmpi_code; }())
# 20 "functions.cpp"
                                                                              ; }
                    static int of(state &s) { return 
# 21 "functions.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = s.values.size() < njmpi::rt::limit ? MPI_Bcast(s.values.data(), static_cast<int>(s.values.size()), MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({s.values.data(), s.values.size(), MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(s.values, 0)"}) : njmpi_code; }())
# 21 "functions.cpp"
                                                                              ; }
                    state &operator<<(int partner) {
    
# 23 "functions.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = values.size() < njmpi::rt::limit ? MPI_Send(values.data(), static_cast<int>(values.size()), MPI_INT, partner, 0, MPI_COMM_WORLD) : njmpi::rt::send({values.data(), values.size(), MPI_INT}, partner, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(values, partner)"}) : njmpi_code; }())
# 23 "functions.cpp"
                                ;
    return *this;
  }
                    int outside() const;
                    explicit state(int n) : values(n), code(
# 27 "functions.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = values.size() < njmpi::rt::limit ? MPI_Bcast(values.data(), static_cast<int>(values.size()), MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({values.data(), values.size(), MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(values, 0)"}) : njmpi_code; }())
# 27 "functions.cpp"
                                                                                   ) { 
# 27 "functions.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 27 "functions.cpp"
                                                                                                       ; }
                    ~state() { 
# 28 "functions.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 28 "functions.cpp"
                                               ; }
  int code = 0;
};
int state::outside() const { return 
# 31 "functions.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = values.size() < njmpi::rt::limit ? MPI_Send(values.data(), static_cast<int>(values.size()), MPI_INT, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({values.data(), values.size(), MPI_INT}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(values, 1)"}) : njmpi_code; }())
# 31 "functions.cpp"
                                                          ; }

                  int declared(std::vector<int> &x, int root = 0);
int declared(std::vector<int> &x, int root) { return 
# 34 "functions.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, root, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, root)"}) : njmpi_code; }())
# 34 "functions.cpp"
                                                                           + internal(x); }

                  auto deduced(std::vector<int> &x) { return 
# 36 "functions.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 36 "functions.cpp"
                                                                               ; }
                  auto trailing(std::vector<int> &x) -> int { return 
# 37 "functions.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 37 "functions.cpp"
                                                                                       ; }
                  constexpr int maybe_constant(int &x) { return x == 0 ? 0 : 
# 38 "functions.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Bcast(&x, 1, MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({&x, 1, MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 38 "functions.cpp"
                                                                                               ; }
static_assert([] { int zero = 0; return maybe_constant(zero); }() == 0);
                  int guarded(std::vector<int> &x) noexcept try { return 
# 40 "functions.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 40 "functions.cpp"
                                                                                           ; } catch (...) { return 
# 40 "functions.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 0 < njmpi::rt::limit ? MPI_Barrier(MPI_COMM_WORLD) : njmpi::rt::barrier(njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::barrier()"}) : njmpi_code; }())
# 40 "functions.cpp"
                                                                                                                                    ; }

[[maybe_unused]] auto lambda = []                   (std::vector<int> &x) { return 
# 42 "functions.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 42 "functions.cpp"
                                                                                                     ; };

                  int inner_lambdas(std::vector<int> &x, int root) {
  auto by_reference = [&] { return 
# 45 "functions.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, root, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, root)"}) : njmpi_code; }())
# 45 "functions.cpp"
                                                        ; };
  auto by_value = [=]() mutable { return 
# 46 "functions.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, root, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, root)"}) : njmpi_code; }())
# 46 "functions.cpp"
                                                              ; };
  auto by_name = [&x, r = root](int offset) { return 
# 47 "functions.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_INT, (r + offset), MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_INT}, (r + offset), njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, r + offset)"}) : njmpi_code; }())
# 47 "functions.cpp"
                                                                                ; };
  return by_reference() + by_value() + by_name(0);
}

// Not a kernel: left alone.
int plain(std::vector<int> &x) { return njmpi::bcast(x, 0); }
