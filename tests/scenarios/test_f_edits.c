/*
 * F22 to F24, G05, E13: what is changed of a held thread is changed as a whole or not at all, and a
 * program whose call was changed keeps everything else.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>

#include "support/held.h"
#include "support/scenario.h"

#define OPEN_NULL "openat path:/dev/null"

static pid_t hold_spinner(struct victim **ret_victim)
{
    *ret_victim = victim_start("workers", "spin", "1", NULL);
    live_attach((*ret_victim)->pid);
    live_pause((*ret_victim)->pid);
    return (*ret_victim)->pid;
}

/* The registers and vectors, fresh. */
static struct event_stop fresh_stop(pid_t tid)
{
    uint64_t rbx = held_register(tid, "rbx");

    assert_int_equal(held_write_register(tid, "rbx", rbx), 0);
    return *held_stop(tid);
}

static void assert_same_registers(const struct event_stop *a, const struct event_stop *b)
{
    assert_memory_equal(a->registers, b->registers, sizeof(a->registers));
}

/* ---- F22 ------------------------------------------------------------------------------- */

static void f22_a_register_a_part_and_a_flag_become_what_is_asked(void **state)
{
    struct victim *victim;
    pid_t tid = hold_spinner(&victim);
    uint64_t rax = held_register(tid, "rax"), flags = held_register(tid, "eflags");
    struct event_stop before = *held_stop(tid);

    (void)state;
    assert_int_equal(held_write_register(tid, "r12", 0x123456789abcdef0), 0);
    assert_int_equal(held_register(tid, "r12"), 0x123456789abcdef0);
    assert_int_equal(held_stop(tid)->header.number, STOP_REASON_EDIT);
    assert_int_equal(held_write_register(tid, "r12b", 0x55), 0);
    assert_int_equal(held_register(tid, "r12"), 0x123456789abcde55);
    assert_int_equal(held_write_register(tid, "ZF", !(flags >> 6 & 1)), 0);
    assert_int_equal(held_register(tid, "eflags"), flags ^ 1 << 6);
    assert_int_equal(held_write_register(tid, "eflags", flags), 0);
    assert_int_equal(held_write_register(tid, "r12", before.registers[3]), 0);
    assert_int_equal(held_register(tid, "rax"), rax);
    assert_same_registers(held_stop(tid), &before);
    live_close();
    assert_true(victim_moves(&victim->truth->count[WORKER_FIRST]));
}

static void f22_what_a_program_cannot_have_is_refused_and_nothing_changed(void **state)
{
    static const struct {
        const char *name;
        uint64_t value;
    } rows[] = {
        {"cs", 0},           {"cs", 0x10},           {"cs", 0x2b},         {"ss", 0},
        {"ss", 0x18},        {"ds", 0x10},           {"fs", 8},            {"al", 0x100},
        {"eax", 1ull << 32}, {"fs_base", 1ull << 63}, {"gs_base", 1ull << 47},
        {"rip", 1ull << 47}, {"rip", 1ull << 62},    {"nothing", 1},       {"", 1},
        {"ZF", 2},           {"r16", 0},             {"xmm0", 1},
    };
    struct victim *victim;
    pid_t tid = hold_spinner(&victim);
    struct event_stop before = fresh_stop(tid), after;

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (held_write_register(tid, rows[i].name, rows[i].value) >= 0)
            fail_msg("%s = %#lx is taken", rows[i].name, (unsigned long)rows[i].value);
        assert_true(strlen(held_message()) > 0);
    }
    after = fresh_stop(tid);
    assert_same_registers(&before, &after);
    live_close();
    assert_true(victim_moves(&victim->truth->count[WORKER_FIRST]));
}

static void f22_what_the_kernel_makes_of_a_value_is_said(void **state)
{
    struct victim *victim;
    pid_t tid = hold_spinner(&victim);
    uint64_t flags = held_register(tid, "eflags");

    (void)state;
    assert_int_equal(held_write_register(tid, "eflags", flags | 0x3000), 0); /* IOPL */
    assert_non_null(strstr(held_message(), "kept"));
    assert_int_equal(held_register(tid, "eflags"), flags);
    live_close();
    assert_true(victim_moves(&victim->truth->count[WORKER_FIRST]));
}

/* Whatever is tried: taken as it is, or everything as it was. */
static void f22_any_value_is_taken_or_changes_nothing(void **state)
{
    struct victim *victim;
    pid_t tid = hold_spinner(&victim);
    struct event_stop first = fresh_stop(tid), last = first;

    (void)state;
    srandom(22);
    for (int round = test_scale(1000); round > 0; round--) {
        const struct register_spec *spec = register_get(false, (size_t)random() % 27);
        uint64_t value = ((uint64_t)random() << 33 ^ (uint64_t)random()) >> random() % 60;

        if (spec == NULL || spec->group == REGISTER_KERNEL)
            continue;
        if (spec->bits < 64)
            value &= (1ull << spec->bits) - 1;
        if (held_write_register(tid, spec->name, value) == 0) {
            register_set(spec, last.registers,
                         strlen(held_message()) > 0 ? held_register(tid, spec->name) : value);
            assert_same_registers(held_stop(tid), &last);
        }
    }
    for (size_t i = 0; register_get(false, i) != NULL; i++) {
        const struct register_spec *spec = register_get(false, i);

        if (spec->group != REGISTER_KERNEL)
            assert_int_equal(
                held_write_register(tid, spec->name, register_value(spec, first.registers)), 0);
    }
    assert_same_registers(held_stop(tid), &first);
    live_close();
    assert_true(victim_moves(&victim->truth->count[WORKER_FIRST]));
}

static void f22_one_that_runs_is_not_changed(void **state)
{
    struct victim *victim = victim_start("workers", "spin", "1", NULL);

    (void)state;
    live_attach(victim->pid);
    assert_int_equal(held_write_register(victim->pid, "rax", 1), -EBUSY);
    live_pause(victim->pid);
    victim_end(victim);
    assert_non_null(live_await(EVENT_EXIT, ANY_NUMBER, 0, 0));
    assert_int_equal(held_write_register(victim->pid, "rax", 1), -ESRCH);
}

/* ---- F23 ------------------------------------------------------------------------------- */

/* Were the call started again, the kernel would move the pc back by two bytes. */
static void f23_a_pc_that_is_changed_in_an_interrupted_call_stays(void **state)
{
    struct victim *victim = victim_start("blocked", "read_pipe", NULL);
    uint64_t pc;

    (void)state;
    assert_true(until(task_is_blocked_in(victim->pid, SYS_read)));
    live_attach(victim->pid);
    assert_true(until(task_is_blocked_in(victim->pid, SYS_read))); /* again */
    live_pause(victim->pid);
    pc = held_register(victim->pid, "rip");
    assert_int_equal((int64_t)held_register(victim->pid, "rax"), -512);
    assert_true(held_stop(victim->pid)->header.flags & STOP_IN_CALL);
    assert_int_equal(held_write_register(victim->pid, "rip", pc), 0);
    assert_non_null(strstr(held_message(), "not started again"));
    assert_int_equal((int64_t)held_register(victim->pid, "orig_rax"), -1);
    assert_false(held_stop(victim->pid)->header.flags & STOP_IN_CALL);
    assert_int_equal(held_write_register(victim->pid, "rax", (uint64_t)-ECANCELED), 0);
    live_resume(victim->pid);
    assert_true(until(atomic_load(&victim->truth->stage) == BLOCKED_RETURNED));
    assert_int_equal(atomic_load(&victim->truth->count[BLOCKED_ERRNO]), ECANCELED);
}

/* ---- F24 ------------------------------------------------------------------------------- */

static const struct event_vectors *read_vectors(pid_t tid)
{
    size_t from = live_count();

    assert_int_equal(live_command((struct command){.kind = COMMAND_READ_VECTORS, .tid = tid}), 0);
    return (const struct event_vectors *)live_find(EVENT_VECTORS, 0, tid, from);
}

static void assert_vector(pid_t tid, const char *name, const void *bytes, size_t size)
{
    const struct event_vectors *vectors = read_vectors(tid);
    uint8_t there[VECTOR_MAX_BYTES];

    assert_non_null(vectors);
    assert_int_equal(vector_get(vectors, name, there), size);
    assert_memory_equal(there, bytes, size);
}

/* The registers in an area; what is in use is not among them. */
static void copy_area(const struct event_vectors *vectors, uint8_t *area, size_t size)
{
    assert_true(vectors->length_bytes <= size);
    memcpy(area, vectors + 1, vectors->length_bytes);
    memset(area + 512, 0, 8);
}

static void change_each_vector_and_put_it_back(pid_t tid)
{
    static uint8_t before[16384], after[16384];
    const struct event_vectors *vectors = read_vectors(tid);
    uint32_t length = vectors->length_bytes;
    uint8_t bytes[VECTOR_MAX_BYTES], other[VECTOR_MAX_BYTES];
    unsigned count = 0;

    copy_area(vectors, before, sizeof(before));
    for (size_t i = 0;; i++) {
        const char *name;
        size_t size;

        vectors = read_vectors(tid);
        name = vector_name(vectors, i);
        if (name == NULL)
            break;
        size = vector_get(vectors, name, bytes);
        for (size_t byte = 0; byte < size; byte++)
            other[byte] = (uint8_t)(byte * 3 + i);
        if (size == 4) /* mxcsr: reserved bits are refused */
            memcpy(other, (const uint32_t[]){0x1fa0}, size);
        assert_int_equal(held_write_vector(tid, name, other, size), 0);
        assert_vector(tid, name, other, size);
        assert_int_equal(held_write_vector(tid, name, bytes, size), 0);
        count++;
    }
    assert_true(count >= 8 + 8 + 1);
    vectors = read_vectors(tid);
    assert_int_equal(vectors->length_bytes, length);
    copy_area(vectors, after, sizeof(after));
    assert_memory_equal(after, before, length);
}

static void f24_vectors_come_back_byte_for_byte(void **state)
{
    struct victim *victim;
    pid_t tid = hold_spinner(&victim);

    (void)state;
    change_each_vector_and_put_it_back(tid);
    assert_true(held_write_vector(tid, "mxcsr", (const uint32_t[]){0xffffffff}, 4) < 0);
    assert_true(held_write_vector(tid, "xmm0", "short", 5) < 0);
    assert_vector(tid, "mxcsr", (const uint32_t[]){0x1f80}, 4);
    live_close();
    assert_true(victim_moves(&victim->truth->count[WORKER_FIRST]));
}

/* ---- G05 ------------------------------------------------------------------------------- */

static struct victim *hold_editable(void)
{
    struct victim *victim = victim_start("editable_calls", NULL);

    live_attach(victim->pid);
    live_pause(victim->pid);
    return victim;
}

static tracee_addr address_of(const struct victim *victim, int slot)
{
    return (tracee_addr)atomic_load(&victim->truth->count[slot]);
}

static void g05_memory_becomes_what_is_asked_in_any_private_page(void **state)
{
    struct victim *victim = hold_editable();
    tracee_addr path = address_of(victim, EDITABLE_PATH);
    long value = 77;

    (void)state;
    assert_int_equal(held_write_memory(victim->pid, address_of(victim, EDITABLE_VARIABLE), &value,
                                       sizeof(value)), 0);
    assert_int_equal(held_stop(victim->pid)->header.number, STOP_REASON_EDIT);
    assert_int_equal(held_write_memory(victim->pid, path, "/dev/nope", 9), 0); /* read-only */
    live_resume(victim->pid);
    assert_true(until(atomic_load(&victim->truth->count[EDITABLE_VALUE]) == 77));
    assert_true(until(atomic_load(&victim->truth->count[EDITABLE_RESULT]) == -ENOENT));
}

static void g05_what_cannot_be_written_is_said_and_nothing_is_written(void **state)
{
    struct victim *victim = hold_editable();
    tracee_addr shared = address_of(victim, EDITABLE_SHARED);
    tracee_addr page = address_of(victim, EDITABLE_PAGE); /* and nothing behind it */
    char end[8192];

    (void)state;
    assert_int_equal(held_write_memory(victim->pid, 0, "x", 1), -EFAULT);
    assert_non_null(strstr(held_message(), "not mapped"));
    assert_true(held_write_memory(victim->pid, shared, "xxxx", 4) < 0);
    assert_non_null(strstr(held_message(), "shared"));
    assert_true(held_write_memory(victim->pid, UINT64_MAX - 1, "xxxx", 4) < 0);
    assert_true(held_write_memory(victim->pid, shared, NULL, 0) < 0);

    memset(end, 0xaa, sizeof(end));
    assert_int_equal(held_write_memory(victim->pid, page + 4096 - 8, end, sizeof(end)), -EFAULT);
    live_resume(victim->pid);
    assert_true(victim_moves(&victim->truth->count[EDITABLE_ROUNDS]));
    assert_int_equal(atomic_load(&victim->truth->count[EDITABLE_PAGE_BYTE]), 0);
}

/* What is written over a breakpoint is what its point says was there, and what is there without it. */
static void g05_a_breakpoint_in_what_is_written_stays(void **state)
{
    struct victim *victim = victim_start("hot", "1", "0", NULL);
    struct point point = {.kind = POINT_CODE, .tgid = victim->pid,
                          .address = (tracee_addr)atomic_load(&victim->truth->count[HOT_ADDRESS])};
    static const uint8_t returns[] = {0x48, 0x8d, 0x04, 0x7f, 0xc3}; /* lea (%rdi,%rdi,2),%rax; ret */

    (void)state;
    live_attach(victim->pid);
    live_pause(victim->pid);
    assert_int_equal(held_command((struct command){.kind = COMMAND_POINT_ADD}, &point,
                                  sizeof(point)), 0);
    assert_int_equal(held_write_memory(victim->pid, point.address, returns, sizeof(returns)), 0);
    live_resume(victim->pid);
    truth_reach(&victim->truth->go, 1);
    assert_non_null(live_await(EVENT_STOP, STOP_REASON_BREAKPOINT, 0, 0)); /* it still holds */
    held_remove_points();
    assert_int_equal(live_command((struct command){.kind = COMMAND_RESUME}), 0);
    live_close();
    assert_int_equal(atomic_load(&victim->truth->count[HOT_CALLS]), 0); /* the new code runs */
    assert_true(process_is_free(victim->pid));
    assert_false(victim_has_ended(victim)); /* and gives the same */
}

/* ---- E13: calls ------------------------------------------------------------------------- */

static struct victim *hold_at_open(uint8_t flags)
{
    struct victim *victim = victim_start("editable_calls", NULL);

    live_attach(victim->pid);
    held_add_call_point(victim->pid, OPEN_NULL, flags);
    held_await_call(0);
    held_remove_points();
    return victim;
}

static void await_result(struct victim *victim, int64_t result)
{
    if (!until(atomic_load(&victim->truth->count[EDITABLE_RESULT]) == result))
        fail_msg("the result is %ld, not %ld",
                 (long)atomic_load(&victim->truth->count[EDITABLE_RESULT]), (long)result);
}

/* The call that was changed, and those after it. */
static void assert_unspoilt(struct victim *victim)
{
    for (int round = 0; round < 3; round++)
        assert_true(victim_moves(&victim->truth->count[EDITABLE_ROUNDS]));
    assert_int_equal(atomic_load(&victim->truth->count[EDITABLE_SPOILT]), 0);
    assert_true(until(atomic_load(&victim->truth->count[EDITABLE_RESULT]) >= 3));
}

static const struct event_syscall *find_call(pid_t tid, int number, size_t from)
{
    return (const struct event_syscall *)live_await(EVENT_SYSCALL, number, tid, from);
}

static void e13_a_longer_path_is_opened_once_and_nothing_else_changed(void **state)
{
    static const char longer[] = "/dev/there/is/no/such/file/as/this/one/here/nor/elsewhere";
    struct victim *victim = hold_at_open(0);
    const struct event_syscall *call;
    size_t from = live_count();

    (void)state;
    assert_true(held_stop(victim->pid)->header.flags & STOP_AT_ENTRY);
    assert_int_equal(held_command((struct command){.kind = COMMAND_WRITE_ARGUMENT,
                                                   .tid = victim->pid, .value = 1},
                                  longer, sizeof(longer) - 1), 0);
    held_add_call_point(victim->pid, "openat", POINT_AT_EXIT);
    live_resume(victim->pid);
    held_await_call(from);
    call = find_call(victim->pid, SYS_openat, from);
    assert_int_equal(call->result, -ENOENT);

    assert_non_null(memmem(call, call->header.size_bytes, longer, sizeof(longer) - 1));
    held_remove_points();
    live_resume(victim->pid);
    assert_unspoilt(victim);
}

static void e13_a_number_is_changed_for_this_call_only(void **state)
{
    struct victim *victim = hold_at_open(0);
    size_t from = live_count();
    const struct event *note;

    (void)state;
    assert_int_equal(live_command((struct command){.kind = COMMAND_WRITE_ARGUMENT,
                                                   .tid = victim->pid, .value = 2,
                                                   .number = O_RDONLY | O_DIRECTORY}), 0);
    note = live_await(EVENT_NOTE, ANY_NUMBER, victim->pid, from);
    assert_non_null(note);
    assert_non_null(memmem(note, note->size_bytes, "argument 2 of openat", 20));
    held_add_call_point(victim->pid, "openat", POINT_AT_EXIT);
    live_resume(victim->pid);
    held_await_call(from);
    assert_int_equal(find_call(victim->pid, SYS_openat, from)->result, -ENOTDIR);
    assert_int_equal(find_call(victim->pid, SYS_openat, from)->args[2], O_RDONLY | O_DIRECTORY);
    held_remove_points();
    live_resume(victim->pid);
    assert_unspoilt(victim);
}

static void e13_a_result_is_what_the_program_gets(void **state)
{
    struct victim *victim = hold_at_open(POINT_AT_EXIT);

    (void)state;
    assert_true(held_stop(victim->pid)->header.flags & STOP_AT_EXIT);
    assert_int_equal(live_command((struct command){.kind = COMMAND_WRITE_RESULT,
                                                   .tid = victim->pid,
                                                   .number = (uint64_t)-EIO}), 0);
    assert_int_equal((int64_t)held_register(victim->pid, "rax"), -EIO);
    held_add_call_point(victim->pid, OPEN_NULL, 0); /* holds it when it has seen that */
    live_resume(victim->pid);
    await_result(victim, -EIO);
    held_remove_points();
    live_command((struct command){.kind = COMMAND_RESUME, .tid = victim->pid});
    assert_unspoilt(victim);
}

static void e13_let_go_at_the_entry_the_call_is_the_programs_own(void **state)
{
    struct victim *victim = hold_at_open(0);

    (void)state;
    assert_int_equal(held_command((struct command){.kind = COMMAND_WRITE_ARGUMENT,
                                                   .tid = victim->pid, .value = 1},
                                  "/nowhere", 8), 0);
    live_close();
    assert_unspoilt(victim);
}

static void e13_what_is_no_argument_is_refused(void **state)
{
    struct victim *victim = hold_at_open(0);
    struct command command = {.kind = COMMAND_WRITE_ARGUMENT, .tid = victim->pid, .value = 4};
    size_t from;

    (void)state;
    assert_int_equal(live_command(command), -EINVAL);
    assert_non_null(strstr(held_message(), "has no argument 4"));
    command.value = -1;
    assert_int_equal(live_command(command), -EINVAL);
    command.value = 0; /* a number: it points to nothing */
    assert_int_equal(held_command(command, "text", 4), -EINVAL);
    command = (struct command){.kind = COMMAND_WRITE_RESULT, .tid = victim->pid};
    assert_int_equal(live_command(command), -EBUSY);
    held_add_call_point(victim->pid, OPEN_NULL, POINT_AT_EXIT);
    from = live_count();
    live_resume(victim->pid);
    held_await_call(from);
    command.kind = COMMAND_WRITE_ARGUMENT;
    assert_int_equal(live_command(command), -EBUSY);
    live_close();
    assert_unspoilt(victim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENARIO(f22_a_register_a_part_and_a_flag_become_what_is_asked),
        SCENARIO(f22_what_a_program_cannot_have_is_refused_and_nothing_changed),
        SCENARIO(f22_what_the_kernel_makes_of_a_value_is_said),
        SCENARIO(f22_any_value_is_taken_or_changes_nothing),
        SCENARIO(f22_one_that_runs_is_not_changed),
        SCENARIO(f23_a_pc_that_is_changed_in_an_interrupted_call_stays),
        SCENARIO(f24_vectors_come_back_byte_for_byte),
        SCENARIO(g05_memory_becomes_what_is_asked_in_any_private_page),
        SCENARIO(g05_what_cannot_be_written_is_said_and_nothing_is_written),
        SCENARIO(g05_a_breakpoint_in_what_is_written_stays),
        SCENARIO(e13_a_longer_path_is_opened_once_and_nothing_else_changed),
        SCENARIO(e13_a_number_is_changed_for_this_call_only),
        SCENARIO(e13_a_result_is_what_the_program_gets),
        SCENARIO(e13_let_go_at_the_entry_the_call_is_the_programs_own),
        SCENARIO(e13_what_is_no_argument_is_refused),
    };

    session_remember_environment();
    return cmocka_run_group_tests_name("f: edits", tests, NULL, NULL);
}
