#define THE_CALL sethostname
#define PART nodename
#include "name_calls.h"
