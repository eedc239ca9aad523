// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The text of wait, test, start and their like.
#include "emit/call_text.h"
#include "clang/AST/DeclCXX.h"

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
  CompletionText(const Call &C, const CallContext &Context) : C(C), Op(*C.Op), Context(Context), Text(Context.Source) {}

  std::optional<std::string> render() {
    if (C.Requests.empty() || any_of(C.Requests, [](const Expr *E) { return E->isTypeDependent(); }))
      return std::nullopt;
    std::string Result = Op.ManyRequests ? many() : one();
    return Text.complete() ? std::optional(Result) : std::nullopt;
  }

private:
  std::string status() {
    StringRef Ignore = Op.ManyRequests && Op.Result != ResultKind::indexed && Op.Result != ResultKind::flagged_index
                           ? "MPI_STATUSES_IGNORE"
                           : "MPI_STATUS_IGNORE";
    if (!C.Status)
      return Context.Handles.constant(Ignore);
    return ((Ignore == "MPI_STATUSES_IGNORE" ? names::RawStatuses : names::RawStatus) + "(" +
            Text.value(C.Status, "auto", "njmpi_status") + ")").str();
  }

  bool hasFailureStatuses() const {
    return Op.ManyRequests && !Op.Name.starts_with("start") &&
           (Op.Result == ResultKind::code || Op.Result == ResultKind::flagged);
  }

  static bool isPending(const Expr *E) {
    const CXXRecordDecl *Record = E->getType()->getAsCXXRecordDecl();
    return Record && Record->getIdentifier() && Record->getName() == "pending" && inNamespace(Record, "njmpi");
  }

  std::string one() {
    const Expr *E = C.Requests.front();
    if (belongsToCall(E) && isPending(E))
      Text.declare("auto &&njmpi_request = " + Text.object(E, "njmpi_pending") + ".req");
    else if (belongsToCall(E))
      Text.object(E, "njmpi_request");
    else
      Text.declare("auto &&njmpi_request = " + parenthesised(E) + (isPending(E) ? ".req" : ""));
    return assemble("&njmpi_request.handle()", "", "njmpi_request");
  }

  std::string parenthesised(const Expr *E) {
    std::string Written = Text.once(E);
    return isRepeatable(E) ? Written : "(" + Written + ")";
  }

  std::string many() {
    std::string Written;
    for (const Expr *E : C.Requests)
      Written += !Written.empty()   ? ", " + Text.once(E)
                 : belongsToCall(E) ? Text.object(E, "njmpi_first")
                                    : Text.initialiser(E);
    Text.declare(names::RequestArray + " njmpi_requests(" + Written + ")");
    // MPI says which one failed in the statuses only, also to those who ask for none.
    if (hasFailureStatuses())
      Text.declare(names::FailureStatuses + " njmpi_failures(njmpi_requests.size(), " + status() + ")");
    return assemble("njmpi_requests.data()", "njmpi_requests.size(), ", "njmpi_requests");
  }

  /// What MPI reports beside its code.
  struct Outcome {
    StringRef Declarations; ///< variables
    StringRef Direct, Cold; ///< as arguments
    StringRef Returned;     ///< as members of the result
    StringRef Noted;        ///< which requests are told, as an expression; `@` is the object
  };

  Outcome outcome() const {
    if (Op.Name.starts_with("start"))
      return {"", "", "", "", "if (njmpi_code == MPI_SUCCESS) @.started(); "};
    switch (Op.Result) {
    case ResultKind::flagged:
      return {"int njmpi_flag = 0; ", ", &njmpi_flag", ", njmpi_flag", ", njmpi_flag != 0",
              Op.ManyRequests ? "if (njmpi_code != MPI_SUCCESS) @.store(); else if (njmpi_flag) @.completed(); "
                              : "if (njmpi_flag || njmpi_code != MPI_SUCCESS) @.completed(); "};
    case ResultKind::indexed:
      return {"int njmpi_index = -1; ", ", &njmpi_index", ", njmpi_index", ", njmpi_index", "@.completed(njmpi_index); "};
    case ResultKind::flagged_index:
      return {"int njmpi_index = -1, njmpi_flag = 0; ", ", &njmpi_index, &njmpi_flag", ", njmpi_index, njmpi_flag",
              ", njmpi_flag != 0, njmpi_index", "if (njmpi_flag) @.completed(njmpi_index); "};
    default:
      return {"", "", "", "", Op.ManyRequests ? "if (njmpi_code == MPI_SUCCESS) @.completed(); else @.store(); " : "@.completed(); "};
    }
  }

  /// `Handles` and `Count` are MPI's first arguments; the runtime's entry point takes the object instead.
  std::string assemble(StringRef Handles, StringRef Count, StringRef Object) {
    const Outcome Out = outcome();
    const std::string Success = Context.Handles.constant("MPI_SUCCESS");
    const std::string Enter = Op.Name.starts_with("start") ? "" : hasFailureStatuses() ? ", njmpi_failures.data()" : ", " + status();
    std::string Noted;
    for (StringRef Rest = Out.Noted; !Rest.empty();) {
      auto [Before, After] = Rest.split('@');
      size_t At = Before.find("MPI_SUCCESS");
      Noted += At == StringRef::npos ? Before.str() : (Before.take_front(At) + Success + Before.drop_front(At + 11)).str();
      if (Before.size() != Rest.size())
        Noted += Object;
      Rest = After;
    }
    std::string Checked = outcomeText(
        C, Context,
        hasFailureStatuses() ? "njmpi_failures.code(njmpi_code, njmpi_requests.size())" : "njmpi_code");
    std::string Returned = Op.Result == ResultKind::code ? Checked
                                                         : (names::result(Op.Result) + "{" + Checked + Out.Returned + "}").str();
    // MPI need not notice that a persistent request is started twice; the runtime does.
    std::string Inactive = Op.Name.starts_with("start") ? (" && !" + Object + ".active()").str() : "";
    return Text.lambda(Twine(Text.bindings()) + Out.Declarations + "const int njmpi_code = 0 < " + names::Limit +
            Inactive + " ? " + Op.MpiName + "(" + Count + Handles + Out.Direct + Enter + ") : " + names::entry(Op) + "(" + Object + Out.Cold +
            Enter + "); " + Noted + "return " + Returned + "; ");
  }
};

} // namespace

std::optional<std::string> completionText(const Call &C, const CallContext &Context) {
  return CompletionText(C, Context).render();
}

} // namespace njmpi
