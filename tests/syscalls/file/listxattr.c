#define THE_CALL listxattr
#include "listxattr_calls.h"
