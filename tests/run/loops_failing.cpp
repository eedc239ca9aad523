// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Annotated loops and fields, in the form of generated code, when MPI or the memory fails them: the place is
// said, and the next loop works. Whatever fails does so on all ranks, or they would wait for each other.
#include "failing.hpp"
#include "loops.hpp"
#include "ring.hpp"

#include <functional>
#include <new>
#include <numeric>
#include <sys/resource.h>
#include <unistd.h>

namespace rt = njmpi::rt;
using njmpi::field;
using rt::combine;

namespace {

bool no_small_memory = false;

// Large pieces of memory cannot be had while it lives.
class little_memory {
public:
  little_memory() {
    getrlimit(RLIMIT_AS, &before_);
    long pages = 0;
    if (std::FILE* const file = std::fopen("/proc/self/statm", "r")) {
      if (std::fscanf(file, "%ld", &pages) != 1)
        pages = 0;
      std::fclose(file);
    }
    rlimit now = before_;
    now.rlim_cur = static_cast<rlim_t>(pages * sysconf(_SC_PAGESIZE)) + (rlim_t{6} << 20);
    setrlimit(RLIMIT_AS, &now);
  }
  ~little_memory() { setrlimit(RLIMIT_AS, &before_); }
  little_memory(const little_memory&) = delete;
  little_memory& operator=(const little_memory&) = delete;

private:
  rlimit before_{};
};

// What f throws, under that policy; under return_code f is to come to its end.
std::string message_of(const std::function<void()>& f) {
  const policy thrown(njmpi::errors::throw_exception);
  try {
    f();
  } catch (const njmpi::error& e) {
    return e.what();
  }
  return "nothing";
}

void says(const std::string& text, const std::string& part) {
  expect(text.find(part) != std::string::npos, "\"" + text + "\" should say: " + part);
}

// A communicator for one loop that may fail. It lives as long as the program, since what was to be received
// through it is waited for still.
njmpi::comm fresh() {
  static std::vector<njmpi::comm> all;
  return all.emplace_back(njmpi::world().dup());
}

// Each of these works, or throws.

// Neighbours in a ring, so that all ranks send and receive.
bool smooth(const njmpi::comm& comm) {
  static rt::loop_site site{__FILE__, __LINE__};
  field<double, 1> u({12}, {.periodic = {true}, .comm = comm});
  field<double, 1> v({12}, njmpi::aligned_with(u));
  u.assign([](long i) { return double(i); });
  rt::loop loop(site, {{0, 12, 1}});
  loop.write(v, {{0, 1, 0}});
  loop.read(u, {{0, 1, -1}});
  loop.read(u, {{0, 1, 1}});
  while (loop.next()) {
    const auto to = loop.view_of(v);
    const auto from = loop.view_of(std::as_const(u));
    for (long i = loop.first<long>(0, 0); i < loop.last<long>(0, 12); ++i)
      to(i) = from(i - 1) + from(i + 1);
  }
  loop.finish();
  const std::vector<double> all = v.allgather();
  return all.size() == 12 && all[0] == 12 && all[5] == 10;
}

// Each element needs the one before it, and perhaps the old one after it.
bool sweep(const njmpi::comm& comm, bool both) {
  const long n = 12;
  static rt::loop_site site{__FILE__, __LINE__, rt::pipelined};
  field<double, 1> u({n}, {.comm = comm});
  u.fill(2);
  rt::loop loop(site, {{1, n - 1, 1}});
  loop.write(u, {{0, 1, 0}});
  loop.read(u, {{0, 1, -1}});
  if (both)
    loop.read(u, {{0, 1, 1}});
  while (loop.next()) {
    const auto at = loop.view_of(u);
    for (long i = loop.first<long>(0, 1); i < loop.last<long>(0, n - 1); ++i)
      at(i) = at(i - 1) + (both ? at(i + 1) : 1);
  }
  loop.finish();
  const std::vector<double> all = u.allgather();
  return all.size() == 12 && all[10] == (both ? 22 : 12);
}

// Other indices each time, since known ones are not asked for again.
bool look_up_backwards(const njmpi::comm& comm) {
  static long turned = 0;
  std::vector<long> from(12);
  for (long i = 0; i < 12; ++i)
    from[static_cast<std::size_t>(i)] = (11 - i + turned) % 12;
  ++turned;
  return look_up<double>(comm, 12, from);
}

// A sum, or several reductions that need records.
bool reduce(const njmpi::comm& comm, bool records) {
  static rt::loop_site site{__FILE__, __LINE__};
  long sum = 0;
  double most = -1;
  rt::loop loop(site, {{0, 12, 1}}, comm.state());
  loop.reduce(sum, combine::sum);
  if (records)
    loop.reduce(most, combine::max);
  while (loop.next())
    for (long i = loop.first<long>(0, 0); i < loop.last<long>(0, 12); ++i) {
      sum += i;
      most = std::max(most, double(i));
    }
  loop.finish();
  return sum == 66 && (!records || most == 11);
}

// Two loops of which the later one combines what both reduce.
bool reduce_together(const njmpi::comm& comm) {
  static rt::loop_site first_site{__FILE__, __LINE__}, second_site{__FILE__, __LINE__};
  long sum = 0, product = 1;
  rt::postponed later;
  {
    rt::loop loop(first_site, {{0, 12, 1}}, comm.state());
    loop.reduce(sum, combine::sum);
    while (loop.next())
      for (long i = loop.first<long>(0, 0); i < loop.last<long>(0, 12); ++i)
        sum += i;
    loop.postpone(later);
  }
  rt::loop loop(second_site, {{1, 5, 1}}, comm.state());
  loop.reduce(product, combine::product);
  while (loop.next())
    for (long i = loop.first<long>(0, 1); i < loop.last<long>(0, 5); ++i)
      product *= i;
  loop.finish_with(later);
  return sum == 66 && product == 24;
}

// Loops over several communicators, which cannot combine together.
bool reduce_apart(const njmpi::comm& comm) {
  static rt::loop_site first_site{__FILE__, __LINE__}, second_site{__FILE__, __LINE__},
      third_site{__FILE__, __LINE__};
  const njmpi::comm other = fresh();
  long sum = 0, product = 1, most = 0;
  rt::postponed later;
  const auto run = [&](rt::loop& loop, long first, long last, auto&& f) {
    while (loop.next())
      for (long i = loop.first<long>(0, first); i < loop.last<long>(0, last); ++i)
        f(i);
  };
  {
    rt::loop loop(first_site, {{0, 12, 1}}, comm.state());
    loop.reduce(sum, combine::sum);
    run(loop, 0, 12, [&](long i) { sum += i; });
    loop.postpone(later);
  }
  {
    rt::loop loop(second_site, {{1, 5, 1}}, other.state());
    loop.reduce(product, combine::product);
    run(loop, 1, 5, [&](long i) { product *= i; });
    loop.postpone(later);
  }
  rt::loop loop(third_site, {{0, 9, 1}}, comm.state());
  loop.reduce(most, combine::max);
  run(loop, 0, 9, [&](long i) { most = std::max(most, i); });
  loop.finish_with(later);
  return sum == 66 && product == 24 && most == 8;
}

// An array that all ranks hold: in place where each rank writes one run of it, packed otherwise.
bool fill(const njmpi::comm& comm, long scale) {
  static rt::loop_site site{__FILE__, __LINE__};
  std::vector<long> a(40, -1);
  rt::loop loop(site, {{0, 12, 1}}, comm.state());
  loop.gather(a.data(), {{0, 1, 0}}, {scale});
  while (loop.next())
    for (long i = loop.first<long>(0, 0); i < loop.last<long>(0, 12); ++i)
      a[static_cast<std::size_t>(i * scale)] = i;
  loop.finish();
  bool right = true;
  for (long i = 0; i < 12; ++i)
    right = right && a[static_cast<std::size_t>(i * scale)] == i;
  return right;
}

struct scenario {
  const char* name;
  std::function<bool(const njmpi::comm&)> run; // returns whether the result is right
  std::vector<const char*> functions;          // which fail at once
};

} // namespace

void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  if (no_small_memory)
    return nullptr;
  try {
    return ::operator new(size);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}

// First, since what fails here is called once in a program.
TEST_CASE("the first loop of a program when MPI has no room for it") {
  const njmpi::comm comm = fresh();
  const std::pair<const char*, int> calls[]{{"MPI_Comm_create_keyval", 0}, {"MPI_Comm_create_keyval", 1},
                                            {"MPI_Comm_get_attr", 0},      {"MPI_Comm_set_attr", 0},
                                            {"MPI_Comm_dup", 0},           {"MPI_Comm_set_attr", 0}};
  for (const auto& [function, before] : calls) {
    const failing call(function, before);
    says(message_of([&] { smooth(comm); }), ring.size > 1 ? "loops_failing.cpp:" : "nothing");
    expect(call.times() == (ring.size > 1), std::string(function) + " is called");
  }
  bool right = false;
  CHECK(message_of([&] { right = smooth(comm); }) == "nothing");
  CHECK(right);
  {
    failing call("MPI_Op_create");
    says(message_of([&] { reduce(comm, true); }), ring.size > 1 ? "loops_failing.cpp:" : "nothing");
  }
  {
    failing call("MPI_Type_contiguous");
    says(message_of([&] { reduce(comm, true); }), ring.size > 1 ? "loops_failing.cpp:" : "nothing");
  }
  CHECK(message_of([&] { right = reduce(comm, true); }) == "nothing");
  CHECK(right);
}

TEST_CASE("messages that fail are said with the line of the loop") {
  const std::vector<scenario> scenarios{
      {"halo", smooth, {"MPI_Irecv"}},
      {"halo", smooth, {"MPI_Isend", "MPI_Waitall"}},
      {"halo", smooth, {"MPI_Waitall"}},
      {"pipeline", [](const njmpi::comm& comm) { return sweep(comm, false); }, {"MPI_Isend", "MPI_Recv"}},
      {"pipeline", [](const njmpi::comm& comm) { return sweep(comm, false); }, {"MPI_Waitall"}},
      {"pipeline", [](const njmpi::comm& comm) { return sweep(comm, true); }, {"MPI_Waitall"}},
      {"contents of arrays", look_up_backwards, {"MPI_Allreduce"}},
      {"lists", look_up_backwards, {"MPI_Alltoall"}},
      {"lists", look_up_backwards, {"MPI_Alltoallv"}},
      {"sum", [](const njmpi::comm& comm) { return reduce(comm, false); }, {"MPI_Allreduce"}},
      {"records", [](const njmpi::comm& comm) { return reduce(comm, true); }, {"MPI_Allreduce"}},
      {"sums together", reduce_together, {"MPI_Allreduce"}},
      {"sums apart", reduce_apart, {"MPI_Allreduce"}},
      {"array in place", [](const njmpi::comm& comm) { return fill(comm, 1); }, {"MPI_Allgatherv"}},
      {"array", [](const njmpi::comm& comm) { return fill(comm, 3); }, {"MPI_Allgatherv"}},
  };
  for (const scenario& one : scenarios) {
    const std::string name = one.name + std::string(", ") + one.functions.front();
    for (const njmpi::errors chosen : {njmpi::errors::throw_exception, njmpi::errors::return_code}) {
      const njmpi::comm comm = fresh();
      const failing first(one.functions.front());
      const failing second(one.functions.back());
      const auto fails = [&] { return first.times() + second.times() > 0; };
      if (chosen == njmpi::errors::throw_exception) {
        const std::string text = message_of([&] { one.run(comm); });
        if (fails())
          says(text, ": [[njmpi::loop]]: rank " + std::to_string(ring.rank) + ": MPI_ERR_OTHER");
        else
          expect(text == "nothing", name + ": " + text);
      } else {
        const policy codes(chosen);
        const bool right = one.run(comm);
        expect(fails() || right, name + " is right where nothing failed");
      }
      expect(ring.size == 1 || fails() || std::string(one.name) == "pipeline", name + " fails");
    }
    bool right = false;
    expect(message_of([&] { right = one.run(fresh()); }) == "nothing" && right, name + " works");
  }
}

TEST_CASE("what later loops cannot combine under return_code is left alone") {
  const policy codes(njmpi::errors::return_code);
  static rt::loop_site site{__FILE__, __LINE__};
  const njmpi::comm comm = fresh(), other = fresh();
  for (const bool last : {false, true}) {
    long first_sum = 0, second_sum = 0;
    rt::postponed later;
    {
      rt::loop loop(site, {{0, 12, 1}}, comm.state());
      loop.reduce(first_sum, combine::sum);
      while (loop.next())
        ++first_sum;
      loop.postpone(later);
    }
    const failing call("MPI_Allreduce");
    rt::loop loop(site, {{0, 12, 1}}, other.state());
    loop.reduce(second_sum, combine::sum);
    while (loop.next())
      ++second_sum;
    if (last)
      loop.finish_with(later);
    else
      loop.postpone(later);
    CHECK((later.left == nullptr) == (last || ring.size > 1));
    CHECK(call.times() == (ring.size > 1));
  }
}

TEST_CASE("collective calls of fields fail") {
  njmpi::field<double, 2> u({6, 4});
  njmpi::field<double, 2> alike({6, 4});
  alike.state().cut->replicated = true; // as in a plain build
  u.fill(3);
  const std::vector<double> values(24, 7);
  const auto fails = [](const char* function, int before, auto&& f) {
    const failing call(function, before);
    says(message_of(f), "loops_failing.cpp:");
    CHECK(call.times() == 1);
  };
  fails("MPI_Gatherv", 0, [&] { u.gather(); });
  fails("MPI_Allgatherv", 0, [&] { u.allgather(); });
  fails("MPI_Bcast", 0, [&] { u.scatter(values); });
  fails("MPI_Scatterv", 0, [&] { u.scatter(values); });
  fails("MPI_Bcast", 1, [&] { alike.scatter(values); });
  CHECK(u.at(5, 3) == 3);
  u.scatter(values);
  CHECK(u.at(5, 3) == 7);
}

TEST_CASE("fields that do not fit into memory") {
  const bool edge = ring.rank == 0 || ring.rank == ring.size - 1; // it has ghosts
  says(message_of([] { field<double, 1> u({20}, {.ghost = {std::ptrdiff_t{1} << 60}}); }),
       edge ? "bytes of a field" : "nothing");
  says(message_of([] { field<double, 1> u({20}, {.ghost = {PTRDIFF_MAX / 2}}); }),
       "ghost 0 of the field is too large");
  {
    no_small_memory = true;
    const std::string text = message_of([] { field<double, 1> u({20}); });
    no_small_memory = false;
    says(text, "no memory for a field");
  }
  const long n = 2000000L * ring.size; // 16 MB for each rank
  field<double, 1> u({n}, {.periodic = {true}});
  std::vector<double> all(static_cast<std::size_t>(n));
  {
    const little_memory little;
    says(message_of([&] { field<double, 1> v({n}); }), "no memory for 1.6e+07 bytes of a field");
    says(message_of([&] { const field<double, 1> v = u; }), "no memory for 1.6e+07 bytes of a field");
    CHECK(rt::fields().gather(u.state(), all.data(), 0) != MPI_SUCCESS);
    CHECK(rt::fields().scatter(u.state(), all.data(), all.size(), 0) != MPI_SUCCESS);
  }
  CHECK(rt::fields().gather(u.state(), all.data(), 0) == MPI_SUCCESS);
}

TEST_CASE("halos that do not fit into memory") {
  const long n = 2000000L * ring.size;
  static rt::loop_site site{__FILE__, __LINE__};
  for (const bool pipeline : {false, true}) {
    site.flags = pipeline ? rt::pipelined : 0u;
    field<double, 1> u({n}, {.comm = fresh()});
    const auto run = [&] {
      rt::loop loop(site, {{1, n - 1, 1}});
      loop.write(u, {{0, 1, 0}});
      loop.read(u, {{0, 1, pipeline ? -1 : 1}});
      while (loop.next())
        ;
      loop.finish();
    };
    const int complete = pipeline ? 0 : ring.size - 1; // this rank reads its own elements alone
    const little_memory little;
    says(message_of(run), ring.rank == complete ? "nothing" : "no memory for 1.6e+07 bytes of a field");
    const policy codes(njmpi::errors::return_code);
    run();
  }
}
