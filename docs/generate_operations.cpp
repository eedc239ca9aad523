// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Writes the reference page of the operations, datatypes and operators from their tables.
//   njmpi-operations-page <file>
#include <cctype>
#include <fstream>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

namespace {

struct parameter {
  std::string kind, name;
};
struct operation {
  std::string group, name, mpi, section, result, rule;
  std::vector<parameter> parameters;
  bool in_place = false;
};
struct completion {
  std::string name, mpi, section, requests, result;
};
struct query {
  std::string name, mpi, section, result;
};

// The words of a row's list, ((KIND, name), ...), two by two.
std::vector<parameter> parameters_of(const std::string& text) {
  std::vector<std::string> words(1);
  for (const char c : text)
    if (std::isalnum(static_cast<unsigned char>(c)) || c == '_')
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  std::vector<parameter> result;
  for (std::size_t i = 0; i + 1 < words.size(); i += 2)
    result.push_back({words[i], words[i + 1]});
  return result;
}

std::vector<operation> operations() {
  std::vector<operation> result;
#define NJMPI_OPERATION(group, name, mpi, section, kind, rule, parameters, arguments)                        \
  result.push_back({#group, #name, #mpi, section, #kind, #rule, parameters_of(#parameters)});
#define NJMPI_IN_PLACE(operation_name)                                                                       \
  for (operation & o : result)                                                                               \
    if (o.name == #operation_name)                                                                           \
      o.in_place = true;
#include <njmpi/operations.def>
  return result;
}

std::vector<completion> completions() {
  return {
#define NJMPI_COMPLETION(name, mpi, section, requests, result) {#name, #mpi, section, #requests, #result},
#include <njmpi/operations.def>
  };
}

std::vector<query> queries() {
  return {
#define NJMPI_QUERY(name, mpi, section, result) {#name, #mpi, section, #result},
#include <njmpi/operations.def>
  };
}

const std::string& look_up(const std::vector<std::pair<std::string, std::string>>& table,
                           const std::string& key) {
  for (const auto& [name, text] : table)
    if (name == key)
      return text;
  std::cerr << "generate_operations: '" << key << "' of the table is not known here\n";
  std::exit(1);
}

const std::string& title_of(const std::string& group) {
  static const std::vector<std::pair<std::string, std::string>> titles = {
      {"point_to_point", "Point to point"},
      {"nonblocking", "Nonblocking"},
      {"persistent", "Persistent"},
      {"collective", "Collectives"},
      {"varying", "Varying counts"},
      {"nonblocking_collective", "Nonblocking collectives"},
      {"neighbour", "Neighbourhood collectives"},
  };
  return look_up(titles, group);
}

const std::string& sentence_of(const std::string& rule) {
  static const std::vector<std::pair<std::string, std::string>> sentences = {
      {"own", "each buffer has its own count"},
      {"equal", "n is the size of `in`; `out` holds at least n"},
      {"gather", "n is `count`, or the size of `in`; `out` holds at least n for each rank"},
      {"scatter", "n is `count`, or the size of `out`; `in` holds at least n for each rank"},
      {"alltoall", "n is `count`, or the size of `in` divided by the number of ranks; both hold at least n "
                   "for each rank"},
      {"reduce_scatter", "n is the size of `out`; `in` holds at least n for each rank"},
      {"varying", "the counts are given for each rank; the buffers hold what the counts reach"},
  };
  return look_up(sentences, rule);
}

// How a parameter of a kind stands in the signature, and what it takes.
struct kind {
  std::string type, value, meaning;
};
kind kind_of(const std::string& name) {
  static const std::vector<std::pair<std::string, kind>> kinds = {
      {"IN", {"buffer", "", "a buffer that is read"}},
      {"OUT", {"buffer", "", "a buffer that is written"}},
      {"INOUT", {"buffer", "", "a buffer that is read or written"}},
      {"ROOT_IN", {"buffer", "", "a buffer that is read at the root, and ignored elsewhere"}},
      {"ROOT_OUT", {"buffer", "", "a buffer that is written at the root, and ignored elsewhere"}},
      {"DEST", {"int", "", "a rank or `proc_null`"}},
      {"SOURCE", {"int", "any_source", "a rank, `any_source` or `proc_null`"}},
      {"ROOT", {"int", "0", "a rank"}},
      {"TAG", {"int", "0", "0 or more"}},
      {"RTAG", {"int", "any_tag", "0 or more, or `any_tag`"}},
      {"OP", {"operator", "op::sum", "a reduction operator"}},
      {"COUNT", {"integer", "...", "elements per rank; left out, it follows from the sizes"}},
      {"COUNTS", {"counts", "", "a range of integers, one for each rank; `infer` for received ones"}},
      {"ROOT_COUNTS",
       {"counts", "",
        "a range of integers, one for each rank, at the root; ignored elsewhere; `infer` for received ones"}},
      {"STATUS", {"status*", "nullptr", "filled with what is known of the message"}},
  };
  for (const auto& [known, result] : kinds)
    if (known == name)
      return result;
  std::cerr << "generate_operations: a parameter of kind " << name << " is not known here\n";
  std::exit(1);
}

const std::string& result_of(const std::string& result) {
  static const std::vector<std::pair<std::string, std::string>> results = {
      {"code", "int"},        {"pending", "pending"}, {"flagged", "flagged"},
      {"indexed", "indexed"}, {"some", "some"},       {"flagged_index", "flagged_index"},
      {"int", "int"},         {"double", "double"},
  };
  return look_up(results, result);
}

void write(std::ostream& out, const operation& o) {
  out << "### " << o.name << "\n\n```cpp\n" << result_of(o.result) << " njmpi::" << o.name << '(';
  for (const parameter& p : o.parameters) {
    const kind k = kind_of(p.kind);
    out << k.type << ' ' << p.name << (k.value.empty() ? "" : " = " + k.value) << ", ";
  }
  out << "comm comm = world())\n```\n\n" << o.mpi << ", MPI 4.0 section " << o.section << ".";
  if (!o.parameters.empty()) {
    out << " Sizes: " << sentence_of(o.rule) << '.';
    if (o.in_place)
      out << " In place: `njmpi::in_place` for `" << o.parameters.front().name << "`.";
    out << "\n\n| parameter | takes |\n| --- | --- |\n";
    for (const parameter& p : o.parameters)
      out << "| `" << p.name << "` | " << kind_of(p.kind).meaning << " |\n";
  } else {
    out << '\n';
  }
  out << '\n';
}

void write(std::ostream& out, const completion& c) {
  const bool status = c.name.rfind("start", 0) != 0;
  const bool many = c.requests == "many";
  const std::string last = status ? ", status* status = nullptr" : "";
  out << "### " << c.name << "\n\n```cpp\n" << result_of(c.result) << " njmpi::" << c.name << '(';
  if (many)
    out << "range of requests" << last << ")\n"
        << result_of(c.result) << " njmpi::" << c.name << "(request& first, request& second, ..." << last
        << ")\n";
  else
    out << "request& request" << last << ")\n";
  out << "```\n\n" << c.mpi << ", MPI 4.0 section " << c.section << ".";
  if (many && status)
    out << " `status` points to as many as there are requests.";
  out << "\n\n";
}

void write_tables(std::ostream& out) {
  out << "## Datatypes {#operations_datatypes}\n\n| C++ | MPI | reduced as |\n| --- | --- | --- |\n";
  const auto row = [&](std::string type, const char* mpi, const char* domain) {
    for (const auto& [inside, outside] :
         {std::pair<std::string, std::string>{"njmpi::rt::complex_of", "std::complex"}})
      if (const std::size_t at = type.find(inside); at != std::string::npos)
        type.replace(at, inside.size(), outside);
    out << "| `" << type << "` | " << mpi << " | " << domain << " |\n";
  };
#define NJMPI_DATATYPE(type, mpi, domain) row(#type, #mpi, #domain);
#include <njmpi/datatypes.def>
  out << "\n## Operators {#operations_operators}\n\n| njmpi | MPI | defined for |\n| --- | --- | --- |\n";
#define NJMPI_OPERATOR(name, mpi, ...) out << "| `op::" #name "` | " #mpi " | " #__VA_ARGS__ " |\n";
#include <njmpi/datatypes.def>
}

void write_page(std::ostream& out) {
  out << "# Operations {#operations}\n\n"
         "Made from `include/njmpi/operations.def` and `include/njmpi/datatypes.def`. What a buffer, a count "
         "or an operator\n"
         "can be is said in the [reference](@ref reference). The communicator may follow the last argument "
         "given:\n"
         "`send(x, 1, c)`. `int` results are MPI codes. `pending` is `{status, req}`, `flagged` is `{status, "
         "flag}`, `indexed` is\n"
         "`{status, index}`, `flagged_index` is `{status, flag, index}`, `some` is `{status, indices}`.\n\n";
  std::string group;
  for (const operation& o : operations()) {
    if (o.group != group)
      out << "## " << title_of(o.group) << " {#operations_" << o.group << "}\n\n";
    group = o.group;
    write(out, o);
  }
  out << "## Requests {#operations_request}\n\nA `pending` is taken wherever a `request` is.\n\n";
  for (const completion& c : completions())
    write(out, c);
  out << "## Environment {#operations_environment}\n\n";
  for (const query& q : queries())
    out << "### " << q.name << "\n\n```cpp\n"
        << result_of(q.result) << " njmpi::" << q.name << (q.result == "int" ? "(comm comm = world())" : "()")
        << "\n```\n\n"
        << q.mpi << ", MPI 4.0 section " << q.section << ".\n\n";
  write_tables(out);
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: njmpi-operations-page <file>\n";
    return 2;
  }
  std::ofstream out(argv[1]);
  write_page(out);
  out.close();
  if (out)
    return 0;
  std::cerr << "njmpi-operations-page: cannot write " << argv[1] << '\n';
  return 1;
}
