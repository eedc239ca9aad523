// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/worlds.h"

using namespace clang;
using namespace llvm;

namespace njmpi::execution {
namespace {

constexpr size_t MostJobs = 10;    ///< of an exhaustive exploration
constexpr size_t MostSamples = 20; ///< of one that is not
constexpr unsigned MostPasses = 5;

} // namespace

Job runJob(Sema &S, const Root &R, unsigned Size, Budget &Left, Assignment Answers) {
  Job J;
  World W;
  W.Size = Size;
  // Ranks learn of each other by their communicators: until nobody learns anything more.
  for (unsigned Pass = 0; Pass != MostPasses; ++Pass) {
    Assignment Fresh = Answers;
    J = Job{Size, R.Function, R.IsMain, {}, {}};
    W.Learned = false;
    for (unsigned Rank = 0; Rank != Size; ++Rank)
      J.Ranks.push_back(Executor(S, R, W, Fresh, Left, Rank).run());
    J.Decisions = Fresh.asked();
    J.Lines = W.Lines;
    if (!W.Learned)
      break;
  }
  return J;
}

Exploration explore(Sema &S, const Root &R, unsigned Size, Budget &Left, const Supposition &What) {
  Exploration All;
  auto answers = [&](bool Default = false) {
    Assignment Result(Default);
    if (What)
      Result.suppose(What->first, What->second);
    return Result;
  };
  struct Branch {
    uint64_t Key;
    bool Taken, Flipped;
  };
  std::vector<Branch> Path;
  while (true) {
    Assignment Answers = answers();
    for (const Branch &B : Path)
      Answers.force(B.Key, B.Taken);
    All.Jobs.push_back(runJob(S, R, Size, Left, std::move(Answers)));
    const Job &Last = All.Jobs.back();
    for (const Decision &D : Last.Decisions)
      if (none_of(Path, [&](const Branch &B) { return B.Key == D.Key; }))
        Path.push_back({D.Key, D.Taken, false});
    while (!Path.empty() && Path.back().Flipped)
      Path.pop_back();
    if (Path.empty() || Left.Steps == 0)
      return All;
    if (All.Jobs.size() == MostJobs)
      break;
    Path.back().Taken = !Path.back().Taken;
    Path.back().Flipped = true;
  }
  // Too many combinations: all questions alike, and each one against the others.
  All.Exhaustive = false;
  All.Jobs.clear();
  for (bool Base : {false, true}) {
    All.Jobs.push_back(runJob(S, R, Size, Left, answers(Base)));
    const std::vector<Decision> Asked = All.Jobs.back().Decisions;
    const size_t Step = std::max<size_t>(1, Asked.size() / (MostSamples / 2));
    for (size_t I = 0; I < Asked.size() && Left.Steps; I += Step) {
      Assignment Answers = answers(Base);
      Answers.force(Asked[I].Key, !Asked[I].Taken);
      All.Jobs.push_back(runJob(S, R, Size, Left, std::move(Answers)));
    }
  }
  return All;
}

} // namespace njmpi::execution
