// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes one part of the matrix, every operation of operations.def with every datatype class, as C++ text:
// calls that a macro spells would not be rewritten. A row is tested by its shape, which follows from its
// parameters, so that a new row of a known shape needs nothing here.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace {

struct parameter {
  std::string kind, name;
};
struct operation {
  std::string group, name, mpi, result, rule;
  std::vector<parameter> parameters;
  bool in_place = false;
};
struct datatype {
  std::string type, domain; // no domain: a class, which only a callable reduces
};
struct reduction {
  std::string name;
  std::vector<std::string> domains;
};

[[noreturn]] void fail(const std::string& what) {
  std::cerr << "generate: " << what << "\n";
  std::exit(1);
}

std::vector<std::string> words(const std::string& text) {
  std::vector<std::string> result(1);
  for (const char c : text)
    if (std::isalnum(static_cast<unsigned char>(c)) || c == '_')
      result.back() += c;
    else if (!result.back().empty())
      result.emplace_back();
  if (result.back().empty())
    result.pop_back();
  return result;
}

std::vector<parameter> parameters_of(const std::string& text) {
  const std::vector<std::string> all = words(text);
  std::vector<parameter> result;
  for (std::size_t i = 0; i + 1 < all.size(); i += 2)
    result.push_back({all[i], all[i + 1]});
  return result;
}

std::vector<operation> operations() {
  std::vector<operation> result;
#define NJMPI_OPERATION(group, name, mpi, section, kind, rule, parameters, arguments)                        \
  result.push_back({#group, #name, #mpi, #kind, #rule, parameters_of(#parameters)});
#define NJMPI_IN_PLACE(operation_name)                                                                       \
  for (operation & o : result)                                                                               \
    if (o.name == #operation_name)                                                                           \
      o.in_place = true;
#include <njmpi/operations.def>
  return result;
}

std::string spelled(std::string type) {
  if (const std::string alias = "njmpi::rt::complex_of"; type.starts_with(alias))
    type = "std::complex" + type.substr(alias.size());
  return type;
}

std::vector<datatype> datatypes() {
  return {
#define NJMPI_DATATYPE(type, mpi, domain) {spelled(#type), #domain},
#include <njmpi/datatypes.def>
#define NJMPI_TEST_CLASS(...) {#__VA_ARGS__, ""},
#include "classes.def"
  };
}

std::vector<reduction> reductions() {
  return {
#define NJMPI_OPERATOR(name, mpi, ...) {#name, words(#__VA_ARGS__)},
#include <njmpi/datatypes.def>
  };
}

// What each predefined operator means, in C++.
std::string meaning(const std::string& name) {
  static const std::vector<std::pair<std::string, std::string>> table = {
      {"sum", "a + b"},       {"prod", "a * b"},
      {"min", "b < a ? b : a"}, {"max", "a < b ? b : a"},
      {"land", "a && b"},     {"lor", "a || b"},
      {"lxor", "!a != !b"},   {"band", "a & b"},
      {"bor", "a | b"},       {"bxor", "a ^ b"},
      {"minloc", "b.value < a.value || (b.value == a.value && b.location < a.location) ? b : a"},
      {"maxloc", "a.value < b.value || (b.value == a.value && b.location < a.location) ? b : a"},
  };
  for (const auto& [known, text] : table)
    if (known == name)
      return text;
  fail("operator '" + name + "' has no meaning here");
}

struct chosen_operator {
  std::string text, meaning;
};

chosen_operator callable(const operation& o, const std::string& type) {
  const std::string lambda = "[](" + type + " a, " + type + " b) { return combine(a, b); }";
  // MPICH 4.0.2 overruns its buffers where such an operator does not commute and the type has gaps.
  return {o.rule == "reduce_scatter" ? "njmpi::commutative(" + lambda + ")" : lambda, "combine(a, b)"};
}

chosen_operator operator_for(const operation& o, const datatype& t) {
  for (const reduction& r : reductions())
    if (std::find(r.domains.begin(), r.domains.end(), t.domain) != r.domains.end())
      return {"njmpi::op::" + r.name, meaning(r.name)};
  return callable(o, t.type);
}

bool has(const operation& o, const std::string& kind) {
  return std::any_of(o.parameters.begin(), o.parameters.end(), [&](const parameter& p) { return p.kind == kind; });
}

std::string shape_of(const operation& o) {
  const bool neighbour = o.group == "neighbour";
  if (o.parameters.empty())
    return "barrier";
  if (o.rule == "varying")
    return has(o, "ROOT_IN")    ? "scatterv"
           : has(o, "ROOT_OUT") ? "gatherv"
           : std::count_if(o.parameters.begin(), o.parameters.end(),
                           [](const parameter& p) { return p.kind == "COUNTS"; }) == 2
               ? "alltoallv"
               : "allgatherv";
  if (o.rule == "reduce_scatter")
    return "reduce_scatter_block";
  if (o.rule == "gather")
    return neighbour ? "neighbour_allgather" : has(o, "ROOT") ? "gather" : "allgather";
  if (o.rule == "scatter")
    return "scatter";
  if (o.rule == "alltoall")
    return neighbour ? "neighbour_alltoall" : "alltoall";
  if (o.rule == "equal")
    for (const char* stem : {"exscan", "scan", "allreduce", "reduce"})
      if (o.name == stem || o.name == std::string("i") + stem)
        return stem;
  if (o.rule == "own") {
    if (has(o, "INOUT"))
      return has(o, "ROOT") ? "bcast" : "replace";
    if (has(o, "IN"))
      return has(o, "OUT") ? "exchange" : "send";
    return has(o, "OUT") ? "receive" : "probe";
  }
  fail("no shape is known for row '" + o.name + "': describe one in matrix.hpp");
}

bool optional(const parameter& p) {
  for (const char* kind : {"SOURCE", "ROOT", "TAG", "RTAG", "OP", "COUNT", "STATUS"})
    if (p.kind == kind)
      return true;
  return false;
}

// One way to write a call: which arguments are given.
struct call_form {
  std::vector<parameter> given;
  bool comm = true, in_place = false;
};

std::string argument(const parameter& p, const call_form& form, bool second_counts, const chosen_operator& op) {
  if (p.kind == "IN" || p.kind == "ROOT_IN")
    return form.in_place ? "njmpi::in_place" : "c.in";
  if (p.kind == "OUT" || p.kind == "ROOT_OUT" || p.kind == "INOUT")
    return "c.out";
  if (p.kind == "COUNTS" || p.kind == "ROOT_COUNTS")
    return second_counts ? "c.recvcounts" : "c.counts";
  if (p.kind == "OP")
    return op.text;
  if (p.kind == "STATUS")
    return "&c.status";
  static const std::vector<std::pair<std::string, std::string>> values = {
      {"DEST", "c.dest"}, {"SOURCE", "c.source"}, {"ROOT", "c.root"},
      {"TAG", "c.tag"},   {"RTAG", "c.rtag"},     {"COUNT", "c.count"}};
  for (const auto& [kind, text] : values)
    if (kind == p.kind)
      return text;
  fail("kind '" + p.kind + "' is not known");
}

std::string call_text(const operation& o, const call_form& form, const chosen_operator& op) {
  std::string text = "njmpi::" + o.name + "(";
  std::string separator;
  bool counts_seen = false;
  for (const parameter& p : form.given) {
    const bool counts = p.kind == "COUNTS" || p.kind == "ROOT_COUNTS";
    text += separator + argument(p, form, counts && counts_seen, op);
    counts_seen = counts_seen || counts;
    separator = ", ";
  }
  if (form.comm)
    text += separator + "c.comm";
  return text + ")";
}

void print_kernel(const operation& o, const std::string& name, const std::string& type, const std::string& call) {
  std::cout << "[[njmpi::kernel]] int " << name << "([[maybe_unused]] arguments<" << type << ">& c) {\n";
  if (o.result == "code")
    std::cout << "  return " << call << ";\n";
  else if (o.result == "flagged")
    std::cout << "  for (;;)\n"
              << "    if (auto [code, flag] = " << call << "; flag || code != MPI_SUCCESS)\n"
              << "      return code;\n";
  else if (o.result == "pending")
    std::cout << "  auto [code, request] = " << call << ";\n"
              << (o.group == "persistent" ? "  if (code == MPI_SUCCESS)\n    code = njmpi::start(request);\n" : "")
              << "  return code == MPI_SUCCESS ? njmpi::wait(request, &c.status) : code;\n";
  else
    fail("result '" + o.result + "' is not known");
  std::cout << "}\n";
}

bool gives(const call_form& form, const std::string& kind) {
  return std::any_of(form.given.begin(), form.given.end(), [&](const parameter& p) { return p.kind == kind; });
}

std::string check_text(const operation& o, const std::string& kernel, const std::string& type, const call_form& form,
                       const chosen_operator& op, const std::string& call) {
  const auto flag = [](const char* name, bool value) {
    return value ? std::string() : std::string(", .") + name + " = false";
  };
  std::string title;
  for (const char c : o.name + " of " + type + ", " + call)
    title += c == '"' ? "\\\"" : std::string(1, c);
  std::string text = "  shape<" + type + ">({.text = \"" + title + "\"";
  text += flag("comm", form.comm) + flag("count", gives(form, "COUNT")) + flag("root", gives(form, "ROOT")) +
          flag("tag", gives(form, "TAG")) + flag("status", gives(form, "STATUS") || o.result == "pending") +
          (form.in_place ? ", .in_place = true" : "");
  text += "})." + shape_of(o) + "(" + kernel;
  if (has(o, "OP"))
    text += ", [](" + type + " a, " + type + " b) -> " + type + " { return " + op.meaning + "; }";
  return text + ");\n";
}

// Kernels first, then the test case that runs them.
class test_case {
public:
  explicit test_case(const operation& o, const std::string& stem = "") : o(o), stem(stem.empty() ? o.name : stem) {}

  void add(const std::string& type, const call_form& form, const chosen_operator& op) {
    const std::string kernel = stem + (form.in_place ? "_in_place_" : "_") + std::to_string(next++);
    const std::string call = call_text(o, form, op);
    print_kernel(o, kernel, type, call);
    checks += check_text(o, kernel, type, form, op, call);
  }
  // A template of the row, instantiated for each of the types.
  void add_template(const std::vector<std::string>& types, const call_form& form, bool with_callable) {
    const chosen_operator op = with_callable ? callable(o, "T") : chosen_operator{"njmpi::op::sum", "a + b"};
    const std::string kernel = stem + "_any_" + std::to_string(next++);
    const std::string call = call_text(o, form, op);
    std::cout << "template <class T> ";
    print_kernel(o, kernel, "T", call);
    for (const std::string& type : types)
      checks += check_text(o, kernel + "<" + type + ">", type, form, op, call);
  }
  void finish(const std::string& title) const {
    std::cout << "TEST_CASE(\"" << title << "\") {\n  attach_buffer();\n" << checks << "  tested_rows().insert(\""
              << title << "\");\n}\n\n";
  }

private:
  const operation& o;
  const std::string stem;
  std::string checks;
  int next = 0;
};

// Predefined types differ only in the handle that stands for them: every operation runs on one of each domain,
// and these rows on all of them.
bool runs_on(const operation& o, const datatype& t) {
  static const std::vector<std::string> thorough = {"send", "recv", "bcast", "allreduce"};
  static const std::vector<std::string> typical = {"bool", "char", "int", "double", "std::byte", "std::complex<double>",
                                                   "njmpi::valloc<double>"};
  const auto among = [](const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  if (o.parameters.empty())
    return t.type == "int";
  return t.domain.empty() || among(thorough, o.name) || among(typical, t.type);
}

void every_datatype(const operation& o) {
  for (const bool in_place : {false, true}) {
    if (in_place && !o.in_place)
      continue;
    test_case rows(o);
    for (const datatype& t : datatypes())
      if (runs_on(o, t))
        rows.add(t.type, {o.parameters, true, in_place}, operator_for(o, t));
    rows.finish(o.name + (in_place ? " in place" : ""));
  }
}

std::vector<call_form> forms_of(const operation& o) {
  const auto first = std::find_if(o.parameters.begin(), o.parameters.end(), optional);
  const auto whole = std::find_if(o.parameters.begin(), o.parameters.end(),
                                  [](const parameter& p) { return p.kind == "COUNT"; });
  std::vector<call_form> result;
  for (auto last = first;; ++last) {
    call_form form{{o.parameters.begin(), last}};
    // count before root may be left out: a single number is the root.
    const bool root_only = whole != o.parameters.end() && has(o, "ROOT") && last == whole + 1;
    if (root_only)
      form.given.back() = o.parameters.back();
    result.push_back(form);
    if (last == o.parameters.end())
      break;
  }
  const std::size_t with_comm = result.size();
  for (std::size_t i = 0; i < with_comm && o.group != "neighbour"; ++i)
    result.push_back({result[i].given, false});
  if (o.in_place)
    for (std::size_t i = 0, count = result.size(); i < count; ++i)
      result.push_back({result[i].given, result[i].comm, true});
  return result;
}

void every_form(const operation& o) {
  test_case forms(o);
  for (const call_form& form : forms_of(o))
    forms.add("int", form, {"njmpi::op::sum", "a + b"});
  forms.add_template({"double", "short"}, {o.parameters}, false);
  if (has(o, "OP"))
    forms.add_template({"particle", "char"}, {o.parameters}, true);
  else
    forms.add_template({"particle", "std::tuple<char, double, int>"}, {o.parameters}, false);
  forms.finish(o.name + " forms");
}

void every_operator(const operation& o) {
  for (const reduction& r : reductions()) {
    test_case row(o, "op_" + r.name);
    for (const datatype& t : datatypes())
      if (std::find(r.domains.begin(), r.domains.end(), t.domain) != r.domains.end())
        row.add(t.type, {o.parameters}, {"njmpi::op::" + r.name, meaning(r.name)});
    row.finish("op::" + r.name);
  }
}

// Every second datatype, from the first or the second.
void every_shape(std::size_t first) {
  std::cout << "#include \"matrix_shapes.hpp\"\n\n";
  const std::vector<datatype> types = datatypes();
  for (std::size_t i = first; i < types.size(); i += 2)
    std::cout << "template class shape<" << types[i].type << ">;\n";
}

} // namespace

int main(int count, char** values) {
  if (count < 3)
    fail("usage: generate_matrix <output> <group>... | forms | operators | shapes | more_shapes");
  std::vector<std::string> parts(values + 2, values + count);
  std::ofstream file(values[1]);
  std::cout.rdbuf(file.rdbuf());
  if (parts[0] == "shapes" || parts[0] == "more_shapes") {
    every_shape(parts[0] == "shapes" ? 0 : 1);
    parts.clear();
  } else {
    std::cout << "#include \"matrix.hpp\"\n\n";
  }
  for (const std::string& part : parts) {
    std::size_t found = 0;
    std::cout << "namespace " << part << "_part {\n";
    for (const operation& o : operations()) {
      if (part == o.group)
        every_datatype(o);
      else if (part == "forms")
        every_form(o);
      else if (part == "operators" && o.name == "allreduce")
        every_operator(o);
      else
        continue;
      ++found;
    }
    if (found == 0)
      fail("no row of the table is in group '" + part + "'");
    std::cout << "} // namespace " << part << "_part\n";
  }
  std::cout.rdbuf(nullptr);
  return file.flush() ? 0 : 1;
}
