// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Messages as programs use them: wildcards, probes before a receive of unknown size, order, the modes of a
// send, and the default values of tags.
#include "check.hpp"
#include "ring.hpp"
#include "types.hpp"
#include <algorithm>
#include <type_traits>
#include <vector>

namespace {

// Everybody sends as many particles as its rank says; the root probes for each and makes room.
[[njmpi::kernel]] int collect(std::vector<int>& from) {
  const int tag = 20;
  if (njmpi::rank() != 0) {
    const std::vector<particle> mine(static_cast<std::size_t>(njmpi::rank()), pattern<particle>::of(njmpi::rank()));
    return njmpi::ssend(mine, 0, tag + njmpi::rank());
  }
  for (int i = 1; i < njmpi::size(); ++i) {
    njmpi::status status;
    int code = njmpi::probe(njmpi::any_source, njmpi::any_tag, &status);
    if (code != MPI_SUCCESS)
      return code;
    std::vector<particle> theirs(static_cast<std::size_t>(status.count<particle>()));
    code = njmpi::recv(theirs, status.source(), status.tag(), &status);
    if (code != MPI_SUCCESS)
      return code;
    expect(status.tag() == tag + status.source(), "tag of a probed message");
    expect(static_cast<int>(theirs.size()) == status.source(), "size of a probed message");
    expect(theirs.back() == pattern<particle>::of(status.source()), "content of a probed message");
    from.push_back(status.source());
  }
  return MPI_SUCCESS;
}

[[njmpi::kernel]] bool nothing_arrives() {
  auto [code, flag] = njmpi::iprobe(njmpi::any_source, 12345);
  return code == MPI_SUCCESS && !flag;
}

[[njmpi::kernel]] int in_order(std::vector<int>& in) {
  int code = MPI_SUCCESS;
  std::vector<njmpi::pending> sends;
  static const int values[3] = {10, 20, 30};
  for (const int& value : values)
    sends.push_back(njmpi::isend(value, ring.next));
  for (int& value : in)
    code += njmpi::recv(value);
  return code + njmpi::waitall(sends);
}

[[njmpi::kernel]] int by_tags(int& first, int& second) {
  const int a = 1, b = 2;
  njmpi::pending one = njmpi::isend(a, ring.next, 1), two = njmpi::isend(b, ring.next, 2);
  int code = njmpi::recv(second, ring.previous, 2);
  code += njmpi::recv(first, ring.previous, 1);
  return code + njmpi::waitall(one, two);
}

[[njmpi::kernel]] int to_itself(const std::vector<double>& out, std::vector<double>& in) {
  njmpi::pending receive = njmpi::irecv(in, njmpi::rank());
  const int code = njmpi::rsend(out, njmpi::rank()); // the receive is posted
  return code + njmpi::wait(receive);
}

[[njmpi::kernel]] int replaced(std::vector<int>& data) {
  njmpi::status status;
  const int code = njmpi::sendrecv_replace(data, ring.next, ring.previous, 3, 3, &status);
  expect(status.source() == ring.previous && status.tag() == 3, "status of sendrecv_replace");
  return code;
}

[[njmpi::kernel]] int with_nobody(int& in, njmpi::status& status) {
  const int out = 5;
  int code = njmpi::send(out, njmpi::proc_null);
  code += njmpi::recv(in, njmpi::proc_null, njmpi::any_tag, &status);
  code += njmpi::sendrecv(out, njmpi::proc_null, in, njmpi::proc_null);
  return code;
}

} // namespace

TEST_CASE("probe, make room, receive") {
  std::vector<int> from;
  REQUIRE(collect(from) == MPI_SUCCESS);
  if (ring.rank == 0) {
    std::sort(from.begin(), from.end());
    for (int i = 1; i < ring.size; ++i)
      CHECK(from[static_cast<std::size_t>(i - 1)] == i);
  }
  CHECK(nothing_arrives());
}

TEST_CASE("order and tags") {
  MPI_Barrier(MPI_COMM_WORLD); // wildcards follow
  std::vector<int> in(3);
  REQUIRE(in_order(in) == MPI_SUCCESS);
  CHECK(in == std::vector<int>{10, 20, 30});
  MPI_Barrier(MPI_COMM_WORLD);
  int first = 0, second = 0;
  REQUIRE(by_tags(first, second) == MPI_SUCCESS);
  CHECK(first == 1);
  CHECK(second == 2);
}

TEST_CASE("to itself, in place, and to nobody") {
  const std::vector<double> mine{1.5, 2.5};
  std::vector<double> theirs(2);
  REQUIRE(to_itself(mine, theirs) == MPI_SUCCESS);
  CHECK(theirs == mine);
  std::vector<int> data{ring.rank, 7};
  REQUIRE(replaced(data) == MPI_SUCCESS);
  CHECK(data == std::vector<int>{ring.previous, 7});
  int in = -1;
  njmpi::status status;
  REQUIRE(with_nobody(in, status) == MPI_SUCCESS);
  CHECK(in == -1);
  CHECK(status.source() == njmpi::proc_null);
  CHECK(status.count<int>() == 0);
}

namespace {
struct rank_number {
  int value;
  operator int() const { return value; }
};
struct amount {
  long value;
  operator long() const { return value; }
};
template <int N> using constant = std::integral_constant<int, N>;

// Numbers of classes that convert to one, as in a call of MPI.
[[njmpi::kernel]] int numbers_of_classes(rank_number next, rank_number previous, const std::vector<int>& mine, int& theirs,
                                         std::vector<int>& all) {
  auto pending = njmpi::irecv(theirs, previous, constant<30>{});
  int code = njmpi::send(mine[0], next, constant<30>{}) + njmpi::wait(pending);
  const rank_number root{0};
  std::vector<int> gathered(all.size());
  code += njmpi::gather(mine, gathered, amount{2}, root);
  code += njmpi::bcast(gathered, root);
  code += njmpi::allgather(mine, all, amount{2}, njmpi::world());
  return gathered == all ? code : MPI_ERR_OTHER;
}
template <class Root> [[njmpi::kernel]] int from_root(int& x, Root root) { return njmpi::bcast(x, root); }
} // namespace

TEST_CASE("numbers of classes") {
  int theirs = -1, x = ring.rank == 0 ? 8 : 0;
  std::vector<int> all(2 * static_cast<std::size_t>(ring.size));
  REQUIRE(numbers_of_classes({ring.next}, {ring.previous}, {ring.rank, 5}, theirs, all) == MPI_SUCCESS);
  CHECK(theirs == ring.previous);
  CHECK(all[all.size() - 2] == ring.size - 1);
  REQUIRE(from_root(x, constant<0>{}) == MPI_SUCCESS);
  CHECK(x == 8);
}
