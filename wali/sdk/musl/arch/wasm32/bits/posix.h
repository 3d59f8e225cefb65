/* Pointers have 32 bits and long has 64: none of the programming models that POSIX names. */
