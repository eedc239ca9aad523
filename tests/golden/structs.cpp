// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <array>
#include <cstdint>
#include <njmpi/njmpi.hpp>
#include <tuple>
#include <utility>
#include <vector>

class particle {
  int id;
  double mass;
  char kind;

public:
  struct neighbour {
    std::int16_t rank;
    float distance;
  };
  double energy() const { return mass * id + kind; }

private:
  neighbour nearest[3];
};
struct base {
  double x;
};
struct derived : base {
  int i;
  int j;
};
struct vec3 {
  double x, y, z;
};
struct path {
  vec3 points[2];
  double length;
};
struct empty {};
struct tagged : empty {
  bool set;
  long double value;
};
template <class T> struct cell {
  T value;
  int owner;
};
namespace geometry {
struct segment {
  vec3 from, to;
  int id;
};
} // namespace geometry

[[njmpi::kernel]] void all(std::vector<particle> &p, particle::neighbour &n, derived (&d)[4], std::vector<vec3> &v, std::array<path, 2> &w,
                           tagged &t, std::vector<cell<float>> &c, geometry::segment &s) {
  njmpi::send(p, 1);
  njmpi::send(n, 1);
  njmpi::send(d, 1);
  njmpi::send(v, 1);
  njmpi::send(w, 1);
  njmpi::send(t, 1);
  njmpi::send(c, 1);
  njmpi::send(s, 1);
}

[[njmpi::kernel]] void standard(std::pair<int, double> &p, std::tuple<char, int, std::array<float, 2>> &t, std::vector<std::pair<int, int>> &ii,
                                std::vector<njmpi::valloc<double>> &l) {
  njmpi::send(p, 1);
  njmpi::send(t, 1);
  njmpi::send(ii, 1);
  njmpi::bcast(l, 0);
}

[[njmpi::kernel]] void local() {
  struct message {
    int number;
    char text[20];
  } m{1, "one"};
  njmpi::send(m, 1);
  struct {
    int a;
    double b;
  } unnamed{1, 2};
  njmpi::send(unnamed, 1);
}

[[njmpi::kernel]] void moved(const std::vector<particle> &x, std::vector<particle> &y, const std::vector<int> &counts) {
  njmpi::alltoallv(x, counts, y, counts);
  njmpi::allgather(x, y);
}
