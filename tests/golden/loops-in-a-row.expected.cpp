#define __NJMPI__ 1
# 1 "loops-in-a-row.cpp"
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops in a row: halos that travel with an earlier loop, reductions that are combined by a later one.
#include <njmpi/njmpi.hpp>

#include <algorithm>

using njmpi::field;

                  double together(field<double, 2>& a, field<double, 2>& b, const field<double, 2>& u,
                                  const field<double, 2>& v) {
  const long n = u.extent(0);
  double sum = 0;
                  
# 14 "loops-in-a-row.cpp" 3
njmpi::rt::postponed njmpi_postponed; { static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{1, n}, {0, 
# 15 "loops-in-a-row.cpp"
                         u.extent(1)
# 14 "loops-in-a-row.cpp" 3
}}); auto& njmpi_u = u; auto& njmpi_a = a; auto& njmpi_sum = sum; njmpi_loop.read(njmpi_u, {{0, 1, -1}, {1, 1, 0}}); njmpi_loop.write(njmpi_a, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.apart(njmpi_u, "u", njmpi_a, "a"); njmpi_loop.reduce(njmpi_sum, njmpi::rt::combine::sum); static njmpi::rt::loop_site njmpi_ahead_site{__FILE__, __LINE__, njmpi::rt::ahead}; njmpi::rt::loop njmpi_ahead(njmpi_ahead_site, {{0, n - 1}, {0, 
# 21 "loops-in-a-row.cpp"
                         u.extent(1)
# 14 "loops-in-a-row.cpp" 3
}}); njmpi_ahead.read(v, {{0, 1, 1}, {1, 1, 0}}); njmpi_ahead.write(b, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.carry(njmpi_ahead); while (const auto njmpi_box = njmpi_loop.next()) { const auto u = njmpi_loop.view_of(njmpi_u); const auto a = njmpi_loop.view_of(njmpi_a); auto sum = njmpi_sum; for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 14 "loops-in-a-row.cpp"
                                              
    
# 15 "loops-in-a-row.cpp" 3
for (long j = njmpi_box.first(1); j < njmpi_box.last(1); ++j)
# 15 "loops-in-a-row.cpp"
                                           {
      a(i, j) = u(i - 1, j);
      sum += a(i, j);
    }
# 18 "loops-in-a-row.cpp" 3
 njmpi_sum = sum; } njmpi_loop.postpone(njmpi_postponed); }
# 18 "loops-in-a-row.cpp"
     
  long count = 0;
                  
# 20 "loops-in-a-row.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{0, n - 1}, {0, 
# 21 "loops-in-a-row.cpp"
                         u.extent(1)
# 20 "loops-in-a-row.cpp" 3
}}); auto& njmpi_v = v; auto& njmpi_b = b; auto& njmpi_count = count; njmpi_loop.read(njmpi_v, {{0, 1, 1}, {1, 1, 0}}); njmpi_loop.write(njmpi_b, {{0, 1, 0}, {1, 1, 0}}); njmpi_loop.apart(njmpi_v, "v", njmpi_b, "b"); njmpi_loop.reduce(njmpi_count, njmpi::rt::combine::sum); while (const auto njmpi_box = njmpi_loop.next()) { const auto v = njmpi_loop.view_of(njmpi_v); const auto b = njmpi_loop.view_of(njmpi_b); auto count = njmpi_count; for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 20 "loops-in-a-row.cpp"
                                                  
    
# 21 "loops-in-a-row.cpp" 3
for (long j = njmpi_box.first(1); j < njmpi_box.last(1); ++j)
# 21 "loops-in-a-row.cpp"
                                           {
      b(i, j) = v(i + 1, j);
      count += b(i, j) > 0;
    }
# 24 "loops-in-a-row.cpp" 3
 njmpi_count = count; } njmpi_loop.finish_with(njmpi_postponed); }
# 24 "loops-in-a-row.cpp"
     
  return sum / static_cast<double>(count);
}

// The second halo has to wait for the first loop, and the sum for nobody.
                  double apart(field<double, 1>& a, field<double, 1>& b, const field<double, 1>& u) {
  double sum = 0, most = 0;
                  
# 31 "loops-in-a-row.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{1, u.extent(0)}}); auto& njmpi_u = u; auto& njmpi_a = a; auto& njmpi_sum = sum; njmpi_loop.read(njmpi_u, {{0, 1, -1}}); njmpi_loop.write(njmpi_a, {{0, 1, 0}}); njmpi_loop.apart(njmpi_u, "u", njmpi_a, "a"); njmpi_loop.reduce(njmpi_sum, njmpi::rt::combine::sum); while (const auto njmpi_box = njmpi_loop.next()) { const auto u = njmpi_loop.view_of(njmpi_u); const auto a = njmpi_loop.view_of(njmpi_a); auto sum = njmpi_sum; for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 31 "loops-in-a-row.cpp"
                                                         {
    a(i) = u(i - 1);
    sum += a(i);
  }
# 34 "loops-in-a-row.cpp" 3
 njmpi_sum = sum; } njmpi_loop.finish(); }
# 34 "loops-in-a-row.cpp"
   
  const double mean = sum / 2;
                  
# 36 "loops-in-a-row.cpp" 3
{ static njmpi::rt::loop_site njmpi_site{__FILE__, __LINE__}; njmpi::rt::loop njmpi_loop(njmpi_site, {{1, u.extent(0)}}); auto& njmpi_a = a; auto& njmpi_b = b; auto& njmpi_most = most; njmpi_loop.read(njmpi_a, {{0, 1, -1}}); njmpi_loop.write(njmpi_b, {{0, 1, 0}}); njmpi_loop.apart(njmpi_a, "a", njmpi_b, "b"); njmpi_loop.reduce(njmpi_most, njmpi::rt::combine::max); while (const auto njmpi_box = njmpi_loop.next()) { const auto a = njmpi_loop.view_of(njmpi_a); const auto b = njmpi_loop.view_of(njmpi_b); auto most = njmpi_most; for (long i = njmpi_box.first(0); i < njmpi_box.last(0); ++i)
# 36 "loops-in-a-row.cpp"
                                                         {
    b(i) = a(i - 1) - mean;
    most = std::max(most, b(i));
  }
# 39 "loops-in-a-row.cpp" 3
 njmpi_most = most; } njmpi_loop.finish(); }
# 39 "loops-in-a-row.cpp"
   
  return most;
}
