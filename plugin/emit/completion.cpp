// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The text of wait, test, start and their like.
#include "emit/call_text.h"
#include "facts/types.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace njmpi {
namespace {

class CompletionText {
  const Call &C;
  const Operation &Op;
  const CallContext &Context;
  Expressions Text;

public:
  CompletionText(const Call &C, const CallContext &Context)
      : C(C), Op(*C.Op), Context(Context), Text(Context.Source) {}

  std::optional<std::string> render() {
    if (C.Requests.empty() || any_of(C.Requests, [](const Expr *E) { return E->isTypeDependent(); }))
      return std::nullopt;
    std::string Result = Op.ManyRequests ? many() : one();
    return Text.complete() ? std::optional(Result) : std::nullopt;
  }

private:
  std::string status() {
    StringRef Ignore =
        Op.ManyRequests && Op.Result != ResultKind::indexed && Op.Result != ResultKind::flagged_index
            ? "MPI_STATUSES_IGNORE"
            : "MPI_STATUS_IGNORE";
    if (!C.Status)
      return Context.Handles.constant(Ignore);
    return ((Ignore == "MPI_STATUSES_IGNORE" ? names::RawStatuses : names::RawStatus) + "(" +
            Text.value(C.Status, "auto", "njmpi_status") + ")")
        .str();
  }

  bool hasFailureStatuses() const {
    return Op.ManyRequests && !isStart() &&
           (Op.Result == ResultKind::code || Op.Result == ResultKind::flagged);
  }

  static bool isPending(const Expr *E) { return classNameIn(E->getType(), "njmpi") == "pending"; }

  /// What is known of a local request costs nothing as long as MPI is not given its address.
  static bool isLocal(const Expr *E) {
    E = E->IgnoreParenImpCasts();
    if (auto *Member = dyn_cast<MemberExpr>(E); Member && !Member->isArrow())
      return isLocal(Member->getBase());
    auto *Named = dyn_cast<DeclRefExpr>(E);
    auto *Variable = Named ? dyn_cast<VarDecl>(Named->getDecl()) : nullptr;
    return Variable && Variable->hasLocalStorage() && !Variable->getType()->isReferenceType() &&
           !Named->refersToEnclosingVariableOrCapture();
  }

  std::string one() {
    const Expr *E = C.Requests.front();
    if (belongsToCall(E) && isPending(E))
      Text.declare("auto &&njmpi_request = " + Text.object(E, "njmpi_pending") + ".req");
    else if (belongsToCall(E))
      Text.object(E, "njmpi_request");
    else
      Text.declare("auto &&njmpi_request = " + (isPending(E) ? operand(E) + ".req" : Text.once(E)));
    const bool Copied = isLocal(E);
    if (Copied)
      Text.declare("MPI_Request njmpi_handle = njmpi_request.handle()");
    const std::string Handle = Copied ? "njmpi_handle" : "njmpi_request.handle()";
    return assemble({ready(Copied), "&" + Handle, Handle, "njmpi_request", Copied ? "njmpi_handle" : ""});
  }

  /// A request that MPI made says that MPI is there: others take the way through the runtime.
  std::string ready(bool Copied) const {
    // MPI need not notice that a persistent request is started twice; the runtime does.
    if (isStart())
      return checksStart() ? "njmpi_request.inactive()" : "0 < " + names::Limit.str();
    // Through a loop of tests, the handle alone is kept.
    return testsOne() && Copied ? "!njmpi_request.null()" : "njmpi_request.active()";
  }

  /// For a place before `.req`.
  std::string operand(const Expr *E) {
    return isa<ArraySubscriptExpr>(E->IgnoreImplicit()) ? Text.once(E) : Text.initialiser(E);
  }

  std::string many() {
    std::string Written;
    for (auto [I, E] : enumerate(C.Requests)) {
      // What is made for the call lives as long as the call.
      const bool Made = !E->isLValue() || belongsToCall(E);
      Written += I == 0 ? "" : ", ";
      Written += Made     ? Text.object(E, "njmpi_request" + std::to_string(I + 1))
                 : I == 0 ? Text.initialiser(E)
                          : Text.once(E);
    }
    Text.declare(names::RequestArray + " njmpi_requests(" + Written + ")");
    Text.declare(names::RequestHandles + " njmpi_handles(njmpi_requests)");
    // MPI says which one failed in the statuses only, also to those who ask for none.
    if (hasFailureStatuses()) {
      Text.declare(names::FailureStatuses + " njmpi_failures(njmpi_requests)");
      if (C.Status)
        Text.declare("MPI_Status *const njmpi_statuses = njmpi_failures.or_given(" + status() + ")");
    }
    return assemble(
        {"0 < " + names::Limit.str() + (isStart() && checksStart() ? " && !njmpi_requests.active()" : ""),
         "njmpi_requests.size(), njmpi_handles.data()", "njmpi_requests.size(), njmpi_handles.data()",
         "njmpi_requests", "njmpi_handles.data()"});
  }

  bool testsOne() const { return Op.Result == ResultKind::flagged && !Op.ManyRequests; }

  bool isStart() const { return Op.Name.starts_with("start"); }

  bool checksStart() const { return Context.Checks != RunTimeChecks::None; }

  std::string statuses() const { return C.Status ? "njmpi_statuses" : "njmpi_failures.data()"; }

  /// How the requests are spelled.
  struct Spelling {
    std::string Ready;        ///< the condition of the direct call
    std::string Direct, Cold; ///< the handles, as the first arguments of MPI and of the runtime
    std::string Object;       ///< what is told which requests completed
    std::string Copies;       ///< of the handles that MPI was given, if it was
  };

  /// What MPI reports beside its code.
  struct Outcome {
    StringRef Declarations; ///< variables
    StringRef Direct, Cold; ///< as arguments
    StringRef Returned;     ///< as members of the result
    std::string Noted;      ///< which requests are told
  };

  Outcome outcome(const Spelling &S) const {
    const std::string Success = "(njmpi_code == " + Context.Handles.constant("MPI_SUCCESS") + ") ";
    const std::string Completed = S.Object + ".completed(";
    const std::string Store = S.Object + ".store(" + S.Copies + "); ";
    if (isStart())
      return {"", "", "", "", "if " + Success + S.Object + ".started(); "};
    switch (Op.Result) {
    case ResultKind::flagged:
      return {"int njmpi_flag = 0; ", ", &njmpi_flag", ", njmpi_flag", ", njmpi_flag != 0",
              "if " + Success + "{ if (njmpi_flag) " + Completed + "); } else " + Store};
    case ResultKind::indexed:
      return {"int njmpi_index = -1; ", ", &njmpi_index", ", njmpi_index", ", njmpi_index",
              Completed + "njmpi_index); "};
    case ResultKind::flagged_index:
      return {"int njmpi_index = -1, njmpi_flag = 0; ", ", &njmpi_index, &njmpi_flag",
              ", njmpi_index, njmpi_flag", ", njmpi_flag != 0, njmpi_index",
              "if (njmpi_flag) " + Completed + "njmpi_index); "};
    default:
      return {"", "", "", "",
              Op.ManyRequests ? "if " + Success + Completed + "); else " + Store : Completed + "); "};
    }
  }

  /// What a test of one request returns. Each outcome has its own return: so compilers see that the request
  /// is complete where a loop of tests ends.
  std::string tested(const Spelling &S) const {
    const std::string Completed = S.Object + ".completed(); ";
    const std::string Result = ("return " + names::result(Op.Result) + "{").str();
    return "if (njmpi_code > " + Context.Handles.constant("MPI_SUCCESS") + ") { " + Completed + Result +
           failureText(C, Context, "njmpi_code") + ", njmpi_flag != 0}; } if (njmpi_flag) { " + Completed +
           Result + "njmpi_code, true}; } " +
           (S.Copies.empty() ? "" : S.Object + ".handle() = " + S.Copies + "; ") + Result +
           "njmpi_code, false}; ";
  }

  std::string assemble(const Spelling &S) {
    const Outcome Out = outcome(S);
    const std::string Enter = isStart() ? "" : ", " + (hasFailureStatuses() ? statuses() : status());
    const std::string Checked = outcomeText(C, Context,
                                            hasFailureStatuses() ? names::CodeIn.str() + "(" + statuses() +
                                                                       ", njmpi_requests.size(), njmpi_code)"
                                                                 : "njmpi_code");
    const std::string Returned = Op.Result == ResultKind::code
                                     ? Checked
                                     : (names::result(Op.Result) + "{" + Checked + Out.Returned + "}").str();
    const std::string Outside = outside(S, Out, Enter);
    // Whether a request can be started is asked on its own: so compilers know from there on that it is there.
    const bool AsksFirst = isStart() && !Op.ManyRequests && checksStart() && !Context.comparesRanks();
    const std::string Refusal =
        AsksFirst ? "if (!" + S.Ready + ") return " + failureText(C, Context, Outside) + "; " : "";
    const std::string Direct = Op.MpiName.str() + "(" + S.Direct + Out.Direct.str() + Enter + ")";
    const std::string Calls = AsksFirst                 ? Direct
                              : Context.comparesRanks() ? Outside
                                                        : S.Ready + " ? " + Direct + " : " + Outside;
    return Text.lambda(siteDeclaration(C, Context) + Text.bindings() + Out.Declarations + Refusal +
                       "const int njmpi_code = " + Calls + "; " +
                       (testsOne() ? tested(S) : Out.Noted + "return " + Returned + "; "));
  }

  /// The call that goes through the runtime.
  std::string outside(const Spelling &S, const Outcome &Out, const std::string &Enter) const {
    const std::string Rest = Out.Cold.str() + Enter + (isStart() ? ", " + S.Object + ".active()" : "");
    if (Context.comparesRanks())
      return names::checkedEntry(Op) + "(" +
             (Op.ManyRequests ? "njmpi_requests.items(), " : "njmpi_request, ") + S.Cold + Rest + ")";
    // One request that is not active needs no handle to be waited for.
    return names::entry(Op) + "(" +
           (Op.ManyRequests || isStart() ? S.Cold + Rest : StringRef(Rest).drop_front(2).str()) + ")";
  }
};

} // namespace

std::optional<std::string> completionText(const Call &C, const CallContext &Context) {
  return CompletionText(C, Context).render();
}

} // namespace njmpi
