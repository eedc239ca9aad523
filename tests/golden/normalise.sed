# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Line markers name files as the compiler was given them, njmpi-rewrite by their whole path; and a header found
# through <...> is written beside its user, who then says "...". Neither is part of what is compared.
s,^\(# [0-9][0-9]* "\)[^"]*/golden/,\1,
s,^\(# [0-9][0-9]* "\)\./,\1,
s,^#include <library\.hpp>,#include "library.hpp",
