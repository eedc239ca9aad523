# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Turns the comments that clang's -verify reads (`expected-error@+1 {{text}}`) into lines "file:line: error: text".
function base(path) { sub(/.*\//, "", path); return path }
{
  rest = $0
  while (match(rest, /expected-(error|warning|note|remark)(@[^ ]+)?( [0-9]+)? +\{\{/)) {
    head = substr(rest, RSTART, RLENGTH)
    rest = substr(rest, RSTART + RLENGTH)
    end = index(rest, "}}")
    text = substr(rest, 1, end - 1)
    rest = substr(rest, end + 2)
    match(head, /expected-[a-z]+/)
    level = substr(head, RSTART + 9, RLENGTH - 9)
    times = match(head, / [0-9]+ /) ? substr(head, RSTART + 1, RLENGTH - 2) + 0 : 1
    file = base(FILENAME)
    line = FNR
    if (match(head, /@[^ {]+/)) {
      place = substr(head, RSTART + 1, RLENGTH - 1)
      if (place ~ /^[+-]/)
        line += place
      else if (place ~ /:/) {
        line = place
        sub(/.*:/, "", line)
        sub(/:[0-9]+$/, "", place)
        file = base(place)
      } else
        line = place
    }
    while (times-- > 0)
      print file ":" line ": " level ": " text
  }
}
