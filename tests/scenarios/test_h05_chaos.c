/*
 * H05, R20: every command, by chance, at programs that check themselves.
 *
 * A round begins with fresh programs and a number, its seed, which a failure names.  Commands are sent
 * faster than they are answered; some are answered with a refusal, as the thread meant may run, be gone or
 * be on its way.  In the end everything is let go, and
 *
 *     each command has had its one reply
 *     each program lives, is traced by nobody and goes on, without one wrong result
 *     no signal was lost, and none came twice
 *     code, executable mappings, signal masks and dispositions are as they were before
 *     the session ended in time
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>

#include <ptop/registers.h>

#include "support/points.h"
#include "support/scenario.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define ROUND_MS      1200
#define CLOSE_MS      8000
#define MAX_POINTS    24
#define MAX_SEQUENCES 100000
#define TEXT_BYTES    (1u << 20)
#define SIGNAL        (SIGRTMIN + 1)

/* The programs, with the counter that shows that one goes on, and the slot with an address of its code
 * (0: none that is known). */
static const struct kind {
    const char *words[3];
    int moving, address;
} kinds[] = {
    {{"hot", "3", "0"}, HOT_CALLS, HOT_ADDRESS},
    {{"places", "3", "0"}, PLACE_WALKS, PLACE_FIRST + 9},
    {{"workers", "call", "3"}, WORKER_FIRST, 0},
    {{"workers", "spin", "2"}, WORKER_FIRST, 0},
    {{"workers", "nap", "2"}, WORKER_FIRST, 0},
    {{"signals", "3"}, 0, 0},
    {{"kin", "fork", "0"}, KIN_CALLS, KIN_ADDRESS},
    {{"kin", "vfork", "0"}, KIN_CALLS, KIN_ADDRESS},
    {{"kin", "shared", "0"}, KIN_CALLS, KIN_ADDRESS},
};
enum { SIGNALS_KIND = 5 };

struct subject {
    const struct kind *kind;
    struct victim *victim;
    pid_t tids[VICTIM_MAX_TASKS];
    size_t tid_count;
    tracee_addr truth; /* where its truth page is */
    uint8_t *text, *text_now;
    size_t text_bytes;
    char states[512], maps[4096];
    bool was_stopped; /* by job control */
};

static struct subject subjects[COUNT(kinds)];
static unsigned seed, chance;
static uint64_t first_sequence, last_sequence;
static uint8_t replies[MAX_SEQUENCES];
static int64_t signals_sent, signals_sum;
static size_t seen; /* of the events */
static long counts[COMMAND_COUNT], refused;

static unsigned any(unsigned count)
{
    return (unsigned)rand_r(&chance) % count;
}

#define EXPECT(condition)                                                                          \
    do {                                                                                           \
        if (!(condition))                                                                          \
            fail_msg("seed %u: not so: %s", seed, #condition);                                     \
    } while (0)

/* ---- what must be the same afterwards ------------------------------------------------- */

static void read_text(struct subject *subject, unsigned long start, unsigned long end)
{
    struct iovec local = {subject->text_now, end - start};
    struct iovec remote = {(void *)start, end - start};

    EXPECT(end - start <= TEXT_BYTES);
    EXPECT(process_vm_readv(subject->victim->pid, &local, 1, &remote, 1, 0) ==
           (ssize_t)(end - start));
    subject->text_bytes = end - start;
}

/* Mappings that can be executed, and what is in the program's own. */
static void read_maps(struct subject *subject, char *ret_maps, size_t size)
{
    char path[64], line[512];
    size_t used = 0;
    FILE *maps;

    snprintf(path, sizeof(path), "/proc/%d/maps", (int)subject->victim->pid);
    maps = fopen(path, "re");
    EXPECT(maps != NULL);
    ret_maps[0] = '\0';
    while (fgets(line, sizeof(line), maps) != NULL) {
        unsigned long start, end;
        bool can_execute = strstr(line, " r-xp ") != NULL || strstr(line, " rwxp ") != NULL;
        EXPECT(sscanf(line, "%lx-%lx", &start, &end) == 2);
        if (strstr(line, "memfd:truth") != NULL)
            subject->truth = start;
        if (can_execute && strstr(line, "/tracees/") != NULL)
            read_text(subject, start, end);
        if (can_execute)
            used += (size_t)snprintf(ret_maps + used, size - used, "%s", line);
        EXPECT(used < size);
    }
    fclose(maps);
}

/* Masks and dispositions of all threads. */
static void read_states(const struct subject *subject, char *ret_states, size_t size)
{
    static const char *const fields[] = {"SigBlk", "SigIgn", "SigCgt"};
    size_t used = 0;

    ret_states[0] = '\0';
    for (size_t i = 0; i < subject->tid_count; i++)
        for (size_t j = 0; j < COUNT(fields); j++) {
            char value[64] = "gone";
            process_status(subject->tids[i], fields[j], value, sizeof(value));
            used += (size_t)snprintf(ret_states + used, size - used, "%s ", value);
        }
    EXPECT(used < size);
}

/* A thread begins with all signals blocked. */
static bool has_settled(const struct subject *subject)
{
    bool has = true;

    for (size_t i = 0; i < subject->tid_count; i++) {
        char value[64] = "";
        process_status(subject->tids[i], "SigBlk", value, sizeof(value));
        has &= strtoul(value, NULL, 16) == 0;
    }
    return has;
}

static void start_all(void)
{
    for (size_t i = 0; i < COUNT(kinds); i++) {
        struct subject *subject = &subjects[i];
        subject->kind = &kinds[i];
        subject->was_stopped = false;
        subject->victim = victim_start(kinds[i].words[0], kinds[i].words[1], kinds[i].words[2], NULL);
        truth_reach(&subject->victim->truth->go, 1);
        subject->tid_count = task_list(subject->victim->pid, subject->tids);
        subject->text = malloc(TEXT_BYTES);
        subject->text_now = malloc(TEXT_BYTES);
        EXPECT(until(has_settled(subject)));
        read_maps(subject, subject->maps, sizeof(subject->maps));
        memcpy(subject->text, subject->text_now, subject->text_bytes);
        read_states(subject, subject->states, sizeof(subject->states));
    }
}

/* ---- sending ---------------------------------------------------------------------------- */

static void take_news(int timeout_ms)
{
    live_drain(timeout_ms);
    for (; seen < live_count(); seen++) {
        const struct event_reply *reply = (const struct event_reply *)live_event(seen);
        uint64_t sequence = reply->command_sequence;
        if (reply->header.kind != EVENT_REPLY)
            continue;
        EXPECT(sequence >= first_sequence && sequence - first_sequence < MAX_SEQUENCES);
        EXPECT(replies[sequence - first_sequence]++ == 0);
        refused += reply->header.number < 0;
    }
}

static uint64_t send(struct command command)
{
    last_sequence = session_send(live, &command);
    if (first_sequence == 0)
        first_sequence = last_sequence;
    counts[command.kind]++;
    return last_sequence;
}

static bool has_reply(uint64_t sequence)
{
    return replies[sequence - first_sequence] != 0;
}

static struct subject *any_subject(void)
{
    return &subjects[any(COUNT(subjects))];
}

static pid_t any_tid(const struct subject *subject)
{
    return subject->tids[any((unsigned)subject->tid_count)];
}

/* One thread, one process or, seldom, all. */
static void send_to_some(enum command_kind kind)
{
    const struct subject *subject = any_subject();
    unsigned how = any(20);

    send((struct command){.kind = kind,
                          .tid = how < 14 ? any_tid(subject) : 0,
                          .tgid = how < 19 ? subject->victim->pid : 0});
}

static void send_step(void)
{
    const struct subject *subject = any_subject();
    int address = subject->kind->address;

    send((struct command){.kind = COMMAND_STEP,
                          .tid = any_tid(subject),
                          .value = (int)any(STEP_KIND_COUNT),
                          .number = 1 + any(30),
                          .address = address ? (tracee_addr)atomic_load(
                                                   &subject->victim->truth->count[address])
                                             : subject->truth});
}

static const char *any_condition(const struct subject *subject, char *text, size_t size)
{
    switch (any(4)) {
    case 0:
        snprintf(text, size, "tid==%d", (int)any_tid(subject));
        return text;
    case 1:
        return "rdi==1";
    default:
        return NULL;
    }
}

static struct point any_wish(const struct subject *subject)
{
    struct point wish = {.tgid = subject->victim->pid, .label = "chaos"};
    int address = subject->kind->address;

    wish.kind = (uint8_t)any(POINT_KIND_COUNT);
    wish.flags = any(4) ? POINT_PASSES : 0;
    wish.flags |= any(6) ? 0 : POINT_ONE_SHOT;
    if (wish.kind == POINT_CODE && address) {
        wish.address = (tracee_addr)atomic_load(
            &subject->victim->truth->count[address == KIN_ADDRESS ? address
                                           : address == HOT_ADDRESS ? address
                                                                    : address + (int)any(15)]);
        wish.flags |= any(6) ? 0 : POINT_HARDWARE;
    } else if (wish.kind == POINT_WATCH) {
        wish.address = subject->truth + offsetof(struct truth, count);
        wish.size_bytes = 8;
    } else if (wish.kind == POINT_CALL) {
        wish.flags |= any(2) ? POINT_AT_EXIT : 0;
    }
    return wish;
}

static void send_wish(void)
{
    const struct subject *subject = any_subject();
    struct point wish = any_wish(subject);
    struct command command = {.kind = COMMAND_POINT_ADD, .tgid = wish.tgid};
    struct error error;
    char text[64];
    const char *condition = any_condition(subject, text, sizeof(text));

    if (wish.kind == POINT_CALL)
        condition = any(2) ? "getppid" : "nanosleep,fork";
    if (condition != NULL) {
        snprintf(wish.condition, sizeof(wish.condition), "%s", condition);
        EXPECT(session_condition(live, condition, &command.condition, &error) == 0);
    }
    command.data = malloc(sizeof(wish));
    memcpy(command.data, &wish, sizeof(wish));
    command.data_bytes = sizeof(wish);
    send(command);
}

/* Of those that there are; when there are many, away with them. */
static void send_point(void)
{
    static const enum command_kind changes[] = {COMMAND_POINT_REMOVE, COMMAND_POINT_ENABLE,
                                                COMMAND_POINT_DISABLE, COMMAND_POINT_IGNORE};
    size_t count = 0;

    while (count <= MAX_POINTS && points_get(session_points(live), count) != NULL)
        count++;
    if (count > MAX_POINTS || any(40) == 0)
        send((struct command){.kind = COMMAND_POINT_REMOVE});
    else if (count == 0 || any(3) == 0)
        send_wish();
    else
        send((struct command){
            .kind = changes[any(COUNT(changes))],
            .value = (int)points_get(session_points(live), any((unsigned)count))->id,
            .number = any(20)});
}

static void send_signal(void)
{
    const struct subject *subject = &subjects[SIGNALS_KIND];
    int64_t *value = malloc(sizeof(*value));

    *value = 1 + any(1000);
    signals_sent++;
    signals_sum += *value;
    if (any(3) == 0) {
        sigqueue(subject->victim->pid, SIGNAL, (union sigval){.sival_int = (int)*value});
        free(value);
        return;
    }
    send((struct command){.kind = COMMAND_SIGNAL,
                          .tid = any(2) ? any_tid(subject) : 0,
                          .tgid = subject->victim->pid,
                          .value = SIGNAL,
                          .data = value,
                          .data_bytes = sizeof(*value)});
}

static void send_rule(void)
{
    static const enum signal_rule rules[] = {SIGNAL_RULE_PASS, SIGNAL_RULE_HOLD, SIGNAL_RULE_NOTE};

    send((struct command){
        .kind = COMMAND_SIGNAL_RULE, .value = SIGNAL, .number = rules[any(COUNT(rules))]});
}

static void stop_or_continue(void)
{
    struct subject *subject = any_subject();

    subject->was_stopped = true;
    kill(subject->victim->pid, any(2) ? SIGSTOP : SIGCONT);
}

/* ---- more than one command ---------------------------------------------------------------- */

static void await_reply(uint64_t sequence)
{
    deadline_ms deadline = deadline_in(PATIENCE_MS);

    while (!has_reply(sequence) && deadline_left(deadline) > 0)
        take_news(deadline_left(deadline));
    if (!has_reply(sequence)) {
        live_explain();
        fail_msg("seed %u: no reply to command %lu of %lu", seed,
                 (unsigned long)(sequence - first_sequence),
                 (unsigned long)(last_sequence - first_sequence));
    }
}

static void *copy_of(const void *bytes, size_t size)
{
    void *copy = malloc(size);

    memcpy(copy, bytes, size);
    return copy;
}

static void write_register(pid_t tid, const char *name, uint64_t value)
{
    struct register_value wish = {.size_bytes = 8};

    snprintf(wish.name, sizeof(wish.name), "%s", name);
    memcpy(wish.bytes, &value, 8);
    send((struct command){.kind = COMMAND_WRITE_REGISTER,
                          .tid = tid,
                          .data = copy_of(&wish, sizeof(wish)),
                          .data_bytes = sizeof(wish)});
}

/* Hold a thread, change what it has, and change it back before it runs. */
static void edit_and_put_back(void)
{
    pid_t tid = any_tid(any_subject());
    size_t from = live_count();
    const struct event_stop *stop;
    uint64_t word = 0x1122334455667788, r12, stack;

    await_reply(send((struct command){.kind = COMMAND_RESUME, .tid = tid}));
    await_reply(send((struct command){.kind = COMMAND_PAUSE, .tid = tid}));
    take_news(20);
    stop = (const struct event_stop *)live_find(EVENT_STOP, ANY_NUMBER, tid, from);
    if (stop == NULL || stop->registers[19] == 0)
        return;
    r12 = stop->registers[3];
    stack = stop->registers[19];
    write_register(tid, "r12", 0x12);
    send((struct command){.kind = COMMAND_WRITE_MEMORY,
                          .tid = tid,
                          .address = stack - 512,
                          .data = copy_of(&word, 8),
                          .data_bytes = 8});
    send((struct command){.kind = COMMAND_READ_VECTORS, .tid = tid});
    write_register(tid, "r12", r12);
    await_reply(send((struct command){.kind = COMMAND_RESUME, .tid = tid}));
}

static void expect_no_end(void)
{
    const char *dead = NULL;

    for (size_t i = 0; i < COUNT(subjects); i++) {
        if (!victim_has_ended(subjects[i].victim))
            continue;
        live_explain_process(subjects[i].victim->pid);
        dead = subjects[i].kind->words[0];
    }
    if (dead != NULL)
        fail_msg("seed %u: %s has ended", seed, dead);
}

static void leave_and_come_back(void)
{
    const struct subject *subject = any_subject();
    deadline_ms deadline = deadline_in(PATIENCE_MS);

    kill(subject->victim->pid, SIGCONT); /* stopped, it could not take our pages out */
    await_reply(send((struct command){.kind = COMMAND_DETACH, .tgid = subject->victim->pid}));
    while (task_count_untraced(subject->victim->pid) < subject->tid_count &&
           deadline_left(deadline) > 0)
        take_news(1);
    expect_no_end();
    await_reply(send((struct command){.kind = COMMAND_ATTACH, .tgid = subject->victim->pid}));
}

static void do_something(void)
{
    static const struct {
        unsigned weight;
        void (*act)(void);
    } acts[] = {
        {20, send_step},       {20, send_point},         {8, send_signal},
        {2, send_rule},        {2, stop_or_continue},    {4, edit_and_put_back},
        {1, leave_and_come_back},
    };
    unsigned which = any(100);

    if (which < 18 || which >= 98) {
        send_to_some(COMMAND_PAUSE);
        return;
    }
    if (which < 40) {
        send_to_some(which < 38 ? COMMAND_RESUME : COMMAND_REPORT);
        return;
    }
    which -= 40;
    for (size_t i = 0; i < COUNT(acts); i++) {
        if (which < acts[i].weight) {
            acts[i].act();
            return;
        }
        which -= acts[i].weight;
    }
}

/* ---- a round -------------------------------------------------------------------------------- */

static void let_all_go(void)
{
    int64_t start_ms = truth_now_ms();

    for (uint64_t i = first_sequence; i <= last_sequence; i++)
        await_reply(i);
    for (size_t i = 0; i < COUNT(subjects); i++)
        kill(subjects[i].victim->pid, SIGCONT);
    await_reply(send((struct command){.kind = COMMAND_REPORT}));
    live_close();
    EXPECT(truth_now_ms() - start_ms < CLOSE_MS);
}

static bool goes_on(const struct subject *subject)
{
    _Atomic int64_t *count = &subject->victim->truth->count[subject->kind->moving];

    return subject->kind == &kinds[SIGNALS_KIND] || victim_moves(count);
}

/* Our pages go by a call of the last one that leaves the memory: not of one that job control has stopped, or
 * that ends in its parent's memory. */
static bool may_keep_pages(const struct subject *subject)
{
    return subject->was_stopped || subject->kind->moving == KIN_CALLS;
}

static void check(struct subject *subject)
{
    char states[sizeof(subject->states)], maps[sizeof(subject->maps)];
    const char *name = subject->kind->words[0];

    if (!until(task_count_untraced(subject->victim->pid) >= subject->tid_count))
        fail_msg("seed %u: %s is still traced", seed, name);
    if (!goes_on(subject))
        fail_msg("seed %u: %s %s does not go on, its state is %c", seed, name,
                 subject->kind->words[1], process_state(subject->tids[subject->tid_count - 1]));
    read_maps(subject, maps, sizeof(maps));
    if (!may_keep_pages(subject) && strcmp(maps, subject->maps) != 0)
        fail_msg("seed %u: %s had the mappings\n%sand has\n%s", seed, name, subject->maps, maps);
    for (size_t i = 0; i < subject->text_bytes; i++)
        if (subject->text[i] != subject->text_now[i])
            fail_msg("seed %u: byte %#zx of the code of %s was %#x and is %#x", seed, i, name,
                     subject->text[i], subject->text_now[i]);
    if (!until((read_states(subject, states, sizeof(states)),
                strcmp(states, subject->states) == 0))) /* it may be in a handler just now */
        fail_msg("seed %u: signals of %s were\n%s\nand are\n%s", seed, name, subject->states,
                 states);
}

static void check_signals(void)
{
    const struct truth *truth = subjects[SIGNALS_KIND].victim->truth;

    EXPECT(until(atomic_load(&truth->count[SIGNALS_COUNT]) >= signals_sent));
    EXPECT(atomic_load(&truth->count[SIGNALS_COUNT]) == signals_sent);
    EXPECT(atomic_load(&truth->count[SIGNALS_SUM]) == signals_sum);
    EXPECT(atomic_load(&truth->count[SIGNALS_BAD]) == 0);
}

static void do_round(void)
{
    pid_t pids[COUNT(kinds)];
    deadline_ms end;

    memset(replies, 0, sizeof(replies));
    first_sequence = last_sequence = seen = 0;
    signals_sent = signals_sum = 0;
    chance = seed;
    start_all();
    for (size_t i = 0; i < COUNT(kinds); i++)
        pids[i] = subjects[i].victim->pid;
    live_attach_all(pids, COUNT(pids));
    end = deadline_in(ROUND_MS);
    while (deadline_left(end) > 0 && last_sequence - first_sequence < MAX_SEQUENCES - 100) {
        for (unsigned burst = 1 + any(5); burst > 0; burst--)
            do_something();
        take_news((int)any(3));
    }
    let_all_go();
    expect_no_end();
    for (size_t i = 0; i < COUNT(subjects); i++)
        check(&subjects[i]);
    check_signals();
    for (size_t i = 0; i < COUNT(subjects); i++) {
        free(subjects[i].text);
        free(subjects[i].text_now);
    }
    live_end();
    victim_end_all();
}

static void h05_whatever_is_asked_of_programs_they_are_as_before_in_the_end(void **state)
{
    const char *only = getenv("PTOP_TEST_SEED");
    unsigned first = only != NULL ? (unsigned)atoi(only) : 1;

    (void)state;
    for (seed = first; seed < first + (only ? 1u : (unsigned)test_scale(4)); seed++)
        do_round();
    for (int kind = 0; kind < COMMAND_COUNT; kind++)
        print_message("             %ld commands of kind %d\n", counts[kind], kind);
    exercised("a command is refused", refused);
    exercised("a step begins", counts[COMMAND_STEP]);
    exercised("something is edited", counts[COMMAND_WRITE_REGISTER]);
    exercised("a point is added", counts[COMMAND_POINT_ADD]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(h05_whatever_is_asked_of_programs_they_are_as_before_in_the_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
