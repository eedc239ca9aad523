// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an expression is known to be while a function is executed symbolically.
#ifndef NJMPI_PLUGIN_FACTS_VALUES_H
#define NJMPI_PLUGIN_FACTS_VALUES_H

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace njmpi::execution {

enum class ValueKind : uint8_t {
  Undefined, ///< never written
  Integer,
  Symbol,    ///< not known, but the same wherever its identity is the same
  Pointer,   ///< an address in an object
  Aggregate, ///< the value of a class or an array, which lies in an object
  Handle,    ///< of MPI
  Function
};

struct Value {
  ValueKind Kind = ValueKind::Undefined;
  bool OffsetKnown = true; ///< Pointer
  uint64_t Id = 0;         ///< Symbol: its identity; Pointer, Aggregate: the object; Handle: its number
  int64_t Number = 0;      ///< Integer: the value; Symbol: what is added to it; Pointer: the offset in bytes
  llvm::StringRef Name = {}; ///< the constant of MPI that it was spelled as
  const clang::FunctionDecl *Function = nullptr;
  bool OfRank = false; ///< computed from the rank

  static Value integer(int64_t N, llvm::StringRef Name = {}) {
    return {ValueKind::Integer, true, 0, N, Name};
  }
  static Value symbol(uint64_t Id, int64_t Plus = 0) { return {ValueKind::Symbol, true, Id, Plus}; }
  static Value pointer(uint64_t Object, int64_t Offset, bool Known = true) {
    return {ValueKind::Pointer, Known, Object, Offset};
  }
  static Value aggregate(uint64_t Object, int64_t Offset) {
    return {ValueKind::Aggregate, true, Object, Offset};
  }
  static Value handle(uint64_t Number) { return {ValueKind::Handle, true, Number}; }

  bool isInteger() const { return Kind == ValueKind::Integer; }
  bool isSymbol() const { return Kind == ValueKind::Symbol; }
  bool isPointer() const { return Kind == ValueKind::Pointer; }
  bool isHandle() const { return Kind == ValueKind::Handle; }
  bool isUndefined() const { return Kind == ValueKind::Undefined; }
  Value ofRank(bool Of = true) const {
    Value Result = *this;
    Result.OfRank = Of;
    return Result;
  }
  bool isNull() const { return isInteger() && Number == 0 && Name.empty(); }
  bool is(llvm::StringRef Constant) const { return isInteger() && Name == Constant; }
  std::optional<int64_t> number() const { return isInteger() ? std::optional(Number) : std::nullopt; }
};

/// A value in memory.
struct Cell {
  Value Content;
  int64_t Bytes;
};

/// Everything that has an address: a variable, what malloc or a container gave, what a pointer from outside
/// points to.
struct Object {
  uint64_t Key = 0; ///< the same object in every execution
  const clang::ValueDecl *Variable = nullptr;
  clang::QualType Type;         ///< of the whole; null for memory from malloc
  clang::SourceLocation Where;  ///< declared or allocated
  std::optional<int64_t> Bytes; ///< its size
  bool Zeroed = false;          ///< what was not written is zero
  bool Blurred = false;         ///< what was not written may be anything
  bool Outside = false;         ///< lives longer than the function that is executed
  bool Heap = false;
  bool Dead = false;     ///< went out of scope
  bool Freed = false;    ///< given to free()
  bool Escaped = false;  ///< code that is not seen knows its address
  bool Received = false; ///< what was not written came from other ranks
  uint64_t Version = 0;  ///< counts how often all of it changed
  std::map<int64_t, Cell> Cells;
};

enum class HandleKind : uint8_t {
  Communicator,
  Datatype,
  Group,
  Operator,
  Request,
  Window,
  Info,
  Errhandler,
  Other
};

/// A sequence of values of one predefined type.
struct Signature {
  std::string Base; ///< MPI_INT, say
  int64_t Count = 1;
};

/// A handle of one rank.
struct Handle {
  HandleKind Kind = HandleKind::Other;
  std::string Name; ///< MPI_COMM_WORLD, say; empty for what the program made
  bool Null = false;
  bool Unknown = false;                  ///< came from outside
  bool Escaped = false;                  ///< code that is not seen may use or free it
  bool Handed = false;                   ///< Request: escaped only by being returned or stored for the caller
  std::optional<size_t> Made;            ///< the event that made it
  std::string Key;                       ///< Communicator, Window: the same on all ranks that share it
  std::optional<std::vector<int>> Ranks; ///< Communicator, Group: the ranks of the world in it
  bool PerhapsNull = false;              ///< Communicator: whether this rank is in it is not known
  std::vector<int64_t> Dimensions, Periods; ///< Communicator: of its Cartesian topology
  std::optional<Signature> Elements;        ///< Datatype
  std::optional<int64_t> Bytes, Extent;     ///< Datatype
  bool Committed = true;                    ///< Datatype
  bool Persistent = false;                  ///< Request
  std::optional<Value> Base, Size, Unit;    ///< Window
};

} // namespace njmpi::execution

#endif
