#include "compare.h"

#include <assert.h>
#include <ctype.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_SHOWN 12   /* unexplained differences of one run */
#define MOST_EDITS 4000 /* beyond that two logs have nothing to do with each other */

static const struct kind {
    enum { ALWAYS, WHERE_LOOSE, WHERE_NEW, WHERE_NEWER } when; /* by differences.def */
    const char *reason, *strace, *ptop; /* patterns; NULL: no line there */
} kinds[] = {
#define DIFFERENCE(reason, strace, ptop) {ALWAYS, reason, strace, ptop},
#define RACE(reason, strace, ptop) {WHERE_LOOSE, reason, strace, ptop},
#define NEW(reason, strace, ptop) {WHERE_NEW, reason, strace, ptop},
#define NEWER(reason, strace, ptop) {WHERE_NEWER, reason, strace, ptop},
#include "differences.def"
};

#define KIND_COUNT (sizeof kinds / sizeof *kinds)
static regex_t strace_patterns[KIND_COUNT], ptop_patterns[KIND_COUNT];
static_assert(KIND_COUNT <= COMPARE_MOST_KINDS, "compare.h");

/* Two logs that are being compared, and what came of it. */
struct run {
    bool is_loose;
    struct comparison *sum;
    size_t shown; /* unexplained differences that were printed */
};

static void compile_kinds(void)
{
    static bool is_done;

    for (size_t i = 0; i < KIND_COUNT && !is_done; i++) {
        if ((kinds[i].strace && regcomp(&strace_patterns[i], kinds[i].strace, REG_EXTENDED)) ||
            (kinds[i].ptop && regcomp(&ptop_patterns[i], kinds[i].ptop, REG_EXTENDED))) {
            printf("differences.def: no pattern: %s\n", kinds[i].reason);
            exit(2);
        }
    }
    is_done = true;
}

static bool fits(const char *pattern, const regex_t *compiled, const char *line)
{
    if (!pattern || !line)
        return !pattern && !line;
    return regexec(compiled, line, 0, NULL, 0) == 0;
}

/* ---- what strace does not know --------------------------------------------------------- */

/* A number, also one with "F_???" in a comment, an address, bytes, "...": how long what says nothing
 * is; 0: it says something. */
static size_t unknown_length(const char *line, const char *at)
{
    bool is_start = at == line || (!isalnum((unsigned char)at[-1]) && at[-1] != '_');
    const char *end;
    size_t length = 0;

    if (strncmp(at, "...", 3) == 0)
        return 3;
    if (strncmp(at, "\"\\x", 3) == 0)
        return (end = strchr(at + 1, '"')) ? (size_t)(end - at) + 1 : strlen(at);
    if (strncmp(at, "\\x", 2) == 0)
        return 2 + strspn(at + 2, "0123456789abcdef");
    if (!is_start)
        return 0;
    if (strncmp(at, "ADDR", 4) == 0)
        length = 4;
    else if (strncmp(at, "0x", 2) == 0)
        length = 2 + strspn(at + 2, "0123456789abcdef");
    else if (*at == 'N' && !isalnum((unsigned char)at[1]) && at[1] != '_')
        length = 1;
    else
        length = strspn(at, "0123456789");
    if (length && strncmp(at + length, " /* ", 4) == 0 && (end = strstr(at + length, " */")) &&
        strncmp(end - 3, "???", 3) == 0)
        length = (size_t)(end - at) + 3;
    return length;
}

/* All that strace's line says stands in ptop's, too, in its order. */
static bool knows_no_less(const char *strace, const char *ptop)
{
    for (const char *at = strace, *begin; *at;) {
        size_t skip = unknown_length(strace, at);
        const char *found;

        if (skip > 0) {
            at += skip;
            continue;
        }
        for (begin = at; *at && unknown_length(strace, at) == 0;)
            at++;
        if (!(found = memmem(ptop, strlen(ptop), begin, (size_t)(at - begin))))
            return false;
        ptop = found + (at - begin);
    }
    return true;
}

/* ---- one difference ------------------------------------------------------------------ */

/* Either line may be NULL: the other tracer has none. */
static void differ(const char *strace, const char *ptop, struct run *run)
{
    for (size_t i = 0; i < KIND_COUNT; i++) {
        if ((run->is_loose || kinds[i].when != WHERE_LOOSE) &&
            fits(kinds[i].strace, &strace_patterns[i], strace) &&
            fits(kinds[i].ptop, &ptop_patterns[i], ptop) &&
            (kinds[i].when != WHERE_NEWER || knows_no_less(strace, ptop))) {
            run->sum->kinds[i]++;
            run->sum->explained++;
            run->sum->races += kinds[i].when == WHERE_LOOSE;
            run->sum->newer += kinds[i].when == WHERE_NEW || kinds[i].when == WHERE_NEWER;
            return;
        }
    }
    run->sum->unexplained++;
    if (run->shown++ >= MOST_SHOWN)
        return;
    if (strace)
        printf("    - %s\n", strace);
    if (ptop)
        printf("    + %s\n", ptop);
}

static size_t name_length(const char *line)
{
    return strcspn(line, "(<:{"); /* of a call, a signal, a message */
}

static bool same_call(const char *a, const char *b)
{
    if (strstr(a, "syscall_0x")) /* one that strace does not know may be any */
        return true;
    return name_length(a) == name_length(b) && strncmp(a, b, name_length(a)) == 0;
}

/* Lines of one place: those of the same call belong together. */
static void differ_run(char **a, size_t a_count, char **b, size_t b_count, struct run *run)
{
    size_t next = 0;

    for (size_t i = 0; i < a_count; i++) {
        size_t j = next;
        while (j < b_count && !same_call(a[i], b[j]))
            j++;
        if (j == b_count) {
            differ(a[i], NULL, run);
            continue;
        }
        for (; next < j; next++)
            differ(NULL, b[next], run);
        differ(a[i], b[next++], run);
    }
    for (; next < b_count; next++)
        differ(NULL, b[next], run);
}

/* ---- two lists of lines: the shortest way from one to the other (Myers) ----------------- */

struct way {
    int *reached[MOST_EDITS + 1]; /* of each number of edits: how far on each diagonal */
    size_t edits;
};

static bool find_way(char **a, int n, char **b, int m, struct way *way)
{
    for (int d = 0; d <= MOST_EDITS; d++) {
        int *now = way->reached[d] = malloc((2 * (size_t)d + 1) * sizeof(int));
        const int *before = d ? way->reached[d - 1] : NULL;

        for (int k = -d; k <= d; k += 2) {
            int x = 0;
            if (d > 0) {
                int right = k > -d ? before[k - 1 + d - 1] + 1 : -1;
                int down = k < d ? before[k + 1 + d - 1] : -1;
                x = down > right - 1 && k != d && (k == -d || down >= right) ? down : right;
            }
            int y = x - k;
            while (x < n && y < m && y >= 0 && strcmp(a[x], b[y]) == 0)
                x++, y++;
            now[k + d] = x;
            if (x >= n && y >= m) {
                way->edits = (size_t)d;
                return true;
            }
        }
    }
    return false;
}

/* Marks the lines that both have. */
static void walk_back(const struct way *way, int n, int m, bool *a_same, bool *b_same)
{
    int x = n, y = m;

    for (int d = (int)way->edits; d > 0; d--) {
        const int *before = way->reached[d - 1];
        int k = x - y;
        int right = k > -d ? before[k - 1 + d - 1] + 1 : -1;
        int down = k < d ? before[k + 1 + d - 1] : -1;
        bool came_down = down > right - 1 && k != d && (k == -d || down >= right);
        int from_x = came_down ? down : right - 1, from_k = came_down ? k + 1 : k - 1;
        int start_x = came_down ? down : right;

        while (x > start_x) {
            a_same[--x] = true;
            b_same[--y] = true;
        }
        x = from_x;
        y = from_x - from_k;
    }
    while (x > 0 && y > 0) {
        a_same[--x] = true;
        b_same[--y] = true;
    }
}

static void compare_lines(char **a, size_t n, char **b, size_t m, struct run *run)
{
    static struct way way;
    bool *a_same = calloc(n + 1, 1), *b_same = calloc(m + 1, 1);
    size_t i = 0, j = 0;

    if (find_way(a, (int)n, b, (int)m, &way))
        walk_back(&way, (int)n, (int)m, a_same, b_same);
    while (i < n || j < m) {
        size_t a_from = i, b_from = j;

        while (i < n && !a_same[i])
            i++;
        while (j < m && !b_same[j])
            j++;
        differ_run(a + a_from, i - a_from, b + b_from, j - b_from, run);
        while (i < n && j < m && a_same[i] && b_same[j]) {
            run->sum->same++;
            i++, j++;
        }
    }
    run->sum->lines += n;
}

/* ---- logs --------------------------------------------------------------------------- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Each line once, of all processes. */
static size_t all_lines(const struct log *log, char ***ret_lines)
{
    size_t count = 0, kept = 0;
    char **lines;

    for (size_t i = 0; i < log->count; i++)
        count += log->processes[i].count;
    lines = malloc((count + 1) * sizeof *lines);
    count = 0;
    for (size_t i = 0; i < log->count; i++)
        for (size_t j = 0; j < log->processes[i].count; j++)
            lines[count++] = log->processes[i].lines[j];
    qsort(lines, count, sizeof *lines, by_text);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || strcmp(lines[i], lines[kept - 1]) != 0)
            lines[kept++] = lines[i];
    *ret_lines = lines;
    return kept;
}

void compare_logs(const struct log *strace, const struct log *ptop, bool is_loose,
                  struct comparison *sum)
{
    struct run run = {is_loose, sum, 0};

    compile_kinds();
    if (is_loose) {
        char **a, **b;
        size_t n = all_lines(strace, &a), m = all_lines(ptop, &b);
        compare_lines(a, n, b, m, &run);
        return;
    }
    for (size_t i = 0; i < strace->count || i < ptop->count; i++) {
        static const struct log_process nobody;
        const struct log_process *a = i < strace->count ? &strace->processes[i] : &nobody;
        const struct log_process *b = i < ptop->count ? &ptop->processes[i] : &nobody;
        compare_lines(a->lines, a->count, b->lines, b->count, &run);
    }
}

void compare_add(struct comparison *sum, const struct comparison *other)
{
    sum->lines += other->lines;
    sum->same += other->same;
    sum->explained += other->explained;
    sum->unexplained += other->unexplained;
    sum->races += other->races;
    sum->newer += other->newer;
    for (size_t i = 0; i < KIND_COUNT; i++)
        sum->kinds[i] += other->kinds[i];
}

void compare_print_kinds(const struct comparison *sum)
{
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (sum->kinds[i])
            printf("  %5zu  %s\n", sum->kinds[i], kinds[i].reason);
}
