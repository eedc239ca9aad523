// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "doors/rewrite_sarif.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"

#include <set>

using namespace llvm;

namespace njmpi {
namespace {

json::Object message(StringRef Text) { return json::Object{{"text", json::fixUTF8(Text)}}; }

std::string uri(StringRef Path) {
  std::string Result = Path.starts_with("/") ? "file://" : "";
  for (unsigned char C : Path)
    if (isAlnum(C) || StringRef("/-._~").contains(C))
      Result += C;
    else
      Result += formatv("%{0:X-2}", C).str();
  return Result;
}

json::Object region(const Region &R) {
  return json::Object{
      {"startLine", R.Line}, {"startColumn", R.Column}, {"endLine", R.EndLine}, {"endColumn", R.EndColumn}};
}

json::Object artifact(const Region &R) { return json::Object{{"uri", uri(R.Path)}}; }

json::Object location(const Region &R) {
  return json::Object{
      {"physicalLocation", json::Object{{"artifactLocation", artifact(R)}, {"region", region(R)}}}};
}

StringRef levelOf(const LoggedDiagnostic &D) {
  return D.Level >= clang::DiagnosticsEngine::Error     ? "error"
         : D.Level == clang::DiagnosticsEngine::Warning ? "warning"
                                                        : "note";
}

json::Object result(const LoggedDiagnostic &D) {
  json::Object Result{{"ruleId", D.Tag}, {"level", levelOf(D)}, {"message", message(D.Message)}};
  if (D.Place)
    Result["locations"] = json::Array{location(*D.Place)};
  json::Array Related, Changes;
  for (const LoggedDiagnostic &Note : D.Notes) {
    if (Note.Place) {
      json::Object Place = location(*Note.Place);
      Place["message"] = message(Note.Message);
      Related.push_back(std::move(Place));
    }
  }
  for (const LoggedDiagnostic::Fix &Fix : D.Fixes)
    Changes.push_back(
        json::Object{{"artifactLocation", artifact(Fix.Place)},
                     {"replacements", json::Array{json::Object{{"deletedRegion", region(Fix.Place)},
                                                               {"insertedContent", message(Fix.Text)}}}}});
  if (!Related.empty())
    Result["relatedLocations"] = std::move(Related);
  if (!Changes.empty())
    Result["fixes"] = json::Array{json::Object{{"artifactChanges", std::move(Changes)}}};
  return Result;
}

} // namespace

std::string sarif(const std::vector<LoggedDiagnostic> &Diagnostics) {
  std::set<std::string> Tags;
  json::Array Results, Rules;
  for (const LoggedDiagnostic &D : Diagnostics) {
    Results.push_back(result(D));
    if (Tags.insert(D.Tag).second)
      Rules.push_back(json::Object{{"id", D.Tag}});
  }
  json::Value Document = json::Object{
      {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
      {"version", "2.1.0"},
      {"runs",
       json::Array{json::Object{{"tool", json::Object{{"driver", json::Object{{"name", "njmpi-rewrite"},
                                                                              {"version", NJMPI_VERSION},
                                                                              {"rules", std::move(Rules)}}}}},
                                {"columnKind", "unicodeCodePoints"},
                                {"results", std::move(Results)}}}}};
  return formatv("{0:2}\n", Document).str();
}

} // namespace njmpi
