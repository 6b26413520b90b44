/*
 * Why a processor of a virtual machine came back: the exit's reason behind ioctl(KVM_RUN)
 * (session_options.tells_vcpu_exits).
 *
 * The kernel leaves it in a struct kvm_run that the program has mapped of the processor's descriptor.
 * Where that is, /proc/TID/maps says: by the descriptor's name, which holds the processor's number.
 */
#ifndef PTOP_CORE_VCPU_EXIT_H
#define PTOP_CORE_VCPU_EXIT_H

#include "../inspect/memory_map.h"
#include "../tracee/tracee.h"

#define VCPU_EXIT_PIECE_BYTES 16

/* After an ioctl of the tracee succeeded: write its PIECE_VCPU_EXIT at out, which has room for
 * VCPU_EXIT_PIECE_BYTES.  How many bytes; 0: it ran no processor, or the reason is nowhere to be
 * read. */
TRACER_THREAD size_t vcpu_exit_capture(const struct tracee *tracee, uint8_t *out);

/* The next mapping of a processor's struct kvm_run at or behind mapping index *next, by the name that
 * its descriptor has; NULL: no more.  *next is moved behind it. */
ANY_THREAD const struct mapping *vcpu_exit_next_run(const struct memory_map *map, const char *name,
                                                    size_t *next);

#endif
