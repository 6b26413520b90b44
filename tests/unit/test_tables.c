/*
 * The tables of syscalls and of named values: complete by the kernel's own
 * list, and consistent in themselves.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <ptop/syscall.h>

#include "core/tables/constant_names.h"
#include "core/tables/flags.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* ---- what a type may be used as --------------------------------------------- */

enum use { USE_REGISTER, USE_MEMORY, USE_EITHER };

static const uint8_t uses[TYPE_COUNT] = {
#define FLAGS(type, ...) [TYPE_##type] = USE_REGISTER,
#define ENUM(type, ...) [TYPE_##type] = USE_REGISTER,
#include <ptop/flag_types.def>
#define VALUE(type, ...) [TYPE_##type] = USE_REGISTER,
#define STRUCT(type, ...) [TYPE_##type] = USE_MEMORY,
#define IRREGULAR(type, ...) [TYPE_##type] = USE_EITHER,
#include <ptop/value_types.def>
};

static bool type_fits(const struct arg_spec *arg)
{
    return uses[arg->type] == USE_EITHER ||
           (uses[arg->type] == USE_REGISTER) == (arg->direction == ARG_VALUE);
}

/* ---- one argument of a row -------------------------------------------------- */

static bool size_fits(const struct syscall_spec *spec, const struct arg_spec *arg)
{
    bool has_counter = arg->size_arg < spec->arg_count;
    enum arg_direction counter = has_counter ? spec->args[arg->size_arg].direction : ARG_OUT;

    switch ((enum arg_size)arg->size) {
    case SIZE_TYPE:
    case SIZE_TWO:
        return arg->size_arg == 0;
    case SIZE_ANSWER:
    case SIZE_INTERRUPTED:
        return arg->size_arg == 0 && arg->direction == ARG_OUT;
    case SIZE_NUL:
        return arg->size_arg == 0 && arg->direction == ARG_IN;
    case SIZE_RET:
    case SIZE_RET_COUNT:
        return arg->size_arg == 0 && arg->direction == ARG_OUT;
    case SIZE_RET_WITHIN:
        return counter == ARG_VALUE && arg->direction == ARG_OUT;
    case SIZE_ARG:
    case SIZE_COUNT:
        return counter == ARG_VALUE;
    case SIZE_AT:
        return counter == ARG_INOUT;
    }
    return false;
}

/* Text has no size of its own. */
static bool text_says_its_size(const struct arg_spec *arg)
{
    bool is_text = arg->type == TYPE_BYTES || arg->type == TYPE_STRING || arg->type == TYPE_PATH;
    return !is_text || arg->size != SIZE_TYPE;
}

/* The high half of a value of two registers is named, and shown as nothing. */
static bool pair_has_two_halves(const struct syscall_spec *spec, unsigned i)
{
    bool is_pair = spec->args[i].type == TYPE_OFFSET_PAIR ||
                   spec->args[i].type == TYPE_LENGTH_PAIR ||
                   spec->args[i].type == TYPE_OFFSET_HIGH;

    return !is_pair ||
           (i + 1 < spec->arg_count && spec->args[i + 1].type == TYPE_NONE);
}

static bool name_is_used_before(const struct syscall_spec *spec, unsigned i)
{
    for (unsigned earlier = 0; earlier < i; earlier++)
        if (strcmp(spec->args[earlier].name, spec->args[i].name) == 0)
            return true;
    return false;
}

static const char *argument_fault(const struct syscall_spec *spec, unsigned i)
{
    const struct arg_spec *arg = &spec->args[i];

    if (!arg->name || !arg->name[0])
        return "has no name";
    if (name_is_used_before(spec, i))
        return "has the name of another";
    if (arg->type >= TYPE_COUNT || !type_fits(arg))
        return "has a type of the other kind: pointer or value";
    if (!size_fits(spec, arg))
        return "has a size that cannot be";
    if (!text_says_its_size(arg))
        return "is text without a size";
    if (!pair_has_two_halves(spec, i))
        return "is a pair without its other half";
    return NULL;
}

static unsigned row_faults(const struct syscall_spec *spec)
{
    unsigned faults = 0;

    for (unsigned i = 0; i < spec->arg_count; i++) {
        const char *fault = argument_fault(spec, i);

        if (fault) {
            print_error("%s: argument %u %s\n", spec->name, i, fault);
            faults++;
        }
    }
    for (unsigned i = spec->arg_count; i < SYSCALL_MAX_ARGS; i++)
        faults += spec->args[i].name != NULL;
    return faults;
}

static void every_argument_is_whole(void **state)
{
    unsigned faults = 0;

    (void)state;
    for (int abi = 0; abi < ABI_COUNT; abi++)
        for (int number = 0; number < syscall_limit((enum abi)abi); number++) {
            const struct syscall_spec *spec = syscall_find((enum abi)abi, number);

            if (spec)
                faults += row_faults(spec);
        }
    assert_int_equal(faults, 0);
}

static void a_broken_argument_is_noticed(void **state)
{
    const struct syscall_spec broken = {
        .arg_count = 6,
        .args = {{"fd", TYPE_FD, ARG_IN, SIZE_TYPE, 0},
                 {"fd", TYPE_FD, ARG_VALUE, SIZE_TYPE, 0},
                 {"buf", TYPE_BYTES, ARG_OUT, SIZE_ARG, 6},
                 {"text", TYPE_STRING, ARG_IN, SIZE_TYPE, 0},
                 {"back", TYPE_BYTES, ARG_IN, SIZE_RET, 0},
                 {"offset", TYPE_OFFSET_PAIR, ARG_VALUE, SIZE_TYPE, 0}},
    };

    (void)state;
    for (unsigned i = 0; i < broken.arg_count; i++)
        assert_non_null(argument_fault(&broken, i));
}

/* ---- numbers and names ------------------------------------------------------ */

static FILE *open_kernel_list(const char *name)
{
    static const char *const folders[] = {"/usr/include/x86_64-linux-gnu/asm", "/usr/include/asm"};
    char path[128];

    for (size_t i = 0; i < COUNT_OF(folders); i++) {
        snprintf(path, sizeof path, "%s/%s", folders[i], name);
        FILE *file = fopen(path, "r");
        if (file)
            return file;
    }
    print_message("no %s on this machine: nothing to compare with\n", name);
    skip();
    return NULL;
}

static void assert_all_have_rows(enum abi abi, const char *list)
{
    FILE *file = open_kernel_list(list);
    char line[256], name[64];
    unsigned seen = 0, missing = 0;
    int number;

    while (fgets(line, sizeof line, file)) {
        if (sscanf(line, "#define __NR_%63s %d", name, &number) != 2)
            continue;
        const struct syscall_spec *spec = syscall_find(abi, number);
        seen++;
        if (spec && strcmp(spec->name, name) == 0)
            continue;
        missing++;
        print_error("%d is %s, the table says %s\n", number, name, spec ? spec->name : "nothing");
    }
    fclose(file);
    assert_true(seen > 300);
    assert_int_equal(missing, 0);
}

static void every_x86_64_number_of_the_kernel_has_its_row(void **state)
{
    (void)state;
    assert_all_have_rows(ABI_NATIVE, "unistd_64.h");
}

static void every_i386_number_of_the_kernel_has_its_row(void **state)
{
    (void)state;
    assert_all_have_rows(ABI_COMPAT, "unistd_32.h");
}

/* That the first one with a name is the row itself also means that no name is there twice. */
static void every_name_leads_back_to_its_number(void **state)
{
    (void)state;
    for (int abi = 0; abi < ABI_COUNT; abi++)
        for (int number = 0; number < syscall_limit((enum abi)abi); number++) {
            const struct syscall_spec *spec = syscall_find((enum abi)abi, number);
            int found = -1;

            if (!spec)
                continue;
            assert_ptr_equal(syscall_find_name((enum abi)abi, spec->name, &found), spec);
            assert_int_equal(found, number);
        }
}

static void an_unknown_number_has_no_row(void **state)
{
    static const int64_t unknown[] = {-1, INT64_MIN, INT64_MAX, 400, 1 << 30, 1LL << 32};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(unknown); i++)
        assert_null(syscall_find(ABI_NATIVE, unknown[i]));
    for (int abi = 0; abi < ABI_COUNT; abi++) {
        assert_non_null(syscall_find((enum abi)abi, syscall_limit((enum abi)abi) - 1));
        assert_null(syscall_find((enum abi)abi, syscall_limit((enum abi)abi)));
    }
    assert_null(syscall_find(ABI_COMPAT, 251));
}

static void an_unknown_name_leaves_the_number_alone(void **state)
{
    int number = 42;

    (void)state;
    assert_null(syscall_find_name(ABI_NATIVE, "socketcall", &number));
    assert_null(syscall_find_name(ABI_COMPAT, "", &number));
    assert_int_equal(number, 42);
}

static void a_call_has_its_own_number_in_each_abi(void **state)
{
    int native = -1, compat = -1;

    (void)state;
    assert_ptr_equal(syscall_find_name(ABI_NATIVE, "openat", &native),
                     syscall_find_name(ABI_COMPAT, "openat", &compat));
    assert_int_equal(native, 257);
    assert_int_equal(compat, 295);
}

/* x86-64 has ctid before tls, i386 the other way round. */
static void clone_takes_tls_where_the_abi_has_it(void **state)
{
    (void)state;
    assert_string_equal(syscall_find(ABI_NATIVE, 56)->args[4].name, "tls");
    assert_string_equal(syscall_find(ABI_COMPAT, 120)->args[3].name, "tls");
}

/* ---- named values ----------------------------------------------------------- */

static const struct {
    enum arg_type type;
    bool is_bits;
} named_types[] = {
#define FLAGS(name, ...) {TYPE_##name, true},
#define ENUM(name, ...) {TYPE_##name, false},
#include <ptop/flag_types.def>
};

static void every_named_type_has_a_list(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(named_types); i++) {
        const struct flag_set *set = flag_set_find(named_types[i].type);

        assert_non_null(set);
        assert_int_equal(set->is_bits, named_types[i].is_bits);
        assert_true(set->count > 0);
    }
}

static void other_types_have_no_list(void **state)
{
    (void)state;
    assert_null(flag_set_find(TYPE_INT));
    assert_null(flag_set_find(TYPE_PATH));
    assert_null(flag_set_find(TYPE_COUNT));
}

static bool is_field(const struct flag_name *name)
{
    return name->mask != name->value;
}

/* Would "earlier" keep "later" from ever being shown? */
static bool hides(const struct flag_set *set, const struct flag_name *earlier,
                  const struct flag_name *later)
{
    if (!set->is_bits)
        return earlier->value == later->value;
    if (is_field(earlier) || is_field(later))
        return is_field(earlier) && is_field(later) && earlier->mask == later->mask &&
               earlier->value == later->value;
    return earlier->value != 0 && (earlier->value & later->value) == earlier->value;
}

static const char *pair_fault(const struct flag_set *set, const struct flag_name *earlier,
                              const struct flag_name *later)
{
    if (strcmp(earlier->name, later->name) == 0)
        return "is there twice";
    if (set->is_bits && !is_field(earlier) && is_field(later))
        return "is a field behind a plain flag";
    if (hides(set, earlier, later))
        return "cannot show: an earlier one takes its bits";
    return NULL;
}

static bool fits_width(const struct flag_set *set, const struct flag_name *name)
{
    return (set->width_bits == 64 || (name->value | name->mask) <= UINT32_MAX) &&
           (name->value & ~name->mask) == 0;
}

static const char *name_fault(const struct flag_set *set, size_t i)
{
    if (!fits_width(set, &set->names[i]))
        return "is wider than its type or its mask";
    for (size_t earlier = 0; earlier < i; earlier++) {
        const char *fault = pair_fault(set, &set->names[earlier], &set->names[i]);

        if (fault)
            return fault;
    }
    return NULL;
}

static unsigned list_faults(const struct flag_set *set)
{
    unsigned faults = 0;

    for (size_t i = 0; i < set->count; i++) {
        const char *fault = name_fault(set, i);

        if (fault) {
            print_error("%s %s\n", set->names[i].name, fault);
            faults++;
        }
    }
    return faults;
}

/* A number may be several requests, of different drivers (test_ioctls.c). */
static bool shows_all_names(enum arg_type type)
{
    return type == TYPE_IOCTL_COMMAND || type == TYPE_IOCTL_I386;
}

static void every_name_of_a_list_can_be_shown(void **state)
{
    unsigned faults = 0;

    (void)state;
    for (size_t i = 0; i < COUNT_OF(named_types); i++)
        if (!shows_all_names(named_types[i].type))
            faults += list_faults(flag_set_find(named_types[i].type));
    assert_int_equal(faults, 0);
}

static void a_broken_list_is_noticed(void **state)
{
    static const struct flag_name names[] = {
        {1, 1, "ONE"}, {0, 6, "FIELD"}, {3, 3, "BOTH"}, {8, 8, "ONE"},
        {1ull << 32, 1ull << 32, "WIDE"},
    };
    const struct flag_set set = {true, 32, names, COUNT_OF(names)};

    (void)state;
    assert_null(name_fault(&set, 0));
    for (size_t i = 1; i < COUNT_OF(names); i++)
        assert_non_null(name_fault(&set, i));
}

static void a_value_has_the_name_of_its_list(void **state)
{
    (void)state;
    assert_string_equal(flag_set_name(flag_set_find(TYPE_SEEK_WHENCE), 2), "SEEK_END");
    assert_null(flag_set_name(flag_set_find(TYPE_SEEK_WHENCE), 77));
}

/* A register may hold the int sign-extended, or with rubbish above it. */
static void only_the_width_of_a_value_counts(void **state)
{
    const struct flag_set *who = flag_set_find(TYPE_RUSAGE_WHO);

    (void)state;
    assert_string_equal(flag_set_name(who, (uint64_t)-1), "RUSAGE_CHILDREN");
    assert_string_equal(flag_set_name(who, 0xdead00000001), "RUSAGE_THREAD");
    assert_null(flag_set_name(flag_set_find(TYPE_PTRACE_REQUEST), 0xdead00000001));
}

/* ---- errnos and signals ----------------------------------------------------- */

static void errnos_have_the_texts_of_the_c_library(void **state)
{
#ifdef __GLIBC__
    (void)state;
    for (int error = 1; error < 200; error++)
        if (errno_text(error))
            assert_string_equal(errno_text(error), strerror(error));
        else
            assert_memory_equal(strerror(error), "Unknown error", 13);
#else
    (void)state;
    skip();
#endif
}

static void the_kernels_own_errnos_have_names(void **state)
{
    (void)state;
    assert_string_equal(errno_name(512), "ERESTARTSYS");
    assert_string_equal(errno_name(516), "ERESTART_RESTARTBLOCK");
    assert_non_null(errno_text(512));
}

static void what_is_no_errno_has_no_name(void **state)
{
    static const int unknown[] = {-1, 0, 41, 134, 511, 517, INT32_MAX, INT32_MIN};

    (void)state;
    for (size_t i = 0; i < COUNT_OF(unknown); i++) {
        assert_null(errno_name(unknown[i]));
        assert_null(errno_text(unknown[i]));
    }
}

static void signals_have_names_but_real_time_ones(void **state)
{
    (void)state;
    for (int signal = 1; signal < 32; signal++)
        assert_memory_equal(signal_name(signal), "SIG", 3);
    assert_string_equal(signal_name(17), "SIGCHLD");
    assert_null(signal_name(0));
    assert_null(signal_name(32));
    assert_null(signal_name(-1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_argument_is_whole),
        cmocka_unit_test(a_broken_argument_is_noticed),
        cmocka_unit_test(every_x86_64_number_of_the_kernel_has_its_row),
        cmocka_unit_test(every_i386_number_of_the_kernel_has_its_row),
        cmocka_unit_test(every_name_leads_back_to_its_number),
        cmocka_unit_test(an_unknown_number_has_no_row),
        cmocka_unit_test(an_unknown_name_leaves_the_number_alone),
        cmocka_unit_test(a_call_has_its_own_number_in_each_abi),
        cmocka_unit_test(clone_takes_tls_where_the_abi_has_it),
        cmocka_unit_test(every_named_type_has_a_list),
        cmocka_unit_test(other_types_have_no_list),
        cmocka_unit_test(every_name_of_a_list_can_be_shown),
        cmocka_unit_test(a_broken_list_is_noticed),
        cmocka_unit_test(a_value_has_the_name_of_its_list),
        cmocka_unit_test(only_the_width_of_a_value_counts),
        cmocka_unit_test(errnos_have_the_texts_of_the_c_library),
        cmocka_unit_test(the_kernels_own_errnos_have_names),
        cmocka_unit_test(what_is_no_errno_has_no_name),
        cmocka_unit_test(signals_have_names_but_real_time_ones),
    };
    return cmocka_run_group_tests_name("tables", tests, NULL, NULL);
}
