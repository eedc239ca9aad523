# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# From two files of dumps (clang's, g++'s) to one line per kernel: worst ratio, or nothing where there is no
# bound|the row of the table.

function median(key, i, j, held, n) {
  n = calls[key]
  for (i = 2; i <= n; i++) {
    held = counts[key, i]
    for (j = i - 1; j >= 1 && counts[key, j] > held; j--)
      counts[key, j + 1] = counts[key, j]
    counts[key, j + 1] = held
  }
  return counts[key, int((n + 1) / 2)]
}
function ratio(part) { return (value(part, "rewritten") / value(part, "by hand")) }
# What counting itself costs is the cost of the kernel that does nothing.
function value(part, version) {
  return median(part SUBSEP name SUBSEP version) - median(part SUBSEP "nothing" SUBSEP "by hand")
}

FNR == 1 { part++ }
/^desc: Trigger: / { label[2] = label[3] = "" } # the last dump is of the end of the program
/^desc: Trigger: Client Request: / {
  sub(/^desc: Trigger: Client Request: /, "")
  split($0, label, "|")
  if (!((label[1], label[2]) in seen)) {
    seen[label[1], label[2]] = 1
    groups[++kernels] = label[1]
    names[kernels] = label[2]
  }
}
/^totals: / {
  key = part SUBSEP label[2] SUBSEP label[3]
  counts[key, ++calls[key]] = $2 + 0
}
END {
  for (i = 1; i <= kernels; i++) {
    name = names[i]
    if (name == "nothing")
      continue
    if (value(1, "by hand") <= 0 || value(2, "by hand") <= 0)
      exit 1
    worst = ratio(1) > ratio(2) ? ratio(1) : ratio(2)
    bounded = groups[i] == "nothing to do" ? "" : sprintf("%.2f", worst)
    printf "%s|%-24s%-22s%8d%8d%8.2f%8d%8d%8.2f\n", bounded, groups[i] == last ? "" : groups[i], name,
           value(1, "by hand"), value(1, "rewritten"), ratio(1),
           value(2, "by hand"), value(2, "rewritten"), ratio(2)
    last = groups[i]
  }
  if (kernels < 2)
    exit 1
}
