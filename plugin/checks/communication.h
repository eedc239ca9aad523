// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Checks of what whole functions communicate: each is one file, registered in communication.def, and reads
// the traces of one job, with the outcome of running them against each other.
#ifndef NJMPI_PLUGIN_CHECKS_COMMUNICATION_H
#define NJMPI_PLUGIN_CHECKS_COMMUNICATION_H

#include "checks/reporter.h"
#include "facts/schedule.h"

namespace njmpi {

/// A finding in one job. It is reported if it is there in every world that the program admits.
struct Problem {
  Finding What;
  bool Error = true;
  bool Always = false; ///< worth saying only if it is so on every path
  bool Cross = false;  ///< follows from what several ranks do
  /// A rank beyond the size of this world: other worlds may have it.
  std::optional<int64_t> Beyond;
};

/// What a check of communication sees.
struct JobFacts {
  const execution::Job &Job;
  const execution::Outcome *Outcome; ///< null if the job could not be run
  Reporter &Report;                  ///< for texts; findings go to Found
  std::vector<Problem> Found = {};
  bool OneSided = false; ///< a message would have no partner, and the function makes none of the other kind

  const execution::Event &event(execution::Place P) const { return Job.Ranks[P.Rank].Events[P.Event]; }
  Problem &add(bool Error, llvm::StringRef Tag, clang::SourceLocation Where, std::string Message) {
    Problem P;
    P.Error = Error;
    P.What.Where = Where;
    P.What.Tag = Tag;
    P.What.Message = std::move(Message);
    Found.push_back(std::move(P));
    return Found.back();
  }
};

#define NJMPI_CHECK(function) void function(JobFacts &);
#include "checks/communication.def"

/// Runs them on every kernel, and with Plain on every function of the unit that calls MPI itself.
void checkCommunication(const std::vector<Kernel> &Kernels, Reporter &Report, bool Plain);

/// Of calls that wait for each other: makes an exchange of the first one, a send, and of the receive after
/// it.
void suggestExchange(const JobFacts &Facts, llvm::ArrayRef<execution::Place> Calls, Finding &F);

/// Whether bytes certainly belong to both.
bool overlaps(const execution::Region &A, const execution::Region &B);
/// The name of an object for a message, or the empty string.
std::string objectName(const execution::Trace &T, uint64_t Object);
/// 'MPI_Send', 'send'
std::string quoted(const execution::Event &E);

} // namespace njmpi

#endif
