// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "emit/call_text.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>

using namespace clang;
using namespace llvm;

namespace njmpi {

/// `__FILE__, __LINE__, "the call as written"`.
static std::string siteText(const Call &C, const CallContext &Context) {
  std::string Text = "__FILE__, __LINE__, \"";
  raw_string_ostream Stream(Text);
  // Octal escapes and never two question marks: valid in every character set and language mode.
  std::string Line = Context.Source.sourceLine(C.Expr->getSourceRange());
  std::replace_if(
      Line.begin(), Line.end(), [](char C) { return C == '\n' || C == '\r'; }, ' '); // of a raw string
  Stream.write_escaped(Line, /*UseHexEscapes=*/false);
  return Stream.str() + "\"";
}

/// Whether there is an object that says where the call stands: for requests and compared calls, which others
/// name later, and where requests are kept in registers, of which an object made in place takes some.
static bool hasSiteObject(const Call &C, const CallContext &Context) {
  return C.Op->Family == OperationFamily::Completion || C.Op->startsRequest() || Context.comparesRanks();
}

std::string siteDeclaration(const Call &C, const CallContext &Context) {
  if (!hasSiteObject(C, Context))
    return "";
  return ("static constexpr " + names::Site + " njmpi_site{" + siteText(C, Context) + "}; ").str();
}

/// Where the call stands, as an argument.
static std::string siteArgument(const Call &C, const CallContext &Context) {
  return hasSiteObject(C, Context) ? "njmpi_site" : "{" + siteText(C, Context) + "}";
}

std::string failureText(const Call &C, const CallContext &Context, StringRef Code) {
  return (names::Failed + "(" + Code + ", " + siteArgument(C, Context) + ")").str();
}

std::string outcomeText(const Call &C, const CallContext &Context, StringRef Code) {
  // Codes of failures are positive (MPI 4.0, section 9.4). Where it asks for `== MPI_SUCCESS`, a compiler
  // makes a second zero to return.
  return "njmpi_code > " + Context.Handles.constant("MPI_SUCCESS") + " ? " + failureText(C, Context, Code) +
         " : njmpi_code";
}

std::string wrapCall(const Call &C, const CallContext &Context, const Expressions &Bound, StringRef Calls,
                     bool KeepsOperator) {
  const std::string &Bindings = Bound.bindings();
  std::string Text = siteDeclaration(C, Context);
  switch (C.Op->Result) {
  case ResultKind::pending:
    Text += Bindings + "MPI_Request njmpi_request; const int njmpi_code = " + Calls.str() + "; return ";
    Text += (C.Op->Group == "persistent" ? names::Initialised : names::Started).str() +
            "(njmpi_code, njmpi_request, njmpi_site" + (KeepsOperator ? ", njmpi_op); " : "); ");
    break;
  case ResultKind::flagged:
    Text += Bindings + "int njmpi_flag = 0; const int njmpi_code = " + Calls.str() + "; ";
    Text += ("return " + names::result(C.Op->Result) + "{" + outcomeText(C, Context) + ", njmpi_flag != 0}; ")
                .str();
    break;
  default:
    Text += Bindings + "const int njmpi_code = " + Calls.str() + "; ";
    Text += "return " + outcomeText(C, Context) + "; ";
  }
  return Bound.lambda(Text);
}

std::optional<std::string> queryText(const Call &C, const CallContext &Context) {
  Expressions Text(Context.Source);
  std::string Header = "njmpi::" + C.Op->Name.str();
  if (!C.Op->takesCommunicator())
    return (Twine("(0 < ") + names::Limit + " ? " + C.Op->MpiName + "() : " + Header + "())").str();
  std::string Comm = Context.Handles.constant("MPI_COMM_WORLD"), Again;
  if (C.Communicator) {
    Again = Text.object(C.Communicator, "njmpi_comm");
    Comm = Again + ".handle()";
  }
  if (!Text.complete())
    return std::nullopt;
  return Text.lambda(Twine(Text.bindings()) + "int njmpi_value = 0; return 0 < " + names::Limit + " && " +
                     C.Op->MpiName + "(" + Comm +
                     ", &njmpi_value) == " + Context.Handles.constant("MPI_SUCCESS") +
                     " ? njmpi_value : " + Header + "(" + Again + "); ");
}

std::string hygienic(const Call &C, const CallContext &Context, StringRef Text) {
  StringRef Written = Context.Source.source(C.Expr->getSourceRange());
  return hygienic(!Written.starts_with("njmpi::"), Written.contains("njmpi_"), Text);
}

std::string hygienic(bool Global, bool Taken, StringRef Text) {
  std::string Result;
  bool Quoted = false;
  for (size_t I = 0; I != Text.size(); ++I) {
    Quoted ^= Text[I] == '"' && (I == 0 || Text[I - 1] != '\\');
    StringRef Rest = Text.drop_front(I);
    const char Before = I == 0 ? ' ' : Text[I - 1];
    const bool Starts = !Quoted && !isalnum(static_cast<unsigned char>(Before)) && Before != '_' &&
                        Before != ':' && Before != '\3';
    if (Starts && Global && (Rest.starts_with("njmpi::") || Rest.starts_with("std::")))
      Result += "::";
    if (Text[I] == '\3')
      continue;
    Result += Text[I];
    if (Starts && Taken && Rest.starts_with("njmpi_")) {
      Result += "jmpi_own_";
      I += 5;
    }
  }
  return Result;
}

std::string rejectedText(const Call &C, const CallContext &Context) {
  std::string Text = "(";
  for (const Expr *Argument : C.Expr->arguments())
    if (!isa<CXXDefaultArgExpr>(Argument))
      if (std::optional<std::string> Written = Context.Source.text(Argument->getSourceRange()))
        Text += "static_cast<void>(" + *Written + "), ";
  return Text + names::result(C.Op->Result).str() + "{})";
}

} // namespace njmpi
