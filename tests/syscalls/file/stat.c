#define THE_CALL stat
#include "status_calls.h"
