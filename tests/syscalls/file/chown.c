#define THE_CALL chown
#include "chown_calls.h"
