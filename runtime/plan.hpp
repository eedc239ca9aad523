// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an entry point checks before it enters MPI, and what it then passes.
#pragma once

#include "internal.hpp"

#pragma GCC visibility push(hidden)
namespace njmpi::rt {

/// A call of the table: takes its buffers, settles how much each rank contributes, and says what to pass.
class plan {
public:
  plan(const communicator& comm, rt::rule rule, rt::group group);

  // The parameters, in their order: counts belong to the buffer before them.
  void reads(const input& buffer, const char* name, bool at_root);
  void writes(const output& buffer, const char* name, bool at_root);
  void varying(const counts& numbers, const char* name, bool at_root);
  void root(int rank) { root_ = rank; }
  void count(std::ptrdiff_t n) { count_ = n; }

  /// Everything that can be wrong before MPI is entered.
  int check();
  /// Whether a number does not fit an int.
  bool large() const { return large_; }

  // What MPI gets for the buffer of that direction.
  const void* pointer(const input&) const { return in_.data; }
  void* pointer(const output&) const { return out_.data; }
  std::size_t size(const input&) const { return in_.count; }
  std::size_t size(const output&) const { return out_.count; }
  MPI_Datatype type(const input&) const { return in_.type; }
  MPI_Datatype type(const output&) const { return out_.type; }
  /// n of the rule.
  std::size_t each() const { return each_; }

private:
  struct side {
    void* data = nullptr;
    std::size_t count = 0;
    MPI_Datatype type = MPI_DATATYPE_NULL;
    const char* name = nullptr;
    bool at_root = false;
  };
  struct numbers {
    const rt::counts* values = nullptr;
    const char* name = nullptr;
    bool at_root = false;
  };

  bool here(bool at_root) const { return !at_root || comm_.rank == root_; }
  bool means(const side& s) const { return s.name && here(s.at_root) && s.data != MPI_IN_PLACE; }
  int check_side(const side& s) const;
  int check_counts(const side& s, const numbers& n);
  /// At least n times of s, if it means something here.
  int holds(const side& s, std::size_t n, int times) const;
  void work_in_place();
  int settle();

  const communicator& comm_;
  rt::rule rule_;
  rt::group group_;
  side in_;
  side out_;
  side* last_ = nullptr;
  numbers in_counts_;
  numbers out_counts_;
  int root_ = 0;
  std::ptrdiff_t count_ = left_out;
  std::size_t each_ = 0;
  std::size_t whole_ = 0;
  bool in_place_ = false;
  bool large_ = false;
};

#if MPI_VERSION >= 4
/// Counts for the functions that take large ones.
template <class Number> class widened {
public:
  template <class F>
  widened(const counts& c, F number) : data_(new Number[static_cast<std::size_t>(c.size()) + 1]) {
    for (int i = 0; i < c.size(); ++i)
      data_[i] = static_cast<Number>(number(i));
  }
  widened(const widened&) = delete;
  widened& operator=(const widened&) = delete;
  ~widened() { delete[] data_; }
  operator const Number*() const { return data_; }

private:
  Number* data_;
};
inline widened<MPI_Count> large_counts(const counts& c) {
  return {c, [&](int i) { return c.count(i); }};
}
inline widened<MPI_Aint> large_displacements(const counts& c) {
  return {c, [&](int i) { return c.displacement(i); }};
}
#endif

} // namespace njmpi::rt
#pragma GCC visibility pop

// What an object named plan hears of a parameter.
#define NJMPI_PLAN_IN(name) plan.reads(name, #name, false);
#define NJMPI_PLAN_ROOT_IN(name) plan.reads(name, #name, true);
#define NJMPI_PLAN_OUT(name) plan.writes(name, #name, false);
#define NJMPI_PLAN_INOUT(name) plan.writes(name, #name, false);
#define NJMPI_PLAN_ROOT_OUT(name) plan.writes(name, #name, true);
#define NJMPI_PLAN_ROOT(name) plan.root(name);
#define NJMPI_PLAN_COUNT(name) plan.count(name);
#define NJMPI_PLAN_COUNTS(name) plan.varying(name, #name, false);
#define NJMPI_PLAN_ROOT_COUNTS(name) plan.varying(name, #name, true);
#define NJMPI_PLAN_DEST(name)
#define NJMPI_PLAN_SOURCE(name)
#define NJMPI_PLAN_TAG(name)
#define NJMPI_PLAN_RTAG(name)
#define NJMPI_PLAN_OP(name)
#define NJMPI_PLAN_STATUS(name)
#define NJMPI_PLAN_OF(which, name) NJMPI_PLAN_##which(name)
#define NJMPI_PLAN(data, parameter) NJMPI_PLAN_OF parameter
