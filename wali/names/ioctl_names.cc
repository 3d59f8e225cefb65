#include "wali/name_table.h"

namespace wali::sys {

namespace {

// As x86-64 has them, which is what guests use on every host; flags in the order in which strace
// writes them.
// clang-format off
constexpr NamedValue kIoctl[] = {
    {0x5401, "TCGETS"}, {0x5402, "TCSETS"}, {0x5403, "TCSETSW"}, {0x5404, "TCSETSF"},
    {0x5405, "TCGETA"}, {0x5406, "TCSETA"}, {0x5407, "TCSETAW"}, {0x5408, "TCSETAF"},
    {0x5409, "TCSBRK"}, {0x540a, "TCXONC"}, {0x540b, "TCFLSH"}, {0x540c, "TIOCEXCL"},
    {0x540d, "TIOCNXCL"}, {0x540e, "TIOCSCTTY"}, {0x540f, "TIOCGPGRP"}, {0x5410, "TIOCSPGRP"},
    {0x5411, "TIOCOUTQ"}, {0x5412, "TIOCSTI"}, {0x5413, "TIOCGWINSZ"}, {0x5414, "TIOCSWINSZ"},
    {0x5415, "TIOCMGET"}, {0x5416, "TIOCMBIS"}, {0x5417, "TIOCMBIC"}, {0x5418, "TIOCMSET"},
    {0x5419, "TIOCGSOFTCAR"}, {0x541a, "TIOCSSOFTCAR"}, {0x541b, "FIONREAD"}, {0x541c, "TIOCLINUX"},
    {0x541d, "TIOCCONS"}, {0x541e, "TIOCGSERIAL"}, {0x541f, "TIOCSSERIAL"}, {0x5420, "TIOCPKT"},
    {0x5421, "FIONBIO"}, {0x5422, "TIOCNOTTY"}, {0x5423, "TIOCSETD"}, {0x5424, "TIOCGETD"},
    {0x5425, "TCSBRKP"}, {0x5427, "TIOCSBRK"}, {0x5428, "TIOCCBRK"}, {0x5429, "TIOCGSID"},
    {0x80045430, "TIOCGPTN"}, {0x40045431, "TIOCSPTLCK"}, {0x5441, "TIOCGPTPEER"},
    {0x5450, "FIONCLEX"}, {0x5451, "FIOCLEX"}, {0x5452, "FIOASYNC"}, {0x5460, "FIOQSIZE"},
    {0x40049409, "FICLONE"}, {0x4020940d, "FICLONERANGE"}, {0xc0189436, "FIDEDUPERANGE"},
    {1, "FIBMAP"}, {2, "FIGETBSZ"}, {0xc0045877, "FIFREEZE"}, {0xc0045878, "FITHAW"},
    {0xc0185879, "FITRIM"}, {0x80086601, "FS_IOC_GETFLAGS"}, {0x40086602, "FS_IOC_SETFLAGS"},
    {0x125e, "BLKROGET"}, {0x125d, "BLKROSET"}, {0x1260, "BLKGETSIZE"}, {0x1268, "BLKSSZGET"},
    {0x127b, "BLKPBSZGET"}, {0x1261, "BLKFLSBUF"}, {0x80041272, "BLKGETSIZE64"},
    {0x80041270, "BLKBSZGET"}, {0x40041271, "BLKBSZSET"}, {0x8905, "SIOCATMARK"},
    {0x8910, "SIOCGIFNAME"}, {0x8912, "SIOCGIFCONF"}, {0x8913, "SIOCGIFFLAGS"},
    {0x8914, "SIOCSIFFLAGS"}, {0x8915, "SIOCGIFADDR"}, {0x8916, "SIOCSIFADDR"},
    {0x8917, "SIOCGIFDSTADDR"}, {0x8919, "SIOCGIFBRDADDR"}, {0x891b, "SIOCGIFNETMASK"},
    {0x891c, "SIOCSIFNETMASK"}, {0x891d, "SIOCGIFMETRIC"}, {0x8921, "SIOCGIFMTU"},
    {0x8922, "SIOCSIFMTU"}, {0x8927, "SIOCGIFHWADDR"}, {0x8933, "SIOCGIFINDEX"},
    {0x8942, "SIOCGIFTXQLEN"}, {0x8946, "SIOCETHTOOL"}, {0x8904, "SIOCGPGRP"},
    {0x8902, "SIOCSPGRP"},
};
constexpr NamedValue kInputFlag[] = {
    {01, "IGNBRK"}, {02, "BRKINT"}, {04, "IGNPAR"}, {010, "PARMRK"}, {020, "INPCK"},
    {040, "ISTRIP"}, {0100, "INLCR"}, {0200, "IGNCR"}, {0400, "ICRNL"}, {01000, "IUCLC"},
    {02000, "IXON"}, {04000, "IXANY"}, {010000, "IXOFF"}, {020000, "IMAXBEL"}, {040000, "IUTF8"},
};
constexpr NamedValue kOutputFlag[] = {
    {0, "NL0"}, {01, "OPOST"}, {02, "OLCUC"}, {04, "ONLCR"}, {010, "OCRNL"}, {020, "ONOCR"},
    {040, "ONLRET"}, {0100, "OFILL"}, {0200, "OFDEL"},
};
constexpr NamedValue kControlFlag[] = {
    {0, "B0"}, {01, "B50"}, {02, "B75"}, {03, "B110"}, {04, "B134"}, {05, "B150"}, {06, "B200"},
    {07, "B300"}, {010, "B600"}, {011, "B1200"}, {012, "B1800"}, {013, "B2400"}, {014, "B4800"},
    {015, "B9600"}, {016, "B19200"}, {017, "B38400"}, {010001, "B57600"}, {010002, "B115200"},
    {010003, "B230400"}, {0100, "CSTOPB"}, {0200, "CREAD"}, {0400, "PARENB"}, {01000, "PARODD"},
    {02000, "HUPCL"}, {04000, "CLOCAL"}, {020000000000, "CRTSCTS"},
};
constexpr NamedValue kLocalFlag[] = {
    {01, "ISIG"}, {02, "ICANON"}, {04, "XCASE"}, {010, "ECHO"}, {020, "ECHOE"}, {040, "ECHOK"},
    {0100, "ECHONL"}, {0200, "NOFLSH"}, {0400, "TOSTOP"}, {01000, "ECHOCTL"}, {02000, "ECHOPRT"},
    {04000, "ECHOKE"}, {010000, "FLUSHO"}, {040000, "PENDIN"}, {0100000, "IEXTEN"},
    {0200000, "EXTPROC"},
};
// clang-format on

}  // namespace

// clang-format off
const NameTable kIoctlNames{"unsigned", NameStyle::Choice, 0, "", kIoctl};
const NameTable kInputFlagNames{"tcflag_t", NameStyle::Flags, 0, "I???", kInputFlag};
const NameTable kOutputFlagNames{"tcflag_t", NameStyle::Flags, 0, "O???", kOutputFlag};
const NameTable kControlFlagNames{"tcflag_t", NameStyle::Flags, 010017, "C???", kControlFlag};
const NameTable kLocalFlagNames{"tcflag_t", NameStyle::Flags, 0, "L???", kLocalFlag};
// clang-format on

}  // namespace wali::sys
