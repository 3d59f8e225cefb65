#define THE_CALL lstat
#include "status_calls.h"
