// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Running a wavefront.

#include "wavefront.hpp"

namespace njmpi::rt {
namespace {

std::size_t total(const loop_state& s, const handover& h) {
  std::size_t sum = 0;
  for (const piece& e : h.pieces)
    sum += size_of(s, e);
  return sum;
}

bool send_ready(loop_state& s, int done) {
  wavefront& w = *s.p->wave;
  for (; s.handed < w.sends.size() && w.sends[s.handed].after <= done; ++s.handed) {
    const handover& h = w.sends[s.handed];
    s.in_flight.emplace_back(total(s, h));
    bytes& buffer = s.in_flight.back();
    std::size_t at = 0;
    for (const piece& e : h.pieces)
      at += pack_piece(s, e, buffer.data() + at);
    s.moving.requests.push_back(MPI_REQUEST_NULL);
    if (bad(s, MPI_Isend(buffer.data(), static_cast<int>(buffer.size()), MPI_BYTE, h.rank, h.tag, s.channel,
                         &s.moving.requests.back())))
      return false;
  }
  return true;
}

bool receive_for(loop_state& s, std::size_t tile) {
  for (const handover& h : s.p->wave->receives[tile]) {
    s.moving.in.resize(std::max(s.moving.in.size(), total(s, h)));
    if (bad(s, MPI_Recv(s.moving.in.data(), static_cast<int>(total(s, h)), MPI_BYTE, h.rank, h.tag, s.channel,
                        MPI_STATUS_IGNORE)))
      return false;
    std::size_t at = 0;
    for (const piece& e : h.pieces)
      at += unpack_piece(s, e, s.moving.in.data() + at);
  }
  return true;
}

} // namespace

bool give_memory_to_wave(loop_state& s) {
  const wavefront& w = *s.p->wave;
  for (std::size_t i = 0; i < w.fields.size(); ++i)
    if (!give_memory(s, *s.fields[static_cast<std::size_t>(w.fields[i])], w.reach[i]))
      return false;
  return true;
}

bool next_tile(loop_state& s, cell& tile) {
  const wavefront& w = *s.p->wave;
  if (s.position == 0) {
    // The values from before the loop are in place before anything new arrives.
    if (!finish_exchange(s))
      return false;
    s.moving.requests.clear();
    s.moving.receives = 0;
    s.in_flight.clear();
    s.handed = 0;
    s.moving.running = true;
  }
  if (!send_ready(s, static_cast<int>(s.position) - 1))
    return false;
  if (s.position == w.tiles.size()) {
    if (bad(s, MPI_Waitall(static_cast<int>(s.moving.requests.size()), s.moving.requests.data(),
                           MPI_STATUSES_IGNORE)))
      return false;
    s.moving.running = false;
    s.in_flight.clear();
    return false;
  }
  if (!receive_for(s, s.position))
    return false;
  tile = {w.tiles[s.position++], 1, false};
  return true;
}

} // namespace njmpi::rt
