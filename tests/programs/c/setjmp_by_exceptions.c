// walicc: -mllvm -wasm-enable-sjlj
#include "setjmp_longjmp.c"
