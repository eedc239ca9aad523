#define __NJMPI__ 1
# 1 "loops.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Annotated loops: every form of header, and every way to an element.
#include <njmpi/njmpi.hpp>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

using njmpi::field;

                  double sum(const std::vector<double>& x) {
  double s = 0;
                  
# 15 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, x.size()}}); auto& njmpi_s = s; njmpi_loop.reduce(njmpi_s, njmpi::rt::combine::sum); while (const auto njmpi_box = njmpi_loop.next()) { auto s = njmpi_s; for (std::size_t i = njmpi_box.first<std::size_t>(0); i < njmpi_box.last<std::size_t>(0); ++i)
# 15 "loops.cpp"
                                                             s += x[i];
# 15 "loops.cpp" 3
 njmpi_s = s; } njmpi_loop.finish(); }
# 15 "loops.cpp"
                                                                       
  return s;
}

                  double relax(field<double, 2>& next, const field<double, 2>& now) {
  double change = 0;
                  
# 21 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{1, now.extent(0) - 1}, {1, 
# 22 "loops.cpp"
                         now.extent(1) - 2
# 21 "loops.cpp" 3
 + 1}}); auto& njmpi_now = now; auto& njmpi_next = next; auto& njmpi_change = change; njmpi_loop.read(njmpi_now, {{0, 1, -1}, {1, 1, 0}}); njmpi_loop.read(njmpi_now, {{0, 1, 1}, {1, 1, 0}}); njmpi_loop.read(njmpi_now, {{0, 1, 0}, {1, 1, -1}}); njmpi_loop.read(njmpi_now, {{0, 1, 0}, {1, 1, 1}}); njmpi_loop.write(njmpi_next, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.read(njmpi_now, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.apart(njmpi_now, "now", njmpi_next, "next"); njmpi_loop.reduce(njmpi_change, njmpi::rt::combine::max); while (const auto njmpi_box = njmpi_loop.next()) { const auto now = njmpi_loop.view_of(njmpi_now); const auto next = njmpi_loop.view_of(njmpi_next); auto change = njmpi_change; for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i) {
# 21 "loops.cpp"
                                                              
    
# 22 "loops.cpp" 3
for (int j = njmpi_box.first<int>(1); j < njmpi_box.last<int>(1); ++j)
# 22 "loops.cpp"
                                                 { // one row
      next(i, j) = 0.25 * (now(i - 1, j) + now(i + 1, j) + now(i, j - 1) + now(i, j + 1));
      change = std::max(change, std::abs(next(i, j) - now(i, j)));
    }
# 25 "loops.cpp" 3
 njmpi_change = change; njmpi_loop.row(i); } njmpi_change = change; } njmpi_loop.finish(); }
# 25 "loops.cpp"
     
  return change;
}

                  void squares(std::vector<long>& a, int n) {
                  
# 30 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{n - 1, -1, -1}}); njmpi_loop.gather(a.data(), {{0, 1, 0}}, {1}); while (const auto njmpi_box = njmpi_loop.next()) { for (auto i = njmpi_box.first<int>(0); i > njmpi_box.last<int>(0); --i)
# 30 "loops.cpp"
                                                    a[i] = i * i;
# 30 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 30 "loops.cpp"
                                                                 
}

                  void grid(double (&a)[4][8], std::vector<double>& b, long m) {
  int i, j;
                 
  
# 36 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, 4}, {0, m, 2}}); njmpi_loop.gather(b.data(), {{0, 1, 0}, {1, 1, 0}}, {m, 1}); while (const auto njmpi_box = njmpi_loop.next()) { for (i = njmpi_box.first<decltype(i)>(0); i < njmpi_box.last<decltype(i)>(0); ++i)
# 38 "loops.cpp"
           
    
# 39 "loops.cpp" 3
for (j = njmpi_box.first<decltype(j)>(1); j < njmpi_box.last<decltype(j)>(1); j += 2)
# 39 "loops.cpp"
                              
      b[i * m + j] = i - j;
# 40 "loops.cpp" 3
 } njmpi_loop.finish(); njmpi_loop.after(0, i); njmpi_loop.after(1, j); }
# 40 "loops.cpp"
                           
                  
# 41 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, 4}, {7, 0, -3}}); njmpi_loop.gather(njmpi::rt::flat(a), {{0, 1, 0}, {1, 1, 0}}, {8, 1}); while (const auto njmpi_box = njmpi_loop.next()) { for (int k = njmpi_box.first<int>(0); k < njmpi_box.last<int>(0); ++k)
# 41 "loops.cpp"
                                             
    
# 42 "loops.cpp" 3
for (int l = njmpi_box.first<int>(1); l > njmpi_box.last<int>(1); l -= 3)
# 42 "loops.cpp"
                                  
      a[k][l] = k + l;
# 43 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 43 "loops.cpp"
                      
}

                  void twice(std::vector<double>& a, const njmpi::comm& c) {
                            
# 47 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; auto&& njmpi_range = a; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, std::size(njmpi_range)}}, (c).state()); njmpi_loop.gather(a.data(), {{0, 1, 0}}, {1}); while (const auto njmpi_box = njmpi_loop.next()) { for (double& x : njmpi_box.part(0, njmpi_range))
# 47 "loops.cpp"
                                                x *= 2;
# 47 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 47 "loops.cpp"
                                                       
}

double west(const field<double, 2>& u, long i, long j) { return u(i, j - 1); }
                  
# 51 "loops.cpp" 3
NJMPI_FLATTEN 
# 51 "loops.cpp"
                  void differences(field<double, 2>& d, const field<double, 2>& u, long n, long w) {
                  
# 52 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, n}}); njmpi_loop.within({{1, static_cast<int>(w / 2)}}); auto& njmpi_u = u; auto& njmpi_d = d; njmpi_loop.copy(njmpi_u, {{0, 1, 0}, {1, 1, 0}}, -1, njmpi::rt::guarded); njmpi_loop.write(njmpi_d, {{0, 1, 0}, {-1, 0, 0}}, 0, njmpi::rt::guarded); njmpi_loop.apart(njmpi_u, "u", njmpi_d, "d"); while (const auto njmpi_box = njmpi_loop.next()) { const auto d = njmpi_loop.view_of(njmpi_d); const auto njmpi_u_copy_0 = njmpi_loop.remote(njmpi_u, 0); for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 52 "loops.cpp"
                                               {
    const int width = w / 2;
    for (long j = 1; j < width; ++j)
      d(i, 0) += 
# 55 "loops.cpp" 3
njmpi_u_copy_0
# 55 "loops.cpp"
                  (i, j);
  }
# 56 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 56 "loops.cpp"
   
                  
# 57 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, n}, {1, w}}); auto& njmpi_u = u; auto& njmpi_d = d; njmpi_loop.read(njmpi_u, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.read(njmpi_u, {{0, 1, 0}, {1, 1, -1}}, -1, njmpi::rt::guarded | njmpi::rt::in_function); njmpi_loop.write(njmpi_d, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.apart(njmpi_u, "u", njmpi_d, "d"); while (const auto njmpi_box = njmpi_loop.next()) { const auto njmpi_u_view = njmpi_loop.view_of(njmpi_u); const auto d = njmpi_loop.view_of(njmpi_d); auto njmpi_u_lent = njmpi_loop.lend(njmpi_u); for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 57 "loops.cpp"
                                              
    
# 58 "loops.cpp" 3
for (long j = njmpi_box.first(1); j < njmpi_box.last(1); ++j)
# 58 "loops.cpp"
                                
      d(i, j) = 
# 59 "loops.cpp" 3
njmpi_u_view
# 59 "loops.cpp"
                 (i, j) - west(
# 59 "loops.cpp" 3
njmpi_u_lent.field
# 59 "loops.cpp"
                                , i, j);
# 59 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 59 "loops.cpp"
                                        
}

struct flow {
  field<double, 2> u, v;
  double most = 0;

                    void step(flow& other) {
                    
# 67 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, u.extent(0)}, {njmpi::rt::unbounded, njmpi::rt::unbounded}}); auto& njmpi_v = this->v; auto& njmpi_u = other.u; auto& njmpi_u_1 = u; njmpi_loop.read(njmpi_v, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.read(njmpi_u, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.write(njmpi_u_1, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.reduce(most, njmpi::rt::combine::max); while (const auto njmpi_box = njmpi_loop.next()) { const auto njmpi_v_view = njmpi_loop.view_of(njmpi_v); const auto njmpi_u_view = njmpi_loop.view_of(njmpi_u); const auto u = njmpi_loop.view_of(njmpi_u_1); for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i) {
# 67 "loops.cpp"
                                                          
      
# 68 "loops.cpp" 3
for (long j = njmpi_box.first(1, {i, u.extent(1)}); j < njmpi_box.last(1, {i, u.extent(1)}); ++j)
# 68 "loops.cpp"
                                             {
        u(i, j) = 
# 69 "loops.cpp" 3
njmpi_v_view
# 69 "loops.cpp"
                         (i, j) + 
# 69 "loops.cpp" 3
njmpi_u_view
# 69 "loops.cpp"
                                         (i, j);
        most = std::max(most, u(i, j));
      }
# 71 "loops.cpp" 3
 njmpi_loop.row(i); } } njmpi_loop.finish(); }
# 71 "loops.cpp"
       
  }
};

template <class T>                   T total(const field<T, 1>& u, T start) {
  for (int pass = 0; pass < 2; ++pass)
    if (pass == 1)
                      
# 78 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0 * u.extent(0), u.extent(0)}}); auto& njmpi_u = u; auto& njmpi_start = start; njmpi_loop.owner(njmpi_u, {{0, 1, 0}}); njmpi_loop.reduce(njmpi_start, njmpi::rt::combine::sum); while (const auto njmpi_box = njmpi_loop.next()) { const auto u = njmpi_loop.view_of(njmpi_u); auto start = njmpi_start; for (auto i = njmpi_box.first<decltype(0 * u.extent(0))>(0); i < njmpi_box.last<decltype(0 * u.extent(0))>(0); ++i)
# 78 "loops.cpp"
                                                                           start += u(i);
# 78 "loops.cpp" 3
 njmpi_start = start; } njmpi_loop.finish(); }
# 78 "loops.cpp"
                                                                                         
  return start;
}
template float total(const field<float, 1>&, float);
template long total(const field<long, 1>&, long);

                  void transpose(field<double, 2>& a, const field<double, 2>& b) {
                  
# 85 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, a.extent(0)}, {0, 
# 86 "loops.cpp"
                         a.extent(1)
# 85 "loops.cpp" 3
}}); auto& njmpi_b = b; auto& njmpi_a = a; njmpi_loop.copy(njmpi_b, {{1, 1, 0}, {0, 1, 0}}); njmpi_loop.write(njmpi_a, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.apart(njmpi_b, "b", njmpi_a, "a"); while (const auto njmpi_box = njmpi_loop.next()) { const auto a = njmpi_loop.view_of(njmpi_a); const auto njmpi_b_copy_0 = njmpi_loop.remote(njmpi_b, 0); for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 85 "loops.cpp"
                                                        
    
# 86 "loops.cpp" 3
for (long j = njmpi_box.first(1); j < njmpi_box.last(1); ++j)
# 86 "loops.cpp"
                                          
      a(i, j) = 
# 87 "loops.cpp" 3
njmpi_b_copy_0
# 87 "loops.cpp"
                 (j, i);
# 87 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 87 "loops.cpp"
                        
}

                  void multiply(const std::vector<long>& row, const std::vector<int>& column, const std::vector<double>& a,
                                const field<double, 1>& x, field<double, 1>& y) {
# 91 "loops.cpp" 3
 unsigned long njmpi_entry = 0;
# 91 "loops.cpp"
                                                                                 
                  
# 92 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, y.extent(0)}}); auto& njmpi_x = x; auto& njmpi_y = y; njmpi_loop.indirect(njmpi_x, {njmpi::rt::memory_of(row), njmpi::rt::memory_of(column)}, njmpi_entry); njmpi_loop.write(njmpi_y, {{0, 1, 0}}); njmpi_loop.apart(njmpi_x, "x", njmpi_y, "y"); while (const auto njmpi_box = njmpi_loop.unknown(0)) { for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i) 
# 94 "loops.cpp"
    for (long k = row[i]; k < row[i + 1]; ++k)
# 92 "loops.cpp" 3
 { njmpi_loop.needs(0, column[k]); } } while (const auto njmpi_box = njmpi_loop.next()) { const auto x = njmpi_loop.view_of(njmpi_x); const auto y = njmpi_loop.view_of(njmpi_y); for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 92 "loops.cpp"
                                                         {
    double s = 0;
    for (long k = row[i]; k < row[i + 1]; ++k)
      s += a[k] * x(column[k]);
    y(i) = s;
  }
# 97 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 97 "loops.cpp"
   
}

                  long lowest(const field<double, 1>& u) {
  double least = 1e300;
  long at = -1;
                  
# 103 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, u.extent(0)}}); auto& njmpi_u = u; auto& njmpi_least = least; njmpi_loop.owner(njmpi_u, {{0, 1, 0}}); njmpi_loop.reduce_located(njmpi_least, njmpi::rt::combine::min, at); while (const auto njmpi_box = njmpi_loop.next()) { const auto u = njmpi_loop.view_of(njmpi_u); auto least = njmpi_least; for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 103 "loops.cpp"
                                                        
    if (u(i) < least) {
# 104 "loops.cpp" 3
 njmpi_loop.won(0, i);
# 104 "loops.cpp"
                       
      least = u(i);
      at = i;
    }
# 107 "loops.cpp" 3
 njmpi_least = least; } njmpi_loop.finish(); }
# 107 "loops.cpp"
     
  return at;
}

                  void boundary(field<double, 2>& u) {
  const long n = u.extent(0);
                  
# 113 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__, 0, 2}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, u.extent(1)}}); auto& njmpi_u = u; njmpi_loop.read(njmpi_u, {{-1, 0, 1}, {0, 1, 0}}, 0); njmpi_loop.write(njmpi_u, {{-1, 0, 0}, {0, 1, 0}}); njmpi_loop.read(njmpi_u, {{-1, 0, n - 2}, {0, 1, 0}}, 1); njmpi_loop.write(njmpi_u, {{-1, 0, n - 1}, {0, 1, 0}}, 1); while (const auto njmpi_box = njmpi_loop.next()) njmpi_box.run([&](const auto njmpi_runs) __attribute__((always_inline)) { const auto u = njmpi_loop.view_of(njmpi_u); for (long j = njmpi_box.first(0); j < njmpi_box.last(0); ++j)
# 113 "loops.cpp"
                                                         {
    
# 114 "loops.cpp" 3
if (njmpi_runs(0, j)) { 
# 114 "loops.cpp"
    u(0, j) = u(1, j);
# 114 "loops.cpp" 3
 }
# 114 "loops.cpp"
                      
    
# 115 "loops.cpp" 3
if (njmpi_runs(1, j)) { 
# 115 "loops.cpp"
    u(n - 1, j) = u(n - 2, j);
# 115 "loops.cpp" 3
 }
# 115 "loops.cpp"
                              
  }
# 116 "loops.cpp" 3
 }); njmpi_loop.finish(); }
# 116 "loops.cpp"
   
}

                  void sweep(field<double, 2>& u) {
                            
# 120 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__, njmpi::rt::pipelined}; njmpi::rt::loop njmpi_loop(njmpi_site, {{1, u.extent(0)}, {1, 
# 121 "loops.cpp"
                         u.extent(1)
# 120 "loops.cpp" 3
}}); auto& njmpi_u = u; njmpi_loop.read(njmpi_u, {{0, 1, -1}, {1, 1, 0}}); njmpi_loop.read(njmpi_u, {{0, 1, 0}, {1, 1, -1}}); njmpi_loop.write(njmpi_u, {{0, 1, 0}, {1, 1, 0}}); while (const auto njmpi_box = njmpi_loop.next()) { const auto u = njmpi_loop.view_of(njmpi_u); for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 120 "loops.cpp"
                                                                  
    
# 121 "loops.cpp" 3
for (long j = njmpi_box.first(1); j < njmpi_box.last(1); ++j)
# 121 "loops.cpp"
                                          
      u(i, j) += 0.5 * (u(i - 1, j) + u(i, j - 1));
# 122 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 122 "loops.cpp"
                                                   
}

                  void shift(field<double, 1>& u) {
                  
# 126 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__, njmpi::rt::in_order}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, u.extent(0) - 1}}); auto& njmpi_u = u; njmpi_loop.read(njmpi_u, {{0, 1, 1}}); njmpi_loop.write(njmpi_u, {{0, 1, 0}}); while (const auto njmpi_box = njmpi_loop.next()) { const auto u = njmpi_loop.view_of(njmpi_u); for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 126 "loops.cpp"
                                                             u(i) = u(i + 1);
# 126 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 126 "loops.cpp"
                                                                             
}

                  void prolong(field<double, 2>& fine, const field<double, 2>& coarse, const std::vector<int>& row) {
# 129 "loops.cpp" 3
 unsigned long njmpi_entry = 0;
# 129 "loops.cpp"
                                                                                                                     
                  
# 130 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, fine.extent(0)}, {0, 
# 131 "loops.cpp"
                         fine.extent(1)
# 130 "loops.cpp" 3
}}); auto& njmpi_coarse = coarse; auto& njmpi_fine = fine; njmpi_loop.indirect(njmpi_coarse, {njmpi::rt::memory_of(row)}, njmpi_entry); njmpi_loop.write(njmpi_fine, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.apart(njmpi_coarse, "coarse", njmpi_fine, "fine"); while (const auto njmpi_box = njmpi_loop.unknown(0)) { for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i) for (long j = njmpi_box.first(1); j < njmpi_box.last(1); ++j) njmpi_loop.needs(0, row[i], j / 2); } while (const auto njmpi_box = njmpi_loop.next()) { const auto coarse = njmpi_loop.view_of(njmpi_coarse); const auto fine = njmpi_loop.view_of(njmpi_fine); for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 130 "loops.cpp"
                                                           
    
# 131 "loops.cpp" 3
for (long j = njmpi_box.first(1); j < njmpi_box.last(1); ++j)
# 131 "loops.cpp"
                                              fine(i, j) = coarse(row[i], j / 2);
# 131 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 131 "loops.cpp"
                                                                                 
}

                  void eliminate(std::vector<double>& a, int n, int k) {
                  
# 135 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{k + 1, n}, {k + 1, n}}); njmpi_loop.gather(a.data(), {{0, 1, 0}, {1, 1, 0}}, {n, 1}); njmpi_loop.within_row("a[i * n + j]", {k + 1, n}, 1, 0, n); njmpi_loop.within_row("a[i * n + k]", {0, 1}, 0, k, n); njmpi_loop.within_row("a[k * n + j]", {k + 1, n}, 1, 0, n); while (const auto njmpi_box = njmpi_loop.next()) { for (int i = njmpi_box.first<int>(0); i < njmpi_box.last<int>(0); ++i)
# 135 "loops.cpp"
                                                 
    
# 136 "loops.cpp" 3
for (int j = njmpi_box.first<int>(1); j < njmpi_box.last<int>(1); ++j)
# 136 "loops.cpp"
                                    a[i * n + j] -= a[i * n + k] * a[k * n + j];
# 136 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 136 "loops.cpp"
                                                                                
}

                  void columns(field<double, 2>& u) {
                  
# 140 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, u.extent(0)}}); njmpi_loop.within({{0, 
# 142 "loops.cpp"
                         u.extent(1)
# 140 "loops.cpp" 3
}}); auto& njmpi_u = u; njmpi_loop.write(njmpi_u, {{0, 1, 0}, {1, 1, 0}}, 0, njmpi::rt::guarded); while (const auto njmpi_box = njmpi_loop.next()) { const auto u = njmpi_loop.view_of(njmpi_u); for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 140 "loops.cpp"
                                                         {
    double sum = 0;
    for (long k = 0; k < u.extent(1); ++k) {
      sum += u(i, k);
      u(i, k) = sum;
    }
  }
# 146 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 146 "loops.cpp"
   
}

                  int most(const std::vector<std::pair<int, int>>& pairs, std::vector<std::vector<int>>& rows, int k) {
  int found = -1;
                  
# 151 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; auto&& njmpi_range = pairs; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, std::size(njmpi_range)}}); auto& njmpi_found = found; njmpi_loop.reduce(njmpi_found, njmpi::rt::combine::max); while (const auto njmpi_box = njmpi_loop.next()) { auto found = njmpi_found; for (const auto& [a, b] : njmpi_box.part(0, njmpi_range))
# 151 "loops.cpp"
                                                   found = std::max(found, a * b);
# 151 "loops.cpp" 3
 njmpi_found = found; } njmpi_loop.finish(); }
# 151 "loops.cpp"
                                                                                  
                  
# 152 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, rows[k].size()}}); njmpi_loop.gather((rows[k]).data(), {{0, 1, 0}}, {1}); while (const auto njmpi_box = njmpi_loop.next()) { for (std::size_t i = njmpi_box.first<std::size_t>(0); i < njmpi_box.last<std::size_t>(0); ++i)
# 152 "loops.cpp"
                                                                   rows[k][i] = found;
# 152 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 152 "loops.cpp"
                                                                                      
  return found;
}

// What called functions read: a member by its name or its place, a global, an object behind a pointer.
class weights {
  std::vector<double> w;

public:
  std::vector<double> shown;
  double at(int i) const { return w[static_cast<std::size_t>(i)]; }
  double seen(int i) const { return shown[static_cast<std::size_t>(i)]; }
  const std::vector<double>& all() const { return w; }
};
std::vector<double> everywhere;
inline double of_all(int i) { return everywhere[static_cast<std::size_t>(i)]; }

                  void weigh(std::vector<double>& a, const weights& by, const weights* other, int n) {
                  
# 170 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, n}}); njmpi_loop.gather(a.data(), {{0, 1, 0}}, {1}); njmpi_loop.apart(njmpi::rt::memory_of(
# 171 "loops.cpp"
                                                                             by.all()
# 170 "loops.cpp" 3
), "by.all()", njmpi::rt::memory_of(a), "a"); njmpi_loop.apart_from(njmpi::rt::memory_of(a), "a", {reinterpret_cast<const char*>(&by) + 0, 24}, "by.at(i)"); njmpi_loop.apart_from({&a, sizeof a}, "a", {reinterpret_cast<const char*>(&by) + 0, 24}, "by.at(i)"); njmpi_loop.apart_from(njmpi::rt::memory_of(a), "a", (other ? njmpi::rt::memory{&other->shown, sizeof other->shown} : njmpi::rt::memory{}), "other->seen(i)"); njmpi_loop.apart_from({&a, sizeof a}, "a", (other ? njmpi::rt::memory{&other->shown, sizeof other->shown} : njmpi::rt::memory{}), "other->seen(i)"); njmpi_loop.apart_from(njmpi::rt::memory_of(a), "a", {&::everywhere, sizeof ::everywhere}, "of_all(i)"); njmpi_loop.apart_from({&a, sizeof a}, "a", {&::everywhere, sizeof ::everywhere}, "of_all(i)"); while (const auto njmpi_box = njmpi_loop.next()) { for (int i = njmpi_box.first<int>(0); i < njmpi_box.last<int>(0); ++i)
# 170 "loops.cpp"
                                             
    a[static_cast<std::size_t>(i)] = by.at(i) + other->seen(i) + of_all(i) + by.all()[static_cast<std::size_t>(i)];
# 171 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 171 "loops.cpp"
                                                                                                                   
}

// A lambda that the kernel is given.
template <class F>                   void fill(std::vector<double>& a, const F& f) {
                  
# 176 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{1, a.size()}}); njmpi_loop.gather(a.data(), {{0, 1, 0}}, {1}); njmpi_loop.apart_from(njmpi::rt::memory_of(a), "a", {&f, sizeof f}, "f(i)"); njmpi_loop.apart_from({&a, sizeof a}, "a", {&f, sizeof f}, "f(i)"); while (const auto njmpi_box = njmpi_loop.next()) { for (std::size_t i = njmpi_box.first<std::size_t>(0); i < njmpi_box.last<std::size_t>(0); ++i)
# 176 "loops.cpp"
                                                             a[i] = f(i);
# 176 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 176 "loops.cpp"
                                                                         
}
inline void fill_both(std::vector<double>& a, const std::vector<double>& b) {
  fill(a, [](std::size_t i) { return static_cast<double>(i); });
  fill(a, [&b](std::size_t i) { return b[i - 1]; });
}

// Attributes and pragmas of loops.
                  double marked(njmpi::field<double, 2>& u, const std::vector<int>& last) {
  double least = 1e9;

# 186 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, 
# 187 "loops.cpp"
                                       u.extent(0)
# 186 "loops.cpp" 3
}, {0, 
# 189 "loops.cpp"
                         u.extent(1)
# 186 "loops.cpp" 3
}}); auto& njmpi_u = u; njmpi_loop.write(njmpi_u, {{0, 1, 0}, {1, 1, 0}}); while (const auto njmpi_box = njmpi_loop.next()) { const auto u = njmpi_loop.view_of(njmpi_u); 
# 186 "loops.cpp"
#pragma GCC unroll 2
                  
# 187 "loops.cpp" 3
for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 187 "loops.cpp"
                                                        
#pragma GCC unroll 4
    
# 189 "loops.cpp" 3
for (long j = njmpi_box.first(1); j < njmpi_box.last(1); ++j)
# 189 "loops.cpp"
                                           u(i, j) = 1;
# 189 "loops.cpp" 3
 } njmpi_loop.finish(); }
# 189 "loops.cpp"
                                                       
                  
# 190 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, u.extent(0)}, {0, 
# 191 "loops.cpp"
                                    u.extent(1)
# 190 "loops.cpp" 3
}}); auto& njmpi_u = u; auto& njmpi_least = least; njmpi_loop.owner(njmpi_u, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.reduce(njmpi_least, njmpi::rt::combine::min); while (const auto njmpi_box = njmpi_loop.next()) { const auto u = njmpi_loop.view_of(njmpi_u); auto least = njmpi_least; for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i) {
# 190 "loops.cpp"
                                                        
    [[likely]] 
# 191 "loops.cpp" 3
for (long j = njmpi_box.first(1); j < njmpi_box.last(1); ++j)
# 191 "loops.cpp"
                                                     
      if (u(i, j) < least) [[unlikely]]
        least = u(i, j);
# 193 "loops.cpp" 3
 njmpi_least = least; njmpi_loop.row(i); } njmpi_least = least; } njmpi_loop.finish(); }
# 193 "loops.cpp"
                        
                  
# 194 "loops.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, last.size()}}); auto& njmpi_least = least; njmpi_loop.reduce(njmpi_least, njmpi::rt::combine::min); while (const auto njmpi_box = njmpi_loop.next()) { auto least = njmpi_least; for (std::size_t i = njmpi_box.first<std::size_t>(0); i < njmpi_box.last<std::size_t>(0); ++i)
# 194 "loops.cpp"
                                                               
    for (int k = 0; k < 9; ++k) {
      if (k == last[i]) [[unlikely]]
        break;
      least = std::min(least, 1.0 * k);
    }
# 199 "loops.cpp" 3
 njmpi_least = least; } njmpi_loop.finish(); }
# 199 "loops.cpp"
     
  return least;
}
