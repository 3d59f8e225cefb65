#define THE_CALL setxattr
#include "setxattr_calls.h"
