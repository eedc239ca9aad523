# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# What every script here begins with: `. "$NJMPI_TOOLS_DIR/lib.sh"`. Gives a fresh directory to work in, the
# tools by name, and words for what is expected; the first thing that is not as expected ends the script.
set -u
source_dir=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
LC_ALL=C
export LC_ALL

skip() {
  echo "skipped: $*"
  exit 77
}
fail() {
  echo "FAILED: $*"
  exit 1
}

for tool in $NJMPI_NEEDS; do
  case $tool in
    plugin) [ -f "${NJMPI_PLUGIN:-}" ] || skip "the plugin is not built" ;;
    rewrite) [ -x "${NJMPI_REWRITE:-}" ] || skip "njmpi-rewrite is not built" ;;
    library) [ -f "${NJMPI_LIBRARY:-}" ] || skip "the runtime library is not built" ;;
  esac
done
[ -n "${NJMPI_CLANG:-}" ] && [ -x "$NJMPI_CLANG" ] || skip "no clang++-19"
eval "mpi_includes=\${NJMPI_MPI_$NJMPI_MPI:-}"
[ -n "$mpi_includes" ] || skip "no headers of $NJMPI_MPI"
flags="-std=c++20 $NJMPI_INCLUDE $mpi_includes"
plugin="-fplugin=${NJMPI_PLUGIN:-}"

rm -rf "$NJMPI_WORK"
mkdir -p "$NJMPI_WORK" && cd "$NJMPI_WORK" || exit 1

# quietly <command>...: it succeeds and prints nothing.
quietly() {
  if ! "$@" >out.txt 2>&1; then
    cat out.txt
    fail "exit status not 0: $*"
  elif [ -s out.txt ]; then
    cat out.txt
    fail "no output expected: $*"
  fi
}

# expect_status <status> <command>...: output goes to out.txt and err.txt.
expect_status() {
  expected=$1
  shift
  "$@" >out.txt 2>err.txt
  got=$?
  if [ "$got" -ne "$expected" ]; then
    cat out.txt err.txt
    fail "exit status $got instead of $expected: $*"
  fi
}

# one_line <file> <pattern>: the file is one line, and the basic regular expression matches it.
one_line() {
  if [ "$(wc -l <"$1")" -ne 1 ] || ! grep -q -e "$2" "$1"; then
    cat "$1"
    fail "one line was expected that says: $2"
  fi
}

contains() { grep -q -e "$2" "$1" || { cat "$1"; fail "$1 does not say: $2"; }; }
lacks() { ! grep -e "$2" "$1" || fail "$1 says: $2"; }
same() { diff -u "$1" "$2" || fail "$1 and $2 differ"; }

# A unit with one kernel.
kernel_source() {
  cat <<'END'
#include <njmpi/njmpi.hpp>
#include <vector>
[[njmpi::kernel]] int exchange(std::vector<double>& x, int partner) {
  return njmpi::send(x, partner, 7);
}
END
}

# direct <object>: the object calls MPI_Send itself, so its kernel was rewritten.
calls_mpi() { nm -C "$1" | grep -q ' U MPI_Send$' || fail "$1 does not call MPI_Send"; }
