/*
 * A server that runs: one of its threads is held, walked, changed, watched and let go, while the others
 * answer.
 */
#include <dirent.h>
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "support/stage.h"

static bool is_free(void *context)
{
    return process_is_free(*(pid_t *)context);
}

static void command(struct screen *screen, const char *line)
{
    expect_press(screen, ":");
    screen_type(screen, line);
    expect_press(screen, "Enter");
}

/* ---- a client ------------------------------------------------------------- */

/* A connection with a request on it; -1: nobody listens. */
static int ask(pid_t server)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int length = snprintf(address.sun_path + 1, sizeof(address.sun_path) - 1, "ptop-answers-%d",
                          (int)server);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_true(fd >= 0);
    if (connect(fd, (struct sockaddr *)&address,
                (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + (size_t)length)) < 0) {
        close(fd);
        return -1;
    }
    assert_int_equal(write(fd, "GET\n", 4), 4);
    return fd;
}

/* The number that is answered, in time; closes the connection. */
static long await_answer(int fd)
{
    struct pollfd news = {.fd = fd, .events = POLLIN};
    char line[64] = "";

    if (poll(&news, 1, PATIENCE_MS) != 1)
        fail_msg("the server does not answer");
    assert_true(read(fd, line, sizeof(line) - 1) > 0);
    close(fd);
    return strtol(line + strlen("answer "), NULL, 10);
}

static void assert_answers(pid_t server, int times)
{
    for (int i = 0; i < times; i++)
        assert_true(await_answer(ask(server)) > 0);
}

static bool listens(void *context)
{
    int fd = ask(*(pid_t *)context);

    if (fd < 0)
        return false;
    await_answer(fd);
    return true;
}

/* ---- the server ------------------------------------------------------------- */

static pid_t find_thread(pid_t pid, const char *name)
{
    char path[64], comm[32];
    struct dirent *entry;
    pid_t found = 0;

    snprintf(path, sizeof(path), "/proc/%d/task", (int)pid);
    DIR *tasks = opendir(path);
    assert_non_null(tasks);
    while (!found && (entry = readdir(tasks)) != NULL) {
        snprintf(path, sizeof(path), "/proc/%d/task/%.10s/comm", (int)pid, entry->d_name);
        FILE *file = fopen(path, "r");
        if (file && fgets(comm, sizeof(comm), file) && strncmp(comm, name, strlen(name)) == 0)
            found = (pid_t)atoi(entry->d_name);
        if (file)
            fclose(file);
    }
    closedir(tasks);
    assert_true(found > 0);
    return found;
}

static bool has_backdrop(struct screen *screen, void *name)
{
    int row, col;

    return screen_find(screen, name, &row, &col) &&
           screen_cell_at(screen, row, col).background != SCREEN_DEFAULT_COLOUR;
}

static void one_worker_is_held_and_the_others_answer(void **state)
{
    pid_t server = stage_victim(state, "answers", "3");
    char line[64];

    expect_soon(listens, &server);
    struct screen *screen = stage_ptop(state, 50, 180, "-p", stage_pid_text(server));
    expect_text(screen, "worker-3");

    snprintf(line, sizeof(line), "select %d", (int)find_thread(server, "worker-2"));
    command(screen, line);
    expect_press(screen, " ");
    expect_text(screen, "paused in accept4");
    assert_answers(server, 5);
    expect_press(screen, " ");
    expect_gone(screen, "PAUSED");

    command(screen, "break count_answer");
    expect_text(screen, "1 bp");
    int held = ask(server); /* whoever takes it stands still with it */
    expect_text(screen, "breakpoint 1 count_answer");
    command(screen, "delete 1");
    expect_gone(screen, "1 bp");
    assert_answers(server, 5);

    expect_press(screen, "4");
    expect_text(screen, "Code · count_answer");
    screen_type(screen, "4s");
    expect_text(screen, "step 4");
    if (!screen_wait(screen, has_backdrop, "rip 0", "a mark on rip", PATIENCE_MS))
        fail_msg("rip is not marked");
    command(screen, "set r11 0x1234abcd");
    expect_text(screen, "r11 000000001234abcd");

    command(screen, "watch answered 8");
    expect_text(screen, "1 bp"); /* where it is, is asked first */
    expect_press(screen, "c");
    expect_text(screen, "watchpoint 2 answered");
    command(screen, "delete all");
    expect_press(screen, "C");
    assert_true(await_answer(held) > 0);
    expect_gone(screen, "PAUSED");
    assert_answers(server, 5);

    expect_press(screen, "Q");
    expect_text(screen, "Quit:");
    expect_press(screen, "d");
    expect_exit(screen, 0);
    expect_soon(is_free, &server);
    assert_answers(server, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        stage_test(one_worker_is_held_and_the_others_answer),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
