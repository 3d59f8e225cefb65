#include "wali/name_table.h"

namespace wali::sys {

namespace {

// As x86-64 has them, which is what guests use on every host; flags in the order in which strace
// writes them.
// clang-format off
constexpr NamedValue kSocketDomain[] = {
    {0, "AF_UNSPEC"}, {1, "AF_UNIX"}, {2, "AF_INET"}, {3, "AF_AX25"}, {4, "AF_IPX"},
    {5, "AF_APPLETALK"}, {6, "AF_NETROM"}, {7, "AF_BRIDGE"}, {8, "AF_ATMPVC"}, {9, "AF_X25"},
    {10, "AF_INET6"}, {11, "AF_ROSE"}, {13, "AF_NETBEUI"}, {14, "AF_SECURITY"}, {15, "AF_KEY"},
    {16, "AF_NETLINK"}, {17, "AF_PACKET"}, {19, "AF_ECONET"}, {20, "AF_ATMSVC"}, {21, "AF_RDS"},
    {23, "AF_IRDA"}, {24, "AF_PPPOX"}, {26, "AF_LLC"}, {29, "AF_CAN"}, {30, "AF_TIPC"},
    {31, "AF_BLUETOOTH"}, {32, "AF_IUCV"}, {33, "AF_RXRPC"}, {34, "AF_ISDN"}, {35, "AF_PHONET"},
    {36, "AF_IEEE802154"}, {37, "AF_CAIF"}, {38, "AF_ALG"}, {39, "AF_NFC"}, {40, "AF_VSOCK"},
    {41, "AF_KCM"}, {42, "AF_QIPCRTR"}, {43, "AF_SMC"}, {44, "AF_XDP"},
};
constexpr NamedValue kSocketType[] = {
    {1, "SOCK_STREAM"}, {2, "SOCK_DGRAM"}, {3, "SOCK_RAW"}, {4, "SOCK_RDM"}, {5, "SOCK_SEQPACKET"},
    {6, "SOCK_DCCP"}, {0xa, "SOCK_PACKET"}, {0x80000, "SOCK_CLOEXEC"}, {0x800, "SOCK_NONBLOCK"},
};
constexpr NamedValue kSocketFlag[] = {
    {0x80000, "SOCK_CLOEXEC"}, {0x800, "SOCK_NONBLOCK"},
};
constexpr NamedValue kIpProtocol[] = {
    {0, "IPPROTO_IP"}, {1, "IPPROTO_ICMP"}, {2, "IPPROTO_IGMP"}, {4, "IPPROTO_IPIP"},
    {6, "IPPROTO_TCP"}, {8, "IPPROTO_EGP"}, {12, "IPPROTO_PUP"}, {17, "IPPROTO_UDP"},
    {22, "IPPROTO_IDP"}, {29, "IPPROTO_TP"}, {33, "IPPROTO_DCCP"}, {41, "IPPROTO_IPV6"},
    {46, "IPPROTO_RSVP"}, {47, "IPPROTO_GRE"}, {50, "IPPROTO_ESP"}, {51, "IPPROTO_AH"},
    {58, "IPPROTO_ICMPV6"}, {92, "IPPROTO_MTP"}, {132, "IPPROTO_SCTP"}, {136, "IPPROTO_UDPLITE"},
    {255, "IPPROTO_RAW"},
};
constexpr NamedValue kNetlinkProtocol[] = {
    {0, "NETLINK_ROUTE"}, {2, "NETLINK_USERSOCK"}, {3, "NETLINK_FIREWALL"},
    {4, "NETLINK_SOCK_DIAG"}, {5, "NETLINK_NFLOG"}, {6, "NETLINK_XFRM"}, {7, "NETLINK_SELINUX"},
    {9, "NETLINK_AUDIT"}, {12, "NETLINK_NETFILTER"}, {15, "NETLINK_KOBJECT_UEVENT"},
    {16, "NETLINK_GENERIC"}, {21, "NETLINK_CRYPTO"},
};
constexpr NamedValue kSocketLevel[] = {
    {0, "SOL_IP"}, {1, "SOL_SOCKET"}, {6, "SOL_TCP"}, {17, "SOL_UDP"}, {41, "SOL_IPV6"},
    {58, "SOL_ICMPV6"}, {255, "SOL_RAW"}, {263, "SOL_PACKET"}, {270, "SOL_NETLINK"},
    {287, "SOL_VSOCK"},
};
constexpr NamedValue kSocketOption[] = {
    {1, "SO_DEBUG"}, {2, "SO_REUSEADDR"}, {3, "SO_TYPE"}, {4, "SO_ERROR"}, {5, "SO_DONTROUTE"},
    {6, "SO_BROADCAST"}, {7, "SO_SNDBUF"}, {8, "SO_RCVBUF"}, {9, "SO_KEEPALIVE"},
    {10, "SO_OOBINLINE"}, {11, "SO_NO_CHECK"}, {12, "SO_PRIORITY"}, {13, "SO_LINGER"},
    {14, "SO_BSDCOMPAT"}, {15, "SO_REUSEPORT"}, {16, "SO_PASSCRED"}, {17, "SO_PEERCRED"},
    {18, "SO_RCVLOWAT"}, {19, "SO_SNDLOWAT"}, {20, "SO_RCVTIMEO_OLD"}, {21, "SO_SNDTIMEO_OLD"},
    {25, "SO_BINDTODEVICE"}, {26, "SO_ATTACH_FILTER"}, {27, "SO_DETACH_FILTER"},
    {28, "SO_PEERNAME"}, {29, "SO_TIMESTAMP_OLD"}, {30, "SO_ACCEPTCONN"}, {31, "SO_PEERSEC"},
    {32, "SO_SNDBUFFORCE"}, {33, "SO_RCVBUFFORCE"}, {34, "SO_PASSSEC"}, {35, "SO_TIMESTAMPNS_OLD"},
    {36, "SO_MARK"}, {37, "SO_TIMESTAMPING_OLD"}, {38, "SO_PROTOCOL"}, {39, "SO_DOMAIN"},
    {40, "SO_RXQ_OVFL"}, {42, "SO_PEEK_OFF"}, {43, "SO_NOFCS"}, {44, "SO_LOCK_FILTER"},
    {45, "SO_SELECT_ERR_QUEUE"}, {46, "SO_BUSY_POLL"}, {47, "SO_MAX_PACING_RATE"},
    {49, "SO_INCOMING_CPU"}, {57, "SO_COOKIE"}, {59, "SO_PEERGROUPS"}, {60, "SO_ZEROCOPY"},
    {61, "SO_TXTIME"}, {62, "SO_BINDTOIFINDEX"}, {63, "SO_TIMESTAMP_NEW"},
    {64, "SO_TIMESTAMPNS_NEW"}, {66, "SO_RCVTIMEO_NEW"}, {67, "SO_SNDTIMEO_NEW"},
    {69, "SO_PREFER_BUSY_POLL"}, {71, "SO_NETNS_COOKIE"},
};
constexpr NamedValue kTcpOption[] = {
    {1, "TCP_NODELAY"}, {2, "TCP_MAXSEG"}, {3, "TCP_CORK"}, {4, "TCP_KEEPIDLE"},
    {5, "TCP_KEEPINTVL"}, {6, "TCP_KEEPCNT"}, {7, "TCP_SYNCNT"}, {8, "TCP_LINGER2"},
    {9, "TCP_DEFER_ACCEPT"}, {10, "TCP_WINDOW_CLAMP"}, {11, "TCP_INFO"}, {12, "TCP_QUICKACK"},
    {13, "TCP_CONGESTION"}, {14, "TCP_MD5SIG"}, {16, "TCP_THIN_LINEAR_TIMEOUTS"},
    {17, "TCP_THIN_DUPACK"}, {18, "TCP_USER_TIMEOUT"}, {19, "TCP_REPAIR"}, {20, "TCP_REPAIR_QUEUE"},
    {21, "TCP_QUEUE_SEQ"}, {22, "TCP_REPAIR_OPTIONS"}, {23, "TCP_FASTOPEN"}, {24, "TCP_TIMESTAMP"},
    {25, "TCP_NOTSENT_LOWAT"}, {26, "TCP_CC_INFO"}, {27, "TCP_SAVE_SYN"}, {28, "TCP_SAVED_SYN"},
    {29, "TCP_REPAIR_WINDOW"}, {30, "TCP_FASTOPEN_CONNECT"}, {31, "TCP_ULP"},
    {32, "TCP_MD5SIG_EXT"}, {33, "TCP_FASTOPEN_KEY"}, {34, "TCP_FASTOPEN_NO_COOKIE"},
    {35, "TCP_ZEROCOPY_RECEIVE"}, {36, "TCP_INQ"},
};
constexpr NamedValue kIpOption[] = {
    {1, "IP_TOS"}, {2, "IP_TTL"}, {3, "IP_HDRINCL"}, {4, "IP_OPTIONS"}, {5, "IP_ROUTER_ALERT"},
    {6, "IP_RECVOPTS"}, {7, "IP_RETOPTS"}, {8, "IP_PKTINFO"}, {9, "IP_PKTOPTIONS"},
    {10, "IP_MTU_DISCOVER"}, {11, "IP_RECVERR"}, {12, "IP_RECVTTL"}, {13, "IP_RECVTOS"},
    {14, "IP_MTU"}, {15, "IP_FREEBIND"}, {16, "IP_IPSEC_POLICY"}, {17, "IP_XFRM_POLICY"},
    {18, "IP_PASSSEC"}, {19, "IP_TRANSPARENT"}, {21, "IP_MINTTL"}, {22, "IP_NODEFRAG"},
    {23, "IP_CHECKSUM"}, {24, "IP_BIND_ADDRESS_NO_PORT"}, {32, "IP_MULTICAST_IF"},
    {33, "IP_MULTICAST_TTL"}, {34, "IP_MULTICAST_LOOP"}, {35, "IP_ADD_MEMBERSHIP"},
    {36, "IP_DROP_MEMBERSHIP"}, {50, "IP_UNICAST_IF"},
};
constexpr NamedValue kIpv6Option[] = {
    {1, "IPV6_ADDRFORM"}, {2, "IPV6_2292PKTINFO"}, {7, "IPV6_CHECKSUM"}, {9, "IPV6_NEXTHOP"},
    {16, "IPV6_UNICAST_HOPS"}, {17, "IPV6_MULTICAST_IF"}, {18, "IPV6_MULTICAST_HOPS"},
    {19, "IPV6_MULTICAST_LOOP"}, {20, "IPV6_ADD_MEMBERSHIP"}, {21, "IPV6_DROP_MEMBERSHIP"},
    {22, "IPV6_ROUTER_ALERT"}, {23, "IPV6_MTU_DISCOVER"}, {24, "IPV6_MTU"}, {25, "IPV6_RECVERR"},
    {26, "IPV6_V6ONLY"}, {27, "IPV6_JOIN_ANYCAST"}, {28, "IPV6_LEAVE_ANYCAST"},
    {49, "IPV6_RECVPKTINFO"}, {50, "IPV6_PKTINFO"}, {51, "IPV6_RECVHOPLIMIT"},
    {52, "IPV6_HOPLIMIT"}, {66, "IPV6_RECVTCLASS"}, {67, "IPV6_TCLASS"},
};
constexpr NamedValue kMessageFlag[] = {
    {1, "MSG_OOB"}, {2, "MSG_PEEK"}, {4, "MSG_DONTROUTE"}, {8, "MSG_CTRUNC"}, {0x10, "MSG_PROBE"},
    {0x20, "MSG_TRUNC"}, {0x40, "MSG_DONTWAIT"}, {0x80, "MSG_EOR"}, {0x100, "MSG_WAITALL"},
    {0x200, "MSG_FIN"}, {0x400, "MSG_SYN"}, {0x800, "MSG_CONFIRM"}, {0x1000, "MSG_RST"},
    {0x2000, "MSG_ERRQUEUE"}, {0x4000, "MSG_NOSIGNAL"}, {0x8000, "MSG_MORE"},
    {0x10000, "MSG_WAITFORONE"}, {0x20000, "MSG_SENDPAGE_NOTLAST"}, {0x40000, "MSG_BATCH"},
    {0x80000, "MSG_NO_SHARED_FRAGS"}, {0x4000000, "MSG_ZEROCOPY"}, {0x20000000, "MSG_FASTOPEN"},
    {0x40000000, "MSG_CMSG_CLOEXEC"}, {0x80000000, "MSG_CMSG_COMPAT"},
};
constexpr NamedValue kShutdown[] = {
    {0, "SHUT_RD"}, {1, "SHUT_WR"}, {2, "SHUT_RDWR"},
};
constexpr NamedValue kControlType[] = {
    {1, "SCM_RIGHTS"}, {2, "SCM_CREDENTIALS"}, {3, "SCM_SECURITY"}, {4, "SCM_PIDFD"},
};
constexpr NamedValue kEpollControl[] = {
    {1, "EPOLL_CTL_ADD"}, {2, "EPOLL_CTL_DEL"}, {3, "EPOLL_CTL_MOD"},
};
constexpr NamedValue kEpollCreateFlag[] = {
    {02000000, "EPOLL_CLOEXEC"},
};
constexpr NamedValue kEpollEvent[] = {
    {1, "EPOLLIN"}, {2, "EPOLLPRI"}, {4, "EPOLLOUT"}, {8, "EPOLLERR"}, {0x10, "EPOLLHUP"},
    {0x20, "EPOLLNVAL"}, {0x40, "EPOLLRDNORM"}, {0x80, "EPOLLRDBAND"}, {0x100, "EPOLLWRNORM"},
    {0x200, "EPOLLWRBAND"}, {0x400, "EPOLLMSG"}, {0x2000, "EPOLLRDHUP"},
    {0x10000000, "EPOLLEXCLUSIVE"}, {0x20000000, "EPOLLWAKEUP"}, {0x40000000, "EPOLLONESHOT"},
    {0x80000000, "EPOLLET"},
};
constexpr NamedValue kPollEvent[] = {
    {1, "POLLIN"}, {2, "POLLPRI"}, {4, "POLLOUT"}, {8, "POLLERR"}, {0x10, "POLLHUP"},
    {0x20, "POLLNVAL"}, {0x40, "POLLRDNORM"}, {0x80, "POLLRDBAND"}, {0x100, "POLLWRNORM"},
    {0x200, "POLLWRBAND"}, {0x400, "POLLMSG"}, {0x2000, "POLLRDHUP"},
};
constexpr NamedValue kEventFdFlag[] = {
    {1, "EFD_SEMAPHORE"}, {0x80000, "EFD_CLOEXEC"}, {0x800, "EFD_NONBLOCK"},
};
// clang-format on

}  // namespace

// clang-format off
const NameTable kSocketDomainNames{"int", NameStyle::Choice, 0, "AF_???", kSocketDomain};
const NameTable kSocketTypeNames{"int", NameStyle::Flags, 0xf, "SOCK_???", kSocketType};
const NameTable kSocketFlagNames{"int", NameStyle::Flags, 0, "SOCK_???", kSocketFlag};
const NameTable kIpProtocolNames{"int", NameStyle::Choice, 0, "IPPROTO_???", kIpProtocol};
const NameTable kNetlinkProtocolNames{"int", NameStyle::Choice, 0, "NETLINK_???", kNetlinkProtocol};
const NameTable kSocketLevelNames{"int", NameStyle::Choice, 0, "SOL_???", kSocketLevel};
const NameTable kSocketOptionNames{"int", NameStyle::Choice, 0, "SO_???", kSocketOption};
const NameTable kTcpOptionNames{"int", NameStyle::Choice, 0, "TCP_???", kTcpOption};
const NameTable kIpOptionNames{"int", NameStyle::Choice, 0, "IP_???", kIpOption};
const NameTable kIpv6OptionNames{"int", NameStyle::Choice, 0, "IPV6_???", kIpv6Option};
const NameTable kMessageFlagNames{"int", NameStyle::Flags, 0, "MSG_???", kMessageFlag};
const NameTable kShutdownNames{"int", NameStyle::Choice, 0, "SHUT_???", kShutdown};
const NameTable kControlTypeNames{"int", NameStyle::Choice, 0, "SCM_???", kControlType};
const NameTable kEpollControlNames{"int", NameStyle::Choice, 0, "EPOLL_CTL_???", kEpollControl};
const NameTable kEpollCreateFlagNames{"int", NameStyle::Flags, 0, "EPOLL_???", kEpollCreateFlag};
const NameTable kEpollEventNames{"uint32_t", NameStyle::Flags, 0, "EPOLL???", kEpollEvent};
const NameTable kPollEventNames{"short", NameStyle::Flags, 0, "POLL???", kPollEvent};
const NameTable kEventFdFlagNames{"int", NameStyle::Flags, 0, "EFD_???", kEventFdFlag};
// clang-format on

}  // namespace wali::sys
