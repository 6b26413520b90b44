/* Mappings, and what is done with them. */
#include <sys/uio.h>

#include "room.h"

CASE(mmaps)
{
    expect(call(SYS_mmap, 0, 0, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), "mmap(NULL, 0, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0");
    expect(call(SYS_mmap, 0x12345, 0, PROT_NONE, MAP_SHARED, -1, 0x1000), "mmap(0x12345, 0, PROT_NONE, MAP_SHARED, -1, 0x1000");
    expect(call(SYS_mmap, 0x12000, 0, PROT_READ | PROT_WRITE | PROT_EXEC | PROT_GROWSDOWN | PROT_GROWSUP | 8, MAP_SHARED_VALIDATE | MAP_FIXED | MAP_NORESERVE, -1, 0xdeadbeef000), "mmap(0x12000, 0, PROT_READ|PROT_WRITE|PROT_EXEC|PROT_SEM|PROT_GROWSDOWN|PROT_GROWSUP, MAP_SHARED_VALIDATE|MAP_FIXED|MAP_NORESERVE, -1, 0xdeadbeef000");
    expect(call(SYS_mmap, -1, -1, 0x10, 0, 0x7fffffff, -1), "mmap(0xffffffffffffffff, 18446744073709551615, 0x10 /* PROT_??? */, MAP_FILE, 2147483647, 0xffffffffffffffff");
    expect(call(SYS_mmap, 0, 0, PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB | 21 << 26, -1, 0), "mmap(NULL, 0, PROT_EXEC, MAP_PRIVATE|MAP_ANONYMOUS|MAP_HUGETLB|21<<MAP_HUGE_SHIFT, -1, 0");
    expect(call(SYS_mmap, 0, 0, PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB | 30 << 26, -1, 0), "mmap(NULL, 0, PROT_EXEC, MAP_PRIVATE|MAP_ANONYMOUS|MAP_HUGETLB|30<<MAP_HUGE_SHIFT, -1, 0");
    expect(call(SYS_mmap, 0, 0, PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS | 21 << 26, -1, 0), "mmap(NULL, 0, PROT_EXEC, MAP_PRIVATE|MAP_ANONYMOUS|21<<MAP_HUGE_SHIFT, -1, 0");
    expect(call(SYS_mmap, 0, 0, PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB | 17 << 26, -1, 0), "mmap(NULL, 0, PROT_EXEC, MAP_PRIVATE|MAP_ANONYMOUS|MAP_HUGETLB|17<<MAP_HUGE_SHIFT, -1, 0");
    expect(call(SYS_mmap, 0, 0, 0, 0x0fffff7f & ~MAP_HUGETLB, -1, 0), "mmap(NULL, 0, PROT_NONE, 0xf /* MAP_??? */|MAP_FIXED|MAP_ANONYMOUS|MAP_32BIT|MAP_NORESERVE|MAP_POPULATE|MAP_NONBLOCK|MAP_GROWSDOWN|MAP_DENYWRITE|MAP_EXECUTABLE|MAP_LOCKED|MAP_STACK|MAP_SYNC|MAP_FIXED_NOREPLACE|0x3e00600|3<<MAP_HUGE_SHIFT, -1, 0");
    expect(call(SYS_mmap, 0, 0, 0, 4, -1, 0), "mmap(NULL, 0, PROT_NONE, 0x4 /* MAP_??? */, -1, 0");
    expect(call(SYS_mmap, 0, 0, 0, 0x80000000 | MAP_PRIVATE, -1, 0), "mmap(NULL, 0, PROT_NONE, MAP_PRIVATE|32<<MAP_HUGE_SHIFT, -1, 0");
    expect(call(SYS_mmap, 0, 0, 0, 0x04000000 | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), "mmap(NULL, 0, PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS|1<<MAP_HUGE_SHIFT, -1, 0");
    expect_whole("", call(SYS_mmap, 0x20000000, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0), "mmap(0x20000000, 4096, PROT_READ, MAP_PRIVATE|MAP_FIXED|MAP_ANONYMOUS, -1, 0) = 0x20000000");
    expect(call(SYS_munmap, 0x20000000, 4096), "munmap(0x20000000, 4096");
    expect(call(SYS_munmap, 1, 0), "munmap(0x1, 0");
    expect(call(SYS_munmap, 0, -1), "munmap(NULL, 18446744073709551615");
}

CASE(protections)
{
    expect(call(SYS_mprotect, 1, 0, PROT_READ | PROT_EXEC), "mprotect(0x1, 0, PROT_READ|PROT_EXEC");
    expect(call(SYS_mprotect, 0, -1, PROT_NONE), "mprotect(NULL, 18446744073709551615, PROT_NONE");
    expect(call(SYS_mprotect, 0x1000, 4096, 0x40), "mprotect(0x1000, 4096, 0x40 /* PROT_??? */");
    expect(call(SYS_mprotect, 0x1000, 4096, PROT_READ | 0xf000000000000000), "mprotect(0x1000, 4096, PROT_READ|0xf000000000000000");
    expect(call(SYS_pkey_mprotect, 1, 0, PROT_READ | PROT_WRITE, -1), "pkey_mprotect(0x1, 0, PROT_READ|PROT_WRITE, -1");
    expect(call(SYS_pkey_mprotect, 0x1000, 4096, PROT_READ | 8, 5), "pkey_mprotect(0x1000, 4096, PROT_READ|PROT_SEM, 5");
    expect(call(SYS_pkey_alloc, 0, 4), "pkey_alloc(0, PKEY_DISABLE_EXECUTE");
    expect(call(SYS_pkey_alloc, 5, 3), "pkey_alloc(0x5, PKEY_DISABLE_ACCESS|PKEY_DISABLE_WRITE");
    expect(call(SYS_pkey_alloc, -1, 0x10), "pkey_alloc(0xffffffffffffffff, 0x10 /* PKEY_??? */");
    expect(call(SYS_pkey_alloc, 1, 0), "pkey_alloc(0x1, 0");
    expect(call(SYS_pkey_free, -1), "pkey_free(-1");
    expect(call(SYS_pkey_free, 99), "pkey_free(99");
}

CASE(mremaps)
{
    expect(call(SYS_mremap, 1, 4096, 8192, 0), "mremap(0x1, 4096, 8192, 0");
    expect(call(SYS_mremap, 1, 4096, 8192, MREMAP_MAYMOVE), "mremap(0x1, 4096, 8192, MREMAP_MAYMOVE");
    expect(call(SYS_mremap, 1, 4096, 8192, MREMAP_MAYMOVE | MREMAP_FIXED, 0x30000), "mremap(0x1, 4096, 8192, MREMAP_MAYMOVE|MREMAP_FIXED, 0x30000");
    expect(call(SYS_mremap, 1, 4096, 8192, MREMAP_FIXED, 0x30000), "mremap(0x1, 4096, 8192, MREMAP_FIXED");
    expect(call(SYS_mremap, 1, 4096, 4096, 4 | MREMAP_MAYMOVE, 0x30000), "mremap(0x1, 4096, 4096, MREMAP_MAYMOVE|MREMAP_DONTUNMAP");
    expect(call(SYS_mremap, 1, -1, -1, 0x18, 0x30000), "mremap(0x1, 18446744073709551615, 18446744073709551615, 0x18 /* MREMAP_??? */");
    expect_whole("", call(SYS_mremap, ROOM, 4096, 4096, 0), "mremap(0x10000000, 4096, 4096, 0) = 0x10000000");
}

CASE(advice)
{
    static const struct {
        int advice;
        const char *name;
    } advices[] = {
        {0, "MADV_NORMAL"}, {1, "MADV_RANDOM"}, {2, "MADV_SEQUENTIAL"}, {3, "MADV_WILLNEED"},
        {4, "MADV_DONTNEED"}, {5, "0x5 /* MADV_??? */"}, {8, "MADV_FREE"}, {9, "MADV_REMOVE"},
        {10, "MADV_DONTFORK"}, {11, "MADV_DOFORK"}, {12, "MADV_MERGEABLE"}, {13, "MADV_UNMERGEABLE"},
        {14, "MADV_HUGEPAGE"}, {15, "MADV_NOHUGEPAGE"}, {16, "MADV_DONTDUMP"}, {17, "MADV_DODUMP"},
        {18, "MADV_WIPEONFORK"}, {19, "MADV_KEEPONFORK"}, {20, "MADV_COLD"}, {21, "MADV_PAGEOUT"},
        {22, "MADV_POPULATE_READ"}, {23, "MADV_POPULATE_WRITE"}, {24, "MADV_DONTNEED_LOCKED"},
        {25, "MADV_COLLAPSE"}, {100, "MADV_HWPOISON"}, {101, "MADV_SOFT_OFFLINE"}, {-1, "0xffffffff /* MADV_??? */"},
    };

    for (size_t i = 0; i < sizeof advices / sizeof *advices; i++)
        expect(call(SYS_madvise, 1, 4096, advices[i].advice), "madvise(0x1, 4096, %s", advices[i].name);
    expect(call(SYS_madvise, 0, -1, 0), "madvise(NULL, 18446744073709551615, MADV_NORMAL");
    PUT(0, struct iovec[2], {AT(0), 16}, {(void *)HOLE, (size_t)-1});
    expect(call(SYS_process_madvise, -1, AT(0), 2, 20, 0), "process_madvise(-1, [{iov_base=0x10000000, iov_len=16}, {iov_base=0x10002000, iov_len=18446744073709551615}], 2, MADV_COLD, 0");
    expect(call(SYS_process_madvise, -1, AT(0), 0, 21, 1), "process_madvise(-1, [], 0, MADV_PAGEOUT, 0x1");
    expect(call(SYS_process_madvise, -1, HOLE - 16, 2, 99, -1), "process_madvise(-1, [{iov_base=NULL, iov_len=0}, ... /* 0x10002000 */], 2, 0x63 /* MADV_??? */, 0xffffffff");
    expect(call(SYS_process_madvise, -1, HOLE, 1, 25, 0), "process_madvise(-1, 0x10002000, 1, MADV_COLLAPSE, 0");
    expect(call(SYS_process_madvise, -1, 0, -1, 25, 0), "process_madvise(-1, NULL, 18446744073709551615, MADV_COLLAPSE, 0");
}

CASE(residence)
{
    *(volatile char *)AT(0) = 1;
    *(volatile char *)AT(4096) = 1;
    expect(call(SYS_mincore, ROOM, 8192, AT(0x100)), "mincore(0x10000000, 8192, [1, 1]");
    expect(call(SYS_mincore, ROOM, 0, AT(0x100)), "mincore(0x10000000, 0, []");
    expect(call(SYS_mincore, ROOM + 1, 4096, AT(0x100)), "mincore(0x10000001, 4096, 0x10000100");
    expect(call(SYS_mincore, ROOM, 8192, HOLE), "mincore(0x10000000, 8192, 0x10002000");
    expect(call(SYS_mincore, ROOM, 1, 0), "mincore(0x10000000, 1, NULL");
    expect(call(SYS_mincore, HOLE, 4096, AT(0x100)), "mincore(0x10002000, 4096, 0x10000100");
}

CASE(msyncs_and_locks)
{
    expect(call(SYS_msync, 1, 4096, MS_ASYNC), "msync(0x1, 4096, MS_ASYNC");
    expect(call(SYS_msync, 1, -1, MS_SYNC | MS_INVALIDATE), "msync(0x1, 18446744073709551615, MS_SYNC|MS_INVALIDATE");
    expect(call(SYS_msync, 1, 4096, 8), "msync(0x1, 4096, 0x8 /* MS_??? */");
    expect(call(SYS_msync, 1, 4096, 0), "msync(0x1, 4096, 0");
    expect(call(SYS_mlock, 1, -1), "mlock(0x1, 18446744073709551615");
    expect(call(SYS_munlock, 1, -1), "munlock(0x1, 18446744073709551615");
    expect(call(SYS_mlock2, 1, -1, 1), "mlock2(0x1, 18446744073709551615, MLOCK_ONFAULT");
    expect(call(SYS_mlock2, 1, -1, 2), "mlock2(0x1, 18446744073709551615, 0x2 /* MLOCK_??? */");
    expect(call(SYS_mlock2, 1, -1, 0), "mlock2(0x1, 18446744073709551615, 0");
    expect(call(SYS_mlockall, 8), "mlockall(0x8 /* MCL_??? */");
    expect(call(SYS_mlockall, MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT | 8), "mlockall(MCL_CURRENT|MCL_FUTURE|MCL_ONFAULT|0x8");
    expect(call(SYS_mlockall, 0), "mlockall(0");
    expect(call(SYS_munlockall), "munlockall(");
    expect(call(SYS_remap_file_pages, 1, 4096, 0, 5, 0), "remap_file_pages(0x1, 4096, PROT_NONE, 5, MAP_FILE");
    expect(call(SYS_remap_file_pages, 1, -1, PROT_READ | 0x40, -1, MAP_NONBLOCK | 0x200), "remap_file_pages(0x1, 18446744073709551615, PROT_READ|0x40, 18446744073709551615, MAP_FILE|MAP_NONBLOCK|0x200");
}

CASE(memory_policies)
{
    PUT(0, uint64_t[4], 3, 0x8000000000000000, 0, 0);
    expect(call(SYS_mbind, 1, 4096, 1, AT(0), 64, 0), "mbind(0x1, 4096, MPOL_PREFERRED, [0x00000000000003], 64, 0");
    expect(call(SYS_mbind, 1, 4096, 2 | 0x8000, AT(0), 128, 1 | 2 | 4), "mbind(0x1, 4096, MPOL_BIND|MPOL_F_STATIC_NODES, [0x00000000000003, 0x8000000000000000], 128, MPOL_MF_STRICT|MPOL_MF_MOVE|MPOL_MF_MOVE_ALL");
    expect(call(SYS_mbind, 1, 4096, 3 | 0x4000, HOLE, 128, 8), "mbind(0x1, 4096, MPOL_INTERLEAVE|MPOL_F_RELATIVE_NODES, 0x10002000, 128, 0x8 /* MPOL_??? */");
    expect(call(SYS_mbind, 1, 4096, 0, 0, 0, 0), "mbind(0x1, 4096, MPOL_DEFAULT, NULL, 0, 0");
    expect(call(SYS_mbind, 1, 4096, 99, AT(0), 0, 0), "mbind(0x1, 4096, 0x63 /* MPOL_??? */, [], 0, 0");
    expect(call(SYS_mbind, 1, 4096, 0xe005, AT(0), -1, 0), "mbind(0x1, 4096, MPOL_PREFERRED_MANY|MPOL_F_STATIC_NODES|MPOL_F_RELATIVE_NODES|MPOL_F_NUMA_BALANCING, 0x10000000, 18446744073709551615, 0");
    expect(call(SYS_mbind, 1, 4096, 4, AT(0), 4, 0), "mbind(0x1, 4096, MPOL_LOCAL, [0x00000000000003], 4, 0");
    expect(call(SYS_mbind, 1, 4096, 4, AT(0), 65, 0), "mbind(0x1, 4096, MPOL_LOCAL, [0x00000000000003], 65, 0");
    expect(call(SYS_mbind, 1, 4096, 4, HOLE - 8, 65, 0), "mbind(0x1, 4096, MPOL_LOCAL, [0000000000000000], 65, 0");
    expect(call(SYS_set_mempolicy, 0x2000 | 2, HOLE, 64), "set_mempolicy(MPOL_BIND|MPOL_F_NUMA_BALANCING, 0x10002000, 64");
    expect(call(SYS_set_mempolicy, 99, AT(0), 8), "set_mempolicy(0x63 /* MPOL_??? */, [0x00000000000003], 8");
    expect(call(SYS_set_mempolicy, -1, 0, 8), "set_mempolicy(MPOL_F_STATIC_NODES|MPOL_F_RELATIVE_NODES|MPOL_F_NUMA_BALANCING|0xffff1fff, NULL, 8");
    expect(call(SYS_get_mempolicy, AT(0), 0, 0, 0, 8), "get_mempolicy(0x10000000, NULL, 0, NULL, 0x8 /* MPOL_??? */");
    expect(call(SYS_get_mempolicy, HOLE, HOLE, 64, 5, 7), "get_mempolicy(0x10002000, 0x10002000, 64, 0x5, MPOL_F_NODE|MPOL_F_ADDR|MPOL_F_MEMS_ALLOWED");
    expect(call(SYS_get_mempolicy, 0, 0, 0, 0, 0), "get_mempolicy(NULL, NULL, 0, NULL, 0");
    expect(call(SYS_get_mempolicy, AT(0), 0, 0, 0, 0), "get_mempolicy([MPOL_DEFAULT], NULL, 0, NULL, 0");
    expect(call(SYS_get_mempolicy, AT(0), AT(0x100), 1024, 0, 0), "get_mempolicy([MPOL_DEFAULT], [0000000000000000, 0000000000000000, 0000000000000000, 0000000000000000, 0000000000000000, 0000000000000000, 0000000000000000, 0000000000000000, 0000000000000000, 0000000000000000, 0000000000000000, 0000000000000000, 0000000000000000, 0000000000000000, 0000000000000000, 0000000000000000], 1024, NULL, 0");
    PUT(0, uint64_t[4], 3, 1, 0, 0);
    expect(call(SYS_migrate_pages, 2147483647, 64, AT(0), AT(8)), "migrate_pages(2147483647, 64, [0x00000000000003], [0x00000000000001]");
    expect(call(SYS_migrate_pages, -1, 0, 0, HOLE), "migrate_pages(-1, 0, NULL, []");
    expect(call(SYS_set_mempolicy_home_node, 0x1000, 4096, 1, 0), "set_mempolicy_home_node(0x1000, 4096, 1, 0");
    expect(call(SYS_set_mempolicy_home_node, 1, -1, -1, 0xbad), "set_mempolicy_home_node(0x1, 18446744073709551615, 18446744073709551615, 0xbad");
}

CASE(move_pages)
{
    PUT(0, void *[4], AT(0), (void *)-1, NULL, (void *)HOLE);
    PUT(0x100, int[4], 0, 1, -1, 2);
    PUT(0x200, int[4], -2, -14, 5, -4095);
    expect(call(SYS_move_pages, 2147483647, 0, 0, 0, 0, 0), "move_pages(2147483647, 0, NULL, NULL, NULL, 0");
    expect(call(SYS_move_pages, 2147483647, 2, AT(0), AT(0x100), AT(0x200), 2), "move_pages(2147483647, 2, [0x10000000, 0xffffffffffffffff], [0, 1], 0x10000200, MPOL_MF_MOVE");
    expect(call(SYS_move_pages, 2147483647, 4, AT(0), AT(0x100), AT(0x200), 4), "move_pages(2147483647, 4, [0x10000000, 0xffffffffffffffff, NULL, 0x10002000], [0, 1, -1, 2], 0x10000200, MPOL_MF_MOVE_ALL");
    expect(call(SYS_move_pages, 2147483647, 40, AT(0), AT(0x100), 0, 6), "move_pages(2147483647, 40, [0x10000000, 0xffffffffffffffff, NULL, 0x10002000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, ...], [0, 1, -1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ...], NULL, MPOL_MF_MOVE|MPOL_MF_MOVE_ALL");
    expect(call(SYS_move_pages, 2147483647, 1, HOLE, HOLE, HOLE, 0x10), "move_pages(2147483647, 1, 0x10002000, 0x10002000, 0x10002000, 0x10 /* MPOL_??? */");
    expect(call(SYS_move_pages, 2147483647, 3, HOLE - 16, HOLE - 8, HOLE, 1), "move_pages(2147483647, 3, [NULL, NULL, ... /* 0x10002000 */], [0, 0, ... /* 0x10002000 */], 0x10002000, 0x1 /* MPOL_??? */");
    expect(call(SYS_move_pages, 0, 1, AT(0), 0, AT(0x200), 0), "move_pages(0, 1, [0x10000000], NULL, [0], 0");
    expect(call(SYS_move_pages, 0, 2, AT(8), 0, AT(0x200), 0), "move_pages(0, 2, [0xffffffffffffffff, NULL], NULL, [-EFAULT, -EFAULT], 0");
}

CASE(other_processes)
{
    PUT_TEXT(0x100, "a text of ours");
    PUT(0, struct iovec[2], {AT(0x100), 14}, {AT(0x120), 4});
    PUT(0x40, struct iovec[2], {AT(0x100), 4}, {(void *)HOLE, (size_t)-1});
    expect(call(SYS_process_vm_writev, 2147483647, AT(0), 2, AT(0x40), 2, 5), "process_vm_writev(2147483647, [{iov_base=\"a text of ours\", iov_len=14}, {iov_base=\"\\0\\0\\0\\0\", iov_len=4}], 2, [{iov_base=0x10000100, iov_len=4}, {iov_base=0x10002000, iov_len=18446744073709551615}], 2, 5");
    expect(call(SYS_process_vm_readv, 2147483647, 0, 0, 0, 0, 0), "process_vm_readv(2147483647, NULL, 0, NULL, 0, 0");
    expect(call(SYS_process_vm_readv, -1, HOLE, 1, HOLE, 1, -1), "process_vm_readv(-1, 0x10002000, 1, 0x10002000, 1, 18446744073709551615");
    expect(call(SYS_process_vm_writev, -1, HOLE, 1, HOLE, 1, -1), "process_vm_writev(-1, 0x10002000, 1, 0x10002000, 1, 18446744073709551615");
    PUT(0x40, struct iovec[2], {AT(0x100), 6}, {AT(0x100), 3});
    PUT(0, struct iovec[2], {AT(0x180), 4}, {AT(0x190), 14});
    expect(call(SYS_process_vm_readv, getpid(), AT(0), 2, AT(0x40), 2, 0),
           "process_vm_readv(%d, [{iov_base=\"a te\", iov_len=4}, {iov_base=\"xta t\", iov_len=14}], 2, "
           "[{iov_base=0x10000100, iov_len=6}, {iov_base=0x10000100, iov_len=3}], 2, 0", (int)getpid());
    expect(call(SYS_process_vm_writev, getpid(), AT(0x40), 2, AT(0), 2, 0),
           "process_vm_writev(%d, [{iov_base=\"a text\", iov_len=6}, {iov_base=\"a t\", iov_len=3}], 2, "
           "[{iov_base=0x10000180, iov_len=4}, {iov_base=0x10000190, iov_len=14}], 2, 0", (int)getpid());
}
