#include "pace.h"
#include "../tracee/emit.h"

/* The way of the next window. */
static bool choose(const struct pace *pace)
{
    bool looking_is_faster = pace->cost_ns[true] < pace->cost_ns[false];

    if (!pace->cost_ns[!pace->looks])
        return !pace->looks;
    return pace->windows % PACE_TRIAL_WINDOWS ? looking_is_faster : !looking_is_faster;
}

bool pace_looks_at(struct pace *pace, nanoseconds now_ns)
{
    nanoseconds took_ns = now_ns - pace->began_ns;

    if (took_ns < PACE_WINDOW_ROUNDS * PACE_BUSY_NS)
        pace->cost_ns[pace->looks] = took_ns;
    pace->windows++;
    pace->looks = choose(pace);
    pace->rounds = 0;
    pace->began_ns = now_ns;
    return pace->looks;
}

bool pace_looks(struct pace *pace)
{
    if (++pace->rounds < PACE_WINDOW_ROUNDS)
        return pace->looks;
    return pace_looks_at(pace, emit_now_ns());
}
