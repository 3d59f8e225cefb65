typedef unsigned long elf_greg_t, elf_gregset_t[27];
typedef struct user_fpregs_struct {
	unsigned __space[128];
} elf_fpregset_t;
