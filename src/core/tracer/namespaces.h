/*
 * The namespaces that a call led into: "net:[4026532008], user:[4026532007]" behind unshare, setns,
 * clone and clone3 (session_options.tells_namespaces).
 */
#ifndef PTOP_CORE_NAMESPACES_H
#define PTOP_CORE_NAMESPACES_H

#include "tracer.h"

#define NAMESPACES_PIECE_BYTES 16

/* After such a call of the tracee succeeded: write its PIECE_NAMESPACES at out, which has room for
 * NAMESPACES_PIECE_BYTES.  How many bytes; 0: it led nowhere new. */
TRACER_THREAD size_t namespaces_capture(struct tracer *tracer, const struct tracee *tracee,
                                        int64_t result, uint8_t *out);

#endif
