#include "wali/ipc_argument.h"

#include <fcntl.h>
#include <sys/msg.h>
#include <sys/shm.h>

#include <csignal>

namespace wali::sys {

void IpcKey::print(TraceLine& line) const {
  if (value == 0)
    kIpcKeyNames.append(line.text(), 0);
  else
    line.append("{:#x}", static_cast<uint32_t>(value));
}

void QueueMode::print(TraceLine& line) const {
  if ((line.word(-1) & O_CREAT) != 0) Mode::print(line);
}

void QueueAttributes::print(TraceLine& line) const {
  if ((line.word(-2) & O_CREAT) != 0) In::print(line);
}

namespace {

void print_owners(TraceLine& line, const ipc_perm& owners) {
  line.append("{{uid={}, gid={}, mode={:#o}, key={}, cuid={}, cgid={}}}",
              owners.uid,
              owners.gid,
              owners.mode,
              owners.__key,
              owners.cuid,
              owners.cgid);
}

}  // namespace

void Structure<msqid_ds>::print(TraceLine& line, const msqid_ds& value) {
  line.text() += "{msg_perm=";
  print_owners(line, value.msg_perm);
  line.append(
      ", msg_stime={}, msg_rtime={}, msg_ctime={}, msg_qnum={}, msg_qbytes={}, msg_lspid={}, "
      "msg_lrpid={}}}",
      value.msg_stime,
      value.msg_rtime,
      value.msg_ctime,
      value.msg_qnum,
      value.msg_qbytes,
      value.msg_lspid,
      value.msg_lrpid);
}

void Structure<shmid_ds>::print(TraceLine& line, const shmid_ds& value) {
  line.text() += "{shm_perm=";
  print_owners(line, value.shm_perm);
  line.append(
      ", shm_segsz={}, shm_cpid={}, shm_lpid={}, shm_nattch={}, shm_atime={}, shm_dtime={}, "
      "shm_ctime={}}}",
      static_cast<uint32_t>(value.shm_segsz),
      value.shm_cpid,
      value.shm_lpid,
      value.shm_nattch,
      value.shm_atime,
      value.shm_dtime,
      value.shm_ctime);
}

void SemaphoreOperations::print(TraceLine& line) const {
  constexpr uint32_t kShown = 16;
  struct Operation {
    uint16_t number;
    int16_t change, flags;
  };
  if (!line.caller().load<Operation>(address)) {
    line.append_address(address);
    line.append(", {}", count);
    return;
  }
  line.text() += '[';
  for (uint32_t i = 0; i < count; ++i) {
    auto item = line.caller().load<Operation>(address + i * uint32_t{sizeof(Operation)});
    if (i != 0) line.text() += ", ";
    if (!item || i == kShown) {
      line.text() += "...";
      break;
    }
    line.append("{{sem_num={}, sem_op={}, sem_flg=", item->number, item->change);
    kSemFlagNames.append(line.text(), static_cast<uint16_t>(item->flags));
    line.text() += '}';
  }
  line.append("], {}", count);
}

void SystemVMessage::print_message(TraceLine& line, uint64_t length) const {
  if (auto type = line.caller().load<int64_t>(address)) {
    line.append("{{mtype={}, mtext=", *type);
    line.append_bytes(address + uint32_t{sizeof(int64_t)}, length);
    line.append("}}, {}", size);
  } else {
    line.append_address(address);
    line.append(", {}", size);
  }
}

void OutQueueMessage::print_after(TraceLine& line) const {
  if (line.result() >= 0) return print_message(line, size);
  line.append_address(address);
  line.append(", {}", size);
}

void Structure<mq_attr>::print(TraceLine& line, const mq_attr& value) {
  line.text() += "{mq_flags=";
  kDescriptorFlagNames.append(line.text(), static_cast<uint64_t>(value.mq_flags));
  line.append(", mq_maxmsg={}, mq_msgsize={}, mq_curmsgs={}}}",
              value.mq_maxmsg,
              value.mq_msgsize,
              value.mq_curmsgs);
}

void Structure<GuestSigevent>::print(TraceLine& line, const GuestSigevent& value) {
  line.text() += '{';
  if (value.value != 0) {
    line.append("sigev_value={{sival_int={}, sival_ptr={:#x}}}, ",
                static_cast<int32_t>(value.value),
                value.value);
  }
  line.text() += "sigev_signo=";
  if (value.notify == SIGEV_NONE)
    line.append("{}", value.signal);
  else
    kSignalNames.append(line.text(), static_cast<uint64_t>(int64_t{value.signal}));
  line.text() += ", sigev_notify=";
  kSigevNotifyNames.append(line.text(), static_cast<uint64_t>(int64_t{value.notify}));
  if (value.notify == SIGEV_THREAD_ID) line.append(", sigev_notify_thread_id={}", value.thread);
  line.text() += '}';
}

}  // namespace wali::sys
