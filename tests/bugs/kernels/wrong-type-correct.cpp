// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// class: wrong type
#include <array>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <njmpi/njmpi.hpp>
#include <string>
#include <tuple>
#include <vector>

namespace {

struct sample {
  double value;
  int cell;
};

[[njmpi::kernel]] void converted_after(std::vector<double>& x, std::vector<float>& y) {
  if (njmpi::rank() == 0) {
    njmpi::send(x, 1, 5);
  } else if (njmpi::rank() == 1) {
    std::vector<double> arrived(x.size());
    njmpi::recv(arrived, 0, 5);
    y.assign(arrived.begin(), arrived.end());
  }
}

[[njmpi::kernel]] void length_first(std::vector<char>& text) {
  if (njmpi::rank() == 1) {
    std::size_t length = text.size();
    njmpi::send(length, 0, 1);
    njmpi::send(text, 0, 2);
    return;
  }
  if (njmpi::rank() != 0)
    return;
  std::size_t length = 0;
  njmpi::recv(length, 1, 1);
  text.resize(length);
  njmpi::recv(text, 1, 2);
}

// Two types, two tags.
[[njmpi::kernel]] void two_messages(double& value, int& cell) {
  if (njmpi::rank() == 0) {
    njmpi::send(value, 1, 1);
    njmpi::send(cell, 1, 2);
  } else if (njmpi::rank() == 1) {
    njmpi::recv(value, 0, 1);
    njmpi::recv(cell, 0, 2);
  }
}

[[njmpi::kernel]] void widened(std::vector<int>& hits, std::vector<long>& total) {
  std::vector<long> wide(hits.begin(), hits.end());
  njmpi::allreduce(wide, total);
}

// An array and as many scalars of it are the same elements.
[[njmpi::kernel]] void nested_arrays(std::array<double, 3>& mine, std::vector<double>& flat) {
  flat.resize(3 * njmpi::size());
  njmpi::allgather(mine, flat);
}

[[njmpi::kernel]] unsigned bits(unsigned flags) {
  unsigned any = 0;
  njmpi::allreduce(flags, any, njmpi::op::bor);
  return any;
}

[[njmpi::kernel]] void least_by_size(std::vector<std::complex<double>>& z, std::vector<std::complex<double>>& least) {
  njmpi::reduce(z, least, [](std::complex<double> a, std::complex<double> b) { return std::abs(a) < std::abs(b) ? a : b; }, 0);
}

[[njmpi::kernel]] int place_of_least(double value) {
  njmpi::valloc<double> least{value, njmpi::rank()};
  njmpi::allreduce(njmpi::in_place, least, njmpi::op::minloc);
  return least.location;
}

struct tree_node {
  int key;
  std::ptrdiff_t child;
};
[[njmpi::kernel]] void offsets_inside(std::vector<tree_node>& nodes) { njmpi::bcast(nodes, 0); }

[[njmpi::kernel]] void a_word(std::string& line) {
  int length = static_cast<int>(line.size());
  njmpi::bcast(length, 0);
  line.resize(length);
  njmpi::bcast(line, 0);
}

// An enumeration travels as its underlying type.
enum class phase : unsigned char { solid, liquid };
[[njmpi::kernel]] void phases(phase mine) {
  unsigned char raw = 0;
  if (njmpi::rank() == 0)
    njmpi::send(mine, 1, 1);
  else if (njmpi::rank() == 1)
    njmpi::recv(raw, 0, 1);
}

[[njmpi::kernel]] sample whole_record(sample& s) {
  sample other{};
  switch (njmpi::rank()) {
  case 0:
    njmpi::ssend(s, 1, 9);
    break;
  case 1:
    njmpi::recv(other, 0, 9);
    break;
  }
  return other;
}

// size_t and std::uint64_t are one type here.
[[njmpi::kernel]] std::uint64_t ring_of_integers(std::size_t token) {
  const int me = njmpi::rank(), n = njmpi::size();
  std::uint64_t arrived = 0;
  auto [code, request] = njmpi::irecv(arrived, (me + n - 1) % n, 0);
  njmpi::send(token, (me + 1) % n, 0);
  njmpi::wait(request);
  return code ? 0 : arrived;
}

// A message may be shorter than the buffer that it arrives in.
[[njmpi::kernel]] long room_to_spare() {
  std::array<int, 4> some{};
  std::array<int, 8> room{};
  njmpi::status status;
  if (njmpi::rank() == 0)
    njmpi::send(some, 1, 6);
  else if (njmpi::rank() == 1)
    njmpi::recv(room, 0, 6, &status);
  return njmpi::rank() == 1 ? status.count<int>() : 0;
}

} // namespace
