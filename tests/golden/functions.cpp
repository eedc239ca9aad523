// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every kind of function that can be a kernel.
#include <njmpi/njmpi.hpp>
#include <vector>

namespace outer::inner {
[[njmpi::kernel]] int free_function(std::vector<int> &x) { return njmpi::bcast(x, 0); }
namespace {
[[njmpi::kernel]] int hidden(std::vector<int> &x) { return njmpi::bcast(x, 0); }
} // namespace
int used(std::vector<int> &x) { return hidden(x); }
} // namespace outer::inner

[[njmpi::kernel]] static int internal(std::vector<int> &x) { return njmpi::bcast(x, 0); }

struct state {
  std::vector<int> values;
  [[njmpi::kernel]] int share() { return njmpi::bcast(values, 0); }
  [[njmpi::kernel]] int share_by_this() { return njmpi::bcast(this->values, 0); }
  [[njmpi::kernel]] static int of(state &s) { return njmpi::bcast(s.values, 0); }
  [[njmpi::kernel]] state &operator<<(int partner) {
    njmpi::send(values, partner);
    return *this;
  }
  [[njmpi::kernel]] int outside() const;
  [[njmpi::kernel]] explicit state(int n) : values(n), code(njmpi::bcast(values, 0)) { njmpi::barrier(); }
  [[njmpi::kernel]] ~state() { njmpi::barrier(); }
  int code = 0;
};
int state::outside() const { return njmpi::send(values, 1); }

[[njmpi::kernel]] int declared(std::vector<int> &x, int root = 0);
int declared(std::vector<int> &x, int root) { return njmpi::bcast(x, root) + internal(x); }

[[njmpi::kernel]] auto deduced(std::vector<int> &x) { return njmpi::bcast(x, 0); }
[[njmpi::kernel]] auto trailing(std::vector<int> &x) -> int { return njmpi::bcast(x, 0); }
[[njmpi::kernel]] constexpr int maybe_constant(int &x) { return x == 0 ? 0 : njmpi::bcast(x, 0); }
static_assert([] { int zero = 0; return maybe_constant(zero); }() == 0);
[[njmpi::kernel]] int guarded(std::vector<int> &x) noexcept try { return njmpi::bcast(x, 0); } catch (...) { return njmpi::barrier(); }

[[maybe_unused]] auto lambda = [] [[njmpi::kernel]] (std::vector<int> &x) { return njmpi::bcast(x, 0); };

[[njmpi::kernel]] int inner_lambdas(std::vector<int> &x, int root) {
  auto by_reference = [&] { return njmpi::bcast(x, root); };
  auto by_value = [=]() mutable { return njmpi::bcast(x, root); };
  auto by_name = [&x, r = root](int offset) { return njmpi::bcast(x, r + offset); };
  return by_reference() + by_value() + by_name(0);
}

// Not a kernel: left alone.
int plain(std::vector<int> &x) { return njmpi::bcast(x, 0); }
