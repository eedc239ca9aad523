// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-contiguity: elements that do not lie side by side.
#include <array>
#include <deque>
#include <list>
#include <map>
#include <njmpi/njmpi.hpp>
#include <ranges>
#include <set>
#include <span>
#include <valarray>
#include <vector>

// What Eigen's types look like.
namespace lookalike {
template <class T, class Plain> struct Dense {
  using Scalar = T;
  using PlainObject = Plain;
  T *data();
  const T *data() const;
  long size() const;
  long rows() const;
  long cols() const;
  long innerStride() const;
  PlainObject eval() const;
};
template <class T> struct Matrix : Dense<T, Matrix<T>> {};
template <class T> struct Block : Dense<T, Matrix<T>> {
  enum { IsVectorAtCompileTime = 0, InnerStrideAtCompileTime = 1 };
};
} // namespace lookalike

// A view with data(), of which only the iterators say where the elements are.
struct column {
  struct iterator {
    using value_type = double;
    using difference_type = std::ptrdiff_t;
    double *p = nullptr;
    std::ptrdiff_t stride = 1;
    double &operator*() const;
    iterator &operator++();
    iterator operator++(int);
    bool operator==(const iterator &) const;
  };
  double *data() const;
  std::size_t size() const;
  iterator begin() const;
  iterator end() const;
};
// The same with elements side by side; that it is a matrix says nothing.
struct flat_matrix {
  double *data() const;
  std::size_t size() const;
  double *begin() const;
  double *end() const;
  long rows() const;
  long outerStride() const;
};
// One object, of which only itself can go through the elements.
class closed {
  double numbers[3];
  double *begin() { return numbers; }
  double *end() { return numbers + 3; }

public:
  double sum() { return *begin() + *(end() - 1); }
};

[[njmpi::kernel]] void own(column c, flat_matrix d, closed &one) {
  njmpi::send(c, 1); // expected-error {{'column' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}}
  njmpi::recv(c);    // expected-error {{'column' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}}
  njmpi::send(njmpi::packed(c), 1);
  njmpi::send(d, 1);
  njmpi::send(one, 1);
}

[[njmpi::kernel]] void containers(std::list<int> &list, std::deque<double> &deque, std::set<int> &set, std::vector<int> &vector) {
  njmpi::send(list, 1);  // expected-error {{'std::list<int>' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}}
  njmpi::recv(deque);    // expected-error {{'std::deque<double>' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}}
  njmpi::send(set, 1);   // expected-error {{'std::set<int>' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}}
  njmpi::isend(list, 1); // expected-error {{'std::list<int>' is not contiguous in memory [njmpi-contiguity]}} expected-error {{the operation that 'isend' starts is never completed [njmpi-request-leak]}}
  njmpi::send(njmpi::packed(list), 1);
  njmpi::recv(njmpi::packed(deque));
  njmpi::send(vector, 1);
  njmpi::send(list.front(), 1);
}

[[njmpi::kernel]] void bits(std::vector<bool> &flags, std::vector<char> &chars, std::array<bool, 8> &array, bool (&plain)[8]) {
  njmpi::bcast(flags, 0); // expected-error {{'std::vector<bool>' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}}
  njmpi::bcast(chars, 0);
  njmpi::bcast(array, 0);
  njmpi::bcast(plain, 0);
}

[[njmpi::kernel]] void nested(std::vector<std::vector<double>> &rows, std::vector<std::array<double, 3>> &points,
                              std::array<std::vector<int>, 2> &pair, std::vector<double> (&two)[2]) {
  njmpi::send(rows, 1); // expected-error {{'std::vector<std::vector<double>>' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}}
  njmpi::send(pair, 1); // expected-error {{'std::array<std::vector<int>, 2>' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}}
  njmpi::send(two, 1);  // expected-error {{'std::vector<double>[2]' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}}
  njmpi::send(rows[0], 1);
  njmpi::send(points, 1);
}

bool is_even(int i);
[[njmpi::kernel]] void views(std::vector<int> &v, std::list<int> &list) {
  auto even = v | std::views::filter(is_even);
  auto back = v | std::views::reverse;
  auto first = v | std::views::take(3);
  auto rest = v | std::views::drop(3);
  auto some = std::span(v).subspan(2, 3);
  auto begin = list | std::views::take(3);
  njmpi::send(even, 1);  // expected-error {{'std::ranges::filter_view<std::ranges::ref_view<std::vector<int>>, bool (*)(int)>' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}}
  njmpi::send(back, 1);  // expected-error {{'std::ranges::reverse_view<std::ranges::ref_view<std::vector<int>>>' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}}
  njmpi::send(begin, 1); // expected-error {{'std::ranges::take_view<std::ranges::ref_view<std::list<int>>>' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}}
  njmpi::send(first, 1);
  njmpi::send(rest, 1);
  njmpi::send(some, 1);
  njmpi::send(std::ranges::subrange(v.begin(), v.begin() + 2), 1);
}

[[njmpi::kernel]] void dense(lookalike::Matrix<double> &matrix, lookalike::Block<double> &block, std::valarray<double> &values) {
  njmpi::bcast(matrix, 0);
  njmpi::bcast(block, 0); // expected-error {{'lookalike::Block<double>' is not contiguous in memory; njmpi::packed makes the copy visible [njmpi-contiguity]}}
  njmpi::bcast(values, 0);
}
