#include "wali/handlers.h"

namespace wali::sys {

int64_t aux_init(Caller& caller) {
  return caller.process().start() ? 0 : 1;
}

int64_t aux_deinit(Caller& caller) {
  return caller.process().finish() ? 0 : 1;
}

int64_t aux_proc_exit(Caller& caller, ExitStatus status) {
  for (;;) caller.process().end(caller, status & 0xff);
}

int64_t aux_cl_get_argc(Caller& caller) {
  return static_cast<int64_t>(caller.process().arguments().size());
}

namespace {

const std::string* argument_at(Caller& caller, int32_t index) {
  const std::vector<std::string>& arguments = caller.process().arguments();
  if (index < 0 || static_cast<size_t>(index) >= arguments.size()) return nullptr;
  return &arguments[static_cast<size_t>(index)];
}

}  // namespace

int64_t aux_cl_get_argv_len(Caller& caller, Int index) {
  const std::string* argument = argument_at(caller, index);
  return argument == nullptr ? 0 : static_cast<int64_t>(argument->size());
}

int64_t aux_cl_copy_argv(Caller& caller, Address to, Int index) {
  const std::string* argument = argument_at(caller, index);
  if (argument == nullptr) return -EINVAL;
  return caller.copy_out(to, argument->c_str(), argument->size() + 1) ? 0 : -EFAULT;
}

/// 1 if a path was written, 0 if there is no environment to read.
int64_t aux_get_init_envfile(Caller& caller, Address to, Size size) {
  std::string path = caller.process().environment_path();
  if (path.empty() || path.size() + 1 > size) return 0;
  return caller.copy_out(to, path.c_str(), path.size() + 1) ? 1 : 0;
}

int64_t aux_thread_spawn(Caller& caller, Address function, Address argument) {
  return encode(caller.process().start_thread(caller, function, argument));
}

int64_t aux_vfork(Caller& caller) {
  return encode(caller.process().fork(caller));
}

}  // namespace wali::sys
