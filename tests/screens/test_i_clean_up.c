/*
 * R7: breakpoints, a watchpoint and a step in flight, and ptop ends, in whatever way but SIGKILL: who
 * was traced runs on, and its code is as it was.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/ending.h"
#include "support/stage.h"
#include "support/victim.h"

#define CODE_BYTES 256

/* Functions of the program and of the C library, some of them busy. */
static const char *const functions[] = {"hot",    "work",   "main",      "malloc",    "free",
                                        "printf", "usleep", "nanosleep", "calloc", "memcmp"};

struct scene {
    struct victim *victim;
    char script[64];
    unsigned char code[CODE_BYTES]; /* of the hot function, and what follows */
};

static void read_code(const struct scene *scene, unsigned char bytes[CODE_BYTES])
{
    int64_t hot = atomic_load(&scene->victim->truth->count[HOT_ADDRESS]);
    char path[64];
    int fd;

    snprintf(path, sizeof(path), "/proc/%d/mem", scene->victim->pid);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(pread(fd, bytes, CODE_BYTES, (off_t)hot), CODE_BYTES);
    close(fd);
}

/* One thread is stepped, the others come upon breakpoints and a watchpoint that hold nobody. */
static void write_script(struct scene *scene)
{
    pid_t tids[VICTIM_MAX_TASKS];
    size_t count = task_list(scene->victim->pid, tids);
    FILE *file;

    assert_true(count >= 3);
    strcpy(scene->script, "/tmp/ptop-script-XXXXXX");
    file = fdopen(mkstemp(scene->script), "w");
    assert_non_null(file);
    fprintf(file, "select %d\n", tids[count - 1]);
    for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++)
        fprintf(file, "break %s if tid:1\n", functions[i]);
    fprintf(file, "watch *truth+8 8 if tid:1\npause\nwait held\nstep 1000000000\n");
    fclose(file);
}

static struct screen *begin(void **state, struct scene *scene)
{
    char pid[16];

    scene->victim = victim_start("hot", "3", "0", NULL);
    truth_reach(&scene->victim->truth->go, 1);
    assert_true(victim_moves(&scene->victim->truth->count[HOT_CALLS]));
    read_code(scene, scene->code);
    write_script(scene);
    snprintf(pid, sizeof(pid), "%d", scene->victim->pid);
    return stage_ptop(state, 40, 160, "--script", scene->script, "-p", pid);
}

static void assert_unharmed(struct scene *scene, const char *how)
{
    unsigned char code[CODE_BYTES];

    unlink(scene->script);
    if (!until(victim_has_ended(scene->victim) || task_count_untraced(scene->victim->pid) == 4) ||
        victim_has_ended(scene->victim))
        fail_msg("after %s the victim is traced, or ended: %#x", how, scene->victim->status);
    read_code(scene, code);
    assert_memory_equal(code, scene->code, CODE_BYTES);
    for (int round = 0; round < 3; round++)
        if (!victim_moves(&scene->victim->truth->count[HOT_CALLS]))
            fail_msg("after %s the victim stands still, or ended: %#x", how,
                     victim_has_ended(scene->victim) ? scene->victim->status : 0);
}

static void r7_whatever_ends_ptop_takes_its_breakpoints_out(void **state)
{
    struct stage *stage = *state;
    struct scene scene;
    char how[64];

    for (size_t i = 0; i < ENDING_COUNT; i++) {
        struct screen *screen = begin(state, &scene);

        expect_text(screen, "unsafe to kill -9: 11 bp, 1 step");
        ending_run(screen, &endings[i]);
        snprintf(how, sizeof(how), "signal %d to %d", endings[i].signal, endings[i].target);
        assert_unharmed(&scene, how);
        screen_close(screen);
        stage->screen = NULL;
        victim_end_all();
    }
}

static void quitting_tells_what_was_put_back(void **state)
{
    struct stage *stage = *state;
    struct scene scene;
    struct screen *screen = begin(state, &scene);
    const char *output;
    size_t length;

    expect_text(screen, "unsafe to kill -9: 11 bp, 1 step");
    screen_type(screen, "Q");
    screen_type(screen, "d");
    expect_exit(screen, 0);
    assert_unharmed(&scene, "quitting");
    output = screen_output(screen, &length);
    assert_non_null(memmem(output, length, "10 breakpoints out, text as it was", 34));
    assert_non_null(memmem(output, length, "debug registers cleared", 23));
    assert_non_null(memmem(output, length, "step ended", 10));
    assert_non_null(memmem(output, length, "runs, traced by nobody", 22));
    screen_close(screen);
    stage->screen = NULL;
}

static int end_all(void **state)
{
    int result = stage_close(state);

    victim_end_all();
    return result;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(r7_whatever_ends_ptop_takes_its_breakpoints_out,
                                        stage_open, end_all),
        cmocka_unit_test_setup_teardown(quitting_tells_what_was_put_back, stage_open, end_all),
    };

    return cmocka_run_group_tests_name("i: cleaning up", tests, NULL, NULL);
}
