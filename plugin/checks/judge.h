// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What holds in one world: what is found on every way through it, or on every way that takes one branch.
#ifndef NJMPI_PLUGIN_CHECKS_JUDGE_H
#define NJMPI_PLUGIN_CHECKS_JUDGE_H

#include "checks/communication.h"
#include "facts/worlds.h"
#include <map>
#include <set>

namespace njmpi {

/// One bug, wherever it was found.
using Identity = std::tuple<std::string, clang::SourceLocation, std::string>;
Identity identityOf(const Problem &P);

/// Where a problem was looked for.
enum class Ground {
  Ways,     ///< through the world
  Partings, ///< loops that ranks leave one after the other
  Grids,    ///< with rows and columns of more than one rank
};

/// What is found in one world.
struct Judgement {
  struct Held {
    Problem What;
    Ground Of;
  };
  std::map<Identity, Held> Holding;
  std::vector<Identity> Order;
  std::set<Ground> Silent; ///< says nothing of what is found there
  bool Beyond = false;     ///< a rank that this world does not have is named on every way
  bool Runs = false;       ///< some way through comes to its end
  bool Talks = false; ///< and communicates: a program for an even number of ranks does nothing on an odd one
  bool OneSided = false; ///< only sends, or only receives, are made: the others may be elsewhere
  bool Vague = false;    ///< messages could arrive in more orders than were tried
  unsigned LeastSize = 1, ExactSize = 0;
  std::set<execution::Line> Lines; ///< that communicators are made of

  bool holds(const Identity &Id) const { return Holding.count(Id) != 0; }
  void add(const Identity &Id, const Problem &P, Ground Of) {
    if (Holding.try_emplace(Id, Held{P, Of}).second)
      Order.push_back(Id);
  }
};

void runChecks(JobFacts &Facts);

/// Looks at the worlds of one function, with one budget for all.
class Judge {
  const execution::Root &R;
  Reporter &Report;
  execution::Budget Left;
  execution::Budget ForPartings; ///< apart, since they are looked at last
  execution::Supposition Given;  ///< in the world that is looked at

public:
  Judge(const execution::Root &R, Reporter &Report) : R(R), Report(Report) {}

  Judgement judge(unsigned Size);

private:
  Judgement judge(unsigned Size, const execution::Supposition &What);
  void addOfGrids(unsigned Size, Judgement &Result);
  bool onOneBranch(const Problem &P, const execution::Exploration &All, llvm::ArrayRef<size_t> Possible,
                   const std::set<size_t> &In);
  bool isConfirmed(const Identity &Id, const execution::Job &In, const execution::Decision &D,
                   Ground Of = Ground::Ways);
  execution::Assignment answers(bool Default, unsigned Trips = execution::MostUnknownTrips) const;

  static constexpr unsigned LongTrips = 4; ///< of a loop that ranks leave one after the other
  void addPartings(const execution::Exploration &All, Judgement &Result);
  void addPartings(const execution::Job &Together, bool Usual, Judgement &Result, bool Stay = false);
  void addParting(const execution::Decision &First, const execution::Job &J, Judgement &Result);
};

} // namespace njmpi

#endif
