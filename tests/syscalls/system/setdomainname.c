#define THE_CALL setdomainname
#define PART domainname
#include "name_calls.h"
