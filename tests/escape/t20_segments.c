/* Registers of segments and ports. */
#include "escape.h"

static void attack(void) {
  long address = test_data_address();
  for (int code = 0x1001; code < 0x1020; code++)
    EXPECT(CALL(158, code, address) < 0); /* arch_prctl */
  EXPECT(CALL(154, 1, address, 16) < 0);  /* modify_ldt */
  EXPECT(CALL(205, address) < 0);         /* set_thread_area */
  EXPECT(CALL(211, address) < 0);         /* get_thread_area */
  EXPECT(CALL(172, 3) < 0);               /* iopl */
  EXPECT(CALL(173, 0, 100, 1) < 0);       /* ioperm */
}
