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

[[njmpi::kernel]] void scalars(double d, std::int64_t &i, std::complex<float> &z, colour &c, bool &b, std::byte &y, char16_t &u,
                               std::vector<int> &v, shape &s, int *p, int k) {
  njmpi::send(d, 1);
  njmpi::send(i, 1);
  njmpi::send(z, 1);
  njmpi::send(c, 1);
  njmpi::send(b, 1);
  njmpi::send(y, 1);
  njmpi::send(u, 1);
  njmpi::send(v[k], 1);
  njmpi::send(v.front(), 1);
  njmpi::send(s.lengths[k + 1], 1);
  njmpi::send(*p, 1);
  njmpi::send(p[k], 1);
  njmpi::allreduce(k + 1, *p);
  njmpi::allreduce(1, *p);
}

[[njmpi::kernel]] void arrays(double (&a)[4], int (&m)[2][3], std::array<float, 5> &f, std::array<std::array<long, 2>, 3> &n, shape &s,
                              std::vector<std::array<double, 3>> &points) {
  njmpi::send(a, 1);
  njmpi::send(m, 1);
  njmpi::send(m[1], 1);
  njmpi::send(f, 1);
  njmpi::send(n, 1);
  njmpi::send(s.lengths, 1);
  njmpi::send(points, 1);
  njmpi::send("text", 1);
}

[[njmpi::kernel]] void ranges(std::span<int> s, std::span<const int, 6> fixed, std::string &text, std::string_view part, std::valarray<double> &v,
                              std::vector<int> &x, const std::vector<int> *p) {
  njmpi::send(s, 1);
  njmpi::send(fixed, 1);
  njmpi::send(text, 1);
  njmpi::send(part, 1);
  njmpi::send(v, 1);
  njmpi::send(*p, 1);
  njmpi::send(s.subspan(1, 2), 1);
  njmpi::send(std::span(x).last(3), 1);
  njmpi::send(x | std::views::take(3), 1);
  njmpi::send(njmpi::buffer(x.data() + 1, x.size() - 1), 1);
}

[[njmpi::kernel]] void others(Matrix<double> &m, view<float, layout_right> v, custom &c, const njmpi::buffer<int> &b) {
  njmpi::send(m, 1);
  njmpi::send(v, 1);
  njmpi::send(c, 1);
  njmpi::send(b, 1);
}

// Copies and derived datatypes are made by the library.
[[njmpi::kernel]] void scattered(std::span<double> x) {
  njmpi::send(njmpi::packed(x | std::views::reverse), 1);
  njmpi::send(njmpi::strided(x), 1);
}
