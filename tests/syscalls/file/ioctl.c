#include <linux/ethtool.h>
#include <linux/fiemap.h>
#include <linux/fs.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <termios.h>

#include "check.h"

static void terminals(void) {
  int master = MUST(open("/dev/ptmx", O_RDWR | O_NOCTTY)), number = -1, zero = 0, value = 9;
  CALL(ioctl, master, TIOCSPTLCK, &zero);
  CALL(ioctl, master, 0x80045439, &value);
  SHOW(value);
  CALL(ioctl, master, TIOCGPTN, &number);
  CHECK(number >= 0);
  char path[32];
  sprintf(path, "/dev/pts/%d", number);
  int slave = MUST(open(path, O_RDWR | O_NOCTTY));
  struct winsize size = {24, 80, 1, 2}, seen = {0};
  CALL(ioctl, master, TIOCSWINSZ, &size);
  CALL(ioctl, slave, TIOCGWINSZ, &seen);
  SHOW(seen.ws_row);
  SHOW(seen.ws_col);
  CALL(ioctl, slave, TIOCGWINSZ, NULL);
  CALL(ioctl, slave, TIOCGWINSZ, no_access());
  CALL(ioctl, slave, TIOCGWINSZ, read_only());
  CALL(ioctl, slave, TIOCSWINSZ, HIGHEST_PAGE);
  struct termios modes;
  CALL(ioctl, slave, TCGETS, &modes);
  SHOW_OCTAL(modes.c_iflag);
  SHOW_OCTAL(modes.c_oflag);
  SHOW_OCTAL(modes.c_lflag);
  modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
  CALL(ioctl, slave, TCSETS, &modes);
  CALL(ioctl, slave, TCSETSW, &modes);
  CALL(ioctl, slave, TCSETSF, &modes);
  modes.c_lflag = 0;
  CALL(ioctl, master, TCGETS, &modes);
  SHOW_OCTAL(modes.c_lflag);
  CALL(ioctl, slave, TCGETS, (char*)before_the_end(36));
  CALL(ioctl, slave, TCGETS, (char*)before_the_end(20));
  CALL(ioctl, slave, TCSETS, no_access());
  static unsigned char modes2[64];
  CALL(ioctl, slave, 0x802c542a, modes2);
  CALL(ioctl, slave, 0x402c542b, modes2);
  CHECK(write(master, "abc", 3) == 3);
  struct pollfd arrival = {.fd = slave, .events = POLLIN};
  CHECK(poll(&arrival, 1, 10000) == 1);
  CALL(ioctl, slave, FIONREAD, &value);
  SHOW(value);
  CALL(ioctl, slave, TIOCOUTQ, &value);
  SHOW(value);
  CALL(ioctl, slave, TCFLSH, TCIFLUSH);
  CALL(ioctl, slave, FIONREAD, &value);
  SHOW(value);
  CALL(ioctl, slave, TCFLSH, 77);
  CALL(ioctl, slave, TCXONC, TCOOFF);
  CALL(ioctl, slave, TCXONC, TCOON);
  CALL(ioctl, slave, TCXONC, 77);
  CALL(ioctl, slave, TCSBRK, 1);
  CALL(ioctl, slave, TIOCGETD, &value);
  SHOW(value);
  CALL(ioctl, slave, TIOCEXCL);
  CALL(ioctl, slave, 0x80045440, &value);
  SHOW(value);
  CALL(ioctl, slave, TIOCNXCL);
  CALL(ioctl, slave, TIOCGPGRP, &value);
  CALL(ioctl, slave, TIOCGSID, &value);
  CALL(ioctl, slave, TIOCSCTTY, 0);
  CALL(ioctl, slave, TIOCGSID, &value);
  CHECK(value == getpid());
  CALL(ioctl, slave, TIOCGPGRP, &value);
  CHECK(value == getpgrp());
  CALL(ioctl, slave, TIOCSPGRP, &value);
  value = -1;
  CALL(ioctl, slave, TIOCSPGRP, &value);
  value = 1;
  CALL(ioctl, slave, TIOCSPGRP, &value);
  CALL(ioctl, slave, TIOCSCTTY, 0);
  CALL(ioctl, master, TIOCPKT, &value);
  CALL(ioctl, master, 0x80045438, &value);
  SHOW(value);
  CALL(ioctl, master, TIOCGPTPEER, O_RDWR | O_NOCTTY);
  CALL(ioctl, slave, TIOCGPTPEER, O_RDWR | O_NOCTTY);
  CALL(ioctl, slave, TIOCMGET, &value);
  CALL(ioctl, slave, 0x5499, &value);
  signal(SIGHUP, SIG_IGN);
  CALL(ioctl, slave, TIOCNOTTY);
  CALL(ioctl, slave, TIOCNOTTY);
}

static void files(void) {
  int fd = new_file("file", "0123456789"), value = 9;
  long flags = 0;
  CALL(ioctl, fd, FIONREAD, &value);
  SHOW(value);
  CALL(ioctl, fd, FIGETBSZ, &value);
  SHOW(value);
  CALL(ioctl, fd, FIOCLEX);
  SHOW(fcntl(fd, F_GETFD));
  CALL(ioctl, fd, FIONCLEX);
  SHOW(fcntl(fd, F_GETFD));
  value = 1;
  CALL(ioctl, fd, FIONBIO, &value);
  SHOW_OCTAL(fcntl(fd, F_GETFL) & O_NONBLOCK);
  CALL(ioctl, fd, FIONBIO, NULL);
  CALL(ioctl, fd, FIOASYNC, &value);
  CALL(ioctl, fd, FS_IOC_GETFLAGS, &flags);
  SHOW_HEX(flags & 0x30);
  flags |= 0x80;
  CALL(ioctl, fd, FS_IOC_SETFLAGS, &flags);
  CALL(ioctl, fd, FS_IOC_GETFLAGS, no_access());
  CALL(ioctl, fd, 0x80087601, &flags);
  struct fsxattr attributes = {0};
  CALL(ioctl, fd, FS_IOC_FSGETXATTR, &attributes);
  SHOW_HEX(attributes.fsx_xflags);
  CALL(ioctl, fd, FS_IOC_FSSETXATTR, &attributes);
  CALL(ioctl, fd, FICLONE, MUST(open("file", O_RDONLY)));
  CALL(ioctl, fd, FICLONE, -1);
  struct file_clone_range range = {fd, 0, 0, 0};
  CALL(ioctl, fd, FICLONERANGE, &range);
  CALL(ioctl, fd, FICLONERANGE, NULL);
  static struct {
    struct file_dedupe_range range;
    struct file_dedupe_range_info info[1];
  } same = {{0, 4, 1, 0, 0}, {{0}}};
  same.info[0].dest_fd = fd;
  CALL(ioctl, fd, FIDEDUPERANGE, &same);
  SHOW(same.info[0].status);
  struct {
    struct fiemap map;
    struct fiemap_extent extents[2];
  } extents = {.map = {.fm_length = 4096, .fm_flags = 1, .fm_extent_count = 2}};
  CALL(ioctl, fd, FS_IOC_FIEMAP, &extents);
  SHOW(extents.map.fm_mapped_extents);
  CALL(ioctl, fd, FS_IOC_FIEMAP, no_access());
  CALL(ioctl, fd, 0x1261);
  CALL(ioctl, fd, 0x400454ca, &extents);
  CALL(ioctl, fd, TCGETS, &flags);
  CALL(ioctl, fd, TIOCGWINSZ, NULL);
  flags = 0;
  CALL(ioctl, fd, FIOQSIZE, &flags);
  SHOW(flags);
  CALL(ioctl, fd, 0);
  CALL(ioctl, fd, 0x7fffffff, NULL);
  CALL(ioctl, fd, -1, NULL);
  CALL(ioctl, MUST(open(".", O_RDONLY)), FIONREAD, &value);
  CALL(ioctl, MUST(open("file", O_PATH)), FIONREAD, &value);
  CALL(ioctl, MUST(open("file", O_PATH)), 0x7fffffff, &value);
  CALL(ioctl, MUST(open("/dev/null", O_RDWR)), TCGETS, &flags);
  CALL(ioctl, MUST(open("/dev/urandom", O_RDONLY)), 0x80045200, &value);
  CALL(ioctl, -1, FIONREAD, &value);
  CALL(ioctl, 999, 0x7fffffff, &value);
}

static void pipes_and_sockets(void) {
  int ends[2], value = 9;
  MUST(pipe(ends));
  MUST(write(ends[1], "abc", 3));
  CALL(ioctl, ends[0], FIONREAD, &value);
  SHOW(value);
  CALL(ioctl, ends[0], FIONREAD, NULL);
  CALL(ioctl, ends[0], TCGETS, &value);
  MUST(socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
  MUST(write(ends[1], "abcd", 4));
  CALL(ioctl, ends[0], FIONREAD, &value);
  SHOW(value);
  CALL(ioctl, ends[1], TIOCOUTQ, &value);
  CHECK(value > 0);
  value = getpid();
  CALL(ioctl, ends[0], 0x8901, &value);
  value = 0;
  CALL(ioctl, ends[0], 0x8903, &value);
  CHECK(value == getpid());
  int udp = MUST(socket(AF_INET, SOCK_DGRAM, 0));
  struct ifreq request = {.ifr_name = "lo"};
  CALL(ioctl, udp, SIOCGIFINDEX, &request);
  SHOW(request.ifr_ifindex);
  CALL(ioctl, udp, SIOCGIFFLAGS, &request);
  SHOW_HEX(request.ifr_flags & IFF_LOOPBACK);
  CALL(ioctl, udp, SIOCGIFMTU, &request);
  SHOW(request.ifr_mtu);
  CALL(ioctl, udp, SIOCGIFNAME, &request);
  CALL(ioctl, udp, SIOCGIFADDR, &request);
  CALL(ioctl, udp, SIOCGIFNETMASK, &request);
  CALL(ioctl, udp, SIOCGIFHWADDR, &request);
  CALL(ioctl, udp, SIOCGIFTXQLEN, &request);
  strcpy(request.ifr_name, "absent0");
  CALL(ioctl, udp, SIOCGIFINDEX, &request);
  CALL(ioctl, udp, SIOCGIFINDEX, no_access());
  struct ifreq all[32];
  struct ifconf list = {.ifc_len = sizeof all, .ifc_req = all};
  CALL(ioctl, udp, SIOCGIFCONF, &list);
  SHOW(list.ifc_len);
  SHOW_TEXT(all[0].ifr_name);
  list.ifc_req = NULL;
  CALL(ioctl, udp, SIOCGIFCONF, &list);
  CALL(ioctl, udp, SIOCGIFCONF, NULL);
  struct ethtool_value link = {.cmd = ETHTOOL_GLINK};
  strcpy(request.ifr_name, "lo");
  request.ifr_data = (void*)&link;
  CALL(ioctl, udp, SIOCETHTOOL, &request);
  SHOW(link.data);
  request.ifr_data = no_access();
  CALL(ioctl, udp, SIOCETHTOOL, &request);
  request.ifr_data = NULL;
  CALL(ioctl, udp, SIOCETHTOOL, &request);
  CALL(ioctl, udp, SIOCETHTOOL, NULL);
  CALL(ioctl, udp, SIOCATMARK, &value);
  CALL(ioctl, udp, 0x8999, &value);
}

int main(void) {
  terminals();
  files();
  pipes_and_sockets();
}
