// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the files of the library of checks share. Each communicator has a shadow, on which each collective
// call is one nonblocking reduction of the calls' signatures, whatever the calls are: so it completes on all
// ranks, and says where they differ, before any of them enters an operation that would not.
#pragma once

#include "../plan.hpp"

#include <njmpi/checks.hpp>

#include <atomic>
#include <cstdint>
#include <list>
#include <memory>
#include <string>

#pragma GCC visibility push(hidden)
namespace njmpi::rt::checked {

enum class ending { none, freed, finalised };

/// A call as the other ranks see it.
struct signature {
  int rank = -1;    ///< in the communicator
  int process = -1; ///< in MPI_COMM_WORLD
  ending end = ending::none;
  int root = -1;
  int line = 0;
  int column = 0;
  std::uint64_t contents = 0; ///< the type signature of all that is given, as a hash
  std::uint64_t pattern = 0;  ///< that of one element
  std::int64_t count = 0;     ///< elements
  char operation[40]{};
  char reduction[40]{};
  char element[64]{};
  char file[192]{};
  char call[192]{};
};

/// The signature of a call that stands there, without data.
signature sign(const char* operation, const site& origin);
/// Adds what the call sends or receives.
void add_data(signature& to, MPI_Datatype type, std::size_t count);
void add_reduction(signature& to, MPI_Op op);
/// How many values of the element of add_data() one element of the type is.
std::int64_t units_in(MPI_Datatype type);
bool differ(const signature& a, const signature& b);
/// The call as written, and where.
std::string text_of(const signature& call);
/// Remembers how one's own call differs from that of another; the code for it.
int refuse_difference(const signature& own, const signature& other);

struct shadow;

/// One call of one communicator, while it is compared.
struct check {
  signature own;
  const site* origin;
  shadow* at;
  long number; ///< among the calls of the communicator
  struct pair {
    signature first; ///< of the lowest rank
    signature other; ///< of the lowest rank that differs from it; rank -1 if none does
  } given, result{};
  MPI_Request request = MPI_REQUEST_NULL;
  /// Or a wait for messages, which is not compared: number -1, and the ranks that they come from or go to.
  bool messages = false;
  std::vector<int> partners{};
  bool posted = false;
  std::atomic<bool> done = false;
  bool reported = false;
  double stuck = 0; ///< since when other ranks are known to wait for this one, while it waits for them
  signature stuck_by{};

  bool differs() const { return done && result.other.rank >= 0; }
};

/// A communicator of the program, and its shadow.
struct shadow {
  MPI_Comm user = MPI_COMM_NULL;
  MPI_Comm comm = MPI_COMM_NULL;
  MPI_Request making = MPI_REQUEST_NULL;
  int rank = 0;
  int size = 1;
  long entered = 0;
  std::atomic<bool> ready = false;
  bool ended = false;
  int followed = 0; ///< requests for messages that are under way
  bool begun() const { return ready || making != MPI_REQUEST_NULL; }
  bool broken = false; ///< the ranks disagreed: nothing is compared from then on
  const site* maker = nullptr;
  std::list<std::shared_ptr<check>> pending;
};

/// Guards everything here.
std::recursive_mutex& guard();
std::list<shadow>& shadows();
/// What is known of the communicator, whose shadow may have to be made.
shadow& shadow_of(const communicator& comm);
/// Makes the shadow where all ranks are known to be.
void make(shadow& at);
/// A call of the communicator; null where nothing is compared.
std::shared_ptr<check> enter(shadow& at, const signature& own, const site& origin);
/// Lets all comparisons go on; the code of a call that turned out to differ, if that is not the one given.
int look(const check* but = nullptr);
/// Says how the ranks differ, on one rank; the code.
int report(check& of);
/// The code for a call that ranks wait in which wait for each other.
int refuse_stuck(check& of);
/// Compares a call; with `later`, the answer is not waited for.
int compare(const signature& own, const communicator& comm, const site& origin,
            std::shared_ptr<check>* later = nullptr);
/// For ranks that another one speaks for: until it has ended the job.
void wait_for_the_end();
void rest(int& rounds);

/// While it lives, this rank comes to no other operation before this one is done.
class waiting {
public:
  explicit waiting(const std::shared_ptr<check>& on);
  ~waiting();
  waiting(const waiting&) = delete;
  waiting& operator=(const waiting&) = delete;
  /// Asks the others, from time to time, whether they wait for this rank.
  void ask();
  /// Whether they do, and this rank is the one to say so.
  bool is_stuck() const;

private:
  double next_;
  double period_;
};
/// What others ask.
void answer(shadow& at);
/// Forgets what was sent and is under way.
void stop_asking();

/// What one rank sends to another: values of a pattern.
struct part {
  std::int64_t count;
  std::uint64_t pattern;
};
/// Compares what is sent with what is expected, pair by pair, on ranks that all are in this call. What they
/// send is one part to a root, or to all, or one to each; with a root, the other side is the root's.
int compare_parts(const signature& own, const std::vector<part>& sent, const std::vector<part>& expected,
                  bool from_root, const communicator& comm);

/// Follows a request that was started.
void follow(MPI_Request handle, const site& origin, std::shared_ptr<check> compared = {});
/// The same for a message from or to a rank.
void follow(MPI_Request handle, const site& origin, const communicator& comm, int partner,
            const char* operation);
/// A wait for messages, in which this rank cannot come to anything else.
std::shared_ptr<check> wait_for_messages(const signature& own, shadow& at, const site& origin);
/// Waits for requests of messages from or to ranks, as MPI does.
int complete(const signature& own, const communicator& comm, const site& origin, int count,
             MPI_Request* requests, const int* partners, MPI_Status* statuses);
int probe(const signature& own, const communicator& comm, const site& origin, int source, int tag,
          MPI_Status* status);
bool is_over(MPI_Request handle);
/// Names the requests that are still active, one line each.
void list_requests();
/// One line about a call, which does not end the job.
void list(const site& origin, const char* what);
/// Before MPI is finalised.
void end_of_program() noexcept;
/// Whether this rank has come there.
bool at_end();

} // namespace njmpi::rt::checked
#pragma GCC visibility pop
