// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Communicators: how they are made, shared, wrapped and freed; grids and their neighbours.
#include "check.hpp"
#include "ring.hpp"
#include "types.hpp"
#include <array>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace {

[[njmpi::kernel]] int sum_over(const njmpi::comm& comm, int in) {
  int out = -1;
  return njmpi::allreduce(in, out, comm) == MPI_SUCCESS ? out : -1;
}
[[njmpi::kernel]] int by_value(njmpi::comm comm) { return sum_over(comm, 1); }
[[njmpi::kernel]] int made_in_kernel(int colour, int& size_of_half) {
  const njmpi::comm half = njmpi::world().split(colour, 0);
  size_of_half = njmpi::size(half);
  int out = 0;
  const int code = njmpi::allreduce(1, out, half);
  return code == MPI_SUCCESS ? out : -1;
}
[[njmpi::kernel]] int wrapped_at_the_call(MPI_Comm handle) {
  int out = -1;
  return njmpi::allreduce(1, out, njmpi::op::sum, njmpi::comm(handle)) == MPI_SUCCESS ? out : -1;
}
[[njmpi::kernel]] int neighbours(const njmpi::comm& grid, const std::vector<int>& in, std::vector<int>& out) {
  return njmpi::neighbour_allgather(in, out, grid);
}

} // namespace

TEST_CASE("world and self") {
  CHECK(njmpi::rank() == ring.rank);
  CHECK(njmpi::size() == ring.size);
  CHECK(njmpi::rank(njmpi::world()) == ring.rank);
  CHECK(njmpi::size(njmpi::world()) == ring.size);
  CHECK(njmpi::rank(njmpi::self()) == 0);
  CHECK(njmpi::size(njmpi::self()) == 1);
  CHECK(sum_over(njmpi::self(), 17) == 17);
  CHECK(sum_over(njmpi::world(), 2) == 2 * ring.size);
}

TEST_CASE("split") {
  const njmpi::comm parity = njmpi::world().split(ring.rank % 2, ring.rank);
  CHECK(njmpi::size(parity) == (ring.size + 1 - ring.rank % 2) / 2);
  CHECK(njmpi::rank(parity) == ring.rank / 2);
  CHECK(sum_over(parity, 1) == njmpi::size(parity));
  const njmpi::comm backwards = njmpi::world().split(0, -ring.rank);
  CHECK(njmpi::rank(backwards) == ring.size - 1 - ring.rank);
  int half = 0;
  CHECK(made_in_kernel(ring.rank % 2, half) == half);
  CHECK(half == njmpi::size(parity));
  const njmpi::comm again = parity.split(0, 0); // of a communicator that is not the world
  CHECK(njmpi::size(again) == njmpi::size(parity));
}

TEST_CASE("split of shared memory") {
  const njmpi::comm node = njmpi::world().split_shared();
  CHECK(njmpi::size(node) == ring.size); // the tests run on one node
  CHECK(sum_over(node, 1) == ring.size);
}

TEST_CASE("a duplicate is a place of its own for messages") {
  const njmpi::comm copy = njmpi::world().dup();
  CHECK(copy.handle() != njmpi::world().handle());
  const double a = ring.rank, b = ring.rank + 0.5;
  double from_copy = -1, from_world = -1;
  njmpi::pending first = njmpi::isend(a, ring.next, 1);
  njmpi::pending second = njmpi::isend(b, ring.next, 1, copy);
  CHECK(njmpi::recv(from_copy, ring.previous, 1, copy) == MPI_SUCCESS);
  CHECK(njmpi::recv(from_world, ring.previous, 1) == MPI_SUCCESS);
  CHECK(njmpi::waitall(first, second) == MPI_SUCCESS);
  CHECK(from_copy == ring.previous + 0.5);
  CHECK(from_world == ring.previous);
}

TEST_CASE("copies and moves of a communicator") {
  njmpi::comm outer;
  {
    const njmpi::comm made = njmpi::world().split(0, -ring.rank);
    outer = made; // the copy keeps it alive
    const njmpi::comm second = made;
    CHECK(sum_over(second, 1) == ring.size);
  }
  CHECK(njmpi::rank(outer) == ring.size - 1 - ring.rank);
  CHECK(sum_over(outer, 1) == ring.size);
  CHECK(by_value(outer) == ring.size);
  njmpi::comm moved = std::move(outer);
  CHECK(sum_over(moved, 3) == 3 * ring.size);
  moved = njmpi::world(); // what it held is freed here, by nobody else
  CHECK(sum_over(moved, 1) == ring.size);
  std::vector<njmpi::comm> many;
  for (int i = 0; i < 5; ++i)
    many.push_back(njmpi::world().dup());
  CHECK(sum_over(many[0], 1) == ring.size);
  // What was made is freed: thousands of them do not run out of context ids.
  for (int i = 0; i < 3000; ++i)
    if (njmpi::world().dup().handle() == MPI_COMM_NULL)
      FAIL("no more communicators after " << i);
}

TEST_CASE("a wrapped handle stays its owner's") {
  MPI_Comm handle;
  MPI_Comm_split(MPI_COMM_WORLD, ring.rank % 2, -ring.rank, &handle);
  int members = 0, rank = -1;
  MPI_Comm_size(handle, &members);
  MPI_Comm_rank(handle, &rank);
  {
    const njmpi::comm wrapped(handle);
    CHECK(njmpi::size(wrapped) == members);
    CHECK(njmpi::rank(wrapped) == rank);
    CHECK(sum_over(wrapped, 1) == members);
    const njmpi::comm copy = wrapped;
    CHECK(copy.handle() == handle);
  }
  CHECK(wrapped_at_the_call(handle) == members);
  int still = 0;
  REQUIRE(MPI_Comm_size(handle, &still) == MPI_SUCCESS); // it would be invalid, had the wrapper freed it
  CHECK(still == members);
  REQUIRE(MPI_Comm_free(&handle) == MPI_SUCCESS);
}

TEST_CASE("a grid of one dimension") {
  for (const bool periodic : {false, true}) {
    const njmpi::comm line = njmpi::world().cart({ring.size}, {periodic});
    REQUIRE(njmpi::size(line) == ring.size);
    const int me = njmpi::rank(line);
    const auto where = line.coords();
    REQUIRE(where.size() == 1);
    CHECK(where[0] == me);
    const auto [source, dest] = line.shift(0, 1);
    CHECK(source == (me > 0 ? me - 1 : periodic ? ring.size - 1 : njmpi::proc_null));
    CHECK(dest == (me < ring.size - 1 ? me + 1 : periodic ? 0 : njmpi::proc_null));
    const std::vector<int> mine{100 + me, 200 + me};
    std::vector<int> theirs(4, -1);
    REQUIRE(neighbours(line, mine, theirs) == MPI_SUCCESS);
    CHECK(theirs == std::vector<int>{source < 0 ? -1 : 100 + source, source < 0 ? -1 : 200 + source,
                                     dest < 0 ? -1 : 100 + dest, dest < 0 ? -1 : 200 + dest});
    theirs.assign(4, -1);
    REQUIRE(line.neighbour_allgather(mine, theirs) == MPI_SUCCESS); // the member is the same operation
    CHECK(theirs[0] == (source < 0 ? -1 : 100 + source));
    CHECK(theirs[3] == (dest < 0 ? -1 : 200 + dest));
    if (!periodic) {
      std::vector<int> swapped(2, -1);
      REQUIRE(line.neighbour_alltoall(mine, swapped) == MPI_SUCCESS);
      CHECK(swapped == std::vector<int>{source < 0 ? -1 : 200 + source, dest < 0 ? -1 : 100 + dest});
    }
  }
}

TEST_CASE("a grid of two dimensions") {
  const int rows = ring.size % 2 == 0 ? 2 : 1, columns = ring.size / rows;
  const njmpi::comm grid = njmpi::world().cart({rows, columns}, {true, false});
  REQUIRE(njmpi::size(grid) == ring.size);
  const int me = njmpi::rank(grid);
  const auto where = grid.coords();
  REQUIRE(where.size() == 2);
  CHECK(where[0] == me / columns);
  CHECK(where[1] == me % columns);
  const auto [up, down] = grid.shift(0, 1);
  CHECK(up == (where[0] + rows - 1) % rows * columns + where[1]);
  CHECK(down == (where[0] + 1) % rows * columns + where[1]);
  const auto [left, right] = grid.shift(1, 1);
  CHECK(left == (where[1] > 0 ? me - 1 : njmpi::proc_null));
  CHECK(right == (where[1] < columns - 1 ? me + 1 : njmpi::proc_null));
  // Messages to nowhere are no messages.
  double out = me, in = -1;
  REQUIRE(njmpi::sendrecv(out, right, in, left, 0, njmpi::any_tag, grid) == MPI_SUCCESS);
  CHECK(in == (left == njmpi::proc_null ? -1 : left));
  std::vector<int> mine{me}, theirs(4, -1);
  REQUIRE(neighbours(grid, mine, theirs) == MPI_SUCCESS);
  CHECK(theirs == std::vector<int>{up, down, left < 0 ? -1 : left, right < 0 ? -1 : right});
}

TEST_CASE("communicators of a grid are communicators") {
  const njmpi::comm line = njmpi::world().cart({ring.size}, {false});
  const njmpi::comm copy = line.dup();
  CHECK(sum_over(line, 1) == ring.size);
  CHECK(copy.coords() == line.coords());
  const njmpi::comm wrapped(line.handle());
  CHECK(wrapped.coords() == line.coords());
}

TEST_CASE("the null communicator, and what a grid cannot be") {
  policy codes(njmpi::errors::return_code);
  const njmpi::comm null;
  CHECK_FALSE(null);
  CHECK_FALSE(null.split(0));
  CHECK_FALSE(null.split_shared());
  CHECK_FALSE(null.dup());
  CHECK_FALSE(null.cart({1}));
  CHECK(null.coords().empty());
  CHECK(null.shift(0).dest == njmpi::proc_null);
  CHECK(sum_over(null, 1) == -1);
  const njmpi::comm world = njmpi::world();
  CHECK_FALSE(world.cart({}));
  CHECK_FALSE(world.cart(std::vector<int>(17, 1)));
  CHECK_FALSE(world.cart({1, 1}, {true}));
  policy exceptions(njmpi::errors::throw_exception);
  try {
    [[maybe_unused]] const njmpi::comm grid = world.cart({1, 1}, {true});
    FAIL_CHECK("a grid of 2 dimensions, periodic in one");
  } catch (const njmpi::error& e) {
    CHECK(e.error_class() == MPI_ERR_DIMS);
    CHECK(std::string(e.what()).find("world.cart({1, 1}, {true})") != std::string::npos);
    CHECK(std::string(e.what()).find("2 dimensions, but periodic is given for 1") != std::string::npos);
  }
}

TEST_CASE("a grid whose extents MPI chooses") {
  const njmpi::comm grid = njmpi::world().cart({0, 0}, {true, true});
  REQUIRE(njmpi::size(grid) == ring.size);
  const auto last = grid.coords(ring.size - 1);
  REQUIRE(last.size() == 2);
  CHECK((last[0] + 1) * (last[1] + 1) == ring.size);
}

TEST_CASE("wrapped graphs know their neighbours") {
  const njmpi::comm world(MPI_COMM_WORLD);
  CHECK(world == njmpi::world());
  // Each rank receives from the left and sends to the right, in a graph of either kind.
  MPI_Comm directed;
  MPI_Dist_graph_create_adjacent(MPI_COMM_WORLD, 1, &ring.previous, MPI_UNWEIGHTED, 1, &ring.next,
                                 MPI_UNWEIGHTED, MPI_INFO_NULL, 0, &directed);
  {
    const njmpi::comm wrapped(directed);
    const std::vector<int> mine{ring.rank, 7};
    std::vector<int> theirs(2, -1);
    REQUIRE(neighbours(wrapped, mine, theirs) == MPI_SUCCESS);
    CHECK(theirs == std::vector<int>{ring.previous, 7});
    policy codes(njmpi::errors::return_code);
    std::vector<int> small(1, -1);
    CHECK(class_of(neighbours(wrapped, mine, small)) == MPI_ERR_COUNT);
  }
  MPI_Comm_free(&directed);
  if (ring.size < 3) // the edges of the other kind have no direction
    return;
  std::vector<int> ends, edges;
  for (int rank = 0; rank < ring.size; ++rank) {
    edges.push_back((rank + ring.size - 1) % ring.size);
    edges.push_back((rank + 1) % ring.size);
    ends.push_back(2 * rank + 2);
  }
  MPI_Comm graph;
  MPI_Graph_create(MPI_COMM_WORLD, ring.size, ends.data(), edges.data(), 0, &graph);
  {
    const njmpi::comm wrapped(graph);
    std::vector<int> theirs(2, -1);
    REQUIRE(neighbours(wrapped, {ring.rank}, theirs) == MPI_SUCCESS);
    CHECK(theirs == std::vector<int>{ring.previous, ring.next});
  }
  MPI_Comm_free(&graph);
}
