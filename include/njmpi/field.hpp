// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arrays that are distributed over the ranks. In rewritten units they are; in plain ones every rank holds all
// of them. The two are different types, so that objects of both kinds cannot share one.
#pragma once

#include <array>
#include <vector>

#include <njmpi/block.hpp>
#include <njmpi/completion.hpp>
#include <njmpi/field_runtime.hpp>

namespace njmpi {
namespace rt {

/// What a number of elements is written as: an integer, or an enumerator that converts to one.
template <class I>
concept whole_number = std::integral<I> || (std::is_enum_v<I> && std::is_convertible_v<I, std::ptrdiff_t>);

/// The extents of an array: as many integers of any type, or an array of them.
template <int N> class extent_list {
public:
  template <class... I>
    requires(sizeof...(I) == N && (whole_number<I> && ...))
  extent_list(I... extent) : values_{static_cast<std::ptrdiff_t>(extent)...} {}
  template <std::integral I>
  extent_list(const std::array<I, std::size_t{N}>& extents) : extent_list(extents.data()) {}
  template <std::integral I> explicit extent_list(const I* extents) {
    for (int d = 0; d < N; ++d)
      values_[d] = static_cast<std::ptrdiff_t>(extents[d]);
  }
  const std::ptrdiff_t* data() const { return values_; }

private:
  std::ptrdiff_t values_[N];
};

/// One value per dimension, in braces.
template <class V, int N> class each_dimension {
public:
  // Defaulted, g++ 12 fails to tell whether it throws where options initialise a member of a class.
  each_dimension() noexcept {}
  template <class... I>
    requires(sizeof...(I) == N && (whole_number<I> && ...))
  each_dimension(I... value) : values_{static_cast<V>(value)...} {}
  template <std::integral I> each_dimension(const std::array<I, std::size_t{N}>& values) {
    for (int d = 0; d < N; ++d)
      values_[d] = static_cast<V>(values[d]);
  }
  const V* data() const { return values_; }

private:
  V values_[N]{};
};

/// A field whose distribution another one is to have.
template <int N> struct alignment {
  explicit alignment(const field_state& state) : like(&state) {}
  const field_state* like;
};

/// The first index of a call, which knows where the call stands.
struct located_index {
  template <whole_number I>
  located_index(I i, where place = where::current()) : value(static_cast<std::ptrdiff_t>(i)), origin(place) {}
  std::ptrdiff_t value;
  where origin;
};

/// Whether elements of some fields can be written unseen, outside annotated loops: somewhere in the program
/// there is code that does it. The same on all ranks, unlike what they do.
template <class T, int N> struct [[gnu::visibility("default")]] exposure {
  static inline bool found = false;
  struct mark {
    mark() { found = true; }
  };
  static const mark here;
};
template <class T, int N> const typename exposure<T, N>::mark exposure<T, N>::here;

} // namespace rt

/// How a field is laid out; what is left out is not periodic, without ghosts, on a grid that MPI_Dims_create
/// chooses, over all processes.
template <int N> struct field_options {
  rt::each_dimension<bool, N> periodic{};
  rt::each_dimension<std::ptrdiff_t, N> ghost{};
  rt::each_dimension<int, N> grid{};
  njmpi::comm comm = njmpi::world();
};

namespace rt {
template <class F> union lent_field;

/// field_runtime::outside, of copies: compilers see here that the addresses of a field and of its index go
/// nowhere.
template <int N>
[[gnu::cold, gnu::noinline]] static std::byte* element_beyond(const field_state& state,
                                                              const std::ptrdiff_t (&index)[N]) {
  const field_state copied = state;
  const std::array<std::ptrdiff_t, N> at = std::to_array(index);
  return fields().outside(copied, at.data());
}
} // namespace rt

#ifdef __NJMPI__
inline namespace distributed {
inline constexpr bool fields_are_replicated = false;
#else
inline namespace replicated {
inline constexpr bool fields_are_replicated = true;
#endif

/// An N-dimensional array with global indices, cut into blocks over a grid of processes.
template <class T, int N> class field {
  static_assert(N >= 1 && N <= box::most, "a field has 1 to 4 dimensions");
  static constexpr rt::objection objection = rt::objection_to<T>();
  static_assert(
      rt::accept_element<objection == rt::objection::description ? rt::objection::none : objection>());
  static_assert(alignof(T) <= 64 && std::is_same_v<T, std::remove_cv_t<T>>);

public:
  using value_type = T;
  using options = field_options<N>;

  /// An array of zeros; collective over its communicator.
  explicit field(const rt::extent_list<N>& extents, const options& chosen = {},
                 rt::where origin = rt::where::current()) {
    create(extents.data(), chosen, origin);
  }
  template <std::integral I>
  explicit field(const I (&extents)[N], const options& chosen = {}, rt::where origin = rt::where::current())
      : field(rt::extent_list<N>(&extents[0]), chosen, origin) {}
  /// Elements live where those of the other field do: field<double, 2>({n + 1, m}, aligned_with(u)).
  field(const rt::extent_list<N>& extents, rt::alignment<N> other, rt::where origin = rt::where::current()) {
    create(extents.data(), other, origin);
  }
  template <std::integral I>
  field(const I (&extents)[N], rt::alignment<N> other, rt::where origin = rt::where::current())
      : field(rt::extent_list<N>(&extents[0]), other, origin) {}

  field(const field& other) { copy(other); }
  field(field&& other) noexcept : state_(other.state_) { other.state_ = rt::field_state{}; }
  field& operator=(const field& other) {
    if (this != &other) {
      field copied(other);
      swap(copied);
    }
    return *this;
  }
  field& operator=(field&& other) noexcept {
    field moved(static_cast<field&&>(other));
    swap(moved);
    return *this;
  }
  ~field() { rt::fields().destroy(state_); }

  /// Exchanges the arrays, distributions too, in constant time.
  void swap(field& other) noexcept {
    const rt::field_state state = state_;
    state_ = other.state_;
    other.state_ = state;
  }

  /// The element; outside annotated loops one that this rank keeps. Periodic dimensions wrap around.
  template <class... I>
    requires(sizeof...(I) == N && (std::is_convertible_v<I, std::ptrdiff_t> && ...) &&
             !(std::is_floating_point_v<I> || ...))
  T& operator()(I... index) {
    static_cast<void>(&rt::exposure<T, N>::here);
    return *locate({static_cast<std::ptrdiff_t>(index)...});
  }
  template <class... I>
    requires(sizeof...(I) == N && (std::is_convertible_v<I, std::ptrdiff_t> && ...) &&
             !(std::is_floating_point_v<I> || ...))
  const T& operator()(I... index) const {
    return *locate({static_cast<std::ptrdiff_t>(index)...});
  }

  /// The shape of the whole array.
  std::ptrdiff_t extent(int dimension) const { return state_.extent[dimension]; }
  std::array<std::ptrdiff_t, N> extents() const { return first_of(state_.extent); }
  static constexpr int rank() { return N; }
  /// All elements of the array.
  std::size_t size() const {
    std::size_t product = 1;
    for (int d = 0; d < N; ++d)
      product *= static_cast<std::size_t>(state_.extent[d]);
    return product;
  }
  /// Layers of cells around it.
  std::array<std::ptrdiff_t, N> ghost() const { return first_of(state_.ghost); }

  /// The elements of this rank; in a plain build, all.
  const box& owned() const { return state_.owned; }
  /// The grid of processes, and the communicator they are of.
  std::array<int, N> grid() const {
    std::array<int, N> result{};
    for (int d = 0; state_.cut && d < N; ++d)
      result[d] = state_.cut->grid[d];
    return result;
  }
  njmpi::comm comm() const { return state_.cut ? state_.cut->comm : njmpi::comm(); }

  /// Sets every element, ghosts aside.
  void fill(const T& value) {
    rt::fields().changed(state_);
    visit([&](T& element, const std::ptrdiff_t*) { element = value; });
  }
  /// The same by a function of the global indices.
  template <class F> void assign(F&& f) {
    rt::fields().changed(state_);
    visit([&](T& element, const std::ptrdiff_t* index) {
      element = static_cast<T>(call(f, index, std::make_integer_sequence<int, N>()));
    });
  }

  /// One element, or a ghost, the same value on every rank; collective.
  template <class... I>
    requires(sizeof...(I) == N - 1 && (rt::whole_number<I> && ...))
  T at(rt::located_index first, I... rest) const {
    const std::ptrdiff_t index[N]{first.value, static_cast<std::ptrdiff_t>(rest)...};
    alignas(T) std::byte element[sizeof(T)]{};
    rt::outcome(rt::fields().at(state_, index, element), "at", first.origin);
    return *reinterpret_cast<const T*>(element);
  }

  /// All elements on one rank, row-major; the others get none. Collective.
  std::vector<T> gather(int root = 0, rt::where origin = rt::where::current()) const {
    return collect(root, "gather", origin);
  }
  /// All elements on every rank.
  std::vector<T> allgather(rt::where origin = rt::where::current()) const {
    return collect(rt::all_ranks, "allgather", origin);
  }
  /// The reverse: all elements, row-major, in a range on the root; what others give is ignored. Collective.
  template <std::ranges::input_range R = std::vector<T>>
  int scatter(const R& values, int root = 0, rt::where origin = rt::where::current()) {
    using value = std::remove_cv_t<std::ranges::range_value_t<R>>;
    if constexpr (std::ranges::contiguous_range<R> && std::is_same_v<value, T>) {
      return distribute(std::ranges::data(values), std::ranges::size(values), root, origin);
    } else {
      std::vector<stored> copied;
      for (auto&& element : values)
        copied.push_back(static_cast<T>(element));
      return distribute(copied.data(), copied.size(), root, origin);
    }
  }

  /// The elements of this rank, with local indices.
  block<T, N> local() { return {data(), block_shape(), strides()}; }
  block<const T, N> local() const { return {data(), block_shape(), strides()}; }
  /// The first of them, and how far the next ones are, in elements.
  T* data() {
    static_cast<void>(&rt::exposure<T, N>::here);
    return element(state_.owned.first);
  }
  const T* data() const { return element(state_.owned.first); }
  std::array<std::ptrdiff_t, N> strides() const { return first_of(state_.stride); }

  /// For the runtime of loops.
  rt::field_state& state() const {
    state_.exposed = rt::exposure<T, N>::found;
    return state_;
  }

private:
  template <class F> friend union rt::lent_field;
  explicit field(const rt::field_state& lent) : state_(lent) {}

  void create(const std::ptrdiff_t* extents, const options& chosen, const rt::where& origin) {
    static_cast<void>(&joined);
    rt::outcome(rt::fields().create(state_, {.dimensions = N,
                                             .element = sizeof(T),
                                             .replicated = fields_are_replicated,
                                             .extent = extents,
                                             .ghost = chosen.ghost.data(),
                                             .periodic = chosen.periodic.data(),
                                             .grid = chosen.grid.data(),
                                             .comm = &chosen.comm}),
                "field", origin);
  }
  void create(const std::ptrdiff_t* extents, const rt::alignment<N>& other, const rt::where& origin) {
    static_cast<void>(&joined);
    rt::outcome(rt::fields().create(state_, {.dimensions = N,
                                             .element = sizeof(T),
                                             .replicated = fields_are_replicated,
                                             .extent = extents,
                                             .like = other.like}),
                "field", origin);
  }
  void copy(const field& other) {
    if (const int code = rt::fields().copy(state_, other.state_))
      rt::failed(code, "a copy of a field", rt::where::current());
  }

  template <class V> static std::array<V, N> first_of(const V* values) {
    std::array<V, N> result;
    for (int d = 0; d < N; ++d)
      result[d] = values[d];
    return result;
  }

  NJMPI_INLINE T* locate(const std::ptrdiff_t (&index)[N]) const {
#ifndef NDEBUG
    constexpr bool checked = true;
#else
    const bool checked = state_.wraps;
#endif
    std::ptrdiff_t place = 0;
    bool inside = true;
    for (int d = 0; d < N; ++d) {
      inside = inside && index[d] >= state_.kept.first[d] && index[d] < state_.kept.last[d];
      place += d + 1 < N ? index[d] * state_.stride[d] : index[d]; // as compilers have to see to vectorise
    }
    if (checked && !inside) [[unlikely]]
      return reinterpret_cast<T*>(rt::element_beyond<N>(state_, index));
    return reinterpret_cast<T*>(state_.origin) + place;
  }

  T* element(const std::ptrdiff_t* index) const {
    std::ptrdiff_t place = 0;
    for (int d = 0; d < N; ++d)
      place += index[d] * state_.stride[d];
    return reinterpret_cast<T*>(state_.origin) + place;
  }

  // Calls f(element, indices) for each element of this rank.
  template <class F> void visit(F&& f) {
    const box& mine = state_.owned;
    for (int d = 0; d < N; ++d)
      if (mine.first[d] >= mine.last[d])
        return;
    std::ptrdiff_t index[N];
    for (int d = 0; d < N; ++d)
      index[d] = mine.first[d];
    for (int d = N; d > 0;) {
      T* at = element(index);
      for (; index[N - 1] < mine.last[N - 1]; ++index[N - 1])
        f(*at++, index);
      for (d = N; d > 0 && index[d - 1] >= mine.last[d - 1]; --d) {
        index[d - 1] = mine.first[d - 1];
        if (d > 1)
          ++index[d - 2];
      }
    }
  }
  template <class F, int... D>
  static decltype(auto) call(F& f, const std::ptrdiff_t* index, std::integer_sequence<int, D...>) {
    return f(index[D]...);
  }

  // A vector of bool has no elements that messages could be written to.
  using stored = std::conditional_t<std::is_same_v<T, bool>, unsigned char, T>;
  std::vector<T> collect(int root, const char* name, const rt::where& origin) const {
    std::size_t size = 0;
    std::vector<stored> all;
    int code = rt::fields().gathered(state_, root, size);
    if (code == MPI_SUCCESS) {
      all.resize(size);
      code = rt::fields().gather(state_, all.data(), root);
    }
    if (rt::outcome(code, name, origin) != MPI_SUCCESS)
      return {};
    if constexpr (std::is_same_v<T, bool>)
      return std::vector<T>(all.begin(), all.end());
    else
      return all;
  }
  int distribute(const void* values, std::size_t count, int root, const rt::where& origin) {
    return rt::outcome(rt::fields().scatter(state_, values, count, root), "scatter", origin);
  }

  rt::block_extents<N> block_shape() const {
    rt::block_extents<N> result{};
    for (int d = 0; d < N; ++d)
      result[static_cast<std::size_t>(d)] = state_.owned.last[d] - state_.owned.first[d];
    return result;
  }

  struct joining {
    joining() { rt::fields().joined(fields_are_replicated); }
  };
  static const joining joined;

  mutable rt::field_state state_;
};
template <class T, int N> const typename field<T, N>::joining field<T, N>::joined;

/// The distribution of a field, for the construction of another one. Ghosts and wrap-around are the same,
/// too.
template <class T, int N> rt::alignment<N> aligned_with(const field<T, N>& other) {
  return rt::alignment<N>(other.state());
}

template <class T, int N> void swap(field<T, N>& a, field<T, N>& b) noexcept { a.swap(b); }

} // inline namespace
} // namespace njmpi
