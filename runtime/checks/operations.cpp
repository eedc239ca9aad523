// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The entry points of the table: each checks what this rank can see, compares the call with those of the
// other ranks, and goes on to libnjmpi's own.

#include "checks.hpp"

#include <cstring>

namespace njmpi::rt::checked {
namespace {

/// A call of the table: the local rules, and what the ranks compare.
class comparison {
public:
  comparison(const communicator& comm, rt::rule rule, rt::group group, const char* operation,
             const site& origin)
      : comm_(comm), rule_(rule), group_(group), plan_(comm, rule, group), own_(sign(operation, origin)),
        origin_(origin) {}

  // The parameters, as plan takes them.
  void reads(const input& buffer, const char* name, bool at_root) {
    plan_.reads(buffer, name, at_root);
    in_ = true;
    reading_ = true;
  }
  void writes(const output& buffer, const char* name, bool at_root) {
    plan_.writes(buffer, name, at_root);
    reading_ = false;
  }
  void varying(const counts& numbers, const char* name, bool at_root) {
    plan_.varying(numbers, name, at_root);
    // Those of scatterv stand before the buffer that is received.
    (reading_ ? sent_ : received_) = &numbers;
  }
  void root(int rank) {
    plan_.root(rank);
    own_.root = rank;
  }
  void count(std::ptrdiff_t n) { plan_.count(n); }
  void reduction(MPI_Op op) { add_reduction(own_, op); }

  int compare(std::shared_ptr<check>* later = nullptr) {
    if (const int code = plan_.check())
      return code;
    if (own_.root >= comm_.size || own_.root < -1)
      return MPI_SUCCESS; // MPI says so
    if (rule_ == rule::varying)
      return compare_varying();
    if (is_comparable())
      add_data(own_, type(), plan_type_count());
    return checked::compare(own_, comm_, origin_, later);
  }

private:
  // Neighbours need to agree, but not all ranks of a graph.
  bool is_comparable() const {
    int topology = MPI_CART;
    if (group_ == group::neighbour)
      MPI_Topo_test(comm_.handle, &topology);
    return topology == MPI_CART;
  }

  // Both buffers of a call have the same elements: the one that means something everywhere.
  bool by_output() const { return !in_ || rule_ == rule::scatter || rule_ == rule::reduce_scatter; }
  MPI_Datatype type() const { return by_output() ? plan_.type(output{}) : plan_.type(input{}); }
  std::size_t plan_type_count() const { return rule_ == rule::own ? plan_.size(output{}) : plan_.each(); }

  static std::vector<part> parts(const counts& numbers, std::int64_t units, std::uint64_t pattern) {
    std::vector<part> all(static_cast<std::size_t>(numbers.size()));
    for (int i = 0; i < numbers.size(); ++i)
      all[static_cast<std::size_t>(i)] = {numbers.count(i) * units, pattern};
    return all;
  }

  // What is sent and expected is compared when all ranks are known to be in this call.
  int compare_varying() {
    const bool scatters = sent_ && !received_;
    const MPI_Datatype type = scatters ? plan_.type(output{}) : plan_.type(input{});
    add_data(own_, type, 1);
    const std::uint64_t pattern = own_.pattern;
    own_.contents = own_.pattern = 0;
    own_.count = 0;
    if (const int code = checked::compare(own_, comm_, origin_))
      return code;
    const std::int64_t units = units_in(type);
    const bool at_root = own_.root < 0 || own_.root == comm_.rank;
    std::vector<part> sent;
    std::vector<part> expected;
    if (scatters) {
      if (at_root)
        sent = parts(*sent_, units, pattern);
      expected.assign(static_cast<std::size_t>(comm_.size), {-1, 0});
      expected[static_cast<std::size_t>(own_.root)] = {
          static_cast<std::int64_t>(plan_.size(output{})) * units, pattern};
    } else {
      if (sent_)
        sent = parts(*sent_, units, pattern);
      else
        sent.push_back({static_cast<std::int64_t>(plan_.size(input{})) * units, pattern});
      if (at_root)
        expected = parts(*received_, units, pattern);
    }
    return compare_parts(own_, sent, expected, scatters, comm_);
  }

  const communicator& comm_;
  rt::rule rule_;
  rt::group group_;
  rt::plan plan_;
  signature own_;
  const site& origin_;
  const counts* sent_ = nullptr;
  const counts* received_ = nullptr;
  bool in_ = false;
  bool reading_ = false;
};

// ---- messages --------------------------------------------------------------------------------------

int waited(int code, const char* name, int partner, MPI_Request request, MPI_Status* status,
           const communicator& comm, const site& origin) {
  return code == MPI_SUCCESS ? complete(sign(name, origin), comm, origin, 1, &request, &partner, status)
                             : code;
}

int wait_for_send(const input& data, int dest, int tag, const communicator& comm, const site& origin) {
  MPI_Request request = MPI_REQUEST_NULL;
  const int code = rt::isend(data, dest, tag, comm, request);
  return waited(code, "send", dest, request, MPI_STATUS_IGNORE, comm, origin);
}

int wait_for_ssend(const input& data, int dest, int tag, const communicator& comm, const site& origin) {
  MPI_Request request = MPI_REQUEST_NULL;
  const int code = rt::issend(data, dest, tag, comm, request);
  return waited(code, "ssend", dest, request, MPI_STATUS_IGNORE, comm, origin);
}

// Neither waits for the receiver.
int wait_for_bsend(const input& data, int dest, int tag, const communicator& comm, const site&) {
  return rt::bsend(data, dest, tag, comm);
}

int wait_for_rsend(const input& data, int dest, int tag, const communicator& comm, const site&) {
  return rt::rsend(data, dest, tag, comm);
}

int wait_for_recv(const output& data, int source, int tag, MPI_Status* status, const communicator& comm,
                  const site& origin) {
  MPI_Request request = MPI_REQUEST_NULL;
  const int code = rt::irecv(data, source, tag, comm, request);
  return waited(code, "recv", source, request, status, comm, origin);
}

int wait_for_sendrecv(const input& sent, int dest, const output& received, int source, int sent_tag,
                      int received_tag, MPI_Status* status, const communicator& comm, const site& origin) {
  MPI_Request requests[] = {MPI_REQUEST_NULL, MPI_REQUEST_NULL};
  const int partners[] = {source, dest};
  MPI_Status statuses[2];
  int code = rt::irecv(received, source, received_tag, comm, requests[0]);
  if (code != MPI_SUCCESS)
    return code;
  code = rt::isend(sent, dest, sent_tag, comm, requests[1]);
  if (code == MPI_SUCCESS)
    code = complete(sign("sendrecv", origin), comm, origin, 2, requests, partners, statuses);
  else {
    const int refused = code;
    MPI_Cancel(&requests[0]);
    MPI_Wait(&requests[0], MPI_STATUS_IGNORE);
    return refused;
  }
  if (status != MPI_STATUS_IGNORE)
    *status = statuses[0];
  return code;
}

int wait_for_sendrecv_replace(const output& data, int dest, int source, int sent_tag, int received_tag,
                              MPI_Status* status, const communicator& comm, const site&) {
  return rt::sendrecv_replace(data, dest, source, sent_tag, received_tag, status, comm);
}

int wait_for_probe(int source, int tag, MPI_Status* status, const communicator& comm, const site& origin) {
  int flag = 0;
  if (const int code = rt::iprobe(source, tag, status, comm, flag); code != MPI_SUCCESS || flag)
    return code;
  return probe(sign("probe", origin), comm, origin, source, tag, status);
}

int wait_for_iprobe(int source, int tag, MPI_Status* status, const communicator& comm, int& flag,
                    const site&) {
  const int code = look();
  return code == MPI_SUCCESS ? rt::iprobe(source, tag, status, comm, flag) : code;
}

} // namespace

#undef NJMPI_PLAN_OP
#define NJMPI_PLAN_OP(name) plan.reduction(name);

#define NJMPI_NAME_OF(which, name) name,
#define NJMPI_NAME(data, parameter) NJMPI_NAME_OF parameter
#define NJMPI_NAMES(parameters) NJMPI_FOR_EACH(NJMPI_NAME, , NJMPI_UNPACK parameters)

// Messages are not compared, but while a rank waits for one, others can ask it.
#define NJMPI_ENTER_point_to_point(name, result, rule_, parameters)                                          \
  return wait_for_##name(NJMPI_NAMES(parameters) comm, NJMPI_FLAG_##result origin);
#define NJMPI_FLAG_code
#define NJMPI_FLAG_flagged flag,
#define NJMPI_ENTER_nonblocking(name, result, rule_, parameters)                                             \
  const int code = rt::name(NJMPI_NAMES(parameters) comm, request);                                          \
  if (code == MPI_SUCCESS)                                                                                   \
    follow(request, origin, comm, NJMPI_PARTNER_##name, #name);                                              \
  return code;
#define NJMPI_PARTNER_isend dest
#define NJMPI_PARTNER_issend dest
#define NJMPI_PARTNER_irecv source
// Made, not started.
#define NJMPI_ENTER_persistent(name, result, rule_, parameters)                                              \
  static_cast<void>(origin);                                                                                 \
  return rt::name(NJMPI_NAMES(parameters) comm, request);
#define NJMPI_COMPARISON(name, group_, rule_, parameters)                                                    \
  comparison plan(comm, rule::rule_, group::group_, #name, origin);                                          \
  NJMPI_FOR_EACH(NJMPI_PLAN, , NJMPI_UNPACK parameters)
#define NJMPI_ENTER_together(name, group_, rule_, parameters)                                                \
  NJMPI_COMPARISON(name, group_, rule_, parameters)                                                          \
  const int code = plan.compare();                                                                           \
  return code == MPI_SUCCESS ? rt::name(NJMPI_NAMES(parameters) comm) : code;
#define NJMPI_ENTER_collective(name, result, rule_, parameters)                                              \
  NJMPI_ENTER_together(name, collective, rule_, parameters)
#define NJMPI_ENTER_varying(name, result, rule_, parameters)                                                 \
  NJMPI_ENTER_together(name, varying, rule_, parameters)
#define NJMPI_ENTER_neighbour(name, result, rule_, parameters)                                               \
  NJMPI_ENTER_together(name, neighbour, rule_, parameters)
#define NJMPI_ENTER_nonblocking_collective(name, result, rule_, parameters)                                  \
  NJMPI_COMPARISON(name, nonblocking_collective, rule_, parameters)                                          \
  std::shared_ptr<check> compared;                                                                           \
  int code = plan.compare(&compared);                                                                        \
  if (code == MPI_SUCCESS)                                                                                   \
    code = rt::name(NJMPI_NAMES(parameters) comm, request);                                                  \
  if (code == MPI_SUCCESS)                                                                                   \
    follow(request, origin, compared);                                                                       \
  return code;

#define NJMPI_OPERATION(group, name, mpi, section, result, rule, parameters, arguments)                      \
  int name(NJMPI_FOR_EACH(NJMPI_ENTRY, , NJMPI_UNPACK parameters)                                            \
               const communicator& comm NJMPI_ENTRY_RESULT_##result,                                         \
           const site& origin) {                                                                             \
    NJMPI_ENTER_##group(name, result, rule, parameters)                                                      \
  }
#include <njmpi/operations.def>

int exchange(const char* operation, int root, const communicator& comm, const site& origin) {
  signature own = sign(operation, origin);
  own.root = root;
  std::strncat(own.operation, ", exchanging counts", sizeof own.operation - std::strlen(own.operation) - 1);
  return compare(own, comm, origin);
}

} // namespace njmpi::rt::checked
