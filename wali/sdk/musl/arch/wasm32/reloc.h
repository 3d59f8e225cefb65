/* Nothing: there is no dynamic linker. */
