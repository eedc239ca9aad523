# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Removes the counts of earlier runs.
file(GLOB_RECURSE counts ${TREE}/*.gcda)
if(counts)
  file(REMOVE ${counts})
endif()
