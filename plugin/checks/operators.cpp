// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-operator of MPI's C interface: operators that are not defined for the datatype (MPI 4.0, 6.9.2), or
// for the call (12.3.4).
#include "checks/communication.h"
#include "llvm/ADT/StringSwitch.h"

using namespace llvm;

namespace njmpi {

using namespace execution;

namespace {

bool isPredefined(StringRef Operator) {
  return StringSwitch<bool>(Operator)
      .Cases("MPI_SUM", "MPI_PROD", "MPI_MIN", "MPI_MAX", "MPI_LAND", "MPI_LOR", "MPI_LXOR", true)
      .Cases("MPI_BAND", "MPI_BOR", "MPI_BXOR", "MPI_MINLOC", "MPI_MAXLOC", true)
      .Default(false);
}

/// MPI 4.0, section 6.9.2; true where nothing is known.
bool isDefined(StringRef Operator, StringRef Datatype) {
  const bool Pair = StringSwitch<bool>(Datatype)
                        .Cases("MPI_FLOAT_INT", "MPI_DOUBLE_INT", "MPI_LONG_INT", "MPI_2INT", "MPI_SHORT_INT",
                               "MPI_LONG_DOUBLE_INT", true)
                        .Default(false);
  const bool Floating =
      StringSwitch<bool>(Datatype).Cases("MPI_FLOAT", "MPI_DOUBLE", "MPI_LONG_DOUBLE", true).Default(false);
  const bool Complex = Datatype.contains("COMPLEX");
  const bool Integer = StringSwitch<bool>(Datatype)
                           .Cases("MPI_INT", "MPI_LONG", "MPI_SHORT", "MPI_UNSIGNED", "MPI_UNSIGNED_LONG",
                                  "MPI_UNSIGNED_SHORT", "MPI_LONG_LONG", "MPI_UNSIGNED_LONG_LONG", true)
                           .Default(false);
  if (Operator == "MPI_MINLOC" || Operator == "MPI_MAXLOC")
    return !Floating && !Complex && !Integer;
  if (!isPredefined(Operator))
    return true;
  if (Pair)
    return false;
  const bool Bitwise = Operator == "MPI_BAND" || Operator == "MPI_BOR" || Operator == "MPI_BXOR";
  const bool Logical = Operator == "MPI_LAND" || Operator == "MPI_LOR" || Operator == "MPI_LXOR";
  if (Datatype == "MPI_BYTE")
    return Bitwise;
  if (Bitwise || Logical)
    return !Floating && !Complex;
  if (Operator == "MPI_MIN" || Operator == "MPI_MAX")
    return !Complex;
  return true;
}

/// A datatype that was made of others; a copy of a predefined one is none, either.
bool isDerived(const Trace &T, const BufferUse &B) {
  return B.Type && B.Type->isHandle() && T.Handles[B.Type->Id].Made;
}

/// What is wrong with the operator of a call; empty if nothing is.
std::string problemOf(const Trace &T, const Event &E) {
  const Handle &Operator = T.Handles[*E.Operator];
  const bool OneSided = E.Function->Family == FunctionFamily::Rma;
  if (OneSided && Operator.Made)
    return "'" + E.Name + "' takes predefined operators only";
  if (!OneSided && (Operator.Name == "MPI_REPLACE" || Operator.Name == "MPI_NO_OP"))
    return "operator '" + Operator.Name + "' is for one-sided calls only";
  if (E.Buffers.empty())
    return "";
  const BufferUse &B = E.Buffers[0];
  if (!OneSided && isPredefined(Operator.Name) && isDerived(T, B)) // an accumulate takes its elements apart
    return "operator '" + Operator.Name + "' is not defined for derived datatypes";
  if (B.Elements && !isDefined(Operator.Name, B.TypeName))
    return "operator '" + Operator.Name + "' is not defined for '" + B.TypeName + "'";
  return "";
}

} // namespace

void checkOperators(JobFacts &Facts) {
  for (const Trace &T : Facts.Job.Ranks)
    for (const Event &E : T.Events) {
      if (E.Kind != EventKind::Call || !E.Plain || !E.Operator)
        continue;
      const std::string Problem = problemOf(T, E);
      if (Problem.empty())
        continue;
      const clang::Expr *Where = E.expression(MpiParameter::OP);
      auto &P = Facts.add(true, "operator", Where ? Where->getExprLoc() : E.Where, Problem);
      if (Where)
        P.What.Ranges.push_back(Where->getSourceRange());
    }
}

} // namespace njmpi
