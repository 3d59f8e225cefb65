// The loops of guarded_access.h for x86-64. They use no stack and only registers that a call may
// change, so that a fault anywhere between the labels can continue at the failing return.
//
// Up to 32 bytes all loads come before the first store. Longer copies hold the last 32 bytes (or,
// going backwards, the first) in registers, so that the loop need not treat a rest. Above 2 KiB the
// microcoded copy is faster. 16 bytes are mostly two numbers that have just been stored, which a
// wider load would wait for.

asm(R"(
    .pushsection .text
    .intel_syntax noprefix
    .globl wali_guarded_access_begin, wali_guarded_access_end, wali_guarded_access_failed
    .hidden wali_guarded_access_begin, wali_guarded_access_end, wali_guarded_access_failed
    .globl wali_guarded_copy, wali_guarded_fill, wali_guarded_compare_exchange
    .hidden wali_guarded_copy, wali_guarded_fill, wali_guarded_compare_exchange
    .type wali_guarded_copy, @function
    .type wali_guarded_fill, @function
    .type wali_guarded_compare_exchange, @function
    .p2align 6
wali_guarded_access_begin:
wali_guarded_copy:
    .cfi_startproc
    cmp rdx, 8
    je 8f
    cmp rdx, 32
    ja 33f
    cmp rdx, 16
    jae 16f
    cmp rdx, 8
    ja 9f
    cmp rdx, 4
    jae 4f
    cmp rdx, 2
    je 2f
    test rdx, rdx
    je 99f
    movzx eax, byte ptr [rsi]
    cmp rdx, 1
    je 1f
    movzx ecx, word ptr [rsi + 1]
    mov [rdi], al
    mov [rdi + 1], cx
    jmp 99f
1:  mov [rdi], al
    jmp 99f
2:  movzx eax, word ptr [rsi]
    mov [rdi], ax
    jmp 99f
4:  mov eax, [rsi]
    mov ecx, [rsi + rdx - 4]
    mov [rdi], eax
    mov [rdi + rdx - 4], ecx
    jmp 99f
8:  mov rax, [rsi]
    mov [rdi], rax
    jmp 99f
9:  mov rax, [rsi]
    mov rcx, [rsi + rdx - 8]
    mov [rdi], rax
    mov [rdi + rdx - 8], rcx
    jmp 99f
16: jne 17f
    mov rax, [rsi]
    mov rcx, [rsi + 8]
    mov [rdi], rax
    mov [rdi + 8], rcx
    jmp 99f
17: movups xmm0, [rsi]
    movups xmm1, [rsi + rdx - 16]
    movups [rdi], xmm0
    movups [rdi + rdx - 16], xmm1
    jmp 99f

33: mov rax, rdi
    sub rax, rsi
    cmp rax, rdx
    jb 60f
    cmp rdx, 2048
    ja 50f
40: movups xmm2, [rsi + rdx - 32]
    movups xmm3, [rsi + rdx - 16]
    lea rcx, [rdi + rdx - 32]
41: movups xmm0, [rsi]
    movups xmm1, [rsi + 16]
    movups [rdi], xmm0
    movups [rdi + 16], xmm1
    add rsi, 32
    add rdi, 32
    cmp rdi, rcx
    jb 41b
    movups [rcx], xmm2
    movups [rcx + 16], xmm3
    jmp 99f

50: mov rax, rsi
    sub rax, rdi
    cmp rax, 64
    jb 40b
    mov rcx, rdx
    rep movsb
    jmp 99f

60: movups xmm2, [rsi]
    movups xmm3, [rsi + 16]
61: movups xmm0, [rsi + rdx - 32]
    movups xmm1, [rsi + rdx - 16]
    movups [rdi + rdx - 32], xmm0
    movups [rdi + rdx - 16], xmm1
    sub rdx, 32
    cmp rdx, 32
    ja 61b
    movups [rdi], xmm2
    movups [rdi + 16], xmm3
99: mov eax, 1
    ret
    .cfi_endproc
    .size wali_guarded_copy, . - wali_guarded_copy

    .p2align 4
wali_guarded_fill:
    .cfi_startproc
    movzx eax, sil
    mov rcx, rdx
    rep stosb
    mov eax, 1
    ret
    .cfi_endproc
    .size wali_guarded_fill, . - wali_guarded_fill

    .p2align 4
wali_guarded_compare_exchange:
    .cfi_startproc
    mov eax, [rsi]
    lock cmpxchg [rdi], edx
    mov [rsi], eax
    mov eax, 1
    ret
    .cfi_endproc
    .size wali_guarded_compare_exchange, . - wali_guarded_compare_exchange
wali_guarded_access_end:

wali_guarded_access_failed:
    .cfi_startproc
    xor eax, eax
    ret
    .cfi_endproc
    .att_syntax prefix
    .popsection
)");
