#include <fcntl.h>
#include <sys/sysmacros.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

#include "wali/argument.h"
#include "wali/trace/signal_text.h"
#include "wali/trace/time_text.h"

// How the tracer shows arguments of the calls about files.

namespace wali::sys {

namespace {

void append_mode(TraceLine& line, uint32_t mode) {
  if ((mode & S_IFMT) != 0) {
    auto named = std::ranges::find(kFileTypeNames.values, mode & S_IFMT, &NamedValue::value);
    if (named == kFileTypeNames.values.end()) return line.append("0{:03o}", mode);
    line.append("{}|", named->name);
  }
  line.append("0{:03o}", mode & 07777);
}

void append_device(TraceLine& line, uint64_t device) {
  line.append("makedev({:#x}, {:#x})", major(device), minor(device));
}

bool is_device(uint32_t mode) {
  return S_ISCHR(mode) || S_ISBLK(mode);
}

}  // namespace

void NodeMode::print(TraceLine& line) const {
  append_mode(line, value);
}

void Device::print(TraceLine& line) const {
  if (is_device(static_cast<uint32_t>(line.word(-1)))) append_device(line, value);
}

void Opening::print(TraceLine& line) const {
  constexpr uint32_t kCreates = 0100 | 020000000;  // O_CREAT, O_TMPFILE without O_DIRECTORY
  line.append_name(kOpenFlagNames, flags);
  if ((flags & kCreates) == 0) return;
  line.next_argument();
  line.append("0{:03o}", mode);
}

void InBytes::print(TraceLine& line) const {
  line.append_bytes(address, size);
  line.next_argument();
  line.append("{}", size);
}

void OutBytes::print_after(TraceLine& line) const {
  if (line.has_failed())
    line.append_address(address);
  else
    line.append_bytes(address, std::min<uint64_t>(static_cast<uint64_t>(line.result()), size));
  line.next_argument();
  line.append("{}", size);
}

void OutText::print_after(TraceLine& line) const {
  line.has_failed() ? line.append_address(address) : line.append_path(address);
  line.next_argument();
  line.append("{}", size);
}

void OutRecords::print_after(TraceLine& line) const {
  line.append_address(address);
  line.next_argument();
  line.append("{}", size);
}

void DirectoryEntries::print_after(TraceLine& line) const {
  constexpr uint32_t kLengthOffset = 16;  // of struct linux_dirent and linux_dirent64 alike
  line.append_address(address);
  if (!line.has_failed()) {
    uint32_t count = 0;
    for (uint32_t at = 0; at < std::min<int64_t>(line.result(), size); ++count) {
      auto length = line.caller().load<uint16_t>(address + at + kLengthOffset);
      if (!length || *length == 0) break;
      at += *length;
    }
    line.append(" /* {} entr{} */", count, count == 1 ? "y" : "ies");
  }
  line.next_argument();
  line.append("{}", size);
}

namespace {

// As strace, which takes the count for an unsigned long.
void append_count(TraceLine& line, const Vectors& vectors) {
  line.next_argument();
  line.append("{}", static_cast<uint64_t>(int64_t{vectors.count}));
}

void print_vectors(TraceLine& line, const Vectors& vectors, uint64_t bytes) {
  print_iovecs(line, vectors.address, vectors.count, bytes);
  append_count(line, vectors);
}

}  // namespace

namespace {

/// `append_base` shows what one of the vectors holds.
template <typename Function>
void append_iovecs(TraceLine& line, uint32_t address, int64_t count, Function append_base) {
  if (address == 0 || count < 0 || !line.caller().load<GuestIovec>(address))
    return line.append_address(address);
  line.text() += '[';
  for (int64_t i = 0; i < count; ++i) {
    auto item = line.caller().load<GuestIovec>(address + 8 * static_cast<uint32_t>(i));
    if (i != 0) line.text() += ", ";
    if (!item || i == line.style().string_limit) {
      line.text() += "...";
      break;
    }
    line.text() += "{iov_base=";
    append_base(*item);
    line.append(", iov_len={}}}", item->length);
  }
  line.text() += ']';
}

}  // namespace

void print_iovecs(TraceLine& line, uint32_t address, int64_t count, uint64_t bytes) {
  append_iovecs(line, address, count, [&](const GuestIovec& item) {
    uint64_t shown = std::min<uint64_t>(item.length, bytes);
    bytes -= shown;
    line.append_bytes(item.base, shown);
  });
}

void InVectors::print(TraceLine& line) const {
  print_vectors(line, *this, ~uint64_t{0});
}

void OutVectors::print_after(TraceLine& line) const {
  if (!line.has_failed()) return print_vectors(line, *this, static_cast<uint64_t>(line.result()));
  append_iovecs(
      line, address, count, [&](const GuestIovec& item) { line.append_address(item.base); });
  append_count(line, *this);
}

namespace {

// Commands whose argument is a number, and what numbers are called.
struct FcntlArgument {
  int command;
  const NameTable* names;  // null for plain numbers
};
constexpr FcntlArgument kNumberCommands[] = {{F_DUPFD, nullptr},
                                             {F_DUPFD_CLOEXEC, nullptr},
                                             {F_SETOWN, nullptr},
                                             {1031, nullptr},  // F_SETPIPE_SZ
                                             {F_SETFD, &kFdFlagNames},
                                             {F_SETFL, &kOpenFlagNames},
                                             {1024, &kLockTypeNames},  // F_SETLEASE
                                             {1026, &kNotifyNames},    // F_NOTIFY
                                             {1033, &kSealNames}};     // F_ADD_SEALS
// Commands whose result has named values.
struct FcntlResult {
  int command;
  const NameTable* names;
  std::string_view label;
};
constexpr FcntlResult kResultCommands[] = {{F_GETFD, &kFdFlagNames, "flags "},
                                           {F_GETFL, &kOpenFlagNames, "flags "},
                                           {1034, &kSealNames, "seals "}};
// Commands without an argument.
constexpr int kBareCommands[] = {F_GETFD,
                                 F_GETFL,
                                 F_GETOWN,
                                 11 /* F_GETSIG */,
                                 1025 /* F_GETLEASE */,
                                 1032 /* F_GETPIPE_SZ */,
                                 1034};
constexpr int kSetSignal = 10, kSetOwnerEx = 15, kGetOwnerEx = 16;
constexpr int kGetLock = 5, kSetLock = 6, kSetLockWaiting = 7;
constexpr int kGetOpenLock = 36, kSetOpenLock = 37, kSetOpenLockWaiting = 38;

bool gets_lock(int command) {
  return command == kGetLock || command == kGetOpenLock;
}
bool sets_lock(int command) {
  return command == kSetLock || command == kSetLockWaiting || command == kSetOpenLock ||
         command == kSetOpenLockWaiting;
}

void append_lock(TraceLine& line, uint32_t address, bool has_owner) {
  auto lock = line.caller().load<struct flock>(address);
  if (!lock) return line.append_address(address);
  line.text() += "{l_type=";
  line.append_name(kLockTypeNames, static_cast<uint16_t>(lock->l_type));
  line.text() += ", l_whence=";
  line.append_name(kWhenceNames, static_cast<uint16_t>(lock->l_whence));
  line.append(", l_start={}, l_len={}", lock->l_start, lock->l_len);
  if (has_owner) line.append(", l_pid={}", lock->l_pid);
  line.text() += '}';
}

void append_owner(TraceLine& line, uint32_t address) {
  // As numbers: guests need not choose one of the enumeration's.
  struct Owner {
    int32_t type, pid;
  };
  static_assert(sizeof(Owner) == sizeof(f_owner_ex));
  auto owner = line.caller().load<Owner>(address);
  if (!owner) return line.append_address(address);
  line.text() += "{type=";
  line.append_name(kOwnerTypeNames, static_cast<uint32_t>(owner->type));
  line.append(", pid={}}}", owner->pid);
}

}  // namespace

void FcntlCommand::print(TraceLine& line) const {
  line.append_name(kFcntlNames, static_cast<uint64_t>(int64_t{command}));
  if (std::ranges::find(kBareCommands, command) != std::end(kBareCommands)) return;
  if (gets_lock(command) || command == kGetOwnerEx) return;
  line.next_argument();
  if (sets_lock(command)) return append_lock(line, argument, false);
  if (command == kSetOwnerEx) return append_owner(line, argument);
  if (command == kSetSignal) {
    line.text() += argument == 0 ? "0" : signal_name(static_cast<int>(argument));
    return;
  }
  auto number = std::ranges::find(kNumberCommands, command, &FcntlArgument::command);
  if (number == std::end(kNumberCommands)) return line.append_address(argument);
  number->names != nullptr ? line.append_name(*number->names, argument)
                           : line.append("{}", static_cast<int32_t>(argument));
}

void FcntlCommand::print_after(TraceLine& line) const {
  if (gets_lock(command) || command == kGetOwnerEx) {
    line.text() += TraceLine::kSeparator;
    if (line.has_failed()) return line.append_address(argument);
    return command == kGetOwnerEx ? append_owner(line, argument)
                                  : append_lock(line, argument, true);
  }
  auto row = std::ranges::find(kResultCommands, command, &FcntlResult::command);
  if (row == std::end(kResultCommands) || line.result() <= 0) return;
  line.result_text() = fmt::format("{:#x}", line.result());
  line.next_note() += row->label;
  row->names->append(line.note(), static_cast<uint64_t>(line.result()));
}

void Structure<GuestStat>::print(TraceLine& line, const GuestStat& value) {
  bool is_verbose = line.style().is_verbose;
  line.text() += '{';
  if (is_verbose) {
    line.text() += "st_dev=";
    append_device(line, value.dev);
    line.append(", st_ino={}, ", value.ino);
  }
  line.text() += "st_mode=";
  append_mode(line, value.mode);
  if (is_verbose) {
    line.append(", st_nlink={}, st_uid={}, st_gid={}, st_blksize={}, st_blocks={}",
                value.nlink,
                value.uid,
                value.gid,
                value.block_size,
                value.blocks);
  }
  if (is_device(value.mode)) {
    line.text() += ", st_rdev=";
    append_device(line, value.rdev);
  } else {
    line.append(", st_size={}", value.size);
  }
  if (!is_verbose) return line.append(", ...}}");
  struct {
    std::string_view name;
    timespec time;
  } times[] = {{"atime", value.access_time},
               {"mtime", value.modification_time},
               {"ctime", value.change_time}};
  for (const auto& [name, time] : times) {
    line.append(", st_{}={} /* {} */, st_{}_nsec={}",
                name,
                time.tv_sec,
                time_text(time.tv_sec, time.tv_nsec, Fraction::Nanoseconds),
                name,
                time.tv_nsec);
  }
  line.text() += '}';
}

void Structure<struct statx>::print(TraceLine& line, const struct statx& value) {
  bool is_verbose = line.style().is_verbose;
  line.text() += "{stx_mask=";
  line.append_name(kStatxMaskNames, value.stx_mask);
  if (is_verbose) line.append(", stx_blksize={}", value.stx_blksize);
  line.text() += ", stx_attributes=";
  line.append_name(kStatxAttributeNames, value.stx_attributes);
  if (is_verbose) {
    line.append(
        ", stx_nlink={}, stx_uid={}, stx_gid={}", value.stx_nlink, value.stx_uid, value.stx_gid);
  }
  line.text() += ", stx_mode=";
  append_mode(line, value.stx_mode);
  if (is_verbose) line.append(", stx_ino={}", value.stx_ino);
  line.append(", stx_size={}", value.stx_size);
  if (!is_verbose) return line.append(", ...}}");
  line.append(", stx_blocks={}}}", value.stx_blocks);
}

void Structure<struct statfs>::print(TraceLine& line, const struct statfs& value) {
  line.text() += "{f_type=";
  line.append_name(kFileSystemNames, static_cast<uint64_t>(value.f_type));
  line.append(", f_bsize={}, f_blocks={}, f_bfree={}, f_bavail={}, f_files={}, f_ffree={}",
              static_cast<int64_t>(value.f_bsize),
              value.f_blocks,
              value.f_bfree,
              value.f_bavail,
              value.f_files,
              value.f_ffree);
  std::array<uint32_t, 2> id;
  std::memcpy(id.data(), &value.f_fsid, sizeof id);
  auto hex = [](uint32_t word) { return word == 0 ? "0" : fmt::format("{:#x}", word); };
  line.append(", f_fsid={{val=[{}, {}]}}, f_namelen={}, f_frsize={}, f_flags=",
              hex(id[0]),
              hex(id[1]),
              static_cast<int64_t>(value.f_namelen),
              static_cast<int64_t>(value.f_frsize));
  line.append_name(kMountFlagNames, static_cast<uint64_t>(value.f_flags));
  line.text() += '}';
}

void Structure<open_how>::print(TraceLine& line, const open_how& value) {
  line.text() += "{flags=";
  line.append_name(kOpenFlagNames, value.flags);
  if (value.mode != 0) line.append(", mode=0{:03o}", value.mode);
  line.text() += ", resolve=";
  line.append_name(kResolveNames, value.resolve);
  line.text() += '}';
}

void Structure<FileHandle>::print(TraceLine& line, const FileHandle& value) {
  line.append("{{handle_bytes={}, handle_type={:#x}}}", value.bytes, value.type);
}

void Structure<CachestatRange>::print(TraceLine& line, const CachestatRange& value) {
  line.append("{{off={}, len={}}}", value.offset, value.length);
}

void Structure<Cachestat>::print(TraceLine& line, const Cachestat& value) {
  line.append(
      "{{nr_cache={}, nr_dirty={}, nr_writeback={}, nr_evicted={}, nr_recently_evicted={}}}",
      value.cached,
      value.dirty,
      value.writeback,
      value.evicted,
      value.recently_evicted);
}

void Structure<MountRequest>::print(TraceLine& line, const MountRequest& value) {
  line.append("{{size={}, mnt_id={:#x}, param={:#x}}}", value.size, value.mount, value.parameter);
}

}  // namespace wali::sys
