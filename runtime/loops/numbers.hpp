// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arithmetic on numbers whose type is known at run time.
#pragma once

#include <complex>
#include <cstring>
#include <limits>

#include <njmpi/loop.hpp>

#pragma GCC visibility push(hidden)
namespace njmpi::rt {

template <class T> struct typed {
  using type = T;
};

/// Calls f with the type.
template <class F> decltype(auto) with_type(scalar type, F&& f) {
  switch (type) {
  case scalar::boolean:
    return f(typed<bool>());
  case scalar::i8:
    return f(typed<signed char>());
  case scalar::i16:
    return f(typed<short>());
  case scalar::i32:
    return f(typed<int>());
  case scalar::i64:
    return f(typed<long>());
  case scalar::u8:
    return f(typed<unsigned char>());
  case scalar::u16:
    return f(typed<unsigned short>());
  case scalar::u32:
    return f(typed<unsigned>());
  case scalar::u64:
    return f(typed<unsigned long>());
  case scalar::f32:
    return f(typed<float>());
  case scalar::f64:
    return f(typed<double>());
  case scalar::f80:
    return f(typed<long double>());
  case scalar::c64:
    return f(typed<std::complex<float>>());
  case scalar::c128:
    break;
  }
  return f(typed<std::complex<double>>());
}

template <class T> inline constexpr bool is_complex = false;
template <class T> inline constexpr bool is_complex<std::complex<T>> = true;

inline std::size_t size_of(scalar type) {
  return with_type(type, []<class T>(typed<T>) { return sizeof(T); });
}

template <class T> T load(const void* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}
template <class T> void store(void* to, T value) { std::memcpy(to, &value, sizeof value); }

/// What changes nothing where it is accumulated; false if the operation has no such number and needs none.
inline bool neutral(scalar type, combine how, void* to) {
  return with_type(type, [&]<class T>(typed<T>) {
    if (how == combine::sum) {
      if constexpr (is_complex<T>)
        store(to, T(-typename T::value_type(0), -typename T::value_type(0)));
      else if constexpr (std::is_floating_point_v<T>)
        store(to, -T(0));
      else
        store(to, T(0));
    } else if (how == combine::product) {
      store(to, T(1));
    } else if (how == combine::bit_xor) {
      store(to, T(0));
    } else {
      return false;
    }
    return true;
  });
}

/// Whether a takes the place of b as a minimum or maximum.
inline bool better(scalar type, combine how, const void* a, const void* b) {
  return with_type(type, [&]<class T>(typed<T>) {
    if constexpr (is_complex<T>)
      return false; // GCOVR_EXCL_LINE: complex numbers have no least one
    else
      return how == combine::min ? load<T>(a) < load<T>(b) : load<T>(b) < load<T>(a);
  });
}

/// a = a op b, where b comes after a.
inline void accumulate(scalar type, combine how, void* a, const void* b) {
  with_type(type, [&]<class T>(typed<T>) {
    const T x = load<T>(a);
    const T y = load<T>(b);
    if constexpr (std::is_same_v<T, bool>) {
      switch (how) {
      case combine::sum:
      case combine::bit_or:
      case combine::logical_or:
        return store(a, x || y);
      case combine::bit_xor:
        return store(a, x != y);
      default:
        return store(a, x && y);
      }
    } else {
      switch (how) {
      case combine::sum:
        if constexpr (std::is_integral_v<T>)
          return store(a, static_cast<T>(static_cast<unsigned long>(x) + static_cast<unsigned long>(y)));
        else
          return store(a, x + y);
      case combine::product:
        if constexpr (std::is_integral_v<T>)
          return store(a, static_cast<T>(static_cast<unsigned long>(x) * static_cast<unsigned long>(y)));
        else
          return store(a, x * y);
      case combine::logical_and:
        return store(a, x != T(0) && y != T(0) ? T(1) : T(0));
      case combine::logical_or:
        return store(a, x != T(0) || y != T(0) ? T(1) : T(0));
      default:
        break;
      }
      if constexpr (std::is_integral_v<T>) {
        if (how == combine::bit_and)
          store(a, static_cast<T>(x & y));
        else if (how == combine::bit_or)
          store(a, static_cast<T>(x | y));
        else if (how == combine::bit_xor)
          store(a, static_cast<T>(x ^ y));
      }
    }
  });
}

} // namespace njmpi::rt
#pragma GCC visibility pop
