// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-divergence of loops that each rank leaves by a floating value of its own.
#include <cmath>
#include <njmpi/njmpi.hpp>
#include <span>
#include <vector>

double global_norm(std::span<const double> x, int rank);
double relax(std::span<double> x, double h);

// From the start on.
[[njmpi::kernel]] int own_residual(std::span<double> x, double tolerance, int most) {
  double residual = 1 + njmpi::rank();
  int step = 0;
  while (residual > tolerance && step < most) { // expected-note {{ranks leave the loop here at different times: the value is computed from the rank}}
    double edge = x.front(), neighbour = 0;
    njmpi::scan(edge, neighbour); // expected-warning {{not every rank reaches this 'scan' [njmpi-divergence]}}
    residual = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
      residual += x[i] / (1 + njmpi::rank());
    ++step;
  }
  return step;
}

// At first all go on.
[[njmpi::kernel]] void own_change(std::vector<double>& x, double h) {
  const double left = njmpi::rank() * h;
  double change = 1e30;
  while (!(change < 1e-6)) { // expected-note {{ranks leave the loop here at different times: the value is computed from the rank}}
    change = std::sqrt(x[0] * left);
    njmpi::bcast(x, 0); // expected-warning {{not every rank reaches this 'bcast' [njmpi-divergence]}}
    x[0] /= 2;
  }
}

// At the end, and from the middle.
[[njmpi::kernel]] void at_the_end(double h) {
  double rest = h * (njmpi::rank() + 1), sum = 0;
  do {
    njmpi::allreduce(rest, sum); // expected-warning {{not every rank reaches this 'allreduce' [njmpi-divergence]}}
    rest -= 0.25;
  } while (rest > 0); // expected-note {{ranks leave the loop here at different times: the value is computed from the rank}}
}
[[njmpi::kernel]] void from_the_middle(double h, int most) {
  double rest = h / (njmpi::rank() + 1), sum = 0;
  for (int i = 0; i < most; ++i) {
    rest *= 0.5;
    if (rest < 1e-3)
      break;
    njmpi::allreduce(rest, sum); // expected-warning {{not every rank reaches this 'allreduce' [njmpi-divergence]}}
  }
}

// With much to compute before, and a way out of two loops.
[[njmpi::kernel]] double work_before(double h, int most) {
  double u[66], change = 1e30, all = 0;
  for (int i = 0; i < 66; ++i)
    u[i] = h * (66 * njmpi::rank() + i);
  for (int outer = 0; outer < most; ++outer)
    for (int inner = 0; inner < most; ++inner) {
      change = std::fabs(u[0] - u[65]) / (outer + inner + 1);
      if (change < 1e-6)
        goto out;
      njmpi::allreduce(change, all); // expected-warning {{not every rank reaches this 'allreduce' [njmpi-divergence]}}
    }
out:
  return all;
}

// The same on all ranks.
[[njmpi::kernel]] int combined(std::span<double> x, double tolerance, int most) {
  double residual = 1e30;
  int step = 0;
  while (residual > tolerance && step < most) {
    double own = 0;
    for (std::size_t i = 0; i < x.size(); ++i)
      own += x[i] / (1 + njmpi::rank());
    njmpi::allreduce(own, residual, njmpi::op::max);
    ++step;
  }
  return step;
}
// It starts with what is the rank's own, and lets all of them run.
[[njmpi::kernel]] void starts_with_own(double own, double h) {
  double residual = 1.0 + njmpi::rank();
  while (residual > 0.01) {
    own *= 0.5;
    njmpi::allreduce(own, residual);
  }
  residual = 1.0 + njmpi::rank();
  while (residual > -0.5) {
    own -= 0.5;
    njmpi::allreduce(own, residual);
  }
  residual = h * (njmpi::rank() + 1);
  for (int step = 0; step < 50 && residual > -1e-3; ++step) {
    own *= 0.5;
    njmpi::allreduce(own, residual);
  }
}
[[njmpi::kernel]] void of_the_root(double h) {
  double rest = h * (njmpi::rank() + 1);
  njmpi::bcast(rest, 0);
  while (rest > 0) {
    njmpi::barrier();
    rest -= 0.25;
  }
}
[[njmpi::kernel]] void agreed(double h) {
  double rest = h * (njmpi::rank() + 1);
  for (bool all = false; !all;) {
    rest -= 0.25;
    const bool own = rest < 0;
    njmpi::allreduce(own, all, njmpi::op::land);
  }
}
[[njmpi::kernel]] void combined_elsewhere(std::span<double> x) {
  double norm = 1;
  while (norm > 1e-6) {
    norm = global_norm(x, njmpi::rank());
    njmpi::barrier();
  }
}
[[njmpi::kernel]] void number_of_ranks(double h) {
  for (double t = 0; t < h * njmpi::size(); t += h)
    njmpi::barrier();
}
// Communication follows the loop, or the loop has other ranks to talk to.
[[njmpi::kernel]] double before(std::span<double> x, double h) {
  double change = njmpi::rank() + h, all = 0;
  while (change > 1e-6)
    change = relax(x, change);
  njmpi::allreduce(change, all);
  return all;
}
[[njmpi::kernel]] void alone(double h) {
  double rest = h * (njmpi::rank() + 1);
  while (rest > 0) {
    njmpi::barrier(njmpi::self());
    rest -= 0.25;
  }
}
[[njmpi::kernel]] void workers(double h) {
  double rest = h * njmpi::rank(), done = 0;
  if (njmpi::rank() == 0)
    for (int left = njmpi::size() - 1; left > 0;) {
      njmpi::status from;
      njmpi::recv(done, njmpi::any_source, 1, &from);
      left -= done < 0;
    }
  else
    while (rest > 0) {
      rest -= 0.25;
      njmpi::send(rest, 0, 1);
    }
}
// Both ways do the same.
[[njmpi::kernel]] void either(double h) {
  double rest = h * (njmpi::rank() + 1);
  for (int i = 0; i < 3; ++i) {
    if (rest > 1)
      rest /= 2;
    njmpi::barrier();
  }
}
