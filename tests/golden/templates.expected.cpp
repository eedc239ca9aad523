#define __NJMPI__ 1
# 1 "templates.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One text serves every instantiation.
#include <array>
#include <njmpi/njmpi.hpp>
#include <vector>

struct sample {
  int id;
  double value;
};

template <class T>                   int share(T &x, int root) { return 
# 13 "templates.cpp" 3
([&]() __attribute__((always_inline)) { const njmpi::rt::output njmpi_data = njmpi::rt::output_of(x); const int njmpi_code = njmpi_data.count < njmpi::rt::limit ? MPI_Bcast(njmpi_data.data, static_cast<int>(njmpi_data.count), njmpi_data.type, root, MPI_COMM_WORLD) : njmpi::rt::bcast({njmpi_data.data, njmpi_data.count, njmpi_data.type}, root, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, root)"}) : njmpi_code; }())
# 13 "templates.cpp"
                                                                                             ; }

template <class T>                   int vectors(const std::vector<T> &x, std::vector<T> &y) { return 
# 15 "templates.cpp" 3
([&]() __attribute__((always_inline)) { const njmpi::rt::input njmpi_in = njmpi::rt::input_of(x); const njmpi::rt::output njmpi_out = njmpi::rt::output_of(y); const int njmpi_code = njmpi_in.count < njmpi::rt::limit && njmpi_out.count >= njmpi_in.count * static_cast<std::size_t>(njmpi::rt::world.size) ? MPI_Allgather(njmpi_in.data, static_cast<int>(njmpi_in.count), njmpi_in.type, njmpi_out.data, static_cast<int>(njmpi_in.count), njmpi_out.type, MPI_COMM_WORLD) : njmpi::rt::allgather({njmpi_in.data, njmpi_in.count, njmpi_in.type}, {njmpi_out.data, njmpi_out.count, njmpi_out.type}, njmpi::rt::left_out, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allgather(x, y)"}) : njmpi_code; }())
# 15 "templates.cpp"
                                                                                                                            ; }

template <class T>
  requires(sizeof(T) > 2)
                  T constrained(T x) {
  T sum{};
  
# 21 "templates.cpp" 3
([&]() __attribute__((always_inline)) { const njmpi::rt::input njmpi_in = njmpi::rt::input_of(x); const njmpi::rt::output njmpi_out = njmpi::rt::output_of(sum); const int njmpi_code = njmpi_in.count < njmpi::rt::limit && njmpi_out.count >= njmpi_in.count ? MPI_Allreduce(njmpi_in.data, njmpi_out.data, static_cast<int>(njmpi_in.count), njmpi_in.type, MPI_SUM, MPI_COMM_WORLD) : njmpi::rt::allreduce({njmpi_in.data, njmpi_in.count, njmpi_in.type}, {njmpi_out.data, njmpi_out.count, njmpi_out.type}, MPI_SUM, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(x, sum)"}) : njmpi_code; }())
# 21 "templates.cpp"
                          ;
  return sum;
}

                  void abbreviated(const auto &x, int partner) { 
# 25 "templates.cpp" 3
([&]() __attribute__((always_inline)) { const njmpi::rt::input njmpi_data = njmpi::rt::input_of(x); const int njmpi_code = njmpi_data.count < njmpi::rt::limit ? MPI_Send(njmpi_data.data, static_cast<int>(njmpi_data.count), njmpi_data.type, partner, 0, MPI_COMM_WORLD) : njmpi::rt::send({njmpi_data.data, njmpi_data.count, njmpi_data.type}, partner, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(x, partner)"}) : njmpi_code; }())
# 25 "templates.cpp"
                                                                                        ; }

template <std::size_t N>                   void sized(std::array<double, N> &x) { 
# 27 "templates.cpp" 3
([&]() __attribute__((always_inline)) { const njmpi::rt::output njmpi_data = njmpi::rt::output_of(x); const int njmpi_code = njmpi_data.count < njmpi::rt::limit ? MPI_Bcast(njmpi_data.data, static_cast<int>(njmpi_data.count), njmpi_data.type, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({njmpi_data.data, njmpi_data.count, njmpi_data.type}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 27 "templates.cpp"
                                                                                                    ; }

template <>                   int share<int>(int &x, int) { return 
# 29 "templates.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Bcast(&x, 1, MPI_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({&x, 1, MPI_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 29 "templates.cpp"
                                                                                     ; }

template <class T> class box {
  T value;

public:
                    void send(int partner) { 
# 35 "templates.cpp" 3
([&]() __attribute__((always_inline)) { const njmpi::rt::input njmpi_data = njmpi::rt::input_of(value); const int njmpi_code = njmpi_data.count < njmpi::rt::limit ? MPI_Send(njmpi_data.data, static_cast<int>(njmpi_data.count), njmpi_data.type, partner, 0, MPI_COMM_WORLD) : njmpi::rt::send({njmpi_data.data, njmpi_data.count, njmpi_data.type}, partner, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(value, partner)"}) : njmpi_code; }())
# 35 "templates.cpp"
                                                                        ; }
  template <class U>                   void receive(U &into);
};
template <class T> template <class U> void box<T>::receive(U &into) { 
# 38 "templates.cpp" 3
([&]() __attribute__((always_inline)) { const njmpi::rt::output njmpi_data = njmpi::rt::output_of(into); const int njmpi_code = njmpi_data.count < njmpi::rt::limit ? MPI_Recv(njmpi_data.data, static_cast<int>(njmpi_data.count), njmpi_data.type, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE) : njmpi::rt::recv({njmpi_data.data, njmpi_data.count, njmpi_data.type}, MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_STATUS_IGNORE, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::recv(into)"}) : njmpi_code; }())
# 38 "templates.cpp"
                                                                                       ; }

// Nothing depends on the parameter.
template <class T>                   int independent(std::vector<double> &x, T) { return 
# 41 "templates.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit ? MPI_Bcast(x.data(), static_cast<int>(x.size()), MPI_DOUBLE, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({x.data(), x.size(), MPI_DOUBLE}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(x, 0)"}) : njmpi_code; }())
# 41 "templates.cpp"
                                                                                                           ; }

                  void generic(std::vector<int> &v, double d) {
  auto send = [](const auto &x) { 
# 44 "templates.cpp" 3
([&]() __attribute__((always_inline)) { const njmpi::rt::input njmpi_data = njmpi::rt::input_of(x); const int njmpi_code = njmpi_data.count < njmpi::rt::limit ? MPI_Send(njmpi_data.data, static_cast<int>(njmpi_data.count), njmpi_data.type, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({njmpi_data.data, njmpi_data.count, njmpi_data.type}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(x, 1)"}) : njmpi_code; }())
# 44 "templates.cpp"
                                                   ; };
  send(v);
  send(d);
}


# 49 "templates.cpp" 3
static_assert(njmpi::rt::described<sample, njmpi::rt::record<16, njmpi::rt::field<0, int>, njmpi::rt::field<8, double>>>);
# 49 "templates.cpp"
void use(std::vector<sample> &s, std::vector<int> &v, std::array<double, 3> &a, box<sample> &b, int i) {
  share(s, 0);
  share(i, 0);
  vectors(v, v);
  constrained(1.0);
  abbreviated(s, 1);
  sized(a);
  b.send(1);
  b.receive(v);
  independent(*new std::vector<double>, i);
}
