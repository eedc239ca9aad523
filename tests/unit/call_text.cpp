// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The call as written, which plain builds read from the source when it fails: out of sources that are laid
// out in other ways than one call per line, and out of those that are not there.
#include "check.hpp"
#include <cstdlib>
#include <string>
#include <unistd.h>

namespace {

// What an error line calls the call of a name that stands at a place.
std::string reported(const char* file, int line, int column, const char* name) {
  policy exceptions(njmpi::errors::throw_exception);
  try {
    njmpi::rt::failed(MPI_ERR_OTHER, name, njmpi::rt::where{file, line, column});
  } catch (const njmpi::error& e) {
    const std::string what = e.what(), place = std::string(file) + ":" + std::to_string(line) + ": ";
    const std::size_t end = what.find(": rank 0: MPI_ERR_OTHER: ");
    if (what.compare(0, place.size(), place) == 0 && end != std::string::npos)
      return what.substr(place.size(), end - place.size());
    return "not a line of a failure: " + what;
  }
  return "no failure";
}

// A source file, for as long as it is looked at.
class source {
public:
  explicit source(const std::string& text) {
    const int file = mkstemp(path);
    REQUIRE(file >= 0);
    REQUIRE(write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    close(file);
  }
  ~source() { unlink(path); }
  source(const source&) = delete;
  source& operator=(const source&) = delete;
  char path[32] = "/tmp/njmpi-source-XXXXXX";
};

void read_as(const std::string& text, const char* name, const std::string& call, int column = 0,
             int line = 1) {
  const source file(text);
  const std::string got = reported(file.path, line, column, name);
  expect(got == call, text + "\n  is read as " + got + "\n  instead of   " + call);
}

} // namespace

TEST_CASE("calls with their qualifiers and objects") {
  read_as("  njmpi::send(x, 1);\n", "send", "njmpi::send(x, 1)");
  read_as("  int code = send(x[f(1)], {1, 2});", "send", "send(x[f(1)], {1, 2})");
  read_as("a = grid.split(1, 0);", "split", "grid.split(1, 0)");
  read_as("a = grid->split(1, 0);", "split", "grid->split(1, 0)");
  read_as("a = njmpi::world().split(1, 0);", "split", "njmpi::world().split(1, 0)");
  read_as("a = grids(f(1))->split(1, 0);", "split", "grids(f(1))->split(1, 0)");
  read_as("!split(1, 0)", "split", "split(1, 0)");
  read_as("x > split(1, 0)", "split", "split(1, 0)");
  read_as("if (ready) split(1, 0);", "split", "split(1, 0)");
  // The rest of a call that began on the line before.
  read_as("grids(1,\n  2).split(1, 0);", "split", ".split(1, 0)", 0, 2);
}

TEST_CASE("calls with text in them") {
  read_as(R"(njmpi::send("a)\"(", ')', '\'', 1); f();)", "send", R"(njmpi::send("a)\"(", ')', '\'', 1))");
  read_as("njmpi::send(x, 1'000); g();", "send", "njmpi::send(x, 1'000)");
  read_as("njmpi::send(x, 0x1'000'000, u8')'); g();", "send", "njmpi::send(x, 0x1'000'000, u8')')");
  read_as("njmpi::send(x,\n            njmpi::size() - 1,\n\n  7);", "send",
          "njmpi::send(x, njmpi::size() - 1, 7)");
  read_as("njmpi::send(\n    x, 1);", "send", "njmpi::send(x, 1)");
  const std::string much(600, 'x');
  const std::string cut = "send(" + much;
  read_as("send(" + much + ", 1);", "send", cut.substr(0, 508) + "...");
  const std::string just = std::string(508 - 6, 'x');
  read_as("send(" + just + ");", "send", "send(" + just + ")"); // as long as there is room
}

TEST_CASE("calls with comments") {
  read_as("njmpi::send(x, // don't\n  1);\n", "send", "njmpi::send(x, 1)");
  read_as("njmpi::send(x /* :-) */, 1);", "send", "njmpi::send(x , 1)");
  read_as("njmpi::send(x, /* \" */ 1); // send(y, 2)", "send", "njmpi::send(x, 1)");
  read_as("njmpi::send(\"//\", '/', a / b /c);", "send", "njmpi::send(\"//\", '/', a / b /c)");
  read_as("njmpi::send(x, 1 /* no end", "send", "njmpi::send(...)");
  read_as("njmpi::send(x, 1); /", "send", "njmpi::send(x, 1)");
}

TEST_CASE("which of several calls") {
  const char* const two = "njmpi::send(x, 1), njmpi::send(y, 2);";
  read_as(two, "send", "njmpi::send(...)"); // no column: not known
  read_as(two, "send", "njmpi::send(x, 1)", 1);
  read_as(two, "send", "njmpi::send(x, 1)", 8);
  read_as(two, "send", "njmpi::send(y, 2)", 20);
  read_as(two, "send", "njmpi::send(y, 2)", 27);
  read_as(two, "send", "njmpi::send(y, 2)", 35);
  // Words that hold the name, or that nothing is called by.
  read_as("resend(x); send_all(y); send (z, 1);", "send", "send (z, 1)");
  read_as("code = send, send(z, 1);", "send", "send(z, 1)");
  read_as("code = send", "send", "njmpi::send(...)");
  read_as("code = send ", "send", "njmpi::send(...)");
}

TEST_CASE("calls that cannot be read") {
  CHECK(reported("/nowhere/at/all.cpp", 3, 0, "send") == "njmpi::send(...)");
  read_as("", "send", "njmpi::send(...)");
  read_as("njmpi::send(x, 1);\n", "send", "njmpi::send(...)", 0, 2);
  read_as("njmpi::send(x,\n", "send", "njmpi::send(...)");
  read_as("njmpi::send(x, \"1);\n", "send", "njmpi::send(...)");
  read_as("njmpi::send(x" + std::string(40, '\n') + ");", "send", "njmpi::send(...)");
  read_as("#define SEND(x) njmpi::send(x, 1)\nSEND(x);\n", "send", "njmpi::send(...)", 0, 2);
}
