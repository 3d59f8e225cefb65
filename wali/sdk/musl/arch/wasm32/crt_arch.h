/* Nothing: the start function in crt1.c is plain C. */
