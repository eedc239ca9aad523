// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// MPDATA on a uniform grid: Smolarkiewicz, J. Comput. Phys. 54 (1984), doi:10.1016/0021-9991(84)90121-9, with
// the third-order terms of Smolarkiewicz and Margolin, J. Comput. Phys. 140 (1998), and the limits of
// Smolarkiewicz and Grabowski, J. Comput. Phys. 86 (1990).
#pragma once

#include <njmpi/njmpi.hpp>

#include <algorithm>
#include <cmath>

namespace mpdata {

using field = njmpi::field<double, 2>;

// Numbers on the faces of the cells: x(i, j) lies between the cells (i - 1, j) and (i, j), y(i, j) between
// (i, j - 1) and (i, j). Beyond open edges there are ghosts, which stay at zero.
struct faces {
  explicit faces(const field& cells)
      : x({cells.extent(0) + 1, cells.extent(1)}, njmpi::aligned_with(cells)),
        y({cells.extent(0), cells.extent(1) + 1}, njmpi::aligned_with(cells)) {}
  field x, y;
};

struct options {
  int iterations = 2;
  bool fct = false, tot = false;
  bool open_x = true, open_y = true;
};

// Cells may be empty: without this, a quotient of two zeros.
constexpr double tiny = 1e-15;

// What a face with the Courant number c lets through.
inline double flow(double left, double right, double c) {
  return std::max(c, 0.0) * left + std::min(c, 0.0) * right;
}

// The Courant number that takes back what upwind differences blur, to second order: c along the direction,
// across the mean of those beside.
inline double antidiffusion(double c, double across, double left, double right, double left_below,
                            double right_below, double left_above, double right_above) {
  const double along = 2 * (right - left) / (right + left + tiny);
  const double above = left_above + right_above, below = left_below + right_below;
  const double beside = (above - below) / (above + below + tiny);
  return 0.5 * std::abs(c) * (1 - std::abs(c)) * along - 0.5 * c * across * beside;
}

// The terms of third order, for a flow that does not diverge.
inline double third_order(double c, double across, double far_left, double left, double right,
                          double far_right, double left_below, double right_below, double left_above,
                          double right_above) {
  const double outer = far_left + far_right, inner = left + right;
  const double bend = 2 * (outer - inner) / (outer + inner + tiny);
  const double rising = right_above + left_below, falling = left_above + right_below;
  const double twist = 2 * (rising - falling) / (rising + falling + tiny);
  return (3 * c * std::abs(c) - 2 * c * c * c - c) / 6 * bend +
         (std::abs(c) - 2 * c * c) * across / 2 * twist;
}

// No more than one cell can give and the other can take in.
inline double limited(double c, double left_in, double left_out, double right_in, double right_out) {
  return c * std::min(1.0, c > 0 ? std::min(left_out, right_in) : std::min(left_in, right_out));
}

inline double least(double a, double b, double c, double d, double e) {
  return std::min(a, std::min(std::min(b, c), std::min(d, e)));
}
inline double greatest(double a, double b, double c, double d, double e) {
  return std::max(a, std::max(std::max(b, c), std::max(d, e)));
}

// Beyond an open edge the value at the edge goes on.
[[njmpi::kernel]] inline void extend(field& psi, const options& how) {
  const long nx = psi.extent(0), ny = psi.extent(1);
  if (how.open_x) {
    [[njmpi::loop]] for (long j = 0; j < ny; ++j) {
      psi(-1, j) = psi(0, j);
      psi(-2, j) = psi(0, j);
      psi(nx, j) = psi(nx - 1, j);
      psi(nx + 1, j) = psi(nx - 1, j);
    }
  }
  if (how.open_y) {
    // Corners, too.
    const long beyond = how.open_x ? 2 : 0;
    [[njmpi::loop]] for (long i = -beyond; i < nx + beyond; ++i) {
      psi(i, -1) = psi(i, 0);
      psi(i, -2) = psi(i, 0);
      psi(i, ny) = psi(i, ny - 1);
      psi(i, ny + 1) = psi(i, ny - 1);
    }
  }
}

// Each iteration is one of these: the first with the Courant numbers of the flow, the others with those that
// correct what came before.
[[njmpi::kernel]] inline void upwind(field& next, const field& psi, const faces& c) {
  [[njmpi::loop]] for (long i = 0; i < psi.extent(0); ++i)
    for (long j = 0; j < psi.extent(1); ++j)
      next(i, j) =
          psi(i, j) -
          (flow(psi(i, j), psi(i + 1, j), c.x(i + 1, j)) - flow(psi(i - 1, j), psi(i, j), c.x(i, j)) +
           flow(psi(i, j), psi(i, j + 1), c.y(i, j + 1)) - flow(psi(i, j - 1), psi(i, j), c.y(i, j)));
}

[[njmpi::kernel]] inline void correct(faces& to, const field& psi, const faces& c) {
  const long nx = psi.extent(0), ny = psi.extent(1);
  [[njmpi::loop]] for (long i = 0; i <= nx; ++i)
    for (long j = 0; j < ny; ++j) {
      const double across = 0.25 * (c.y(i - 1, j) + c.y(i, j) + c.y(i - 1, j + 1) + c.y(i, j + 1));
      to.x(i, j) = antidiffusion(c.x(i, j), across, psi(i - 1, j), psi(i, j), psi(i - 1, j - 1),
                                 psi(i, j - 1), psi(i - 1, j + 1), psi(i, j + 1));
    }
  [[njmpi::loop]] for (long i = 0; i < nx; ++i)
    for (long j = 0; j <= ny; ++j) {
      const double across = 0.25 * (c.x(i, j - 1) + c.x(i, j) + c.x(i + 1, j - 1) + c.x(i + 1, j));
      to.y(i, j) = antidiffusion(c.y(i, j), across, psi(i, j - 1), psi(i, j), psi(i - 1, j - 1),
                                 psi(i - 1, j), psi(i + 1, j - 1), psi(i + 1, j));
    }
}

// Apart from the above, as this reads a wider halo.
[[njmpi::kernel]] inline void correct_further(faces& to, const field& psi, const faces& c) {
  const long nx = psi.extent(0), ny = psi.extent(1);
  [[njmpi::loop]] for (long i = 0; i <= nx; ++i)
    for (long j = 0; j < ny; ++j) {
      const double across = 0.25 * (c.y(i - 1, j) + c.y(i, j) + c.y(i - 1, j + 1) + c.y(i, j + 1));
      to.x(i, j) += third_order(c.x(i, j), across, psi(i - 2, j), psi(i - 1, j), psi(i, j), psi(i + 1, j),
                                psi(i - 1, j - 1), psi(i, j - 1), psi(i - 1, j + 1), psi(i, j + 1));
    }
  [[njmpi::loop]] for (long i = 0; i < nx; ++i)
    for (long j = 0; j <= ny; ++j) {
      const double across = 0.25 * (c.x(i, j - 1) + c.x(i, j) + c.x(i + 1, j - 1) + c.x(i + 1, j));
      to.y(i, j) += third_order(c.y(i, j), across, psi(i, j - 2), psi(i, j - 1), psi(i, j), psi(i, j + 1),
                                psi(i - 1, j - 1), psi(i - 1, j), psi(i + 1, j - 1), psi(i + 1, j));
    }
}

// The least and the greatest value that a cell may take in this step.
[[njmpi::kernel]] inline void bound(field& low, field& high, const field& psi) {
  [[njmpi::loop]] for (long i = 0; i < psi.extent(0); ++i)
    for (long j = 0; j < psi.extent(1); ++j) {
      low(i, j) = least(psi(i, j), psi(i - 1, j), psi(i + 1, j), psi(i, j - 1), psi(i, j + 1));
      high(i, j) = greatest(psi(i, j), psi(i - 1, j), psi(i + 1, j), psi(i, j - 1), psi(i, j + 1));
    }
}

// How much of what flows into a cell it can take in, and how much of what flows out it can give.
[[njmpi::kernel]] inline void measure(field& in, field& out, const field& low, const field& high,
                                      const field& psi, const faces& c) {
  [[njmpi::loop]] for (long i = 0; i < psi.extent(0); ++i)
    for (long j = 0; j < psi.extent(1); ++j) {
      const double left = flow(psi(i - 1, j), psi(i, j), c.x(i, j));
      const double right = flow(psi(i, j), psi(i + 1, j), c.x(i + 1, j));
      const double below = flow(psi(i, j - 1), psi(i, j), c.y(i, j));
      const double above = flow(psi(i, j), psi(i, j + 1), c.y(i, j + 1));
      const double comes =
          std::max(left, 0.0) - std::min(right, 0.0) + std::max(below, 0.0) - std::min(above, 0.0);
      const double goes =
          std::max(right, 0.0) - std::min(left, 0.0) + std::max(above, 0.0) - std::min(below, 0.0);
      const double most = greatest(psi(i, j), psi(i - 1, j), psi(i + 1, j), psi(i, j - 1), psi(i, j + 1));
      const double smallest = least(psi(i, j), psi(i - 1, j), psi(i + 1, j), psi(i, j - 1), psi(i, j + 1));
      in(i, j) = (std::max(high(i, j), most) - psi(i, j)) / (comes + tiny);
      out(i, j) = (psi(i, j) - std::min(low(i, j), smallest)) / (goes + tiny);
    }
}

[[njmpi::kernel]] inline void limit(faces& to, const faces& c, const field& in, const field& out) {
  const long nx = in.extent(0), ny = in.extent(1);
  [[njmpi::loop]] for (long i = 0; i <= nx; ++i)
    for (long j = 0; j < ny; ++j)
      to.x(i, j) = limited(c.x(i, j), in(i - 1, j), out(i - 1, j), in(i, j), out(i, j));
  [[njmpi::loop]] for (long i = 0; i < nx; ++i)
    for (long j = 0; j <= ny; ++j)
      to.y(i, j) = limited(c.y(i, j), in(i, j - 1), out(i, j - 1), in(i, j), out(i, j));
}

// A scalar, the flow that carries it, and the fields in between.
struct solver {
  solver(long nx, long ny, const options& o)
      : how(o), psi({nx, ny}, {.periodic = {!o.open_x, !o.open_y}, .ghost = {2, 2}}), courant(psi), next(psi),
        corrected(psi), other(psi), cut(psi), low(psi), high(psi), in(psi), out(psi) {}

  void step() {
    extend(psi, how);
    if (how.fct)
      bound(low, high, psi);
    upwind(next, psi, courant);
    swap(next, psi);
    const faces* from = &courant;
    for (int n = 1; n < how.iterations; ++n) {
      faces& to = n % 2 == 1 ? corrected : other;
      extend(psi, how);
      correct(to, psi, *from);
      if (how.tot)
        correct_further(to, psi, *from);
      from = &to;
      if (how.fct) {
        measure(in, out, low, high, psi, to);
        extend(in, how);
        extend(out, how);
        limit(cut, to, in, out);
      }
      upwind(next, psi, how.fct ? cut : to);
      swap(next, psi);
    }
  }

  options how;
  field psi;
  faces courant;

private:
  field next;
  faces corrected, other, cut;
  field low, high, in, out;
};

} // namespace mpdata
