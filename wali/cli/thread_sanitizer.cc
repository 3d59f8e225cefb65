/// Asked by the thread sanitizer's run time. A first report ends the process, whatever environment
/// the program was given, so that no test overlooks it; faults are the engine's to handle.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" const char* __tsan_default_options() {
  return "halt_on_error=1:handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0";
}
