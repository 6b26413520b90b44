/*
 * From the parsed tree to a flat program, and running it.
 */
#include <ptop/filter.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <ptop/view.h>

#include "call_set.h"
#include "core/base/alloc.h"
#include "program.h"

/* The lines of the call stream, and what the conditions of breakpoints are about. */
#define MATCHED_KINDS (VIEW_KINDS | 1u << EVENT_STOP)

/* ---- flattening ---------------------------------------------------------------------------- */

struct flattener {
    struct filter *filter;
    const struct filter_node *nodes;
    unsigned next; /* steps are given out from the end: what comes later is known first */
};

/* What a test costs, roughly: the cheap ones go first. */
static unsigned test_cost(const struct filter_test *test)
{
    static const unsigned costs[] = {
        [TEST_CALLS] = 1,    [TEST_NUMBER] = 2, [TEST_CLOCK] = 2, [TEST_REGISTER] = 2,
        [TEST_ARGUMENT] = 3, [TEST_TREE] = 8,   [TEST_TEXT] = 20, [TEST_LINE] = 1000,
    };

    return costs[test->kind] + (test->pattern.kind == PATTERN_REGEX ? 50 : 0);
}

static unsigned node_cost(const struct flattener *flattener, int index)
{
    const struct filter_node *node = &flattener->nodes[index];

    if (node->kind == NODE_TEST)
        return test_cost(&flattener->filter->tests[node->left]);
    unsigned cost = node_cost(flattener, node->left);
    return node->kind == NODE_NOT ? cost : cost + node_cost(flattener, node->right);
}

/* The steps of a node, with where to go on; returns the first. */
static int32_t flatten(struct flattener *flattener, int index, int32_t on_yes, int32_t on_no)
{
    const struct filter_node *node = &flattener->nodes[index];

    if (node->kind == NODE_NOT)
        return flatten(flattener, node->left, on_no, on_yes);
    if (node->kind == NODE_TEST) {
        flattener->filter->steps[--flattener->next] =
            (struct filter_step){(uint16_t)node->left, on_yes, on_no};
        return (int32_t)flattener->next;
    }
    bool swaps = node_cost(flattener, node->right) < node_cost(flattener, node->left);
    int first = swaps ? node->right : node->left, second = swaps ? node->left : node->right;
    int32_t rest = flatten(flattener, second, on_yes, on_no);
    return node->kind == NODE_AND ? flatten(flattener, first, rest, on_no)
                                  : flatten(flattener, first, on_yes, rest);
}

/* ---- which calls it is about --------------------------------------------------------------- */

/* The calls for which a node may say yes, and for which it may say no. */
struct reach {
    struct syscall_set yes, no;
};

static void set_unite(struct syscall_set *set, const struct syscall_set *other, bool intersects)
{
    for (int abi = 0; abi < ABI_COUNT; abi++) {
        for (size_t i = 0; i < SYSCALL_SET_NUMBERS / 64; i++) {
            uint64_t bits = other->bits[abi][i];
            set->bits[abi][i] = intersects ? set->bits[abi][i] & bits : set->bits[abi][i] | bits;
        }
    }
    set->has_unknown = intersects ? set->has_unknown && other->has_unknown
                                  : set->has_unknown || other->has_unknown;
}

static struct syscall_set calls_with(const struct argument_map *arguments)
{
    struct syscall_set set = {.has_unknown = false};

    for (int abi = 0; abi < ABI_COUNT; abi++)
        for (int number = 0; number < SYSCALL_SET_NUMBERS; number++)
            if (arguments->arg[abi][number])
                set.bits[abi][number / 64] |= UINT64_C(1) << (number % 64);
    return set;
}

static struct reach reach_of_test(const struct filter_test *test)
{
    struct reach reach;

    call_set_fill(&reach.yes);
    call_set_fill(&reach.no);
    if (test->kind == TEST_CALLS) {
        reach.yes = reach.no = *test->calls;
        call_set_invert(&reach.no);
    } else if (test->kind == TEST_ARGUMENT) {
        reach.yes = calls_with(test->arguments);
    }
    return reach;
}

static struct reach reach_of(const struct flattener *flattener, int index)
{
    const struct filter_node *node = &flattener->nodes[index];

    if (node->kind == NODE_TEST)
        return reach_of_test(&flattener->filter->tests[node->left]);
    struct reach left = reach_of(flattener, node->left);
    if (node->kind == NODE_NOT)
        return (struct reach){.yes = left.no, .no = left.yes};
    struct reach right = reach_of(flattener, node->right);
    set_unite(&left.yes, &right.yes, node->kind == NODE_AND);
    set_unite(&left.no, &right.no, node->kind == NODE_OR);
    return left;
}

void filter_syscalls(const struct filter *filter, struct syscall_set *ret_set)
{
    *ret_set = filter->calls;
}

/* ---- which processes it is about ------------------------------------------------------------- */

static uint64_t processes_of_test(const struct filter_test *test)
{
    bool is_one = test->kind == TEST_NUMBER && test->field == FIELD_PID && test->op == OP_EQUAL &&
                  test->low == test->high && test->low > 0 && test->low <= INT32_MAX;

    return is_one ? event_process_bit((int32_t)test->low) : UINT64_MAX;
}

static uint64_t processes_of(const struct flattener *flattener, int index)
{
    const struct filter_node *node = &flattener->nodes[index];

    if (node->kind == NODE_TEST)
        return processes_of_test(&flattener->filter->tests[node->left]);
    if (node->kind == NODE_NOT)
        return UINT64_MAX;
    uint64_t left = processes_of(flattener, node->left);
    uint64_t right = processes_of(flattener, node->right);
    return node->kind == NODE_AND ? left & right : left | right;
}

uint64_t filter_processes(const struct filter *filter)
{
    return filter->processes;
}

/* ---- life ---------------------------------------------------------------------------------- */

static void compile(struct filter *filter, const struct filter_node *nodes, int root)
{
    struct flattener flattener = {.filter = filter, .nodes = nodes, .next = filter->test_count};

    call_set_fill(&filter->calls);
    filter->processes = UINT64_MAX;
    filter->first = FILTER_PASS;
    if (root < 0)
        return;
    /* A set that took in the one beside it leaves a test, and so a step, without use. */
    filter->step_count = filter->test_count;
    filter->steps = alloc_zeroed(filter->step_count, sizeof(*filter->steps));
    filter->first = flatten(&flattener, root, FILTER_PASS, FILTER_REFUSE);
    filter->calls = reach_of(&flattener, root).yes;
    filter->processes = processes_of(&flattener, root);
}

/* Seconds east of UTC, as of now. */
static int64_t zone_offset_ns(void)
{
    time_t now = time(NULL);
    struct tm local;

    return localtime_r(&now, &local) ? (int64_t)local.tm_gmtoff * 1000000000 : 0;
}

int filter_new(const char *text, const struct filter_facts *facts, struct filter **ret_filter,
               struct error *ret_error)
{
    struct filter *filter = alloc_zeroed(1, sizeof(*filter));
    struct filter_node *nodes;
    int root;

    filter->facts = *facts;
    filter->day_offset_ns = facts->realtime_offset_ns + zone_offset_ns();
    filter->text = alloc_copy(text, strlen(text));
    int result = filter_parse(filter, &nodes, &root, ret_error);
    if (result == 0) {
        compile(filter, nodes, root);
        *ret_filter = filter;
    } else {
        filter_free(filter);
    }
    free(nodes);
    return result;
}

void filter_free(struct filter *filter)
{
    if (!filter)
        return;
    for (unsigned i = 0; i < filter->test_count; i++)
        filter_test_done(&filter->tests[i]);
    free(filter->tests);
    free(filter->steps);
    free(filter->text);
    free(filter);
}

const char *filter_text(const struct filter *filter)
{
    return filter->text;
}

/* ---- running ------------------------------------------------------------------------------- */

bool filter_matches(const struct filter *filter, const struct event *event)
{
    struct subject subject;
    int32_t at = filter->first;

    if (event->kind >= EVENT_KIND_COUNT || !(MATCHED_KINDS >> event->kind & 1))
        return false;
    subject_init(&subject, &filter->facts, event);
    while (at >= 0) {
        const struct filter_step *step = &filter->steps[at];
        bool passes = filter_test_passes(filter, &filter->tests[step->test], &subject);
        at = passes ? step->on_yes : step->on_no;
    }
    return at == FILTER_PASS;
}
