// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <list>
#include <njmpi/njmpi.hpp>
#include <vector>

struct particle {
  int id;
  double *owner;
};

[[njmpi::kernel]] int f(std::vector<double> &x, const std::vector<double> &y, std::list<int> &l, particle &p, int (&four)[4], int (&two)[2]) {
  njmpi::recv(y);
  njmpi::send(l, 0);
  njmpi::send(p, 0);
  njmpi::send(x.data(), 0);
  njmpi::bcast(x, 1 - 3);
  njmpi::allreduce(four, two);
  njmpi::allreduce(x, four);
  return njmpi::allreduce(x, x);
}

// CHECK:{{.*}}carets.cpp:12:15: error: 'recv' writes into 'y', whose elements are const [njmpi-const]
// CHECK-NEXT:   12 |   njmpi::recv(y);
// CHECK-NEXT:      |               ^
// CHECK-NEXT:{{.*}}carets.cpp:11:76: note: 'y' is declared here
// CHECK-NEXT:   11 | {{\[\[}}njmpi::kernel]] int f(std::vector<double> &x, const std::vector<double> &y, std::list<int> &l, particle &p, int (&four)[4], int (&two)[2]) {
// CHECK-NEXT:      |                                                                            ^
// CHECK-NEXT:{{.*}}carets.cpp:13:15: error: 'std::list<int>' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]
// CHECK-NEXT:   13 |   njmpi::send(l, 0);
// CHECK-NEXT:      |               ^
// CHECK-NEXT:      |               njmpi::packed( )
// CHECK-NEXT:{{.*}}carets.cpp:14:15: error: 'particle' has no MPI datatype: 'particle::owner' is a pointer [njmpi-datatype]
// CHECK-NEXT:   14 |   njmpi::send(p, 0);
// CHECK-NEXT:      |               ^
// CHECK-NEXT:{{.*}}carets.cpp:8:11: note: the field is declared here
// CHECK-NEXT:    8 |   double *owner;
// CHECK-NEXT:      |           ^
// CHECK-NEXT:{{.*}}carets.cpp:15:17: error: 'x.data()' is a pointer without a count; pass 'x' itself [njmpi-buffer]
// CHECK-NEXT:   15 |   njmpi::send(x.data(), 0);
// CHECK-NEXT:      |               ~~^~~~~~
// CHECK-NEXT:      |               x
// CHECK-NEXT:{{.*}}carets.cpp:16:21: error: -2 is no root of 'bcast': it must be a rank [njmpi-argument]
// CHECK-NEXT:   16 |   njmpi::bcast(x, 1 - 3);
// CHECK-NEXT:      |                   ~~^~~
// CHECK-NEXT:{{.*}}carets.cpp:17:26: error: 'two' holds 2 elements, but 'allreduce' needs the 4 of 'four' [njmpi-count]
// CHECK-NEXT:   17 |   njmpi::allreduce(four, two);
// CHECK-NEXT:      |                    ~~~~  ^~~
// CHECK-NEXT:{{.*}}carets.cpp:18:23: error: 'allreduce' takes elements of type 'double' from 'x' and of type 'int' in 'four' [njmpi-type-mismatch]
// CHECK-NEXT:   18 |   njmpi::allreduce(x, four);
// CHECK-NEXT:      |                    ~  ^~~~
// CHECK-NEXT:{{.*}}carets.cpp:19:30: error: 'x' is both input and output of 'allreduce'; pass njmpi::in_place [njmpi-alias]
// CHECK-NEXT:   19 |   return njmpi::allreduce(x, x);
// CHECK-NEXT:      |                           ~  ^
// CHECK-NEXT:      |                           njmpi::in_place
