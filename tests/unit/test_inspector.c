/*
 * Looks, expressions, searches and completions, with this very process as the one that is looked
 * at.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include <ptop/inspect.h>
#include <ptop/registers.h>
#include <ptop/syscall.h>

#define PATIENCE_MS 20000
#define PAGE        4096

/* ---- what is looked at ------------------------------------------------------------- */

long inspected_counter = 41;
char inspected_room[300]; /* zero: behind what the file has */
/* As what a C++ compiler makes of a name. */
#define TEN_TIMES(part) part##part##part##part##part##part##part##part##part##part
#define LONG_NAME       TEN_TIMES(a_name_of_many_parts)
#define TEXT_OF(name)   TEXT_OF_ITSELF(name)
#define TEXT_OF_ITSELF(name) #name
long LONG_NAME = 43;
static const char greeting[] = "hello, inspector";

__attribute__((noinline)) long inspected_function(long argument);
long inspected_function(long argument)
{
    __asm__ volatile("nop; nop; nop; nop");
    return argument + inspected_counter;
}

#define ADDRESS(thing) ((tracee_addr)(uintptr_t)(thing))

static struct look_at self(void)
{
    struct look_at at = {.tid = getpid(), .tgid = getpid(), .generation = 7, .is_held = true};

    register_set(register_find(false, "rip"), at.registers, ADDRESS(inspected_function) + 4);
    register_set(register_find(false, "rdi"), at.registers, ADDRESS(greeting));
    register_set(register_find(false, "rsi"), at.registers, ADDRESS(&inspected_counter));
    register_set(register_find(false, "rax"), at.registers, 5);
    return at;
}

static struct inspector *inspector;

static int begin(void **state)
{
    (void)state;
    inspector = inspector_new();
    assert_non_null(inspector);
    return 0;
}

static int end(void **state)
{
    (void)state;
    inspector_free(inspector);
    return 0;
}

/* ---- waiting ------------------------------------------------------------------------ */

static void wait_for_news(void)
{
    struct pollfd fd = {.fd = inspector_fd(inspector), .events = POLLIN};

    if (poll(&fd, 1, PATIENCE_MS) != 1)
        fail_msg("nothing came");
}

static struct sight *see(const struct look *look)
{
    struct sight *sight;

    inspector_look(inspector, look);
    while ((sight = inspector_take(inspector)) == NULL)
        wait_for_news();
    return sight;
}

/* To a ticket: a sight may come before it. */
static void wait_for_answer(void)
{
    wait_for_news();
    sight_free(inspector_take(inspector));
}

static enum inspect_answer await(unsigned ticket, struct resolved *ret_resolved)
{
    enum inspect_answer answer;

    while ((answer = inspector_resolved(inspector, ticket, ret_resolved)) == INSPECT_PENDING)
        wait_for_answer();
    return answer;
}

static struct resolved resolve(const struct look_at *at, const char *expression)
{
    struct resolved resolved = {.message = ""};

    if (await(inspector_resolve(inspector, at, expression), &resolved) != INSPECT_RESOLVED)
        fail_msg("%s: %s", expression, resolved.message);
    return resolved;
}

static void refuses(const struct look_at *at, const char *expression, int offset, const char *why)
{
    struct resolved resolved = {.message = ""};

    if (await(inspector_resolve(inspector, at, expression), &resolved) != INSPECT_REFUSED)
        fail_msg("%s was taken for 0x%lx", expression, (unsigned long)resolved.value);
    assert_string_equal(resolved.message, why);
    assert_int_equal(resolved.offset, offset);
}

/* ---- looks --------------------------------------------------------------------------- */

static void expect_register(const struct sight *sight, const char *name, const char *wanted)
{
    assert_string_equal(sight->registers[register_find(false, name)->index].bytes, wanted);
}

static void registers_say_what_they_point_to(void **state)
{
    struct look look = {.at = self(), .wants_registers = true};
    (void)state;

    register_set(register_find(false, "rbx"), look.at.registers, ADDRESS(inspected_room) + 16);
    register_set(register_find(false, "rcx"), look.at.registers, 0x1000);
    register_set(register_find(false, "rsp"), look.at.registers, ADDRESS(&look));
    struct sight *sight = see(&look);
    assert_int_equal(sight->look.at.generation, 7);
    assert_string_equal(sight->trouble, "");
    expect_register(sight, "rip", "inspected_function+0x4");
    expect_register(sight, "rsi", "inspected_counter -> 0x29");
    expect_register(sight, "rbx", "inspected_room+0x10 -> 0x0");
    expect_register(sight, "rax", "");
    expect_register(sight, "rcx", "");
    expect_register(sight, "eflags", "");
    expect_register(sight, "rdi", "greeting \"hello, inspector\"");
    assert_memory_equal(sight->registers[register_find(false, "rsp")->index].bytes, "[stack] +0x",
                        11);
    sight_free(sight);
}

static void text_that_is_pointed_to_is_quoted_and_escaped(void **state)
{
    struct look look = {.at = self(), .wants_registers = true};
    char *text = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    (void)state;

    strcpy(text, "a\tb\xc2\x9b"
                 "31m");
    register_set(register_find(false, "rdx"), look.at.registers, ADDRESS(text));
    struct sight *sight = see(&look);
    expect_register(sight, "rdx", "\"a\\tb\\302\\23331m\"");
    sight_free(sight);
    memset(text, 'x', 200);
    sight = see(&look);
    expect_register(sight, "rdx", "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"...");
    sight_free(sight);
    munmap(text, PAGE);
}

static void code_has_its_lines_around_the_address(void **state)
{
    tracee_addr address = ADDRESS(inspected_function) + 4;
    struct look look = {.at = self(), .code_address = address, .code_before = 3, .code_rows = 8};
    tracee_addr expected = 0;
    (void)state;

    struct sight *sight = see(&look);
    assert_true(sight->line_current >= 1 && sight->line_current <= 3);
    assert_int_equal(sight->line_count, sight->line_current + 8);
    assert_int_equal(sight->lines[sight->line_current].address, address);
    for (size_t i = 0; i < sight->line_count; i++) {
        const struct sight_line *line = &sight->lines[i];
        assert_false(line->is_bad);
        assert_true(expected == 0 || line->address == expected);
        assert_memory_equal(line->bytes, (void *)(uintptr_t)line->address, line->length_bytes);
        expected = line->address + line->length_bytes;
    }
    assert_string_equal(sight->lines[sight->line_current].label.bytes, "inspected_function+0x4");
    sight_free(sight);
}

/* push rbp; mov rbp,rsp; call +0; jne back to the push; lea rax,[rip+0]; ret; no instruction */
static const uint8_t code[] = {0x55, 0x48, 0x89, 0xe5, 0xe8, 0, 0, 0, 0,    0x75,
                               0xf5, 0x48, 0x8d, 0x05, 0,    0, 0, 0, 0xc3, 0x06};

static uint8_t *map_code(void)
{
    uint8_t *page =
        mmap(NULL, PAGE, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    assert_true(page != MAP_FAILED);
    memset(page, 0x90, PAGE);
    memcpy(page + 0x100, code, sizeof(code));
    return page;
}

static void expect_code(const struct sight *sight, size_t index, const char *wanted)
{
    const char *shown = sight->lines[sight->line_current + index].code.bytes;

    if (strncmp(shown, wanted, strlen(wanted)) != 0)
        fail_msg("\"%s\", not \"%s\"", shown, wanted);
}

static void both_syntaxes_are_spoken(void **state)
{
    uint8_t *page = map_code();
    struct look look = {.at = self(), .code_address = ADDRESS(page) + 0x100, .code_rows = 7};
    char call[60];
    (void)state;

    snprintf(call, sizeof(call), "call 0x%lx", (unsigned long)ADDRESS(page) + 0x109);
    struct sight *sight = see(&look);
    expect_code(sight, 0, "push rbp");
    expect_code(sight, 1, "mov rbp, rsp");
    expect_code(sight, 2, call);
    expect_code(sight, 6, "(bad)");
    assert_true(sight->lines[6].is_bad);
    assert_int_equal(sight->lines[2].target, ADDRESS(page) + 0x109);
    assert_int_equal(sight->lines[3].target, ADDRESS(page) + 0x100);
    assert_int_equal(sight->lines[4].target, 0);
    assert_int_equal(sight->lines[0].code.roles[0], TEXT_SYSCALL);
    assert_int_equal(sight->lines[0].code.roles[5], TEXT_FIELD);
    sight_free(sight);
    look.syntax = LOOK_ATT;
    sight = see(&look);
    expect_code(sight, 0, "push %rbp");
    expect_code(sight, 1, "mov %rsp, %rbp");
    sight_free(sight);
    munmap(page, PAGE);
}

static void a_branch_names_what_it_leads_to(void **state)
{
    uint8_t *page =
        mmap((void *)(uintptr_t)((ADDRESS(inspected_function) & ~0xffful) - 0x1000000), PAGE,
             PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    struct look look = {.at = self(), .code_address = ADDRESS(page), .code_rows = 1};
    int32_t distance = (int32_t)((intptr_t)inspected_function - (intptr_t)(page + 5));
    char wanted[100];
    (void)state;

    page[0] = 0xe8;
    memcpy(page + 1, &distance, sizeof(distance));
    struct sight *sight = see(&look);
    snprintf(wanted, sizeof(wanted), "call 0x%lx <inspected_function>",
             (unsigned long)ADDRESS(inspected_function));
    assert_string_equal(sight->lines[0].code.bytes, wanted);
    sight_free(sight);
    munmap(page, PAGE);
}

static void where_nothing_is_mapped_there_is_one_line_that_says_so(void **state)
{
    uint8_t *page = map_code();
    struct look look = {
        .at = self(), .code_address = ADDRESS(page), .code_before = 4, .code_rows = 9};
    (void)state;

    munmap(page, PAGE);
    struct sight *sight = see(&look);
    assert_int_equal(sight->line_count, 1);
    assert_true(sight->lines[0].is_bad);
    assert_string_equal(sight->lines[0].code.bytes, "not mapped");
    assert_false(sight->is_gone);
    sight_free(sight);
}

/* ---- points --------------------------------------------------------------------------- */

static struct points *points_with(tracee_addr address, int32_t tgid, enum point_state state)
{
    struct points *points = points_new();
    struct event_point event = {
        .header = {.kind = EVENT_POINT, .size_bytes = sizeof(event)},
        .point = {.id = 1,
                  .kind = POINT_CODE,
                  .state = state,
                  .tgid = tgid,
                  .address = address,
                  .original = {0x55},
                  .original_bytes = 1},
    };

    points_apply(points, &event.header);
    return points;
}

static void our_bytes_in_the_code_are_not_shown(void **state)
{
    static const struct {
        int32_t tgid; /* 0: our own */
        enum point_state state;
        uint8_t byte; /* that is there */
        uint8_t shown;
    } cases[] = {
        {0, POINT_ARMED, 0xcc, 0x55},
        {0, POINT_DISABLED, 0xcc, 0xcc},
        {1, POINT_ARMED, 0xcc, 0x55}, /* inherited */
        {1, POINT_ARMED, 0x90, 0x90}, /* not inherited */
    };
    uint8_t *page = map_code();
    (void)state;

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct look look = {.at = self(),
                            .code_address = ADDRESS(page) + 0x100,
                            .code_rows = 1,
                            .memory_address = ADDRESS(page) + 0xf8,
                            .memory_bytes = 16};
        struct points *points = points_with(
            look.code_address, cases[i].tgid ? cases[i].tgid : getpid(), cases[i].state);
        page[0x100] = cases[i].byte;
        look.at.points = points;
        struct sight *sight = see(&look);
        assert_int_equal(sight->memory[8], cases[i].shown);
        assert_int_equal(sight->lines[0].bytes[0], cases[i].shown);
        assert_null(sight->look.at.points);
        sight_free(sight);
        points_free(points);
    }
    munmap(page, PAGE);
}

/* ---- memory ---------------------------------------------------------------------------- */

static void each_byte_says_whether_it_is_mapped(void **state)
{
    uint8_t *pages =
        mmap(NULL, 3 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    struct look look = {
        .at = self(), .memory_address = ADDRESS(pages) + PAGE - 3, .memory_bytes = PAGE + 6};
    (void)state;

    memset(pages, 0xab, 3 * PAGE);
    munmap(pages + PAGE, PAGE);
    struct sight *sight = see(&look);
    assert_int_equal(sight->is_mapped[0], 1);
    assert_int_equal(sight->is_mapped[2], 1);
    assert_int_equal(sight->memory[2], 0xab);
    assert_int_equal(sight->is_mapped[3], 0);
    assert_int_equal(sight->is_mapped[PAGE + 2], 0);
    assert_int_equal(sight->is_mapped[PAGE + 3], 1);
    assert_int_equal(sight->memory[PAGE + 5], 0xab);
    sight_free(sight);
    munmap(pages, PAGE);
    munmap(pages + 2 * PAGE, PAGE);
}

static void memory_at_both_ends_of_the_world_is_not_mapped(void **state)
{
    static const tracee_addr addresses[] = {0, UINT64_MAX - 20, UINT64_C(0x8000000000000000)};
    (void)state;

    for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
        struct look look = {.at = self(),
                            .memory_address = addresses[i],
                            .memory_bytes = 64,
                            .code_address = addresses[i],
                            .code_before = 5,
                            .code_rows = 5};
        struct sight *sight = see(&look);
        assert_null(memchr(sight->is_mapped, 1, i == 1 ? 21 : 64));
        sight_free(sight);
    }
}

static void mappings_are_those_of_the_process(void **state)
{
    struct look look = {.at = self(), .wants_maps = true};
    size_t own = 0;
    (void)state;

    struct sight *sight = see(&look);
    assert_true(sight->mapping_count > 5);
    for (size_t i = 0; i < sight->mapping_count; i++) {
        const struct sight_mapping *mapping = &sight->mappings[i];
        assert_true(mapping->start < mapping->end);
        if (mapping->start <= ADDRESS(inspected_function) &&
            ADDRESS(inspected_function) < mapping->end) {
            own++;
            assert_int_equal(mapping->protection, PROT_READ | PROT_EXEC);
            assert_non_null(strstr(mapping->name.bytes, "unit_test_inspector"));
        }
    }
    assert_int_equal(own, 1);
    sight_free(sight);
}

static void new_mappings_are_known_at_the_next_look(void **state)
{
    struct look look = {.at = self(), .wants_registers = true};
    (void)state;

    sight_free(see(&look));
    uint8_t *page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    register_set(register_find(false, "r12"), look.at.registers, ADDRESS(page) + 5);
    struct sight *sight = see(&look);
    assert_non_null(strstr(sight->registers[register_find(false, "r12")->index].bytes, " -> 0x0"));
    sight_free(sight);
    munmap(page, PAGE);
}

static void a_process_that_is_no_more_is_gone(void **state)
{
    struct look look = {.at = self(), .wants_registers = true, .wants_maps = true};
    pid_t child = fork();
    char wanted[40];
    (void)state;

    if (child == 0)
        _exit(0);
    look.at.tid = look.at.tgid = child;
    struct sight *sight;
    do { /* a zombie, at last */
        sight = see(&look);
    } while (!sight->is_gone && (sight_free(sight), true));
    assert_int_equal(sight->mapping_count, 0);
    sight_free(sight);
    snprintf(wanted, sizeof(wanted), "%d is no more", child);
    refuses(&look.at, "main", -1, wanted);
    waitpid(child, NULL, 0);
    sight = see(&look);
    assert_true(sight->is_gone);
    sight_free(sight);
}

/* ---- expressions ------------------------------------------------------------------------ */

static void expressions_come_to_numbers(void **state)
{
    struct look_at at = self();
    static const struct {
        const char *text;
        uint64_t value;
    } plain[] = {
        {"0", 0},        {"12", 12},     {"010", 10},
        {"0x1F", 31},    {" 1 + 2 ", 3}, {"2+3*4", 14},
        {"(2+3)*4", 20}, {"10-2-3", 5},  {"-1+3", 2},
        {"2*-3+7", 1},   {"rax", 5},     {"RAX+1", 6},
        {"al*2", 10},    {"eax - 5", 0}, {"0xffffffffffffffff", UINT64_MAX},
    };
    (void)state;

    for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
        assert_int_equal(resolve(&at, plain[i].text).value, plain[i].value);
}

static void symbols_have_their_address_and_size(void **state)
{
    struct look_at at = self();
    (void)state;

    assert_int_equal(resolve(&at, "inspected_function").value, ADDRESS(inspected_function));
    assert_int_equal(resolve(&at, "inspected_counter").size_bytes, sizeof(long));
    assert_int_equal(resolve(&at, "inspected_room").size_bytes, sizeof(inspected_room));
    assert_int_equal(resolve(&at, "inspected_room+8").value, ADDRESS(inspected_room) + 8);
    assert_int_equal(resolve(&at, "inspected_room+8").size_bytes, 0);
    assert_int_equal(resolve(&at, "*inspected_counter+1").value, 42);
    assert_int_equal(resolve(&at, "*(rsi)").value, 41);
    assert_int_equal(resolve(&at, "*&inspected_counter").value, 41);
    assert_int_equal(resolve(&at, "unit_test_inspector:main").value, resolve(&at, "main").value);
    assert_int_equal(resolve(&at, "libc.so.6:getpid").value, resolve(&at, "libc:getpid").value);
    assert_true(resolve(&at, "getpid").value != resolve(&at, "getpid@plt").value);
    assert_int_equal(resolve(&at, "clock_nanosleep").value, ADDRESS(clock_nanosleep));
}

static void code_that_is_loaded_later_is_known_as_long_as_it_is_there(void **state)
{
    struct look_at at = self();
    (void)state;

    refuses(&at, "td_ta_map_id2thr", 0, "no symbol \"td_ta_map_id2thr\"");
    void *library = dlopen("libthread_db.so.1", RTLD_LAZY);
    assert_non_null(library);
    assert_int_equal(resolve(&at, "td_ta_map_id2thr").value,
                     ADDRESS(dlsym(library, "td_ta_map_id2thr")));
    dlclose(library);
    refuses(&at, "td_ta_map_id2thr", 0, "no symbol \"td_ta_map_id2thr\"");
}

static void arguments_of_the_call_have_their_names(void **state)
{
    struct look_at at = self();
    struct event_syscall call = {.header = {.size_bytes = sizeof(call)}, .args = {3, 0x5000, 77}};
    (void)state;

    syscall_find_name(ABI_NATIVE, "read", &call.header.number);
    at.call = &call;
    assert_int_equal(resolve(&at, "buf + count").value, 0x5000 + 77);
    at.call = NULL;
    refuses(&at, "inspected_rom", 0, "no symbol \"inspected_rom\"; inspected_room?");
}

static void names_may_be_long_and_what_is_too_long_is_not_cut(void **state)
{
    struct look_at at = self();
    char sum[INSPECT_EXPRESSION_BYTES + 1];
    (void)state;

    assert_int_equal(resolve(&at, "*" TEXT_OF(LONG_NAME)).value, 43);
    for (size_t i = 0; i < INSPECT_EXPRESSION_BYTES; i++)
        sum[i] = i % 2 ? '+' : '1';
    sum[INSPECT_EXPRESSION_BYTES - 1] = '\0';
    assert_int_equal(resolve(&at, sum).value, INSPECT_EXPRESSION_BYTES / 2);
    sum[INSPECT_EXPRESSION_BYTES - 1] = '+';
    sum[INSPECT_EXPRESSION_BYTES] = '\0';
    refuses(&at, sum, -1, "no expression is that long");
}

static void mistakes_are_named_with_their_place(void **state)
{
    struct look_at at = self();
    char long_name[200];
    (void)state;

    refuses(&at, "rax + inspected_fucntion", 6,
            "no symbol \"inspected_fucntion\"; inspected_function?");
    refuses(&at, "raxx", 0, "no symbol \"raxx\"; rax?");
    refuses(&at, "", 0, "something is missing here");
    refuses(&at, "1+", 2, "something is missing here");
    refuses(&at, "(1", 0, "this parenthesis is not closed");
    refuses(&at, "1)", 1, "an operator is wanted here");
    refuses(&at, "1 2", 2, "an operator is wanted here");
    refuses(&at, "0x", 0, "\"0x\" is no number");
    refuses(&at, "12ab", 0, "\"12ab\" is no number");
    refuses(&at, "99999999999999999999", 0, "\"99999999999999999999\" is no number");
    refuses(&at, "1+*0x10", 3, "0x10 is not mapped");
    refuses(&at, "#", 0, "\"#\" is not expected here");
    refuses(&at, "&", 1, "a symbol is wanted here");
    refuses(&at, "libc.so.6:nothing_like_that", 10, "no symbol \"nothing_like_that\"");
    refuses(&at, "qqqqqqqq.so:main", 0, "no file \"qqqqqqqq.so\" is mapped");
    refuses(&at, "nowhere_at_all.c:12", 0, "no line 12 of \"nowhere_at_all.c\" is known");
    memset(long_name, '(', sizeof(long_name));
    long_name[sizeof(long_name) - 1] = '\0';
    refuses(&at, long_name, 64, "too many levels");
    at.is_held = false;
    char wanted[60];
    snprintf(wanted, sizeof(wanted), "rsp: %d is not held", getpid());
    refuses(&at, "8+rsp", 2, wanted);
}

static void a_line_of_the_source_is_an_address(void **state)
{
    struct look_at at = self();
    struct look look = {.at = at, .stack_frames = 1};
    (void)state;

    struct sight *sight = see(&look);
    assert_memory_equal(sight->frames[0].place.bytes, "test_inspector.c:", 17);
    tracee_addr address = resolve(&at, sight->frames[0].place.bytes).value;
    sight_free(sight);
    assert_true(address >= ADDRESS(inspected_function) &&
                address < ADDRESS(inspected_function) + 64);
}

/* Whoever waits for an answer must not keep the news of a sight from the one who waits for that. */
static void an_answer_leaves_the_news_to_others(void **state)
{
    struct look look = {.at = self(), .wants_registers = true};
    struct pollfd fd = {.fd = inspector_fd(inspector), .events = POLLIN};
    struct resolved resolved;
    (void)state;

    inspector_look(inspector, &look);
    unsigned ticket = inspector_resolve(inspector, &look.at, "1");
    while (inspector_resolved(inspector, ticket, &resolved) == INSPECT_PENDING)
        wait_for_news();
    assert_int_equal(poll(&fd, 1, 0), 1);
    struct sight *sight = inspector_take(inspector);
    assert_non_null(sight);
    sight_free(sight);
    assert_int_equal(poll(&fd, 1, 0), 0);
}

/* ---- completion ------------------------------------------------------------------------- */

struct candidates {
    char all[100000];
};

static void note_candidate(void *context, const char *text, const char *help)
{
    struct candidates *candidates = context;
    size_t used = strlen(candidates->all);

    snprintf(candidates->all + used, sizeof(candidates->all) - used, "%s (%s)\n", text, help);
}

static struct candidates *complete(const struct look_at *at, const char *text)
{
    static struct candidates candidates;
    unsigned ticket = inspector_complete(inspector, at, text);

    candidates.all[0] = '\0';
    while (inspector_completed(inspector, ticket, note_candidate, &candidates) == INSPECT_PENDING)
        wait_for_answer();
    return &candidates;
}

static void what_begins_so_is_offered(void **state)
{
    struct look_at at = self();
    struct event_syscall call = {.header = {.size_bytes = sizeof(call)}};
    (void)state;

    assert_string_equal(complete(&at, "rax+inspected_")->all,
                        "inspected_counter (variable of unit_test_inspector)\n"
                        "inspected_function (function of unit_test_inspector)\n"
                        "inspected_room (variable of unit_test_inspector)\n");
    assert_non_null(strstr(complete(&at, "r1")->all, "r15 (register)\n"));
    assert_string_equal(complete(&at, "libc.so.6:getpp")->all, "getppid (function of libc.so.6)\n");
    assert_string_equal(complete(&at, "no_such_file:getpp")->all, "");
    syscall_find_name(ABI_NATIVE, "read", &call.header.number);
    at.call = &call;
    assert_non_null(strstr(complete(&at, "")->all, "buf (argument of this call)\n"));
}

/* ---- search ------------------------------------------------------------------------------ */

static void bytes_are_found_in_both_directions(void **state)
{
    struct look_at at = self();
    size_t size = 4u << 20;
    char *pages = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    size_t places[] = {(256u << 10) - 4, (512u << 10) - 1, (3u << 20) + 7};
    struct resolved resolved;
    char needle[] = "needle-???";
    (void)state;

    memcpy(needle + 7, "in.", 3); /* so that it does not lie in the constants */
    for (size_t i = 0; i < 3; i++)
        memcpy(pages + places[i], needle, 10);
    tracee_addr from = ADDRESS(pages);
    for (size_t i = 0; i < 3; i++, from = resolved.value + 1) {
        assert_int_equal(
            await(inspector_search(inspector, &at, from, false, needle, 10), &resolved),
            INSPECT_RESOLVED);
        assert_int_equal(resolved.value, ADDRESS(pages) + places[i]);
    }
    from = ADDRESS(pages) + size;
    for (size_t i = 3; i-- > 0; from = resolved.value) {
        assert_int_equal(await(inspector_search(inspector, &at, from, true, needle, 10), &resolved),
                         INSPECT_RESOLVED);
        assert_int_equal(resolved.value, ADDRESS(pages) + places[i]);
    }
    assert_int_equal(await(inspector_search(inspector, &at, 0, false, needle, 0), &resolved),
                     INSPECT_REFUSED);
    assert_string_equal(resolved.message, "not found");
    munmap(pages, size);
}

/* ---- what does not answer ----------------------------------------------------------------- */

struct hostile {
    int fd;
    uint8_t *page;
};

/* A page whose reader waits until somebody gives it its bytes. */
static struct hostile hostile_page(void)
{
    struct hostile hostile = {.fd = (int)syscall(SYS_userfaultfd, O_CLOEXEC)};
    struct uffdio_api api = {.api = UFFD_API};
    struct uffdio_register range;

    if (hostile.fd < 0 && errno == EPERM) /* vm.unprivileged_userfaultfd */
        skip();
    assert_true(hostile.fd >= 0);
    assert_int_equal(ioctl(hostile.fd, UFFDIO_API, &api), 0);
    hostile.page = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    range = (struct uffdio_register){.range = {ADDRESS(hostile.page), PAGE},
                                     .mode = UFFDIO_REGISTER_MODE_MISSING};
    assert_int_equal(ioctl(hostile.fd, UFFDIO_REGISTER, &range), 0);
    return hostile;
}

static void hostile_answers(struct hostile *hostile)
{
    struct uffdio_zeropage zero = {.range = {ADDRESS(hostile->page), PAGE}};

    ioctl(hostile->fd, UFFDIO_ZEROPAGE, &zero);
    close(hostile->fd);
    munmap(hostile->page, PAGE);
}

static void a_page_that_does_not_answer_spoils_nothing_else(void **state)
{
    struct hostile hostile = hostile_page();
    struct look look = {.at = self(),
                        .wants_registers = true,
                        .memory_address = ADDRESS(hostile.page),
                        .memory_bytes = 32};
    char trouble[100];
    (void)state;

    snprintf(trouble, sizeof(trouble), "the memory at 0x%lx does not answer",
             (unsigned long)look.memory_address);
    struct sight *sight = see(&look);
    assert_string_equal(sight->trouble, trouble);
    assert_int_equal(sight->is_mapped[0], 0);
    expect_register(sight, "rip", "inspected_function+0x4");
    sight_free(sight);

    struct resolved resolved;
    char expression[40];
    snprintf(expression, sizeof(expression), "*0x%lx", (unsigned long)look.memory_address);
    assert_int_equal(await(inspector_resolve(inspector, &look.at, expression), &resolved),
                     INSPECT_REFUSED);
    assert_string_equal(resolved.message, trouble);
    assert_int_equal(resolve(&look.at, "*inspected_counter").value, 41);

    hostile_answers(&hostile);
}

static void more_pages_than_there_are_patience_for_are_refused(void **state)
{
    struct hostile hostile[10];
    struct look look = {.at = self(), .memory_bytes = 8};
    (void)state;

    for (size_t i = 0; i < 10; i++)
        hostile[i] = hostile_page();
    for (size_t i = 0; i < 10; i++) {
        look.memory_address = ADDRESS(hostile[i].page);
        struct sight *sight = see(&look);
        assert_string_not_equal(sight->trouble, "");
        sight_free(sight);
    }
    for (size_t i = 0; i < 10; i++)
        hostile_answers(&hostile[i]);
    /* Those that hung have ended, sooner or later, and there is room again. */
    look.memory_address = ADDRESS(&inspected_counter);
    for (int tries = 0;; tries++) {
        struct sight *sight = see(&look);
        bool is_well = sight->memory && sight->memory[0] == 41;
        sight_free(sight);
        if (is_well)
            break;
        assert_true(tries < 2000);
        poll(NULL, 0, 1);
    }
}

static void leaving_does_not_wait_for_what_hangs(void **state)
{
    struct hostile hostile = hostile_page();
    struct look look = {.at = self(), .memory_address = ADDRESS(hostile.page), .memory_bytes = 8};
    struct inspector *other = inspector_new();
    (void)state;

    inspector_look(other, &look);
    inspector_free(other);
    hostile_answers(&hostile);
}

#define WITH_INSPECTOR(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_INSPECTOR(registers_say_what_they_point_to),
        WITH_INSPECTOR(text_that_is_pointed_to_is_quoted_and_escaped),
        WITH_INSPECTOR(code_has_its_lines_around_the_address),
        WITH_INSPECTOR(both_syntaxes_are_spoken),
        WITH_INSPECTOR(a_branch_names_what_it_leads_to),
        WITH_INSPECTOR(where_nothing_is_mapped_there_is_one_line_that_says_so),
        WITH_INSPECTOR(our_bytes_in_the_code_are_not_shown),
        WITH_INSPECTOR(each_byte_says_whether_it_is_mapped),
        WITH_INSPECTOR(memory_at_both_ends_of_the_world_is_not_mapped),
        WITH_INSPECTOR(mappings_are_those_of_the_process),
        WITH_INSPECTOR(new_mappings_are_known_at_the_next_look),
        WITH_INSPECTOR(a_process_that_is_no_more_is_gone),
        WITH_INSPECTOR(expressions_come_to_numbers),
        WITH_INSPECTOR(symbols_have_their_address_and_size),
        WITH_INSPECTOR(code_that_is_loaded_later_is_known_as_long_as_it_is_there),
        WITH_INSPECTOR(arguments_of_the_call_have_their_names),
        WITH_INSPECTOR(names_may_be_long_and_what_is_too_long_is_not_cut),
        WITH_INSPECTOR(mistakes_are_named_with_their_place),
        WITH_INSPECTOR(a_line_of_the_source_is_an_address),
        WITH_INSPECTOR(an_answer_leaves_the_news_to_others),
        WITH_INSPECTOR(what_begins_so_is_offered),
        WITH_INSPECTOR(bytes_are_found_in_both_directions),
        WITH_INSPECTOR(a_page_that_does_not_answer_spoils_nothing_else),
        WITH_INSPECTOR(more_pages_than_there_are_patience_for_are_refused),
        cmocka_unit_test(leaving_does_not_wait_for_what_hangs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
