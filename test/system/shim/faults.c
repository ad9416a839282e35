/*
 * A machine that fails on request, for the tests beside it: preloaded, it makes calls of the C library fail.
 * FAULT=call:errno:part fails every `call` on a path that holds `part`, such as link:1:/locks/ or fsync:5:/objects/;
 * SHIFT_SEC=n moves the clock of this process, and nothing of the file system's times.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int fails(const char *call, const char *path) {
  const char *fault = getenv("FAULT");
  if (fault == NULL || path == NULL) return 0;
  size_t length = strlen(call);
  if (strncmp(fault, call, length) != 0 || fault[length] != ':') return 0;
  char *part;
  int code = (int)strtol(fault + length + 1, &part, 10);
  if (*part != ':' || strstr(path, part + 1) == NULL) return 0;
  errno = code;
  return 1;
}

static int fails_at(const char *call, int handle) {
  char link[64], path[4096];
  if (getenv("FAULT") == NULL) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return fails(call, path);
}

int link(const char *from, const char *to) { return fails("link", to) ? -1 : NEXT(link)(from, to); }
int rename(const char *from, const char *to) { return fails("rename", to) ? -1 : NEXT(rename)(from, to); }
int mkdir(const char *path, mode_t mode) { return fails("mkdir", path) ? -1 : NEXT(mkdir)(path, mode); }
int fsync(int handle) { return fails_at("fsync", handle) ? -1 : NEXT(fsync)(handle); }

ssize_t write(int handle, const void *bytes, size_t count) {
  return fails_at("write", handle) ? -1 : NEXT(write)(handle, bytes, count);
}

ssize_t read(int handle, void *bytes, size_t count) {
  return fails_at("read", handle) ? -1 : NEXT(read)(handle, bytes, count);
}

static int opens(const char *name, const char *path, int flags, mode_t mode) {
  if (fails("open", path)) return -1;
  return ((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, name))(path, flags, mode);
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  return opens("open", path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  return opens("open64", path, flags, mode);
}

static time_t shift(void) {
  const char *seconds = getenv("SHIFT_SEC");
  return seconds == NULL ? 0 : (time_t)strtoll(seconds, NULL, 10);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  int result = NEXT(clock_gettime)(clock, now);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += shift();
  return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  int result = NEXT(gettimeofday)(now, zone);
  if (result == 0) now->tv_sec += shift();
  return result;
}

time_t time(time_t *out) {
  time_t now = NEXT(time)(NULL) + shift();
  if (out != NULL) *out = now;
  return now;
}
