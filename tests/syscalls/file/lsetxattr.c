#define THE_CALL lsetxattr
#include "setxattr_calls.h"
