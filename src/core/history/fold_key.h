/* What makes a row a repeat of another one. */
#ifndef PTOP_CORE_FOLD_KEY_H
#define PTOP_CORE_FOLD_KEY_H

#include <ptop/callers.h>
#include <ptop/fold.h>

struct fold_key {
    int32_t tid, tgid, number;
    uint8_t kind;
    uint8_t flags; /* of enum event_flag, those that tell outcomes apart */
    int32_t error;
    uint64_t args[6];     /* FOLD_REPEATS; pointers are 0 */
    struct caller caller; /* FOLD_CALLERS */
    bool has_caller;
};

ANY_THREAD struct fold_key fold_key_of(const struct event *event, enum fold_kind kind,
                                       const struct names *names);
ANY_THREAD bool fold_key_repeats(const struct fold_key *key, const struct fold_key *before,
                                 enum fold_kind kind);

#endif
