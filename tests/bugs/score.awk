# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# awk -v kind=<kernel|mpi> -f score.awk classes.table <sources>... <what the checker printed>
#
# A case is a kernel, from its attribute to the next, or a C program. Prints the table of one kind; exit status 1 if
# there is a false alarm, an unreadable source, or a recall below what has been reached; those below the aim are named.

function trimmed(s) { gsub(/^[ \t]+|[ \t]+$/, "", s); return s }
function among(tag, alternatives) { return index("|" alternatives "|", "|" tag "|") > 0 }
function one_of(tag, tags) { return index(" " tags " ", " " tag " ") > 0 }
function ratio(a, b) { return b ? sprintf("%.3f", a / b) : "-" }
function note(text) { notes[++noted] = text }

function begin_case(name) {
  current = ++cases
  case_name[current] = name
  case_class[current] = class
}
# The marks of a line, in the order in which they are written.
function read_marks(text,    tags, reason, tag, i, known) {
  if (text ~ /\/\/ bug\(run-time\): /) {
    sub(/.*\/\/ bug\(run-time\): /, "", text)
    reason = text
    sub(/: .*/, "", text)
    sub(/^[^:]*: /, "", reason)
    run_time[current] = FNR ": " text " (" reason ")"
    allowed[FILENAME, FNR] = allowed[FILENAME, FNR] "|" text
  } else if (text ~ /\/\/ (bug|or|also): /) {
    tags = text
    sub(/.*\/\/ (bug|or|also): /, "", tags)
    if (kind == "mpi" && text ~ /\/\/ bug: / && index(tags, case_class[current] ", ") != 1)
      note("another class than that of the program in " FILENAME ":" FNR)
    sub(/.*, /, "", tags)
    tags = trimmed(tags)
    if (text ~ /\/\/ bug: /) {
      latest = ++marks
      mark_case[latest] = current
      mark_place[latest] = FILENAME ":" FNR
      mark_tags[latest] = tags
      case_marks[current]++
    }
    if (text !~ /\/\/ also: /) {
      known = 0
      for (i = split(tags, tag, "|"); i > 0; i--)
        known = known || one_of(tag[i], tags_of[case_class[current]])
      if (!known)
        note("none of the tags stands for the class in " FILENAME ":" FNR)
      at[FILENAME, FNR] = latest
      at_tags[FILENAME, FNR] = tags
    }
    allowed[FILENAME, FNR] = allowed[FILENAME, FNR] "|" tags
  }
}

FNR == 1 { class = ""; current = 0; file_number++ }

# The table of classes.
file_number == 1 {
  if (/^#/ || !NF)
    next
  split($0, column, "|")
  if (trimmed(column[1]) == kind) {
    name = trimmed(column[2])
    order[++classes] = name
    aim[name] = trimmed(column[3])
    bound[name] = trimmed(column[4])
    tags_of[name] = trimmed(column[5])
  }
  next
}

# The sources.
file_number < ARGC - 1 {
  if (sub(/^\/\/ class: /, "")) {
    class = trimmed($0)
    if (!(class in bound))
      note("no such class: " class " in " FILENAME)
    if (kind == "mpi")
      begin_case(FILENAME)
  } else {
    if (kind == "kernel" && /\[\[njmpi::kernel\]\]/) {
      name = $0
      sub(/.*\[\[njmpi::kernel\]\]/, "", name)
      sub(/\(.*/, "", name)
      sub(/.*[ *&]/, "", name)
      begin_case(FILENAME ":" FNR ": " name)
    }
    if (current)
      read_marks($0)
  }
  case_at[FILENAME, FNR] = current
  next
}

# What the checker printed.
/^[^ ]*:[0-9]+:[0-9]+: (fatal error|error|warning): / {
  split($0, part, ":")
  file = part[1]
  sub(/.*\/kernels\//, "kernels/", file)
  sub(/.*\/mpi\//, "mpi/", file)
  line = part[2]
  if (!match($0, /\[njmpi-[-a-z]+\]$/)) {
    if ($0 !~ /: warning: /)
      unreadable[++unread] = $0
    next
  }
  tag = substr($0, RSTART + 1, RLENGTH - 2)
  if ((file, line, tag) in seen)
    next
  seen[file, line, tag] = 1
  which = case_at[file, line]
  if (!which) {
    stray[++strays] = $0
    next
  }
  if ((file, line) in at && among(tag, at_tags[file, line])) {
    mark_found[at[file, line]] = 1
    case_found[which] = 1
  } else if (kind == "mpi" && (which in case_marks) && one_of(tag, tags_of[case_class[which]]))
    case_found[which] = 1
  else if (among(tag, allowed[file, line])) {
    if (which in run_time)
      decided[which] = 1
  } else
    alarms[which] = alarms[which] "\n    " $0
}

END {
  for (i = 1; i <= cases; i++) {
    class = case_class[i]
    if (i in case_marks) {
      faulty[class]++
      if (case_found[i])
        found[class]++
    } else if (i in run_time)
      later[class]++
    else
      correct[class]++
    if (i in alarms)
      alarmed[class] += gsub(/\n/, "\n", alarms[i])
  }
  for (m = 1; m <= marks; m++) {
    class = case_class[mark_case[m]]
    all_marks[class]++
    if (mark_found[m])
      found_marks[class]++
  }
  width = 24
  printf "\n%-" width "s %6s %6s %7s %9s %8s %7s %9s %8s\n", kind == "kernel" ? "kernels" : "C programs", "faulty", "found",
    "recall", "lines", "correct", "alarms", "precision", kind == "kernel" ? "run-time" : ""
  bad = noted || unread || strays
  for (c = 1; c <= classes; c++) {
    class = order[c]
    low = faulty[class] && found[class] / faulty[class] < bound[class]
    missed = faulty[class] && found[class] / faulty[class] < aim[class]
    row(class, faulty[class], found[class], found_marks[class], all_marks[class], correct[class], alarmed[class], later[class],
      low ? "  below " bound[class] ", which was reached" : missed ? "  below the aim of " aim[class] : "")
    bad = bad || low || alarmed[class]
    F += faulty[class]; D += found[class]; M += found_marks[class]; A += all_marks[class]; C += correct[class]
    W += alarmed[class]; L += later[class]
  }
  row("all", F, D, M, A, C, W, L, "")

  for (i = 1; i <= noted; i++)
    print notes[i]
  for (i = 1; i <= unread; i++)
    print "does not compile: " unreadable[i]
  for (i = 1; i <= strays; i++)
    print "outside every case: " stray[i]
  for (c = 1; c <= classes; c++)
    for (i = 1; i <= cases; i++)
      if (case_class[i] == order[c] && (i in alarms))
        print "false alarm, " order[c] ": " case_name[i] alarms[i]
  for (c = 1; c <= classes; c++)
    for (m = 1; m <= marks; m++)
      if (case_class[mark_case[m]] == order[c] && !mark_found[m])
        print (case_found[mark_case[m]] ? "other line, " : "missed, ") order[c] ": " mark_place[m] ": " mark_tags[m]
  for (i = 1; i <= cases; i++)
    if ((i in run_time) && !decided[i])
      print "left to the run time, " case_class[i] ": " case_name[i] ", line " run_time[i]
  exit bad ? 1 : 0
}
function row(name, faulty, found, lines, all, correct, alarms, later, remark) {
  printf "%-" width "s %6d %6d %7s %4d/%-4d %8d %7d %9s %8s%s\n", name, faulty, found, ratio(found, faulty), lines, all, correct, alarms,
    ratio(found, found + alarms), kind == "kernel" ? later + 0 : "", remark
}
