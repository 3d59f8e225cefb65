/* What msgctl and shmctl refuse alike: for the programs that define THE_CALL to be one of the two.
 */
#pragma once

#include "ipc.h"

/* `status` has room for what GET_STATUS tells. */
static void refused_for_addresses(int id, void* status) {
  CALL_IT(id, IPC_SET, NULL);
  CALL_IT(id, IPC_SET, no_access());
  CALL_IT(id, GET_STATUS, NULL);
  CALL_IT(id, GET_STATUS, no_access());
  CALL_IT(id, GET_STATUS, read_only());
  CALL_IT(-1, GET_STATUS, status);
  CALL_IT(0x7fffffff, GET_STATUS, status);
  CALL_IT(0, GET_LIMITS, no_access());
}

static void refused_for_commands(int id, void* status) {
  CALL_IT(id, 99, status);
  CALL_IT(id, -1, status);
}

static void refused_for_users(int id, void* status) {
  IN_CHILD(MUST(setgid(65533)); MUST(setuid(65533)); CALL_IT(id, IPC_RMID, NULL);
           CALL_IT(id, IPC_SET, status));
}
