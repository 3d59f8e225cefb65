#include "wali/name_table.h"

namespace wali::sys {

namespace {

// As x86-64 has them, which is what guests use on every host; flags in the order in which strace
// writes them.
// clang-format off
constexpr NamedValue kLandlockCreate[] = {
    {1, "LANDLOCK_CREATE_RULESET_VERSION"}, {2, "LANDLOCK_CREATE_RULESET_ERRATA"},
};
constexpr NamedValue kLandlockRule[] = {
    {1, "LANDLOCK_RULE_PATH_BENEATH"}, {2, "LANDLOCK_RULE_NET_PORT"},
};
constexpr NamedValue kLandlockFile[] = {
    {0x1, "LANDLOCK_ACCESS_FS_EXECUTE"}, {0x2, "LANDLOCK_ACCESS_FS_WRITE_FILE"},
    {0x4, "LANDLOCK_ACCESS_FS_READ_FILE"}, {0x8, "LANDLOCK_ACCESS_FS_READ_DIR"},
    {0x10, "LANDLOCK_ACCESS_FS_REMOVE_DIR"}, {0x20, "LANDLOCK_ACCESS_FS_REMOVE_FILE"},
    {0x40, "LANDLOCK_ACCESS_FS_MAKE_CHAR"}, {0x80, "LANDLOCK_ACCESS_FS_MAKE_DIR"},
    {0x100, "LANDLOCK_ACCESS_FS_MAKE_REG"}, {0x200, "LANDLOCK_ACCESS_FS_MAKE_SOCK"},
    {0x400, "LANDLOCK_ACCESS_FS_MAKE_FIFO"}, {0x800, "LANDLOCK_ACCESS_FS_MAKE_BLOCK"},
    {0x1000, "LANDLOCK_ACCESS_FS_MAKE_SYM"}, {0x2000, "LANDLOCK_ACCESS_FS_REFER"},
    {0x4000, "LANDLOCK_ACCESS_FS_TRUNCATE"}, {0x8000, "LANDLOCK_ACCESS_FS_IOCTL_DEV"},
};
constexpr NamedValue kLandlockNet[] = {
    {1, "LANDLOCK_ACCESS_NET_BIND_TCP"}, {2, "LANDLOCK_ACCESS_NET_CONNECT_TCP"},
};
constexpr NamedValue kOpenFlag[] = {
    {0, "O_RDONLY"}, {01, "O_WRONLY"}, {02, "O_RDWR"}, {03, "O_ACCMODE"}, {0100, "O_CREAT"},
    {0200, "O_EXCL"}, {0400, "O_NOCTTY"}, {01000, "O_TRUNC"}, {02000, "O_APPEND"},
    {04000, "O_NONBLOCK"}, {04010000, "O_SYNC"}, {010000, "O_DSYNC"}, {040000, "O_DIRECT"},
    {0100000, "O_LARGEFILE"}, {0400000, "O_NOFOLLOW"}, {01000000, "O_NOATIME"},
    {02000000, "O_CLOEXEC"}, {010000000, "O_PATH"}, {020200000, "O_TMPFILE"},
    {0200000, "O_DIRECTORY"}, {020000, "FASYNC"},
};
constexpr NamedValue kDescriptorFlag[] = {
    {04000, "O_NONBLOCK"}, {040000, "O_DIRECT"}, {02000000, "O_CLOEXEC"},
};
constexpr NamedValue kAtFlag[] = {
    {0x100, "AT_SYMLINK_NOFOLLOW"}, {0x200, "AT_REMOVEDIR"}, {0x400, "AT_SYMLINK_FOLLOW"},
    {0x800, "AT_NO_AUTOMOUNT"}, {0x1000, "AT_EMPTY_PATH"}, {0x8000, "AT_RECURSIVE"},
};
constexpr NamedValue kAccessAtFlag[] = {
    {0x100, "AT_SYMLINK_NOFOLLOW"}, {0x200, "AT_EACCESS"}, {0x1000, "AT_EMPTY_PATH"},
};
constexpr NamedValue kStatxFlag[] = {
    {0, "AT_STATX_SYNC_AS_STAT"}, {0x2000, "AT_STATX_FORCE_SYNC"}, {0x4000, "AT_STATX_DONT_SYNC"},
    {0x100, "AT_SYMLINK_NOFOLLOW"}, {0x200, "AT_REMOVEDIR"}, {0x400, "AT_SYMLINK_FOLLOW"},
    {0x800, "AT_NO_AUTOMOUNT"}, {0x1000, "AT_EMPTY_PATH"}, {0x8000, "AT_RECURSIVE"},
};
constexpr NamedValue kStatxMask[] = {
    {0xfff, "STATX_ALL"}, {0x7ff, "STATX_BASIC_STATS"}, {1, "STATX_TYPE"}, {2, "STATX_MODE"},
    {4, "STATX_NLINK"}, {8, "STATX_UID"}, {0x10, "STATX_GID"}, {0x20, "STATX_ATIME"},
    {0x40, "STATX_MTIME"}, {0x80, "STATX_CTIME"}, {0x100, "STATX_INO"}, {0x200, "STATX_SIZE"},
    {0x400, "STATX_BLOCKS"}, {0x800, "STATX_BTIME"}, {0x1000, "STATX_MNT_ID"},
    {0x2000, "STATX_DIOALIGN"},
};
constexpr NamedValue kStatxAttribute[] = {
    {4, "STATX_ATTR_COMPRESSED"}, {0x10, "STATX_ATTR_IMMUTABLE"}, {0x20, "STATX_ATTR_APPEND"},
    {0x40, "STATX_ATTR_NODUMP"}, {0x800, "STATX_ATTR_ENCRYPTED"}, {0x1000, "STATX_ATTR_AUTOMOUNT"},
    {0x2000, "STATX_ATTR_MOUNT_ROOT"}, {0x100000, "STATX_ATTR_VERITY"},
    {0x200000, "STATX_ATTR_DAX"},
};
constexpr NamedValue kFileType[] = {
    {0x8000, "S_IFREG"}, {0x4000, "S_IFDIR"}, {0xa000, "S_IFLNK"}, {0x2000, "S_IFCHR"},
    {0x6000, "S_IFBLK"}, {0x1000, "S_IFIFO"}, {0xc000, "S_IFSOCK"},
};
constexpr NamedValue kWhence[] = {
    {0, "SEEK_SET"}, {1, "SEEK_CUR"}, {2, "SEEK_END"}, {3, "SEEK_DATA"}, {4, "SEEK_HOLE"},
};
constexpr NamedValue kAccess[] = {
    {0, "F_OK"}, {4, "R_OK"}, {2, "W_OK"}, {1, "X_OK"},
};
constexpr NamedValue kFcntl[] = {
    {0, "F_DUPFD"}, {1, "F_GETFD"}, {2, "F_SETFD"}, {3, "F_GETFL"}, {4, "F_SETFL"}, {5, "F_GETLK"},
    {6, "F_SETLK"}, {7, "F_SETLKW"}, {8, "F_SETOWN"}, {9, "F_GETOWN"}, {10, "F_SETSIG"},
    {11, "F_GETSIG"}, {15, "F_SETOWN_EX"}, {16, "F_GETOWN_EX"}, {17, "F_GETOWNER_UIDS"},
    {36, "F_OFD_GETLK"}, {37, "F_OFD_SETLK"}, {38, "F_OFD_SETLKW"}, {1024, "F_SETLEASE"},
    {1025, "F_GETLEASE"}, {1026, "F_NOTIFY"}, {1027, "F_DUPFD_QUERY"}, {1030, "F_DUPFD_CLOEXEC"},
    {1031, "F_SETPIPE_SZ"}, {1032, "F_GETPIPE_SZ"}, {1033, "F_ADD_SEALS"}, {1034, "F_GET_SEALS"},
    {1035, "F_GET_RW_HINT"}, {1036, "F_SET_RW_HINT"}, {1037, "F_GET_FILE_RW_HINT"},
    {1038, "F_SET_FILE_RW_HINT"},
};
constexpr NamedValue kFdFlag[] = {
    {1, "FD_CLOEXEC"},
};
constexpr NamedValue kLockType[] = {
    {0, "F_RDLCK"}, {1, "F_WRLCK"}, {2, "F_UNLCK"},
};
constexpr NamedValue kOwnerType[] = {
    {0, "F_OWNER_TID"}, {1, "F_OWNER_PID"}, {2, "F_OWNER_PGRP"},
};
constexpr NamedValue kSeal[] = {
    {1, "F_SEAL_SEAL"}, {2, "F_SEAL_SHRINK"}, {4, "F_SEAL_GROW"}, {8, "F_SEAL_WRITE"},
    {0x10, "F_SEAL_FUTURE_WRITE"},
};
constexpr NamedValue kNotify[] = {
    {1, "DN_ACCESS"}, {2, "DN_MODIFY"}, {4, "DN_CREATE"}, {8, "DN_DELETE"}, {0x10, "DN_RENAME"},
    {0x20, "DN_ATTRIB"}, {0x80000000, "DN_MULTISHOT"},
};
constexpr NamedValue kFlock[] = {
    {1, "LOCK_SH"}, {2, "LOCK_EX"}, {4, "LOCK_NB"}, {8, "LOCK_UN"},
};
constexpr NamedValue kFileAdvice[] = {
    {0, "POSIX_FADV_NORMAL"}, {1, "POSIX_FADV_RANDOM"}, {2, "POSIX_FADV_SEQUENTIAL"},
    {3, "POSIX_FADV_WILLNEED"}, {4, "POSIX_FADV_DONTNEED"}, {5, "POSIX_FADV_NOREUSE"},
};
constexpr NamedValue kFallocate[] = {
    {1, "FALLOC_FL_KEEP_SIZE"}, {2, "FALLOC_FL_PUNCH_HOLE"}, {4, "FALLOC_FL_NO_HIDE_STALE"},
    {8, "FALLOC_FL_COLLAPSE_RANGE"}, {0x10, "FALLOC_FL_ZERO_RANGE"},
    {0x20, "FALLOC_FL_INSERT_RANGE"}, {0x40, "FALLOC_FL_UNSHARE_RANGE"},
};
constexpr NamedValue kRenameFlag[] = {
    {1, "RENAME_NOREPLACE"}, {2, "RENAME_EXCHANGE"}, {4, "RENAME_WHITEOUT"},
};
constexpr NamedValue kSpliceFlag[] = {
    {1, "SPLICE_F_MOVE"}, {2, "SPLICE_F_NONBLOCK"}, {4, "SPLICE_F_MORE"}, {8, "SPLICE_F_GIFT"},
};
constexpr NamedValue kSyncRange[] = {
    {1, "SYNC_FILE_RANGE_WAIT_BEFORE"}, {2, "SYNC_FILE_RANGE_WRITE"},
    {4, "SYNC_FILE_RANGE_WAIT_AFTER"},
};
constexpr NamedValue kReadWriteFlag[] = {
    {1, "RWF_HIPRI"}, {2, "RWF_DSYNC"}, {4, "RWF_SYNC"}, {8, "RWF_NOWAIT"}, {0x10, "RWF_APPEND"},
};
constexpr NamedValue kCloseRange[] = {
    {2, "CLOSE_RANGE_UNSHARE"}, {4, "CLOSE_RANGE_CLOEXEC"},
};
constexpr NamedValue kXattr[] = {
    {1, "XATTR_CREATE"}, {2, "XATTR_REPLACE"},
};
constexpr NamedValue kResolve[] = {
    {1, "RESOLVE_NO_XDEV"}, {2, "RESOLVE_NO_MAGICLINKS"}, {4, "RESOLVE_NO_SYMLINKS"},
    {8, "RESOLVE_BENEATH"}, {0x10, "RESOLVE_IN_ROOT"}, {0x20, "RESOLVE_CACHED"},
};
constexpr NamedValue kFileSystem[] = {
    {0x9fa0, "PROC_SUPER_MAGIC"}, {0xef53, "EXT2_SUPER_MAGIC"}, {0x1021994, "TMPFS_MAGIC"},
    {0x794c7630, "OVERLAYFS_SUPER_MAGIC"}, {0x9123683e, "BTRFS_SUPER_MAGIC"},
    {0x58465342, "XFS_SUPER_MAGIC"}, {0x62656572, "SYSFS_MAGIC"}, {0x6969, "NFS_SUPER_MAGIC"},
    {0x50495045, "PIPEFS_MAGIC"}, {0x534f434b, "SOCKFS_MAGIC"}, {0x9041934, "ANON_INODE_FS_MAGIC"},
    {0x1cd1, "DEVPTS_SUPER_MAGIC"}, {0x63677270, "CGROUP2_SUPER_MAGIC"},
    {0x858458f6, "RAMFS_MAGIC"}, {0x65735546, "FUSE_SUPER_MAGIC"}, {0x4d44, "MSDOS_SUPER_MAGIC"},
    {0x1021997, "V9FS_MAGIC"}, {0x958458f6, "HUGETLBFS_MAGIC"},
};
constexpr NamedValue kMountFlag[] = {
    {0x20, "ST_VALID"}, {1, "ST_RDONLY"}, {2, "ST_NOSUID"}, {4, "ST_NODEV"}, {8, "ST_NOEXEC"},
    {0x10, "ST_SYNCHRONOUS"}, {0x40, "ST_MANDLOCK"}, {0x400, "ST_NOATIME"},
    {0x800, "ST_NODIRATIME"}, {0x1000, "ST_RELATIME"}, {0x2000, "ST_NOSYMFOLLOW"},
};
constexpr NamedValue kInotifyMask[] = {
    {1, "IN_ACCESS"}, {2, "IN_MODIFY"}, {4, "IN_ATTRIB"}, {8, "IN_CLOSE_WRITE"},
    {0x10, "IN_CLOSE_NOWRITE"}, {0x20, "IN_OPEN"}, {0x40, "IN_MOVED_FROM"}, {0x80, "IN_MOVED_TO"},
    {0x100, "IN_CREATE"}, {0x200, "IN_DELETE"}, {0x400, "IN_DELETE_SELF"}, {0x800, "IN_MOVE_SELF"},
    {0x2000, "IN_UNMOUNT"}, {0x4000, "IN_Q_OVERFLOW"}, {0x8000, "IN_IGNORED"},
    {0x1000000, "IN_ONLYDIR"}, {0x2000000, "IN_DONT_FOLLOW"}, {0x4000000, "IN_EXCL_UNLINK"},
    {0x10000000, "IN_MASK_CREATE"}, {0x20000000, "IN_MASK_ADD"}, {0x40000000, "IN_ISDIR"},
    {0x80000000, "IN_ONESHOT"},
};
constexpr NamedValue kInotifyFlag[] = {
    {04000, "IN_NONBLOCK"}, {02000000, "IN_CLOEXEC"},
};
constexpr NamedValue kMemfdFlag[] = {
    {1, "MFD_CLOEXEC"}, {2, "MFD_ALLOW_SEALING"}, {4, "MFD_HUGETLB"},
};
// clang-format on

}  // namespace

// clang-format off
const NameTable kLandlockCreateNames{"unsigned", NameStyle::Flags, 0, "LANDLOCK_CREATE_RULESET_???", kLandlockCreate};
const NameTable kLandlockRuleNames{"int", NameStyle::Choice, 0, "LANDLOCK_RULE_???", kLandlockRule};
const NameTable kLandlockFileNames{"uint64_t", NameStyle::Flags, 0, "LANDLOCK_ACCESS_FS_???", kLandlockFile};
const NameTable kLandlockNetNames{"uint64_t", NameStyle::Flags, 0, "LANDLOCK_ACCESS_NET_???", kLandlockNet};
const NameTable kOpenFlagNames{"int", NameStyle::Flags, 3, "O_???", kOpenFlag};
const NameTable kDescriptorFlagNames{"int", NameStyle::Flags, 0, "O_???", kDescriptorFlag};
const NameTable kAtFlagNames{"int", NameStyle::Flags, 0, "AT_???", kAtFlag};
const NameTable kAccessAtFlagNames{"int", NameStyle::Flags, 0, "AT_???", kAccessAtFlag};
const NameTable kStatxFlagNames{"int", NameStyle::Flags, 0x6000, "AT_???", kStatxFlag};
const NameTable kStatxMaskNames{"unsigned", NameStyle::Flags, 0, "STATX_???", kStatxMask};
const NameTable kStatxAttributeNames{"uint64_t", NameStyle::Flags, 0, "STATX_ATTR_???", kStatxAttribute};
const NameTable kFileTypeNames{"mode_t", NameStyle::Choice, 0, "S_???", kFileType};
const NameTable kWhenceNames{"int", NameStyle::Choice, 0, "SEEK_???", kWhence};
const NameTable kAccessNames{"int", NameStyle::Flags, 0, "?_OK", kAccess};
const NameTable kFcntlNames{"int", NameStyle::Choice, 0, "F_???", kFcntl};
const NameTable kFdFlagNames{"int", NameStyle::Flags, 0, "FD_???", kFdFlag};
const NameTable kLockTypeNames{"short", NameStyle::Choice, 0, "F_???", kLockType};
const NameTable kOwnerTypeNames{"int", NameStyle::Choice, 0, "F_???", kOwnerType};
const NameTable kSealNames{"unsigned", NameStyle::Flags, 0, "F_SEAL_???", kSeal};
const NameTable kNotifyNames{"unsigned", NameStyle::Flags, 0, "DN_???", kNotify};
const NameTable kFlockNames{"int", NameStyle::Flags, 0, "LOCK_???", kFlock};
const NameTable kFileAdviceNames{"int", NameStyle::Choice, 0, "POSIX_FADV_???", kFileAdvice};
const NameTable kFallocateNames{"int", NameStyle::Flags, 0, "FALLOC_FL_???", kFallocate};
const NameTable kRenameFlagNames{"unsigned", NameStyle::Flags, 0, "RENAME_???", kRenameFlag};
const NameTable kSpliceFlagNames{"unsigned", NameStyle::Flags, 0, "SPLICE_F_???", kSpliceFlag};
const NameTable kSyncRangeNames{"unsigned", NameStyle::Flags, 0, "SYNC_FILE_RANGE_???", kSyncRange};
const NameTable kReadWriteFlagNames{"int", NameStyle::Flags, 0, "RWF_???", kReadWriteFlag};
const NameTable kCloseRangeNames{"unsigned", NameStyle::Flags, 0, "CLOSE_RANGE_???", kCloseRange};
const NameTable kXattrNames{"int", NameStyle::Flags, 0, "XATTR_???", kXattr};
const NameTable kResolveNames{"uint64_t", NameStyle::Flags, 0, "RESOLVE_???", kResolve};
const NameTable kFileSystemNames{"long", NameStyle::Choice, 0, "FS_???", kFileSystem};
const NameTable kMountFlagNames{"long", NameStyle::Flags, 0, "ST_???", kMountFlag};
const NameTable kInotifyMaskNames{"uint32_t", NameStyle::Flags, 0, "IN_???", kInotifyMask};
const NameTable kInotifyFlagNames{"int", NameStyle::Flags, 0, "IN_???", kInotifyFlag};
const NameTable kMemfdFlagNames{"unsigned", NameStyle::Flags, 0, "MFD_???", kMemfdFlag};
// clang-format on

}  // namespace wali::sys
