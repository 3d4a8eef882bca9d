// Loaded into the emulator under callgrind. SIGUSR2 starts the counting, and writes what was counted since the last
// SIGUSR2.
//
// It also keeps libdispatch running: valgrind 3.19 writes to the mask of sigsuspend, and that of libdispatch is in
// read-only memory. The first thread of a Swift program with an asynchronous main function waits in that call.

#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <valgrind/callgrind.h>

static volatile sig_atomic_t isAsked = 0;

static void ask(int signal) {
    (void)signal;
    isAsked = 1;
}

__attribute__((constructor)) static void install(void) {
    struct sigaction action = {.sa_handler = ask, .sa_flags = SA_RESTART};
    sigaction(SIGUSR2, &action, NULL);
}

int sigsuspend(const sigset_t *mask) {
    sigset_t copy = *mask;
    long result = syscall(SYS_rt_sigsuspend, &copy, sizeof(unsigned long));
    if (isAsked) {
        // Not in the handler: callgrind stops if counting starts in one.
        isAsked = 0;
        CALLGRIND_START_INSTRUMENTATION;
        CALLGRIND_DUMP_STATS;
    }
    return (int)result;
}
