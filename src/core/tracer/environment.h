/*
 * What a launched command must find as if ptop were not there: the signal mask,
 * the dispositions and the processor affinity that ptop itself was started with.
 */
#ifndef PTOP_CORE_ENVIRONMENT_H
#define PTOP_CORE_ENVIRONMENT_H

#include <ptop/thread.h>

/* Before anything of it is changed; later calls do nothing. */
ANY_THREAD void environment_remember(void);
/* In the forked child.  Async-signal-safe. */
void environment_restore(void);

#endif
