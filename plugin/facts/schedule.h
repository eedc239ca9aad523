// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What meets what: the traces of all ranks are run against each other under the standard's rules. A send
// waits for its receive, a collective for all its ranks; messages between two ranks do not overtake.
#ifndef NJMPI_PLUGIN_FACTS_SCHEDULE_H
#define NJMPI_PLUGIN_FACTS_SCHEDULE_H

#include "facts/trace.h"

namespace njmpi::execution {

/// An event of a rank.
struct Place {
  unsigned Rank = 0;
  size_t Event = 0;

  auto operator<=>(const Place &) const = default;
};

/// A message: where it is sent and where it is received, if it is.
struct Message {
  Place Send, Receive;

  auto operator<=>(const Message &) const = default;
};

/// The calls of all ranks that are one collective operation.
struct Meeting {
  std::string On; ///< the communicator's or the window's key
  std::map<unsigned, size_t> Events;
  std::vector<int> Ranks; ///< who has to come
  bool isComplete() const { return Events.size() == Ranks.size(); }
};

/// A rank that gets no further.
struct Blocked {
  Place At;
  std::vector<unsigned> For; ///< ranks it waits for, any of them if Any
  bool Any = false;
  std::vector<Place> Posted;     ///< sends and receives that nobody meets
  std::optional<size_t> Meeting; ///< the collective it waits in
};

struct Outcome {
  std::vector<Message> Messages; ///< in every order in which messages can arrive
  std::vector<Meeting> Meetings;
  std::vector<Blocked> Stuck; ///< empty: all ranks come to their end
  std::vector<Place> UnmetSends, UnmetReceives;
  bool IgnoresMessages = false; ///< some are unknown: only collectives were run
  bool NeedsBuffering = false;  ///< no rank is stuck if MPI buffers every message
  bool AllOrders = true;        ///< every order in which messages can arrive was tried
  bool SupposesTest = false;    ///< a rank is stuck where a test was supposed to succeed
  /// A wildcard receive whose choice decides whether some rank gets stuck, and where it does.
  std::optional<Place> Racing, Starved;
  /// A wildcard receive of as many elements as a wildcard probe has seen, which can take a message of another
  /// size.
  std::optional<Place> Mistaken, Probed;
  /// For each rank and event, how many events of each rank have certainly ended when it begins; only where
  /// there are windows.
  std::vector<std::vector<std::vector<size_t>>> Before;
};

/// Nothing if the job cannot be run: a rank was not executed to its end.
std::optional<Outcome> schedule(const Job &J);

} // namespace njmpi::execution

#endif
