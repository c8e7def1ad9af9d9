/* Preloaded by bench/run.sh when KOTANBOT_BENCH_SYNC_MS is set: makes every sync last that much longer, to see what the
   server does on a disk whose syncs are slow. It says nothing about the machine's own disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static int slowly(const char *name, int file)
{
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    const char *setting = getenv("KOTANBOT_BENCH_SYNC_MS");
    long microseconds = setting ? (long)(atof(setting) * 1000) : 0;
    struct timespec pause = { microseconds / 1000000, microseconds % 1000000 * 1000 };
    nanosleep(&pause, NULL);
    return real(file);
}

int fsync(int file) { return slowly("fsync", file); }

int fdatasync(int file) { return slowly("fdatasync", file); }
