// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What one rank does when a function is executed: its MPI calls, and its accesses to memory that MPI may be
// using, in order. The calls of njmpi and of MPI's C interface come in one form.
#ifndef NJMPI_PLUGIN_FACTS_TRACE_H
#define NJMPI_PLUGIN_FACTS_TRACE_H

#include "facts/mpi_functions.h"
#include "facts/values.h"
#include "llvm/ADT/SmallVector.h"
#include <deque>
#include <set>

namespace njmpi::execution {

/// Some bytes of an object.
struct Region {
  uint64_t Object = 0;
  int64_t Offset = 0;
  std::optional<int64_t> Bytes;
  bool OffsetKnown = false; ///< false: the bytes are somewhere in the object
};

/// A buffer argument.
struct BufferUse {
  MpiParameter Kind;
  Value Pointer;
  Region Place;              ///< if Pointer is a pointer
  Value Count;               ///< in elements of the datatype, as given
  int64_t Multiple = 1;      ///< the buffer holds as many times Count
  std::optional<Value> Type; ///< the handle; none for njmpi's records
  std::string TypeName;      ///< for messages
  std::optional<Signature> Elements;
  bool IsRecord = false;                     ///< of a class with members of several datatypes
  bool HasCounts = false;                    ///< a count for each rank
  std::optional<int64_t> Total;              ///< of those, where they are known
  bool AllCount = false;                     ///< and none of them is 0
  bool OnlySent = false;                     ///< of a broadcast, at its root
  const clang::Expr *PointerWhere = nullptr; ///< of njmpi::buffer(p, n)
  const clang::Expr *Where = nullptr;

  bool isReceived() const { return isWritten(Kind) && !OnlySent; }
};

struct Argument {
  Value Content;
  const clang::Expr *Where = nullptr;
};

enum class EventKind : uint8_t {
  Call,    ///< of MPI
  Opaque,  ///< a call of MPI that the table does not hold
  Access,  ///< memory is read or written
  Changed, ///< a container is resized, moved from or swapped
  Died,    ///< an object's life ends
};

enum class Ending : uint8_t {
  Returned,
  Exited,  ///< exit(), MPI_Abort(): says nothing about what is left open
  Thrown,  ///< an exception leaves it, and its variables are destroyed
  GaveUp,  ///< something that is not understood, or too long
  Waiting, ///< needs to know what other ranks say first
};

struct Event {
  EventKind Kind = EventKind::Call;
  const clang::Stmt *Site = nullptr;
  clang::SourceLocation Where;
  unsigned Depth = 0; ///< calls of the source around it

  // Call
  const MpiFunction *Function = nullptr;
  std::string Name;                         ///< as the source spells it: MPI_Send, send
  bool Plain = true;                        ///< of MPI's C interface
  llvm::SmallVector<Argument, 8> Arguments; ///< by parameter of Function
  llvm::SmallVector<BufferUse, 2> Buffers;
  std::optional<uint64_t> Communicator, Window, Operator, Group, Made, Freed;
  Value Peer, Source, Tag, ReceiveTag; ///< Peer: destination, source, root or target
  Value Displacement, TargetCount;     ///< one-sided
  std::optional<Value> TargetType;
  llvm::SmallVector<uint64_t, 4> Requests; ///< completed, tested or started
  bool RequestsKnown = true;               ///< false: others, too, or fewer
  bool NullRequests = false;               ///< some of them were null
  bool UndefinedRequest = false;           ///< a variable that holds none
  bool NegativeCounts = false;             ///< among those for each rank
  bool CompletesOne = false, CompletesSome = false;
  std::optional<bool> Flag; ///< Test, Iprobe: what this execution supposes

  // Access, Changed, Died
  Region Place;
  bool Write = false;
  llvm::StringRef How; ///< Changed: "resized"

  Value argument(MpiParameter Kind, unsigned Nth = 0) const {
    const int At = Function->find(Kind, Nth);
    return At < 0 || At >= int(Arguments.size()) ? Value() : Arguments[At].Content;
  }
  const clang::Expr *expression(MpiParameter Kind, unsigned Nth = 0) const {
    const int At = Function->find(Kind, Nth);
    return At < 0 || At >= int(Arguments.size()) ? nullptr : Arguments[At].Where;
  }
};

struct Trace {
  unsigned Rank = 0;
  // Not vectors: what one refers to stays where it is while others are made.
  std::deque<Event> Events;
  std::deque<Object> Objects;
  std::deque<Handle> Handles;
  unsigned LeastSize = 1; ///< the smallest world in which every rank that is named exists
  unsigned ExactSize = 0; ///< the only one that a guard admits
  Ending End = Ending::Returned;
  /// Before which events code that is not seen was called first and last: it may call MPI, too.
  std::optional<size_t> FirstUnseen, LastUnseen;
  bool Shortened = false; ///< a loop with communication was left before its end was known
  clang::SourceLocation EndsAt;
};

/// A question that the execution could not answer.
struct Decision {
  uint64_t Key;
  bool Taken;
  clang::SourceLocation Where;
  bool OfData = false;        ///< about what other ranks have sent
  bool Leaves = false;        ///< a loop, by this answer
  unsigned Rank = 0;          ///< which came to it first
  bool OfRank = false;        ///< about a floating value made from the rank
  clang::SourceLocation Ends; ///< the loop, of those in which ranks communicate, that ends by it
  bool Again = false;         ///< when it has run before
};

/// Ranks that divided by something unknown give the same, or leave the same rest: a row of a grid, a column.
struct Line {
  uint64_t Length; ///< the symbol
  bool Rest;
  bool operator<(const Line &Other) const {
    return std::tie(Length, Rest) < std::tie(Other.Length, Other.Rest);
  }
};

/// All ranks of one execution, which decided all that is unknown alike.
struct Job {
  unsigned Size = 0;
  const clang::FunctionDecl *Root = nullptr;
  bool IsMain = false; ///< the whole program
  std::vector<Trace> Ranks;
  std::vector<Decision> Decisions;
  std::set<Line> Lines; ///< of ranks, that communicators were made of

  bool isComplete() const {
    for (const Trace &T : Ranks)
      if (T.End != Ending::Returned)
        return false;
    return true;
  }
};

} // namespace njmpi::execution

#endif
