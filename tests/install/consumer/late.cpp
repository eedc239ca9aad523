// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
int late(int x) { return x; }
