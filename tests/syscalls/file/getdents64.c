#define THE_CALL getdents64
#define NAME_OF(record) ((record)->rest + 1)
#define TYPE_OF(record) (record)->rest[0]
#include "getdents_calls.h"
