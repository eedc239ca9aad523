// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A tiny look-alike of std::mdspan with two dimensions: data_handle(), mapping(), and layouts that are
// always exhaustive (right) or only when their strides say so (strided).
#pragma once

#include <array>
#include <cstddef>
#include <type_traits>

namespace look_alike {

class extents {
public:
  using index_type = std::size_t;
  using size_type = std::size_t;
  using rank_type = std::size_t;
  constexpr extents(std::size_t rows, std::size_t columns) : sizes{rows, columns} {}
  static constexpr std::size_t rank() { return 2; }
  constexpr std::size_t extent(std::size_t d) const { return sizes[d]; }

private:
  std::array<std::size_t, 2> sizes;
};

class right_mapping {
public:
  using extents_type = look_alike::extents;
  using index_type = std::size_t;
  constexpr explicit right_mapping(extents_type e) : shape(e) {}
  constexpr const extents_type& extents() const { return shape; }
  constexpr std::size_t required_span_size() const { return shape.extent(0) * shape.extent(1); }
  constexpr std::size_t operator()(std::size_t i, std::size_t j) const { return i * shape.extent(1) + j; }
  constexpr std::size_t stride(std::size_t d) const { return d == 0 ? shape.extent(1) : 1; }
  static constexpr bool is_always_exhaustive() { return true; }
  static constexpr bool is_exhaustive() { return true; }
  static constexpr bool is_always_strided() { return true; }
  static constexpr bool is_strided() { return true; }
  static constexpr bool is_always_unique() { return true; }
  static constexpr bool is_unique() { return true; }

private:
  extents_type shape;
};

class strided_mapping {
public:
  using extents_type = look_alike::extents;
  using index_type = std::size_t;
  constexpr strided_mapping(extents_type e, std::array<std::size_t, 2> s) : shape(e), steps(s) {}
  constexpr const extents_type& extents() const { return shape; }
  constexpr std::size_t required_span_size() const {
    if (shape.extent(0) == 0 || shape.extent(1) == 0)
      return 0;
    return (shape.extent(0) - 1) * steps[0] + (shape.extent(1) - 1) * steps[1] + 1;
  }
  constexpr std::size_t operator()(std::size_t i, std::size_t j) const { return i * steps[0] + j * steps[1]; }
  constexpr std::size_t stride(std::size_t d) const { return steps[d]; }
  static constexpr bool is_always_exhaustive() { return false; }
  constexpr bool is_exhaustive() const { return required_span_size() == shape.extent(0) * shape.extent(1); }
  static constexpr bool is_always_strided() { return true; }
  static constexpr bool is_strided() { return true; }
  static constexpr bool is_always_unique() { return true; }
  static constexpr bool is_unique() { return true; }

private:
  extents_type shape;
  std::array<std::size_t, 2> steps;
};

template <class T, class Mapping> class mdspan {
public:
  using element_type = T;
  using value_type = std::remove_cv_t<T>;
  using mapping_type = Mapping;
  using extents_type = look_alike::extents;
  using index_type = std::size_t;
  using size_type = std::size_t;
  using data_handle_type = T*;
  using reference = T&;
  constexpr mdspan(T* data, Mapping m) : first(data), layout(m) {}
  constexpr T* data_handle() const { return first; }
  constexpr const Mapping& mapping() const { return layout; }
  constexpr const extents_type& extents() const { return layout.extents(); }
  static constexpr std::size_t rank() { return 2; }
  constexpr std::size_t extent(std::size_t d) const { return layout.extents().extent(d); }
  constexpr std::size_t stride(std::size_t d) const { return layout.stride(d); }
  constexpr std::size_t size() const { return extent(0) * extent(1); }
  constexpr bool empty() const { return size() == 0; }
  static constexpr bool is_always_exhaustive() { return Mapping::is_always_exhaustive(); }
  constexpr bool is_exhaustive() const { return layout.is_exhaustive(); }
  constexpr bool is_strided() const { return true; }
  constexpr T& operator()(std::size_t i, std::size_t j) const { return first[layout(i, j)]; }

private:
  T* first;
  Mapping layout;
};

template <class T> mdspan<T, right_mapping> right(T* data, std::size_t rows, std::size_t columns) {
  return {data, right_mapping(extents(rows, columns))};
}
template <class T>
mdspan<T, strided_mapping> strided(T* data, std::size_t rows, std::size_t columns, std::size_t row_step,
                                   std::size_t column_step) {
  return {data, strided_mapping(extents(rows, columns), {row_step, column_step})};
}

} // namespace look_alike
