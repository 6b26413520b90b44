/* What errnos say of certain calls: the rows of errno_meanings.def. */
#ifndef PTOP_CORE_ERRNO_MEANINGS_H
#define PTOP_CORE_ERRNO_MEANINGS_H

#include <ptop/syscall.h>

/* A sentence, or NULL where the errno's own text says all. */
ANY_THREAD const char *errno_meaning(int error, const struct syscall_spec *spec);

#endif
