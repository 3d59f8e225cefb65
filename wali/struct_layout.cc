#include "wali/struct_layout.h"

namespace wali::sys {

GuestStat guest_stat(const struct stat& native) {
  auto time = [](const timespec& from) { return GuestTimespec{from.tv_sec, from.tv_nsec}; };
  GuestStat guest{};
  guest.dev = native.st_dev;
  guest.ino = native.st_ino;
  guest.nlink = native.st_nlink;
  guest.mode = native.st_mode;
  guest.uid = native.st_uid;
  guest.gid = native.st_gid;
  guest.rdev = native.st_rdev;
  guest.size = native.st_size;
  guest.block_size = native.st_blksize;
  guest.blocks = native.st_blocks;
  guest.access_time = time(native.st_atim);
  guest.modification_time = time(native.st_mtim);
  guest.change_time = time(native.st_ctim);
  return guest;
}

}  // namespace wali::sys
