/*
 * Preloaded into a process, ends it as a power cut of the process would: at its n-th write to a file (CUT_AT, from 1;
 * counted over all threads), before that write happens. Without CUT_AT it only counts, into the file COUNT_TO.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long calls;
static long cut_at;

__attribute__((constructor)) static void begin(void) {
  const char *at = getenv("CUT_AT");
  cut_at = at ? atol(at) : 0;
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("COUNT_TO");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  fprintf(file, "%ld", atomic_load(&calls));
  fclose(file);
}

static void boundary(void) {
  if (atomic_fetch_add(&calls, 1) + 1 == cut_at) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
  }
}

/* Pipes, sockets and the event loop's own descriptors are no boundary. */
static void boundary_of(int fd) {
  struct stat status;
  if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode)) boundary();
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *bytes, size_t count) { boundary_of(fd); return REAL(write)(fd, bytes, count); }
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) { boundary_of(fd); return REAL(pwrite)(fd, bytes, count, at); }
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) { boundary_of(fd); return REAL(pwrite64)(fd, bytes, count, at); }
ssize_t writev(int fd, const struct iovec *parts, int count) { boundary_of(fd); return REAL(writev)(fd, parts, count); }
int fsync(int fd) { boundary(); return REAL(fsync)(fd); }
int fdatasync(int fd) { boundary(); return REAL(fdatasync)(fd); }
int rename(const char *from, const char *to) { boundary(); return REAL(rename)(from, to); }
