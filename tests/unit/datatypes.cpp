// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What MPI is told of each datatype: the predefined handle, the size without padding, the extent of the
// type, one committed handle; and that padding is not sent.
#include "check.hpp"
#include "types.hpp"
#include <climits>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace {

int size_of(MPI_Datatype type) {
  int size = -1;
  MPI_Type_size(type, &size);
  return size;
}
MPI_Aint extent_of(MPI_Datatype type) {
  MPI_Aint lower = -1, extent = -1;
  MPI_Type_get_extent(type, &lower, &extent);
  return lower == 0 ? extent : -1;
}

template <class T> [[njmpi::kernel]] int to_self(const T& out, T& in) {
  return njmpi::sendrecv(out, 0, in, 0, 1, 1, njmpi::self());
}

// The bytes of a received object that no member covers keep what they were.
template <class T> void padding_stays(const char* name, std::initializer_list<std::size_t> holes) {
  const T out = pattern<T>::of(5);
  alignas(T) unsigned char bytes[sizeof(T)];
  std::memset(bytes, 0xab, sizeof(T));
  T& in = *reinterpret_cast<T*>(bytes);
  expect(to_self(out, in) == MPI_SUCCESS, std::string(name) + " is not received");
  expect(in == out, std::string(name) + " arrives changed");
  for (const std::size_t hole : holes)
    expect(bytes[hole] == 0xab, std::string(name) + " has its padding sent, byte " + std::to_string(hole));
}

} // namespace

TEST_CASE("predefined types") {
#define NJMPI_DATATYPE(type, mpi, domain) expect(njmpi::datatype<type>() == mpi, #type " is not " #mpi);
#include <njmpi/datatypes.def>
}

TEST_CASE("aliases are their canonical type") {
  CHECK(njmpi::datatype<std::size_t>() == MPI_UNSIGNED_LONG);
  CHECK(njmpi::datatype<std::ptrdiff_t>() == MPI_LONG);
  CHECK(njmpi::datatype<std::int8_t>() == MPI_SIGNED_CHAR);
  CHECK(njmpi::datatype<std::uint8_t>() == MPI_UNSIGNED_CHAR);
  CHECK(njmpi::datatype<std::int16_t>() == MPI_SHORT);
  CHECK(njmpi::datatype<std::int32_t>() == MPI_INT);
  CHECK(njmpi::datatype<std::uint32_t>() == MPI_UNSIGNED);
  CHECK(njmpi::datatype<std::int64_t>() == MPI_LONG);
  CHECK(njmpi::datatype<std::uint64_t>() == MPI_UNSIGNED_LONG);
  CHECK(njmpi::datatype<const double>() == MPI_DOUBLE);
}

TEST_CASE("enumerations are their underlying type") {
  CHECK(njmpi::datatype<colour>() == MPI_SHORT);
  CHECK(njmpi::datatype<direction>() == njmpi::datatype<std::underlying_type_t<direction>>());
}

TEST_CASE("struct types") {
  // The second call gives the first one's type.
  CHECK(njmpi::datatype<particle>() == njmpi::datatype<particle>());
  CHECK(size_of(njmpi::datatype<particle>()) == 1 + 8 + 24 + 6);
  CHECK(extent_of(njmpi::datatype<particle>()) == sizeof(particle));
  CHECK(size_of(njmpi::datatype<account>()) == 4 + 8 + 1);
  CHECK(extent_of(njmpi::datatype<account>()) == sizeof(account));
  CHECK(size_of(njmpi::datatype<std::pair<int, double>>()) == 12);
  CHECK(extent_of(njmpi::datatype<std::pair<int, double>>()) == 16);
  CHECK(size_of(njmpi::datatype<std::tuple<char, double, int>>()) == 13);
  CHECK(extent_of(njmpi::datatype<std::tuple<char, double, int>>()) == sizeof(std::tuple<char, double, int>));
}

TEST_CASE("padding is not sent") {
  padding_stays<particle>("particle", {1, 7, offsetof(particle, marks) + 6, sizeof(particle) - 1});
  padding_stays<std::pair<int, double>>("std::pair<int, double>", {4, 7});
  padding_stays<outer::inner>("outer::inner", {1, 2, 3});
  padding_stays<account>("account", {4, 7, sizeof(account) - 1});
}

TEST_CASE("long double has padding of its own") {
  long double out = 1.25L, in = 0;
  CHECK(to_self(out, in) == MPI_SUCCESS);
  CHECK(in == out);
}
