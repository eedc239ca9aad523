// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which rows of the table the hand-written cases have run; compared with the table at the end.
#pragma once

#include <set>
#include <string>

inline std::set<std::string>& completed_rows() {
  static std::set<std::string> names;
  return names;
}
inline void completed(const std::string& name) { completed_rows().insert(name); }
