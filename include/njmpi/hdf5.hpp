// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Fields in HDF5 files: one shared file, which all ranks read and write. Link njmpi::hdf5, or -lnjmpi-hdf5.
#pragma once

#include <complex>
#include <string>

#include <njmpi/njmpi.hpp>

#include <njmpi/macros_push.hpp>

namespace njmpi {
namespace rt {

/// What an element is in a file: `count` times a value of `size` bytes.
struct hdf5_element {
  enum class kind { integer, natural, floating, complex, boolean, opaque } what;
  std::size_t size;
  std::size_t count = 1;
};

template <class T> consteval hdf5_element hdf5_element_of() {
  using enum hdf5_element::kind;
  if constexpr (std::is_enum_v<T>)
    return hdf5_element_of<std::underlying_type_t<T>>();
  else if constexpr (std::is_same_v<T, bool>)
    return {boolean, sizeof(T)};
  else if constexpr (std::is_integral_v<T>)
    return {std::is_signed_v<T> ? integer : natural, sizeof(T)};
  else if constexpr (std::is_floating_point_v<T>)
    return {floating, sizeof(T)};
  else if constexpr (std::is_same_v<T, std::complex<float>> || std::is_same_v<T, std::complex<double>> ||
                     std::is_same_v<T, std::complex<long double>>)
    return {complex, sizeof(T)};
  else if constexpr (requires(T x) { std::tuple_size<T>::value, x.data(); }) {
    constexpr hdf5_element part = hdf5_element_of<typename T::value_type>();
    return {part.what, part.size, part.count * std::tuple_size_v<T>};
  } else
    return {opaque, sizeof(T)};
}

// Collective, and of one verdict on all ranks; the code of a failure has its text in refuse().
int write_hdf5(const field_state& state, const hdf5_element& element, const char* path, const char* name);
int read_hdf5(field_state& state, const hdf5_element& element, const char* path, const char* name);

} // namespace rt

/// Writes the elements, without ghosts, to a dataset; collective. The file is made if there is none, and
/// other datasets in it stay; a dataset of that name is replaced. Numbers, bool, std::complex and arrays of
/// them have HDF5's types, classes are opaque.
template <class T, int N>
int write_hdf5(const field<T, N>& u, const std::string& path, const std::string& name,
               rt::where origin = rt::where::current()) {
  return rt::outcome(rt::write_hdf5(u.state(), rt::hdf5_element_of<T>(), path.c_str(), name.c_str()),
                     "write_hdf5", origin);
}

/// Reads the elements from a dataset of the same extents, whoever wrote it; numbers are converted.
/// Collective.
template <class T, int N>
int read_hdf5(field<T, N>& u, const std::string& path, const std::string& name,
              rt::where origin = rt::where::current()) {
  return rt::outcome(rt::read_hdf5(u.state(), rt::hdf5_element_of<T>(), path.c_str(), name.c_str()),
                     "read_hdf5", origin);
}

} // namespace njmpi

#include <njmpi/macros_pop.hpp>
