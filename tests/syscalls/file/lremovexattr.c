#define THE_CALL lremovexattr
#include "removexattr_calls.h"
