// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The elements of a field that one rank owns, as a strided view with the members of std::mdspan.
#pragma once

#include <array>
#include <cstddef>
#include <type_traits>

namespace njmpi {
namespace rt {

/// One number per dimension, with the names of mdspan.
template <int N> struct block_extents : std::array<std::ptrdiff_t, std::size_t{N}> {
  using index_type = std::ptrdiff_t;
  static constexpr std::size_t rank() { return N; }
  constexpr std::ptrdiff_t extent(std::size_t d) const { return (*this)[d]; }
};

template <int N> class block_mapping {
public:
  using extents_type = block_extents<N>;
  using index_type = std::ptrdiff_t;
  constexpr block_mapping(const extents_type& extents,
                          const std::array<std::ptrdiff_t, std::size_t{N}>& strides)
      : extents_(extents), strides_(strides) {}

  constexpr const extents_type& extents() const { return extents_; }
  constexpr const std::array<std::ptrdiff_t, std::size_t{N}>& strides() const { return strides_; }
  constexpr std::ptrdiff_t stride(std::size_t d) const { return strides_[d]; }
  template <class... I> constexpr std::ptrdiff_t operator()(I... index) const {
    std::ptrdiff_t place = 0;
    std::size_t d = 0;
    ((place += static_cast<std::ptrdiff_t>(index) * strides_[d++]), ...);
    return place;
  }
  constexpr std::size_t size() const {
    std::size_t product = 1;
    for (const std::ptrdiff_t extent : extents_)
      product *= static_cast<std::size_t>(extent);
    return product;
  }
  constexpr std::size_t required_span_size() const {
    std::ptrdiff_t last = 0;
    for (std::size_t d = 0; d < N; ++d)
      last += (extents_[d] - 1) * strides_[d];
    return size() == 0 ? 0 : static_cast<std::size_t>(last) + 1;
  }
  static constexpr bool is_always_exhaustive() { return false; }
  constexpr bool is_exhaustive() const { return required_span_size() == size(); }

private:
  extents_type extents_;
  std::array<std::ptrdiff_t, std::size_t{N}> strides_;
};

} // namespace rt

/// A view of the elements that this rank owns; indices are local, from zero. Valid until the field is moved,
/// assigned to, swapped or destroyed, or an annotated loop gives it a wider halo.
template <class T, int N> class block {
public:
  using element_type = T;
  using value_type = std::remove_cv_t<T>;
  using index_type = std::ptrdiff_t;
  using data_handle_type = T*;
  using mapping_type = rt::block_mapping<N>;
  using extents_type = rt::block_extents<N>;

  /// In row-major order.
  class iterator {
  public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = std::remove_cv_t<T>;
    using difference_type = std::ptrdiff_t;
    using pointer = T*;
    using reference = T&;

    iterator() = default;
    T& operator*() const { return *at_; }
    T* operator->() const { return at_; }
    iterator& operator++() {
      ++done_;
      for (std::size_t d = N; d-- > 0;) {
        at_ += mapping_->stride(d);
        if (++index_[d] < mapping_->extents()[d])
          break;
        at_ -= index_[d] * mapping_->stride(d);
        index_[d] = 0;
      }
      return *this;
    }
    iterator operator++(int) {
      const iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const iterator& a, const iterator& b) { return a.done_ == b.done_; }

  private:
    friend block;
    iterator(const mapping_type* mapping, T* at, std::size_t done)
        : mapping_(mapping), at_(at), done_(done) {}
    const mapping_type* mapping_ = nullptr;
    T* at_ = nullptr;
    std::ptrdiff_t index_[N]{};
    std::size_t done_ = 0;
  };

  block(T* data, const extents_type& extents, const std::array<std::ptrdiff_t, std::size_t{N}>& strides)
      : data_(data), mapping_(extents, strides) {}

  T* data() const { return data_; }
  T* data_handle() const { return data_; }
  const mapping_type& mapping() const { return mapping_; }
  static constexpr std::size_t rank() { return N; }
  std::ptrdiff_t extent(std::size_t d) const { return mapping_.extents()[d]; }
  const extents_type& extents() const { return mapping_.extents(); }
  std::ptrdiff_t stride(std::size_t d) const { return mapping_.stride(d); }
  const std::array<std::ptrdiff_t, std::size_t{N}>& strides() const { return mapping_.strides(); }
  std::size_t size() const { return mapping_.size(); }
  bool empty() const { return size() == 0; }

  template <class... I>
    requires(sizeof...(I) == N)
  T& operator()(I... index) const {
    return data_[mapping_(index...)];
  }
  T& operator[](std::ptrdiff_t i) const
    requires(N == 1)
  {
    return data_[i];
  }

  auto begin() const {
    if constexpr (N == 1)
      return data_;
    else
      return iterator(&mapping_, data_, 0);
  }
  auto end() const {
    if constexpr (N == 1)
      return data_ + size();
    else
      return iterator(&mapping_, data_, size());
  }

private:
  T* data_;
  mapping_type mapping_;
};

} // namespace njmpi
