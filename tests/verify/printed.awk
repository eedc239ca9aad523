# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Turns a compiler's messages into lines "file:line: error: text". Source lines, carets and counts are left out;
# whatever else is printed stays, so that it differs from what is expected.
/^In file included from / { next }
/^ *[0-9]* \| / || /^[0-9]+ (error|warning)s? generated\.$/ || /^$/ { next }
/^[0-9]+ warnings? and [0-9]+ errors? generated\.$/ { next }
match($0, /^[^ :]+:[0-9]+:[0-9]+: /) {
  place = substr($0, 1, RLENGTH - 2)
  text = substr($0, RLENGTH + 1)
  if (text ~ /^note: expanded from macro /) next
  sub(/^fatal error/, "error", text)
  sub(/:[0-9]+$/, "", place)
  sub(/.*\//, "", place)
  print place ": " text
  next
}
{ print }
