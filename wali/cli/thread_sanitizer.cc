/// Asked by the thread sanitizer's run time: a first report ends the process, whatever environment
/// the program was given, so that no test overlooks it.
extern "C" const char* __tsan_default_options() {
  return "halt_on_error=1";
}
