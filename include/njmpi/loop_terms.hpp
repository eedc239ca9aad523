// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The terms in which a rewritten loop is described to the runtime: ranges, subscripts, memory, reductions.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace njmpi::rt {

/// A bound that depends on the index of an outer level.
inline constexpr std::ptrdiff_t unbounded = PTRDIFF_MIN;

/// What one level of the nest runs over, as written: from first on, by step, up to but not including last.
/// Both ends are `unbounded` where they are not the same in the whole nest; step is exact then, too.
/// The first value of an index as `first < last` sees it: a negative one is large where C++ compares without
/// sign.
template <class F, class L> constexpr std::ptrdiff_t as_compared(F first, L last) {
  if constexpr (std::is_integral_v<F> && std::is_integral_v<L>) {
    using common = std::common_type_t<decltype(+first), decltype(+last)>;
    if constexpr (std::is_signed_v<F> && std::is_unsigned_v<common>)
      if (first < 0) {
        const auto value = static_cast<common>(first);
        return value > PTRDIFF_MAX ? PTRDIFF_MAX : static_cast<std::ptrdiff_t>(value);
      }
  }
  return static_cast<std::ptrdiff_t>(first);
}

struct range {
  std::ptrdiff_t first = 0;
  std::ptrdiff_t last = 0;
  std::ptrdiff_t step = 1;

  constexpr range() = default;
  /// Of any integer types, so that what the user compares with is passed as it is.
  template <class F, class L, class S = int>
  constexpr range(F from, L to, S by = 1)
      : first(by < 0 ? static_cast<std::ptrdiff_t>(from) : as_compared(from, to)),
        last(static_cast<std::ptrdiff_t>(to)), step(static_cast<std::ptrdiff_t>(by)) {}
};

/// One subscript of an access: factor * (index of the level) + offset; level -1: offset alone, the same in
/// every iteration.
struct subscript {
  int level;
  int factor;
  std::ptrdiff_t offset;

  subscript() = default;
  template <class O>
  constexpr subscript(int of_level, int times, O plus)
      : level(of_level), factor(times), offset(static_cast<std::ptrdiff_t>(plus)) {}
};

/// How many elements further a subscript one higher is, of any integer type.
struct scale {
  std::ptrdiff_t elements;
  template <class S> constexpr scale(S count) : elements(static_cast<std::ptrdiff_t>(count)) {}
};

/// Memory that does not change while a loop runs.
struct memory {
  const void* data;
  std::size_t bytes;
};
/// All of a container or C array; of a pointer, whose size nobody knows, nothing.
template <class A> memory memory_of(const A& array) {
  if constexpr (std::is_pointer_v<A>)
    return {nullptr, 0};
  else if constexpr (requires { array.data_handle(); })
    return {array.data_handle(),
            static_cast<std::size_t>(array.mapping().required_span_size()) * sizeof *array.data_handle()};
  else if constexpr (requires { std::data(array); })
    return {std::data(array), std::size(array) * sizeof *std::data(array)};
  else // std::valarray
    return {array.size() ? &array[0] : nullptr, array.size() * sizeof array[0]};
}
/// The first element of a range; std::data does not know std::valarray.
template <class R> auto* elements(R& range) {
  if constexpr (requires { std::data(range); })
    return std::data(range);
  else
    return std::size(range) ? &range[0] : nullptr;
}
/// The first element of an array of arrays.
template <class A> auto* flat(A& array) {
  if constexpr (std::is_pointer_v<A>)
    return flat(*array);
  else if constexpr (requires { std::data(array); }) {
    using inner = std::remove_reference_t<decltype(*std::data(array))>;
    if constexpr (std::is_array_v<inner> || requires(inner& i) {
                    std::data(i);
                    std::tuple_size<std::remove_cv_t<inner>>::value;
                  })
      return flat(*std::data(array));
    else
      return std::data(array);
  } else if constexpr (std::is_pointer_v<A>) // to arrays
    return flat(*array);
  else
    return &array;
}

enum class combine : unsigned char {
  sum,
  product,
  min,
  max,
  bit_and,
  bit_or,
  bit_xor,
  logical_and,
  logical_or
};
/// The type of what is reduced.
enum class scalar : unsigned char { boolean, i8, i16, i32, i64, u8, u16, u32, u64, f32, f64, f80, c64, c128 };
enum class access_kind : unsigned char { write, owner, read, copy };

enum loop_flags : unsigned {
  in_order = 1,  ///< the iterations of a rank run in serial order: no interior first (an anti-dependence)
  pipelined = 2, ///< [[njmpi::loop(pipeline)]]
  ahead = 4,     ///< described before its time, for its halos to travel with those of another loop
};

enum access_flags : unsigned {
  /// The access stands under a condition: it is not an error where some iteration would be outside of the
  /// array.
  guarded = 1,
  /// No other iteration that runs writes what it reads: red reads black, and a row reads the pivot's.
  never_written = 2,
  /// A subscript is computed in an unsigned type that is shorter than an address: below zero it is a large
  /// number.
  without_sign = 4,
  /// It stands in a function that the body calls, where the field gives the element, not a view of it.
  in_function = 1u << 30,
};
/// As never_written, for what one of the statements writes that have owners of their own.
constexpr unsigned never_met(int statement) { return statement < 24 ? 8u << statement : 0; }

} // namespace njmpi::rt
