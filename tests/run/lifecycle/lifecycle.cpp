// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One life per run, chosen by name: who starts MPI, who ends it, and what outlives it. A case says "lived"
// at its end; the launch must end with status 0.
#include "failing.hpp"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <njmpi/njmpi.hpp>
#include <ranges>
#include <utility>
#include <vector>

struct padded {
  char tag;
  double value;
};
NJMPI_DESCRIBE(padded, tag, value);
struct point {
  double x, y;
};
NJMPI_DESCRIBE(point, x, y);

namespace {

int arguments_count = 0;
char** arguments = nullptr;

void lived() {
  std::printf("lived\n");
  std::fflush(stdout);
}

// At every end of a program, whoever finalises: a check that runs after it.
void must(bool ok, const char* what) {
  if (ok)
    return;
  std::fprintf(stderr, "lifecycle: %s\n", what);
  std::_Exit(1);
}

bool raw_initialized() {
  int flag = 0;
  MPI_Initialized(&flag);
  return flag != 0;
}
bool raw_finalized() {
  int flag = 0;
  MPI_Finalized(&flag);
  return flag != 0;
}

// Constructed before MPI and destroyed after it.
class witness {
public:
  bool armed = false;
  njmpi::comm comm;
  ~witness() {
    if (!armed)
      return;
    must(raw_finalized(), "MPI was not finalised at exit");
    must(comm.handle() == MPI_COMM_NULL, "a communicator that outlives MPI is not null");
    std::printf("outlived\n");
    std::fflush(stdout);
  }
} the_witness;

[[njmpi::kernel]] void first_allreduce() {
  must(!njmpi::initialized() && !raw_initialized(), "initialised too early");
  int sum = 0;
  must(njmpi::allreduce(1, sum) == MPI_SUCCESS, "allreduce");
  must(njmpi::initialized() && raw_initialized() && !njmpi::finalized(), "not initialised by the first call");
  must(sum == njmpi::size(), "sum");
  lived();
}
[[njmpi::kernel]] void first_isend() {
  double x = 1, y = 0;
  auto [send_status, send] = njmpi::isend(x, njmpi::proc_null);
  auto [receive_status, receive] = njmpi::irecv(y, njmpi::proc_null);
  must(njmpi::waitall(send, receive) == MPI_SUCCESS && raw_initialized(), "isend");
  lived();
}
[[njmpi::kernel]] void first_struct() {
  std::vector<padded> mine{{'x', 0.5}}, all;
  must(njmpi::allgatherv(mine, all, njmpi::infer) == MPI_SUCCESS, "allgatherv");
  must(static_cast<int>(all.size()) == njmpi::size() && all.back().tag == 'x' && all.back().value == 0.5, "values");
  lived();
}
[[njmpi::kernel]] void first_operator() {
  long limit = 1000, sum = 0;
  must(njmpi::allreduce(1L, sum, [limit](long a, long b) { return a + b < limit ? a + b : limit; }) == MPI_SUCCESS, "allreduce");
  must(sum == njmpi::size(), "sum");
  lived();
}
[[njmpi::kernel]] void first_rank() {
  const int rank = njmpi::rank();
  must(raw_initialized() && rank >= 0 && rank < njmpi::size(), "rank");
  lived();
}
void first_rank_of_a_communicator() {
  const njmpi::comm& world = njmpi::world();
  must(!raw_initialized(), "initialised too early");
  must(world.rank() >= 0 && raw_initialized(), "rank");
  lived();
}
void first_size_of_a_communicator() {
  const njmpi::comm& world = njmpi::world();
  must(!raw_initialized(), "initialised too early");
  must(world.size() > world.rank() && raw_initialized(), "size");
  lived();
}
[[njmpi::kernel]] void first_wtime() {
  must(njmpi::wtime() <= njmpi::wtime(), "wtime");
  lived();
}
[[njmpi::kernel]] void first_barrier() {
  must(njmpi::barrier() == MPI_SUCCESS && raw_initialized(), "barrier");
  lived();
}
void first_field() {
  const njmpi::field<double, 2> u({3, 4}, {.ghost = {1, 1}});
  must(raw_initialized(), "a field does not initialise MPI");
  must(u.at(2, 3) == 0, "at");
  lived();
}
void first_split() {
  const njmpi::comm half = njmpi::world().split(njmpi::rank() % 2, 0);
  must(half.handle() != MPI_COMM_NULL, "split");
  lived();
}
template <class T> [[njmpi::kernel]] void first_in_a_template(const T& x) {
  T y{};
  must(njmpi::allreduce(x, y) == MPI_SUCCESS, "allreduce");
  must(y == x * njmpi::size(), "sum");
  lived();
}

// What made in MPI's time outlives it.
[[njmpi::kernel]] void outliving() {
  the_witness.comm = njmpi::world().dup();
  the_witness.armed = true;
  int sum = 0;
  must(njmpi::allreduce(1, sum, the_witness.comm) == MPI_SUCCESS, "allreduce");
  static njmpi::request null_request;
  static int number = 1;
  static njmpi::request persistent = njmpi::send_init(number, njmpi::proc_null).req;
  static std::vector<padded> some(2);
  must(njmpi::bcast(some, 0) == MPI_SUCCESS, "bcast");
  lived();
}

// So do fields, over communicators that are gone by then.
void outliving_fields() {
  static njmpi::field<double, 2> of_world({300, 400});
  static njmpi::field<double, 1> of_its_own({7}, {.comm = njmpi::world().dup()});
  static njmpi::field<double, 1> aligned({8}, njmpi::aligned_with(of_its_own));
  static njmpi::field<double, 1> copied = aligned;
  the_witness.comm = of_its_own.comm();
  the_witness.armed = true;
  copied.fill(1);
  must(copied.at(7) == 1, "at");
  lived();
}
void fields_after_finalize() {
  njmpi::on_error(njmpi::errors::return_code);
  njmpi::field<double, 1> u({7});
  u.fill(3);
  must(njmpi::finalize() == MPI_SUCCESS, "finalize");
  must(u.gather().empty() && u.at(2) == 0, "elements travel after finalize");
  must(u.scatter(std::vector<double>(7)) != MPI_SUCCESS, "scatter after finalize succeeds");
  const njmpi::field<double, 1> copied = u;
  must(*copied.local().begin() == 3, "a copy after finalize");
  const njmpi::field<double, 1> late({7});
  must(late.size() == 0, "a field that begins after finalize");
  lived();
}

[[njmpi::kernel]] void explicit_life() {
  must(njmpi::init(arguments_count, arguments, njmpi::thread_level::serialized) == MPI_SUCCESS, "init");
  must(njmpi::initialized() && raw_initialized(), "initialized");
  must(static_cast<int>(njmpi::query_thread()) >= MPI_THREAD_SERIALIZED, "thread level");
  njmpi::comm copy = njmpi::world().dup();
  std::vector<padded> some(2);
  must(njmpi::bcast(some, 0, copy) == MPI_SUCCESS, "bcast");
  must(njmpi::finalize() == MPI_SUCCESS, "finalize");
  must(njmpi::finalized() && raw_finalized() && njmpi::initialized(), "finalized");
  must(copy.handle() == MPI_COMM_NULL, "a communicator that outlives finalize is not null");
  lived();
}

[[njmpi::kernel]] void calls_in_kernels_after_finalize() {
  int x = 1, y = 0;
  must(njmpi::allreduce(x, y) != MPI_SUCCESS, "a call after finalize succeeds");
  must(njmpi::send(x, njmpi::proc_null) != MPI_SUCCESS, "send after finalize succeeds");
  auto [status, request] = njmpi::irecv(x, njmpi::proc_null);
  must(status != MPI_SUCCESS, "irecv after finalize succeeds");
  const point at{1, 2};
  point sum{0, 0};
  must(njmpi::allreduce(at, sum, [](point a, point b) { return point{a.x + b.x, a.y + b.y}; }) != MPI_SUCCESS,
       "a reduction by a callable after finalize succeeds");
  must(njmpi::allreduce(x, y, [x](int a, int b) { return a + b + x; }) != MPI_SUCCESS,
       "a reduction by a capturing callable after finalize succeeds");
  auto [reduce_status, reduce] = njmpi::iallreduce(x, y, [x](int a, int b) { return a + b + x; });
  must(reduce_status != MPI_SUCCESS, "iallreduce by a capturing callable after finalize succeeds");
}

// A rewritten loop runs nothing then.
[[njmpi::kernel]] void loops_after_finalize() {
  long sum = 0;
  [[njmpi::loop]] for (long i = 0; i < 10; ++i)
    sum += i;
#ifdef __NJMPI__
  must(sum == 0, "a loop after finalize");
#else
  must(sum == 45, "a loop");
#endif
}

void calls_after_finalize() {
  njmpi::on_error(njmpi::errors::return_code);
  int x = 1, y = 0;
  must(njmpi::allreduce(x, y) == MPI_SUCCESS, "allreduce");
  must(njmpi::finalize() == MPI_SUCCESS, "finalize");
  must(njmpi::allreduce(x, y) != MPI_SUCCESS, "a call after finalize succeeds");
  auto [status, request] = njmpi::isend(x, njmpi::proc_null);
  must(status != MPI_SUCCESS, "isend after finalize succeeds");
  must(njmpi::barrier() != MPI_SUCCESS, "barrier after finalize succeeds");
  calls_in_kernels_after_finalize();
  loops_after_finalize();
  must(njmpi::datatype<padded>() == MPI_DATATYPE_NULL, "a datatype after finalize");
  std::vector<int> some{1, 2};
  auto backwards = some | std::views::reverse;
  must(njmpi::send(njmpi::strided(backwards), njmpi::proc_null) != MPI_SUCCESS,
       "send of a view after finalize succeeds");
  must(njmpi::status().count<int>() == MPI_UNDEFINED, "a count after finalize");
  must(!njmpi::world().split(0) && !njmpi::self().dup() && !njmpi::comm(MPI_COMM_WORLD),
       "a communicator after finalize");
  must(njmpi::init() != MPI_SUCCESS, "init after finalize succeeds");
  must(njmpi::finalize() != MPI_SUCCESS, "a second finalize succeeds");
  lived();
}

void initialised_twice() {
  must(njmpi::init(arguments_count, arguments, njmpi::thread_level::funneled) == MPI_SUCCESS, "init");
  must(njmpi::init(arguments_count, arguments) == MPI_SUCCESS, "a second init");
  first_in_a_template(2.5);
}

// MPI does not start, or starts and then fails: the call says so, and a later one tries again.
[[njmpi::kernel]] void failing_start() {
  njmpi::on_error(njmpi::errors::return_code);
  int sum = 0;
  for (const char* function :
       {"MPI_Init_thread", "MPI_Comm_rank", "MPI_Comm_size", "MPI_Comm_create_keyval"}) {
    failing start(function);
    must(njmpi::allreduce(1, sum) != MPI_SUCCESS, function);
  }
  try { // MPI gives no message before it runs
    const failing start("MPI_Comm_rank");
    njmpi::on_error(njmpi::errors::throw_exception);
    njmpi::allreduce(1, sum);
    must(false, "an exception");
  } catch (const njmpi::error& e) {
    must(std::strstr(e.what(), ": MPI cannot be used") != nullptr, e.what());
  }
  njmpi::on_error(njmpi::errors::return_code);
  {
    failing second("MPI_Comm_rank", 1); // of MPI_COMM_SELF
    must(njmpi::barrier() != MPI_SUCCESS, "barrier");
  }
  must(njmpi::allreduce(1, sum) == MPI_SUCCESS && sum == njmpi::size(), "allreduce");
  lived();
}

void adopted() {
  MPI_Init(&arguments_count, &arguments);
  must(njmpi::initialized(), "initialized");
  first_in_a_template(2.5);
  MPI_Finalize();
  must(njmpi::finalized(), "finalized");
}
void adopted_and_left() { // the program starts MPI and forgets it
  MPI_Init(&arguments_count, &arguments);
  outliving();
}
void adopted_and_ended() { // the program ends MPI, with objects of ours alive
  MPI_Init(&arguments_count, &arguments);
  outliving();
  MPI_Finalize();
}
void explicit_then_ended() {
  njmpi::init(arguments_count, arguments, njmpi::thread_level::single);
  outliving();
  MPI_Finalize();
}
[[njmpi::kernel]] void left_by_exit() {
  outliving();
  std::exit(0);
}
void never() { // no call needs MPI: it is not started
  must(!njmpi::initialized() && !njmpi::finalized(), "initialised");
  lived();
}

const std::vector<std::pair<const char*, std::function<void()>>> cases = {
    {"first_allreduce", first_allreduce},
    {"first_isend", first_isend},
    {"first_struct", first_struct},
    {"first_operator", first_operator},
    {"first_rank", first_rank},
    {"first_rank_of_a_communicator", first_rank_of_a_communicator},
    {"first_size_of_a_communicator", first_size_of_a_communicator},
    {"first_wtime", first_wtime},
    {"first_barrier", first_barrier},
    {"first_field", first_field},
    {"first_split", first_split},
    {"first_in_a_template", [] { first_in_a_template(0.5); }},
    {"outliving", outliving},
    {"outliving_fields", outliving_fields},
    {"fields_after_finalize", fields_after_finalize},
    {"explicit_life", explicit_life},
    {"calls_after_finalize", calls_after_finalize},
    {"initialised_twice", initialised_twice},
    {"failing_start", failing_start},
    {"adopted", adopted},
    {"adopted_and_left", adopted_and_left},
    {"adopted_and_ended", adopted_and_ended},
    {"explicit_then_ended", explicit_then_ended},
    {"left_by_exit", left_by_exit},
    {"never", never},
};

} // namespace

int main(int argc, char** argv) {
  arguments_count = argc;
  arguments = argv;
  for (const auto& [name, run] : cases)
    if (argc == 2 && std::strcmp(name, argv[1]) == 0) {
      run();
      return 0;
    }
  std::fprintf(stderr, "usage: lifecycle <case>\n");
  return 2;
}
