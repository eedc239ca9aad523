// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The examples of rewriting.md.
#include <njmpi/njmpi.hpp>

#include <array>
#include <vector>

// [send]
[[njmpi::kernel]]
void pass_on(const std::vector<double>& x, int next) {
  njmpi::send(x, next);
}
// [send]

// [known]
[[njmpi::kernel]]
double sum(double mine) {
  double all = 0;
  njmpi::allreduce(mine, all, njmpi::op::sum);
  return all;
}
// [known]

// [pending]
[[njmpi::kernel]]
void fetch(std::vector<int>& x, int from) {
  auto receiving = njmpi::irecv(x, from);
  njmpi::wait(receiving);
}
// [pending]

// [particle]
class particle {
  int id_;
  double mass_;
  std::array<double, 3> position_;
};
// [particle]

// [record]
[[njmpi::kernel]]
void publish(std::vector<particle>& all, int root) {
  njmpi::bcast(all, root);
}
// [record]

// [template]
template <class Numbers>
[[njmpi::kernel]]
void publish_any(Numbers& numbers) {
  njmpi::bcast(numbers, 0);
}
// [template]

// [operator]
[[njmpi::kernel]]
void furthest(std::vector<double>& x, double limit) {
  njmpi::allreduce(njmpi::in_place, x, [limit](double a, double b) { return a + b > limit ? limit : a + b; });
}
// [operator]

// [macro]
#define EXCHANGE(x, with) njmpi::sendrecv_replace(x, with, with)

[[njmpi::kernel]]
void swap(std::vector<float>& x, int with) {
  EXCHANGE(x, with);
}
// [macro]

void use(std::vector<particle>& p, std::vector<double>& x) {
  publish_any(p);
  publish_any(x);
}
