# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# From the dumps of one program to one line per kernel: number of njmpi functions that are not for
# handles|the row of the table, with every function that the rewritten kernel called itself.

# Callgrind writes a name once, as "(12) name", and then "(12)".
function known(text, id) {
  id = text
  sub(/\).*/, ")", id)
  if (text != id)
    function_names[id] = substr(text, length(id) + 2)
  return function_names[id]
}
function short(name) {
  sub(/^PMPI_/, "MPI_", name)
  sub(/@.*/, "", name)
  if (name ~ /::/) {
    gsub(/\[abi:[a-z0-9]*\]/, "", name)
    while (gsub(/<[^<>]*>/, "", name) || gsub(/\([^()]*\)/, "", name))
      ;
    sub(/.* /, "", name)
  }
  return name
}

/^desc: Trigger: Client Request: / {
  sub(/^desc: Trigger: Client Request: /, "")
  split($0, label, "|")
  rewritten = label[3] == "rewritten"
  if (rewritten && !(label[2] in seen)) {
    seen[label[2]] = 1
    names[++kernels] = label[2]
    groups[kernels] = label[1]
  }
}
/^fn=/ {
  current = known(substr($0, 4))
  inside = rewritten && current ~ ("rewritten::" label[2] "\\(")
}
/^cfn=/ {
  callee = known(substr($0, 5))
  if (!inside || callee ~ /^0x/)
    next
  called = short(callee)
  if ((label[2], called) in listed)
    next
  listed[label[2], called] = 1
  if (called ~ /^MPI_/)
    mpi[label[2]] = mpi[label[2]] " " called
  else if (called ~ /njmpi::/ || called ~ /rewritten::/) {
    own[label[2]] = own[label[2]] " " called
    # Datatypes, operators, requests and statuses are handles; counts are work of njmpi.
    if (called !~ /^njmpi::(datatype|status|pending|request|rt::(whole_datatype|basic_operation|operation|acquire_place))/)
      others[label[2]]++
  }
}
END {
  for (i = 1; i <= kernels; i++) {
    name = names[i]
    if (name == "nothing")
      continue
    printf "%d|  %-22s%-50s%s\n", others[name], name, mpi[name], own[name]
  }
  if (kernels < 2)
    exit 1
}
