// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is done with an annotated loop: which levels are cut over the ranks, which ranks run a statement, and
// how the elements that the body names are reached. Plain data; the text follows from it.
#ifndef NJMPI_PLUGIN_PLAN_LOOPS_H
#define NJMPI_PLUGIN_PLAN_LOOPS_H

#include "facts/loops.h"

namespace njmpi {

/// How an access of the body gets its element.
enum class Reach {
  Local,    ///< it is where the iteration runs: nothing to do
  Write,    ///< written to a field: decides who runs the statement
  Owner,    ///< no field is written: decides who runs the iteration
  Halo,     ///< read beside the rank's own elements
  Copy,     ///< read from somewhere else, through a copy
  Indirect, ///< read through an index array
  Gather,   ///< written to a replicated array: sent to everyone after the loop
};

struct AccessPlan {
  unsigned Access; ///< into Loop::Accesses
  Reach How = Reach::Local;
  int Number = -1;           ///< of a copy, or of an indirect read; accesses that are the same share one
  bool Conditional = false;  ///< not in every iteration: it need not be inside the array in all of them
  bool Repeats = false;      ///< an earlier access says the same
  bool NeverWritten = false; ///< of a read: no write of a field meets it in another iteration
  std::vector<int> Apart;    ///< of a read: the statements whose writes do not
};

/// One field, or replicated array, under its own name in the generated text.
struct ArrayPlan {
  std::string Name; ///< of the variable, or made up: what the generated names end in
  bool Shadowed =
      false; ///< a view of the same name hides the variable in the nest; otherwise bases are replaced
};

struct ReductionPlan {
  std::string Name;
  bool Shadowed = false; ///< the nest works on a local copy of the same name
  bool ByRow = false;    ///< equal zeros are told apart by their place
};

struct LoopPlan;

/// A later loop, and which of its fields send their halos with the messages of this one.
struct CarriedLoop {
  const LoopPlan *Later;
  std::vector<unsigned> Arrays; ///< of the later loop
};

struct LoopPlan {
  const Loop *Nest = nullptr;
  unsigned Levels = 1; ///< of the runtime; deeper ones stay in the body
  std::vector<int>
      Inner; ///< loops of the body whose index subscripts a field: levels of the runtime after these
  bool Pipelined = false;
  const Dependence *InOrder = nullptr; ///< why the interior does not run first
  std::vector<AccessPlan> Accesses;    ///< in the order of Loop::Accesses
  /// All that is read of fields moves with loops of the body, too: the element that decides who runs an
  /// iteration.
  std::optional<Access> Home;
  std::vector<ArrayPlan> Arrays; ///< in the order of Loop::Arrays
  std::vector<ReductionPlan> Reductions;
  bool Guarded = false;          ///< several statements, each with owners of its own
  std::vector<Overlap> Overlaps; ///< what may be one memory: looked at before the loop
  bool WholeObjects = false; ///< of what called functions read; in other instantiations it has other members
  std::vector<std::string> CalledChecks; ///< then: the checks of all instantiations

  /// Whether it is about what a called function reads.
  bool isCalledRead(const Overlap &O) const {
    return O.B.K == Overlap::Side::Other && Nest->Others[O.B.Number].By;
  }

  // With the loops before and after it; see plan/fusion.h.
  unsigned Line = 0;
  std::vector<CarriedLoop> Carries;
  std::vector<std::pair<unsigned, const LoopPlan *>> CarriedBy; ///< array of this loop, and the earlier loop
  std::string Postponed;             ///< name of what keeps the reductions of consecutive loops; or empty
  bool Opens = false, Gives = false; ///< it is declared here; the reductions are left to a later loop
  const LoopPlan *CombinedWith = nullptr; ///< the loop that combines them
};

/// For a loop without problems.
LoopPlan planLoop(const Loop &L);

/// The message of its remark: what is distributed, what travels, what is combined.
std::string describe(const LoopPlan &P);

/// Whether elements of other ranks are read beside the own ones; of fields that are distributed alike.
bool hasHalo(const LoopPlan &P, unsigned Array);

/// All of it as text, a line per decision.
std::string print(const LoopPlan &P);

} // namespace njmpi

#endif
