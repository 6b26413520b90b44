/*
 * Requests on words of memory that count: 1, 2, 3…, at one address in all of them.
 *
 * What a request reads is told of any descriptor, what it writes only of one that has answered: a filter
 * makes ioctl on -2 answer 0, whatever the machine has, and nothing is written but what was there.
 */
#ifndef PTOP_TRACEES_IOCTL_WORDS_H
#define PTOP_TRACEES_IOCTL_WORDS_H

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>

#include "cases.h"

#define WORDS_BYTES 0x10000u
#define ANSWERING   (-2)

static inline void *counting_words(void)
{
    uint32_t *words = mmap((void *)0x10001000, WORDS_BYTES, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);

    if (words == MAP_FAILED)
        skip_case("the address is taken");
    for (uint32_t i = 0; i < WORDS_BYTES / 4; i++)
        words[i] = i % 250 + 1;
    return words;
}

/* From now on ioctl(-2, …) is a success. */
static inline void let_all_answer(void)
{
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)ANSWERING, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {sizeof filter / sizeof *filter, filter};

    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) < 0)
        skip_case("no seccomp");
}

/* A case: a request that succeeds, with numbers that count up behind its argument. */
#define ANSWERED(name, options, request, line)                                                     \
    CASE(name)                                                                                     \
    {                                                                                              \
        void *words = counting_words();                                                            \
                                                                                                   \
        let_all_answer();                                                                          \
        expect_under(options, call(SYS_ioctl, ANSWERING, request, words), "ioctl(-2, " line);      \
    }

#endif
