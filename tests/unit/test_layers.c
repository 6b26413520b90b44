/*
 * The direction of the arrows between the layers, read from the includes.
 *
 *     main → options, tui | batch → session → { tracer → control → tracee → inspect, history + filter }
 *          → decode → tables → base
 *
 * Three kinds of rule, each a table: which folders a layer may reach, which
 * headers have a single owner, which calls have one.  They run on the tree, and
 * on small false trees that each break one rule, so that the rules are known to
 * bite.  A last test compiles every header alone.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <setjmp.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define MAX_REACH 8

/* Project headers that a file below a folder may include, besides those of its own layer.  The
 * longest folder wins.  Public headers (include/ptop) are open to all but for the owners below. */
static const struct layer {
    const char *folder;
    const char *reach[MAX_REACH];
} layers[] = {
    {"include/ptop/", {NULL}},
    {"src/core/base/", {NULL}},
    {"src/core/tables/", {"src/core/base/"}},
    {"src/core/decode/", {"src/core/tables/", "src/core/base/"}},
    {"src/core/filter/", {"src/core/decode/", "src/core/tables/", "src/core/base/"}},
    {"src/core/history/", {"src/core/filter/", "src/core/decode/", "src/core/base/"}},
    {"src/core/inspect/", {"src/core/decode/", "src/core/base/"}},
    {"src/core/tracee/",
     {"src/core/inspect/", "src/core/decode/", "src/core/tables/", "src/core/base/"}},
    {"src/core/control/",
     {"src/core/tracee/", "src/core/inspect/", "src/core/decode/", "src/core/tables/",
      "src/core/base/"}},
    {"src/core/tracer/",
     {"src/core/control/", "src/core/tracee/", "src/core/inspect/", "src/core/decode/",
      "src/core/tables/", "src/core/base/"}},
    {"src/core/",
     {"src/core/tracer/", "src/core/control/", "src/core/inspect/", "src/core/history/",
      "src/core/filter/", "src/core/decode/", "src/core/base/"}},
    {"src/tui/", {NULL}},
    {"src/batch/", {NULL}},
    {"src/options/", {"src/batch/"}},
    {"src/", {"src/options/", "src/tui/", "src/batch/"}},
};

/* A header, and the only files that may include it.  A trailing '*' stands for anything. */
static const struct owner {
    const char *header;
    const char *files[6];
} owners[] = {
    {"*curses.h", {"src/tui/terminal.c"}},
    {"*curses/*", {"src/tui/terminal.c"}},
    {"term.h", {"src/tui/terminal.c"}},
    {"libtsm.h", {"src/tui/emulator.c"}},
    {"pcre2.h", {"src/core/filter/pattern.c"}},
    {"unistr.h", {"src/core/base/*"}},
    {"unit*.h", {"src/core/base/*"}},
    {"uniw*.h", {"src/core/base/*"}},
    {"unic*.h", {"src/core/base/*"}},
    {"unin*.h", {"src/core/base/*"}},
    {"unig*.h", {"src/core/base/*"}},
    {"elfutils/*", {"src/core/inspect/*"}},
    {"*elf.h", {"src/core/inspect/*", "src/core/tracee/ptrace_call.c"}},
    {"Zydis/*", {"src/core/inspect/*"}},
    {"sys/ptrace.h", {"src/core/tracee/*"}},
    {"linux/ptrace.h", {"src/core/tracee/*"}},
    {"ptop/session.h", {"src/core/session*", "src/tui/*", "src/batch/*", "src/main.c", "src/guard.c",
                        "src/options/options.h"}},
};

/* A function, and the only file that may call it. */
static const struct caller {
    const char *function;
    const char *file;
} callers[] = {
    {"ptrace", "src/core/tracee/ptrace_call.c"},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What the rules had to say about a tree. */
struct findings {
    const char *root;
    unsigned files, complaints;
    char first[512];
};

static void complain(struct findings *findings, const char *file, unsigned line, const char *what,
                     const char *subject)
{
    char text[sizeof(findings->first)];

    snprintf(text, sizeof(text), "%s:%u: %s %s", file, line, what, subject);
    if (findings->complaints++ == 0)
        memcpy(findings->first, text, sizeof(text));
}

static bool matches(const char *pattern, const char *text)
{
    if (*pattern == '*')
        return matches(pattern + 1, text) || (*text != '\0' && matches(pattern, text + 1));
    if (*pattern == '\0')
        return *text == '\0';
    return *pattern == *text && matches(pattern + 1, text + 1);
}

static const struct layer *layer_of(const char *path)
{
    const struct layer *best = NULL;

    for (size_t i = 0; i < COUNT(layers); i++) {
        const char *folder = layers[i].folder;
        if (strncmp(path, folder, strlen(folder)) == 0 &&
            (best == NULL || strlen(folder) > strlen(best->folder)))
            best = &layers[i];
    }
    return best;
}

static void join(char ret_path[PATH_MAX], const char *root, const char *path)
{
    assert_in_range(snprintf(ret_path, PATH_MAX, "%s/%s", root, path), 1, PATH_MAX - 1);
}

/* A path below root with its ".." taken out; false where there is no such file. */
static bool find_file(const char *root, const char *path, char ret_path[PATH_MAX])
{
    char full[PATH_MAX], real[PATH_MAX], real_root[PATH_MAX];
    size_t length;

    join(full, root, path);
    if (realpath(full, real) == NULL || realpath(root, real_root) == NULL)
        return false;
    length = strlen(real_root);
    if (strncmp(real, real_root, length) != 0 || real[length] != '/')
        return false;
    strcpy(ret_path, real + length + 1);
    return true;
}

/* Where an include leads within the tree, as the compiler looks: beside the file, then in src,
 * then in include.  False for a header of the system. */
static bool resolve(const char *root, const char *file, const char *header,
                    char ret_path[PATH_MAX])
{
    const char *folders[] = {file, "src", "include"};
    int lengths[] = {(int)(strrchr(file, '/') - file), 3, 7};
    char path[PATH_MAX];

    for (size_t i = 0; i < COUNT(folders); i++) {
        int length = snprintf(path, sizeof(path), "%.*s/%s", lengths[i], folders[i], header);
        if (length < PATH_MAX && find_file(root, path, ret_path))
            return true;
    }
    return false;
}

static void check_arrow(struct findings *findings, const char *file, unsigned line,
                        const char *header)
{
    char target[PATH_MAX];
    const struct layer *from = layer_of(file), *to;

    if (!resolve(findings->root, file, header, target))
        return;
    to = layer_of(target);
    if (to == from || (to != NULL && strcmp(to->folder, "include/ptop/") == 0))
        return;
    for (size_t i = 0; to != NULL && from->reach[i] != NULL; i++)
        if (strcmp(from->reach[i], to->folder) == 0)
            return;
    complain(findings, file, line, "may not reach", target);
}

static void check_owner(struct findings *findings, const char *file, unsigned line,
                        const char *header)
{
    for (size_t i = 0; i < COUNT(owners); i++) {
        bool is_owner = false;
        if (!matches(owners[i].header, header))
            continue;
        for (size_t j = 0; j < COUNT(owners[i].files) && owners[i].files[j] != NULL; j++)
            is_owner = is_owner || matches(owners[i].files[j], file);
        if (!is_owner)
            complain(findings, file, line, "does not own", header);
    }
}

static void check_calls(struct findings *findings, const char *file, unsigned line,
                        const char *code)
{
    for (size_t i = 0; i < COUNT(callers); i++) {
        size_t length = strlen(callers[i].function);
        for (const char *at = code; (at = strstr(at, callers[i].function)) != NULL; at += length) {
            bool is_word = at == code || !(isalnum((unsigned char)at[-1]) || at[-1] == '_');
            if (is_word && at[length] == '(' && strcmp(file, callers[i].file) != 0)
                complain(findings, file, line, "may not call", callers[i].function);
        }
    }
}

/* Blank out comments and the inside of strings, so that only code speaks. */
static void strip(char *line, bool *in_comment)
{
    bool in_string = false;

    for (char *at = line; *at != '\0'; at++) {
        if (*in_comment) {
            *in_comment = strncmp(at, "*/", 2) != 0;
            at[0] = ' ';
            if (!*in_comment)
                *++at = ' ';
        } else if (in_string) {
            in_string = *at != '"';
            if (*at == '\\' && at[1] != '\0')
                *at++ = ' ';
            if (in_string)
                *at = ' ';
        } else if (*at == '"') {
            in_string = true;
        } else if (strncmp(at, "//", 2) == 0) {
            *at = '\0';
            return;
        } else if (strncmp(at, "/*", 2) == 0) {
            *in_comment = true;
            *at++ = ' ';
            *at = ' ';
        }
    }
}

static void check_line(struct findings *findings, const char *file, unsigned line, char *text,
                       bool *in_comment)
{
    char header[256];

    if (sscanf(text, " # include %*[<\"]%255[^>\"]", header) == 1) {
        check_arrow(findings, file, line, header);
        check_owner(findings, file, line, header);
    }
    strip(text, in_comment);
    check_calls(findings, file, line, text);
}

static void check_file(struct findings *findings, const char *path)
{
    char full[PATH_MAX], *text = NULL;
    size_t capacity = 0;
    bool in_comment = false;
    FILE *file;

    join(full, findings->root, path);
    file = fopen(full, "re");
    assert_non_null(file);
    findings->files++;
    for (unsigned line = 1; getline(&text, &capacity, file) > 0; line++)
        check_line(findings, path, line, text, &in_comment);
    free(text);
    fclose(file);
}

typedef void visit_file(struct findings *findings, const char *path);

/* Every file below folder (relative to the root) whose name ends so. */
static void walk(struct findings *findings, const char *folder, const char *ending,
                 visit_file *visit)
{
    char full[PATH_MAX];
    DIR *dir;

    join(full, findings->root, folder);
    dir = opendir(full);
    if (dir == NULL)
        return;
    for (const struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        char path[PATH_MAX];
        size_t length = strlen(entry->d_name);
        if (entry->d_name[0] == '.')
            continue;
        join(path, folder, entry->d_name);
        if (entry->d_type == DT_DIR)
            walk(findings, path, ending, visit);
        else if (length > strlen(ending) &&
                 strcmp(entry->d_name + length - strlen(ending), ending) == 0)
            visit(findings, path);
    }
    closedir(dir);
}

static struct findings check_tree(const char *root)
{
    static const char *const folders[] = {"include", "src"};
    static const char *const endings[] = {".c", ".h", ".def", ".S"};
    struct findings findings = {.root = root};

    for (size_t i = 0; i < COUNT(folders); i++)
        for (size_t j = 0; j < COUNT(endings); j++)
            walk(&findings, folders[i], endings[j], check_file);
    return findings;
}

static void every_arrow_of_the_tree_runs_downwards(void **state)
{
    struct findings findings = check_tree(PTOP_SOURCE_DIR);

    (void)state;
    assert_in_range(findings.files, 20, 10000);
    if (findings.complaints != 0)
        fail_msg("%u complaints, the first: %s", findings.complaints, findings.first);
}

/* One file added to an innocent tree, and what must be said about it (NULL: nothing). */
static const struct crime {
    const char *path, *text, *complaint;
} crimes[] = {
    {"src/core/base/a.c", "#include \"../tables/t.h\"\n", "a.c:1: may not reach src/core/tables/t.h"},
    {"src/core/tables/a.c", "\n#include \"core/decode/d.h\"\n", "a.c:2: may not reach src/core/decode/d.h"},
    {"src/core/decode/a.c", "#include \"core/tracer/r.h\"\n", "may not reach src/core/tracer/r.h"},
    {"src/core/tracer/a.c", "#include \"core/history/h.h\"\n", "may not reach src/core/history/h.h"},
    {"src/core/inspect/a.c", "#include \"core/tracer/r.h\"\n", "may not reach src/core/tracer/r.h"},
    {"src/core/tracer/a.c", "#include <elfutils/libdwfl.h>\n", "does not own elfutils/libdwfl.h"},
    {"src/core/decode/a.c", "#include <gelf.h>\n", "does not own gelf.h"},
    {"src/core/history/a.c", "#include <core/tracer/r.h>\n", "may not reach src/core/tracer/r.h"},
    {"src/core/filter/a.c", "#include \"core/history/h.h\"\n", "may not reach src/core/history/h.h"},
    {"src/core/session.c", "#include \"tui/app.h\"\n", "may not reach src/tui/app.h"},
    {"src/tui/a.c", "# include \"core/base/b.h\"\n", "may not reach src/core/base/b.h"},
    {"src/batch/a.c", "#include \"core/decode/d.h\"\n", "may not reach src/core/decode/d.h"},
    {"src/main.c", "#include \"core/tracer/r.h\"\n", "may not reach src/core/tracer/r.h"},
    {"include/ptop/a.h", "#include \"core/base/b.h\"\n", "may not reach src/core/base/b.h"},
    {"src/tui/pane.c", "#include <ncurses.h>\n", "does not own ncurses.h"},
    {"src/tui/list.h", "#include <ncursesw/curses.h>\n", "does not own ncursesw/curses.h"},
    {"src/tui/pane.c", "#include <libtsm.h>\n", "does not own libtsm.h"},
    {"src/core/decode/a.c", "#include <uniwidth.h>\n", "does not own uniwidth.h"},
    {"src/core/tracer/a.c", "#include <ptop/session.h>\n", "does not own ptop/session.h"},
    {"src/core/tracer/a.c", "/* x */ if (ptrace(1))\n", "a.c:1: may not call ptrace"},
    {"src/core/tracee/ptrace_call.c", "ptrace(1);\n", NULL},
    {"src/core/tracer/a.c", "/* see\n * ptrace(2) */ my_ptrace(\"ptrace(\"); // ptrace(\n", NULL},
    {"src/core/base/a.c", "#include <unistr.h>\n#include <unistd.h>\n", NULL},
    {"src/core/decode/a.c", "#include \"d.h\"\n#include <ptop/event.h>\n#include <unistd.h>\n", NULL},
    {"src/core/session.c", "#include \"core/tracer/r.h\"\n#include \"core/history/h.h\"\n", NULL},
    {"src/tui/terminal.c", "#include <ncurses.h>\n#include \"app.h\"\n", NULL},
    {"src/main.c", "#include \"tui/app.h\"\n#include \"batch/batch.h\"\n", NULL},
};

static const char *const innocent[] = {
    "include/ptop/event.h", "include/ptop/session.h", "src/core/base/b.h", "src/core/tables/t.h",
    "src/core/decode/d.h",  "src/core/filter/f.h",    "src/core/history/h.h",
    "src/core/tracer/r.h",  "src/tui/app.h",          "src/batch/batch.h",
};

static void write_file(const char *root, const char *path, const char *text)
{
    char full[PATH_MAX];
    FILE *file;

    join(full, root, path);
    for (char *slash = full + strlen(root) + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = '\0';
        assert_true(mkdir(full, 0700) == 0 || errno == EEXIST);
        *slash = '/';
    }
    file = fopen(full, "we");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void remove_file(const char *root, const char *path)
{
    char full[PATH_MAX];

    join(full, root, path);
    unlink(full);
    for (char *slash; (slash = strrchr(full, '/')) - full >= (long)strlen(root);) {
        *slash = '\0';
        rmdir(full);
    }
}

static void every_rule_bites(void **state)
{
    char root[] = "/tmp/ptop-layers-XXXXXX";

    (void)state;
    assert_non_null(mkdtemp(root));
    for (size_t i = 0; i < COUNT(crimes); i++) {
        struct findings findings;
        const char *complaint = crimes[i].complaint;

        for (size_t j = 0; j < COUNT(innocent); j++)
            write_file(root, innocent[j], "");
        write_file(root, crimes[i].path, crimes[i].text);
        findings = check_tree(root);
        remove_file(root, crimes[i].path);
        if (complaint == NULL && findings.complaints != 0)
            fail_msg("%s is innocent, but: %s", crimes[i].path, findings.first);
        if (complaint != NULL && (findings.complaints != 1 || !strstr(findings.first, complaint)))
            fail_msg("%s: wanted one complaint \"%s\", got %u: %s", crimes[i].path, complaint,
                     findings.complaints, findings.first);
    }
    for (size_t j = 0; j < COUNT(innocent); j++)
        remove_file(root, innocent[j]);
}

extern char **environ;

/* Twice in a row, so that the include guard is tried too. */
static void compile_alone(struct findings *findings, const char *path)
{
    char header[PATH_MAX];
    const char *const argv[] = {PTOP_COMPILER, "-fsyntax-only", "-std=gnu11", "-D_GNU_SOURCE",
                                "-I" PTOP_SOURCE_DIR "/include", "-I" PTOP_SOURCE_DIR "/src",
                                "-include", header, "-include", header, "-x", "c", "/dev/null",
                                NULL};
    pid_t pid;
    int status;

    join(header, findings->root, path);
    findings->files++;
    assert_int_equal(posix_spawnp(&pid, argv[0], NULL, NULL, (char *const *)argv, environ), 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    if (status != 0)
        complain(findings, path, 1, "does not compile", "alone");
}

static void every_header_compiles_alone(void **state)
{
    struct findings findings = {.root = PTOP_SOURCE_DIR};

    (void)state;
    walk(&findings, "include", ".h", compile_alone);
    walk(&findings, "src", ".h", compile_alone);
    assert_in_range(findings.files, 15, 1000);
    if (findings.complaints != 0)
        fail_msg("%u headers, the first: %s", findings.complaints, findings.first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_arrow_of_the_tree_runs_downwards),
        cmocka_unit_test(every_rule_bites),
        cmocka_unit_test(every_header_compiles_alone),
    };

    return cmocka_run_group_tests_name("layers", tests, NULL, NULL);
}
