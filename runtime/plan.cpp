// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rules of the table: what each rank contributes, and whether the buffers hold it.

#include "plan.hpp"

namespace njmpi::rt {

plan::plan(const communicator& comm, rt::rule rule, rt::group group)
    : comm_(comm), rule_(rule), group_(group) {}

void plan::reads(const input& buffer, const char* name, bool at_root) {
  in_ = {const_cast<void*>(buffer.data), buffer.count, buffer.type, name, at_root};
  last_ = &in_;
  in_place_ = buffer.data == MPI_IN_PLACE;
}

void plan::writes(const output& buffer, const char* name, bool at_root) {
  out_ = {buffer.data, buffer.count, buffer.type, name, at_root};
  last_ = &out_;
}

void plan::varying(const counts& numbers, const char* name, bool at_root) {
  (last_ == &in_ ? in_counts_ : out_counts_) = {&numbers, name, at_root};
}

int plan::check_side(const side& s) const {
  if (!means(s))
    return MPI_SUCCESS;
  if (s.count == not_contiguous)
    return refuse(MPI_ERR_BUFFER, "the elements of %s are not contiguous in memory", s.name);
  if (s.count > not_contiguous)
    return refuse(MPI_ERR_COUNT, "%s holds a negative number of elements", s.name);
  return MPI_SUCCESS;
}

int plan::check_counts(const side& s, const numbers& n) {
  if (!n.values || !here(n.at_root))
    return MPI_SUCCESS;
  if (const int code = n.values->check(n.name))
    return code;
  if (means(s) && s.count < n.values->reach())
    return refuse(MPI_ERR_COUNT, "%s holds %zu elements, %s reaches to %zu", s.name, s.count, n.name,
                  n.values->reach());
  large_ = large_ || n.values->wide();
  return MPI_SUCCESS;
}

int plan::holds(const side& s, std::size_t n, int times) const {
  if (!means(s) || s.count >= n * static_cast<std::size_t>(times))
    return MPI_SUCCESS;
  if (times == 1)
    return refuse(MPI_ERR_COUNT, "%s holds %zu elements, %zu are needed", s.name, s.count, n);
  return refuse(MPI_ERR_COUNT, "%s holds %zu elements, %zu x %d are needed", s.name, s.count, n, times);
}

// The buffer is `out`, wherever the user meant it; here it takes the part that MPI wants it in.
void plan::work_in_place() {
  const bool rooted = in_.at_root || out_.at_root;
  const bool at_root = comm_.rank == root_;
  whole_ = out_.count;
  in_.type = out_.type;
  if (rule_ == rule::scatter) {
    if (at_root) {
      in_.data = out_.data;
      in_.count = out_.count;
      out_.data = MPI_IN_PLACE;
    } else
      in_.data = nullptr;
  } else if (rooted && !at_root) {
    in_.data = out_.data;
    in_.count = out_.count;
    out_.data = nullptr;
    in_place_ = false;
  } else
    in_.count = out_.count;
}

int plan::settle() {
  const bool neighbours = group_ == group::neighbour;
  const int from = neighbours ? comm_.sources : comm_.size;
  const int to = neighbours ? comm_.destinations : comm_.size;
  const auto share = [](std::size_t whole, int parts) {
    return parts > 0 ? whole / static_cast<std::size_t>(parts) : 0;
  };
  const bool given = count_ >= 0;
  if (given)
    each_ = static_cast<std::size_t>(count_);
  int code = MPI_SUCCESS;
  switch (rule_) {
  case rule::own:
  case rule::varying:
    break;
  case rule::equal:
    each_ = in_.count;
    return holds(out_, each_, 1);
  case rule::gather:
    if (!given)
      each_ = in_place_ ? share(whole_, from) : in_.count;
    code = holds(in_, each_, 1);
    return code == MPI_SUCCESS ? holds(out_, each_, from) : code;
  case rule::scatter:
    if (!given)
      each_ = out_.data == MPI_IN_PLACE ? share(whole_, to) : out_.count;
    code = holds(in_, each_, to);
    return code == MPI_SUCCESS ? holds(out_, each_, 1) : code;
  case rule::alltoall:
    if (!given)
      each_ = share(in_.count, to);
    code = holds(in_, each_, to);
    return code == MPI_SUCCESS ? holds(out_, each_, from) : code;
  case rule::reduce_scatter:
    each_ = in_place_ ? share(whole_, from) : out_.count;
    code = holds(in_, each_, from);
    return code == MPI_SUCCESS ? holds(out_, each_, 1) : code;
  }
  return code;
}

int plan::check() {
  if (const int code = need())
    return code;
  if (comm_.handle == MPI_COMM_NULL)
    return refuse(MPI_ERR_COMM, "the communicator is null");
  if (count_ < 0 && count_ != left_out)
    return refuse(MPI_ERR_COUNT, "the count is negative");
  if (const int code = check_side(in_))
    return code;
  if (const int code = check_side(out_))
    return code;
  if (in_place_)
    work_in_place();
  if (const int code = settle())
    return code;
  if (const int code = check_counts(in_, in_counts_))
    return code;
  if (const int code = check_counts(out_, out_counts_))
    return code;
  constexpr std::size_t most = INT_MAX;
  large_ = large_ || each_ > most;
  if (rule_ == rule::own || rule_ == rule::varying)
    large_ = large_ || (means(in_) && !in_counts_.values && in_.count > most) ||
             (means(out_) && !out_counts_.values && out_.count > most);
#if MPI_VERSION < 4
  if (large_)
    return refuse(MPI_ERR_COUNT, "a count is above %d, for which this MPI (%d.%d) has no functions", INT_MAX,
                  MPI_VERSION, MPI_SUBVERSION);
#endif
  return MPI_SUCCESS;
}

} // namespace njmpi::rt
