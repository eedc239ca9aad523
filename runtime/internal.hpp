// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the files of the runtime library share.
#pragma once

#include <njmpi/checks.hpp>
#include <njmpi/njmpi.hpp>

#include <climits>
#include <mutex>

#pragma GCC visibility push(hidden)
namespace njmpi::rt {

/// Guards what is made once: MPI itself, types, operators, the list of communicators.
std::mutex& making();

/// Whether MPI may be called: it is initialised, set up, and not being finalised.
inline bool running() { return limit != 0; }
/// Makes it so; the code where it cannot be.
inline int need() { return running() ? MPI_SUCCESS : ready(); }

/// This process in MPI_COMM_WORLD, known after finalize too.
int world_rank();

/// Keeps the shared object that an address is in until the end: the lists of what is freed then lead into it.
void keep_loaded(const void* part);

/// Makes the errors of a communicator come back as codes where they would end the job.
void return_errors(MPI_Comm comm);
/// Fills rank, size and neighbours.
int inspect(communicator& comm);

// What is freed when MPI is finalised.
void free_types();
void free_operators();
void free_communicators();

/// The text of a plain call: read from its source file if that is there, else name(...).
void call_text(const char* file, int line, int column, const char* name, char* text, std::size_t size);

/// A site of a plain build: the call is not known, but where to read it.
struct plain_site : site {
  const char* name;
  int column;
};

/// For destructors: prints, and aborts if that is the policy, but does not throw.
void failed_in_destructor(int code, const site& origin) noexcept;

} // namespace njmpi::rt
#pragma GCC visibility pop
