// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One type of each datatype class, with what the tests need of it: a value made from a seed, a commutative
// and associative combination, equality, and its MPI datatype put together by hand.
#pragma once

#include <algorithm>
#include <array>
#include <complex>
#include <cstddef>
#include <njmpi/njmpi.hpp>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

// In rewritten builds a type used in kernels needs no description; half of the classes go without one there.
#ifdef __NJMPI__
#define NJMPI_TEST_DESCRIBE_IN_PLAIN(...) static_assert(true)
#else
#define NJMPI_TEST_DESCRIBE_IN_PLAIN(...) NJMPI_DESCRIBE(__VA_ARGS__)
#endif

enum class colour : short { red, green, blue };
enum direction { north, east, south, west, faraway = 1 << 30 };

struct vec3 {
  double x, y, z;
  bool operator==(const vec3&) const = default;
};
NJMPI_DESCRIBE(vec3, x, y, z);

// Padding after kind and at the end; an array and a class as fields.
struct particle {
  char kind;
  double mass;
  vec3 position;
  short marks[3];
  bool operator==(const particle&) const = default;
};
NJMPI_DESCRIBE(particle, kind, mass, position, marks);

class account {
public:
  account() = default;
  account(int n, double b) : number(n), balance(b) {}
  bool operator==(const account&) const = default;
  friend account combine(account a, account b) { return {a.number + b.number, a.balance + b.balance}; }

private:
  int number = 0;
  double balance = 0;
  char checked = 'x';
  NJMPI_DESCRIBE(account, number, balance, checked);
  friend struct account_layout;
};

struct charged : vec3 {
  int charge;
  bool operator==(const charged&) const = default;
};
NJMPI_TEST_DESCRIBE_IN_PLAIN(charged, x, y, z, charge);

struct outer {
  struct inner {
    char tag;
    int value;
    bool operator==(const inner&) const = default;
    NJMPI_TEST_DESCRIBE_IN_PLAIN(inner, tag, value);
  };
};

template <class T> struct sample {
  T value;
  long count;
  bool operator==(const sample&) const = default;
  NJMPI_TEST_DESCRIBE_IN_PLAIN(sample, value, count);
};

struct cluster {
  particle members[2];
  std::array<std::pair<short, double>, 2> links;
  unsigned char id;
  bool operator==(const cluster& other) const {
    return members[0] == other.members[0] && members[1] == other.members[1] && links == other.links && id == other.id;
  }
};
NJMPI_TEST_DESCRIBE_IN_PLAIN(cluster, id, links, members);

// ---- values ----------------------------------------------------------------------------------

template <class T> struct pattern {
  static T of(int seed) { return static_cast<T>(seed % 23 + 1); }
};
template <> struct pattern<bool> {
  static bool of(int seed) { return seed % 3 != 0; }
};
template <class T> struct pattern<std::complex<T>> {
  static std::complex<T> of(int seed) { return {pattern<T>::of(seed), pattern<T>::of(seed + 5)}; }
};
template <class T> struct pattern<njmpi::valloc<T>> {
  static njmpi::valloc<T> of(int seed) { return {pattern<T>::of(seed), seed}; }
};
template <class T, std::size_t N> struct pattern<std::array<T, N>> {
  static std::array<T, N> of(int seed) {
    std::array<T, N> result;
    for (std::size_t i = 0; i < N; ++i)
      result[i] = pattern<T>::of(seed + static_cast<int>(i));
    return result;
  }
};
template <class A, class B> struct pattern<std::pair<A, B>> {
  static std::pair<A, B> of(int seed) { return {pattern<A>::of(seed), pattern<B>::of(seed + 1)}; }
};
template <class... T> struct pattern<std::tuple<T...>> {
  static std::tuple<T...> of(int seed) {
    return [seed]<int... I>(std::integer_sequence<int, I...>) {
      return std::tuple<T...>{pattern<T>::of(seed + I)...};
    }(std::make_integer_sequence<int, sizeof...(T)>{});
  }
};
template <> struct pattern<vec3> {
  static vec3 of(int seed) { return {1.0 * seed, seed + 0.5, seed + 0.25}; }
};
template <> struct pattern<particle> {
  static particle of(int seed) {
    const auto mark = static_cast<short>(seed);
    return {pattern<char>::of(seed), 2.0 * seed, pattern<vec3>::of(seed), {mark, mark, 7}};
  }
};
template <> struct pattern<account> {
  static account of(int seed) { return {seed, seed + 0.125}; }
};
template <> struct pattern<charged> {
  static charged of(int seed) { return {pattern<vec3>::of(seed), seed - 3}; }
};
template <> struct pattern<outer::inner> {
  static outer::inner of(int seed) { return {pattern<char>::of(seed), 10 * seed}; }
};
template <class T> struct pattern<sample<T>> {
  static sample<T> of(int seed) { return {pattern<T>::of(seed), 100L * seed}; }
};
template <> struct pattern<cluster> {
  static cluster of(int seed) {
    return {{pattern<particle>::of(seed), pattern<particle>::of(seed + 1)},
            pattern<std::array<std::pair<short, double>, 2>>::of(seed),
            pattern<unsigned char>::of(seed)};
  }
};

// ---- combination, for the reductions of types that no predefined operator takes ---------------

template <class T> T combine(T a, T b) { return static_cast<T>(static_cast<long>(a) + static_cast<long>(b)); }
inline double combine(double a, double b) { return a + b; }
template <class T, std::size_t N> std::array<T, N> combine(std::array<T, N> a, const std::array<T, N>& b) {
  for (std::size_t i = 0; i < N; ++i)
    a[i] = combine(a[i], b[i]);
  return a;
}
template <class A, class B> std::pair<A, B> combine(const std::pair<A, B>& a, const std::pair<A, B>& b) {
  return {combine(a.first, b.first), combine(a.second, b.second)};
}
template <class... T> std::tuple<T...> combine(const std::tuple<T...>& a, const std::tuple<T...>& b) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return std::tuple<T...>{combine(std::get<I>(a), std::get<I>(b))...};
  }(std::index_sequence_for<T...>{});
}
inline vec3 combine(const vec3& a, const vec3& b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
inline particle combine(particle a, const particle& b) {
  a.kind = combine(a.kind, b.kind);
  a.mass += b.mass;
  a.position = combine(a.position, b.position);
  for (int i = 0; i < 3; ++i)
    a.marks[i] = combine(a.marks[i], b.marks[i]);
  return a;
}
inline charged combine(const charged& a, const charged& b) {
  return {combine(static_cast<const vec3&>(a), static_cast<const vec3&>(b)), a.charge + b.charge};
}
inline outer::inner combine(outer::inner a, outer::inner b) { return {combine(a.tag, b.tag), a.value + b.value}; }
template <class T> sample<T> combine(sample<T> a, sample<T> b) { return {a.value + b.value, a.count + b.count}; }
inline cluster combine(const cluster& a, const cluster& b) {
  return {{combine(a.members[0], b.members[0]), combine(a.members[1], b.members[1])},
          {combine(a.links[0], b.links[0]), combine(a.links[1], b.links[1])},
          combine(a.id, b.id)};
}

// ---- MPI datatypes by hand --------------------------------------------------------------------

template <class T> struct raw;

template <class T> MPI_Datatype raw_type() {
  static const MPI_Datatype type = raw<T>::make();
  return type;
}

#define NJMPI_DATATYPE(type, mpi, domain)                                                                    \
  template <> struct raw<type> {                                                                             \
    static MPI_Datatype make() { return mpi; }                                                               \
  };
#include <njmpi/datatypes.def>

struct raw_field {
  std::size_t offset;
  int count;
  MPI_Datatype type;
};

// MPI frees what hangs on MPI_COMM_SELF at the beginning of MPI_Finalize.
inline void free_at_end(MPI_Datatype type) {
  int key = MPI_KEYVAL_INVALID;
  MPI_Comm_create_keyval(
      MPI_COMM_NULL_COPY_FN,
      [](MPI_Comm, int, void* value, void*) {
        MPI_Datatype* const held = static_cast<MPI_Datatype*>(value);
        const int code = MPI_Type_free(held);
        delete held;
        return code;
      },
      &key, nullptr);
  MPI_Comm_set_attr(MPI_COMM_SELF, key, new MPI_Datatype(type));
  MPI_Comm_free_keyval(&key);
}

// In the order of memory, which is the one that units of all builds share.
template <class T> MPI_Datatype raw_struct(std::vector<raw_field> fields) {
  std::sort(fields.begin(), fields.end(), [](const raw_field& a, const raw_field& b) { return a.offset < b.offset; });
  std::vector<int> lengths;
  std::vector<MPI_Aint> offsets;
  std::vector<MPI_Datatype> types;
  for (const raw_field& field : fields) {
    lengths.push_back(field.count);
    offsets.push_back(static_cast<MPI_Aint>(field.offset));
    types.push_back(field.type);
  }
  MPI_Datatype packed = MPI_DATATYPE_NULL, sized = MPI_DATATYPE_NULL;
  MPI_Type_create_struct(static_cast<int>(fields.size()), lengths.data(), offsets.data(), types.data(), &packed);
  MPI_Type_create_resized(packed, 0, sizeof(T), &sized);
  MPI_Type_commit(&sized);
  MPI_Type_free(&packed);
  free_at_end(sized);
  return sized;
}

// The distance of a member from the object, for types that offsetof does not take.
template <class T, class M> std::size_t raw_offset(const T& object, const M& member) {
  return static_cast<std::size_t>(reinterpret_cast<const char*>(&member) - reinterpret_cast<const char*>(&object));
}

template <> struct raw<colour> {
  static MPI_Datatype make() { return MPI_SHORT; }
};
template <> struct raw<direction> {
  static MPI_Datatype make() { return MPI_UNSIGNED; }
};
template <class T, std::size_t N> struct raw<std::array<T, N>> {
  static MPI_Datatype make() { return raw_struct<std::array<T, N>>({{0, static_cast<int>(N), raw_type<T>()}}); }
};
template <class A, class B> struct raw<std::pair<A, B>> {
  static MPI_Datatype make() {
    const std::pair<A, B> p{};
    return raw_struct<std::pair<A, B>>(
        {{raw_offset(p, p.first), 1, raw_type<A>()}, {raw_offset(p, p.second), 1, raw_type<B>()}});
  }
};
template <class A, class B, class C> struct raw<std::tuple<A, B, C>> {
  static MPI_Datatype make() {
    const std::tuple<A, B, C> t{};
    return raw_struct<std::tuple<A, B, C>>({{raw_offset(t, std::get<0>(t)), 1, raw_type<A>()},
                                            {raw_offset(t, std::get<1>(t)), 1, raw_type<B>()},
                                            {raw_offset(t, std::get<2>(t)), 1, raw_type<C>()}});
  }
};
template <> struct raw<vec3> {
  static MPI_Datatype make() { return raw_struct<vec3>({{0, 3, MPI_DOUBLE}}); }
};
template <> struct raw<particle> {
  static MPI_Datatype make() {
    return raw_struct<particle>({{offsetof(particle, kind), 1, MPI_CHAR},
                                 {offsetof(particle, mass), 1, MPI_DOUBLE},
                                 {offsetof(particle, position), 3, MPI_DOUBLE},
                                 {offsetof(particle, marks), 3, MPI_SHORT}});
  }
};
struct account_layout {
  static MPI_Datatype make() {
    return raw_struct<account>({{offsetof(account, number), 1, MPI_INT},
                                {offsetof(account, balance), 1, MPI_DOUBLE},
                                {offsetof(account, checked), 1, MPI_CHAR}});
  }
};
template <> struct raw<account> : account_layout {};
template <> struct raw<charged> {
  static MPI_Datatype make() {
    const charged c{};
    return raw_struct<charged>({{raw_offset(c, c.x), 3, MPI_DOUBLE}, {raw_offset(c, c.charge), 1, MPI_INT}});
  }
};
template <> struct raw<outer::inner> {
  static MPI_Datatype make() {
    return raw_struct<outer::inner>(
        {{offsetof(outer::inner, tag), 1, MPI_CHAR}, {offsetof(outer::inner, value), 1, MPI_INT}});
  }
};
template <class T> struct raw<sample<T>> {
  static MPI_Datatype make() {
    const sample<T> s{};
    return raw_struct<sample<T>>(
        {{raw_offset(s, s.value), 1, raw_type<T>()}, {raw_offset(s, s.count), 1, MPI_LONG}});
  }
};
template <> struct raw<cluster> {
  static MPI_Datatype make() {
    return raw_struct<cluster>({{offsetof(cluster, members), 2, raw_type<particle>()},
                                {offsetof(cluster, links), 2, raw_type<std::pair<short, double>>()},
                                {offsetof(cluster, id), 1, MPI_UNSIGNED_CHAR}});
  }
};
