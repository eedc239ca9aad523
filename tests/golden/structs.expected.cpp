#define __NJMPI__ 1
# 1 "structs.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <array>
#include <cstdint>
#include <njmpi/njmpi.hpp>
#include <tuple>
#include <utility>
#include <vector>

class particle {
  int id;
  double mass;
  char kind;

public:
  struct neighbour {
    std::int16_t rank;
    float distance;
  };
  double energy() const { return mass * id + kind; }

private:
  neighbour nearest[3];
};
struct base {
  double x;
};
struct derived : base {
  int i;
  int j;
};
struct vec3 {
  double x, y, z;
};
struct path {
  vec3 points[2];
  double length;
};
struct empty {};
struct tagged : empty {
  bool set;
  long double value;
};
template <class T> struct cell {
  T value;
  int owner;
};
namespace geometry {
struct segment {
  vec3 from, to;
  int id;
};
} // namespace geometry

                  void all(std::vector<particle> &p, particle::neighbour &n, derived (&d)[4], std::vector<vec3> &v, std::array<path, 2> &w,
                           tagged &t, std::vector<cell<float>> &c, geometry::segment &s) {
  
# 56 "structs.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = p.size() < njmpi::rt::limit ? MPI_Send(p.data(), static_cast<int>(p.size()), njmpi::datatype<njmpi::rt::record<48, njmpi::rt::field<0, int>, njmpi::rt::field<8, double>, njmpi::rt::field<16, char>, njmpi::rt::field<20, short>, njmpi::rt::field<24, float>, njmpi::rt::field<28, short>, njmpi::rt::field<32, float>, njmpi::rt::field<36, short>, njmpi::rt::field<40, float>>>(), 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({p.data(), p.size(), njmpi::datatype<njmpi::rt::record<48, njmpi::rt::field<0, int>, njmpi::rt::field<8, double>, njmpi::rt::field<16, char>, njmpi::rt::field<20, short>, njmpi::rt::field<24, float>, njmpi::rt::field<28, short>, njmpi::rt::field<32, float>, njmpi::rt::field<36, short>, njmpi::rt::field<40, float>>>()}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(p, 1)"}) : njmpi_code; }())
# 56 "structs.cpp"
                   ;
  
# 57 "structs.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Send(__builtin_addressof(n), 1, njmpi::datatype<njmpi::rt::record<8, njmpi::rt::field<0, short>, njmpi::rt::field<4, float>>>(), 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({__builtin_addressof(n), 1, njmpi::datatype<njmpi::rt::record<8, njmpi::rt::field<0, short>, njmpi::rt::field<4, float>>>()}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(n, 1)"}) : njmpi_code; }())
# 57 "structs.cpp"
                   ;
  
# 58 "structs.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 4 < njmpi::rt::limit ? MPI_Send(d, 4, njmpi::datatype<njmpi::rt::record<16, njmpi::rt::field<0, double>, njmpi::rt::field<8, int, 2>>>(), 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({d, 4, njmpi::datatype<njmpi::rt::record<16, njmpi::rt::field<0, double>, njmpi::rt::field<8, int, 2>>>()}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(d, 1)"}) : njmpi_code; }())
# 58 "structs.cpp"
                   ;
  
# 59 "structs.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = v.size() * 3 < njmpi::rt::limit ? MPI_Send(v.data(), static_cast<int>(v.size() * 3), MPI_DOUBLE, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({v.data(), v.size() * 3, MPI_DOUBLE}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(v, 1)"}) : njmpi_code; }())
# 59 "structs.cpp"
                   ;
  
# 60 "structs.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 14 < njmpi::rt::limit ? MPI_Send(w.data(), 14, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({w.data(), 14, MPI_DOUBLE}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(w, 1)"}) : njmpi_code; }())
# 60 "structs.cpp"
                   ;
  
# 61 "structs.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Send(__builtin_addressof(t), 1, njmpi::datatype<njmpi::rt::record<32, njmpi::rt::field<0, bool>, njmpi::rt::field<16, long double>>>(), 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({__builtin_addressof(t), 1, njmpi::datatype<njmpi::rt::record<32, njmpi::rt::field<0, bool>, njmpi::rt::field<16, long double>>>()}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(t, 1)"}) : njmpi_code; }())
# 61 "structs.cpp"
                   ;
  
# 62 "structs.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = c.size() < njmpi::rt::limit ? MPI_Send(c.data(), static_cast<int>(c.size()), njmpi::datatype<njmpi::rt::record<8, njmpi::rt::field<0, float>, njmpi::rt::field<4, int>>>(), 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({c.data(), c.size(), njmpi::datatype<njmpi::rt::record<8, njmpi::rt::field<0, float>, njmpi::rt::field<4, int>>>()}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(c, 1)"}) : njmpi_code; }())
# 62 "structs.cpp"
                   ;
  
# 63 "structs.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Send(__builtin_addressof(s), 1, njmpi::datatype<njmpi::rt::record<56, njmpi::rt::field<0, double, 6>, njmpi::rt::field<48, int>>>(), 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({__builtin_addressof(s), 1, njmpi::datatype<njmpi::rt::record<56, njmpi::rt::field<0, double, 6>, njmpi::rt::field<48, int>>>()}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(s, 1)"}) : njmpi_code; }())
# 63 "structs.cpp"
                   ;
}

                  void standard(std::pair<int, double> &p, std::tuple<char, int, std::array<float, 2>> &t, std::vector<std::pair<int, int>> &ii,
                                std::vector<njmpi::valloc<double>> &l) {
  
# 68 "structs.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Send(__builtin_addressof(p), 1, njmpi::datatype<njmpi::rt::record<16, njmpi::rt::field<0, int>, njmpi::rt::field<8, double>>>(), 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({__builtin_addressof(p), 1, njmpi::datatype<njmpi::rt::record<16, njmpi::rt::field<0, int>, njmpi::rt::field<8, double>>>()}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(p, 1)"}) : njmpi_code; }())
# 68 "structs.cpp"
                   ;
  
# 69 "structs.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Send(__builtin_addressof(t), 1, njmpi::datatype<njmpi::rt::record<16, njmpi::rt::field<0, float, 2>, njmpi::rt::field<8, int>, njmpi::rt::field<12, char>>>(), 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({__builtin_addressof(t), 1, njmpi::datatype<njmpi::rt::record<16, njmpi::rt::field<0, float, 2>, njmpi::rt::field<8, int>, njmpi::rt::field<12, char>>>()}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(t, 1)"}) : njmpi_code; }())
# 69 "structs.cpp"
                   ;
  
# 70 "structs.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = ii.size() * 2 < njmpi::rt::limit ? MPI_Send(ii.data(), static_cast<int>(ii.size() * 2), MPI_INT, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({ii.data(), ii.size() * 2, MPI_INT}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(ii, 1)"}) : njmpi_code; }())
# 70 "structs.cpp"
                    ;
  
# 71 "structs.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = l.size() < njmpi::rt::limit ? MPI_Bcast(l.data(), static_cast<int>(l.size()), MPI_DOUBLE_INT, 0, MPI_COMM_WORLD) : njmpi::rt::bcast({l.data(), l.size(), MPI_DOUBLE_INT}, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::bcast(l, 0)"}) : njmpi_code; }())
# 71 "structs.cpp"
                    ;
}

                  void local() {
  struct message {
    int number;
    char text[20];
  } m{1, "one"};
  
# 79 "structs.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Send(__builtin_addressof(m), 1, njmpi::datatype<njmpi::rt::record<24, njmpi::rt::field<0, int>, njmpi::rt::field<4, char, 20>>>(), 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({__builtin_addressof(m), 1, njmpi::datatype<njmpi::rt::record<24, njmpi::rt::field<0, int>, njmpi::rt::field<4, char, 20>>>()}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(m, 1)"}) : njmpi_code; }())
# 79 "structs.cpp"
                   ;
  struct {
    int a;
    double b;
  } unnamed{1, 2};
  
# 84 "structs.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Send(__builtin_addressof(unnamed), 1, njmpi::datatype<njmpi::rt::record<16, njmpi::rt::field<0, int>, njmpi::rt::field<8, double>>>(), 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({__builtin_addressof(unnamed), 1, njmpi::datatype<njmpi::rt::record<16, njmpi::rt::field<0, int>, njmpi::rt::field<8, double>>>()}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(unnamed, 1)"}) : njmpi_code; }())
# 84 "structs.cpp"
                         ;
}

                  void moved(const std::vector<particle> &x, std::vector<particle> &y, const std::vector<int> &counts) {
  
# 88 "structs.cpp" 3
([&]() __attribute__((always_inline)) { if (njmpi::rt::limit == 0) njmpi::rt::ready(); const njmpi::rt::counts njmpi_sendcounts(counts, njmpi::rt::world.size, 1); const njmpi::rt::counts njmpi_recvcounts(counts, njmpi::rt::world.size, 1); const int njmpi_code = njmpi_sendcounts.total() < njmpi::rt::limit && x.size() >= njmpi_sendcounts.total() && njmpi_recvcounts.total() < njmpi::rt::limit && y.size() >= njmpi_recvcounts.total() ? MPI_Alltoallv(x.data(), njmpi_sendcounts.data(), njmpi_sendcounts.displacements(), njmpi::datatype<njmpi::rt::record<48, njmpi::rt::field<0, int>, njmpi::rt::field<8, double>, njmpi::rt::field<16, char>, njmpi::rt::field<20, short>, njmpi::rt::field<24, float>, njmpi::rt::field<28, short>, njmpi::rt::field<32, float>, njmpi::rt::field<36, short>, njmpi::rt::field<40, float>>>(), y.data(), njmpi_recvcounts.data(), njmpi_recvcounts.displacements(), njmpi::datatype<njmpi::rt::record<48, njmpi::rt::field<0, int>, njmpi::rt::field<8, double>, njmpi::rt::field<16, char>, njmpi::rt::field<20, short>, njmpi::rt::field<24, float>, njmpi::rt::field<28, short>, njmpi::rt::field<32, float>, njmpi::rt::field<36, short>, njmpi::rt::field<40, float>>>(), MPI_COMM_WORLD) : njmpi::rt::alltoallv({x.data(), x.size(), njmpi::datatype<njmpi::rt::record<48, njmpi::rt::field<0, int>, njmpi::rt::field<8, double>, njmpi::rt::field<16, char>, njmpi::rt::field<20, short>, njmpi::rt::field<24, float>, njmpi::rt::field<28, short>, njmpi::rt::field<32, float>, njmpi::rt::field<36, short>, njmpi::rt::field<40, float>>>()}, njmpi_sendcounts, {y.data(), y.size(), njmpi::datatype<njmpi::rt::record<48, njmpi::rt::field<0, int>, njmpi::rt::field<8, double>, njmpi::rt::field<16, char>, njmpi::rt::field<20, short>, njmpi::rt::field<24, float>, njmpi::rt::field<28, short>, njmpi::rt::field<32, float>, njmpi::rt::field<36, short>, njmpi::rt::field<40, float>>>()}, njmpi_recvcounts, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::alltoallv(x, counts, y, counts)"}) : njmpi_code; }())
# 88 "structs.cpp"
                                        ;
  
# 89 "structs.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit && y.size() >= x.size() * static_cast<std::size_t>(njmpi::rt::world.size) ? MPI_Allgather(x.data(), static_cast<int>(x.size()), njmpi::datatype<njmpi::rt::record<48, njmpi::rt::field<0, int>, njmpi::rt::field<8, double>, njmpi::rt::field<16, char>, njmpi::rt::field<20, short>, njmpi::rt::field<24, float>, njmpi::rt::field<28, short>, njmpi::rt::field<32, float>, njmpi::rt::field<36, short>, njmpi::rt::field<40, float>>>(), y.data(), static_cast<int>(x.size()), njmpi::datatype<njmpi::rt::record<48, njmpi::rt::field<0, int>, njmpi::rt::field<8, double>, njmpi::rt::field<16, char>, njmpi::rt::field<20, short>, njmpi::rt::field<24, float>, njmpi::rt::field<28, short>, njmpi::rt::field<32, float>, njmpi::rt::field<36, short>, njmpi::rt::field<40, float>>>(), MPI_COMM_WORLD) : njmpi::rt::allgather({x.data(), x.size(), njmpi::datatype<njmpi::rt::record<48, njmpi::rt::field<0, int>, njmpi::rt::field<8, double>, njmpi::rt::field<16, char>, njmpi::rt::field<20, short>, njmpi::rt::field<24, float>, njmpi::rt::field<28, short>, njmpi::rt::field<32, float>, njmpi::rt::field<36, short>, njmpi::rt::field<40, float>>>()}, {y.data(), y.size(), njmpi::datatype<njmpi::rt::record<48, njmpi::rt::field<0, int>, njmpi::rt::field<8, double>, njmpi::rt::field<16, char>, njmpi::rt::field<20, short>, njmpi::rt::field<24, float>, njmpi::rt::field<28, short>, njmpi::rt::field<32, float>, njmpi::rt::field<36, short>, njmpi::rt::field<40, float>>>()}, njmpi::rt::left_out, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allgather(x, y)"}) : njmpi_code; }())
# 89 "structs.cpp"
                        ;
}
