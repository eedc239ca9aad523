// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// mpi_functions.def as plain data: what the engine knows of each function of MPI's C interface.
#ifndef NJMPI_PLUGIN_FACTS_MPI_FUNCTIONS_H
#define NJMPI_PLUGIN_FACTS_MPI_FUNCTIONS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace njmpi {

enum class MpiParameter {
  IN,
  OUT,
  INOUT,
  IN_EACH,
  OUT_EACH,
  ROOT_IN,
  ROOT_OUT,
  ROOT_INOUT,
  ROOT_IN_EACH,
  ROOT_OUT_EACH,
  COUNT,
  COUNTS,
  DISPLACEMENTS,
  TYPE,
  TYPES,
  DEST,
  SOURCE,
  ROOT,
  TAG,
  RTAG,
  OP,
  COMM,
  GROUP,
  WIN,
  INFO,
  NEW,
  FREED,
  COMMIT,
  REQUEST,
  N,
  REQUESTS,
  STATUS,
  STATUSES,
  FLAG,
  RESULT,
  INDEX,
  INDICES,
  COLOR,
  KEY,
  TARGET,
  DISPLACEMENT,
  BASE,
  SIZE,
  UNIT,
  ASSERT,
  LOCK,
  VALUE,
  ANY
};

inline bool isBuffer(MpiParameter P) { return P <= MpiParameter::ROOT_OUT_EACH; }
inline bool isWritten(MpiParameter P) {
  return P == MpiParameter::OUT || P == MpiParameter::INOUT || P == MpiParameter::OUT_EACH ||
         P == MpiParameter::ROOT_OUT || P == MpiParameter::ROOT_INOUT || P == MpiParameter::ROOT_OUT_EACH;
}
inline bool isRootOnly(MpiParameter P) {
  return P >= MpiParameter::ROOT_IN && P <= MpiParameter::ROOT_OUT_EACH;
}
inline bool isForEach(MpiParameter P) {
  return P == MpiParameter::IN_EACH || P == MpiParameter::OUT_EACH || P == MpiParameter::ROOT_IN_EACH ||
         P == MpiParameter::ROOT_OUT_EACH;
}

enum class FunctionFamily {
  Environment, ///< begins and ends MPI
  Anytime,     ///< allowed before and after
  Query,       ///< local, changes no handle
  Memory,
  Send,
  Receive,
  SendReceive,
  Probe,
  StartSend, ///< nonblocking
  StartReceive,
  InitSend, ///< persistent
  InitReceive,
  Start,
  Wait,
  Test,
  Cancel,
  Collective,
  StartCollective,
  InitCollective,
  MakeCommunicator, ///< collective
  MakeDatatype,
  MakeOther,  ///< operators, info objects, error handlers
  MakeWindow, ///< collective
  Group,
  Commit,
  Free,
  Epoch,
  Rma
};

/// MPI_<Id>
enum class MpiId {
#define NJMPI_FUNCTION(name, section, family, ...) name,
#include "facts/mpi_functions.def"
};

struct MpiFunction {
  MpiId Id;
  llvm::StringRef Name; ///< with "MPI_"
  llvm::StringRef Section;
  FunctionFamily Family;
  llvm::ArrayRef<MpiParameter> Parameters;

  bool isCollective() const {
    return Family == FunctionFamily::Collective || Family == FunctionFamily::StartCollective ||
           Family == FunctionFamily::InitCollective || Family == FunctionFamily::MakeCommunicator ||
           Family == FunctionFamily::MakeWindow || Id == MpiId::Win_fence || Id == MpiId::Win_free ||
           Id == MpiId::Comm_free || Id == MpiId::Comm_disconnect;
  }
  bool isPersistent() const {
    return Family == FunctionFamily::InitSend || Family == FunctionFamily::InitReceive ||
           Family == FunctionFamily::InitCollective;
  }
  bool startsRequest() const {
    return Family == FunctionFamily::StartSend || Family == FunctionFamily::StartReceive ||
           Family == FunctionFamily::StartCollective || Id == MpiId::Rput || Id == MpiId::Rget ||
           Id == MpiId::Raccumulate;
  }
  bool isSend() const {
    return Family == FunctionFamily::Send || Family == FunctionFamily::StartSend ||
           Family == FunctionFamily::InitSend || Family == FunctionFamily::SendReceive;
  }
  bool isReceive() const {
    return Family == FunctionFamily::Receive || Family == FunctionFamily::StartReceive ||
           Family == FunctionFamily::InitReceive || Family == FunctionFamily::SendReceive;
  }
  /// The position of the Nth parameter of a kind, or -1.
  int find(MpiParameter Kind, unsigned Nth = 0) const;
};

/// The function of that name, "MPI_Send" say, or "PMPI_Send"; null if the table has none.
const MpiFunction *findMpiFunction(llvm::StringRef Name);
const MpiFunction &mpiFunction(MpiId Id);

} // namespace njmpi

#endif
