// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Varying counts with displacements of their own: near, beyond INT_MAX on memory of which two pages are
// touched, and of the wrong number.
#include "check.hpp"
#include "ring.hpp"
#include <algorithm>
#include <climits>
#include <list>
#include <span>
#include <sys/mman.h>
#include <vector>

namespace {

constexpr long far = static_cast<long>(INT_MAX) + 77;

// As many bytes of zeros as are touched.
class sparse {
public:
  sparse() {
    void* const at =
        mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    REQUIRE(at != MAP_FAILED);
    cells = {static_cast<char*>(at), size};
  }
  ~sparse() { munmap(cells.data(), size); }
  sparse(const sparse&) = delete;
  sparse& operator=(const sparse&) = delete;
  std::span<char> cells;
  char* at() { return cells.data() + far; }

private:
  static constexpr std::size_t size = far + 4;
};

using numbers = std::vector<long>;

[[njmpi::kernel]] int allgather(std::span<const char> in, std::span<char> out, const numbers& n,
                                const numbers& at) {
  return njmpi::allgatherv(in, out, njmpi::blocks(n, at));
}
[[njmpi::kernel]] int gather(std::span<const char> in, std::span<char> out, const numbers& n,
                             const numbers& at) {
  return njmpi::gatherv(in, out, njmpi::blocks(n, at), 0, njmpi::self());
}
[[njmpi::kernel]] int scatter(std::span<const char> in, const numbers& n, const numbers& at,
                              std::span<char> out) {
  return njmpi::scatterv(in, njmpi::blocks(n, at), out, 0, njmpi::self());
}
[[njmpi::kernel]] int alltoall(std::span<const char> in, const numbers& sent, const numbers& from,
                               std::span<char> out, const numbers& received, const numbers& to) {
  return njmpi::alltoallv(in, njmpi::blocks(sent, from), out, njmpi::blocks(received, to), njmpi::self());
}
[[njmpi::kernel]] int reversed(const std::vector<int>& in, std::vector<int>& out, const std::list<int>& n,
                               const std::vector<short>& at) {
  return njmpi::allgatherv(in, out, njmpi::blocks(n, at));
}

// Whether the call did its work; without functions for large counts it must have refused it.
bool did(const char* what, int code) {
#if MPI_VERSION >= 4
  expect(code == MPI_SUCCESS, std::string(what) + ": " + spelled(code));
  return code == MPI_SUCCESS;
#else
  expect(class_of(code) == MPI_ERR_COUNT, std::string(what) + ": " + spelled(code));
  return false;
#endif
}

} // namespace

TEST_CASE("displacements of one's own") {
  // The ranks' blocks backwards, with a gap after each; numbers of any type, in any container.
  std::list<int> n;
  std::vector<short> at;
  for (int rank = 0; rank < ring.size; ++rank) {
    n.push_back(2);
    at.push_back(static_cast<short>(3 * (ring.size - 1 - rank)));
  }
  std::vector<int> out(3 * static_cast<std::size_t>(ring.size), -1);
  REQUIRE(reversed({ring.rank, 50}, out, n, at) == MPI_SUCCESS);
  for (int rank = 0; rank < ring.size; ++rank) {
    const auto place = static_cast<std::size_t>(3 * (ring.size - 1 - rank));
    CHECK(out[place] == rank);
    CHECK(out[place + 1] == 50);
    CHECK(out[place + 2] == -1);
  }
  policy codes(njmpi::errors::return_code);
  at.pop_back();
  CHECK(class_of(reversed({ring.rank, 50}, out, n, at)) == MPI_ERR_COUNT);
  at.push_back(-1);
  CHECK(class_of(reversed({ring.rank, 50}, out, n, at)) == MPI_ERR_COUNT);
  at.back() = static_cast<short>(out.size() - 1); // reaches one beyond the end
  CHECK(class_of(reversed({ring.rank, 50}, out, n, at)) == MPI_ERR_COUNT);
}

TEST_CASE("displacements above INT_MAX") {
  policy codes(njmpi::errors::return_code);
  const std::vector<char> text{'a', 'b', 'c'};
  const numbers three{3}, there{far}, here{0};
  {
    sparse out;
    if (did("gather", gather(text, out.cells, three, there)))
      CHECK(std::vector<char>(out.at(), out.at() + 4) == std::vector<char>{'a', 'b', 'c', 0});
    CHECK(class_of(gather(text, out.cells.first(far + 2), three, there)) == MPI_ERR_COUNT);
  }
  sparse in;
  std::copy(text.begin(), text.end(), in.at());
  std::vector<char> got(3, 'x');
  if (did("scatter", scatter(in.cells, three, there, got)))
    CHECK(got == text);
  got.assign(3, 'x');
  if (did("alltoall", alltoall(in.cells, three, there, got, three, here)))
    CHECK(got == text);

  sparse all;
  numbers ones, places;
  std::vector<char> expected(4, 0);
  for (int rank = 0; rank < ring.size; ++rank) {
    ones.push_back(1);
    places.push_back(far + rank);
    expected[static_cast<std::size_t>(rank)] = static_cast<char>('a' + rank);
  }
  const char mine = static_cast<char>('a' + ring.rank);
  // MPICH forgets the displacement of a process that is alone, up to 4.1.0 (pmodels/mpich#6374).
  if (did("allgather", allgather({&mine, 1}, all.cells, ones, places)) && ring.size > 1)
    CHECK(std::vector<char>(all.at(), all.at() + 4) == expected);
}
