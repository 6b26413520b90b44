/* Futexes, and what threads register. */
#include <linux/futex.h>
#include <time.h>

#include "room.h"

CASE(futex_waits)
{
    PUT(0, struct timespec, 1, -2);
    expect(call(SYS_futex, 0, FUTEX_WAIT, 5, 0), "futex(NULL, FUTEX_WAIT, 5, NULL");
    expect(call(SYS_futex, 1, FUTEX_WAIT | FUTEX_PRIVATE_FLAG, -1, AT(0)), "futex(0x1, FUTEX_WAIT_PRIVATE, 4294967295, {tv_sec=1, tv_nsec=18446744073709551614}");
    expect(call(SYS_futex, 1, FUTEX_WAIT, 5, HOLE), "futex(0x1, FUTEX_WAIT, 5, 0x10002000");
    expect(call(SYS_futex, 1, FUTEX_WAIT | FUTEX_CLOCK_REALTIME, 5, HOLE), "futex(0x1, FUTEX_WAIT|FUTEX_CLOCK_REALTIME, 5, 0x10002000");
    expect(call(SYS_futex, 1, FUTEX_WAIT_BITSET, 5, AT(0), 0x77, 0x1f), "futex(0x1, FUTEX_WAIT_BITSET, 5, {tv_sec=1, tv_nsec=18446744073709551614}, 0x1f");
    expect(call(SYS_futex, 1, FUTEX_WAIT_BITSET_PRIVATE | FUTEX_CLOCK_REALTIME, 5, 0, 0, -1), "futex(0x1, FUTEX_WAIT_BITSET_PRIVATE|FUTEX_CLOCK_REALTIME, 5, NULL, FUTEX_BITSET_MATCH_ANY");
    expect(call(SYS_futex, 1, FUTEX_LOCK_PI_PRIVATE, 5, AT(0), 6, 7), "futex(0x1, FUTEX_LOCK_PI_PRIVATE, {tv_sec=1, tv_nsec=18446744073709551614}");
    expect(call(SYS_futex, 1, 13, 5, AT(0), 6, 7), "futex(0x1, FUTEX_LOCK_PI2, {tv_sec=1, tv_nsec=18446744073709551614}");
    expect(call(SYS_futex, 1, FUTEX_WAIT_REQUEUE_PI_PRIVATE, 5, AT(0), 0x20, 7), "futex(0x1, FUTEX_WAIT_REQUEUE_PI_PRIVATE, 5, {tv_sec=1, tv_nsec=18446744073709551614}, 0x20");
}

CASE(futex_wakes)
{
    expect(call(SYS_futex, 1, FUTEX_WAKE_PRIVATE, 0x7fffffff, 1, 2, 3), "futex(0x1, FUTEX_WAKE_PRIVATE, 2147483647");
    expect(call(SYS_futex, 1, FUTEX_WAKE, -1), "futex(0x1, FUTEX_WAKE, 4294967295");
    expect(call(SYS_futex, 1, FUTEX_FD, 1, 2), "futex(0x1, FUTEX_FD, 1");
    expect(call(SYS_futex, 1, FUTEX_REQUEUE, 1, 2, 0x20, 3), "futex(0x1, FUTEX_REQUEUE, 1, 2, 0x20");
    expect(call(SYS_futex, 1, FUTEX_CMP_REQUEUE_PRIVATE, 1, 0x7fffffff, 0x20, 3), "futex(0x1, FUTEX_CMP_REQUEUE_PRIVATE, 1, 2147483647, 0x20, 3");
    expect(call(SYS_futex, 1, FUTEX_WAKE_BITSET, 1, 2, 3, -1), "futex(0x1, FUTEX_WAKE_BITSET, 1, FUTEX_BITSET_MATCH_ANY");
    expect(call(SYS_futex, 1, FUTEX_WAKE_BITSET_PRIVATE, 1, 2, 3, 0xf), "futex(0x1, FUTEX_WAKE_BITSET_PRIVATE, 1, 0xf");
    expect(call(SYS_futex, 1, FUTEX_UNLOCK_PI_PRIVATE, 1, 2), "futex(0x1, FUTEX_UNLOCK_PI_PRIVATE");
    expect(call(SYS_futex, 1, FUTEX_TRYLOCK_PI, 1, 2), "futex(0x1, FUTEX_TRYLOCK_PI");
    expect(call(SYS_futex, 1, FUTEX_CMP_REQUEUE_PI, 1, 2, 0x20, 4), "futex(0x1, FUTEX_CMP_REQUEUE_PI, 1, 2, 0x20, 4");
    expect(call(SYS_futex, 1, FUTEX_WAKE | FUTEX_CLOCK_REALTIME, 1), "futex(0x1, 0x101 /* FUTEX_??? */, 1");
    expect(call(SYS_futex, 1, 0xbad, 1, 2, 3, 4), "futex(0x1, 0xbad /* FUTEX_??? */, 1, 0x2, 0x3, 0x4");
    expect(call(SYS_futex, 1, 14, 1, 2, 3, 4), "futex(0x1, 0xe /* FUTEX_??? */, 1, 0x2, 0x3, 0x4");
    expect(call(SYS_futex, 1, 14 | FUTEX_PRIVATE_FLAG, 1, 2, 3, 4), "futex(0x1, 0x8e /* FUTEX_??? */, 1, 0x2, 0x3, 0x4");
    expect(call(SYS_futex, 1, FUTEX_WAKE | 0x200, 1, 2, 3, 4), "futex(0x1, 0x201 /* FUTEX_??? */, 1");
}

CASE(futex_wake_op)
{
    expect(call(SYS_futex, 1, FUTEX_WAKE_OP, 1, 2, 0x20, FUTEX_OP(FUTEX_OP_SET, 0xfff, FUTEX_OP_CMP_EQ, 0)), "futex(0x1, FUTEX_WAKE_OP, 1, 2, 0x20, FUTEX_OP_SET<<28|0xfff<<12|FUTEX_OP_CMP_EQ<<24|0");
    expect(call(SYS_futex, 1, FUTEX_WAKE_OP_PRIVATE, 1, 2, 0x20, FUTEX_OP(FUTEX_OP_ADD, 1, FUTEX_OP_CMP_NE, 2)), "futex(0x1, FUTEX_WAKE_OP_PRIVATE, 1, 2, 0x20, FUTEX_OP_ADD<<28|0x1<<12|FUTEX_OP_CMP_NE<<24|0x2");
    expect(call(SYS_futex, 1, FUTEX_WAKE_OP, 1, 2, 0x20, FUTEX_OP(FUTEX_OP_OR, 1, FUTEX_OP_CMP_LT, 2)), "futex(0x1, FUTEX_WAKE_OP, 1, 2, 0x20, FUTEX_OP_OR<<28|0x1<<12|FUTEX_OP_CMP_LT<<24|0x2");
    expect(call(SYS_futex, 1, FUTEX_WAKE_OP, 1, 2, 0x20, FUTEX_OP(FUTEX_OP_ANDN, 1, FUTEX_OP_CMP_LE, 2)), "futex(0x1, FUTEX_WAKE_OP, 1, 2, 0x20, FUTEX_OP_ANDN<<28|0x1<<12|FUTEX_OP_CMP_LE<<24|0x2");
    expect(call(SYS_futex, 1, FUTEX_WAKE_OP, 1, 2, 0x20, FUTEX_OP(FUTEX_OP_XOR, 1, FUTEX_OP_CMP_GT, 2)), "futex(0x1, FUTEX_WAKE_OP, 1, 2, 0x20, FUTEX_OP_XOR<<28|0x1<<12|FUTEX_OP_CMP_GT<<24|0x2");
    expect(call(SYS_futex, 1, FUTEX_WAKE_OP, 1, 2, 0x20, FUTEX_OP((FUTEX_OP_XOR | FUTEX_OP_OPARG_SHIFT), 1, FUTEX_OP_CMP_GE, 2)), "futex(0x1, FUTEX_WAKE_OP, 1, 2, 0x20, FUTEX_OP_OPARG_SHIFT<<28|FUTEX_OP_XOR<<28|0x1<<12|FUTEX_OP_CMP_GE<<24|0x2");
    expect(call(SYS_futex, 1, FUTEX_WAKE_OP, 1, 2, 0x20, FUTEX_OP(7, 1, 9, 2)), "futex(0x1, FUTEX_WAKE_OP, 1, 2, 0x20, 0x7<<28 /* FUTEX_OP_??? */|0x1<<12|0x9<<24 /* FUTEX_OP_CMP_??? */|0x2");
    expect(call(SYS_futex, 1, FUTEX_WAKE_OP, -1, -1, 0x20, -1), "futex(0x1, FUTEX_WAKE_OP, 4294967295, 4294967295, 0x20, FUTEX_OP_OPARG_SHIFT<<28|0x7<<28 /* FUTEX_OP_??? */|0xfff<<12|0xf<<24 /* FUTEX_OP_CMP_??? */|0xfff");
}

CASE(futexes_of_many)
{
    PUT(0, struct futex_waitv[2], {.val = 5, .uaddr = 0x1234, .flags = 2}, {.val = -1ULL, .uaddr = 0, .flags = 0x82, .__reserved = 1});
    PUT(0x100, struct timespec, 1, 2);
    expect(call(449, AT(0), 2, 1, AT(0x100), 5), "futex_waitv([{val=0x5, uaddr=0x1234, flags=FUTEX_32}, {val=0xffffffffffffffff, uaddr=NULL, flags=FUTEX_32|FUTEX_PRIVATE_FLAG, __reserved=0x1}], 2, 0x1, {tv_sec=1, tv_nsec=2}, CLOCK_REALTIME_COARSE");
    expect(call(449, AT(0), 0, 0, 0, 0), "futex_waitv([], 0, 0, NULL, CLOCK_REALTIME");
    expect(call(449, AT(0), 2, 0, HOLE, 1), "futex_waitv([{val=0x5, uaddr=0x1234, flags=FUTEX_32}, {val=0xffffffffffffffff, uaddr=NULL, flags=FUTEX_32|FUTEX_PRIVATE_FLAG, __reserved=0x1}], 2, 0, 0x10002000, CLOCK_MONOTONIC");
    expect(call(449, HOLE, 1, 0, 0, 99), "futex_waitv(0x10002000, 1, 0, NULL, 0x63 /* CLOCK_??? */");
    expect(call(449, HOLE - 24, 2, -1, 0, -1), "futex_waitv([{val=0, uaddr=NULL, flags=0}, ... /* 0x10002000 */], 2, 0xffffffff, NULL, 0xffffffff /* CLOCK_??? */");
    expect(call(449, 0, -1, 0, 0, 0), "futex_waitv(NULL, 4294967295, 0, NULL, CLOCK_REALTIME");
}

CASE(futex2_calls)
{
    expect(call(454, 0x1000, 0xffffffff, 5, 2), "futex_wake(0x1000, 0xffffffff, 5, FUTEX2_SIZE_U32");
    expect(call(454, 1, 0, -1, 0x83), "futex_wake(0x1, 0, -1, FUTEX2_SIZE_U64|FUTEX2_PRIVATE");
    expect(call(454, 1, 0, -1, 0x40), "futex_wake(0x1, 0, -1, FUTEX2_SIZE_U8|0x40");
    PUT(0x100, struct timespec, 1, 2);
    expect(call(455, 1, 5, 0xf, 0x86, AT(0x100), 1),
           "futex_wait(0x1, 0x5, 0xf, FUTEX2_SIZE_U32|FUTEX2_NUMA|FUTEX2_PRIVATE, {tv_sec=1, tv_nsec=2}, CLOCK_MONOTONIC");
    expect(call(455, 0, 5, 0xf, 2, HOLE, 99),
           "futex_wait(NULL, 0x5, 0xf, FUTEX2_SIZE_U32, 0x10002000, 0x63 /* CLOCK_??? */");
    PUT(0, struct futex_waitv[2], {.val = 5, .uaddr = 0x1234, .flags = 2}, {.val = 6, .uaddr = 0, .flags = 0x82});
    expect(call(456, AT(0), 1, 5, 6),
           "futex_requeue([{val=0x5, uaddr=0x1234, flags=FUTEX_32}, {val=0x6, uaddr=NULL, flags=FUTEX_32|FUTEX_PRIVATE_FLAG}], 0x1, 5, 6");
    expect(call(456, HOLE, 0, -5, 6), "futex_requeue(0x10002000, 0, -5, 6");
}

CASE(robust_lists)
{
    expect(call(SYS_set_robust_list, AT(0), 25), "set_robust_list(0x10000000, 25");
    expect(call(SYS_set_robust_list, AT(0), 24), "set_robust_list(0x10000000, 24");
    expect(call(SYS_set_robust_list, 0, -1), "set_robust_list(NULL, 18446744073709551615");
    expect(call(SYS_get_robust_list, 0, AT(0x100), AT(0x108)), "get_robust_list(0, [0x10000000], [24]");
    expect(call(SYS_get_robust_list, -1, AT(0x100), AT(0x108)), "get_robust_list(-1, 0x10000100, 0x10000108");
    expect(call(SYS_get_robust_list, 0, HOLE, 0), "get_robust_list(0, 0x10002000, NULL");
    expect(call(SYS_rseq, AT(0), 32, 0, 0x53053053), "rseq(0x10000000, 0x20, 0, 0x53053053");
    expect(call(SYS_rseq, 0, 31, 1, 5), "rseq(0, 0x1f, 0x1, 0x5");
    expect(call(SYS_rseq, HOLE, 32, 4, -1), "rseq(0x10002000, 0x20, 0x4, 0xffffffffffffffff");
}
