// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One line for each failure, and what it does.

#include "internal.hpp"

#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace njmpi {
namespace {

errors policy = errors::abort;

// What a check of ours found: it takes the place of MPI's message for a code of the same class.
constexpr std::size_t message_size = 1024;
struct finding {
  int code;
  char text[message_size];
};
thread_local finding found{MPI_SUCCESS, ""};

constexpr std::size_t call_size = 512;
constexpr std::size_t line_size = 1536;

const char* class_name(int error_class) {
#define NJMPI_NAMED(name) {name, #name}
  static constexpr struct {
    int value;
    const char* name;
  } names[] = {
      NJMPI_NAMED(MPI_ERR_BUFFER),  NJMPI_NAMED(MPI_ERR_COUNT),    NJMPI_NAMED(MPI_ERR_TYPE),
      NJMPI_NAMED(MPI_ERR_TAG),     NJMPI_NAMED(MPI_ERR_COMM),     NJMPI_NAMED(MPI_ERR_RANK),
      NJMPI_NAMED(MPI_ERR_REQUEST), NJMPI_NAMED(MPI_ERR_ROOT),     NJMPI_NAMED(MPI_ERR_GROUP),
      NJMPI_NAMED(MPI_ERR_OP),      NJMPI_NAMED(MPI_ERR_TOPOLOGY), NJMPI_NAMED(MPI_ERR_DIMS),
      NJMPI_NAMED(MPI_ERR_ARG),     NJMPI_NAMED(MPI_ERR_UNKNOWN),  NJMPI_NAMED(MPI_ERR_TRUNCATE),
      NJMPI_NAMED(MPI_ERR_OTHER),   NJMPI_NAMED(MPI_ERR_INTERN),   NJMPI_NAMED(MPI_ERR_IN_STATUS),
      NJMPI_NAMED(MPI_ERR_PENDING), NJMPI_NAMED(MPI_ERR_NO_MEM),   NJMPI_NAMED(MPI_ERR_KEYVAL),
      NJMPI_NAMED(MPI_ERR_WIN),     NJMPI_NAMED(MPI_ERR_FILE),     NJMPI_NAMED(MPI_ERR_IO),
  };
#undef NJMPI_NAMED
  for (const auto& entry : names)
    if (entry.value == error_class)
      return entry.name;
  return "MPI error";
}

int class_of(int code) {
  int error_class = code;
  if (rt::running() && MPI_Error_class(code, &error_class) != MPI_SUCCESS)
    error_class = MPI_ERR_UNKNOWN;
  return error_class;
}

// MPI's message on one line: of MPICH's stack of functions the last says what was wrong.
void mpi_message(int code, const char* name, char* text, std::size_t size) {
  char raw[MPI_MAX_ERROR_STRING + 1] = "";
  int length = 0;
  if (rt::running())
    MPI_Error_string(code, raw, &length);
  const char* message = raw;
  if (const char* last = std::strrchr(raw, '\n')) {
    message = last + 1;
    // function(line).....: what was wrong
    const char* after = std::strstr(message, ": ");
    if (after && after > message && (after[-1] == ')' || after[-1] == '.'))
      message = after + 2;
  }
  const std::size_t known = std::strlen(name);
  if (std::strncmp(message, name, known) == 0 && std::strncmp(message + known, ": ", 2) == 0)
    message += known + 2;
  std::snprintf(text, size, "%s", message);
}

struct report {
  int error_class;
  char line[line_size];
};

void compose(report& to, int code, const char* file, int line, const char* call) {
  to.error_class = class_of(code);
  const char* name = class_name(to.error_class);
  char message[message_size];
  if (found.code != MPI_SUCCESS && class_of(found.code) == to.error_class)
    std::snprintf(message, sizeof message, "%s", found.text);
  else
    mpi_message(code, name, message, sizeof message);
  found.code = MPI_SUCCESS;
  std::snprintf(to.line, sizeof to.line, "%s:%d: %s: rank %d: %s: %s", file, line, call, rt::world_rank(),
                name, message);
}

// One write, so that the lines of several ranks do not mix.
void print(const report& what) {
  char text[line_size + 1];
  const int size = std::snprintf(text, sizeof text, "%s\n", what.line);
  for (const char *at = text, *end = text + size; at < end;) {
    const ssize_t written = ::write(STDERR_FILENO, at, static_cast<std::size_t>(end - at));
    if (written <= 0)
      return;
    at += written;
  }
}

[[noreturn]] void end_job(const report& what) {
  std::fflush(nullptr);
  print(what);
  // A launcher drops what it has not read when the job ends: let it read the line.
  usleep(100000);
  // The class is small; a code of MPICH could end as exit status 0.
  if (rt::running())
    MPI_Abort(MPI_COMM_WORLD, what.error_class);
  std::_Exit(what.error_class);
}

int act(int code, const char* file, int line, const char* call) {
  if (policy == errors::return_code) {
    found.code = MPI_SUCCESS;
    return code;
  }
  report what;
  compose(what, code, file, line, call);
  if (policy == errors::throw_exception)
    throw error(code, what.error_class, what.line, file, line);
  end_job(what);
}

const char* text_of(const rt::site& origin, char* text, std::size_t size) {
  if (origin.call)
    return origin.call;
  const auto& plain = static_cast<const rt::plain_site&>(origin);
  rt::call_text(plain.file, plain.line, plain.column, plain.name, text, size);
  return text;
}

} // namespace

errors on_error(errors chosen) {
  const errors before = policy;
  policy = chosen;
  return before;
}
errors on_error() { return policy; }

namespace rt {

int refuse(int code, const char* format, ...) {
  found.code = code;
  std::va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(found.text, sizeof found.text, format, arguments);
  va_end(arguments);
  return code;
}

int apply_policy(int code, const site& origin) {
  char call[call_size];
  return act(code, origin.file, origin.line, text_of(origin, call, sizeof call));
}

int failed(int code, const char* operation, const where& origin) {
  if (policy == errors::return_code)
    return act(code, origin.file, origin.line, operation);
  char call[call_size];
  call_text(origin.file, origin.line, origin.column, operation, call, sizeof call);
  return act(code, origin.file, origin.line, call);
}

void failed_in_destructor(int code, const site& origin) noexcept {
  char call[call_size];
  report what;
  compose(what, code, origin.file, origin.line, text_of(origin, call, sizeof call));
  if (policy == errors::abort)
    end_job(what);
  print(what);
}

} // namespace rt

struct error::text {
  int users;
  char line[line_size];
};

error::error(int code, int error_class, const char* line_text, const char* file, int line)
    : text_(new text{1, ""}), code_(code), class_(error_class), file_(file), line_(line) {
  std::snprintf(text_->line, sizeof text_->line, "%s", line_text);
}

error::error(const error& other) noexcept
    : std::exception(other), text_(other.text_), code_(other.code_), class_(other.class_), file_(other.file_),
      line_(other.line_) {
  __atomic_add_fetch(&text_->users, 1, __ATOMIC_RELAXED);
}

error& error::operator=(const error& other) noexcept {
  error copy(other);
  std::swap(text_, copy.text_);
  code_ = other.code_;
  class_ = other.class_;
  file_ = other.file_;
  line_ = other.line_;
  return *this;
}

error::~error() {
  if (__atomic_sub_fetch(&text_->users, 1, __ATOMIC_ACQ_REL) == 0)
    delete text_;
}

const char* error::what() const noexcept { return text_->line; }

} // namespace njmpi
