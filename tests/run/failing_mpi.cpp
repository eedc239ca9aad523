// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What happens when MPI fails where it never does: the call reports it, and the next one works.
#include "check.hpp"
#include "failing.hpp"
#include "ring.hpp"
#include "strided.hpp"
#include <vector>

struct ticket { // used here only: its type is made by the cases, one after the other
  char kind;
  double price;
  bool operator==(const ticket&) const = default;
};
NJMPI_DESCRIBE(ticket, kind, price);
struct receipt {
  char kind;
  double price;
};
NJMPI_DESCRIBE(receipt, kind, price);
struct point { // one double, twice
  double x, y;
  bool operator==(const point&) const = default;
};
NJMPI_DESCRIBE(point, x, y);

namespace {

#if MPI_VERSION >= 4
constexpr const char* op_create = "MPI_Op_create_c";
#else
constexpr const char* op_create = "MPI_Op_create";
#endif

[[njmpi::kernel]] int pass_on(const ticket& out, ticket& in) {
  return njmpi::sendrecv(out, ring.next, in, ring.previous);
}
[[njmpi::kernel]] int pass_on(look_alike::mdspan<double, look_alike::strided_mapping> out,
                              std::vector<double>& in) {
  return njmpi::sendrecv(njmpi::strided(out), ring.next, in, ring.previous);
}
[[njmpi::kernel]] int farthest(point mine, point& all) {
  return njmpi::allreduce(mine, all,
                          njmpi::commutative([](point a, point b) { return a.x + a.y < b.x + b.y ? b : a; }));
}
[[njmpi::kernel]] int sum_below(long limit, long mine, long& all) {
  return njmpi::allreduce(mine, all, [limit](long a, long b) { return a + b < limit ? a + b : limit; });
}
[[njmpi::kernel]] int largest(long mine, long& all) {
  return njmpi::allreduce(mine, all, [](long a, long b) { return a < b ? b : a; });
}
[[njmpi::kernel]] int wait_for_both(njmpi::pending& a, njmpi::pending& b) { return njmpi::waitall(a, b); }
[[njmpi::kernel]] int prepare_to_send(int x) {
  auto [status, request] = njmpi::send_init(x, njmpi::proc_null);
  return status;
}
[[njmpi::kernel]] int send_to_nobody(int x) { return njmpi::send(x, njmpi::proc_null); }

MPI_Datatype made_meanwhile = MPI_DATATYPE_NULL;

} // namespace

TEST_CASE("datatypes that cannot be made") {
  policy codes(njmpi::errors::return_code);
  const ticket mine{'x', 0.5 + ring.rank};
  ticket theirs{'-', 0};
  {
    failing type("MPI_Type_create_struct");
    CHECK(pass_on(mine, theirs) != MPI_SUCCESS);
    CHECK(theirs.kind == '-');
  }
  CHECK(pass_on(mine, theirs) == MPI_SUCCESS);
  CHECK((theirs == ticket{'x', 0.5 + ring.previous}));

  std::vector<double> out{1, 2, 3, 4}, in(2, -1);
  {
    failing type("MPI_Type_contiguous");
    CHECK(pass_on(look_alike::strided(out.data(), 2, 1, 2, 1), in) != MPI_SUCCESS);
    CHECK(in == std::vector<double>{-1, -1});
  }
  CHECK(pass_on(look_alike::strided(out.data(), 2, 1, 2, 1), in) == MPI_SUCCESS);
  CHECK(in == std::vector<double>{1, 3});

  point most{-1, -1};
  {
    failing type("MPI_Type_contiguous");
    CHECK(farthest({1.0 * ring.rank, 1}, most) != MPI_SUCCESS);
    CHECK((most == point{-1, -1}));
  }
  CHECK(farthest({1.0 * ring.rank, 1}, most) == MPI_SUCCESS);
  CHECK((most == point{ring.size - 1.0, 1}));
}

TEST_CASE("another thread makes the same datatype first") {
  within_type_create_struct = [] { made_meanwhile = njmpi::datatype<receipt>(); };
  const MPI_Datatype type = njmpi::datatype<receipt>();
  CHECK(type != MPI_DATATYPE_NULL);
  CHECK(type == made_meanwhile);
  CHECK(type == njmpi::datatype<receipt>());
}

TEST_CASE("operators that cannot be made") {
  policy codes(njmpi::errors::return_code);
  long all = -1;
  for (int round = 0; round < 70; ++round) { // a slot for a capturing operator is not lost
    failing op(op_create);
    CHECK(sum_below(1000, 2, all) != MPI_SUCCESS);
    CHECK(largest(ring.rank, all) != MPI_SUCCESS);
    CHECK(all == -1);
  }
  CHECK(sum_below(1000, 2, all) == MPI_SUCCESS);
  CHECK(all == 2 * ring.size);
  CHECK(largest(ring.rank, all) == MPI_SUCCESS);
  CHECK(all == ring.size - 1);
}

TEST_CASE("waiting fails for a reason that is no operation's") {
  policy codes(njmpi::errors::return_code);
  int in = -1;
  njmpi::pending receive = njmpi::irecv(in, ring.previous);
  njmpi::pending send = njmpi::isend(ring.rank, ring.next);
  {
    failing wait("MPI_Waitall", 0, MPI_ERR_INTERN);
    CHECK(class_of(wait_for_both(receive, send)) == MPI_ERR_INTERN);
  }
  CHECK(receive.req.active()); // they are under way still
  CHECK(wait_for_both(receive, send) == MPI_SUCCESS);
  CHECK(in == ring.previous);
}

TEST_CASE("a persistent operation that cannot be made") {
  policy codes(njmpi::errors::return_code);
  {
    failing make("MPI_Send_init");
    CHECK(class_of(prepare_to_send(1)) == MPI_ERR_OTHER);
  }
  CHECK(prepare_to_send(1) == MPI_SUCCESS);
}

TEST_CASE("communicators that cannot be looked at") {
  MPI_Comm handle;
  MPI_Comm_dup(MPI_COMM_WORLD, &handle);
  {
    policy codes(njmpi::errors::return_code);
    for (const char* function : {"MPI_Comm_rank", "MPI_Comm_size"}) {
      failing call(function);
      CHECK_FALSE(njmpi::comm(handle));
    }
  }
  {
    policy exceptions(njmpi::errors::throw_exception);
    failing call("MPI_Comm_size");
    CHECK_THROWS_AS(njmpi::comm(handle), njmpi::error);
    CHECK_THROWS_AS(njmpi::world().dup(), njmpi::error); // and what was made is freed
  }
  // Without their topology or their handler they are as good as others.
  for (const char* function : {"MPI_Topo_test", "MPI_Comm_get_errhandler"}) {
    failing call(function);
    const njmpi::comm wrapped(handle);
    CHECK(wrapped.handle() == handle);
    CHECK(njmpi::size(wrapped) == ring.size);
  }
  MPI_Comm_free(&handle);
}

TEST_CASE("errors that MPI does not define") {
  policy exceptions(njmpi::errors::throw_exception);
  int own_class = 0, own_code = 0;
  MPI_Add_error_class(&own_class);
  MPI_Add_error_code(own_class, &own_code);
  MPI_Add_error_string(own_code, "MPI error: the cable is cut");
  try {
    failing send("MPI_Send", 0, own_code);
    send_to_nobody(1);
    FAIL_CHECK("the call does not fail");
  } catch (const njmpi::error& e) {
    CHECK(e.code() == own_code);
    CHECK(e.error_class() == own_class);
    const std::string what = e.what(),
                      end = ": rank " + std::to_string(ring.rank) + ": MPI error: the cable is cut";
    CHECK(what.find(end) == what.size() - end.size());
  }
  // A code that MPI itself does not know.
  try {
    failing class_of_code("MPI_Error_class");
    njmpi::send(ring.rank, ring.size + 5);
    FAIL_CHECK("the call does not fail");
  } catch (const njmpi::error& e) {
    CHECK(e.error_class() == MPI_ERR_UNKNOWN);
    CHECK(std::string(e.what()).find(": MPI_ERR_UNKNOWN: ") != std::string::npos);
  }
}
