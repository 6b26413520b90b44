/*
 * What the calls of debuggers and of privileged programs answer: cases make them fail, here they do not.
 */
#include "decode_fixture.h"

#include <linux/bpf.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>

static void a_register_set_says_how_much_it_is(void **state)
{
    uint64_t registers[2] = {1, 2};
    struct iovec vector = {(void *)PTR(2), 4096};

    (void)state;
    fixture_memory(&fx, PTR(1), &vector, sizeof vector);
    fixture_memory(&fx, PTR(2), registers, sizeof registers);
    fixture_call(&fx, ABI_NATIVE, "ptrace", 0x4204, 7, 1, PTR(1));
    fixture_enter(&fx);
    vector.iov_len = sizeof registers;
    fixture_exit(&fx, 0);
    shows("ptrace(PTRACE_GETREGSET, 7, NT_PRSTATUS, {iov_base={r15=0x1, r14=0x2}, iov_len=4096 => 16}) = 0");
}

static void peeked_words_are_addresses(void **state)
{
    uint64_t word = 0x60ec8348e5894855;

    (void)state;
    fixture_memory(&fx, PTR(1), &word, sizeof word);
    fixture_call(&fx, ABI_NATIVE, "ptrace", PTRACE_PEEKDATA, 7, 0x1000, PTR(1));
    fixture_run(&fx, 0);
    shows("ptrace(PTRACE_PEEKDATA, 7, 0x1000, [0x60ec8348e5894855]) = 0");
}

static void a_syscall_s_info_ends_where_it_was_cut(void **state)
{
    uint64_t info[11] = {UINT64_C(0xc000003e00000001), 0x1000, 0x2000, 39, 1, 2};

    (void)state;
    fixture_memory(&fx, PTR(1), info, sizeof info);
    fixture_call(&fx, ABI_NATIVE, "ptrace", 0x420e, 7, 48, PTR(1));
    fixture_run(&fx, 80);
    shows("ptrace(PTRACE_GET_SYSCALL_INFO, 7, 48, {op=PTRACE_SYSCALL_INFO_ENTRY, arch=AUDIT_ARCH_X86_64, "
          "instruction_pointer=0x1000, stack_pointer=0x2000, entry={nr=__NR_getpid, args=[0x1, 0x2]}}) = 80");
}

static void the_next_id_stands_behind_what_it_was(void **state)
{
    uint32_t attr[3] = {5, 0, 0};

    (void)state;
    fixture_memory(&fx, PTR(1), attr, sizeof attr);
    fixture_call(&fx, ABI_NATIVE, "bpf", BPF_PROG_GET_NEXT_ID, PTR(1), sizeof attr);
    fixture_enter(&fx);
    attr[1] = 9;
    fixture_exit(&fx, 0);
    shows("bpf(BPF_PROG_GET_NEXT_ID, {start_id=5, next_id=0 => 9, open_flags=0}, 12) = 0");
}

static void a_program_of_32_bits_has_shorter_structs(void **state)
{
    uint32_t program[2] = {2, 0x20000};
    uint32_t registers[17] = {1, 2};

    (void)state;
    fixture_memory(&fx, PTR(1), program, sizeof program);
    fixture_call(&fx, ABI_COMPAT, "seccomp", 1, 0, PTR(1));
    fixture_run(&fx, 0);
    shows("seccomp(SECCOMP_SET_MODE_FILTER, 0, {len=2, filter=0x20000}) = 0");
    fixture_memory(&fx, PTR(3), registers, sizeof registers);
    fixture_call(&fx, ABI_COMPAT, "ptrace", PTRACE_GETREGS, 7, 0, PTR(3));
    fixture_run(&fx, 0);
    shows("ptrace(PTRACE_GETREGS, 7, {ebx=0x1, ecx=0x2, edx=0, esi=0, edi=0, ebp=0, eax=0, xds=0, xes=0, xfs=0, "
          "xgs=0, orig_eax=0, eip=0, xcs=0, eflags=0, esp=0, xss=0}) = 0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_register_set_says_how_much_it_is),
        TEST(peeked_words_are_addresses),
        TEST(a_syscall_s_info_ends_where_it_was_cut),
        TEST(the_next_id_stands_behind_what_it_was),
        TEST(a_program_of_32_bits_has_shorter_structs),
    };
    return cmocka_run_group_tests_name("decode special", tests, NULL, NULL);
}
