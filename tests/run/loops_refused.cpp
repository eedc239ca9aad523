// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a loop refuses, in the form of generated code: under each policy, with a text that says why and where.
#include "loops.hpp"

#include <initializer_list>
#include <utility>
#include <vector>

namespace rt = njmpi::rt;
using njmpi::field;
using rt::combine;

namespace {

// A loop over the ranges, described by describe(loop); what it says of itself, or "accepted". Under
// return_code it runs nothing, and the next loop is not disturbed.
template <class Describe>
std::string refused_over(std::initializer_list<rt::range> ranges, unsigned flags, int statements,
                         Describe describe) {
  static rt::loop_site site{__FILE__, __LINE__};
  site.flags = flags;
  site.statements = statements;
  std::string text = "accepted";
  {
    const policy thrown(njmpi::errors::throw_exception);
    try {
      rt::loop loop(site, ranges);
      describe(loop);
      while (loop.next())
        ;
      loop.finish();
    } catch (const njmpi::error& e) {
      text = e.what();
      expect(text.find("loops_refused.cpp:" + std::to_string(site.line)) != std::string::npos,
             text + " should name the line");
    }
  }
  const policy codes(njmpi::errors::return_code);
  rt::loop loop(site, ranges);
  describe(loop);
  bool some = false;
  while (loop.next())
    some = true;
  loop.finish();
  expect(!some || text == "accepted" || text.find("on several ranks") != std::string::npos ||
             text.find("writes an ordinary array under") != std::string::npos,
         "a refused loop runs nothing: " + text);
  return text;
}

template <class Describe> std::string refused(unsigned flags, Describe describe) {
  return refused_over({{0, 20, 1}}, flags, 1, describe);
}

void says(const std::string& text, const char* part) {
  expect(text.find(part) != std::string::npos, text + " should say: " + part);
}

} // namespace

TEST_CASE("elements outside a field are refused") {
  field<double, 1> plain({20}, {.ghost = {1}});
  field<double, 1> ring({20}, {.periodic = {true}, .ghost = {1}});
  says(refused(0, [&](rt::loop& l) { l.write(plain, {{0, 1, 2}}); }), "writes index 21 of dimension 0");
  says(refused(0, [&](rt::loop& l) { l.write(plain, {{0, 1, 1}}); }), "accepted");
  says(refused(0, [&](rt::loop& l) { l.write(ring, {{0, 1, 1}}); }), "wraps around");
  says(refused(0,
               [&](rt::loop& l) {
                 l.write(ring, {{0, 1, 0}});
                 l.read(plain, {{0, 1, -2}});
               }),
       "reads index -2 of dimension 0 of a field with extent 20 and ghost 1");
  says(refused(0,
               [&](rt::loop& l) {
                 l.write(ring, {{0, 1, 0}});
                 l.read(plain, {{0, 1, -2}}, -1, rt::guarded);
               }),
       "accepted");
}

TEST_CASE("iterations that depend on each other are refused") {
  field<double, 1> plain({20}, {.ghost = {1}});
  field<double, 1> ring({20}, {.periodic = {true}, .ghost = {1}});
  field<double, 2> square({20, 20});
  says(refused(0,
               [&](rt::loop& l) {
                 l.write(plain, {{0, 1, 0}});
                 l.read(plain, {{0, 1, -1}});
               }),
       "loop(pipeline)");
  says(refused(0,
               [&](rt::loop& l) {
                 l.write(plain, {{0, 1, 0}});
                 l.read(plain, {{0, 1, 1}});
               }),
       "accepted");
  says(refused(0,
               [&](rt::loop& l) {
                 l.write(ring, {{0, 1, 0}});
                 l.read(ring, {{0, 1, 1}});
               }),
       "iterations read elements that others write");
  says(refused(rt::pipelined,
               [&](rt::loop& l) {
                 l.write(ring, {{0, 1, 0}});
                 l.read(ring, {{0, 1, -1}});
               }),
       "iterations read elements that others write");
  says(refused(0,
               [&](rt::loop& l) {
                 l.write(plain, {{0, 1, 0}});
                 l.copy(plain, {{0, -1, 19}});
               }),
       "iterations read elements that others write");
  // Each element is written in every pass over an index that it does not name, and its neighbour read.
  says(refused_over({{0, 3, 1}, {1, 20, 1}}, 0, 1,
                    [&](rt::loop& l) {
                      l.write(plain, {{1, 1, 0}});
                      l.read(plain, {{1, 1, -1}});
                    }),
       "iterations read elements that others write");
  // A row that is both written and read.
  says(refused_over({{0, 20, 1}}, 0, 1,
                    [&](rt::loop& l) {
                      l.write(square, {{-1, 0, 3}, {0, 1, 0}});
                      l.copy(square, {{-1, 0, 3}, {0, 1, 0}});
                    }),
       "accepted");
  says(refused_over({{0, 19, 1}}, 0, 1,
                    [&](rt::loop& l) {
                      l.write(square, {{-1, 0, 3}, {0, 1, 1}});
                      l.copy(square, {{-1, 0, 3}, {0, 1, 0}});
                    }),
       "loop(pipeline)");
  // Bounds that nobody knows.
  says(refused_over({{0, 20, 1}, {rt::unbounded, rt::unbounded, -1}}, 0, 1,
                    [&](rt::loop& l) {
                      l.write(square, {{0, 1, 0}, {1, 1, 0}}, 0, rt::guarded);
                      l.read(square, {{0, 1, 0}, {1, 1, 1}}, -1, rt::guarded);
                    }),
       "loop(pipeline)");
  says(refused_over({{0, 20, 1}, {rt::unbounded, rt::unbounded, -1}}, 0, 1,
                    [&](rt::loop& l) {
                      l.write(square, {{0, 1, 0}, {1, 1, 0}}, 0, rt::guarded);
                      l.read(square, {{0, 1, 0}, {1, 1, -1}}, -1, rt::guarded);
                    }),
       "accepted");
}

TEST_CASE("a wavefront whose dependences cannot be kept is refused") {
  field<double, 2> u({6, 6});
  field<double, 1> v({6});
  says(refused_over({{1, 6, 1}, {0, 6, 1}}, rt::pipelined, 1,
                    [&](rt::loop& l) {
                      l.write(u, {{0, 1, 0}, {1, 1, 0}});
                      l.read(u, {{1, 1, 0}, {0, 1, -1}});
                    }),
       "iterations read elements that others write");
  says(refused_over({{1, 6, 1}, {rt::unbounded, rt::unbounded, 1}}, rt::pipelined, 1,
                    [&](rt::loop& l) {
                      l.write(u, {{0, 1, 0}, {1, 1, 0}}, 0, rt::guarded);
                      l.read(u, {{0, 1, -1}, {1, 1, 0}}, -1, rt::guarded);
                    }),
       "a pipeline needs bounds that do not change in the loop");
  says(refused_over({{1, 6, 1}}, rt::pipelined, 2,
                    [&](rt::loop& l) {
                      l.write(v, {{0, 1, 0}}, 0);
                      l.read(v, {{0, 1, -1}}, 0);
                      l.write(u, {{0, 1, 0}, {-1, 0, 0}}, 1);
                    }),
       "the statements of a pipeline write elements of different ranks");
}

TEST_CASE("statements whose elements lie on different ranks") {
  field<double, 1> plain({20}, {.ghost = {1}});
  field<double, 1> other({20});
  field<double, 1> aligned({20}, njmpi::aligned_with(plain));
  const bool alone = world_size() == 1;
  says(refused(0,
               [&](rt::loop& l) {
                 l.write(plain, {{0, 1, 0}});
                 l.write(other, {{0, -1, 19}});
               }),
       alone ? "accepted" : "writes elements of several ranks");
  const auto second_reads = [&](const field<double, 1>& written, std::ptrdiff_t offset) {
    return refused_over({{0, 17, 1}}, 0, 2, [&, offset](rt::loop& l) {
      l.write(plain, {{0, 1, 0}}, 0);
      l.write(const_cast<field<double, 1>&>(written), {{0, 1, offset}}, 1);
      l.read(plain, {{0, 1, 0}}, 1);
    });
  };
  says(second_reads(aligned, 0), "accepted");
  says(second_reads(other, 3),
       alone ? "accepted" : "a statement of it reads what an earlier one writes on another rank");
}

TEST_CASE("fields that no loop can use are refused") {
  field<double, 1> plain({20});
  field<double, 1> alone({20}, {.comm = njmpi::self()});
  field<double, 1> moved({20});
  const field<double, 1> to = std::move(moved);
  unsigned long entry = 0;
  says(refused(0, [&](rt::loop& l) { l.write(moved, {{0, 1, 0}}); }), // NOLINT
       "a field of it was moved from");
  says(refused(0,
               [&](rt::loop& l) {
                 l.write(plain, {{0, 1, 0}});
                 l.indirect(moved, {{nullptr, 0}}, entry); // NOLINT
               }),
       "a field of it was moved from");
  if (world_size() > 1)
    says(refused(0,
                 [&](rt::loop& l) {
                   l.write(plain, {{0, 1, 0}});
                   l.read(alone, {{0, 1, 0}});
                   l.read(plain, {{0, 1, 0}}); // what comes after it is not looked at
                   l.indirect(plain, {{nullptr, 0}}, entry);
                   while (l.unknown(0))
                     ;
                 }),
         "different communicators");
  // As in a program of which another unit is not rewritten; such a program ends where that is noticed.
  field<double, 1> replicated({20});
  replicated.state().cut->replicated = true;
  says(refused(0, [&](rt::loop& l) { l.write(replicated, {{0, 1, 0}}); }),
       "a field of it belongs to a unit that was not rewritten");
  static rt::loop_site site{__FILE__, __LINE__};
  {
    const policy thrown(njmpi::errors::throw_exception);
    std::string text;
    try {
      rt::loop loop(site, {{0, 20, 1}}, njmpi::comm().state());
      loop.next();
    } catch (const njmpi::error& e) {
      text = e.what();
    }
    says(text, "its communicator is null");
  }
  const policy codes(njmpi::errors::return_code);
  rt::loop loop(site, {{0, 20, 1}}, njmpi::comm().state());
  CHECK_FALSE(loop.next());
}

TEST_CASE("more levels than there is room for are refused") {
  const rt::range one{0, 1, 1};
  says(refused_over({one, one, one, one, one, one, one, one, one}, 0, 1, [](rt::loop&) {}),
       "more levels or statements than the runtime can hold");
  says(refused_over({one}, 0, 65, [](rt::loop&) {}), "more levels or statements than the runtime can hold");
  says(refused_over({one, one, one, one}, 0, 1, [&](rt::loop& l) { l.within({one, one, one, one, one}); }),
       "more levels or statements than the runtime can hold");
  says(refused_over({one, one, one, one, one, one}, 0, 1, [&](rt::loop& l) { l.within({one, one}); }),
       "accepted");
  field<double, 1> u({5});
  says(refused_over({one}, 0, 1, // a loop of the body that runs not once
                    [&](rt::loop& l) {
                      l.write(u, {{0, 1, 0}});
                      l.within({{3, 3, 1}});
                      l.read(u, {{1, 1, 0}}, -1, rt::guarded);
                    }),
       "accepted");
}

TEST_CASE("indices that an array names and a field does not have are refused") {
  field<double, 1> x({20}, {.ghost = {1}});
  field<double, 1> y({20});
  unsigned long entry = 0;
  for (const long beyond : {-2L, 21L, 7L, -1L}) {
    const long wanted[]{beyond};
    const std::string text = refused(0, [&](rt::loop& l) {
      l.write(y, {{0, 1, 0}});
      l.indirect(x, {rt::memory_of(wanted)}, entry);
      while (l.unknown(0))
        for (int time = 0; time < 2; ++time) // after the first one, too
          l.needs(0, wanted[0]);
    });
    if (beyond == -2 || beyond == 21)
      says(text,
           ("reads index " + std::to_string(beyond) + " of a field with extent 20 and ghost 1").c_str());
    else
      says(text, "accepted");
  }
}

TEST_CASE("arrays that overlap, and elements that several ranks write, are refused") {
  std::vector<double> a(400);
  const auto refused_array = [&](auto&& describe) { return refused_over({{0, 10, 1}}, 0, 1, describe); };
  says(refused_array([&](rt::loop& l) { l.apart({a.data(), 40}, "first", {a.data() + 4, 48}, "second"); }),
       "first and second overlap in memory");
  says(refused_array([&](rt::loop& l) { l.apart({a.data(), 40}, "first", {a.data() + 5, 40}, "second"); }),
       "accepted");
  const bool alone = world_size() == 1;
  says(refused_array([&](rt::loop& l) { l.gather(a.data(), {{-1, 0, 3}}, {1}); }),
       alone ? "accepted" : "one element of an ordinary array on several ranks");
  const auto triangle = [&](auto&& describe) {
    return refused_over({{0, 10, 1}, {rt::unbounded, rt::unbounded, 1}}, 0, 1, describe);
  };
  says(triangle([&](rt::loop& l) { l.gather(a.data(), {{0, 1, 0}, {1, 1, 0}}, {20, 1}); }),
       alone ? "accepted" : "writes an ordinary array under bounds that depend on an outer index");
  says(triangle([&](rt::loop& l) { l.gather(a.data(), {{0, 1, 0}}, {1}); }), "accepted");
}

TEST_CASE("loops of the body write along dimensions of one rank") {
  field<double, 2> across({20, 20}, {.grid = {1, 0}}), along({20, 20}, {.grid = {0, 1}}),
      around({20, 20}, {.periodic = {false, true}, .grid = {0, 1}});
  const auto columns = [](auto& f, std::ptrdiff_t read) {
    return refused(0, [&](rt::loop& l) {
      l.within({{0, 20}});
      l.write(f, {{0, 1, 0}, {1, 1, 0}});
      l.read(f, {{0, 1, 0}, {1, 1, read}}, 0, rt::guarded);
    });
  };
  CHECK(columns(along, -1) == "accepted");
  CHECK(columns(around, 0) == "accepted");
  says(columns(around, -1), "iterations read elements that others write to the same field");
  const std::string shared = columns(across, 0);
  if (njmpi::size() == 1)
    CHECK(shared == "accepted");
  else
    says(shared, "a loop in its body writes along dimension 1 of a field, which");
}

TEST_CASE("subscripts that leave their row are refused") {
  std::vector<double> a(100);
  const auto in_row = [&](rt::range indices, std::ptrdiff_t factor, std::ptrdiff_t offset) {
    return refused(0, [&](rt::loop& l) {
      l.gather(a.data(), {{0, 1, 0}}, {{5}});
      l.within_row("a[i * 5 + j]", indices, factor, offset, 5);
    });
  };
  CHECK(in_row({0, 5}, 1, 0) == "accepted");
  CHECK(in_row({4, -1, -2}, -1, 4) == "accepted");
  CHECK(in_row({7, 7}, 1, 0) == "accepted"); // nothing is named
  says(in_row({0, 6}, 1, 0), "a[i * 5 + j] is another element in every iteration: 5 is not in a row of 5");
  says(in_row({0, 5}, 1, -1), "-1 is not in a row of 5");
  says(in_row({0, 1}, 0, 5), "5 is not in a row of 5");
  says(in_row({0, 3}, -1, 1), "-1 is not in a row of 5");
  CHECK(refused_over({{0, 0, 1}}, 0, 1, [&](rt::loop& l) {
          l.gather(a.data(), {{0, 1, 0}}, {{5}});
          l.within_row("a[i * 5 + j]", {0, 6}, 1, 0, 5);
        }) == "accepted");
}

TEST_CASE("a loop that is described ahead of its time says what is wrong when its time comes") {
  static rt::loop_site site{__FILE__, __LINE__}, ahead_site{__FILE__, __LINE__, rt::ahead};
  const policy thrown(njmpi::errors::throw_exception);
  field<double, 1> u({20});
  field<double, 1> moved({20});
  const field<double, 1> to = std::move(moved);
  rt::loop loop(site, {{0, 20, 1}});
  loop.write(u, {{0, 1, 0}});
  rt::loop ahead(ahead_site, {{0, 20, 1}});
  ahead.write(moved, {{0, 1, 0}}); // NOLINT
  loop.carry(ahead);
  long boxes = 0;
  while (loop.next())
    ++boxes;
  loop.finish();
  expect(world_size() > 1 || boxes == 1, "it runs");
}
