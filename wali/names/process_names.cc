#include "wali/name_table.h"

namespace wali::sys {

namespace {

// As x86-64 has them, which is what guests use on every host; flags in the order in which strace
// writes them.
// clang-format off
constexpr NamedValue kClock[] = {
    {0, "CLOCK_REALTIME"}, {1, "CLOCK_MONOTONIC"}, {2, "CLOCK_PROCESS_CPUTIME_ID"},
    {3, "CLOCK_THREAD_CPUTIME_ID"}, {4, "CLOCK_MONOTONIC_RAW"}, {5, "CLOCK_REALTIME_COARSE"},
    {6, "CLOCK_MONOTONIC_COARSE"}, {7, "CLOCK_BOOTTIME"}, {8, "CLOCK_REALTIME_ALARM"},
    {9, "CLOCK_BOOTTIME_ALARM"}, {11, "CLOCK_TAI"},
};
constexpr NamedValue kTimerFlag[] = {
    {1, "TIMER_ABSTIME"},
};
constexpr NamedValue kTimerFdFlag[] = {
    {1, "TFD_TIMER_ABSTIME"}, {2, "TFD_TIMER_CANCEL_ON_SET"},
};
constexpr NamedValue kTimerFdCreateFlag[] = {
    {02000000, "TFD_CLOEXEC"}, {04000, "TFD_NONBLOCK"},
};
constexpr NamedValue kSignal[] = {
    {1, "SIGHUP"}, {2, "SIGINT"}, {3, "SIGQUIT"}, {4, "SIGILL"}, {5, "SIGTRAP"}, {6, "SIGABRT"},
    {7, "SIGBUS"}, {8, "SIGFPE"}, {9, "SIGKILL"}, {10, "SIGUSR1"}, {11, "SIGSEGV"}, {12, "SIGUSR2"},
    {13, "SIGPIPE"}, {14, "SIGALRM"}, {15, "SIGTERM"}, {16, "SIGSTKFLT"}, {17, "SIGCHLD"},
    {18, "SIGCONT"}, {19, "SIGSTOP"}, {20, "SIGTSTP"}, {21, "SIGTTIN"}, {22, "SIGTTOU"},
    {23, "SIGURG"}, {24, "SIGXCPU"}, {25, "SIGXFSZ"}, {26, "SIGVTALRM"}, {27, "SIGPROF"},
    {28, "SIGWINCH"}, {29, "SIGIO"}, {30, "SIGPWR"}, {31, "SIGSYS"},
};
constexpr NamedValue kSignalHow[] = {
    {0, "SIG_BLOCK"}, {1, "SIG_UNBLOCK"}, {2, "SIG_SETMASK"},
};
constexpr NamedValue kSignalCode[] = {
    {0, "SI_USER"}, {128, "SI_KERNEL"}, {~uint64_t{0}, "SI_QUEUE"},
    {static_cast<uint64_t>(int64_t{-2}), "SI_TIMER"},
    {static_cast<uint64_t>(int64_t{-3}), "SI_MESGQ"},
    {static_cast<uint64_t>(int64_t{-4}), "SI_ASYNCIO"},
    {static_cast<uint64_t>(int64_t{-5}), "SI_SIGIO"},
    {static_cast<uint64_t>(int64_t{-6}), "SI_TKILL"},
};
constexpr NamedValue kChildCode[] = {
    {1, "CLD_EXITED"}, {2, "CLD_KILLED"}, {3, "CLD_DUMPED"}, {4, "CLD_TRAPPED"}, {5, "CLD_STOPPED"},
    {6, "CLD_CONTINUED"},
};
constexpr NamedValue kSigactionFlag[] = {
    {0x4000000, "SA_RESTORER"}, {0x8000000, "SA_ONSTACK"}, {0x10000000, "SA_RESTART"},
    {0x40000000, "SA_NODEFER"}, {0x80000000, "SA_RESETHAND"}, {4, "SA_SIGINFO"},
    {1, "SA_NOCLDSTOP"}, {2, "SA_NOCLDWAIT"},
};
constexpr NamedValue kStackFlag[] = {
    {1, "SS_ONSTACK"}, {2, "SS_DISABLE"}, {0x80000000, "SS_AUTODISARM"},
};
constexpr NamedValue kSignalFdFlag[] = {
    {02000000, "SFD_CLOEXEC"}, {04000, "SFD_NONBLOCK"},
};
constexpr NamedValue kWaitOption[] = {
    {1, "WNOHANG"}, {4, "WEXITED"}, {2, "WSTOPPED"}, {8, "WCONTINUED"}, {0x1000000, "WNOWAIT"},
    {0x80000000, "__WCLONE"}, {0x40000000, "__WALL"}, {0x20000000, "__WNOTHREAD"},
};
constexpr NamedValue kWaitId[] = {
    {0, "P_ALL"}, {1, "P_PID"}, {2, "P_PGID"}, {3, "P_PIDFD"},
};
constexpr NamedValue kFutex[] = {
    {0, "FUTEX_WAIT"}, {1, "FUTEX_WAKE"}, {2, "FUTEX_FD"}, {3, "FUTEX_REQUEUE"},
    {4, "FUTEX_CMP_REQUEUE"}, {5, "FUTEX_WAKE_OP"}, {6, "FUTEX_LOCK_PI"}, {7, "FUTEX_UNLOCK_PI"},
    {8, "FUTEX_TRYLOCK_PI"}, {9, "FUTEX_WAIT_BITSET"}, {10, "FUTEX_WAKE_BITSET"},
    {11, "FUTEX_WAIT_REQUEUE_PI"}, {12, "FUTEX_CMP_REQUEUE_PI"}, {13, "FUTEX_LOCK_PI2"},
};
constexpr NamedValue kFutexOp[] = {
    {0, "FUTEX_OP_SET"}, {1, "FUTEX_OP_ADD"}, {2, "FUTEX_OP_OR"}, {3, "FUTEX_OP_ANDN"},
    {4, "FUTEX_OP_XOR"},
};
constexpr NamedValue kFutexCompare[] = {
    {0, "FUTEX_OP_CMP_EQ"}, {1, "FUTEX_OP_CMP_NE"}, {2, "FUTEX_OP_CMP_LT"}, {3, "FUTEX_OP_CMP_LE"},
    {4, "FUTEX_OP_CMP_GT"}, {5, "FUTEX_OP_CMP_GE"},
};
constexpr NamedValue kPrctl[] = {
    {1, "PR_SET_PDEATHSIG"}, {2, "PR_GET_PDEATHSIG"}, {3, "PR_GET_DUMPABLE"},
    {4, "PR_SET_DUMPABLE"}, {7, "PR_GET_KEEPCAPS"}, {8, "PR_SET_KEEPCAPS"}, {13, "PR_GET_TIMING"},
    {14, "PR_SET_TIMING"}, {15, "PR_SET_NAME"}, {16, "PR_GET_NAME"}, {21, "PR_GET_SECCOMP"},
    {22, "PR_SET_SECCOMP"}, {23, "PR_CAPBSET_READ"}, {24, "PR_CAPBSET_DROP"},
    {27, "PR_GET_SECUREBITS"}, {28, "PR_SET_SECUREBITS"}, {29, "PR_SET_TIMERSLACK"},
    {30, "PR_GET_TIMERSLACK"}, {33, "PR_MCE_KILL"}, {34, "PR_MCE_KILL_GET"}, {35, "PR_SET_MM"},
    {36, "PR_SET_CHILD_SUBREAPER"}, {37, "PR_GET_CHILD_SUBREAPER"}, {38, "PR_SET_NO_NEW_PRIVS"},
    {39, "PR_GET_NO_NEW_PRIVS"}, {40, "PR_GET_TID_ADDRESS"}, {41, "PR_SET_THP_DISABLE"},
    {42, "PR_GET_THP_DISABLE"}, {47, "PR_CAP_AMBIENT"}, {52, "PR_GET_SPECULATION_CTRL"},
    {53, "PR_SET_SPECULATION_CTRL"}, {1398164801, "PR_SET_VMA"}, {1499557217, "PR_SET_PTRACER"},
};
constexpr NamedValue kDumpable[] = {
    {0, "SUID_DUMP_DISABLE"}, {1, "SUID_DUMP_USER"}, {2, "SUID_DUMP_ROOT"},
};
constexpr NamedValue kResource[] = {
    {0, "RLIMIT_CPU"}, {1, "RLIMIT_FSIZE"}, {2, "RLIMIT_DATA"}, {3, "RLIMIT_STACK"},
    {4, "RLIMIT_CORE"}, {5, "RLIMIT_RSS"}, {6, "RLIMIT_NPROC"}, {7, "RLIMIT_NOFILE"},
    {8, "RLIMIT_MEMLOCK"}, {9, "RLIMIT_AS"}, {10, "RLIMIT_LOCKS"}, {11, "RLIMIT_SIGPENDING"},
    {12, "RLIMIT_MSGQUEUE"}, {13, "RLIMIT_NICE"}, {14, "RLIMIT_RTPRIO"}, {15, "RLIMIT_RTTIME"},
};
constexpr NamedValue kRusageWho[] = {
    {0, "RUSAGE_SELF"}, {~uint64_t{0}, "RUSAGE_CHILDREN"}, {1, "RUSAGE_THREAD"},
};
constexpr NamedValue kItimer[] = {
    {0, "ITIMER_REAL"}, {1, "ITIMER_VIRTUAL"}, {2, "ITIMER_PROF"},
};
constexpr NamedValue kRandomFlag[] = {
    {1, "GRND_NONBLOCK"}, {2, "GRND_RANDOM"}, {4, "GRND_INSECURE"},
};
constexpr NamedValue kScheduler[] = {
    {0, "SCHED_OTHER"}, {1, "SCHED_FIFO"}, {2, "SCHED_RR"}, {3, "SCHED_BATCH"}, {4, "SCHED_ISO"},
    {5, "SCHED_IDLE"}, {6, "SCHED_DEADLINE"},
};
constexpr NamedValue kSchedulerFlag[] = {
    {0, "SCHED_OTHER"}, {1, "SCHED_FIFO"}, {2, "SCHED_RR"}, {3, "SCHED_BATCH"}, {4, "SCHED_ISO"},
    {5, "SCHED_IDLE"}, {6, "SCHED_DEADLINE"}, {0x40000000, "SCHED_RESET_ON_FORK"},
};
constexpr NamedValue kPriorityWho[] = {
    {0, "PRIO_PROCESS"}, {1, "PRIO_PGRP"}, {2, "PRIO_USER"},
};
constexpr NamedValue kMembarrier[] = {
    {0, "MEMBARRIER_CMD_QUERY"}, {1, "MEMBARRIER_CMD_GLOBAL"},
    {2, "MEMBARRIER_CMD_GLOBAL_EXPEDITED"}, {4, "MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED"},
    {8, "MEMBARRIER_CMD_PRIVATE_EXPEDITED"}, {0x10, "MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED"},
    {0x20, "MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE"},
    {0x40, "MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_SYNC_CORE"},
    {0x80, "MEMBARRIER_CMD_PRIVATE_EXPEDITED_RSEQ"},
    {0x100, "MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_RSEQ"},
};
constexpr NamedValue kCloneFlag[] = {
    {0x100, "CLONE_VM"}, {0x200, "CLONE_FS"}, {0x400, "CLONE_FILES"}, {0x800, "CLONE_SIGHAND"},
    {0x1000, "CLONE_PIDFD"}, {0x2000, "CLONE_PTRACE"}, {0x4000, "CLONE_VFORK"},
    {0x8000, "CLONE_PARENT"}, {0x10000, "CLONE_THREAD"}, {0x20000, "CLONE_NEWNS"},
    {0x40000, "CLONE_SYSVSEM"}, {0x80000, "CLONE_SETTLS"}, {0x100000, "CLONE_PARENT_SETTID"},
    {0x200000, "CLONE_CHILD_CLEARTID"}, {0x800000, "CLONE_UNTRACED"},
    {0x1000000, "CLONE_CHILD_SETTID"}, {0x2000000, "CLONE_NEWCGROUP"}, {0x4000000, "CLONE_NEWUTS"},
    {0x8000000, "CLONE_NEWIPC"}, {0x10000000, "CLONE_NEWUSER"}, {0x20000000, "CLONE_NEWPID"},
    {0x40000000, "CLONE_NEWNET"}, {0x80000000, "CLONE_IO"},
};
constexpr NamedValue kCapVersion[] = {
    {0x19980330, "_LINUX_CAPABILITY_VERSION_1"}, {0x20071026, "_LINUX_CAPABILITY_VERSION_2"},
    {0x20080522, "_LINUX_CAPABILITY_VERSION_3"},
};
constexpr NamedValue kCapability[] = {
    {0, "CAP_CHOWN"}, {1, "CAP_DAC_OVERRIDE"}, {2, "CAP_DAC_READ_SEARCH"}, {3, "CAP_FOWNER"},
    {4, "CAP_FSETID"}, {5, "CAP_KILL"}, {6, "CAP_SETGID"}, {7, "CAP_SETUID"}, {8, "CAP_SETPCAP"},
    {9, "CAP_LINUX_IMMUTABLE"}, {10, "CAP_NET_BIND_SERVICE"}, {11, "CAP_NET_BROADCAST"},
    {12, "CAP_NET_ADMIN"}, {13, "CAP_NET_RAW"}, {14, "CAP_IPC_LOCK"}, {15, "CAP_IPC_OWNER"},
    {16, "CAP_SYS_MODULE"}, {17, "CAP_SYS_RAWIO"}, {18, "CAP_SYS_CHROOT"}, {19, "CAP_SYS_PTRACE"},
    {20, "CAP_SYS_PACCT"}, {21, "CAP_SYS_ADMIN"}, {22, "CAP_SYS_BOOT"}, {23, "CAP_SYS_NICE"},
    {24, "CAP_SYS_RESOURCE"}, {25, "CAP_SYS_TIME"}, {26, "CAP_SYS_TTY_CONFIG"}, {27, "CAP_MKNOD"},
    {28, "CAP_LEASE"}, {29, "CAP_AUDIT_WRITE"}, {30, "CAP_AUDIT_CONTROL"}, {31, "CAP_SETFCAP"},
    {32, "CAP_MAC_OVERRIDE"}, {33, "CAP_MAC_ADMIN"}, {34, "CAP_SYSLOG"}, {35, "CAP_WAKE_ALARM"},
    {36, "CAP_BLOCK_SUSPEND"}, {37, "CAP_AUDIT_READ"}, {38, "CAP_PERFMON"}, {39, "CAP_BPF"},
    {40, "CAP_CHECKPOINT_RESTORE"},
};
constexpr NamedValue kIpcFlag[] = {
    {0x200, "IPC_CREAT"}, {0x400, "IPC_EXCL"}, {0x800, "IPC_NOWAIT"},
};
constexpr NamedValue kSegmentFlag[] = {
    {0x200, "IPC_CREAT"}, {0x400, "IPC_EXCL"}, {0x800, "SHM_HUGETLB"}, {0x1000, "SHM_NORESERVE"},
};
constexpr NamedValue kIpcKey[] = {
    {0, "IPC_PRIVATE"},
};
constexpr NamedValue kShmFlag[] = {
    {0x1000, "SHM_RDONLY"}, {0x2000, "SHM_RND"}, {0x4000, "SHM_REMAP"}, {0x8000, "SHM_EXEC"},
};
constexpr NamedValue kMsgFlag[] = {
    {0x1000, "MSG_NOERROR"}, {0x2000, "MSG_EXCEPT"}, {0x4000, "MSG_COPY"}, {0x800, "IPC_NOWAIT"},
};
constexpr NamedValue kSemFlag[] = {
    {0x1000, "SEM_UNDO"}, {0x800, "IPC_NOWAIT"},
};
constexpr NamedValue kIpcCommand[] = {
    {0, "IPC_RMID"}, {1, "IPC_SET"}, {2, "IPC_STAT"}, {3, "IPC_INFO"}, {11, "MSG_STAT"},
    {12, "MSG_INFO"},
};
constexpr NamedValue kShmCommand[] = {
    {0, "IPC_RMID"}, {1, "IPC_SET"}, {2, "IPC_STAT"}, {3, "IPC_INFO"}, {11, "SHM_LOCK"},
    {12, "SHM_UNLOCK"}, {13, "SHM_STAT"}, {14, "SHM_INFO"},
};
constexpr NamedValue kSemCommand[] = {
    {0, "IPC_RMID"}, {1, "IPC_SET"}, {2, "IPC_STAT"}, {3, "IPC_INFO"}, {11, "GETPID"},
    {12, "GETVAL"}, {13, "GETALL"}, {14, "GETNCNT"}, {15, "GETZCNT"}, {16, "SETVAL"},
    {17, "SETALL"}, {18, "SEM_STAT"}, {19, "SEM_INFO"},
};
constexpr NamedValue kSigevNotify[] = {
    {0, "SIGEV_SIGNAL"}, {1, "SIGEV_NONE"}, {2, "SIGEV_THREAD"}, {4, "SIGEV_THREAD_ID"},
};
// clang-format on

}  // namespace

// clang-format off
const NameTable kClockNames{"clockid_t", NameStyle::Choice, 0, "CLOCK_???", kClock};
const NameTable kTimerFlagNames{"int", NameStyle::Flags, 0, "TIMER_???", kTimerFlag};
const NameTable kTimerFdFlagNames{"int", NameStyle::Flags, 0, "TFD_???", kTimerFdFlag};
const NameTable kTimerFdCreateFlagNames{"int", NameStyle::Flags, 0, "TFD_???", kTimerFdCreateFlag};
const NameTable kSignalNames{"int", NameStyle::Choice, 0, "SIG???", kSignal};
const NameTable kSignalHowNames{"int", NameStyle::Choice, 0, "SIG_???", kSignalHow};
const NameTable kSignalCodeNames{"int", NameStyle::Choice, 0, "SI_???", kSignalCode};
const NameTable kChildCodeNames{"int", NameStyle::Choice, 0, "CLD_???", kChildCode};
const NameTable kSigactionFlagNames{"unsigned long", NameStyle::Flags, 0, "SA_???", kSigactionFlag};
const NameTable kStackFlagNames{"int", NameStyle::Flags, 0, "SS_???", kStackFlag};
const NameTable kSignalFdFlagNames{"int", NameStyle::Flags, 0, "SFD_???", kSignalFdFlag};
const NameTable kWaitOptionNames{"int", NameStyle::Flags, 0, "W???", kWaitOption};
const NameTable kWaitIdNames{"int", NameStyle::Choice, 0, "P_???", kWaitId};
const NameTable kFutexNames{"int", NameStyle::Choice, 0, "FUTEX_???", kFutex};
const NameTable kFutexOpNames{"int", NameStyle::Choice, 0, "FUTEX_OP_???", kFutexOp};
const NameTable kFutexCompareNames{"int", NameStyle::Choice, 0, "FUTEX_OP_CMP_???", kFutexCompare};
const NameTable kPrctlNames{"int", NameStyle::Choice, 0, "PR_???", kPrctl};
const NameTable kDumpableNames{"int", NameStyle::Choice, 0, "SUID_DUMP_???", kDumpable};
const NameTable kResourceNames{"int", NameStyle::Choice, 0, "RLIMIT_???", kResource};
const NameTable kRusageWhoNames{"int", NameStyle::Choice, 0, "RUSAGE_???", kRusageWho};
const NameTable kItimerNames{"int", NameStyle::Choice, 0, "ITIMER_???", kItimer};
const NameTable kRandomFlagNames{"unsigned", NameStyle::Flags, 0, "GRND_???", kRandomFlag};
const NameTable kSchedulerNames{"int", NameStyle::Choice, 0, "SCHED_???", kScheduler};
const NameTable kSchedulerFlagNames{"int", NameStyle::Flags, 0x3fffffff, "SCHED_???", kSchedulerFlag};
const NameTable kPriorityWhoNames{"int", NameStyle::Choice, 0, "PRIO_???", kPriorityWho};
const NameTable kMembarrierNames{"int", NameStyle::Choice, 0, "MEMBARRIER_CMD_???", kMembarrier};
const NameTable kCloneFlagNames{"unsigned long", NameStyle::Flags, 0, "CLONE_???", kCloneFlag};
const NameTable kCapVersionNames{"int", NameStyle::Choice, 0, "_LINUX_CAPABILITY_VERSION_???", kCapVersion};
const NameTable kCapabilityNames{"int", NameStyle::Choice, 0, "CAP_???", kCapability};
const NameTable kIpcFlagNames{"int", NameStyle::Flags, 0, "IPC_???", kIpcFlag};
const NameTable kShmFlagNames{"int", NameStyle::Flags, 0, "SHM_???", kShmFlag};
const NameTable kMsgFlagNames{"int", NameStyle::Flags, 0, "MSG_???", kMsgFlag};
const NameTable kSemFlagNames{"short", NameStyle::Flags, 0, "SEM_???", kSemFlag};
const NameTable kIpcCommandNames{"int", NameStyle::Choice, 0, "IPC_???", kIpcCommand};
const NameTable kShmCommandNames{"int", NameStyle::Choice, 0, "SHM_???", kShmCommand};
const NameTable kSemCommandNames{"int", NameStyle::Choice, 0, "SEM_???", kSemCommand};
const NameTable kSegmentFlagNames{"int", NameStyle::Flags, 0, "SHM_???", kSegmentFlag};
const NameTable kIpcKeyNames{"key_t", NameStyle::Choice, 0, "", kIpcKey};
const NameTable kSigevNotifyNames{"int", NameStyle::Choice, 0, "SIGEV_???", kSigevNotify};
// clang-format on

}  // namespace wali::sys
