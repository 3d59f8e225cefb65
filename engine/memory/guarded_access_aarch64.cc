// The loops of guarded_access.h for AArch64: no stack, only registers that a call may change, so
// that a fault anywhere between the labels can continue at the failing return.

asm(R"(
    .pushsection .text
    .globl wali_guarded_access_begin, wali_guarded_access_end, wali_guarded_access_failed
    .hidden wali_guarded_access_begin, wali_guarded_access_end, wali_guarded_access_failed
    .globl wali_guarded_copy, wali_guarded_fill, wali_guarded_compare_exchange
    .hidden wali_guarded_copy, wali_guarded_fill, wali_guarded_compare_exchange
    .type wali_guarded_copy, %function
    .type wali_guarded_fill, %function
    .type wali_guarded_compare_exchange, %function
    .p2align 6
wali_guarded_access_begin:
wali_guarded_copy:
    .cfi_startproc
    cmp x2, #32
    b.hi 33f
    cmp x2, #16
    b.hs 16f
    tbnz x2, #3, 8f
    tbnz x2, #2, 4f
    tbnz x2, #1, 2f
    cbz x2, 99f
    ldrb w4, [x1]
    strb w4, [x0]
    b 99f
2:  ldrh w4, [x1]
    tbz x2, #0, 3f
    ldrb w5, [x1, #2]
    strb w5, [x0, #2]
3:  strh w4, [x0]
    b 99f
4:  sub x3, x2, #4
    ldr w4, [x1]
    ldr w5, [x1, x3]
    str w4, [x0]
    cbz x3, 99f
    str w5, [x0, x3]
    b 99f
8:  sub x3, x2, #8
    ldr x4, [x1]
    ldr x5, [x1, x3]
    str x4, [x0]
    cbz x3, 99f
    str x5, [x0, x3]
    b 99f
16: sub x3, x2, #16
    ldr q0, [x1]
    ldr q1, [x1, x3]
    str q0, [x0]
    str q1, [x0, x3]
    b 99f

33: sub x3, x2, #32
    sub x4, x0, x1
    cmp x4, x2
    b.lo 60f
    add x4, x1, x3
    ldp q2, q3, [x4]
    add x5, x0, x3
41: ldp q0, q1, [x1], #32
    stp q0, q1, [x0], #32
    cmp x0, x5
    b.lo 41b
    stp q2, q3, [x5]
    b 99f

60: ldp q2, q3, [x1]
    add x4, x1, x3
    add x5, x0, x3
61: ldp q0, q1, [x4], #-32
    stp q0, q1, [x5], #-32
    cmp x5, x0
    b.hi 61b
    stp q2, q3, [x0]
99: mov w0, #1
    ret
    .cfi_endproc
    .size wali_guarded_copy, . - wali_guarded_copy

    .p2align 4
wali_guarded_fill:
    .cfi_startproc
    dup v0.16b, w1
    cmp x2, #32
    b.lo 71f
    add x3, x0, x2
    sub x3, x3, #32
70: stp q0, q0, [x0], #32
    cmp x0, x3
    b.lo 70b
    stp q0, q0, [x3]
    b 98f
71: cbz x2, 98f
72: strb w1, [x0], #1
    subs x2, x2, #1
    b.ne 72b
98: mov w0, #1
    ret
    .cfi_endproc
    .size wali_guarded_fill, . - wali_guarded_fill

    .p2align 4
wali_guarded_compare_exchange:
    .cfi_startproc
    ldr w3, [x1]
80: ldaxr w4, [x0]
    cmp w4, w3
    b.ne 81f
    stlxr w5, w2, [x0]
    cbnz w5, 80b
81: str w4, [x1]
    dmb ish
    mov w0, #1
    ret
    .cfi_endproc
    .size wali_guarded_compare_exchange, . - wali_guarded_compare_exchange
wali_guarded_access_end:

wali_guarded_access_failed:
    .cfi_startproc
    mov w0, wzr
    ret
    .cfi_endproc
    .popsection
)");
