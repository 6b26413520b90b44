/*
 * Forwards an instruction is behind the one before it. Backwards nothing says where one begins: the
 * chain of instructions from the beginning of the function is believed if it leads to the address,
 * else the longest one that does.
 */
#include "disassemble.h"

#include <Zydis/Zydis.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/alloc.h"

#define ROWS_MAX       1024
#define FUNCTION_BYTES 0x10000 /* a function is walked from its beginning up to so far */
#define GUESS_MOST     512     /* bytes before an address where a chain may begin */
#define GUESS_EACH     8       /* so many for each instruction that is wanted */
#define LONGEST        ZYDIS_MAX_INSTRUCTION_LENGTH

static_assert(LONGEST < sizeof(((struct sight_line *)0)->bytes), "struct sight_line");

struct listing {
    struct scene *scene;
    const struct look *look;
    ZydisDecoder decoder;
    ZydisFormatter formatter;
    struct sight_line *lines;
    size_t count;
};

static void listing_init(struct listing *listing, struct scene *scene, const struct look *look)
{
    bool is_compat = look->at.is_compat;
    static const struct {
        ZydisFormatterProperty property;
        ZyanUPointer value;
    } properties[] = {
        {ZYDIS_FORMATTER_PROP_HEX_UPPERCASE, ZYAN_FALSE},
        {ZYDIS_FORMATTER_PROP_ADDR_PADDING_ABSOLUTE, ZYDIS_PADDING_DISABLED},
        {ZYDIS_FORMATTER_PROP_ADDR_PADDING_RELATIVE, ZYDIS_PADDING_DISABLED},
        {ZYDIS_FORMATTER_PROP_DISP_PADDING, ZYDIS_PADDING_DISABLED},
        {ZYDIS_FORMATTER_PROP_IMM_PADDING, ZYDIS_PADDING_DISABLED},
    };

    *listing = (struct listing){.scene = scene, .look = look};
    ZydisDecoderInit(&listing->decoder,
                     is_compat ? ZYDIS_MACHINE_MODE_LONG_COMPAT_32 : ZYDIS_MACHINE_MODE_LONG_64,
                     is_compat ? ZYDIS_STACK_WIDTH_32 : ZYDIS_STACK_WIDTH_64);
    ZydisFormatterInit(&listing->formatter, look->syntax == LOOK_ATT ? ZYDIS_FORMATTER_STYLE_ATT
                                                                     : ZYDIS_FORMATTER_STYLE_INTEL);
    for (size_t i = 0; i < sizeof(properties) / sizeof(properties[0]); i++)
        ZydisFormatterSetProperty(&listing->formatter, properties[i].property, properties[i].value);
}

/* ---- backwards ---------------------------------------------------------------------- */

/* The last instructions of a chain. */
struct chain {
    tracee_addr *starts; /* capacity of them, in turn */
    size_t capacity, count;
};

/* Walk from an address on; does it lead exactly to the end of the bytes? */
static bool chain_walk(const struct listing *listing, const uint8_t *bytes, size_t size,
                       tracee_addr from, struct chain *chain)
{
    ZydisDecodedInstruction instruction;

    chain->count = 0;
    for (size_t at = 0; at < size; at += instruction.length) {
        if (!ZYAN_SUCCESS(ZydisDecoderDecodeInstruction(&listing->decoder, NULL, bytes + at,
                                                        size - at, &instruction)))
            return false;
        chain->starts[chain->count++ % chain->capacity] = from + at;
    }
    return chain->count > 0;
}

/* The chain from the beginning of the function that an address is in, or behind. */
static bool walk_function(const struct listing *listing, tracee_addr address, struct chain *chain)
{
    struct scene_symbol function;

    if (!scene_symbol(listing->scene, address - 1, &function) ||
        address - function.symbol.address > FUNCTION_BYTES)
        return false;
    size_t size = address - function.symbol.address;
    uint8_t *bytes = alloc_resize(NULL, 1, size);
    bool leads_here =
        peek_read(listing->scene->peek, function.symbol.address, bytes, size) == size &&
        chain_walk(listing, bytes, size, function.symbol.address, chain);
    free(bytes);
    return leads_here;
}

static bool walk_guess(const struct listing *listing, tracee_addr address, struct chain *chain)
{
    uint8_t bytes[GUESS_MOST], is_mapped[GUESS_MOST];
    size_t most = GUESS_EACH * chain->capacity + LONGEST;

    if (most > sizeof(bytes))
        most = sizeof(bytes);
    if (most > address)
        most = address;
    peek_range(listing->scene->peek, address - most, bytes, is_mapped, most);
    for (size_t at = 0; at < most; at++)
        if (is_mapped[at] && chain_walk(listing, bytes + at, most - at, address - most + at, chain))
            return true;
    return false;
}

/* Where the instructions before an address begin: the last of at most wanted, in their order. */
static size_t find_starts(const struct listing *listing, tracee_addr address, size_t wanted,
                          tracee_addr *ret_starts)
{
    struct chain chain = {.starts = alloc_resize(NULL, wanted, sizeof(tracee_addr))};
    size_t got = 0;

    while (got < wanted) {
        chain.capacity = wanted - got;
        if (!walk_function(listing, address, &chain) && !walk_guess(listing, address, &chain))
            break;
        for (size_t i = chain.count; i > 0 && got < wanted; i--)
            ret_starts[wanted - ++got] = chain.starts[(i - 1) % chain.capacity];
        address = ret_starts[wanted - got];
    }
    free(chain.starts);
    return got;
}

/* ---- a line ------------------------------------------------------------------------- */

static uint8_t role_of(ZydisTokenType type)
{
    switch (type) {
    case ZYDIS_TOKEN_PREFIX:
    case ZYDIS_TOKEN_MNEMONIC:
        return TEXT_SYSCALL;
    case ZYDIS_TOKEN_REGISTER:
        return TEXT_FIELD;
    case ZYDIS_TOKEN_ADDRESS_ABS:
    case ZYDIS_TOKEN_ADDRESS_REL:
        return TEXT_ADDRESS;
    case ZYDIS_TOKEN_DISPLACEMENT:
    case ZYDIS_TOKEN_IMMEDIATE:
        return TEXT_NUMBER;
    case ZYDIS_TOKEN_DELIMITER:
    case ZYDIS_TOKEN_PARENTHESIS_OPEN:
    case ZYDIS_TOKEN_PARENTHESIS_CLOSE:
        return TEXT_PUNCTUATION;
    case ZYDIS_TOKEN_TYPECAST:
    case ZYDIS_TOKEN_DECORATOR:
        return TEXT_DIM;
    default: /* what the library may add */
        return TEXT_PLAIN;
    }
}

struct decoded {
    ZydisDecodedInstruction instruction;
    ZydisDecodedOperand operands[ZYDIS_MAX_OPERAND_COUNT];
};

static void put_code(const struct listing *listing, const struct decoded *decoded,
                     tracee_addr address, struct text *text)
{
    char buffer[SIGHT_TEXT_BYTES];
    ZydisFormatterTokenConst *token;
    ZydisTokenType type;
    ZyanConstCharPointer value;
    ZyanStatus status = ZydisFormatterTokenizeInstruction(
        &listing->formatter, &decoded->instruction, decoded->operands,
        decoded->instruction.operand_count_visible, buffer, sizeof(buffer), address, &token, NULL);

    for (; ZYAN_SUCCESS(status); status = ZydisFormatterTokenNext(&token))
        if (ZYAN_SUCCESS(ZydisFormatterTokenGetValue(token, &type, &value)))
            text_put_role(text, role_of(type), value);
}

static bool is_branch(const ZydisDecodedInstruction *instruction)
{
    return instruction->meta.branch_type != ZYDIS_BRANCH_TYPE_NONE;
}

/* Memory whose address the instruction alone says. */
static bool is_fixed_memory(const ZydisDecodedOperand *operand)
{
    return operand->type == ZYDIS_OPERAND_TYPE_MEMORY &&
           operand->mem.segment != ZYDIS_REGISTER_FS && operand->mem.segment != ZYDIS_REGISTER_GS &&
           operand->mem.index == ZYDIS_REGISTER_NONE &&
           (operand->mem.base == ZYDIS_REGISTER_RIP || operand->mem.base == ZYDIS_REGISTER_NONE);
}

/* Where the instruction leads, or which memory it uses; 0: that is not to be known. */
static tracee_addr find_address(const struct listing *listing, const struct decoded *decoded,
                                tracee_addr address, tracee_addr *ret_target)
{
    const ZydisDecodedInstruction *instruction = &decoded->instruction;

    for (size_t i = 0; i < instruction->operand_count_visible; i++) {
        const ZydisDecodedOperand *operand = &decoded->operands[i];
        bool is_relative =
            operand->type == ZYDIS_OPERAND_TYPE_IMMEDIATE && operand->imm.is_relative;
        ZyanU64 found;
        if ((!is_relative && !is_fixed_memory(operand)) ||
            !ZYAN_SUCCESS(ZydisCalcAbsoluteAddress(instruction, operand, address, &found)))
            continue;
        if (is_branch(instruction) && (is_relative || scene_word(listing->scene, found, &found)))
            *ret_target = found;
        return found;
    }
    return 0;
}

static void put_note(const struct listing *listing, tracee_addr address, struct text *text)
{
    struct sight_text name;
    struct text note = sight_text_begin(&name);

    if (!scene_put_symbol(listing->scene, address, &note))
        return;
    text_put_role(text, TEXT_PUNCTUATION, " <");
    uint8_t before = text_set_role(text, TEXT_PATH);
    text_put_bytes(text, note.bytes, note.length_bytes);
    text_set_role(text, before);
    text_put_role(text, TEXT_PUNCTUATION, ">");
}

static void put_bad(struct sight_line *line, bool is_mapped, uint8_t byte)
{
    struct text text = sight_text_begin(&line->code);

    line->is_bad = true;
    line->length_bytes = 1;
    line->bytes[0] = byte;
    text_set_role(&text, TEXT_ERROR);
    text_put(&text, is_mapped ? "(bad)" : "not mapped");
}

/* Add the line at an address, of which so many bytes are there. */
static struct sight_line *add_line(struct listing *listing, tracee_addr address,
                                   const uint8_t *bytes, size_t size)
{
    struct sight_line *line = &listing->lines[listing->count++];
    struct text code = sight_text_begin(&line->code), label = sight_text_begin(&line->label);
    struct decoded decoded;

    line->address = address;
    scene_put_symbol(listing->scene, address, &label);
    if (size == 0 || !ZYAN_SUCCESS(ZydisDecoderDecodeFull(
                         &listing->decoder, bytes, size, &decoded.instruction, decoded.operands))) {
        put_bad(line, size > 0, size > 0 ? bytes[0] : 0);
        return line;
    }
    line->length_bytes = decoded.instruction.length;
    memcpy(line->bytes, bytes, line->length_bytes);
    put_code(listing, &decoded, address, &code);
    tracee_addr noted = find_address(listing, &decoded, address, &line->target);
    if (noted)
        put_note(listing, noted, &code);
    return line;
}

/* ---- the listing --------------------------------------------------------------------- */

/* Lines from an address on, until there are so many, or nothing is mapped, or the end is there. */
static void add_lines(struct listing *listing, tracee_addr address, tracee_addr end, size_t rows)
{
    size_t size = rows * LONGEST, at = 0;
    uint8_t *bytes = alloc_resize(NULL, 1, size);
    size_t got = peek_read(listing->scene->peek, address, bytes, size);

    for (size_t i = 0; i < rows && address + at < end; i++) {
        size_t rest = got - at < LONGEST ? got - at : LONGEST;
        at += add_line(listing, address + at, bytes + at, rest)->length_bytes;
        if (rest == 0)
            break;
    }
    free(bytes);
}

struct sight_line *disassemble(struct scene *scene, const struct look *look, size_t *ret_count,
                               size_t *ret_current)
{
    size_t before = look->code_before < ROWS_MAX ? look->code_before : ROWS_MAX;
    size_t rows = look->code_rows < ROWS_MAX ? look->code_rows : ROWS_MAX;
    tracee_addr *starts = alloc_zeroed(before + 1, sizeof(*starts));
    struct listing listing;

    listing_init(&listing, scene, look);
    listing.lines = alloc_zeroed(before + rows + 1, sizeof(*listing.lines));
    size_t found = before ? find_starts(&listing, look->code_address, before, starts) : 0;
    if (found)
        add_lines(&listing, starts[before - found], look->code_address, found);
    free(starts);
    *ret_current = listing.count;
    if (rows)
        add_lines(&listing, look->code_address, UINT64_MAX, rows);
    *ret_count = listing.count;
    return listing.lines;
}
