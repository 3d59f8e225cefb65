#include "wali/name_table.h"

namespace wali::sys {

namespace {

// As x86-64 has them, which is what guests use on every host; flags in the order in which strace
// writes them.
// clang-format off
constexpr NamedValue kProtection[] = {
    {0, "PROT_NONE"}, {1, "PROT_READ"}, {2, "PROT_WRITE"}, {4, "PROT_EXEC"}, {8, "PROT_SEM"},
    {0x1000000, "PROT_GROWSDOWN"}, {0x2000000, "PROT_GROWSUP"},
};
constexpr NamedValue kMapFlag[] = {
    {0, "MAP_FILE"}, {1, "MAP_SHARED"}, {2, "MAP_PRIVATE"}, {3, "MAP_SHARED_VALIDATE"},
    {0x10, "MAP_FIXED"}, {0x20, "MAP_ANONYMOUS"}, {0x40, "MAP_32BIT"}, {0x4000, "MAP_NORESERVE"},
    {0x8000, "MAP_POPULATE"}, {0x10000, "MAP_NONBLOCK"}, {0x100, "MAP_GROWSDOWN"},
    {0x800, "MAP_DENYWRITE"}, {0x1000, "MAP_EXECUTABLE"}, {0x2000, "MAP_LOCKED"},
    {0x20000, "MAP_STACK"}, {0x40000, "MAP_HUGETLB"}, {0x80000, "MAP_SYNC"},
    {0x100000, "MAP_FIXED_NOREPLACE"},
};
constexpr NamedValue kMremapFlag[] = {
    {1, "MREMAP_MAYMOVE"}, {2, "MREMAP_FIXED"}, {4, "MREMAP_DONTUNMAP"},
};
constexpr NamedValue kAdvice[] = {
    {0, "MADV_NORMAL"}, {1, "MADV_RANDOM"}, {2, "MADV_SEQUENTIAL"}, {3, "MADV_WILLNEED"},
    {4, "MADV_DONTNEED"}, {8, "MADV_FREE"}, {9, "MADV_REMOVE"}, {10, "MADV_DONTFORK"},
    {11, "MADV_DOFORK"}, {12, "MADV_MERGEABLE"}, {13, "MADV_UNMERGEABLE"}, {14, "MADV_HUGEPAGE"},
    {15, "MADV_NOHUGEPAGE"}, {16, "MADV_DONTDUMP"}, {17, "MADV_DODUMP"}, {18, "MADV_WIPEONFORK"},
    {19, "MADV_KEEPONFORK"}, {20, "MADV_COLD"}, {21, "MADV_PAGEOUT"}, {22, "MADV_POPULATE_READ"},
    {23, "MADV_POPULATE_WRITE"}, {24, "MADV_DONTNEED_LOCKED"}, {25, "MADV_COLLAPSE"},
};
constexpr NamedValue kMsyncFlag[] = {
    {4, "MS_SYNC"}, {1, "MS_ASYNC"}, {2, "MS_INVALIDATE"},
};
constexpr NamedValue kLockAll[] = {
    {1, "MCL_CURRENT"}, {2, "MCL_FUTURE"}, {4, "MCL_ONFAULT"},
};
constexpr NamedValue kMlock2Flag[] = {
    {1, "MLOCK_ONFAULT"},
};
// clang-format on

}  // namespace

// clang-format off
const NameTable kProtectionNames{"int", NameStyle::Flags, 0, "PROT_???", kProtection};
const NameTable kMapFlagNames{"int", NameStyle::Flags, 0xf, "MAP_???", kMapFlag};
const NameTable kMremapFlagNames{"int", NameStyle::Flags, 0, "MREMAP_???", kMremapFlag};
const NameTable kAdviceNames{"int", NameStyle::Choice, 0, "MADV_???", kAdvice};
const NameTable kMsyncFlagNames{"int", NameStyle::Flags, 0, "MS_???", kMsyncFlag};
const NameTable kLockAllNames{"int", NameStyle::Flags, 0, "MCL_???", kLockAll};
const NameTable kMlock2FlagNames{"int", NameStyle::Flags, 0, "MLOCK_???", kMlock2Flag};
// clang-format on

}  // namespace wali::sys
