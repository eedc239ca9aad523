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

struct flow {
  field<double, 2> u, v;
  double most = 0;

                    void step(flow& other) {
                    
# 54 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, u.extent(0)}, {njmpi::rt::unbounded, njmpi::rt::unbounded}}); auto& njmpi_v = this->v; auto& njmpi_u = other.u; auto& njmpi_u_1 = u; njmpi_loop.read(njmpi_v, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.read(njmpi_u, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.write(njmpi_u_1, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.reduce(most, njmpi::rt::combine::max); while (const auto njmpi_box = njmpi_loop.next()) { const auto njmpi_v_view = njmpi_loop.view_of(njmpi_v); const auto njmpi_u_view = njmpi_loop.view_of(njmpi_u); const auto u = njmpi_loop.view_of(njmpi_u_1); for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 54 "loops.cpp"
                                                          
      
# 55 "loops.cpp" 3
{ for (long j = njmpi_box.first(1, {i, u.extent(1)}); j < njmpi_box.last(1, {i, u.extent(1)}); ++j)
# 55 "loops.cpp"
                                             {
        u(i, j) = 
# 56 "loops.cpp" 3
njmpi_v_view
# 56 "loops.cpp"
                         (i, j) + 
# 56 "loops.cpp" 3
njmpi_u_view
# 56 "loops.cpp"
                                         (i, j);
        most = std::max(most, u(i, j));
      }
# 58 "loops.cpp" 3
 njmpi_loop.row(i); } } njmpi_loop.finish(); }
# 58 "loops.cpp"
       
  }
};

template <class T>                   T total(const field<T, 1>& u, T start) {
  for (int pass = 0; pass < 2; ++pass)
    if (pass == 1)
                      
# 65 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0 * u.extent(0), u.extent(0)}}); auto& njmpi_u = u; auto& njmpi_start = start; njmpi_loop.owner(njmpi_u, {{0, 1, 0}}); njmpi_loop.reduce(njmpi_start, njmpi::rt::combine::sum); while (const auto njmpi_box = njmpi_loop.next()) { const auto u = njmpi_loop.view_of(njmpi_u); auto start = njmpi_start; for (auto i = njmpi_box.first<decltype(0 * u.extent(0))>(0); i < njmpi_box.last<decltype(0 * u.extent(0))>(0); ++i)
# 65 "loops.cpp"
                                                                           start += u(i);
# 65 "loops.cpp" 3
 njmpi_start = start; } njmpi_loop.finish(); }
# 65 "loops.cpp"
                                                                                         
  return start;
}
template float total(const field<float, 1>&, float);
template long total(const field<long, 1>&, long);

                  void transpose(field<double, 2>& a, const field<double, 2>& b) {
                  
# 72 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, a.extent(0)}, {0, 
# 73 "loops.cpp"
                         a.extent(1)
# 72 "loops.cpp" 3
}}); auto& njmpi_b = b; auto& njmpi_a = a; njmpi_loop.copy(njmpi_b, {{1, 1, 0}, {0, 1, 0}}); njmpi_loop.write(njmpi_a, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.apart(njmpi_b, "b", njmpi_a, "a"); while (const auto njmpi_box = njmpi_loop.next()) { const auto a = njmpi_loop.view_of(njmpi_a); const auto njmpi_b_copy_0 = njmpi_loop.remote(njmpi_b, 0); for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 72 "loops.cpp"
                                                        
    
# 73 "loops.cpp" 3
for (long j = njmpi_box.first(1); j < njmpi_box.last(1); ++j)
# 73 "loops.cpp"
                                          
      a(i, j) = 
# 74 "loops.cpp" 3
njmpi_b_copy_0
# 74 "loops.cpp"
                 (j, i);
# 74 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 74 "loops.cpp"
                        
}

                  void multiply(const std::vector<long>& row, const std::vector<int>& column, const std::vector<double>& a,
                                const field<double, 1>& x, field<double, 1>& y) {
# 78 "loops.cpp" 3
 unsigned long njmpi_entry = 0;
# 78 "loops.cpp"
                                                                                 
                  
# 79 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, y.extent(0)}}); auto& njmpi_x = x; auto& njmpi_y = y; njmpi_loop.indirect(njmpi_x, {njmpi::rt::memory_of(row), njmpi::rt::memory_of(column)}, njmpi_entry); njmpi_loop.write(njmpi_y, {{0, 1, 0}}); njmpi_loop.apart(njmpi_x, "x", njmpi_y, "y"); while (const auto njmpi_box = njmpi_loop.unknown(0)) { for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i) 
# 81 "loops.cpp"
    for (long k = row[i]; k < row[i + 1]; ++k)
# 79 "loops.cpp" 3
 { njmpi_loop.needs(0, column[k]); } } while (const auto njmpi_box = njmpi_loop.next()) { const auto x = njmpi_loop.view_of(njmpi_x); const auto y = njmpi_loop.view_of(njmpi_y); for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 79 "loops.cpp"
                                                         {
    double s = 0;
    for (long k = row[i]; k < row[i + 1]; ++k)
      s += a[k] * x(column[k]);
    y(i) = s;
  }
# 84 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 84 "loops.cpp"
   
}

                  long lowest(const field<double, 1>& u) {
  double least = 1e300;
  long at = -1;
                  
# 90 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, u.extent(0)}}); auto& njmpi_u = u; auto& njmpi_least = least; njmpi_loop.owner(njmpi_u, {{0, 1, 0}}); njmpi_loop.reduce_located(njmpi_least, njmpi::rt::combine::min, at); while (const auto njmpi_box = njmpi_loop.next()) { const auto u = njmpi_loop.view_of(njmpi_u); auto least = njmpi_least; for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 90 "loops.cpp"
                                                        
    if (u(i) < least) {
# 91 "loops.cpp" 3
 njmpi_loop.won(0, i);
# 91 "loops.cpp"
                       
      least = u(i);
      at = i;
    }
# 94 "loops.cpp" 3
 njmpi_least = least; } njmpi_loop.finish(); }
# 94 "loops.cpp"
     
  return at;
}

                  void boundary(field<double, 2>& u) {
  const long n = u.extent(0);
                  
# 100 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__, 0, 2}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, u.extent(1)}}); auto& njmpi_u = u; njmpi_loop.read(njmpi_u, {{-1, 0, 1}, {0, 1, 0}}, 0); njmpi_loop.write(njmpi_u, {{-1, 0, 0}, {0, 1, 0}}); njmpi_loop.read(njmpi_u, {{-1, 0, n - 2}, {0, 1, 0}}, 1); njmpi_loop.write(njmpi_u, {{-1, 0, n - 1}, {0, 1, 0}}, 1); while (const auto njmpi_box = njmpi_loop.next()) njmpi_box.run([&](const auto njmpi_runs) __attribute__((always_inline)) { const auto u = njmpi_loop.view_of(njmpi_u); for (long j = njmpi_box.first(0); j < njmpi_box.last(0); ++j)
# 100 "loops.cpp"
                                                         {
    
# 101 "loops.cpp" 3
if (njmpi_runs(0, j)) { 
# 101 "loops.cpp"
    u(0, j) = u(1, j);
# 101 "loops.cpp" 3
 }
# 101 "loops.cpp"
                      
    
# 102 "loops.cpp" 3
if (njmpi_runs(1, j)) { 
# 102 "loops.cpp"
    u(n - 1, j) = u(n - 2, j);
# 102 "loops.cpp" 3
 }
# 102 "loops.cpp"
                              
  }
# 103 "loops.cpp" 3
 }); njmpi_loop.finish(); }
# 103 "loops.cpp"
   
}

                  void sweep(field<double, 2>& u) {
                            
# 107 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__, njmpi::rt::pipelined}; njmpi::rt::loop njmpi_loop(njmpi_site, {{1, u.extent(0)}, {1, 
# 108 "loops.cpp"
                         u.extent(1)
# 107 "loops.cpp" 3
}}); auto& njmpi_u = u; njmpi_loop.read(njmpi_u, {{0, 1, -1}, {1, 1, 0}}); njmpi_loop.read(njmpi_u, {{0, 1, 0}, {1, 1, -1}}); njmpi_loop.write(njmpi_u, {{0, 1, 0}, {1, 1, 0}}); while (const auto njmpi_box = njmpi_loop.next()) { const auto u = njmpi_loop.view_of(njmpi_u); for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 107 "loops.cpp"
                                                                  
    
# 108 "loops.cpp" 3
for (long j = njmpi_box.first(1); j < njmpi_box.last(1); ++j)
# 108 "loops.cpp"
                                          
      u(i, j) += 0.5 * (u(i - 1, j) + u(i, j - 1));
# 109 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 109 "loops.cpp"
                                                   
}

                  void shift(field<double, 1>& u) {
                  
# 113 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__, njmpi::rt::in_order}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, u.extent(0) - 1}}); auto& njmpi_u = u; njmpi_loop.read(njmpi_u, {{0, 1, 1}}); njmpi_loop.write(njmpi_u, {{0, 1, 0}}); while (const auto njmpi_box = njmpi_loop.next()) { const auto u = njmpi_loop.view_of(njmpi_u); for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 113 "loops.cpp"
                                                             u(i) = u(i + 1);
# 113 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 113 "loops.cpp"
                                                                             
}
