// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One session on every rank. Only what fails is printed, with the rank in front; the exit status is the same
// on all ranks; a rank that leaves a case early aborts the job, because the others would wait for it.
#if !__has_include(<catch2/catch_all.hpp>)
#define CATCH_CONFIG_RUNNER
#endif
#include "catch.hpp"
#include "ring.hpp"
#include <cstdio>
#include <iostream>
#include <mpi.h>
#include <sstream>

namespace {

void print(const std::string& text) {
  std::istringstream lines(text);
  std::string out;
  for (std::string line; std::getline(lines, line);)
    out += "[rank " + std::to_string(ring.rank) + "] " + line + "\n";
  std::fwrite(out.data(), 1, out.size(), stderr);
  std::fflush(stderr);
}

#if __has_include(<catch2/catch_all.hpp>)
using listener_base = Catch::EventListenerBase;
using listener_result = void;
#define NJMPI_TEST_RETURN return
#else
using listener_base = Catch::TestEventListenerBase;
using listener_result = bool;
#define NJMPI_TEST_RETURN return true
#endif

class abort_on_early_exit : public listener_base {
public:
  using listener_base::listener_base;

  void testCaseStarting(const Catch::TestCaseInfo& info) override {
    listener_base::testCaseStarting(info);
    name = info.name;
  }

  listener_result assertionEnded(const Catch::AssertionStats& stats) override {
    const Catch::AssertionResult& result = stats.assertionResult;
    const bool goes_on = result.isOk() || ((result.m_info.resultDisposition & Catch::ResultDisposition::ContinueOnFailure) != 0 &&
                                           result.getResultType() != Catch::ResultWas::ThrewException &&
                                           result.getResultType() != Catch::ResultWas::FatalErrorCondition);
    if (!goes_on && ring.size > 1) {
      std::ostringstream text;
      text << "case \"" << name << "\" was left early\n"
           << result.getSourceInfo().file << ":" << result.getSourceInfo().line << ": "
           << static_cast<std::string>(result.getExpressionInMacro()) << "\n";
      if (result.hasExpandedExpression())
        text << "  with " << static_cast<std::string>(result.getExpandedExpression()) << "\n";
      if (result.hasMessage())
        text << "  " << static_cast<std::string>(result.getMessage()) << "\n";
      for (const Catch::MessageInfo& message : stats.infoMessages)
        text << "  " << message.message << "\n";
      print(text.str());
      // A signal ends the job by itself, and MPI cannot be called from its handler.
      if (result.getResultType() != Catch::ResultWas::FatalErrorCondition)
        MPI_Abort(MPI_COMM_WORLD, 1);
    }
    NJMPI_TEST_RETURN;
  }

private:
  std::string name;
};

CATCH_REGISTER_LISTENER(abort_on_early_exit)

} // namespace

int main(int argc, char** argv) {
  int provided = 0;
  MPI_Init_thread(&argc, &argv, MPI_THREAD_MULTIPLE, &provided);
  MPI_Comm_rank(MPI_COMM_WORLD, &ring.rank);
  MPI_Comm_size(MPI_COMM_WORLD, &ring.size);
  ring.next = (ring.rank + 1) % ring.size;
  ring.previous = (ring.rank + ring.size - 1) % ring.size;

  std::ostringstream report;
  std::streambuf* const console = std::cout.rdbuf(report.rdbuf());
  int status = Catch::Session().run(argc, argv);
  std::cout.rdbuf(console);
  if (status != 0)
    print(report.str());
  else if (ring.rank == 0)
    std::cout << report.str();

  MPI_Allreduce(MPI_IN_PLACE, &status, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
  MPI_Finalize();
  return status != 0;
}
