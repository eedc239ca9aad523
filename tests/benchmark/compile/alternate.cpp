// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs two commands in turn and compares the processor time that they and their children take.
//
//   alternate <pairs> <command...> -- <other command...>
//
// prints: pairs|median ms of the first|of the other|other over first: lower quartile, median, upper quartile
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

double milliseconds(const timeval& t) {
  return 1e3 * static_cast<double>(t.tv_sec) + 1e-3 * static_cast<double>(t.tv_usec);
}

double run(char** command) {
  const pid_t child = fork();
  if (child == 0) {
    dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
    execvp(command[0], command);
    std::perror(command[0]);
    _exit(127);
  }
  int status = 0;
  rusage used{};
  if (child < 0 || wait4(child, &status, 0, &used) != child || status != 0) {
    std::fprintf(stderr, "alternate: this command failed:");
    for (char** word = command; *word; ++word)
      std::fprintf(stderr, " %s", *word);
    std::fprintf(stderr, "\n");
    std::exit(EXIT_FAILURE);
  }
  return milliseconds(used.ru_utime) + milliseconds(used.ru_stime);
}

double quantile(std::vector<double> values, double q) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1) + 0.5)];
}

} // namespace

int main(int argc, char** argv) {
  const int pairs = argc > 1 ? std::atoi(argv[1]) : 0;
  char** first = argv + 2;
  char** other = first;
  while (pairs > 0 && *other && std::strcmp(*other, "--") != 0)
    ++other;
  if (pairs < 1 || other == first || !*other || !other[1]) {
    std::fprintf(stderr, "usage: alternate <pairs> <command...> -- <other command...>\n");
    return 2;
  }
  *other++ = nullptr;
  std::vector<double> first_times, other_times, ratios;
  // The first of several fills the caches of the file system.
  for (int i = pairs > 1 ? -1 : 0; i < pairs; ++i) {
    const bool swapped = i % 2 != 0;
    const double b_early = swapped ? run(other) : 0;
    const double a = run(first);
    const double b = swapped ? b_early : run(other);
    if (i < 0)
      continue;
    first_times.push_back(a);
    other_times.push_back(b);
    ratios.push_back(b / a);
  }
  std::printf("%d|%.1f|%.1f|%.3f|%.3f|%.3f\n", pairs, quantile(first_times, 0.5), quantile(other_times, 0.5),
              quantile(ratios, 0.25), quantile(ratios, 0.5), quantile(ratios, 0.75));
  return EXIT_SUCCESS;
}
