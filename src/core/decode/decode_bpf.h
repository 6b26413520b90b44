/*
 * The instructions of eBPF programs.
 */
#ifndef PTOP_CORE_DECODE_BPF_H
#define PTOP_CORE_DECODE_BPF_H

#include "formatter.h"


/* "[{code=BPF_ALU64|BPF_K|BPF_MOV, dst_reg=BPF_REG_0, …}, …]" of count instructions, as far as they
 * were captured. */
void format_bpf_instructions(struct formatter *f, struct captured code, uint64_t count,
                             uint64_t address);

#endif
