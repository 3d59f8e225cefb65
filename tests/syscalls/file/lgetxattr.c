#define THE_CALL lgetxattr
#include "getxattr_calls.h"
