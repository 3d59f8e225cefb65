#define THE_CALL removexattr
#include "removexattr_calls.h"
