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
  bool takesStatus() const { return !Op.Name.starts_with("start"); }

  std::string status() {
    StringRef Ignore = Op.ManyRequests && Op.Result != ResultKind::indexed && Op.Result != ResultKind::flagged_index
                           ? "MPI_STATUSES_IGNORE"
                           : "MPI_STATUS_IGNORE";
    if (!C.Status)
      return Context.Handles.constant(Ignore);
    return ((Ignore == "MPI_STATUSES_IGNORE" ? names::RawStatuses : names::RawStatus) + "(" +
            Text.value(C.Status, "auto", "njmpi_status") + ")").str();
  }

  static bool isPending(const Expr *E) {
    const CXXRecordDecl *Record = E->getType()->getAsCXXRecordDecl();
    return Record && Record->getIdentifier() && Record->getName() == "pending" && inNamespace(Record, "njmpi");
  }

  std::string one() {
    Text.declare("auto &&njmpi_request = " + parenthesised(C.Requests.front()) + (isPending(C.Requests.front()) ? ".req" : ""));
    return assemble("&njmpi_request.handle()", "", "njmpi_request");
  }

  std::string parenthesised(const Expr *E) {
    std::string Written = Text.once(E);
    return isRepeatable(E) ? Written : "(" + Written + ")";
  }

  std::string many() {
    std::string Written;
    for (const Expr *E : C.Requests)
      Written += (Written.empty() ? "" : ", ") + Text.once(E);
    Text.declare(names::RequestArray + " njmpi_requests(" + Written + ")");
    return assemble("njmpi_requests.data()", "static_cast<int>(njmpi_requests.size()), ", "njmpi_requests");
  }

  /// `Direct` are MPI's first arguments; the runtime's entry point takes the object instead.
  std::string assemble(StringRef Handles, StringRef Count, StringRef Object) {
    std::string Results, Declarations, Returned;
    switch (Op.Result) {
    case ResultKind::flagged:
      Declarations = "int njmpi_flag = 0; ";
      Results = ", &njmpi_flag";
      Returned = ", njmpi_flag != 0";
      break;
    case ResultKind::indexed:
      Declarations = "int njmpi_index = MPI_UNDEFINED; ";
      Results = ", &njmpi_index";
      Returned = ", njmpi_index";
      break;
    case ResultKind::flagged_index:
      Declarations = "int njmpi_flag = 0, njmpi_index = MPI_UNDEFINED; ";
      Results = ", &njmpi_index, &njmpi_flag";
      Returned = ", njmpi_flag != 0, njmpi_index";
      break;
    default:
      break;
    }
    std::string Status = takesStatus() ? ", " + status() : "";
    std::string Direct = ("MPI_" + Op.MpiName.drop_front(4) + "(" + Count + Handles + Results + Status + ")").str();
    std::string Cold = names::entry(Op) + "(" + Object.str() + Results + Status + ")";
    std::string Success = Context.Handles.constant("MPI_SUCCESS");
    std::string Result = (Twine("([&]() ") + names::Inline + " { " + Text.bindings() + Declarations + "const int njmpi_code = 0 < " +
                          names::Limit + " ? " + Direct + " : " + Cold + "; ").str();
    Result += Object.str() + (Op.Name.starts_with("start") ? ".started(); " : ".completed(); ");
    std::string Checked = (Twine("njmpi_code == ") + Success + " ? njmpi_code : " + names::Failed + "(njmpi_code, {" + siteText(C, Context) +
                           "})").str();
    if (Op.Result == ResultKind::code)
      return Result + "return " + Checked + "; }())";
    return Result + "return " + names::result(Op.Result).str() + "{" + Checked + Returned + "}; }())";
  }
};

} // namespace

std::optional<std::string> completionText(const Call &C, const CallContext &Context) {
  if (C.Op->Result == ResultKind::some) // its indices fill a vector: the library's business
    return std::nullopt;
  return CompletionText(C, Context).render();
}

} // namespace njmpi
