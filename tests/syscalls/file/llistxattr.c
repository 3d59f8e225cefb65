#define THE_CALL llistxattr
#include "listxattr_calls.h"
