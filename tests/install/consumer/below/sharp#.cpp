// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
int sharp(int x) { return x; }
