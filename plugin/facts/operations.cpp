// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "facts/operations.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"

using namespace llvm;

namespace njmpi {
namespace {

// The rows hold lists of pairs, ((A, a), (B, b)); the walk below turns each pair into a call of a
// macro. A row has at most 12 pairs.
#define NJMPI_AGAIN_PARENS ()
#define NJMPI_EXPAND(...) NJMPI_EXPAND1(NJMPI_EXPAND1(NJMPI_EXPAND1(__VA_ARGS__)))
#define NJMPI_EXPAND1(...) NJMPI_EXPAND2(NJMPI_EXPAND2(NJMPI_EXPAND2(__VA_ARGS__)))
#define NJMPI_EXPAND2(...) __VA_ARGS__
#define NJMPI_EACH(macro, first, ...)                                                                        \
  macro first __VA_OPT__(NJMPI_EACH_AGAIN NJMPI_AGAIN_PARENS(macro, __VA_ARGS__))
#define NJMPI_EACH_AGAIN() NJMPI_EACH
#define NJMPI_FOR_EACH(macro, ...) __VA_OPT__(NJMPI_EXPAND(NJMPI_EACH(macro, __VA_ARGS__)))

#define NJMPI_PARAMETER(kind, name) Parameter{ParameterKind::kind, #name},
#define NJMPI_ARGUMENT(role, name) MpiArgument{ArgumentRole::role, #name},

// Lists start with an element that is dropped, since an empty array is not C++.
#define NJMPI_OPERATION(group, name, mpi, section, result, rule, parameters, arguments)                      \
  const Parameter Parameters_##name[] = {{ParameterKind::STATUS, ""},                                        \
                                         NJMPI_FOR_EACH(NJMPI_PARAMETER, NJMPI_EXPAND2 parameters)};         \
  const MpiArgument Arguments_##name[] = {{ArgumentRole::COMM, ""},                                          \
                                          NJMPI_FOR_EACH(NJMPI_ARGUMENT, NJMPI_EXPAND2 arguments)};
#include "njmpi/operations.def"

bool acceptsInPlace(StringRef Name) {
  static const StringRef Names[] = {
#define NJMPI_IN_PLACE(name) #name,
#include "njmpi/operations.def"
  };
  return is_contained(Names, Name);
}

StringMap<Operation> makeTable() {
  StringMap<Operation> Table;
  auto Add = [&](Operation Row) { Table[Row.Name] = Row; };
#define NJMPI_OPERATION(group, name, mpi, section, result, rule, parameters, arguments)                      \
  Add({OperationFamily::Communication, #group, #name, #mpi, section, ResultKind::result, CountRule::rule,    \
       ArrayRef(Parameters_##name).drop_front(), ArrayRef(Arguments_##name).drop_front(),                    \
       acceptsInPlace(#name), false});
#define NJMPI_COMPLETION(name, mpi, section, requests, result)                                               \
  Add({OperationFamily::Completion,                                                                          \
       "request",                                                                                            \
       #name,                                                                                                \
       #mpi,                                                                                                 \
       section,                                                                                              \
       ResultKind::result,                                                                                   \
       CountRule::own,                                                                                       \
       {},                                                                                                   \
       {},                                                                                                   \
       false,                                                                                                \
       StringRef(#requests) == "many"});
#define NJMPI_QUERY(name, mpi, section, result)                                                              \
  Add({OperationFamily::Query,                                                                               \
       "environment",                                                                                        \
       #name,                                                                                                \
       #mpi,                                                                                                 \
       section,                                                                                              \
       ResultKind::code,                                                                                     \
       CountRule::own,                                                                                       \
       {},                                                                                                   \
       {},                                                                                                   \
       false,                                                                                                \
       false});
#include "njmpi/operations.def"
  return Table;
}

} // namespace

const Parameter *Operation::parameter(StringRef Wanted) const {
  for (const Parameter &P : Parameters)
    if (P.Name == Wanted)
      return &P;
  return nullptr;
}

const Operation *findOperation(StringRef Name) {
  static const StringMap<Operation> Table = makeTable();
  auto It = Table.find(Name);
  return It == Table.end() ? nullptr : &It->second;
}

StringRef defaultText(ParameterKind Kind) {
  switch (Kind) {
  case ParameterKind::SOURCE:
    return "MPI_ANY_SOURCE";
  case ParameterKind::RTAG:
    return "MPI_ANY_TAG";
  case ParameterKind::TAG:
  case ParameterKind::ROOT:
    return "0";
  case ParameterKind::OP:
    return "MPI_SUM";
  default:
    return "";
  }
}

} // namespace njmpi
