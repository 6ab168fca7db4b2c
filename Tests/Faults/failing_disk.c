/* Makes writes and syncs of a database fail on demand: a library to be loaded before all others (LD_PRELOAD).
 *
 * YITI_FAULT_FILE  what the paths of the descriptors concerned contain, such as "yiti.sqlite"
 * YITI_FAULT_PLAN  a file that says what fails: "write|sync FIRST COUNT ERRNO [END]", with END only on paths that end so. It is read
 *                  whenever it has changed, and counting begins anew then; while it is missing or empty nothing fails.
 * YITI_FAULT_LOG   a file that every failure is appended to: "write|sync PATH".
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct timespec plan_time;
static ino_t plan_inode;
static char plan_call[8], plan_end[64];
static long plan_first, plan_count, plan_errno, calls;

static void read_plan(void) {
    const char *path = getenv("YITI_FAULT_PLAN");
    struct stat now;
    if (path == NULL || stat(path, &now) != 0) {
        plan_call[0] = 0;
        plan_inode = 0;
        return;
    }
    if (now.st_ino == plan_inode && now.st_mtim.tv_sec == plan_time.tv_sec && now.st_mtim.tv_nsec == plan_time.tv_nsec)
        return;
    plan_inode = now.st_ino;
    plan_time = now.st_mtim;
    plan_call[0] = 0;
    calls = 0;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    char text[128] = {0};
    if (file < 0) return;
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    plan_end[0] = 0;
    if (length <= 0 || sscanf(text, "%7s %ld %ld %ld %63s", plan_call, &plan_first, &plan_count, &plan_errno, plan_end) < 4)
        plan_call[0] = 0;
}

static void note(const char *call, const char *path) {
    const char *log = getenv("YITI_FAULT_LOG");
    int file = log ? open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    if (file < 0) return;
    dprintf(file, "%s %s\n", call, path);
    close(file);
}

static int is_concerned(const char *path) {
    size_t length = strlen(path), end = strlen(plan_end);
    return end <= length && strcmp(path + length - end, plan_end) == 0;
}

/* Whether this call is to fail; then errno is set. */
static int fails(const char *call, int descriptor) {
    const char *wanted = getenv("YITI_FAULT_FILE");
    if (wanted == NULL) return 0;
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    if (strstr(path, wanted) == NULL) return 0;
    int failure = 0;
    pthread_mutex_lock(&lock);
    read_plan();
    if (strcmp(plan_call, call) == 0 && is_concerned(path)) {
        calls += 1;
        if (calls >= plan_first && calls < plan_first + plan_count) failure = (int)plan_errno;
        if (failure != 0) note(call, path);
    }
    pthread_mutex_unlock(&lock);
    if (failure == 0) return 0;
    errno = failure;
    return 1;
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (real == NULL) real = (ssize_t(*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
    return fails("write", descriptor) ? -1 : real(descriptor, bytes, count, offset);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    return pwrite64(descriptor, bytes, count, offset);
}

int fsync(int descriptor) {
    static int (*real)(int);
    if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    return fails("sync", descriptor) ? -1 : real(descriptor);
}

int fdatasync(int descriptor) {
    static int (*real)(int);
    if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    return fails("sync", descriptor) ? -1 : real(descriptor);
}
