/*
 * The structs of tables/layouts.def as tables of members.
 */
#include "ioctl.h"

/* A member of a kind; what is more of it stands behind. */
#define MEMBER(word, sort, ...)                                                                    \
    {                                                                                              \
        .name = #word, .kind = MEMBER_##sort, __VA_ARGS__                                          \
    }
#define BLANK(sort, ...)                                                                           \
    {                                                                                              \
        .kind = MEMBER_##sort, __VA_ARGS__                                                         \
    }

#define U8(name, shown)                    MEMBER(name, U8, .type = TYPE_##shown)
#define S8(name, shown)                    MEMBER(name, S8, .type = TYPE_##shown)
#define U16(name, shown)                   MEMBER(name, U16, .type = TYPE_##shown)
#define S16(name, shown)                   MEMBER(name, S16, .type = TYPE_##shown)
#define U32(name, shown)                   MEMBER(name, U32, .type = TYPE_##shown)
#define S32(name, shown)                   MEMBER(name, S32, .type = TYPE_##shown)
#define U64(name, shown)                   MEMBER(name, U64, .type = TYPE_##shown)
#define S64(name, shown)                   MEMBER(name, S64, .type = TYPE_##shown)
#define U64_PACKED(name, shown)            MEMBER(name, U64_PACKED, .type = TYPE_##shown)
#define ULONG(name, shown)                 MEMBER(name, ULONG, .type = TYPE_##shown)
#define LONG(name, shown)                  MEMBER(name, LONG, .type = TYPE_##shown)
#define POINTER(name, shown)               MEMBER(name, POINTER, .type = TYPE_##shown)
#define CHARS(name, size)                  MEMBER(name, CHARS, .count = size)
#define RAW(name, size)                    MEMBER(name, BYTES, .count = size)
#define STRUCT(name, layout)               MEMBER(name, STRUCT, .members = members_##layout)
#define ARRAY(name, size, layout)          MEMBER(name, ARRAY, .members = members_##layout, .count = size)
#define RECORD(name, shown)                MEMBER(name, RECORD, .type = TYPE_##shown)
#define FOLLOW(sort, name, counts, layout) MEMBER(name, sort, .members = layout, .counted = #counts)
#define LIST(name, counted, layout)        FOLLOW(LIST, name, counted, members_##layout)
#define BUFFER(name, counted)              FOLLOW(LIST, name, counted, NULL)
#define LIST64(name, counted, layout)      FOLLOW(LIST64, name, counted, members_##layout)
#define BUFFER64(name, counted)            FOLLOW(LIST64, name, counted, NULL)
#define TAIL(name, counted, layout)        FOLLOW(TAIL, name, counted, members_##layout)
#define TAIL_BYTES(name, counted)          FOLLOW(TAIL, name, counted, NULL)
#define HIDDEN64(name)                     MEMBER(name, U64, .show = SHOW_NEVER)
#define PAD(size)                          BLANK(PAD, .count = size)
#define PAD64(size)                        BLANK(PAD, .abi = IN_NATIVE, .count = size)
#define PAD32(size)                        BLANK(PAD, .abi = IN_COMPAT, .count = size)
#define FOLD                               BLANK(FOLD, .count = 0)

#define LAYOUT(name, ...) extern const struct member members_##name[];
#include "core/tables/layouts.def"
#undef LAYOUT

#define LAYOUT(name, ...) const struct member members_##name[] = {__VA_ARGS__, {0}};
#include "core/tables/layouts.def"
