# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# awk -v lines=<n> -f long_kernel.awk: a correct kernel of about as many lines, with an operation in about every fifth,
# branches on the rank, on data, and on both, and loops.
function put(text) { print text; ++written }
BEGIN {
  print "#include <njmpi/njmpi.hpp>"
  print "#include <cmath>"
  print "#include <vector>"
  put("[[njmpi::kernel]] double steps(std::vector<double> &x, std::vector<double> &y, int n, double limit) {")
  put("  const int rank = njmpi::rank(), size = njmpi::size(), partner = rank ^ 1;")
  put("  const int right = (rank + 1) % size, left = (rank + size - 1) % size;")
  put("  double residual = 0, all = 0;")
  for (k = 0; written < lines - 2; ++k) {
    put("  for (int i = 1; i + 1 < n; ++i) {")
    put("    const double change = 0.25 * (x[i - 1] - 2 * x[i] + x[i + 1]);")
    put("    y[i] = x[i] + change;")
    put("    if (std::fabs(change) > limit) residual += change * change;")
    put("  }")
    if (k % 4 == 0) {
      put("  if (partner < size) {")
      put("    if (rank < partner) {")
      put("      njmpi::send(y, partner, " k ");")
      put("      njmpi::recv(x, partner, " k ");")
      put("    } else {")
      put("      njmpi::recv(x, partner, " k ");")
      put("      njmpi::send(y, partner, " k ");")
      put("    }")
      put("  }")
    } else if (k % 4 == 1) {
      put("  if (residual > " k " * limit) {")
      put("    for (double &v : y)")
      put("      v *= 0.5;")
      put("    residual = 0;")
      put("  } else if (residual > limit) {")
      put("    residual *= 2;")
      put("  }")
      put("  njmpi::allreduce(residual, all);")
      put("  if (all > " k " * limit) {")
      put("    njmpi::bcast(x, " k " % size);")
      put("    if (rank == " k " % size)")
      put("      for (double &v : x)")
      put("        v += all;")
      put("    else if (rank > 0 && n > " k ")")
      put("      x[" k "] = rank;")
      put("  }")
    } else if (k % 4 == 2) {
      put("  {")
      put("    auto in = njmpi::irecv(x, left, " k ");")
      put("    auto out = njmpi::isend(y, right, " k ");")
      put("    for (int i = 0; i < n; ++i)")
      put("      residual += std::sqrt(limit * i);")
      put("    njmpi::waitall(in, out);")
      put("  }")
    } else {
      put("  if (n > " k ") {")
      put("    double most = residual;")
      put("    njmpi::reduce(residual, most, njmpi::op::max);")
      put("    if (rank == 0) {")
      put("      for (int to = 1; to < size; ++to)")
      put("        njmpi::send(most, to, " k ");")
      put("    } else {")
      put("      njmpi::recv(most, 0, " k ");")
      put("    }")
      put("    residual = most;")
      put("  }")
    }
  }
  put("  return residual + all;")
  put("}")
}
