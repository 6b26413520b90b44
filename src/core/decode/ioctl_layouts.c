/*
 * The structs of tables/layouts.def as tables of members.
 */
#include "ioctl.h"

#define U8(name, shown)                                                                            \
    {                                                                                              \
#name, MEMBER_U8, .type = TYPE_##shown                                                     \
    }
#define S8(name, shown)                                                                            \
    {                                                                                              \
#name, MEMBER_S8, .type = TYPE_##shown                                                     \
    }
#define U16(name, shown)                                                                           \
    {                                                                                              \
#name, MEMBER_U16, .type = TYPE_##shown                                                    \
    }
#define S16(name, shown)                                                                           \
    {                                                                                              \
#name, MEMBER_S16, .type = TYPE_##shown                                                    \
    }
#define U32(name, shown)                                                                           \
    {                                                                                              \
#name, MEMBER_U32, .type = TYPE_##shown                                                    \
    }
#define S32(name, shown)                                                                           \
    {                                                                                              \
#name, MEMBER_S32, .type = TYPE_##shown                                                    \
    }
#define U64(name, shown)                                                                           \
    {                                                                                              \
#name, MEMBER_U64, .type = TYPE_##shown                                                    \
    }
#define S64(name, shown)                                                                           \
    {                                                                                              \
#name, MEMBER_S64, .type = TYPE_##shown                                                    \
    }
#define U64_PACKED(name, shown)                                                                    \
    {                                                                                              \
#name, MEMBER_U64_PACKED, .type = TYPE_##shown                                             \
    }
#define ULONG(name, shown)                                                                         \
    {                                                                                              \
#name, MEMBER_ULONG, .type = TYPE_##shown                                                  \
    }
#define LONG(name, shown)                                                                          \
    {                                                                                              \
#name, MEMBER_LONG, .type = TYPE_##shown                                                   \
    }
#define POINTER(name, shown)                                                                       \
    {                                                                                              \
#name, MEMBER_POINTER, .type = TYPE_##shown                                                \
    }
#define CHARS(name, size)                                                                          \
    {                                                                                              \
#name, MEMBER_CHARS, .count = size                                                         \
    }
#define RAW(name, size)                                                                            \
    {                                                                                              \
#name, MEMBER_BYTES, .count = size                                                         \
    }
#define STRUCT(name, layout)                                                                       \
    {                                                                                              \
#name, MEMBER_STRUCT, .members = members_##layout                                          \
    }
#define ARRAY(name, size, layout)                                                                  \
    {                                                                                              \
#name, MEMBER_ARRAY, .members = members_##layout, .count = size                            \
    }
#define RECORD(name, shown)                                                                        \
    {                                                                                              \
#name, MEMBER_RECORD, .type = TYPE_##shown                                                 \
    }
#define FOLLOW(kind, name, counted_, layout)                                                       \
    {                                                                                              \
#name, kind, .members = layout, .counted = #counted_                                       \
    }
#define LIST(name, counted, layout)   FOLLOW(MEMBER_LIST, name, counted, members_##layout)
#define BUFFER(name, counted)         FOLLOW(MEMBER_LIST, name, counted, NULL)
#define LIST64(name, counted, layout) FOLLOW(MEMBER_LIST64, name, counted, members_##layout)
#define BUFFER64(name, counted)       FOLLOW(MEMBER_LIST64, name, counted, NULL)
#define TAIL(name, counted, layout)   FOLLOW(MEMBER_TAIL, name, counted, members_##layout)
#define TAIL_BYTES(name, counted)     FOLLOW(MEMBER_TAIL, name, counted, NULL)
#define HIDDEN64(name)                                                                             \
    {                                                                                              \
#name, MEMBER_U64, SHOW_NEVER                                                              \
    }
#define PAD(size)                                                                                  \
    {                                                                                              \
        NULL, MEMBER_PAD, .count = size                                                            \
    }
#define PAD64(size)                                                                                \
    {                                                                                              \
        NULL, MEMBER_PAD, .abi = IN_NATIVE, .count = size                                          \
    }
#define PAD32(size)                                                                                \
    {                                                                                              \
        NULL, MEMBER_PAD, .abi = IN_COMPAT, .count = size                                          \
    }
#define FOLD                                                                                       \
    {                                                                                              \
        NULL, MEMBER_FOLD                                                                          \
    }

#define LAYOUT(name, ...) extern const struct member members_##name[];
#include "core/tables/layouts.def"
#undef LAYOUT

#define LAYOUT(name, ...) const struct member members_##name[] = {__VA_ARGS__, {0}};
#include "core/tables/layouts.def"
