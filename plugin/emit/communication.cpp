// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The text of a rewritten communication call:
//
//   ([&]() inline { bindings
//     const int njmpi_code = checks ? MPI_X(direct arguments) : njmpi::rt::x(the same facts);
//     return njmpi_code > MPI_SUCCESS ? njmpi::rt::failed(njmpi_code, {site}) : njmpi_code; }())
//
// Where the ranks are compared, one function does it all: njmpi::rt::checked::x(the same facts, site).
#include "emit/buffer_text.h"
#include "facts/operators.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

std::string asInt(StringRef Value) { return as("int", Value); }

class CommunicationText {
  const Call &C;
  const Operation &Op;
  const CallContext &Context;
  Expressions Text;
  std::string Comm, State; ///< MPI handle and njmpi::rt::communicator
  StringMap<BufferText> Buffers;
  StringMap<std::string> Values; ///< of the other parameters
  std::string Each;              ///< n of the rule, in values
  std::vector<std::string> Checks;
  bool WholeElements = false; ///< a user's operator works on elements, not on their values

public:
  CommunicationText(const Call &C, const CallContext &Context)
      : C(C), Op(*C.Op), Context(Context), Text(Context.Source) {}

  std::optional<std::string> render() {
    // What one element is to MPI is known in the instantiation only.
    for (const Buffer &B : C.Buffers)
      if (B.Type.Dependent &&
          (C.argument(ParameterKind::COUNT) || Op.Rule == CountRule::varying || hasOwnOperator(B)))
        return std::nullopt;
    communicator();
    readOperator();
    for (auto [P, B] : zip(Op.Parameters, C.Buffers))
      if (P.isBuffer() && B.Kind != BufferKind::InPlace && B.Kind != BufferKind::None)
        if (!buffer(P, B))
          return std::nullopt;
    for (auto [P, E] : zip(Op.Parameters, C.Arguments))
      if (!P.isBuffer())
        value(P, E);
    if (!Context.comparesRanks())
      rule();
    std::string Result = assemble();
    return Text.complete() ? std::optional(Result) : std::nullopt;
  }

private:
  std::string constant(StringRef Mpi) const { return Context.Handles.constant(Mpi); }

  void communicator() {
    if (!C.Communicator || isWorld(C.Communicator)) {
      Comm = constant("MPI_COMM_WORLD");
      State = names::World.str();
      return;
    }
    std::string Object;
    if (C.CommunicatorIsObject && C.Communicator->getType()->isPointerType())
      Object = "(*" + Text.object(C.Communicator, "njmpi_comm") + ")";
    else
      Object = Text.object(C.Communicator, "njmpi_comm");
    Comm = Object + ".handle()";
    State = Object + ".state()";
  }

  static bool isWorld(const Expr *E) {
    auto *Made = dyn_cast<CallExpr>(E->IgnoreParenImpCasts());
    const FunctionDecl *Callee = Made ? Made->getDirectCallee() : nullptr;
    return Callee && Callee->getIdentifier() && Callee->getName() == "world" && inNamespace(Callee, "njmpi");
  }

  bool hasOwnOperator(const Buffer &B) const {
    return Op.parameter("op") && !describeOperator(C.argument(ParameterKind::OP), B.Type).Row;
  }

  /// A call is still made, and a variable still used: else the compiler would warn of it.
  static bool isNoticed(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    auto *Named = dyn_cast<DeclRefExpr>(E);
    auto *Variable = Named ? dyn_cast<VarDecl>(Named->getDecl()) : nullptr;
    return Variable ? Variable->isLocalVarDeclOrParm() : isa<CallExpr>(E);
  }

  void readOperator() {
    if (!Op.parameter("op"))
      return;
    const Buffer *B = dataBuffer();
    Operator O = describeOperator(C.argument(ParameterKind::OP), B->Type);
    WholeElements = !O.Row && B->Type.Wrapped;
    if (O.Row) {
      if (O.Argument && isNoticed(O.Argument))
        Text.declare("static_cast<void>(" + Text.once(O.Argument) + ")");
      Values["op"] = Context.Handles.operation(*O.Row);
      return;
    }
    // What MPI applies lives as long as the call.
    const std::string Callable = Text.object(O.Argument, "njmpi_callable");
    Text.declare((Op.startsRequest() ? names::KeptOperation : "const " + names::Operation) + "<" +
                 names::ElementOf + "<std::remove_reference_t<decltype(" + Text.once(B->Argument) +
                 ")>>> njmpi_op(" + Callable + ")");
    Values["op"] = "njmpi_op.handle()";
  }

  /// The buffer that is there in every form of a reduction.
  const Buffer *dataBuffer() const {
    for (const Buffer &B : C.Buffers)
      if (B.Kind != BufferKind::None && B.Kind != BufferKind::InPlace)
        return &B;
    llvm_unreachable("a call without buffers has no operator");
  }

  bool buffer(const Parameter &P, const Buffer &B) {
    std::optional<BufferText> T = bufferText(P, B, WholeElements, Context, Text);
    if (T)
      Buffers[P.Name] = std::move(*T);
    return T.has_value();
  }

  void value(const Parameter &P, const Expr *E) {
    std::string Name = "njmpi_" + P.Name.str();
    if (P.Kind == ParameterKind::OP)
      return;
    if (P.Kind == ParameterKind::STATUS)
      Values[P.Name] =
          E ? (names::RawStatus + "(" + Text.once(E) + ")").str() : constant("MPI_STATUS_IGNORE");
    else if (P.isCounts())
      counts(P, E);
    else if (P.Kind == ParameterKind::ROOT)
      rootValue();
    else if (P.Kind == ParameterKind::COUNT)
      Values[P.Name] = E ? asSize(literalText(E).value_or(Text.value(E, "auto", Name))) : "";
    else
      Values[P.Name] = E ? Text.value(E, "int", Name) : constant(defaultText(P.Kind));
  }

  void counts(const Parameter &P, const Expr *E) {
    StringRef Of = P.Name == "sendcounts" || Op.Name == "scatterv" ? "in" : "out";
    std::string Name = "njmpi_" + P.Name.str();
    if (!StringRef(Text.bindings()).contains(names::Ready))
      Text.declare("if (" + names::Limit + " == 0) " + names::Ready + "()");
    // Where they mean nothing, they are not looked at: counts for no ranks.
    std::string Ranks =
        P.isRootOnly() ? State + ".rank == " + rootValue() + " ? " + State + ".size : 0" : State + ".size";
    std::string Given = Text.object(E, Name + "_given");
    Text.declare("const " + names::Counts + " " + Name + "(" + Given + ", " + Ranks + ", " +
                 std::to_string(Buffers[Of].Multiplicity) + ")");
    Values[P.Name] = Name;
  }

  /// The root is needed before its own turn by the counts that only the root reads.
  std::string rootValue() {
    std::string &Root = Values["root"];
    if (Root.empty()) {
      const Expr *E = C.argument(ParameterKind::ROOT);
      Root = E ? Text.value(E, "int", "njmpi_root") : "0";
    }
    return Root;
  }

  bool rooted() const { return C.Op->parameter("root") != nullptr; }
  std::string atRoot() { return State + ".rank == " + rootValue(); }
  std::string size() const { return asSize(State + ".size"); }

  /// Initialised, and a count that fits MPI's int.
  void checkCount(StringRef Count, std::optional<uint64_t> Known = std::nullopt) {
    std::string Check = (Count + " < " + names::Limit).str();
    if (Known && any_of(Checks, [](StringRef Each) { return Each.ends_with(names::Limit); }) &&
        *Known <= INT32_MAX)
      return;
    Checks.push_back(Check);
  }

  /// What only a wrong program breaks.
  void checkSize(const Twine &Check) {
    if (Context.Checks != RunTimeChecks::None)
      Checks.push_back(Check.str());
  }

  /// `B` holds `Needed` values, at the root if it is only read there.
  void checkHolds(StringRef Parameter, const Twine &Needed) {
    std::string Check = Buffers[Parameter].Count + " >= " + Needed.str();
    if (C.Op->parameter(Parameter)->isRootOnly())
      Check = "(" + State + ".rank != " + rootValue() + " || " + Check + ")";
    checkSize(Check);
  }

  /// Gives n a name, unless it is a constant or the size of a buffer.
  void setEach(const Twine &N, bool Simple) {
    if (Simple) {
      Each = N.str();
      return;
    }
    Text.declare("const std::size_t njmpi_n = " + N);
    Each = "njmpi_n";
  }

  std::string given(StringRef Buffer) {
    std::string Count = Values["count"];
    uint64_t Times = Buffers[Buffer].Multiplicity;
    uint64_t Number = 0;
    if (isNumeral(Count) && !StringRef(Count).getAsInteger(10, Number))
      return std::to_string(Number * Times);
    return Times == 1 ? Count : Count + " * " + std::to_string(Times);
  }

  /// n = count * multiplicity if given, the size of `Buffer` otherwise.
  void eachFrom(StringRef Buffer) {
    bool Given = !Values["count"].empty();
    BufferText &B = Buffers[Buffer];
    setEach(Given ? given(Buffer) : B.Count,
            Given ? isNumeral(given(Buffer)) : (B.Known || B.Multiplicity == 1));
    checkCount(Each, Given ? std::nullopt : B.Known);
    if (Given)
      checkHolds(Buffer, Each);
  }

  void rule() {
    if (C.InPlace)
      return ruleInPlace();
    switch (Op.Rule) {
    case CountRule::own:
      for (const Parameter &P : Op.Parameters)
        if (P.isBuffer())
          checkCount(Buffers[P.Name].Count, Buffers[P.Name].Known);
      if (Checks.empty())
        checkCount("0");
      break;
    case CountRule::equal:
      eachFrom("in");
      if (!(Buffers["in"].Known && Buffers["out"].Known && *Buffers["out"].Known >= *Buffers["in"].Known))
        checkHolds("out", Each);
      break;
    case CountRule::gather:
      eachFrom("in");
      checkHolds("out", Each + " * " + ranks(false));
      break;
    case CountRule::scatter:
      eachFrom("out");
      checkHolds("in", Each + " * " + size());
      break;
    case CountRule::reduce_scatter:
      eachFrom("out");
      checkHolds("in", Each + " * " + size());
      break;
    case CountRule::alltoall: {
      BufferText &In = Buffers["in"];
      std::string Share = In.Multiplicity == 1
                              ? In.Count + " / " + ranks(true)
                              : "(" + In.Count + ") / " + std::to_string(In.Multiplicity) + " / " +
                                    ranks(true) + " * " + std::to_string(In.Multiplicity);
      setEach(Values["count"].empty() ? Share : given("in"), false);
      checkCount(Each);
      if (!Values["count"].empty())
        checkHolds("in", Each + " * " + ranks(true));
      checkHolds("out", Each + " * " + ranks(false));
      break;
    }
    case CountRule::varying:
      ruleVarying();
      break;
    }
  }

  /// p of the rule: the ranks, or the neighbours one receives from or sends to.
  std::string ranks(bool Destinations) {
    if (Op.Group != "neighbour")
      return size();
    std::string Neighbours = State + (Destinations ? ".destinations" : ".sources");
    return asSize(Destinations ? "(" + Neighbours + " ? " + Neighbours + " : 1)" : Neighbours);
  }

  void ruleVarying() {
    for (const Parameter &P : Op.Parameters)
      if (P.isBuffer() && is_contained({std::string("in"), std::string("out")}, P.Name.str()) &&
          !P.isRootOnly() && !countsFor(P.Name))
        checkCount(Buffers[P.Name].Count, Buffers[P.Name].Known);
    for (const Parameter &P : Op.Parameters)
      if (P.isBuffer())
        if (const Parameter *Of = countsFor(P.Name)) {
          std::string Total = Values[Of->Name] + ".total()";
          checkCount(Total);
          checkHolds(P.Name, Total);
        }
  }

  const Parameter *countsFor(StringRef Buffer) const {
    for (const Parameter &P : Op.Parameters)
      if (P.isCounts() && (P.Name == "sendcounts" || Op.Name == "scatterv" ? "in" : "out") == Buffer)
        return &P;
    return nullptr;
  }

  void ruleInPlace() {
    BufferText &Data = Buffers["out"];
    bool Given = Op.parameter("count") && !Values["count"].empty();
    if (Op.Rule == CountRule::equal) {
      setEach(Data.Count, Data.Known || Data.Multiplicity == 1);
      checkCount(Each, Data.Known);
      return;
    }
    std::string Ranks = size();
    std::string Share = "(" + Data.Count + ") / " + Ranks;
    if (Data.Multiplicity != 1)
      Share = "(" + Data.Count + ") / " + std::to_string(Data.Multiplicity) + " / " + Ranks + " * " +
              std::to_string(Data.Multiplicity);
    if (rooted())
      Share = atRoot() + " ? " + Share + " : " + Data.Count;
    setEach(Given ? given("out") : Share, false);
    checkCount(Each);
    if (!Given)
      return; // a share of the data fits into it
    if (rooted())
      checkSize(Data.Count + " >= (" + atRoot() + " ? " + Each + " * " + Ranks + " : " + Each + ")");
    else
      checkSize(Data.Count + " >= " + Each + " * " + Ranks);
  }

  // ---- arguments of the two branches ----

  std::string pointer(StringRef Parameter) {
    if (!C.InPlace)
      return Buffers[Parameter].Pointer;
    std::string InPlace = constant("MPI_IN_PLACE"), Data = Buffers["out"].Pointer;
    if (!rooted())
      return Parameter == "in" ? InPlace : Data;
    // The root works in place; elsewhere the data is what is contributed, or received into.
    bool Special = Op.Rule == CountRule::scatter ? Parameter == "out" : Parameter == "in";
    return Special ? "(" + atRoot() + " ? " + InPlace + " : " + Data + ")" : Data;
  }

  const BufferText &typed(StringRef Parameter) { return Buffers[C.InPlace ? "out" : Parameter]; }

  std::string direct(const MpiArgument &A) {
    switch (A.Role) {
    case ArgumentRole::POINTER:
      return pointer(A.Parameter);
    case ArgumentRole::COUNT:
      return asInt(Buffers[A.Parameter].Count);
    case ArgumentRole::TYPE:
      return typed(A.Parameter).Type;
    case ArgumentRole::EACH:
      return asInt(Each);
    case ArgumentRole::COUNTS:
      return Values[A.Parameter] + ".data()";
    case ArgumentRole::DISPLACEMENTS:
      return Values[A.Parameter] + ".displacements()";
    case ArgumentRole::VALUE:
      return Values[A.Parameter];
    case ArgumentRole::OPERATOR:
    case ArgumentRole::STATUS:
      return Values[A.Parameter];
    case ArgumentRole::COMM:
      return Comm;
    case ArgumentRole::REQUEST:
      return "&njmpi_request";
    case ArgumentRole::FLAG:
      return "&njmpi_flag";
    }
    llvm_unreachable("all roles are spelled");
  }

  std::string cold(const Parameter &P) {
    if (P.isBuffer()) {
      if (C.InPlace && P.Name == "in")
        return "{" + constant("MPI_IN_PLACE") + ", 0, " + Buffers["out"].Type + "}";
      const BufferText &B = Buffers[P.Name];
      return "{" + B.Pointer + ", " + B.Count + ", " + B.Type + "}";
    }
    if (P.Kind == ParameterKind::COUNT) {
      StringRef Of = Op.Rule == CountRule::scatter || C.InPlace ? "out" : "in";
      return Values["count"].empty()
                 ? names::LeftOut.str()
                 : (isNumeral(given(Of)) ? given(Of) : "static_cast<std::ptrdiff_t>(" + given(Of) + ")");
    }
    return Values[P.Name];
  }

  std::string assemble() {
    std::vector<std::string> Direct, Cold;
    for (const Parameter &P : Op.Parameters)
      Cold.push_back(cold(P));
    Cold.push_back(State);
    if (Op.Result == ResultKind::pending)
      Cold.push_back("njmpi_request");
    if (Op.Result == ResultKind::flagged)
      Cold.push_back("njmpi_flag");
    const bool KeepsOperator = Values["op"] == "njmpi_op.handle()";
    if (Context.comparesRanks()) {
      Cold.push_back("njmpi_site");
      return wrapCall(C, Context, Text, names::checkedEntry(Op) + "(" + join(Cold, ", ") + ")",
                      KeepsOperator);
    }
    for (const MpiArgument &A : Op.Arguments)
      Direct.push_back(direct(A));
    std::string Calls = join(Checks, " && ") + " ? " + Op.MpiName.str() + "(" + join(Direct, ", ") +
                        ") : " + names::entry(Op) + "(" + join(Cold, ", ") + ")";
    return wrapCall(C, Context, Text, Calls, KeepsOperator);
  }
};

} // namespace

std::optional<std::string> communicationText(const Call &C, const CallContext &Context) {
  return CommunicationText(C, Context).render();
}

} // namespace njmpi
