#define THE_CALL getxattr
#include "getxattr_calls.h"
