/* Messages of several buffers with control data, and what they look like after a call. */
#pragma once

#include "socket_pair.h"

__attribute__((unused)) static char text[64], more_text[64], control[256];
__attribute__((unused)) static struct iovec vectors[2];
__attribute__((unused)) static struct msghdr message;

/* A message with two buffers of 4 and 60 bytes, without name and control data. */
__attribute__((unused)) static void new_message(void) {
  memset(text, 0, sizeof text);
  memset(more_text, 0, sizeof more_text);
  memset(control, 0, sizeof control);
  memset(&message, 0, sizeof message);
  vectors[0] = (struct iovec){text, 4};
  vectors[1] = (struct iovec){more_text, 60};
  message.msg_iov = vectors;
  message.msg_iovlen = 2;
}

__attribute__((unused)) static void message_with(const char* first, const char* second) {
  new_message();
  vectors[0] = (struct iovec){strcpy(text, first), strlen(first)};
  vectors[1] = (struct iovec){strcpy(more_text, second), strlen(second)};
}

__attribute__((unused)) static void add_control(int level,
                                                int type,
                                                const void* data,
                                                size_t size) {
  struct cmsghdr* item = (struct cmsghdr*)(control + message.msg_controllen);
  message.msg_control = control;
  item->cmsg_len = CMSG_LEN(size);
  item->cmsg_level = level;
  item->cmsg_type = type;
  memcpy(CMSG_DATA(item), data, size);
  message.msg_controllen += CMSG_SPACE(size);
}

__attribute__((unused)) static void show_message(void) {
  SHOW_TEXT(text);
  SHOW_TEXT(more_text);
  SHOW(message.msg_namelen);
  SHOW(message.msg_controllen);
  SHOW_HEX(message.msg_flags);
  for (struct cmsghdr* item = CMSG_FIRSTHDR(&message); item != NULL;
       item = CMSG_NXTHDR(&message, item))
    SAY("control: %d %d, length %d", item->cmsg_level, item->cmsg_type, (int)item->cmsg_len);
}

/* The first descriptor that a message brought, or -1. */
__attribute__((unused)) static int received_descriptor(void) {
  int fd = -1;
  struct cmsghdr* item = CMSG_FIRSTHDR(&message);
  if (item != NULL && item->cmsg_type == SCM_RIGHTS) memcpy(&fd, CMSG_DATA(item), sizeof fd);
  return fd;
}
