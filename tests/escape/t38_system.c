/* Calls that look into the kernel or change it. */
#include "escape.h"

static void attack(void) {
  static const int calls[] = {321 /* bpf */,
                              298 /* perf_event_open */,
                              300 /* fanotify_init */,
                              304 /* open_by_handle_at */,
                              246 /* kexec_load */,
                              320,
                              175 /* init_module */,
                              176,
                              313,
                              169 /* reboot */,
                              167 /* swapon */,
                              168,
                              163 /* acct */,
                              248 /* add_key */,
                              249,
                              250,
                              179 /* quotactl */,
                              443,
                              155 /* pivot_root */,
                              165 /* mount */,
                              166,
                              272 /* unshare */,
                              308 /* setns */,
                              428,
                              429,
                              430,
                              431,
                              432,
                              433,
                              442,
                              467,
                              323,
                              101,
                              460};
  static long words[16];
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
    long result = CALL(calls[i], 0, words, 0, 0, 0, 0);
    if (result != -EPERM && result != -ENOSYS)
      dprintf(2, "call %d answers %ld\n", calls[i], result);
    EXPECT(result == -EPERM || result == -ENOSYS);
    CALL(calls[i], test_data_address(), test_data_address(), 16, test_code_address(), 1, 1);
  }
}
