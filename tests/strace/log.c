#include "log.h"

#include <regex.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "place.h"

/* ---- replacing ------------------------------------------------------------------- */

/* What is found becomes the word; "\1" in it is the first group. */
struct replacement {
    unsigned wobbles; /* only with one of these; 0: always */
    const char *pattern, *word;
};

#define IN_QUOTES "([^\"\\]|\\\\.)*"
#define QUOTED    "\"" IN_QUOTES "\""

static const struct replacement replacements[] = {
    /* padding */
    {WOBBLE_COLUMNS, "\\) +=", ") ="},
    {WOBBLE_TABLE, "^ *[0-9.]+ +[0-9.]+ +([0-9]+|PID) ", "TIME "},
    {WOBBLE_CLOCK, "^[0-9:]+(\\.[0-9]+)?( \\(\\+ +[0-9.]+\\))? ", "TIME "},
    {WOBBLE_CLOCK, "^ *\\(?\\+? *[0-9]+\\.[0-9]+\\)? ", "TIME "},
    {WOBBLE_PC, "\\[[0-9a-f]{16}\\] ", "[PC] "},
    {WOBBLE_DURATION, " <[0-9]+\\.[0-9]+>$", " <TIME>"},
    /* times */
    {0, "tv_(n|u)?sec=-?[0-9]+", "tv_\\1sec=TIME"},
    {0, "TIME /\\* [^*]*\\*/", "TIME"},
    {0, "((msg|shm|sem)_[a-z]time)=[0-9]+", "\\1=TIME"},
    {0, "(_[amcb]time(_nsec)?)=[0-9]+( /\\* [^*]*\\*/)?", "\\1=TIME"},
    {0, "(tms_[a-z]+)=[0-9]+", "\\1=TIME"},
    {0, "(time\\(.*\\)) = [0-9]+.*", "\\1 = TIME"},
    {0, "(times|getrusage|sysinfo|clock_gettime|gettimeofday|adjtimex|clock_adjtime)\\(.*", "\\1(N"},
    {0, "(si_[us]time)=[0-9]+( /\\*[^*]*\\*/)?", "\\1=TIME"},
    {0, "(ru_[a-z]+)=(\\{[^}]*\\}|[0-9]+)", "\\1=N"},
    /* files that are made anew for each run, and what the kernel numbers */
    {0, "(st_ino|stx_ino|d_ino)=[0-9]+", "\\1=N"},
    {0, "d_off=[0-9]+", "d_off=N"},
    {0, "(st_blocks|stx_blocks|f_bfree|f_bavail|f_ffree)=[0-9]+", "\\1=N"},
    {0, "(pipe|socket|anon_inode):\\[[0-9]+\\]", "\\1:[N]"},
    {0, "((TCP|UDP|UNIX|NETLINK|TCPv6|UDPv6|UNIX-STREAM|UNIX-DGRAM)[^:>]*):\\[[^]>]*\\]+", "\\1:[N]"},
    {0, "getcpu\\(\\[[0-9]+\\]", "getcpu([N]"},
    {0, "(key[_a-z]*\\(.*)\\) = [0-9]{5,}", "\\1) = KEY"},
    {0, "(key[_a-z]*\\(.*, )[0-9]{5,}", "\\1KEY"},
    {0, "si_ino=[0-9]+|inode=[0-9]+", "inode=N"},
    {0, "nl_pid=-?[0-9]+", "nl_pid=N"},
    {0, "sin6?_port=htons\\([0-9]+\\)", "port=N"},
    {0, "getrandom\\(\"[^\"]*\"(\\.\\.\\.)?", "getrandom(N"},
    {0, "/proc/[0-9]+", "/proc/N"},
    {0, " /\\* [0-9]{4}-[0-9]{2}-[0-9]{2}T[^*]*\\*/", ""},
    {0, "(ptop|\\\\x70\\\\x74\\\\x6f\\\\x70)(-case-|\\\\x2d\\\\x63\\\\x61\\\\x73\\\\x65\\\\x2d)(\\\\x[0-9a-f]{2}){6}", "CASE"},
    {0, "(/tmp/cc|/\\.git/t|/sed|/tmp/ptop-case-)[A-Za-z0-9]{6}", "\\1N"}, /* mkstemp(3) */
    {0, "((shm|msg|sem)get\\(.*\\)) = [0-9]+", "\\1 = ID"},
    {0, "((shm|msg|sem)[a-z]+\\()[0-9]{2,}", "\\1ID"},
    {0, "tmp_obj_[A-Za-z0-9]{6}", "tmp_obj_N"},
    {0, "(read\\([^,]*), " QUOTED ", 8\\) = 8", "\\1, RANDOM, 8) = 8"},
    {0, "(write\\([^,]*), \"DIRC" IN_QUOTES "\"(\\.\\.\\.)?", "\\1, \"DIRC\""}, /* git's index holds times */
    {0, "(write\\([^,]*), " QUOTED ", 20\\) = 20", "\\1, SUM, 20) = 20"}, /* and its sum */
    /* the layout of memory */
    {0, "0x[0-9a-f]{6,}", "ADDR"},
    {WOBBLE_BYTES, "((read|write)[v0-9]*\\([^,]*), (" QUOTED "(\\.\\.\\.)?|\\[\\{.*\\}\\])", "\\1, BYTES"},
    {WOBBLE_SCHEDULING, "(0x[0-9a-f]+|[0-9]+)", "N"},
};

#define REPLACEMENT_COUNT (sizeof replacements / sizeof *replacements)

static regex_t compiled[REPLACEMENT_COUNT];

static void compile_all(void)
{
    static bool is_done;

    for (size_t i = 0; i < REPLACEMENT_COUNT && !is_done; i++)
        if (regcomp(&compiled[i], replacements[i].pattern, REG_EXTENDED) != 0)
            abort();
    is_done = true;
}

static void put(char **at, const char *bytes, size_t length)
{
    memcpy(*at, bytes, length);
    *at += length;
}

static char *replace_all(char *line, const struct replacement *with)
{
    const regex_t *pattern = &compiled[with - replacements];
    regmatch_t match[2];
    const char *rest = line;
    char *result, *at;
    int flags = 0;

    if (regexec(pattern, line, 0, NULL, 0) != 0)
        return line;
    at = result = malloc(2 * strlen(line) + 1024);
    while (regexec(pattern, rest, 2, match, flags) == 0 && match[0].rm_eo > 0) {
        put(&at, rest, (size_t)match[0].rm_so);
        for (const char *word = with->word; *word; word++) {
            if (*word != '\\')
                put(&at, word, 1);
            else if (word++, match[1].rm_so >= 0)
                put(&at, rest + match[1].rm_so, (size_t)(match[1].rm_eo - match[1].rm_so));
        }
        rest += match[0].rm_eo;
        flags = REG_NOTBOL;
    }
    strcpy(at, rest);
    return result;
}

static char *normal(char *line, unsigned wobbles)
{
    for (size_t i = 0; i < REPLACEMENT_COUNT; i++)
        if (!replacements[i].wobbles || replacements[i].wobbles & wobbles)
            line = replace_all(line, &replacements[i]);
    return line;
}

/* ---- processes --------------------------------------------------------------------- */

static struct log_process *process_of(struct log *log, long pid)
{
    for (size_t i = 0; i < log->count; i++)
        if (log->processes[i].pid == pid)
            return &log->processes[i];
    log->processes = realloc(log->processes, (log->count + 1) * sizeof *log->processes);
    log->processes[log->count] = (struct log_process){.pid = pid};
    return &log->processes[log->count++];
}

static void add_line(struct log_process *process, char *line)
{
    if (process->count == process->room) {
        process->room = process->room ? 2 * process->room : 256;
        process->lines = realloc(process->lines, process->room * sizeof *process->lines);
    }
    process->lines[process->count++] = line;
}

static bool ends_with(const char *line, const char *end)
{
    size_t length = strlen(line), end_length = strlen(end);

    return length >= end_length && strcmp(line + length - end_length, end) == 0;
}

/* The end of the call that the process's last line began; NULL where it is no such line. */
static const char *resumed(const char *line)
{
    static const char word[] = " resumed>";
    const char *at = strncmp(line, "<... ", 5) == 0 ? strstr(line, word) : NULL;

    return at ? at + strlen(word) : NULL;
}

static bool join(struct log_process *process, const char *line)
{
    static const char unfinished[] = "<unfinished ...>";
    const char *rest = resumed(line);

    if (!rest)
        return false;
    for (size_t i = process->count; i-- > 0;) { /* signals may stand between */
        char *begin = process->lines[i];
        size_t length = strlen(begin);

        if (!ends_with(begin, unfinished))
            continue;
        length -= strlen(unfinished);
        if (length > 0 && begin[length - 1] == ' ') /* the blank before the word */
            length--;
        if (asprintf(&process->lines[i], "%.*s%s", (int)length, begin, rest) < 0)
            abort();
        return true;
    }
    return false;
}

static bool resume_without_pid(struct log_process *process, const char *rest)
{
    char *line;

    if (asprintf(&line, "<... call resumed>%s", rest) < 0)
        abort();
    return join(process, line);
}

/* Time, number and program counter stand before "<... read resumed>", too. */
static char *behind_prefix(char *line)
{
    char *at = strstr(line, "<... ");

    return at && (size_t)(at - line) == strspn(line, "0123456789abcdef:.[]() +") ? at : line;
}

/* Decimal or hexadecimal. */
static size_t number_length(const char *text)
{
    bool is_hex = text[0] == '0' && text[1] == 'x';

    return is_hex ? 2 + strspn(text + 2, "0123456789abcdef") : strspn(text, "0123456789");
}

static bool is_chosen(long number)
{
    return number >= PLACE_FIRST_PID && number <= PLACE_LAST_PID;
}

/* A number that stands alone. */
static char *name_pids(char *line, const struct log *log, unsigned wobbles)
{
    char *result = malloc(4 * strlen(line) + 64), *at = result;

    for (const char *next = line; *next;) {
        size_t digits = number_length(next);
        long number = digits > 0 && digits < 10 ? strtol(next, NULL, 0) : 0;
        bool is_alone = (next == line || !strchr("0123456789abcdefx.", next[-1])) && digits > 1;
        size_t i = 0;

        bool may_be_pid = is_alone && number > 0;
        if (may_be_pid && wobbles & WOBBLE_PIDS) {
            if (is_chosen(number))
                at += sprintf(at, "PID");
            else
                put(&at, next, digits);
            next += digits;
            continue;
        }
        while (may_be_pid && i < log->count && log->processes[i].pid != number)
            i++;
        if (may_be_pid && i < log->count)
            at += sprintf(at, "PID%zu", i);
        else if (may_be_pid && number == log->tracer)
            at += sprintf(at, "TRACER");
        else
            put(&at, next, digits ? digits : 1);
        next += digits ? digits : 1;
    }
    *at = '\0';
    return result;
}

/* In the order of their birth, whoever spoke first. */
static int by_pid(const void *a, const void *b)
{
    long first = ((const struct log_process *)a)->pid, second = ((const struct log_process *)b)->pid;

    return (first > second) - (first < second);
}

/* "123 " or "[pid 123] " at the beginning; 0: neither. */
static long take_pid(char **line, unsigned wobbles)
{
    bool is_bracketed = strncmp(*line, "[pid ", 5) == 0;
    char *end;
    long pid = strtol(*line + (is_bracketed ? 5 : 0), &end, 10);

    if (*end != (is_bracketed ? ']' : ' ') || pid <= 0 || (wobbles & WOBBLE_PIDS && !is_chosen(pid)))
        return 0;
    end += is_bracketed;
    *line = end + strspn(end, " ");
    return pid;
}

struct log *log_read(const char *path, long tracer, unsigned wobbles)
{
    struct log *log = calloc(1, sizeof *log);
    FILE *file = fopen(path, "r");
    long last_pid = 0; /* whose line came before */
    size_t size = 0;
    char *line = NULL;

    if (!file || !log)
        exit(2);
    compile_all();
    log->tracer = tracer;
    while (getline(&line, &size, file) > 0) {
        struct log_process *process;
        char *text = line;
        long pid = take_pid(&text, wobbles);
        bool has_pid = pid > 0;

        text[strcspn(text, "\n")] = '\0';
        text = strdup(text);
        /* With -z strace 6.1 ends a line that was interrupted on one without a pid. */
        if (!has_pid && last_pid && resume_without_pid(process_of(log, last_pid), text))
            continue;
        last_pid = has_pid ? pid : 0;
        process = process_of(log, last_pid);
        if (wobbles & WOBBLE_CHILDREN && strstr(text, "--- SIGCHLD"))
            continue;
        if (!join(process, behind_prefix(text)))
            add_line(process, text);
    }
    fclose(file);
    qsort(log->processes, log->count, sizeof *log->processes, by_pid);
    for (size_t i = 0; i < log->count; i++)
        for (size_t j = 0; j < log->processes[i].count; j++) {
            char **one = &log->processes[i].lines[j];
            *one = normal(name_pids(*one, log, wobbles), wobbles);
        }
    return log;
}
