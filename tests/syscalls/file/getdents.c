#define THE_CALL getdents
#define NAME_OF(record) (record)->rest
#define TYPE_OF(record) ((const char*)(record))[(record)->reclen - 1]
#include "getdents_calls.h"
