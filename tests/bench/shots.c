/*
 * shots PTOP FOLDER: pictures of real sessions, for the README.
 *
 * A scene is a command on a screen of some size and what a person does there; at
 * its end the screen is saved as text (NAME.txt) and as a picture (NAME.svg).
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/deadline.h"
#include "support/screen.h"

#define MAX_STEPS 24

/* Something that opens files, finds some and misses others. */
#define WORK \
    "PATH=/usr/bin:/bin; ls -lR /usr/share/doc >/dev/null; python3 -c 'import json, http.client'; git --version"

enum deed { END, WAIT_FOR, PRESS, TYPE, LET_RUN_MS };

struct step {
    enum deed deed;
    const char *text;
};

static const struct scene {
    const char *name;
    unsigned short rows, cols;
    const char *directory; /* to start in */
    const char *command[6];
    struct step steps[MAX_STEPS];
} scenes[] = {
    {
        .name = "server",
        .rows = 40,
        .cols = 140,
        .directory = PTOP_TRACEES,
        .command = {"./server", "3", "2"},
        .steps =
            {
                {WAIT_FOR, "worker-3"},
                {LET_RUN_MS, "2500"},
                {PRESS, "1"},
                {PRESS, "f"},
                {TYPE, "connect"},
                {PRESS, "Enter"},
                {PRESS, "Enter"},
                {WAIT_FOR, "Details"},
                {LET_RUN_MS, "300"},
            },
    },
    {
        .name = "hold",
        .rows = 48,
        .cols = 170,
        .directory = PTOP_TRACEES,
        .command = {"./answers", "3", "2"},
        .steps =
            {
                {WAIT_FOR, "worker-3"},
                {LET_RUN_MS, "1200"},
                {PRESS, ":"},
                {TYPE, "break count_answer"},
                {PRESS, "Enter"},
                {WAIT_FOR, "breakpoint 1"},
                {PRESS, ":"},
                {TYPE, "watch answered 8"},
                {PRESS, "Enter"},
                {PRESS, "4"},
                {WAIT_FOR, "Code"},
                {PRESS, "c"},
                {WAIT_FOR, "watchpoint 2"},
                {PRESS, ":"},
                {TYPE, "memory answered"},
                {PRESS, "Enter"},
                {WAIT_FOR, "Memory · answered"},
                {LET_RUN_MS, "500"},
            },
    },
    {
        .name = "filter",
        .rows = 34,
        .cols = 120,
        .command = {"sh", "-c", WORK},
        .steps =
            {
                {WAIT_FOR, "q to quit"},
                {PRESS, "f"},
                {TYPE, "%file failed path:/usr/** err in {ENOENT,E"},
                {LET_RUN_MS, "300"},
                {PRESS, "Tab"},
                {LET_RUN_MS, "300"},
            },
    },
    {
        .name = "summary",
        .rows = 34,
        .cols = 120,
        .command = {"sh", "-c", WORK},
        .steps =
            {
                {WAIT_FOR, "q to quit"},
                {PRESS, "2"},
                {LET_RUN_MS, "700"},
            },
    },
};

static bool take_step(struct screen *screen, const struct step *step)
{
    switch (step->deed) {
    case END:
        break;
    case WAIT_FOR:
        return screen_wait_text(screen, step->text, PATIENCE_MS);
    case PRESS:
        return screen_press(screen, step->text);
    case TYPE:
        screen_type(screen, step->text);
        return true;
    case LET_RUN_MS:
        screen_watch(screen, atoi(step->text));
        return true;
    }
    return true;
}

static bool save(struct screen *screen, const char *folder, const char *name)
{
    char path[512];

    snprintf(path, sizeof(path), "%s/%s.txt", folder, name);
    if (screen_save_text(screen, path) < 0)
        return false;
    snprintf(path, sizeof(path), "%s/%s.svg", folder, name);
    return screen_save_svg(screen, path) == 0;
}

static bool play(const struct scene *scene, const char *ptop, const char *folder)
{
    char *argv[8] = {realpath(ptop, NULL)};
    struct screen *screen;
    bool is_done;

    memcpy(argv + 1, scene->command, sizeof(scene->command));
    screen = screen_open(&(struct screen_options){.rows = scene->rows,
                                                  .cols = scene->cols,
                                                  .directory = scene->directory},
                         argv);
    is_done = screen != NULL;
    for (size_t i = 0; is_done && scene->steps[i].deed != END; i++)
        is_done = take_step(screen, &scene->steps[i]);
    is_done = is_done && save(screen, folder, scene->name);
    screen_close(screen);
    free(argv[0]);
    return is_done;
}

int main(int argc, char *argv[])
{
    if (argc != 3) {
        fprintf(stderr, "usage: shots PTOP FOLDER\n");
        return EXIT_FAILURE;
    }
    for (size_t i = 0; i < sizeof(scenes) / sizeof(scenes[0]); i++)
        if (!play(&scenes[i], argv[1], argv[2])) {
            fprintf(stderr, "shots: the scene %s failed\n", scenes[i].name);
            return EXIT_FAILURE;
        }
    return EXIT_SUCCESS;
}
