// walicc: -mllvm -wasm-enable-sjlj -mllvm -wasm-use-legacy-eh=true
#include "setjmp_longjmp.c"
