/* The arguments of a system call: up to six words, the missing ones 0. */
#pragma once

#define LONGS1(a) (long)(a)
#define LONGS2(a, ...) (long)(a), LONGS1(__VA_ARGS__)
#define LONGS3(a, ...) (long)(a), LONGS2(__VA_ARGS__)
#define LONGS4(a, ...) (long)(a), LONGS3(__VA_ARGS__)
#define LONGS5(a, ...) (long)(a), LONGS4(__VA_ARGS__)
#define LONGS6(a, ...) (long)(a), LONGS5(__VA_ARGS__)
#define SEVENTH(a, b, c, d, e, f, g, ...) g
#define LONGS(...) SEVENTH(__VA_ARGS__, LONGS6, LONGS5, LONGS4, LONGS3, LONGS2, LONGS1)(__VA_ARGS__)
#define FIRST_SIX(a, b, c, d, e, f, ...) a, b, c, d, e, f
#define FIRST_SIX_OF(...) FIRST_SIX(__VA_ARGS__)
#define SIX_LONGS(...) FIRST_SIX_OF(__VA_OPT__(LONGS(__VA_ARGS__), ) 0L, 0L, 0L, 0L, 0L, 0L)
