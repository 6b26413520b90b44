/* Runs the cases of a program, each in a child of its own. */
#include "../cases.h"

#include <ftw.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define EXPECTATIONS_FD 9
#define CASE_SECONDS    20
#define MEMORY_BYTES    (4u << 20)
#define PAGE            4096u

static struct test_case *first_case, **last_case = &first_case;
static const char *case_name;
static char said[1 << 16]; /* expectations, written when the case is over */
static size_t said_bytes;
static char scratch_folder[64];

void case_add(struct test_case *test_case)
{
    *last_case = test_case;
    last_case = &test_case->next;
}

/* ---- calls -------------------------------------------------------------------- */

long call_raw(long number, const long args[static 6])
{
    register long r10 __asm__("r10") = args[3];
    register long r8 __asm__("r8") = args[4];
    register long r9 __asm__("r9") = args[5];
    long result;

    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(args[0]), "S"(args[1]), "d"(args[2]), "r"(r10), "r"(r8),
                       "r"(r9)
                     : "rcx", "r11", "memory");
    return result;
}

long call_i386_raw(long number, const long args[static 6])
{
    register const long *at __asm__("r12") = args; /* neither rbx nor rbp, which it loads */
    long result;

    __asm__ volatile("push %%rbp\n\t"
                     "push %%rbx\n\t"
                     "mov 0(%[args]), %%ebx\n\t"
                     "mov 40(%[args]), %%ebp\n\t"
                     "int $0x80\n\t"
                     "pop %%rbx\n\t"
                     "pop %%rbp"
                     : "=a"(result)
                     : "a"(number), "c"(args[1]), "d"(args[2]), "S"(args[3]), "D"(args[4]),
                       [args] "r"(at)
                     : "r8", "r9", "r10", "r11", "memory");
    return (int)result;
}

/* ---- what is expected ------------------------------------------------------------ */

static void say(const char *options, const char *end, const char *format, va_list list)
{
    char line[16384];
    int length = vsnprintf(line, sizeof line, format, list);

    if (length < 0 || (size_t)length >= sizeof line)
        abort();
    said_bytes += (size_t)snprintf(said + said_bytes, sizeof said - said_bytes, "%s\t%s\t%s%s\n",
                                   case_name, options, line, end);
    if (said_bytes >= sizeof said)
        abort();
}

void expect_under(const char *options, long result, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    say(options, text(") = %s", outcome(result)), format, list);
    va_end(list);
}

void expect_shown(const char *options, const char *result, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    say(options, text(") = %s", result), format, list);
    va_end(list);
}

void expect_line(const char *options, const char *format, ...)
{
    va_list list;

    va_start(list, format);
    say(options, "", format, list);
    va_end(list);
}

void skip_case(const char *why)
{
    dprintf(EXPECTATIONS_FD, "%s\tskip\t%s\n", case_name, why);
    _exit(0);
}

/* ---- texts ------------------------------------------------------------------------ */

const char *text(const char *format, ...)
{
    va_list list;
    char *result;

    va_start(list, format);
    if (vasprintf(&result, format, list) < 0)
        abort();
    va_end(list);
    return result;
}

static const char *quote(const unsigned char *bytes, size_t length, bool is_cut)
{
    static const char letters[] = "\tt\nn\vv\ff\rr\"\"\\\\";
    char *result = malloc(4 * length + 6), *at = result;

    *at++ = '"';
    for (size_t i = 0; i < length; i++) {
        const char *letter = bytes[i] ? strchr(letters, bytes[i]) : NULL;
        bool is_digit_next = i + 1 < length && bytes[i + 1] >= '0' && bytes[i + 1] <= '7';

        if (letter && (letter - letters) % 2 == 0)
            at += sprintf(at, "\\%c", letter[1]);
        else if (bytes[i] >= ' ' && bytes[i] < 0x7f && bytes[i] != '"' && bytes[i] != '\\')
            *at++ = (char)bytes[i];
        else
            at += sprintf(at, is_digit_next ? "\\%03o" : "\\%o", bytes[i]);
    }
    strcpy(at, is_cut ? "\"..." : "\"");
    return result;
}

const char *quoted(const char *string)
{
    return quote((const unsigned char *)string, strlen(string), false);
}

const char *quoted_bytes(const void *bytes, size_t length)
{
    return quote(bytes, length < 32 ? length : 32, length > 32);
}

const char *address(const void *pointer)
{
    return pointer ? text("%#lx", (unsigned long)pointer) : "NULL";
}

const char *outcome(long result)
{
    if (result >= 0 || result < -4095)
        return text("%ld", result);
    return text("-1 %s (%s)", strerrorname_np((int)-result), strerror((int)-result));
}

/* ---- memory and files ----------------------------------------------------------- */

void *at_page_end(const void *bytes, size_t length)
{
    size_t size = (length + PAGE - 1) / PAGE * PAGE;
    char *pages = mmap(NULL, size + PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                       0);

    if (pages == MAP_FAILED || munmap(pages + size, PAGE) < 0)
        abort();
    /* What another mapping may take must stay a hole. */
    if (mmap(pages + size, PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) ==
        MAP_FAILED)
        abort();
    if (munmap(pages + size, PAGE) < 0)
        abort();
    return memcpy(pages + size - length, bytes, length);
}

void *unreadable(void)
{
    char nothing = 0;

    return (char *)at_page_end(&nothing, 1) + 1;
}

void *low_memory(size_t length)
{
    static char *pages;
    static size_t used;
    size_t size = (length + 15) / 16 * 16;

    if (!pages)
        pages = mmap(NULL, MEMORY_BYTES, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
    if (pages == MAP_FAILED || used + size > MEMORY_BYTES)
        abort();
    used += size;
    return pages + used - size;
}

const char *scratch(const char *name)
{
    if (!scratch_folder[0]) {
        strcpy(scratch_folder, "/tmp/ptop-case-XXXXXX");
        if (!mkdtemp(scratch_folder))
            abort();
    }
    return text("%s/%s", scratch_folder, name);
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    return remove(path);
}

/* ---- running ------------------------------------------------------------------------ */

static void finish(void)
{
    size_t done = fcntl(EXPECTATIONS_FD, F_GETFD) < 0 ? said_bytes : 0; /* nobody wants to know */

    while (done < said_bytes) {
        ssize_t wrote = write(EXPECTATIONS_FD, said + done, said_bytes - done);
        if (wrote <= 0)
            break;
        done += (size_t)wrote;
    }
    if (scratch_folder[0])
        nftw(scratch_folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* Memory of its own, but the parent stands still until it ends: no call of another process comes between
 * those of the case. */
static void run_in_child(const struct test_case *test_case)
{
    int status;
    pid_t pid = (pid_t)syscall(SYS_clone, CLONE_VFORK | SIGCHLD, NULL, NULL, NULL, NULL);

    if (pid == 0) {
        case_name = test_case->name;
        alarm(CASE_SECONDS);
        test_case->run();
        finish();
        _exit(0);
    }
    if (pid < 0 || waitpid(pid, &status, 0) != pid)
        abort();
    if (status != 0)
        dprintf(EXPECTATIONS_FD, "%s\tfailed\tended with status %#x\n", test_case->name,
                (unsigned)status);
}

static bool is_wanted(const struct test_case *test_case, char **names)
{
    if (!*names)
        return true;
    for (; *names; names++)
        if (strcmp(*names, test_case->name) == 0)
            return true;
    return false;
}

int main(int argc, char **argv)
{
    bool lists = argc > 1 && strcmp(argv[1], "--list") == 0;

    umask(022);
    for (struct test_case *test_case = first_case; test_case; test_case = test_case->next) {
        if (lists)
            puts(test_case->name);
        else if (is_wanted(test_case, argv + 1))
            run_in_child(test_case);
    }
    return 0;
}
