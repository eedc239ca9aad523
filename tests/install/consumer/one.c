/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
int one(int class) { return class; }
