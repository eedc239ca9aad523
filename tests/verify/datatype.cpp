// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-datatype: an element type that MPI cannot describe, with the path to the field.
#include <array>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <njmpi/njmpi.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

struct owner_of {
  int id;
  double *owner; // expected-note 2 {{the field is declared here}}
};
struct particle {
  double mass;
  owner_of neighbours[2];
};
struct with_reference {
  int &target; // expected-note {{the field is declared here}}
};
union either { // a union says nowhere what is in it
  int i;
  float f;
};
struct with_union {
  int tag;
  either value; // expected-note {{the field is declared here}}
};
struct with_anonymous_union {
  int tag;
  union { // expected-note {{the field is declared here}}
    int i;
    float f;
  };
};
struct shape {
  virtual ~shape();
  double area;
};
struct flags {
  unsigned ready : 1; // expected-note {{the field is declared here}}
  unsigned rest;
};
struct name {
  int id;
  std::string text; // expected-note {{the field is declared here}}
};
class copied {
public:
  copied(const copied &);
  int value;
};
struct base {
  int *p; // expected-note {{the field is declared here}}
};
struct derived : base {
  int i;
};

// The same, sound.
class closed {
  double mass;
  std::array<int, 3> index;

protected:
  struct inner {
    char c;
    long double x;
  } pair[2];

public:
  double get() const { return mass + index[0] + pair[0].x; }
};
struct sound_base {
  std::complex<double> z;
};
struct sound : sound_base {
  enum class colour : std::uint8_t { red, green } tint;
  const int fixed = 1;
  std::byte bytes[3];
  std::size_t size;
  static int *shared; // not part of an object
};
struct sound_copied {
  sound_copied() : value(1) {}
  int value;
};

[[njmpi::kernel]] void fields(particle &p, std::vector<owner_of> &o, with_reference &r, either &e, with_union &u, with_anonymous_union &a) {
  njmpi::send(p, 1); // expected-error {{'particle' has no MPI datatype: 'particle::neighbours[2].owner' is a pointer [njmpi-datatype]}}
  njmpi::send(o, 1); // expected-error {{'owner_of' has no MPI datatype: 'owner_of::owner' is a pointer [njmpi-datatype]}}
  njmpi::send(r, 1); // expected-error {{'with_reference' has no MPI datatype: 'with_reference::target' is a reference [njmpi-datatype]}}
  njmpi::send(e, 1); // expected-error {{'either' has no MPI datatype: it is a union [njmpi-datatype]}}
  njmpi::send(u, 1); // expected-error {{'with_union' has no MPI datatype: 'with_union::value' is a union [njmpi-datatype]}}
  njmpi::send(a, 1); // expected-error {{'with_anonymous_union' has no MPI datatype: it holds an anonymous union [njmpi-datatype]}}
}

[[njmpi::kernel]] void classes(shape &s, flags &f, name &n, copied &c, derived &d, std::vector<std::string> &words) {
  njmpi::send(s, 1);     // expected-error {{'shape' has no MPI datatype: it is of the class 'shape' with virtual functions [njmpi-datatype]}}
  njmpi::send(f, 1);     // expected-error {{'flags' has no MPI datatype: 'flags::ready' is a bit-field [njmpi-datatype]}}
  njmpi::send(n, 1);     // expected-error {{'name' has no MPI datatype: 'name::text' is of type 'std::basic_string<char>', which is not trivially copyable [njmpi-datatype]}}
  njmpi::send(c, 1);     // expected-error {{'copied' has no MPI datatype: it is of type 'copied', which is not trivially copyable [njmpi-datatype]}}
  njmpi::send(d, 1);     // expected-error {{'derived' has no MPI datatype: 'derived::p' is a pointer [njmpi-datatype]}}
  njmpi::send(words, 1); // expected-error {{'std::basic_string<char>' has no MPI datatype: it is of type 'std::basic_string<char>', which is not trivially copyable [njmpi-datatype]}}
  njmpi::send(words[0], 1);
}

[[njmpi::kernel]] void others(std::vector<int *> &pointers, __int128 &wide, std::pair<int, double> &pair) {
  njmpi::send(pointers, 1); // expected-error {{'int *' has no MPI datatype: it is a pointer [njmpi-datatype]}}
  njmpi::send(wide, 1);     // expected-error {{'__int128' has no MPI datatype: it is of type '__int128', which MPI does not have [njmpi-datatype]}}
  njmpi::send(pair, 1);
}

[[njmpi::kernel]] void volatile_objects(volatile double &x, volatile int (&four)[4], std::span<volatile int> s, double &y) {
  njmpi::send(x, 1);    // expected-error {{'double' has no MPI datatype: it is volatile, and MPI accesses it like other memory [njmpi-datatype]}}
  njmpi::recv(four, 1); // expected-error {{'int' has no MPI datatype: it is volatile, and MPI accesses it like other memory [njmpi-datatype]}}
  njmpi::recv(s, 1);    // expected-error {{'int' has no MPI datatype: it is volatile, and MPI accesses it like other memory [njmpi-datatype]}}
  y = x;
  njmpi::send(y, 1);
}

[[njmpi::kernel]] void sound_types(closed &c, std::vector<sound> &s, sound_copied &o, std::tuple<int, std::array<float, 2>> &t, bool &b,
                                   char8_t &u, sound::colour &tint, std::vector<std::byte> &bytes) {
  njmpi::send(c, 1);
  njmpi::send(s, 1);
  njmpi::send(o, 1);
  njmpi::send(t, 1);
  njmpi::send(b, 1);
  njmpi::send(u, 1);
  njmpi::send(tint, 1);
  njmpi::send(bytes, 1);
}
