#define THE_CALL lchown
#include "chown_calls.h"
