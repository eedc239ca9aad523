// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Generated text means the same whatever the user calls his own things.
#include <njmpi/njmpi.hpp>
#include <vector>

namespace mpi = njmpi;
namespace application {
namespace njmpi {
struct mine {};
} // namespace njmpi
namespace std {
struct own {};
} // namespace std
int size, rank, code, limit;

[[njmpi::kernel]] int inner(::std::vector<int> &x, ::std::vector<int> &y, int root) {
  int static_casts = 0, data = 1, count = 2, world = 3;
  int sum = ::njmpi::bcast(x, root) + mpi::send(x, data, count) + world + static_casts;
  sum += ::njmpi::allgather(x, y, count) + ::njmpi::scatter(x, y, root);
  auto a = ::njmpi::isend(x, data);
  return sum + ::njmpi::wait(a) + ::njmpi::alltoallv(x, x, y, x) + ::njmpi::rank();
}
} // namespace application

[[njmpi::kernel]] int using_directive(std::vector<int> &x) {
  using namespace njmpi;
  return bcast(x, 0) + barrier();
}
[[njmpi::kernel]] int using_declaration(std::vector<int> &x) {
  using njmpi::bcast;
  return bcast(x, 0);
}
[[njmpi::kernel]] int parameter_named_njmpi(std::vector<int> &njmpi) { return ::njmpi::bcast(njmpi, 0); }
[[njmpi::kernel]] int not_ours(std::vector<int> &x) {
  struct {
    int send(std::vector<int> &, int) { return 0; }
  } object;
  auto bcast = [](std::vector<int> &, int) { return 0; };
  return object.send(x, 1) + bcast(x, 0);
}
