# No dynamic linker and no native start files: one archive and one start object.
SHARED_LIBS =
TOOL_LIBS =
ALL_TOOLS =
CRT_LIBS = lib/crt1.o
