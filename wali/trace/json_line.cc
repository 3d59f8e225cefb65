#include "wali/trace/json_line.h"

#include <ctime>
#include <nlohmann/json.hpp>

#include "wali/errno.h"
#include "wali/trace/signal_text.h"

namespace wali::sys {

namespace {

using Json = nlohmann::ordered_json;

Json event(pid_t thread) {
  timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  return {
      {"time", static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec / 1000) / 1e6},
      {"thread", thread}};
}

// A trace may hold any bytes; JSON holds only UTF-8.
std::string text_of(const Json& object) {
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string json_call(const JsonCall& call) {
  Json object = event(call.thread);
  object["call"] = call.name;
  object["arguments"] = call.arguments;
  if (!call.result) {
    object["result"] = nullptr;
    return text_of(object);
  }
  bool is_error = *call.result < 0 && *call.result >= -4095;
  if (is_error) {
    int number = static_cast<int>(-*call.result);
    object["result"] = -1;
    object["errno"] = errno_name(number);
    object["message"] = errno_message(number);
  } else {
    object["result"] = *call.result;
    object["text"] = call.result_text;
  }
  object["duration"] = static_cast<double>(call.nanoseconds) / 1e9;
  return text_of(object);
}

std::string json_signal(pid_t thread, const siginfo_t& info) {
  Json object = event(thread);
  object["signal"] = signal_name(info.si_signo);
  object["info"] = signal_info_text(info);
  return text_of(object);
}

std::string json_exit(pid_t thread, int status) {
  Json object = event(thread);
  object["exited"] = status;
  return text_of(object);
}

std::string json_killed(pid_t thread, int signal) {
  Json object = event(thread);
  object["killed_by"] = signal_name(signal);
  return text_of(object);
}

}  // namespace wali::sys
