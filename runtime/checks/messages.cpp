// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Messages: a rank that waits for one answers those who wait for it meanwhile. Only the waiting is looked at:
// which message belongs to which receive, MPI alone knows.

#include "checks.hpp"

namespace njmpi::rt::checked {

bool is_over(MPI_Request handle) {
  int flag = 1;
  if (handle != MPI_REQUEST_NULL)
    MPI_Request_get_status(handle, &flag, MPI_STATUS_IGNORE);
  return flag != 0;
}

std::shared_ptr<check> wait_for_messages(const signature& own, shadow& at, const site& origin) {
  auto made = std::make_shared<check>();
  made->own = own;
  made->origin = &origin;
  made->at = &at;
  made->number = -1;
  made->messages = true;
  return made;
}

int probe(const signature& own, const communicator& comm, const site& origin, int source, int tag,
          MPI_Status* status) {
  std::shared_ptr<check> wait;
  {
    const std::lock_guard lock(guard());
    wait = wait_for_messages(own, shadow_of(comm), origin);
    wait->partners = {source};
  }
  waiting others(wait);
  for (int rounds = 0, flag = 0;; rest(rounds)) {
    if (const int code = rt::iprobe(source, tag, status, comm, flag); code != MPI_SUCCESS || flag)
      return code;
    if (const int code = look())
      return code;
    if (others.is_stuck())
      return refuse_stuck(*wait);
    others.ask();
  }
}

int complete(const signature& own, const communicator& comm, const site& origin, int count,
             MPI_Request* requests, const int* partners, MPI_Status* statuses) {
  std::shared_ptr<check> wait;
  {
    const std::lock_guard lock(guard());
    wait = wait_for_messages(own, shadow_of(comm), origin);
  }
  waiting others(wait);
  for (int rounds = 0;; rest(rounds)) {
    std::vector<int> open;
    for (int i = 0; i < count; ++i)
      if (!is_over(requests[i]))
        open.push_back(partners[i]);
    if (open.empty())
      break;
    {
      const std::lock_guard lock(guard());
      wait->partners = open;
    }
    if (const int code = look())
      return code;
    if (others.is_stuck())
      return refuse_stuck(*wait);
    others.ask();
  }
  if (count == 1)
    return rt::wait(*requests, statuses);
  const int code = rt::waitall(count, requests, statuses);
  return code == MPI_SUCCESS ? code : code_in(statuses, count, code);
}

} // namespace njmpi::rt::checked
