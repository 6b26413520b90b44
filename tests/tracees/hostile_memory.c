/*
 * hostile_memory WHAT: calls whose arguments point where a tracer should be careful.
 *
 *     paths     an openat per kind of address and of string; a write to fd -1 before
 *               each names it
 *     structs   calls that the kernel refuses, with every argument a bad pointer, a
 *               pointer to bytes that are all ones, or all ones itself: lengths
 *               and counts without bound, arrays that contain themselves
 *
 * No call has an effect, whatever it is asked for: fds and ids are invalid.
 */
#include <linux/aio_abi.h>
#include <sys/auxv.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "tracee.h"

#define PAGE            4096
#define HOLE            (-1)
#define LONG_PATH_BYTES (1 << 20)
/* Pointers whose lower half is a negative int: also taken for an fd, they do nothing. */
#define ONES_AT ((char *)0x1ffffd000)

static void expect(const char *name, const void *path, int error)
{
    syscall(SYS_write, -1, name, strlen(name));
    CHECK(syscall(SYS_openat, AT_FDCWD, path, O_RDONLY, 0) == -1);
    CHECK(errno == error);
}

/* Readable pages, then one of another protection, or none at all (HOLE). */
static char *pages_before(void *hint, int pages, int protection)
{
    char *at =
        mmap(hint, (pages + 1) * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    CHECK(at != MAP_FAILED && (hint == NULL || at == hint));
    if (protection == HOLE)
        CHECK(munmap(at + pages * PAGE, PAGE) == 0);
    else
        CHECK(mprotect(at + pages * PAGE, PAGE, protection) == 0);
    return at;
}

static void call_with_paths(void)
{
    char *guarded = pages_before(NULL, 1, PROT_NONE);
    char *endless = pages_before(NULL, LONG_PATH_BYTES / PAGE, PROT_READ);
    char *hidden = pages_before(NULL, 0, PROT_NONE);
    char *edge = pages_before(NULL, 1, HOLE); /* last: nothing else may fill the hole */
    static const char exact[] = "/ends/with/the/page";

    expect("null", NULL, EFAULT);
    expect("low", (void *)1, EFAULT);
    expect("unmapped", edge + PAGE, EFAULT);
    expect("forbidden", hidden, EFAULT);
    expect("noncanonical", (void *)0x8000000000000000, EFAULT);
    expect("kernel", (void *)0xffffffff81000000, EFAULT);
    expect("vsyscall", (void *)0xffffffffff600000, EFAULT);
    expect("all ones", (void *)UINTPTR_MAX, EFAULT);

    memset(edge, 'e', PAGE);
    memset(guarded, 'g', PAGE);
    expect("over the edge", edge + PAGE - 20, EFAULT);
    expect("over the guard", guarded + PAGE - 20, EFAULT);
    strcpy(edge + PAGE - sizeof(exact), exact);
    expect("up to the edge", edge + PAGE - sizeof(exact), ENOENT);
    memset(endless, 'x', LONG_PATH_BYTES);
    expect("endless", endless, ENAMETOOLONG);
    expect("bytes", "/\x1b]0;title\a\n\xff\xfe\x9b", ENOENT);
}

static const int calls[] = {
#define CALL(name) SYS_##name,
#include "hostile_calls.def"
};

/* Every argument a, every argument b, and the two in turns. */
static int call_in_patterns(int number, uintptr_t a, uintptr_t b)
{
    syscall(number, a, a, a, a, a, a);
    syscall(number, b, b, b, b, b, b);
    syscall(number, a, b, a, b, a, b);
    syscall(number, b, a, b, a, b, a);
    return 4;
}

/* An array of a million pointers, all to one string; and one that points to itself. */
static void execute_with_absurd_arguments(void)
{
    size_t count = 1 << 20;
    char **many = mmap(NULL, count * sizeof(*many), PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    char *self[2] = {(char *)self, (char *)self};

    CHECK(many != MAP_FAILED);
    for (size_t i = 0; i < count; i++)
        many[i] = "argument";
    syscall(SYS_execve, "/no/such/program", many, many);
    syscall(SYS_execve, "/no/such/program", self, self);
    syscall(SYS_execve, "/no/such/program", NULL, NULL);
}

/* Well-formed in front, absurd in size. */
static void send_absurd_sizes(void)
{
    char byte = 'b';
    struct iovec pieces[2] = {{&byte, SIZE_MAX}, {&byte, 1}};
    struct msghdr message = {.msg_name = &byte,
                             .msg_namelen = UINT32_MAX,
                             .msg_iov = pieces,
                             .msg_iovlen = SIZE_MAX,
                             .msg_control = &byte,
                             .msg_controllen = SIZE_MAX};

    syscall(SYS_writev, -1, pieces, 2);
    syscall(SYS_writev, -1, pieces, INT32_MAX);
    syscall(SYS_writev, -1, pieces, UINT32_C(1) << 31);
    syscall(SYS_sendmsg, -1, &message, 0);
    syscall(SYS_connect, -1, &byte, UINT32_MAX);
    syscall(SYS_poll, &byte, UINT32_MAX, -1);
    syscall(SYS_select, INT32_MAX, ONES_AT, ONES_AT, ONES_AT, ONES_AT);
}

static void call_with_structs(struct truth *truth)
{
    char *ones = pages_before(ONES_AT, 2, HOLE);
    const uintptr_t pointers[] = {(uintptr_t)ones,
                                  (uintptr_t)ones + 2 * PAGE - 8, /* eight bytes, then the hole */
                                  (uintptr_t)ones + 2 * PAGE,
                                  0xffffffff81000000,
                                  0x80000000fffffff0,
                                  0xfffffff0};

    memset(ones, 0xff, 2 * PAGE);
    for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
        for (size_t p = 0; p < sizeof(pointers) / sizeof(pointers[0]); p++)
            atomic_fetch_add(&truth->count[CALLS_MADE],
                             call_in_patterns(calls[i], pointers[p], UINTPTR_MAX));
    execute_with_absurd_arguments();
    send_absurd_sizes();
}

int main(int argc, char *argv[])
{
    struct truth *truth;

    tracee_begin();
    truth = tracee_truth();
    CHECK(argc == 2);
    if (argv[1][0] == 'p')
        call_with_paths();
    else
        call_with_structs(truth);
    syscall(SYS_write, -1, "end", 3);
    return 0;
}
