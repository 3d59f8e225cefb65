// walicc: -mllvm -wasm-enable-sjlj
#include "setjmp.cpp"
