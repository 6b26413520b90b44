/*
 * A14, A15: whoever attaches and detaches under a stream of signals loses none.
 */
#include <pthread.h>
#include <signal.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "support/scenario.h"

/* ---- A14, A15: no signal is lost --------------------------------------------------- */

struct sender {
    struct victim *victim;
    bool to_threads; /* each to a thread of its own choice */
    int threads;
    _Atomic bool is_over;
    int64_t sent, sum;
    pthread_t thread;
};

static bool send_value(const struct sender *sender, int signal, int value)
{
    pid_t pid = sender->victim->pid;
    siginfo_t info = {.si_signo = signal, .si_code = SI_QUEUE};
    pid_t tid = pid;

    info.si_pid = getpid();
    info.si_uid = getuid();
    info.si_value.sival_int = value;
    if (!sender->to_threads)
        return sigqueue(pid, signal, info.si_value) == 0;
    tid = sender->victim->truth->count[SIGNALS_FIRST_TID + value % sender->threads];
    return syscall(SYS_rt_tgsigqueueinfo, pid, tid, signal, &info) == 0;
}

/* Real-time signals queue; of SIGUSR1 only one may be on its way. */
static void *send_signals(void *context)
{
    struct sender *sender = context;
    _Atomic int64_t *handled = &sender->victim->truth->count[SIGNALS_COUNT];

    for (int value = 1; !atomic_load(&sender->is_over); value++) {
        bool is_alone = atomic_load(handled) == sender->sent;
        int signal = is_alone && value % 3 == 0 ? SIGUSR1 : SIGRTMIN + 1;
        if (sender->sent - atomic_load(handled) < 1000 && send_value(sender, signal, value)) {
            sender->sent++;
            sender->sum += value;
        }
        nanosleep(&(struct timespec){0, 100000}, NULL); /* a rate, not an order */
    }
    return NULL;
}

static void begin_sending(struct sender *sender, struct victim *victim, int threads)
{
    *sender = (struct sender){.victim = victim, .threads = threads, .to_threads = threads > 1};
    assert_int_equal(pthread_create(&sender->thread, NULL, send_signals, sender), 0);
}

static void assert_all_arrived(struct sender *sender)
{
    struct truth *truth = sender->victim->truth;

    atomic_store(&sender->is_over, true);
    pthread_join(sender->thread, NULL);
    until(atomic_load(&truth->count[SIGNALS_COUNT]) >= sender->sent);
    assert_int_equal(atomic_load(&truth->count[SIGNALS_COUNT]), sender->sent);
    assert_int_equal(atomic_load(&truth->count[SIGNALS_SUM]), sender->sum);
    assert_int_equal(atomic_load(&truth->count[SIGNALS_QUEUED]), sender->sent);
    assert_int_equal(atomic_load(&truth->count[SIGNALS_BAD]), 0);
    assert_false(victim_has_ended(sender->victim));
}

static void a14_no_signal_is_lost_by_attaching_and_detaching(void **state)
{
    struct victim *victim = victim_start("signals", "1", NULL);
    struct sender sender;
    long seen = 0;

    (void)state;
    begin_sending(&sender, victim, 1);
    for (int cycles = test_scale(1500); cycles > 0; cycles--) {
        live_attach(victim->pid);
        if (cycles % 3 != 0)
            live_drain(2);
        live_close();
        seen += live_count_of(EVENT_SIGNAL, ANY_NUMBER, victim->pid, 0);
    }
    assert_all_arrived(&sender);
    exercised("a signal was delivered by the tracer", seen);
}

static void a15_no_signal_is_lost_or_doubled_in_eight_threads(void **state)
{
    struct victim *victim = victim_start("signals", "8", NULL);
    struct victim *anchor = victim_start("blocked", "pause", NULL);
    struct command attach = {.kind = COMMAND_ATTACH, .tgid = victim->pid};
    struct command detach = {.kind = COMMAND_DETACH, .tgid = victim->pid};
    struct sender sender;
    long seen = 0;

    (void)state;
    live_attach(anchor->pid); /* keeps one session going */
    begin_sending(&sender, victim, 8);
    for (int cycles = test_scale(300); cycles > 0; cycles--) {
        size_t from = live_count();
        pid_t tids[VICTIM_MAX_TASKS];
        assert_int_equal(live_command(attach), 0);
        live_drain(2);
        live_command(detach);
        for (size_t t = task_list(victim->pid, tids); t-- > 0;)
            assert_non_null(live_await(EVENT_DETACH, ANY_NUMBER, tids[t], from));
        assert_int_equal(task_count_untraced(victim->pid), 8);
        seen += live_count_of(EVENT_SIGNAL, ANY_NUMBER, 0, from);
    }
    live_close();
    assert_all_arrived(&sender);
    exercised("a signal was delivered by the tracer", seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(a14_no_signal_is_lost_by_attaching_and_detaching),
        SCENARIO(a15_no_signal_is_lost_or_doubled_in_eight_threads),
    };

    session_remember_environment();
    return cmocka_run_group_tests_name("a: signals", tests, NULL, NULL);
}
