# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Doxygen's filter for the pages: headings get the labels that links on GitHub use, and links to headings
# of other pages use them.
/^```/,/^```$/b
/^#.*\{#.*\}$/b
/^#+ /{
h
s/^#+ +//
s/[^A-Za-z0-9 _-]//g
s/ /-/g
y/ABCDEFGHIJKLMNOPQRSTUVWXYZ/abcdefghijklmnopqrstuvwxyz/
x
G
s/\n(.*)$/ {#\1}/
}
s/\]\((docs\/)?[a-z]+\.md#/](#/g
s/\]\(\.\.\/README\.md\)/](index.html)/
