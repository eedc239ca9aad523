// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reduction operators: the standard's function objects, callables with and without captures, in threads and
// in nonblocking operations, rank order, and operators of MPI's own.
#include "check.hpp"
#include "ring.hpp"
#include "types.hpp"
#include <algorithm>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace {

[[njmpi::kernel]] int standard_objects(std::vector<long>& results) {
  const long mine = ring.rank + 2;
  int code = njmpi::allreduce(mine, results[0], std::plus<>{});
  code += njmpi::allreduce(mine, results[1], std::multiplies<>{});
  code += njmpi::allreduce(mine, results[2], std::plus<long>{});
  code += njmpi::allreduce(mine, results[3], std::bit_and<>{});
  code += njmpi::allreduce(mine, results[4], std::bit_or<>{});
  code += njmpi::allreduce(mine, results[5], std::bit_xor<>{});
  code += njmpi::allreduce(mine, results[6], std::logical_and<>{});
  code += njmpi::allreduce(mine, results[7], std::logical_or<>{});
  return code;
}

[[njmpi::kernel]] int without_captures(const std::vector<double>& in, std::vector<double>& out) {
  return njmpi::allreduce(in, out, [](double a, double b) { return a > b ? a : b; });
}
double larger(double a, double b) { return a > b ? a : b; }
[[njmpi::kernel]] int function_pointer(const std::vector<double>& in, std::vector<double>& out) {
  return njmpi::allreduce(in, out, larger);
}
[[njmpi::kernel]] int generic_lambda(const std::vector<double>& in, std::vector<double>& out) {
  return njmpi::allreduce(in, out, [](auto a, auto b) { return a > b ? a : b; });
}
[[njmpi::kernel]] int named(const std::vector<double>& in, std::vector<double>& out) {
  const auto most = [](double a, double b) { return a > b ? a : b; };
  return njmpi::allreduce(in, out, njmpi::commutative(most));
}
struct larger_of {
  double limit;
  double operator()(double a, double b) const { return std::min(limit, a > b ? a : b); }
};
[[njmpi::kernel]] int function_object(const std::vector<double>& in, std::vector<double>& out) {
  return njmpi::allreduce(in, out, larger_of{1e9});
}

// What a temporary holds is there for as long as MPI applies it.
struct scaled_sum {
  double scale;
  ~scaled_sum() { scale = -1; }
  double operator()(double a, double b) const { return scale * (a + b); }
};
[[njmpi::kernel]] int temporary(const std::vector<double>& in, std::vector<double>& out) {
  int code = njmpi::allreduce(in, out, scaled_sum{1});
  code += njmpi::allreduce(njmpi::in_place, out, njmpi::commutative(scaled_sum{1}));
  return code;
}

// A type's name and parentheses: an argument, not a parameter of a function.
struct larger_of_all {
  double operator()(double a, double b) const { return a > b ? a : b; }
};
[[njmpi::kernel]] int made_in_place(const std::vector<double>& in, std::vector<double>& out, double limit) {
  int code = njmpi::allreduce(in, out, larger_of(limit));
  code += njmpi::allreduce(in, out, larger_of_all());
  njmpi::pending q = njmpi::iallreduce(in, out, larger_of_all());
  return code + njmpi::wait(q);
}
// Operators that MPI has: what names them is used and evaluated all the same.
int made;
std::plus<> make_plus() {
  ++made;
  return {};
}
[[njmpi::kernel]] int named_standard(long in, long& out, std::plus<> parameter) {
  auto local = std::plus<>{};
  int code = njmpi::allreduce(in, out, parameter);
  code += njmpi::allreduce(in, out, local);
  return code + njmpi::allreduce(in, out, make_plus());
}
// Of another type than the elements: each sum is an int.
[[njmpi::kernel]] int sum_of_integers(double in, double& out) { return njmpi::allreduce(in, out, std::plus<int>{}); }

// Two lambdas at one call site, each with its own captures.
[[njmpi::kernel]] int modular_sum(long in, long& out, long modulus) {
  return njmpi::allreduce(in, out, [modulus](long a, long b) { return (a + b) % modulus; });
}
[[njmpi::kernel]] int loop_of_captures(std::vector<long>& out) {
  int code = MPI_SUCCESS;
  for (std::size_t i = 0; i < out.size() && code == MPI_SUCCESS; ++i) {
    const long bias = 1000 * static_cast<long>(i);
    code = njmpi::allreduce(static_cast<long>(ring.rank), out[i],
                            njmpi::commutative([&bias](long a, long b) { return a > b ? a : (b < bias ? b : bias); }));
  }
  return code;
}

template <class T, class F> [[njmpi::kernel]] int any(const T& in, T& out, F f, const njmpi::comm& comm) {
  return njmpi::allreduce(in, out, f, comm);
}

// A linear function x -> slope * x + shift; composition does not commute.
struct linear {
  long slope, shift;
  bool operator==(const linear&) const = default;
};
NJMPI_DESCRIBE(linear, slope, shift);
linear after(linear first, linear second) { return {first.slope * second.slope, second.slope * first.shift + second.shift}; }
linear of_rank(int rank) { return {rank % 2 + 1, rank + 1}; }
linear composed(int first, int last) {
  linear result = of_rank(first);
  for (int rank = first + 1; rank < last; ++rank)
    result = after(result, of_rank(rank));
  return result;
}
[[njmpi::kernel]] int compositions(linear mine, linear& all, linear& at_root, linear& until, linear& before, int root) {
  const auto compose = [](linear a, linear b) { return after(a, b); };
  int code = njmpi::allreduce(mine, all, compose);
  code += njmpi::reduce(mine, at_root, compose, root);
  code += njmpi::scan(mine, until, [](linear a, linear b) { return after(a, b); });
  code += njmpi::exscan(mine, before, compose);
  return code;
}

// The lambda is gone when the operation is completed.
[[njmpi::kernel]] njmpi::pending started(const std::vector<long>& in, std::vector<long>& out, long modulus) {
  const auto add = [modulus](long a, long b) { return (a + b) % modulus; };
  return njmpi::iallreduce(in, out, add);
}
[[njmpi::kernel]] njmpi::pending started_at_root(const std::vector<long>& in, std::vector<long>& out, long factor, int root) {
  return njmpi::ireduce(in, out, [factor](long a, long b) { return std::max(a, b) + 0 * factor; }, root);
}

[[njmpi::kernel]] int adopted(const std::vector<int>& in, std::vector<int>& out, MPI_Op handle) {
  return njmpi::allreduce(in, out, njmpi::op::from(handle));
}

[[njmpi::kernel]] int whole_elements(const std::vector<vec3>& in, std::vector<vec3>& out, std::vector<vec3>& longest) {
  int code = njmpi::allreduce(in, out, njmpi::op::sum); // all doubles: the predefined operator
  if (code == MPI_SUCCESS)
    code = njmpi::allreduce(in, longest, [](vec3 a, vec3 b) { return a.x + a.y + a.z < b.x + b.y + b.z ? b : a; });
  return code;
}

[[njmpi::kernel]] int of_enumerations(colour in, colour& out) { return njmpi::allreduce(in, out, njmpi::op::max); }

} // namespace

TEST_CASE("function objects of the standard") {
  std::vector<long> results(8, -1);
  REQUIRE(standard_objects(results) == MPI_SUCCESS);
  long sum = 0, product = 1, all = ~0L, some = 0, parity = 0;
  for (long value = 2; value < ring.size + 2; ++value) {
    sum += value;
    product *= value;
    all &= value;
    some |= value;
    parity ^= value;
  }
  const long truth = ring.size == 1 ? 2 : 1; // one value is combined with nothing
  CHECK(results == std::vector<long>{sum, product, sum, all, some, parity, truth, truth});
}

TEST_CASE("callables without captures") {
  const std::vector<double> in{1.0 * ring.rank, -1.0 * ring.rank, 4};
  for (int (*call)(const std::vector<double>&, std::vector<double>&) :
       {&without_captures, &function_pointer, &generic_lambda, &named, &function_object}) {
    std::vector<double> out(3, 99);
    REQUIRE(call(in, out) == MPI_SUCCESS);
    CHECK(out == std::vector<double>{ring.size - 1.0, 0, 4});
  }
}

TEST_CASE("each call uses its own captures") {
  const long total = 100L * ring.size;
  for (const long modulus : {7L, 11L, 1000003L, 13L}) {
    long out = -1;
    REQUIRE(modular_sum(100, out, modulus) == MPI_SUCCESS);
    CHECK(out == (ring.size == 1 ? 100 : total % modulus));
  }
  std::vector<long> biased(3, -1);
  REQUIRE(loop_of_captures(biased) == MPI_SUCCESS);
  CHECK(biased[2] == ring.size - 1);
}

TEST_CASE("two callables at one call site") {
  long scale = 0, offset = 0; // read at run time: the captures are needed
  const std::function<long(long, long)> choices[] = {
      [scale](long a, long b) { return std::max(a, b) + scale; },
      [offset](long a, long b) { return std::min(a, b) + offset; },
  };
  std::vector<long> out;
  for (const auto& choice : choices) {
    long result = -1;
    REQUIRE(any(static_cast<long>(ring.rank), result, choice, njmpi::world()) == MPI_SUCCESS);
    out.push_back(result);
  }
  CHECK(out == std::vector<long>{ring.size - 1L, 0});
}

TEST_CASE("captures in threads") {
  int level = 0;
  MPI_Query_thread(&level);
  if (level < MPI_THREAD_MULTIPLE)
    return;
  std::vector<njmpi::comm> comms;
  for (int i = 0; i < 3; ++i)
    comms.push_back(njmpi::world().dup());
  std::vector<long> wrong(comms.size(), 0);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < comms.size(); ++i)
    threads.emplace_back([&, i] {
      for (int round = 0; round < 20; ++round) {
        const long modulus = 101 + 10 * static_cast<long>(i) + round, in = 1000;
        long out = -1;
        const auto add = [modulus](long a, long b) { return (a + b) % modulus; };
        if (any(in, out, add, comms[i]) != MPI_SUCCESS || out != (ring.size == 1 ? in : 1000L * ring.size % modulus))
          ++wrong[i];
      }
    });
  for (std::thread& thread : threads)
    thread.join();
  CHECK(wrong == std::vector<long>(comms.size(), 0));
}

TEST_CASE("temporaries live until the call returns") {
  const std::vector<double> in(3, 1);
  std::vector<double> out(3, 0);
  REQUIRE(temporary(in, out) == MPI_SUCCESS);
  CHECK(out[2] == ring.size * ring.size);
}

TEST_CASE("two operators of one type at the same time") {
  const auto scaled = [](double scale) { return [scale](double a, double b) { return scale * (a + b); }; };
  const auto twice = scaled(2), thrice = scaled(3);
  for (int round = 0; round < 2; ++round) { // the second finds what the first left
    const njmpi::rt::operation<double> first(twice), second(thrice);
    const double one = 1;
    double to_first = 4, to_second = 4;
    REQUIRE(MPI_Reduce_local(&one, &to_first, 1, MPI_DOUBLE, first.handle()) == MPI_SUCCESS);
    REQUIRE(MPI_Reduce_local(&one, &to_second, 1, MPI_DOUBLE, second.handle()) == MPI_SUCCESS);
    CHECK(to_first == 10);
    CHECK(to_second == 15);
  }
}

TEST_CASE("operands come in the order of the ranks") {
  for (int root = 0; root < ring.size; ++root) {
    linear all{}, at_root{}, until{}, before{};
    REQUIRE(compositions(of_rank(ring.rank), all, at_root, until, before, root) == MPI_SUCCESS);
    CHECK((all == composed(0, ring.size)));
    if (ring.rank == root)
      CHECK((at_root == composed(0, ring.size)));
    CHECK((until == composed(0, ring.rank + 1)));
    if (ring.rank > 0)
      CHECK((before == composed(0, ring.rank)));
  }
}

TEST_CASE("callables outlive their operation") {
  std::vector<long> in{100, 50L * ring.rank}, first(2, -1), second(2, -1);
  njmpi::pending a = started(in, first, 17);
  njmpi::pending b = started(in, second, 1000);
  [[maybe_unused]] volatile long overwritten[64] = {}; // where the lambdas were
  for (auto& word : overwritten)
    word = -1;
  REQUIRE(njmpi::waitall(a, b) == MPI_SUCCESS);
  const long shares = 50L * ring.size * (ring.size - 1) / 2;
  CHECK(first == (ring.size == 1 ? in : std::vector<long>{100L * ring.size % 17, shares % 17}));
  CHECK(second == std::vector<long>{100L * ring.size % 1000, shares % 1000});
  std::vector<long> most(2, -1);
  njmpi::pending c = started_at_root(in, most, 3, ring.size - 1);
  REQUIRE(njmpi::wait(c) == MPI_SUCCESS);
  if (ring.rank == ring.size - 1)
    CHECK(most == std::vector<long>{100, 50L * (ring.size - 1)});
}

TEST_CASE("operators of MPI's own") {
  std::vector<int> out(1, -1);
  REQUIRE(adopted({ring.rank + 1}, out, MPI_MAX) == MPI_SUCCESS);
  CHECK(out[0] == ring.size);
  MPI_Op mine;
  MPI_Op_create([](void* in, void* inout, int* n, MPI_Datatype*) {
    for (int i = 0; i < *n; ++i)
      static_cast<int*>(inout)[i] += 10 * static_cast<int*>(in)[i];
  }, 1, &mine);
  REQUIRE(adopted({1}, out, mine) == MPI_SUCCESS);
  CHECK(MPI_Op_free(&mine) == MPI_SUCCESS); // still its owner's
}

TEST_CASE("elements of several numbers") {
  const std::vector<vec3> in{{1, 2.0 * ring.rank, 3}, {0, 0, 1.0 * ring.rank}};
  std::vector<vec3> sums(2), longest(2);
  REQUIRE(whole_elements(in, sums, longest) == MPI_SUCCESS);
  const double ranks = ring.size, sum = ranks * (ranks - 1) / 2;
  CHECK((sums == std::vector<vec3>{{ranks, 2 * sum, 3 * ranks}, {0, 0, sum}}));
  CHECK((longest == std::vector<vec3>{{1, 2 * (ranks - 1), 3}, {0, 0, ranks - 1}}));
  colour most{};
  REQUIRE(of_enumerations(ring.rank % 2 == 1 ? colour::blue : colour::green, most) == MPI_SUCCESS);
  CHECK((most == (ring.size > 1 ? colour::blue : colour::green)));
}

TEST_CASE("operators made or named at the call") {
  const std::vector<double> in{1.0 * ring.rank, 5};
  std::vector<double> out(2);
  REQUIRE(made_in_place(in, out, 1e9) == MPI_SUCCESS);
  CHECK(out == std::vector<double>{ring.size - 1.0, 5});
  long sum = 0;
  made = 0;
  REQUIRE(named_standard(1, sum, {}) == MPI_SUCCESS);
  CHECK(sum == ring.size);
  CHECK(made == 1);
  double whole = 0;
  REQUIRE(sum_of_integers(1.5, whole) == MPI_SUCCESS);
  CHECK(whole == (ring.size == 1 ? 1.5 : ring.size));
}

TEST_CASE("more reductions with captures than there are operators for") {
  const std::vector<long> in{3};
  std::vector<std::vector<long>> results(64, std::vector<long>{-1});
  std::vector<njmpi::pending> under_way;
  for (std::vector<long>& out : results)
    under_way.push_back(started(in, out, 1000));
  {
    policy exceptions(njmpi::errors::throw_exception);
    std::vector<long> out{-1};
    try {
      started(in, out, 1000);
      FAIL_CHECK("one more is accepted");
    } catch (const njmpi::error& e) {
      CHECK(e.error_class() == MPI_ERR_OP);
      CHECK(std::string(e.what()).find("64 reductions with a capturing operator are under way") !=
            std::string::npos);
    }
    CHECK(out[0] == -1);
    // A blocking one needs none of theirs.
    long more = -1;
    REQUIRE(modular_sum(3, more, 1000) == MPI_SUCCESS);
    CHECK(more == 3L * ring.size);
  }
  REQUIRE(njmpi::waitall(under_way) == MPI_SUCCESS);
  for (const std::vector<long>& out : results)
    CHECK(out[0] == 3L * ring.size);
  long again = -1; // they are free again
  REQUIRE(modular_sum(3, again, 1000) == MPI_SUCCESS);
  CHECK(again == 3L * ring.size);
}
