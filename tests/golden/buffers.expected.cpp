#define __NJMPI__ 1
# 1 "buffers.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <array>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <njmpi/njmpi.hpp>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <valarray>
#include <vector>

enum class colour : std::uint8_t { red };
struct shape {
  int sides;
  double lengths[8];
};

// What Eigen's matrices and mdspan look like.
template <class T> struct Matrix {
  using Scalar = T;
  using PlainObject = Matrix;
  T *data();
  const T *data() const;
  long size() const;
  long rows() const;
  long cols() const;
  long innerStride() const;
  Matrix eval() const;
};
struct layout_right {
  std::size_t required_span_size() const;
  static bool is_always_exhaustive();
};
template <class T, class Layout> struct view {
  using element_type = T;
  using layout_type = Layout;
  T *data_handle() const;
  Layout mapping() const;
};
struct custom {
  const float *first() const;
  std::size_t length() const;
};
template <> struct njmpi::buffer_traits<custom> {
  static const float *data(const custom &c) { return c.first(); }
  static std::size_t size(const custom &c) { return c.length(); }
};

                  void scalars(double d, std::int64_t &i, std::complex<float> &z, colour &c, bool &b, std::byte &y, char16_t &u,
                               std::vector<int> &v, shape &s, int *p, int k) {
  
# 53 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Send(&d, 1, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({&d, 1, MPI_DOUBLE}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(d, 1)"}) : njmpi_code; }())
# 53 "buffers.cpp"
                   ;
  
# 54 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Send(&i, 1, MPI_LONG, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({&i, 1, MPI_LONG}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(i, 1)"}) : njmpi_code; }())
# 54 "buffers.cpp"
                   ;
  
# 55 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Send(__builtin_addressof(z), 1, MPI_CXX_FLOAT_COMPLEX, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({__builtin_addressof(z), 1, MPI_CXX_FLOAT_COMPLEX}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(z, 1)"}) : njmpi_code; }())
# 55 "buffers.cpp"
                   ;
  
# 56 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Send(&c, 1, MPI_UNSIGNED_CHAR, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({&c, 1, MPI_UNSIGNED_CHAR}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(c, 1)"}) : njmpi_code; }())
# 56 "buffers.cpp"
                   ;
  
# 57 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Send(&b, 1, MPI_CXX_BOOL, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({&b, 1, MPI_CXX_BOOL}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(b, 1)"}) : njmpi_code; }())
# 57 "buffers.cpp"
                   ;
  
# 58 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Send(&y, 1, MPI_BYTE, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({&y, 1, MPI_BYTE}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(y, 1)"}) : njmpi_code; }())
# 58 "buffers.cpp"
                   ;
  
# 59 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Send(&u, 1, MPI_UINT16_T, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({&u, 1, MPI_UINT16_T}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(u, 1)"}) : njmpi_code; }())
# 59 "buffers.cpp"
                   ;
  
# 60 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_data = v[k]; const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Send(&njmpi_data, 1, MPI_INT, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({&njmpi_data, 1, MPI_INT}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(v[k], 1)"}) : njmpi_code; }())
# 60 "buffers.cpp"
                      ;
  
# 61 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_data = v.front(); const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Send(&njmpi_data, 1, MPI_INT, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({&njmpi_data, 1, MPI_INT}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(v.front(), 1)"}) : njmpi_code; }())
# 61 "buffers.cpp"
                           ;
  
# 62 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Send(&(s.lengths[k + 1]), 1, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({&(s.lengths[k + 1]), 1, MPI_DOUBLE}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(s.lengths[k + 1], 1)"}) : njmpi_code; }())
# 62 "buffers.cpp"
                                  ;
  
# 63 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Send(&(*p), 1, MPI_INT, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({&(*p), 1, MPI_INT}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(*p, 1)"}) : njmpi_code; }())
# 63 "buffers.cpp"
                    ;
  
# 64 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Send(&(p[k]), 1, MPI_INT, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({&(p[k]), 1, MPI_INT}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(p[k], 1)"}) : njmpi_code; }())
# 64 "buffers.cpp"
                      ;
  
# 65 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_in = k + 1; const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Allreduce(&njmpi_in, &(*p), 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD) : njmpi::rt::allreduce({&njmpi_in, 1, MPI_INT}, {&(*p), 1, MPI_INT}, MPI_SUM, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(k + 1, *p)"}) : njmpi_code; }())
# 65 "buffers.cpp"
                             ;
  
# 66 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_in = 1; const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Allreduce(&njmpi_in, &(*p), 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD) : njmpi::rt::allreduce({&njmpi_in, 1, MPI_INT}, {&(*p), 1, MPI_INT}, MPI_SUM, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(1, *p)"}) : njmpi_code; }())
# 66 "buffers.cpp"
                         ;
}

                  void arrays(double (&a)[4], int (&m)[2][3], std::array<float, 5> &f, std::array<std::array<long, 2>, 3> &n, shape &s,
                              std::vector<std::array<double, 3>> &points) {
  
# 71 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 4 < njmpi::rt::limit ? MPI_Send(a, 4, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({a, 4, MPI_DOUBLE}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(a, 1)"}) : njmpi_code; }())
# 71 "buffers.cpp"
                   ;
  
# 72 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 6 < njmpi::rt::limit ? MPI_Send(m, 6, MPI_INT, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({m, 6, MPI_INT}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(m, 1)"}) : njmpi_code; }())
# 72 "buffers.cpp"
                   ;
  
# 73 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 3 < njmpi::rt::limit ? MPI_Send((m[1]), 3, MPI_INT, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({(m[1]), 3, MPI_INT}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(m[1], 1)"}) : njmpi_code; }())
# 73 "buffers.cpp"
                      ;
  
# 74 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 5 < njmpi::rt::limit ? MPI_Send(f.data(), 5, MPI_FLOAT, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({f.data(), 5, MPI_FLOAT}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(f, 1)"}) : njmpi_code; }())
# 74 "buffers.cpp"
                   ;
  
# 75 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 6 < njmpi::rt::limit ? MPI_Send(n.data(), 6, MPI_LONG, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({n.data(), 6, MPI_LONG}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(n, 1)"}) : njmpi_code; }())
# 75 "buffers.cpp"
                   ;
  
# 76 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 8 < njmpi::rt::limit ? MPI_Send(s.lengths, 8, MPI_DOUBLE, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({s.lengths, 8, MPI_DOUBLE}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(s.lengths, 1)"}) : njmpi_code; }())
# 76 "buffers.cpp"
                           ;
  
# 77 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = points.size() * 3 < njmpi::rt::limit ? MPI_Send(points.data(), static_cast<int>(points.size() * 3), MPI_DOUBLE, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({points.data(), points.size() * 3, MPI_DOUBLE}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(points, 1)"}) : njmpi_code; }())
# 77 "buffers.cpp"
                        ;
  
# 78 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_data = "text"; const int njmpi_code = 5 < njmpi::rt::limit ? MPI_Send(njmpi_data, 5, MPI_CHAR, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({njmpi_data, 5, MPI_CHAR}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(\"text\", 1)"}) : njmpi_code; }())
# 78 "buffers.cpp"
                        ;
}

                  void ranges(std::span<int> s, std::span<const int, 6> fixed, std::string &text, std::string_view part, std::valarray<double> &v,
                              std::vector<int> &x, const std::vector<int> *p) {
  
# 83 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = s.size() < njmpi::rt::limit ? MPI_Send(s.data(), static_cast<int>(s.size()), MPI_INT, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({s.data(), s.size(), MPI_INT}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(s, 1)"}) : njmpi_code; }())
# 83 "buffers.cpp"
                   ;
  
# 84 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 6 < njmpi::rt::limit ? MPI_Send(fixed.data(), 6, MPI_INT, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({fixed.data(), 6, MPI_INT}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(fixed, 1)"}) : njmpi_code; }())
# 84 "buffers.cpp"
                       ;
  
# 85 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = text.size() < njmpi::rt::limit ? MPI_Send(text.data(), static_cast<int>(text.size()), MPI_CHAR, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({text.data(), text.size(), MPI_CHAR}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(text, 1)"}) : njmpi_code; }())
# 85 "buffers.cpp"
                      ;
  
# 86 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = part.size() < njmpi::rt::limit ? MPI_Send(part.data(), static_cast<int>(part.size()), MPI_CHAR, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({part.data(), part.size(), MPI_CHAR}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(part, 1)"}) : njmpi_code; }())
# 86 "buffers.cpp"
                      ;
  
# 87 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = v.size() < njmpi::rt::limit ? MPI_Send(std::begin(v), static_cast<int>(v.size()), MPI_DOUBLE, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({std::begin(v), v.size(), MPI_DOUBLE}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(v, 1)"}) : njmpi_code; }())
# 87 "buffers.cpp"
                   ;
  
# 88 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = (*p).size() < njmpi::rt::limit ? MPI_Send((*p).data(), static_cast<int>((*p).size()), MPI_INT, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({(*p).data(), (*p).size(), MPI_INT}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(*p, 1)"}) : njmpi_code; }())
# 88 "buffers.cpp"
                    ;
  
# 89 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_data = s.subspan(1, 2); const int njmpi_code = njmpi_data.size() < njmpi::rt::limit ? MPI_Send(njmpi_data.data(), static_cast<int>(njmpi_data.size()), MPI_INT, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({njmpi_data.data(), njmpi_data.size(), MPI_INT}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(s.subspan(1, 2), 1)"}) : njmpi_code; }())
# 89 "buffers.cpp"
                                 ;
  
# 90 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_data = std::span(x).last(3); const int njmpi_code = njmpi_data.size() < njmpi::rt::limit ? MPI_Send(njmpi_data.data(), static_cast<int>(njmpi_data.size()), MPI_INT, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({njmpi_data.data(), njmpi_data.size(), MPI_INT}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(std::span(x).last(3), 1)"}) : njmpi_code; }())
# 90 "buffers.cpp"
                                      ;
  
# 91 "buffers.cpp" 3
([&](auto &&njmpi_data) __attribute__((always_inline)) { const int njmpi_code = static_cast<std::size_t>(njmpi_data.size()) < njmpi::rt::limit ? MPI_Send(njmpi_data.data(), static_cast<int>(static_cast<std::size_t>(njmpi_data.size())), MPI_INT, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({njmpi_data.data(), static_cast<std::size_t>(njmpi_data.size()), MPI_INT}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(x | std::views::take(3), 1)"}) : njmpi_code; }(x | std::views::take(3)))
# 91 "buffers.cpp"
                                         ;
  
# 92 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const auto njmpi_data = x.data() + 1; const auto njmpi_data_count = x.size() - 1; const int njmpi_code = static_cast<std::size_t>(njmpi_data_count) < njmpi::rt::limit ? MPI_Send(njmpi_data, static_cast<int>(static_cast<std::size_t>(njmpi_data_count)), MPI_INT, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({njmpi_data, static_cast<std::size_t>(njmpi_data_count), MPI_INT}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(njmpi::buffer(x.data() + 1, x.size() - 1), 1)"}) : njmpi_code; }())
# 92 "buffers.cpp"
                                                           ;
}

                  void others(Matrix<double> &m, view<float, layout_right> v, custom &c, const njmpi::buffer<int> &b) {
  
# 96 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = static_cast<std::size_t>(m.size()) < njmpi::rt::limit ? MPI_Send(m.data(), static_cast<int>(static_cast<std::size_t>(m.size())), MPI_DOUBLE, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({m.data(), static_cast<std::size_t>(m.size()), MPI_DOUBLE}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(m, 1)"}) : njmpi_code; }())
# 96 "buffers.cpp"
                   ;
  
# 97 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = static_cast<std::size_t>(v.mapping().required_span_size()) < njmpi::rt::limit ? MPI_Send(v.data_handle(), static_cast<int>(static_cast<std::size_t>(v.mapping().required_span_size())), MPI_FLOAT, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({v.data_handle(), static_cast<std::size_t>(v.mapping().required_span_size()), MPI_FLOAT}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(v, 1)"}) : njmpi_code; }())
# 97 "buffers.cpp"
                   ;
  
# 98 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const njmpi::rt::input njmpi_data = njmpi::rt::input_of(c); const int njmpi_code = njmpi_data.count < njmpi::rt::limit ? MPI_Send(njmpi_data.data, static_cast<int>(njmpi_data.count), njmpi_data.type, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({njmpi_data.data, njmpi_data.count, njmpi_data.type}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(c, 1)"}) : njmpi_code; }())
# 98 "buffers.cpp"
                   ;
  
# 99 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = static_cast<std::size_t>(b.size()) < njmpi::rt::limit ? MPI_Send(b.data(), static_cast<int>(static_cast<std::size_t>(b.size())), MPI_INT, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({b.data(), static_cast<std::size_t>(b.size()), MPI_INT}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(b, 1)"}) : njmpi_code; }())
# 99 "buffers.cpp"
                   ;
}

// Copies and derived datatypes are made by the library.
                  void scattered(std::span<double> x) {
  njmpi::send(njmpi::packed(x | std::views::reverse), 1);
  
# 105 "buffers.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_data_buffer = njmpi::strided(x); const njmpi::rt::input njmpi_data = njmpi::rt::input_of(njmpi_data_buffer); const int njmpi_code = njmpi_data.count < njmpi::rt::limit ? MPI_Send(njmpi_data.data, static_cast<int>(njmpi_data.count), njmpi_data.type, 1, 0, MPI_COMM_WORLD) : njmpi::rt::send({njmpi_data.data, njmpi_data.count, njmpi_data.type}, 1, 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::send(njmpi::strided(x), 1)"}) : njmpi_code; }())
# 105 "buffers.cpp"
                                   ;
}
