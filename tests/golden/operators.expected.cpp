#define __NJMPI__ 1
# 1 "operators.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <complex>
#include <functional>
#include <njmpi/njmpi.hpp>
#include <vector>

struct vec3 {
  double x, y, z;
  friend vec3 operator+(vec3 a, vec3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
};
double larger(double a, double b);

                  void predefined(std::vector<int> &i, std::vector<int> &j, std::vector<std::complex<double>> &z, std::vector<std::complex<double>> &w,
                                  bool &b, njmpi::valloc<double> &l) {
  
# 15 "operators.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = i.size() < njmpi::rt::limit && j.size() >= i.size() ? MPI_Allreduce(i.data(), j.data(), static_cast<int>(i.size()), MPI_INT, MPI_BXOR, MPI_COMM_WORLD) : njmpi::rt::allreduce({i.data(), i.size(), MPI_INT}, {j.data(), j.size(), MPI_INT}, MPI_BXOR, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(i, j, njmpi::op::bxor)"}) : njmpi_code; }())
# 15 "operators.cpp"
                                         ;
  
# 16 "operators.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = z.size() < njmpi::rt::limit && w.size() >= z.size() ? MPI_Allreduce(z.data(), w.data(), static_cast<int>(z.size()), MPI_CXX_DOUBLE_COMPLEX, MPI_PROD, MPI_COMM_WORLD) : njmpi::rt::allreduce({z.data(), z.size(), MPI_CXX_DOUBLE_COMPLEX}, {w.data(), w.size(), MPI_CXX_DOUBLE_COMPLEX}, MPI_PROD, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(z, w, njmpi::op::prod)"}) : njmpi_code; }())
# 16 "operators.cpp"
                                         ;
  
# 17 "operators.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Allreduce(MPI_IN_PLACE, &b, 1, MPI_CXX_BOOL, MPI_LOR, MPI_COMM_WORLD) : njmpi::rt::allreduce({MPI_IN_PLACE, 0, MPI_CXX_BOOL}, {&b, 1, MPI_CXX_BOOL}, MPI_LOR, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(njmpi::in_place, b, njmpi::op::lor)"}) : njmpi_code; }())
# 17 "operators.cpp"
                                                      ;
  
# 18 "operators.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = 1 < njmpi::rt::limit ? MPI_Allreduce(MPI_IN_PLACE, __builtin_addressof(l), 1, MPI_DOUBLE_INT, MPI_MINLOC, MPI_COMM_WORLD) : njmpi::rt::allreduce({MPI_IN_PLACE, 0, MPI_DOUBLE_INT}, {__builtin_addressof(l), 1, MPI_DOUBLE_INT}, MPI_MINLOC, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(njmpi::in_place, l, njmpi::op::minloc)"}) : njmpi_code; }())
# 18 "operators.cpp"
                                                         ;
  using namespace njmpi;
  
# 20 "operators.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = i.size() < ::njmpi::rt::limit && j.size() >= i.size() ? MPI_Allreduce(i.data(), j.data(), static_cast<int>(i.size()), MPI_INT, MPI_MAX, MPI_COMM_WORLD) : ::njmpi::rt::allreduce({i.data(), i.size(), MPI_INT}, {j.data(), j.size(), MPI_INT}, MPI_MAX, ::njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? ::njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "allreduce(i, j, op::max)"}) : njmpi_code; }())
# 20 "operators.cpp"
                          ;
}

                  
# 23 "operators.cpp" 3
static_assert(njmpi::rt::described<vec3, njmpi::rt::record<24, njmpi::rt::field<0, double, 3>>>);
# 23 "operators.cpp"
                  void functors(std::vector<double> &x, std::vector<double> &y, std::vector<vec3> &v, std::vector<vec3> &w) {
  
# 24 "operators.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit && y.size() >= x.size() ? MPI_Allreduce(x.data(), y.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD) : njmpi::rt::allreduce({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, MPI_SUM, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(x, y, std::plus<>{})"}) : njmpi_code; }())
# 24 "operators.cpp"
                                       ;
  
# 25 "operators.cpp" 3
([&]() __attribute__((always_inline)) { const int njmpi_code = x.size() < njmpi::rt::limit && y.size() >= x.size() ? MPI_Allreduce(x.data(), y.data(), static_cast<int>(x.size()), MPI_DOUBLE, MPI_PROD, MPI_COMM_WORLD) : njmpi::rt::allreduce({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, MPI_PROD, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(x, y, std::multiplies<double>{})"}) : njmpi_code; }())
# 25 "operators.cpp"
                                                   ;
  
# 26 "operators.cpp" 3
([&]() __attribute__((always_inline)) { const std::size_t njmpi_n = v.size() * 3; const int njmpi_code = njmpi_n < njmpi::rt::limit && w.size() * 3 >= njmpi_n ? MPI_Allreduce(v.data(), w.data(), static_cast<int>(njmpi_n), MPI_DOUBLE, MPI_SUM, MPI_COMM_WORLD) : njmpi::rt::allreduce({v.data(), v.size() * 3, MPI_DOUBLE}, {w.data(), w.size() * 3, MPI_DOUBLE}, MPI_SUM, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(v, w)"}) : njmpi_code; }())
# 26 "operators.cpp"
                        ;
  
# 27 "operators.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_callable = 
# 27 "operators.cpp"
                         std::plus<>{}
# 27 "operators.cpp" 3
; const njmpi::rt::operation<njmpi::rt::element_t<std::remove_reference_t<decltype(v)>>> njmpi_op(njmpi_callable); const int njmpi_code = v.size() * njmpi_op.units() < njmpi::rt::limit && w.size() * njmpi_op.units() >= v.size() * njmpi_op.units() ? MPI_Allreduce(v.data(), w.data(), static_cast<int>(v.size() * njmpi_op.units()), njmpi_op.type(), njmpi_op.handle(), MPI_COMM_WORLD) : njmpi::rt::allreduce({v.data(), v.size() * njmpi_op.units(), njmpi_op.type()}, {w.data(), w.size() * njmpi_op.units(), njmpi_op.type()}, njmpi_op.handle(), njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(v, w, std::plus<>{})"}) : njmpi_code; }())
# 27 "operators.cpp"
                                       ;
}

                  void callables(std::vector<double> &x, std::vector<double> &y, double scale, MPI_Op own) {
  
# 31 "operators.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_callable = larger; const njmpi::rt::operation<njmpi::rt::element_t<std::remove_reference_t<decltype(x)>>> njmpi_op(njmpi_callable); const int njmpi_code = x.size() < njmpi::rt::limit && y.size() >= x.size() ? MPI_Allreduce(x.data(), y.data(), static_cast<int>(x.size()), MPI_DOUBLE, njmpi_op.handle(), MPI_COMM_WORLD) : njmpi::rt::allreduce({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi_op.handle(), njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(x, y, larger)"}) : njmpi_code; }())
# 31 "operators.cpp"
                                ;
  
# 32 "operators.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_callable = 
# 32 "operators.cpp"
                         [scale](double a, double b) { return scale * (a + b); }
# 32 "operators.cpp" 3
; const njmpi::rt::operation<njmpi::rt::element_t<std::remove_reference_t<decltype(x)>>> njmpi_op(njmpi_callable); const int njmpi_code = x.size() < njmpi::rt::limit && y.size() >= x.size() ? MPI_Allreduce(x.data(), y.data(), static_cast<int>(x.size()), MPI_DOUBLE, njmpi_op.handle(), MPI_COMM_WORLD) : njmpi::rt::allreduce({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi_op.handle(), njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::allreduce(x, y, [scale](double a, double b) { return scale * (a + b); })"}) : njmpi_code; }())
# 32 "operators.cpp"
                                                                                 ;
  
# 33 "operators.cpp" 3
([&](auto &&njmpi_callable) __attribute__((always_inline)) { const njmpi::rt::operation<njmpi::rt::element_t<std::remove_reference_t<decltype(x)>>> njmpi_op(njmpi_callable); const int njmpi_code = x.size() < njmpi::rt::limit && (njmpi::rt::world.rank != 0 || y.size() >= x.size()) ? MPI_Reduce(x.data(), y.data(), static_cast<int>(x.size()), MPI_DOUBLE, njmpi_op.handle(), 0, MPI_COMM_WORLD) : njmpi::rt::reduce({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi_op.handle(), 0, njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::reduce(x, y, njmpi::commutative([](double a, double b) { return a > b ? a : b; }), 0)"}) : njmpi_code; }(
# 33 "operators.cpp"
                      njmpi::commutative([](double a, double b) { return a > b ? a : b; })
# 33 "operators.cpp" 3
))
# 33 "operators.cpp"
                                                                                              ;
  
# 34 "operators.cpp" 3
([&]() __attribute__((always_inline)) { auto &&njmpi_callable = njmpi::op::from(own); const njmpi::rt::operation<njmpi::rt::element_t<std::remove_reference_t<decltype(x)>>> njmpi_op(njmpi_callable); const int njmpi_code = x.size() < njmpi::rt::limit && y.size() >= x.size() ? MPI_Scan(x.data(), y.data(), static_cast<int>(x.size()), MPI_DOUBLE, njmpi_op.handle(), MPI_COMM_WORLD) : njmpi::rt::scan({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi_op.handle(), njmpi::rt::world); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {__FILE__, __LINE__, "njmpi::scan(x, y, njmpi::op::from(own))"}) : njmpi_code; }())
# 34 "operators.cpp"
                                         ;
  auto a = 
# 35 "operators.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::iallreduce(x, y, [&](double a, double b) { return scale * a * b; })"}; auto &&njmpi_callable = 
# 35 "operators.cpp"
                                   [&](double a, double b) { return scale * a * b; }
# 35 "operators.cpp" 3
; njmpi::rt::kept_operation<njmpi::rt::element_t<std::remove_reference_t<decltype(x)>>> njmpi_op(njmpi_callable); MPI_Request njmpi_request; const int njmpi_code = x.size() < njmpi::rt::limit && y.size() >= x.size() ? MPI_Iallreduce(x.data(), y.data(), static_cast<int>(x.size()), MPI_DOUBLE, njmpi_op.handle(), MPI_COMM_WORLD, &njmpi_request) : njmpi::rt::iallreduce({x.data(), x.size(), MPI_DOUBLE}, {y.data(), y.size(), MPI_DOUBLE}, njmpi_op.handle(), njmpi::rt::world, njmpi_request); return njmpi::rt::started(njmpi_code, njmpi_request, njmpi_site, njmpi_op); }())
# 35 "operators.cpp"
                                                                                     ;
  
# 36 "operators.cpp" 3
([&]() __attribute__((always_inline)) { static constexpr njmpi::rt::site njmpi_site{__FILE__, __LINE__, "njmpi::wait(a)"}; auto &&njmpi_request = a.req; MPI_Request njmpi_handle = njmpi_request.handle(); const int njmpi_code = njmpi_request.active() ? MPI_Wait(&njmpi_handle, MPI_STATUS_IGNORE) : njmpi::rt::wait(MPI_STATUS_IGNORE); njmpi_request.completed(); return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, njmpi_site) : njmpi_code; }())
# 36 "operators.cpp"
                ;
}
