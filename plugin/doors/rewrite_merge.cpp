// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "doors/rewrite_unit.h"

using namespace llvm;

namespace njmpi {
namespace {

/// Whether two ranges share a character; an insertion shares none, but is inside a range or at the same place
/// as another.
bool meet(unsigned Begin, unsigned End, unsigned OtherBegin, unsigned OtherEnd) {
  return (Begin < OtherEnd && OtherBegin < End) || (Begin == OtherBegin && End == OtherEnd);
}

/// Whether one unit can do with the changes that another one makes, beside its own.
bool accepts(const UnitFile &One, const UnitFile &Other) {
  return all_of(Other.Changes, [&](const TextChange &C) {
    return is_contained(One.Changes, C) ||
           none_of(One.Changes,
                   [&](const TextChange &Own) { return meet(C.Begin, C.End, Own.Begin, Own.End); }) &&
               none_of(One.Kept,
                       [&](const auto &Kept) { return meet(C.Begin, C.End, Kept.first, Kept.second); });
  });
}

} // namespace

void mergeHeaders(std::vector<Unit> &Units) {
  std::map<std::string, std::vector<UnitFile *>> Shared;
  for (Unit &U : Units)
    for (auto &[Path, File] : U.Files)
      if (Path != U.Main)
        Shared[Path].push_back(&File);
  for (auto &[Path, Files] : Shared) {
    UnitFile All = *Files.front();
    bool Agree = true;
    for (UnitFile *File : ArrayRef(Files).drop_front()) {
      Agree &= File->Old == All.Old && accepts(*File, All) && accepts(All, *File);
      for (const TextChange &C : File->Changes)
        if (!is_contained(All.Changes, C))
          All.Changes.push_back(C);
      All.Kept.insert(All.Kept.end(), File->Kept.begin(), File->Kept.end());
      All.OnlyBlanks &= File->OnlyBlanks;
    }
    if (!Agree)
      continue; // said where they would be written to one place
    stable_sort(All.Changes, [](const TextChange &A, const TextChange &B) {
      return std::tie(A.Begin, A.End) < std::tie(B.Begin, B.End);
    });
    All.New.clear();
    unsigned At = 0;
    for (const TextChange &C : All.Changes) {
      All.New += StringRef(All.Old).slice(At, C.Begin).str() + C.New;
      At = C.End;
    }
    All.New += All.Old.substr(At);
    for (UnitFile *File : Files) {
      File->New = All.New;
      File->OnlyBlanks = All.OnlyBlanks;
    }
  }
}

} // namespace njmpi
