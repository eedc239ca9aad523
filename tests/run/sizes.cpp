// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sizes that cannot be right are caught before MPI is entered, rule by rule; counts above INT_MAX go to the
// _c functions or fail, on memory that is reserved and never touched.
#include "check.hpp"
#include "ring.hpp"
#include "types.hpp"
#include <climits>
#include <cstdint>
#include <span>
#include <sys/mman.h>
#include <vector>

namespace {

using vector = std::vector<double>;

// Each kernel runs on a communicator of which every rank makes the same mistake.
[[njmpi::kernel]] int equal(const vector& in, vector& out, const njmpi::comm& c) { return njmpi::allreduce(in, out, c); }
[[njmpi::kernel]] int equal_scan(const vector& in, vector& out, const njmpi::comm& c) { return njmpi::scan(in, out, c); }
[[njmpi::kernel]] int equal_exscan(const vector& in, vector& out, const njmpi::comm& c) { return njmpi::exscan(in, out, c); }
[[njmpi::kernel]] int equal_reduce(const vector& in, vector& out, const njmpi::comm& c) { return njmpi::reduce(in, out, c); }
[[njmpi::kernel]] int equal_started(const vector& in, vector& out, const njmpi::comm& c) {
  auto [code, request] = njmpi::iallreduce(in, out, c);
  return code == MPI_SUCCESS ? njmpi::wait(request) : code;
}
[[njmpi::kernel]] int reduce_scatter(const vector& in, vector& out, const njmpi::comm& c) {
  return njmpi::reduce_scatter_block(in, out, c);
}
[[njmpi::kernel]] int gather(const vector& in, vector& out, const njmpi::comm& c) { return njmpi::gather(in, out, c); }
[[njmpi::kernel]] int allgather(const vector& in, vector& out, const njmpi::comm& c) { return njmpi::allgather(in, out, c); }
[[njmpi::kernel]] int iallgather(const vector& in, vector& out, const njmpi::comm& c) {
  auto [code, request] = njmpi::iallgather(in, out, c);
  return code == MPI_SUCCESS ? njmpi::wait(request) : code;
}
[[njmpi::kernel]] int scatter(const vector& in, vector& out, const njmpi::comm& c) { return njmpi::scatter(in, out, c); }
[[njmpi::kernel]] int alltoall(const vector& in, vector& out, const njmpi::comm& c) { return njmpi::alltoall(in, out, c); }
[[njmpi::kernel]] int counted_gather(const vector& in, vector& out, long count, const njmpi::comm& c) {
  return njmpi::gather(in, out, count, 0, c);
}
[[njmpi::kernel]] int counted_allgather(const vector& in, vector& out, long count, const njmpi::comm& c) {
  return njmpi::allgather(in, out, count, c);
}
[[njmpi::kernel]] int counted_alltoall(const vector& in, vector& out, long count, const njmpi::comm& c) {
  return njmpi::alltoall(in, out, count, c);
}
[[njmpi::kernel]] int counted_scatter(const vector& in, vector& out, long count, const njmpi::comm& c) {
  return njmpi::scatter(in, out, count, 0, c);
}
[[njmpi::kernel]] int allgather_in_place(vector& data, long count, const njmpi::comm& c) {
  return njmpi::allgather(njmpi::in_place, data, count, c);
}
[[njmpi::kernel]] int alltoall_in_place(vector& data, long count, const njmpi::comm& c) {
  return njmpi::alltoall(njmpi::in_place, data, count, c);
}
[[njmpi::kernel]] int varying(const vector& in, vector& out, const std::vector<int>& counts, const njmpi::comm& c) {
  return njmpi::allgatherv(in, out, counts, c);
}
[[njmpi::kernel]] int varying_both(const vector& in, const std::vector<int>& sent, vector& out, const std::vector<int>& received,
                                   const njmpi::comm& c) {
  return njmpi::alltoallv(in, sent, out, received, c);
}
[[njmpi::kernel]] int varying_root(const vector& in, const std::vector<int>& counts, vector& out, const njmpi::comm& c) {
  return njmpi::scatterv(in, counts, out, 0, c);
}
template <class T> [[njmpi::kernel]] int any_allgather(const std::vector<T>& in, std::vector<T>& out, const njmpi::comm& c) {
  return njmpi::allgather(in, out, c);
}

// Fails, and leaves the result alone.
template <class Call> void refused(const char* what, std::size_t out_size, Call call) {
  vector out(out_size, -1);
  const int code = call(out);
  expect(code != MPI_SUCCESS, std::string(what) + " is not refused");
  expect(out == vector(out_size, -1), std::string(what) + " has written its result");
}

} // namespace

TEST_CASE("sizes that break the rule of an operation") {
  policy codes(njmpi::errors::return_code);
  const vector four{1, 2, 3, 4};
  for (const njmpi::comm& c : {njmpi::self(), njmpi::world()}) {
    const auto p = static_cast<std::size_t>(njmpi::size(c));
    const long n = 4;
    refused("allreduce", 3, [&](vector& out) { return equal(four, out, c); });
    refused("iallreduce", 3, [&](vector& out) { return equal_started(four, out, c); });
    refused("scan", 3, [&](vector& out) { return equal_scan(four, out, c); });
    refused("exscan", 3, [&](vector& out) { return equal_exscan(four, out, c); });
    refused("reduce_scatter_block", 4 / p + 1, [&](vector& out) { return reduce_scatter(four, out, c); });
    refused("allgather", 4 * p - 1, [&](vector& out) { return allgather(four, out, c); });
    refused("iallgather", 4 * p - 1, [&](vector& out) { return iallgather(four, out, c); });
    const vector all(4 * p, 1);
    refused("alltoall", 4 * p - 1, [&](vector& out) { return alltoall(all, out, c); });
    refused("allgather, count above in", 8 * p, [&](vector& out) { return counted_allgather(four, out, n + 1, c); });
    refused("allgather, count above out", 4 * p - 1, [&](vector& out) { return counted_allgather(four, out, n, c); });
    refused("alltoall, count above in", 8 * p, [&](vector& out) { return counted_alltoall(all, out, n + 1, c); });
    refused("alltoall, count above out", 4 * p - 1, [&](vector& out) { return counted_alltoall(all, out, n, c); });
    refused("allgather in place", 4 * p - 1, [&](vector& data) { return allgather_in_place(data, n, c); });
    refused("alltoall in place", 4 * p - 1, [&](vector& data) { return alltoall_in_place(data, n, c); });
    refused("allgatherv", 4 * p - 1, [&](vector& out) { return varying(four, out, std::vector<int>(p, 4), c); });
    refused("allgatherv, too few counts", 4 * p, [&](vector& out) { return varying(four, out, std::vector<int>(p - 1, 4), c); });
    refused("allgatherv, negative count", 4 * p, [&](vector& out) { return varying(four, out, std::vector<int>(p, -4), c); });
    refused("alltoallv, in", 8 * p,
            [&](vector& out) { return varying_both(all, std::vector<int>(p, 5), out, std::vector<int>(p, 5), c); });
    refused("alltoallv, out", 4 * p - 1,
            [&](vector& out) { return varying_both(all, std::vector<int>(p, 4), out, std::vector<int>(p, 4), c); });
    std::vector<particle> particles(2), received(2 * p - 1, pattern<particle>::of(3));
    CHECK(any_allgather(particles, received, c) != MPI_SUCCESS);
    CHECK((received.back() == pattern<particle>::of(3)));
  }
  // Rooted ones fail where the buffer means something, which is every rank of self.
  const njmpi::comm& c = njmpi::self();
  refused("reduce", 3, [&](vector& out) { return equal_reduce(four, out, c); });
  refused("gather", 3, [&](vector& out) { return gather(four, out, c); });
  refused("gather, count above in", 8, [&](vector& out) { return counted_gather(four, out, 5, c); });
  refused("gather, count above out", 3, [&](vector& out) { return counted_gather(four, out, 4, c); });
  refused("scatter", 5, [&](vector& out) { return scatter(four, out, c); });
  refused("scatter, count above out", 3, [&](vector& out) { return counted_scatter(four, out, 4, c); });
  refused("scatter, count above in", 8, [&](vector& out) { return counted_scatter(four, out, 5, c); });
  refused("scatterv, counts above in", 8, [&](vector& out) { return varying_root(four, {5}, out, c); });
  refused("scatterv, no counts", 4, [&](vector& out) { return varying_root(four, {}, out, c); });
  // What is as large as it must be is fine.
  vector enough(4);
  CHECK(gather(four, enough, c) == MPI_SUCCESS);
  CHECK(enough == four);
}

// ---- counts above INT_MAX ---------------------------------------------------------------------

namespace {

constexpr std::size_t many = static_cast<std::size_t>(INT_MAX) + 10;

// Addresses without memory: whoever reads or writes there, stops.
template <class T> class untouchable {
public:
  explicit untouchable(std::size_t n) : bytes(n * sizeof(T)) {
    void* const at = mmap(nullptr, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    REQUIRE(at != MAP_FAILED);
    cells = {static_cast<T*>(at), n};
  }
  ~untouchable() { munmap(cells.data(), bytes); }
  untouchable(const untouchable&) = delete;
  untouchable& operator=(const untouchable&) = delete;
  std::span<T> cells;

private:
  std::size_t bytes;
};

[[njmpi::kernel]] int send_to_nobody(std::span<char> data) { return njmpi::send(data, njmpi::proc_null, 1); }
[[njmpi::kernel]] int isend_to_nobody(std::span<char> data) {
  auto [code, request] = njmpi::isend(data, njmpi::proc_null, 1);
  return code == MPI_SUCCESS ? njmpi::wait(request) : code;
}
[[njmpi::kernel]] int receive_from_nobody(std::span<char> data) { return njmpi::recv(data, njmpi::proc_null, 1); }
[[njmpi::kernel]] int irecv_from_nobody(std::span<char> data) {
  auto [code, request] = njmpi::irecv(data, njmpi::proc_null, 1);
  return code == MPI_SUCCESS ? njmpi::wait(request) : code;
}
[[njmpi::kernel]] int exchange_with_nobody(std::span<char> out, std::span<char> in) {
  return njmpi::sendrecv(out, njmpi::proc_null, in, njmpi::proc_null);
}
[[njmpi::kernel]] int pointer_to_nobody(std::span<char> data) {
  return njmpi::send(njmpi::buffer(data.data(), data.size()), njmpi::proc_null, 1);
}
[[njmpi::kernel]] int bcast_alone(std::span<char> data) { return njmpi::bcast(data, 0, njmpi::self()); }
template <class T> [[njmpi::kernel]] int send_any(std::span<T> data) { return njmpi::send(data, njmpi::proc_null, 1); }
[[njmpi::kernel]] int gather_all_counts(std::span<char> data, const std::vector<std::int64_t>& counts) {
  const char mine = 'x';
  return njmpi::allgatherv(mine, data, counts, njmpi::self());
}

void goes_through_or_says_so(const char* what, int code) {
#if MPI_VERSION >= 4
  expect(code == MPI_SUCCESS, std::string(what) + ": " + spelled(code));
#else
  expect(class_of(code) == MPI_ERR_COUNT, std::string(what) + ": " + spelled(code));
#endif
}

} // namespace

TEST_CASE("counts above INT_MAX") {
  policy codes(njmpi::errors::return_code);
  const untouchable<char> data(many);
  goes_through_or_says_so("send", send_to_nobody(data.cells));
  goes_through_or_says_so("isend", isend_to_nobody(data.cells));
  goes_through_or_says_so("recv", receive_from_nobody(data.cells));
  goes_through_or_says_so("irecv", irecv_from_nobody(data.cells));
  goes_through_or_says_so("buffer", pointer_to_nobody(data.cells));
  goes_through_or_says_so("bcast", bcast_alone(data.cells));
  goes_through_or_says_so("template", send_any(data.cells));
  const untouchable<char> more(many);
  goes_through_or_says_so("sendrecv", exchange_with_nobody(data.cells, more.cells));
  // One below the limit goes the short way.
  CHECK(send_to_nobody(data.cells.first(INT_MAX)) == MPI_SUCCESS);
}

TEST_CASE("numbers of an element count too") {
  policy codes(njmpi::errors::return_code);
  const untouchable<vec3> vectors(many / 3 + 1); // as doubles more than INT_MAX
  goes_through_or_says_so("homogeneous class", send_any(vectors.cells));
  const untouchable<particle> particles(many);
  goes_through_or_says_so("class", send_any(particles.cells));
}

TEST_CASE("given counts above INT_MAX are not cut") {
  policy codes(njmpi::errors::return_code);
  const vector small{1};
  vector out{-1};
  const long cut_to_one = (1L << 32) + 1;
  CHECK(counted_allgather(small, out, cut_to_one, njmpi::self()) != MPI_SUCCESS);
  CHECK(counted_alltoall(small, out, cut_to_one, njmpi::self()) != MPI_SUCCESS);
  const untouchable<char> data(many);
  CHECK(gather_all_counts(data.cells.first(4), {cut_to_one}) != MPI_SUCCESS);
#if MPI_VERSION < 4
  CHECK(class_of(gather_all_counts(data.cells, {static_cast<std::int64_t>(many)})) == MPI_ERR_COUNT);
#endif
  CHECK(out[0] == -1);
}
