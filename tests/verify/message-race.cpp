// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// njmpi-message-race: a receive from anybody that can take what a later receive needs.
#include <njmpi/njmpi.hpp>
#include <vector>

using njmpi::rank;
using njmpi::size;

[[njmpi::kernel]] void anybody(int &x, int &y) {
  if (rank() == 0) {
    njmpi::recv(x, njmpi::any_source, 0); // expected-warning {{'recv' takes a message from any rank, and can take one that a later receive needs [njmpi-message-race]}}
    njmpi::recv(y, 1, 0); // expected-note {{then this call never returns}}
  } else if (rank() == 1 || rank() == 2) {
    njmpi::send(x, 0, 0);
  }
}
// Both rounds are collected from anybody: the first one may take a message of the second.
[[njmpi::kernel]] void any_tag_first(int &x, int &y) {
  if (rank() == 0) {
    njmpi::recv(x, njmpi::any_source, njmpi::any_tag); // expected-warning {{'recv' takes a message from any rank, and can take one that a later receive needs [njmpi-message-race]}}
    njmpi::recv(y, 2, 7); // expected-note {{then this call never returns}}
  } else if (rank() == 1) {
    njmpi::send(x, 0, 3);
  } else if (rank() == 2) {
    njmpi::send(x, 0, 7);
  }
}
[[njmpi::kernel]] void started_for_anybody(int &x, int &y) {
  if (rank() == 0) {
    auto any = njmpi::irecv(x, njmpi::any_source, 1); // expected-warning {{'irecv' takes a message from any rank, and can take one that a later receive needs [njmpi-message-race]}}
    njmpi::recv(y, 2, 1); // expected-note {{then this call never returns}}
    njmpi::wait(any);
  } else if (rank() == 1 || rank() == 2) {
    njmpi::send(x, 0, 1);
  }
}
// The last one is asked for by name, after as many as there are others.
[[njmpi::kernel]] void named_last(int &x) {
  if (rank() == 0) {
    for (int i = 2; i < size(); ++i)
      njmpi::recv(x, njmpi::any_source); // expected-warning {{'recv' takes a message from any rank, and can take one that a later receive needs [njmpi-message-race]}}
    njmpi::recv(x, 1); // expected-note {{then this call never returns}}
  } else {
    njmpi::send(x, 0);
  }
}

// Correct.
[[njmpi::kernel]] void all_of_them(int &x) {
  if (rank() == 0)
    for (int i = 1; i < size(); ++i)
      njmpi::recv(x, njmpi::any_source, 0);
  else
    njmpi::send(x, 0, 0);
}
[[njmpi::kernel]] void kept_apart_by_tags(int &x, int &y) {
  if (rank() == 0) {
    njmpi::recv(x, njmpi::any_source, 2);
    njmpi::recv(y, 1, 1);
  } else if (rank() == 1 || rank() == 2) {
    njmpi::send(x, 0, rank());
  }
}
[[njmpi::kernel]] void named_first(int &x, int &y) {
  if (rank() == 0) {
    njmpi::recv(y, 1, 0);
    njmpi::recv(x, njmpi::any_source, 0);
  } else if (rank() == 1 || rank() == 2) {
    njmpi::send(x, 0, 0);
  }
}
[[njmpi::kernel]] void one_sender(int &x, int &y) {
  if (rank() == 0) {
    njmpi::recv(x, njmpi::any_source, 0);
    njmpi::recv(y, 1, 0);
  } else if (rank() == 1) {
    njmpi::send(x, 0, 0);
    njmpi::send(y, 0, 0);
  }
}
// Who was first is told, and answered.
[[njmpi::kernel]] void answered(int &x) {
  if (rank() == 0) {
    for (int i = 1; i < size(); ++i) {
      njmpi::status s;
      njmpi::recv(x, njmpi::any_source, 1, &s);
      njmpi::send(x, s.source(), 2);
    }
  } else {
    njmpi::send(x, 0, 1);
    njmpi::recv(x, 0, 2);
  }
}
// A barrier keeps the rounds apart.
[[njmpi::kernel]] void in_rounds(int &x, int &y) {
  if (rank() == 0) {
    for (int i = 1; i < size(); ++i)
      njmpi::recv(x, njmpi::any_source, 0);
    njmpi::barrier();
    for (int i = 1; i < size(); ++i)
      njmpi::recv(y, i, 0);
  } else {
    njmpi::send(x, 0, 0);
    njmpi::barrier();
    njmpi::send(y, 0, 0);
  }
}
// Who was first is received from no more.
[[njmpi::kernel]] void first_and_second(int &x) {
  if (size() < 3)
    return;
  if (rank() == 0) {
    njmpi::status s;
    njmpi::recv(x, njmpi::any_source, 1, &s);
    if (s.source() == 1)
      njmpi::recv(x, 2, 1);
    else
      njmpi::recv(x, 1, 1);
  } else if (rank() < 3) {
    njmpi::send(x, 0, 1);
  }
}
// A probe does not keep what it has seen for the receive after it.
[[njmpi::kernel]] void probed(std::vector<int> &x) {
  if (size() < 3)
    return;
  if (rank() == 0) {
    for (int i = 1; i < size(); ++i) {
      njmpi::status s;
      njmpi::probe(njmpi::any_source, 7, &s); // expected-note {{it is seen here}}
      x.resize(s.count<int>());
      njmpi::recv(x, njmpi::any_source, 7); // expected-warning {{'recv' takes a message from any rank, which need not be the one that 'probe' has seen [njmpi-message-race]}}
    }
  } else {
    x.resize(rank());
    njmpi::send(x, 0, 7);
  }
}
// Correct: from whom it was seen, all of one size, room for the largest.
[[njmpi::kernel]] void from_its_source(std::vector<int> &x) {
  if (rank() == 0) {
    for (int i = 1; i < size(); ++i) {
      njmpi::status s;
      njmpi::probe(njmpi::any_source, 7, &s);
      x.resize(s.count<int>());
      njmpi::recv(x, s.source(), 7);
    }
  } else {
    x.resize(rank());
    njmpi::send(x, 0, 7);
  }
}
[[njmpi::kernel]] void of_one_size(std::vector<int> &x) {
  if (rank() == 0) {
    for (int i = 1; i < size(); ++i) {
      njmpi::status s;
      njmpi::probe(njmpi::any_source, 7, &s);
      x.resize(s.count<int>());
      njmpi::recv(x, njmpi::any_source, 7);
    }
  } else {
    x.resize(5);
    njmpi::send(x, 0, 7);
  }
}
[[njmpi::kernel]] void room_for_all(std::vector<int> &x) {
  if (size() > 8)
    return;
  if (rank() == 0) {
    x.resize(8);
    for (int i = 1; i < size(); ++i) {
      njmpi::probe(njmpi::any_source, 7);
      njmpi::recv(x, njmpi::any_source, 7);
    }
  } else {
    x.resize(rank());
    njmpi::send(x, 0, 7);
  }
}
