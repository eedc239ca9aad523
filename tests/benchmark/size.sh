# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The text segment of the runtime library: an archive's is that of its objects.

echo "Bytes of the runtime library"
if sizes=$(size "$library"); then
  text=$(echo "$sizes" | awk 'NR > 1 { sum += $1 } END { print sum }')
  printf '%-24s%10s%9s\n' '' text bound
  row 65535 "$text" "$(printf '%-24s%10d' "$(basename "$library")" "$text")"
else
  failed "no size of $library"
fi
