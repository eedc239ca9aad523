# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Shared by the scripts: numbered steps, and the Debian packages. The caller sets `root`, `steps` (how
# many there are), and `log` (a directory for what is not shown).

step_number=0
step_name=''
step_help=''
# step <heading> <how to fix it when it fails>
step() {
  step_number=$((step_number + 1))
  step_name=$1 step_help=$2
  printf '\n[%d/%d] %s\n' "$step_number" "$steps" "$step_name"
}

# fail: names the step that failed, and what to do about it.
fail() {
  printf '\nFAILED in step [%d/%d] %s\n' "$step_number" "$steps" "$step_name" >&2
  [ -z "$step_help" ] || printf '  %s\n' "$step_help" >&2
  exit 1
}

# quietly <command...>: output goes to the log, and is shown when the command fails.
quietly() {
  "$@" >"$log/$step_number.log" 2>&1 || {
    status=$?
    tail -n 40 "$log/$step_number.log" >&2
    printf '  (all of it: %s)\n' "$log/$step_number.log" >&2
    return $status
  }
}

# build_jobs: one per processor, and per gigabyte: what a file with LLVM's headers takes to compile.
build_jobs() {
  gigabytes=$(awk '/^MemAvailable/ { print int($2 / 1048576) }' /proc/meminfo)
  number=$(nproc)
  [ "${gigabytes:-1}" -ge "$number" ] || number=${gigabytes:-1}
  [ "$number" -ge 1 ] || number=1
  echo "$number"
}

# install_packages <demo|test>: what that script needs of scripts/packages.txt and is not there yet.
install_packages() {
  wanted=$(sed 's/#.*//' "$root/scripts/packages.txt" | awk -v script="$1" 'NF && ($2 == script || script == "test") { print $1 }')
  missing=''
  for package in $wanted; do
    case $(dpkg-query -W -f='${Status}' "$package" 2>/dev/null) in
      *' installed') ;;
      *) missing="$missing $package" ;;
    esac
  done
  if [ -z "$missing" ]; then
    echo "all of them are installed"
    return 0
  fi
  echo "missing:$missing"
  if [ "$(id -u)" -eq 0 ]; then
    sudo=''
  elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo true; }; }; then
    sudo=sudo
  else
    step_help="neither root nor sudo here; let an administrator run: apt-get install --no-install-recommends$missing"
    return 1
  fi
  echo "installing them; this can take some minutes"
  # shellcheck disable=SC2086
  set -- $missing
  install="$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -q"
  # The lists of a fresh machine are empty, those of an old one point to packages that are gone.
  quietly $install "$@" 2>/dev/null && return 0
  echo "not to be had yet; updating apt's lists"
  quietly $sudo apt-get update -q && quietly $install "$@"
}
