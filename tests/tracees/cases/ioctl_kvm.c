/* A virtual machine of one processor: why it comes back. */
#include "cases.h"

#include <linux/kvm.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#define CODE_AT 0x1000

struct machine {
    int kvm, vm, processor;
    size_t run_bytes;
};

/* A processor that executes code; skips the case where there are no virtual machines. */
static struct machine machine_new(const void *code, size_t size)
{
    struct machine machine = {.kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC)};
    void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    struct kvm_userspace_memory_region region = {
        .guest_phys_addr = CODE_AT,
        .memory_size = 4096,
        .userspace_addr = (uintptr_t)memory,
    };
    struct kvm_regs registers = {.rip = CODE_AT, .rax = 2, .rdx = 0x3f8, .rflags = 2};
    struct kvm_sregs special;

    machine.vm = ioctl(machine.kvm, KVM_CREATE_VM, 0);
    if (machine.kvm < 0 || machine.vm < 0)
        skip_case("no virtual machines");
    memcpy(memory, code, size);
    ioctl(machine.vm, KVM_SET_USER_MEMORY_REGION, &region);
    machine.processor = ioctl(machine.vm, KVM_CREATE_VCPU, 0);
    machine.run_bytes = (size_t)ioctl(machine.kvm, KVM_GET_VCPU_MMAP_SIZE, 0);
    ioctl(machine.processor, KVM_GET_SREGS, &special);
    special.cs.base = special.cs.selector = 0;
    ioctl(machine.processor, KVM_SET_SREGS, &special);
    ioctl(machine.processor, KVM_SET_REGS, &registers);
    return machine;
}

static void *machine_map(const struct machine *machine)
{
    return mmap(NULL, machine->run_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, machine->processor, 0);
}

static const uint8_t out_and_halt[] = {0xee, 0xf4}; /* out %al, (%dx); hlt */

CASE(a_processor_comes_back)
{
    struct machine machine = machine_new(out_and_halt, sizeof out_and_halt);

    machine_map(&machine);
    call(SYS_ioctl, machine.processor, KVM_RUN, 0);
    expect_shown("-e kvm=vcpu", "0 (KVM_EXIT_IO)", "ioctl(%d, KVM_RUN, 0", machine.processor);
    call(SYS_ioctl, machine.processor, KVM_RUN, 0);
    expect_shown("-e kvm=vcpu", "0 (KVM_EXIT_HLT)", "ioctl(%d, KVM_RUN, 0", machine.processor);
}

CASE(nobody_asked_why)
{
    struct machine machine = machine_new(out_and_halt, sizeof out_and_halt);

    machine_map(&machine);
    expect(call(SYS_ioctl, machine.processor, KVM_RUN, 0), "ioctl(%d, KVM_RUN, 0", machine.processor);
}

CASE(nowhere_to_be_read)
{
    struct machine machine = machine_new(out_and_halt, sizeof out_and_halt);

    expect_under("-e kvm=vcpu", call(SYS_ioctl, machine.processor, KVM_RUN, 0),
                 "ioctl(%d, KVM_RUN, 0", machine.processor);
}

CASE(no_processor_at_all)
{
    expect_under("-e kvm=vcpu", call(SYS_ioctl, 0, KVM_RUN, 0), "ioctl(0, KVM_RUN, 0");
}
