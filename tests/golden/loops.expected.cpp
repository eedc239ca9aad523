#define __NJMPI__ 1
# 1 "loops.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Annotated loops: every form of header, and every way to an element.
#include <njmpi/njmpi.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

using njmpi::field;

                  double sum(const std::vector<double>& x) {
  double s = 0;
                  
# 14 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, x.size()}}); auto& njmpi_s = s; njmpi_loop.reduce(njmpi_s, njmpi::rt::combine::sum); while (const auto njmpi_box = njmpi_loop.next()) { auto s = njmpi_s; for (std::size_t i = njmpi_box.first<std::size_t>(0); i < njmpi_box.last<std::size_t>(0); ++i)
# 14 "loops.cpp"
                                                             s += x[i];
# 14 "loops.cpp" 3
 njmpi_s = s; } njmpi_loop.finish(); }
# 14 "loops.cpp"
                                                                       
  return s;
}

                  double relax(field<double, 2>& next, const field<double, 2>& now) {
  double change = 0;
                  
# 20 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{1, now.extent(0) - 1}, {1, 
# 21 "loops.cpp"
                         now.extent(1) - 2
# 20 "loops.cpp" 3
 + 1}}); auto& njmpi_now = now; auto& njmpi_next = next; auto& njmpi_change = change; njmpi_loop.read(njmpi_now, {{0, 1, -1}, {1, 1, 0}}); njmpi_loop.read(njmpi_now, {{0, 1, 1}, {1, 1, 0}}); njmpi_loop.read(njmpi_now, {{0, 1, 0}, {1, 1, -1}}); njmpi_loop.read(njmpi_now, {{0, 1, 0}, {1, 1, 1}}); njmpi_loop.write(njmpi_next, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.read(njmpi_now, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.apart(njmpi_now, "now", njmpi_next, "next"); njmpi_loop.reduce(njmpi_change, njmpi::rt::combine::max); while (const auto njmpi_box = njmpi_loop.next()) { const auto now = njmpi_loop.view_of(njmpi_now); const auto next = njmpi_loop.view_of(njmpi_next); auto change = njmpi_change; for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 20 "loops.cpp"
                                                              
    
# 21 "loops.cpp" 3
{ for (int j = njmpi_box.first<int>(1); j < njmpi_box.last<int>(1); ++j)
# 21 "loops.cpp"
                                                 { // one row
      next(i, j) = 0.25 * (now(i - 1, j) + now(i + 1, j) + now(i, j - 1) + now(i, j + 1));
      change = std::max(change, std::abs(next(i, j) - now(i, j)));
    }
# 24 "loops.cpp" 3
 njmpi_change = change; njmpi_loop.row(i); } njmpi_change = change; } njmpi_loop.finish(); }
# 24 "loops.cpp"
     
  return change;
}

                  void squares(std::vector<long>& a, int n) {
                  
# 29 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{n - 1, -1, -1}}); njmpi_loop.gather(a.data(), {{0, 1, 0}}, {1}); while (const auto njmpi_box = njmpi_loop.next()) { for (auto i = njmpi_box.first<int>(0); i > njmpi_box.last<int>(0); --i)
# 29 "loops.cpp"
                                                    a[i] = i * i;
# 29 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 29 "loops.cpp"
                                                                 
}

                  void grid(double (&a)[4][8], std::vector<double>& b, long m) {
  int i, j;
                 
  
# 35 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, 4}, {0, m, 2}}); njmpi_loop.gather(b.data(), {{0, 1, 0}, {1, 1, 0}}, {m, 1}); while (const auto njmpi_box = njmpi_loop.next()) { for (i = njmpi_box.first<decltype(i)>(0); i < njmpi_box.last<decltype(i)>(0); ++i)
# 37 "loops.cpp"
           
    
# 38 "loops.cpp" 3
for (j = njmpi_box.first<decltype(j)>(1); j < njmpi_box.last<decltype(j)>(1); j += 2)
# 38 "loops.cpp"
                              
      b[i * m + j] = i - j;
# 39 "loops.cpp" 3
 } njmpi_loop.finish(); njmpi_loop.after(0, i); njmpi_loop.after(1, j); }
# 39 "loops.cpp"
                           
                  
# 40 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, 4}, {7, 0, -3}}); njmpi_loop.gather(njmpi::rt::flat(a), {{0, 1, 0}, {1, 1, 0}}, {8, 1}); while (const auto njmpi_box = njmpi_loop.next()) { for (int k = njmpi_box.first<int>(0); k < njmpi_box.last<int>(0); ++k)
# 40 "loops.cpp"
                                             
    
# 41 "loops.cpp" 3
for (int l = njmpi_box.first<int>(1); l > njmpi_box.last<int>(1); l -= 3)
# 41 "loops.cpp"
                                  
      a[k][l] = k + l;
# 42 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 42 "loops.cpp"
                      
}

                  void twice(std::vector<double>& a, const njmpi::comm& c) {
                            
# 46 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; auto&& njmpi_range = a; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, std::size(njmpi_range)}}, (c).state()); njmpi_loop.gather(a.data(), {{0, 1, 0}}, {1}); while (const auto njmpi_box = njmpi_loop.next()) { for (double& x : njmpi_box.part(0, njmpi_range))
# 46 "loops.cpp"
                                                x *= 2;
# 46 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 46 "loops.cpp"
                                                       
}

double west(const field<double, 2>& u, long i, long j) { return u(i, j - 1); }
                  
# 50 "loops.cpp" 3
NJMPI_FLATTEN 
# 50 "loops.cpp"
                  void differences(field<double, 2>& d, const field<double, 2>& u, long n, long w) {
                  
# 51 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, n}}); njmpi_loop.within({{1, static_cast<int>(w / 2)}}); auto& njmpi_u = u; auto& njmpi_d = d; njmpi_loop.copy(njmpi_u, {{0, 1, 0}, {1, 1, 0}}, -1, njmpi::rt::guarded); njmpi_loop.write(njmpi_d, {{0, 1, 0}, {-1, 0, 0}}, 0, njmpi::rt::guarded); njmpi_loop.apart(njmpi_u, "u", njmpi_d, "d"); while (const auto njmpi_box = njmpi_loop.next()) { const auto d = njmpi_loop.view_of(njmpi_d); const auto njmpi_u_copy_0 = njmpi_loop.remote(njmpi_u, 0); for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 51 "loops.cpp"
                                               {
    const int width = w / 2;
    for (long j = 1; j < width; ++j)
      d(i, 0) += 
# 54 "loops.cpp" 3
njmpi_u_copy_0
# 54 "loops.cpp"
                  (i, j);
  }
# 55 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 55 "loops.cpp"
   
                  
# 56 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, n}, {1, w}}); auto& njmpi_u = u; auto& njmpi_d = d; njmpi_loop.read(njmpi_u, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.read(njmpi_u, {{0, 1, 0}, {1, 1, -1}}, -1, njmpi::rt::guarded | njmpi::rt::in_function); njmpi_loop.write(njmpi_d, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.apart(njmpi_u, "u", njmpi_d, "d"); while (const auto njmpi_box = njmpi_loop.next()) { const auto njmpi_u_view = njmpi_loop.view_of(njmpi_u); const auto d = njmpi_loop.view_of(njmpi_d); auto njmpi_u_lent = njmpi_loop.lend(njmpi_u); for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 56 "loops.cpp"
                                              
    
# 57 "loops.cpp" 3
for (long j = njmpi_box.first(1); j < njmpi_box.last(1); ++j)
# 57 "loops.cpp"
                                
      d(i, j) = 
# 58 "loops.cpp" 3
njmpi_u_view
# 58 "loops.cpp"
                 (i, j) - west(
# 58 "loops.cpp" 3
njmpi_u_lent.field
# 58 "loops.cpp"
                                , i, j);
# 58 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 58 "loops.cpp"
                                        
}

struct flow {
  field<double, 2> u, v;
  double most = 0;

                    void step(flow& other) {
                    
# 66 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, u.extent(0)}, {njmpi::rt::unbounded, njmpi::rt::unbounded}}); auto& njmpi_v = this->v; auto& njmpi_u = other.u; auto& njmpi_u_1 = u; njmpi_loop.read(njmpi_v, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.read(njmpi_u, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.write(njmpi_u_1, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.reduce(most, njmpi::rt::combine::max); while (const auto njmpi_box = njmpi_loop.next()) { const auto njmpi_v_view = njmpi_loop.view_of(njmpi_v); const auto njmpi_u_view = njmpi_loop.view_of(njmpi_u); const auto u = njmpi_loop.view_of(njmpi_u_1); for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 66 "loops.cpp"
                                                          
      
# 67 "loops.cpp" 3
{ for (long j = njmpi_box.first(1, {i, u.extent(1)}); j < njmpi_box.last(1, {i, u.extent(1)}); ++j)
# 67 "loops.cpp"
                                             {
        u(i, j) = 
# 68 "loops.cpp" 3
njmpi_v_view
# 68 "loops.cpp"
                         (i, j) + 
# 68 "loops.cpp" 3
njmpi_u_view
# 68 "loops.cpp"
                                         (i, j);
        most = std::max(most, u(i, j));
      }
# 70 "loops.cpp" 3
 njmpi_loop.row(i); } } njmpi_loop.finish(); }
# 70 "loops.cpp"
       
  }
};

template <class T>                   T total(const field<T, 1>& u, T start) {
  for (int pass = 0; pass < 2; ++pass)
    if (pass == 1)
                      
# 77 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0 * u.extent(0), u.extent(0)}}); auto& njmpi_u = u; auto& njmpi_start = start; njmpi_loop.owner(njmpi_u, {{0, 1, 0}}); njmpi_loop.reduce(njmpi_start, njmpi::rt::combine::sum); while (const auto njmpi_box = njmpi_loop.next()) { const auto u = njmpi_loop.view_of(njmpi_u); auto start = njmpi_start; for (auto i = njmpi_box.first<decltype(0 * u.extent(0))>(0); i < njmpi_box.last<decltype(0 * u.extent(0))>(0); ++i)
# 77 "loops.cpp"
                                                                           start += u(i);
# 77 "loops.cpp" 3
 njmpi_start = start; } njmpi_loop.finish(); }
# 77 "loops.cpp"
                                                                                         
  return start;
}
template float total(const field<float, 1>&, float);
template long total(const field<long, 1>&, long);

                  void transpose(field<double, 2>& a, const field<double, 2>& b) {
                  
# 84 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, a.extent(0)}, {0, 
# 85 "loops.cpp"
                         a.extent(1)
# 84 "loops.cpp" 3
}}); auto& njmpi_b = b; auto& njmpi_a = a; njmpi_loop.copy(njmpi_b, {{1, 1, 0}, {0, 1, 0}}); njmpi_loop.write(njmpi_a, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.apart(njmpi_b, "b", njmpi_a, "a"); while (const auto njmpi_box = njmpi_loop.next()) { const auto a = njmpi_loop.view_of(njmpi_a); const auto njmpi_b_copy_0 = njmpi_loop.remote(njmpi_b, 0); for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 84 "loops.cpp"
                                                        
    
# 85 "loops.cpp" 3
for (long j = njmpi_box.first(1); j < njmpi_box.last(1); ++j)
# 85 "loops.cpp"
                                          
      a(i, j) = 
# 86 "loops.cpp" 3
njmpi_b_copy_0
# 86 "loops.cpp"
                 (j, i);
# 86 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 86 "loops.cpp"
                        
}

                  void multiply(const std::vector<long>& row, const std::vector<int>& column, const std::vector<double>& a,
                                const field<double, 1>& x, field<double, 1>& y) {
# 90 "loops.cpp" 3
 unsigned long njmpi_entry = 0;
# 90 "loops.cpp"
                                                                                 
                  
# 91 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, y.extent(0)}}); auto& njmpi_x = x; auto& njmpi_y = y; njmpi_loop.indirect(njmpi_x, {njmpi::rt::memory_of(row), njmpi::rt::memory_of(column)}, njmpi_entry); njmpi_loop.write(njmpi_y, {{0, 1, 0}}); njmpi_loop.apart(njmpi_x, "x", njmpi_y, "y"); while (const auto njmpi_box = njmpi_loop.unknown(0)) { for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i) 
# 93 "loops.cpp"
    for (long k = row[i]; k < row[i + 1]; ++k)
# 91 "loops.cpp" 3
 { njmpi_loop.needs(0, column[k]); } } while (const auto njmpi_box = njmpi_loop.next()) { const auto x = njmpi_loop.view_of(njmpi_x); const auto y = njmpi_loop.view_of(njmpi_y); for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 91 "loops.cpp"
                                                         {
    double s = 0;
    for (long k = row[i]; k < row[i + 1]; ++k)
      s += a[k] * x(column[k]);
    y(i) = s;
  }
# 96 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 96 "loops.cpp"
   
}

                  long lowest(const field<double, 1>& u) {
  double least = 1e300;
  long at = -1;
                  
# 102 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, u.extent(0)}}); auto& njmpi_u = u; auto& njmpi_least = least; njmpi_loop.owner(njmpi_u, {{0, 1, 0}}); njmpi_loop.reduce_located(njmpi_least, njmpi::rt::combine::min, at); while (const auto njmpi_box = njmpi_loop.next()) { const auto u = njmpi_loop.view_of(njmpi_u); auto least = njmpi_least; for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 102 "loops.cpp"
                                                        
    if (u(i) < least) {
# 103 "loops.cpp" 3
 njmpi_loop.won(0, i);
# 103 "loops.cpp"
                       
      least = u(i);
      at = i;
    }
# 106 "loops.cpp" 3
 njmpi_least = least; } njmpi_loop.finish(); }
# 106 "loops.cpp"
     
  return at;
}

                  void boundary(field<double, 2>& u) {
  const long n = u.extent(0);
                  
# 112 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__, 0, 2}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, u.extent(1)}}); auto& njmpi_u = u; njmpi_loop.read(njmpi_u, {{-1, 0, 1}, {0, 1, 0}}, 0); njmpi_loop.write(njmpi_u, {{-1, 0, 0}, {0, 1, 0}}); njmpi_loop.read(njmpi_u, {{-1, 0, n - 2}, {0, 1, 0}}, 1); njmpi_loop.write(njmpi_u, {{-1, 0, n - 1}, {0, 1, 0}}, 1); while (const auto njmpi_box = njmpi_loop.next()) njmpi_box.run([&](const auto njmpi_runs) __attribute__((always_inline)) { const auto u = njmpi_loop.view_of(njmpi_u); for (long j = njmpi_box.first(0); j < njmpi_box.last(0); ++j)
# 112 "loops.cpp"
                                                         {
    
# 113 "loops.cpp" 3
if (njmpi_runs(0, j)) { 
# 113 "loops.cpp"
    u(0, j) = u(1, j);
# 113 "loops.cpp" 3
 }
# 113 "loops.cpp"
                      
    
# 114 "loops.cpp" 3
if (njmpi_runs(1, j)) { 
# 114 "loops.cpp"
    u(n - 1, j) = u(n - 2, j);
# 114 "loops.cpp" 3
 }
# 114 "loops.cpp"
                              
  }
# 115 "loops.cpp" 3
 }); njmpi_loop.finish(); }
# 115 "loops.cpp"
   
}

                  void sweep(field<double, 2>& u) {
                            
# 119 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__, njmpi::rt::pipelined}; njmpi::rt::loop njmpi_loop(njmpi_site, {{1, u.extent(0)}, {1, 
# 120 "loops.cpp"
                         u.extent(1)
# 119 "loops.cpp" 3
}}); auto& njmpi_u = u; njmpi_loop.read(njmpi_u, {{0, 1, -1}, {1, 1, 0}}); njmpi_loop.read(njmpi_u, {{0, 1, 0}, {1, 1, -1}}); njmpi_loop.write(njmpi_u, {{0, 1, 0}, {1, 1, 0}}); while (const auto njmpi_box = njmpi_loop.next()) { const auto u = njmpi_loop.view_of(njmpi_u); for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 119 "loops.cpp"
                                                                  
    
# 120 "loops.cpp" 3
for (long j = njmpi_box.first(1); j < njmpi_box.last(1); ++j)
# 120 "loops.cpp"
                                          
      u(i, j) += 0.5 * (u(i - 1, j) + u(i, j - 1));
# 121 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 121 "loops.cpp"
                                                   
}

                  void shift(field<double, 1>& u) {
                  
# 125 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__, njmpi::rt::in_order}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, u.extent(0) - 1}}); auto& njmpi_u = u; njmpi_loop.read(njmpi_u, {{0, 1, 1}}); njmpi_loop.write(njmpi_u, {{0, 1, 0}}); while (const auto njmpi_box = njmpi_loop.next()) { const auto u = njmpi_loop.view_of(njmpi_u); for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 125 "loops.cpp"
                                                             u(i) = u(i + 1);
# 125 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 125 "loops.cpp"
                                                                             
}
