#include "wali/ipc_argument.h"

#include <csignal>

namespace wali::sys {

void SemaphoreOperations::print(TraceLine& line) const {
  constexpr uint32_t kShown = 16;
  struct Operation {
    uint16_t number;
    int16_t change, flags;
  };
  line.text() += '[';
  for (uint32_t i = 0; i < count; ++i) {
    auto item = line.caller().load<Operation>(address + i * uint32_t{sizeof(Operation)});
    if (i != 0) line.text() += ", ";
    if (!item || i == kShown) {
      line.text() += "...";
      break;
    }
    line.append(
        "{{{}, {}, {:#x}}}", item->number, item->change, static_cast<uint16_t>(item->flags));
  }
  line.append("], {}", count);
}

void SystemVMessage::print_message(TraceLine& line, uint64_t length) const {
  if (auto type = line.caller().load<int64_t>(address)) {
    line.append("{{{}, ", *type);
    line.append_bytes(address + uint32_t{sizeof(int64_t)}, length);
    line.append("}}, {}", size);
  } else {
    line.append_address(address);
    line.append(", {}", size);
  }
}

void OutQueueMessage::print_after(TraceLine& line) const {
  if (line.result() >= 0) return print_message(line, static_cast<uint64_t>(line.result()));
  line.append_address(address);
  line.append(", {}", size);
}

void Structure<mq_attr>::print(TraceLine& line, const mq_attr& value) {
  line.append("{{mq_flags={:#x}, mq_maxmsg={}, mq_msgsize={}, mq_curmsgs={}}}",
              value.mq_flags,
              value.mq_maxmsg,
              value.mq_msgsize,
              value.mq_curmsgs);
}

void Structure<GuestSigevent>::print(TraceLine& line, const GuestSigevent& value) {
  line.append("{{sigev_value={:#x}, sigev_signo=", value.value);
  kSignalNames.append(line.text(), static_cast<uint64_t>(int64_t{value.signal}));
  line.text() += ", sigev_notify=";
  kSigevNotifyNames.append(line.text(), static_cast<uint64_t>(int64_t{value.notify}));
  if (value.notify == SIGEV_THREAD_ID) line.append(", sigev_notify_thread_id={}", value.thread);
  line.text() += '}';
}

}  // namespace wali::sys
