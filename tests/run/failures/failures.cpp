// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One failure per run, chosen by name, under the default policy: the job ends with one line that names the
// source line, the call as written, the rank and MPI's own message.
#include <cstdio>
#include <cstring>
#include <memory>
#include <njmpi/njmpi.hpp>
#include <source_location>
#include <utility>
#include <vector>

// What the static checks cannot know.
int beyond = 99;
std::size_t too_few = 2;

namespace {

// Says which line is to fail: the one after the call.
void next_line_fails(std::source_location here = std::source_location::current()) {
  const char* const slash = std::strrchr(here.file_name(), '/');
  std::printf("failing line: %s:%u\n", slash ? slash + 1 : here.file_name(), here.line() + 1);
  std::fflush(stdout);
}

[[njmpi::kernel]] void truncated() {
  std::vector<int> four(4), two(too_few);
  if (njmpi::rank() == 0)
    njmpi::send(four, 1, 5);
  if (njmpi::rank() == 1) {
    next_line_fails();
    njmpi::recv(two, 0, 5);
  }
  njmpi::barrier();
}

[[njmpi::kernel]] void bad_rank() {
  const std::vector<int> x(4);
  if (njmpi::rank() == njmpi::size() - 1) {
    next_line_fails();
    njmpi::send(x, njmpi::size() + beyond, 1);
  }
  njmpi::barrier();
}

[[njmpi::kernel]] void bad_tag(int tag = -7) {
  const std::vector<int> x(4);
  if (njmpi::rank() == 0) {
    next_line_fails();
    njmpi::send(x, 0, tag);
  }
  njmpi::barrier();
}

[[njmpi::kernel]] void bad_root() {
  std::vector<int> x(4);
  if (njmpi::rank() == 0) {
    next_line_fails();
    njmpi::bcast(x, njmpi::size() + beyond); // NOLINT(njmpi-divergence)
  }
  njmpi::barrier();
}

[[njmpi::kernel]] void bad_size() {
  const std::vector<int> x(4);
  std::vector<int> y(3);
  if (njmpi::rank() == 0) {
    next_line_fails();
    njmpi::allreduce(x, y); // NOLINT(njmpi-divergence)
  }
  njmpi::barrier();
}

[[njmpi::kernel]] void not_started() {
  const std::vector<int> x(4);
  if (njmpi::rank() == 0) {
    next_line_fails();
    auto [status, request] = njmpi::isend(x, njmpi::size() + beyond, 1);
    njmpi::wait(request);
  }
  njmpi::barrier();
}

[[njmpi::kernel]] void several_lines() {
  const std::vector<int> x(4);
  if (njmpi::rank() == 0) {
    next_line_fails();
    njmpi::send(x,
                njmpi::size() + beyond, 1);
  }
  njmpi::barrier();
}

template <class T> [[njmpi::kernel]] void in_a_template(const T& x) {
  if (njmpi::rank() == 0) {
    next_line_fails();
    njmpi::send(x, njmpi::size() + beyond, 1);
  }
  njmpi::barrier();
}

void outside_a_kernel() {
  const std::vector<int> x(4);
  if (njmpi::rank() == 0) {
    next_line_fails();
    njmpi::send(x, njmpi::size() + beyond, 1);
  }
  njmpi::barrier();
}

[[njmpi::kernel]] void destroyed_request() {
  static std::vector<int> x(4);
  if (njmpi::rank() == 0) {
    next_line_fails();
    std::make_unique<njmpi::pending>(njmpi::irecv(x, 0, 77)); // the static checks do not follow it
  }
  njmpi::barrier();
}

[[njmpi::kernel]] void overwritten_request() {
  static std::vector<int> x(4);
  if (njmpi::rank() == 0) {
    next_line_fails();
    const auto kept = std::make_unique<njmpi::request>(njmpi::irecv(x, 0, 77).req);
    *kept = njmpi::request();
  }
  njmpi::barrier();
}

[[njmpi::kernel]] void after_finalize() {
  int x = 1, y = 0;
  njmpi::barrier();
  const bool first = njmpi::rank() == 0;
  njmpi::finalize();
  if (first) {
    next_line_fails();
    njmpi::allreduce(x, y); // NOLINT(njmpi-divergence)
  }
}

[[njmpi::kernel]] void uncaught() {
  const std::vector<int> x(4);
  njmpi::on_error(njmpi::errors::throw_exception);
  if (njmpi::rank() == 0)
    njmpi::send(x, njmpi::size() + beyond, 1);
  njmpi::barrier();
}

void aborted() {
  if (njmpi::rank() == njmpi::size() - 1)
    njmpi::abort(3);
  njmpi::barrier();
}

void aborted_after_finalize() {
  njmpi::barrier();
  njmpi::finalize();
  njmpi::abort(3);
}
void field_extents() {
  if (njmpi::rank() == 0) {
    next_line_fails();
    njmpi::field<double, 2> u({3, -4}, {.comm = njmpi::self()});
  }
  njmpi::barrier();
}
[[njmpi::kernel]] void field_read() {
  const njmpi::field<double, 1> u(7, {.comm = njmpi::self()});
  if (njmpi::rank() == 1) {
    next_line_fails();
    u.at(7);
  }
  njmpi::barrier();
}
// A subscript does not say where it stands.
void field_subscript() {
  njmpi::field<double, 2> u({4, 6}, {.ghost = {1, 0}});
  if (njmpi::rank() == 1)
    u(100, 2) = 1;
  njmpi::barrier();
}
// MPI, which would end the job, is gone.
void field_subscript_after_finalize() {
  njmpi::field<double, 2> u({4, 6}, {.ghost = {1, 0}});
  njmpi::finalize();
  u(100, 2) = 1;
}
// As of two objects, of which one is rewritten.
void fields_of_two_kinds() {
  njmpi::rt::fields().joined(true);
  njmpi::rt::fields().joined(false);
}

const std::vector<std::pair<const char*, void (*)()>> cases = {
    {"truncated", truncated},
    {"bad_rank", bad_rank},
    {"bad_tag", [] { bad_tag(); }},
    {"bad_root", bad_root},
    {"bad_size", bad_size},
    {"not_started", not_started},
    {"several_lines", several_lines},
    {"in_a_template", [] { in_a_template(std::vector<double>(3)); }},
    {"outside_a_kernel", outside_a_kernel},
    {"destroyed_request", destroyed_request},
    {"overwritten_request", overwritten_request},
    {"after_finalize", after_finalize},
    {"uncaught", uncaught},
    {"aborted", aborted},
    {"aborted_after_finalize", aborted_after_finalize},
    {"field_extents", field_extents},
    {"field_read", field_read},
    {"field_subscript", field_subscript},
    {"field_subscript_after_finalize", field_subscript_after_finalize},
    {"fields_of_two_kinds", fields_of_two_kinds},
};

} // namespace

int main(int argc, char** argv) {
  for (const auto& [name, run] : cases)
    if (argc == 2 && std::strcmp(name, argv[1]) == 0) {
      run();
      return 0;
    }
  std::fprintf(stderr, "usage: failures <case>\n");
  return 2;
}
