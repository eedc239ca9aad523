// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
int brought(int x) { return x; }
