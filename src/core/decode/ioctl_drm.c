/*
 * Graphics devices (DRM): what they are, their buffers, and how pictures get from these to a display.
 *
 * Requests that count come twice: first to ask how much room it takes, then with that room.  Their arrays
 * are shown by address, their counts before and after.
 */
#include "capture.h"
#include "formatter.h"
#include "ioctl.h"
#include "layout.h"

/* Members that most structs are made of, all of 32 bits. */
#define NUMBER(name)      {name, MEMBER_U32, .type = TYPE_UINT}
#define SIGNED(name)      {name, MEMBER_S32, .type = TYPE_INT}
#define BITS(name)        {name, MEMBER_U32, .type = TYPE_HEX}
#define NAMED(name, list) {name, MEMBER_U32, .type = TYPE_##list}
#define ASKED(name)       {name, MEMBER_U32, SHOW_NEVER} /* stands in the question */
#define ASKED64(name)     {name, MEMBER_U64, SHOW_NEVER}
#define PAD(size)         {NULL, MEMBER_PAD, .count = size}
/* Of 64 bits, also in i386. */
#define NUMBER64(name)    {name, MEMBER_U64, .type = TYPE_ULONG}
#define HEX64(name)       {name, MEMBER_U64, .type = TYPE_HEX}
#define ADDRESS64(name)   {name, MEMBER_U64, .type = TYPE_ADDRESS}

static void put_fourcc(struct formatter *f, const uint8_t *bytes)
{
    format_fourcc(f, "fourcc_code", bytes);
}

/* ---- the driver ------------------------------------------------------------------------------ */

static const struct member version_numbers[] = {
    SIGNED("version_major"),
    SIGNED("version_minor"),
    SIGNED("version_patchlevel"),
    {0},
};

/* Three strings with their lengths behind the numbers. */
static const char *const version_strings[][2] = {
    {"name_len", "name"},
    {"date_len", "date"},
    {"desc_len", "desc"},
};

#define VERSION_STRING_BYTES 256

static unsigned version_word(enum abi abi, size_t string)
{
    return (abi == ABI_COMPAT ? 3u : 2u) + 2 * (unsigned)string;
}

static uint32_t version_bytes(enum abi abi)
{
    return (uint32_t)(version_word(abi, ARRAY_COUNT(version_strings)) * abi_word_bytes(abi));
}

static void capture_version(struct capture *c)
{
    uint32_t got, size = version_bytes(c->abi);
    const uint8_t *bytes = capture_bytes(c, 0, c->args[c->arg], size, size, &got);
    uint64_t words[ARRAY_COUNT(version_strings)][2];

    if (!bytes || got < size || !c->is_exit)
        return;
    for (size_t i = 0; i < ARRAY_COUNT(version_strings); i++) {
        words[i][0] = load_word(bytes, version_word(c->abi, i), c->abi);
        words[i][1] = load_word(bytes, version_word(c->abi, i) + 1, c->abi);
    }
    for (size_t i = 0; i < ARRAY_COUNT(version_strings); i++)
        if (words[i][0] && words[i][1])
            capture_bytes(c, (unsigned)i + 1, words[i][1], words[i][0], VERSION_STRING_BYTES, &got);
}

static void put_version(struct formatter *f, const uint8_t *bytes, bool is_exit)
{
    format_open(f, '{');
    if (is_exit)
        format_members(f, version_numbers, bytes, 12);
    for (size_t i = 0; i < ARRAY_COUNT(version_strings); i++) {
        unsigned word = version_word(f->abi, i);
        uint64_t length = load_word(bytes, word, f->abi);
        f->is_exit = is_exit;
        struct captured string = captured_piece(f, (unsigned)i + 1);
        format_field(f, version_strings[i][0]);
        format_value(f, TYPE_ULONG, length);
        format_field(f, version_strings[i][1]);
        if (is_exit && string.bytes)
            format_quoted(f, TEXT_STRING, string.bytes, string.length_bytes, format_string_limit(f),
                          captured_is_cut(string));
        else
            format_address(f, load_word(bytes, word + 1, f->abi));
    }
    format_close(f, '}');
}

static void format_version(struct formatter *f)
{
    size_t size = version_bytes(f->abi);
    const uint8_t *before = format_ioctl_part(f, 0, false, size);

    if (!before) {
        format_ioctl_address(f);
        return;
    }
    put_version(f, before, false);
    const uint8_t *after = format_ioctl_answers(f) ? format_ioctl_part(f, 0, true, size) : NULL;
    if (!after)
        return;
    format_punctuation(f, " => ");
    put_version(f, after, true);
}

const struct ioctl_pair ioctl_drm_version = {capture_version, format_version};

const struct member members_drm_capability[] = {
    {"capability", MEMBER_U64, .type = TYPE_DRM_CAPABILITY},
    {0},
};
const struct member members_drm_capability_answer[] = {
    ASKED64("capability"),
    NUMBER64("value"),
    {0},
};

/* ---- buffers ----------------------------------------------------------------------------------- */

const struct member members_drm_handle[] = {NUMBER("handle"), {0}};
const struct member members_drm_name_answer[] = {ASKED("handle"), NUMBER("name"), {0}};
const struct member members_drm_name[] = {NUMBER("name"), {0}};
const struct member members_drm_opened_answer[] = {
    ASKED("name"),
    NUMBER("handle"),
    NUMBER64("size"),
    {0},
};

const struct member members_drm_export[] = {NUMBER("handle"), NAMED("flags", DRM_PRIME), {0}};
const struct member members_drm_export_answer[] = {
    ASKED("handle"),
    ASKED("flags"),
    {"fd", MEMBER_S32, .type = TYPE_FD},
    {0},
};
const struct member members_drm_import[] = {
    PAD(8),
    {"fd", MEMBER_S32, .type = TYPE_FD},
    {0},
};

const struct member members_drm_create_dumb[] = {
    NUMBER("height"),
    NUMBER("width"),
    NUMBER("bpp"),
    BITS("flags"),
    {0},
};
const struct member members_drm_create_dumb_answer[] = {
    PAD(16),
    NUMBER("handle"),
    NUMBER("pitch"),
    NUMBER64("size"),
    {0},
};
const struct member members_drm_map_answer[] = {PAD(8), HEX64("offset"), {0}};

static const struct member unsigned_number[] = {{NULL, MEMBER_U32, .type = TYPE_UINT}, {0}};

#define FOUR(name) {name, MEMBER_ARRAY, .members = unsigned_number, .count = 4}
#define FOURCC(name) {name, MEMBER_PUT, .count = 4, .put = put_fourcc}

const struct member members_drm_add_buffer[] = {
    ASKED("fb_id"),  NUMBER("width"), NUMBER("height"), NUMBER("pitch"),
    NUMBER("bpp"),   NUMBER("depth"), NUMBER("handle"), {0},
};
const struct member members_drm_buffer_number[] = {NUMBER("fb_id"), {0}};

#define PLANES                                                                                     \
    NUMBER("width"), NUMBER("height"), FOURCC("pixel_format"), NAMED("flags", DRM_FRAME_BUFFER),   \
        FOUR("handles"), FOUR("pitches"), FOUR("offsets"),                                         \
        {"modifier", MEMBER_ARRAY, .members = members_x64, .count = 4}

const struct member members_drm_add_planes[] = {ASKED("fb_id"), PLANES, {0}};

/* ---- displays ---------------------------------------------------------------------------------- */

#define HIDDEN16(name) {name, MEMBER_U16, SHOW_UNFOLDED, .type = TYPE_UINT}

static const struct member mode[] = {
    NUMBER("clock"),
    {"hdisplay", MEMBER_U16, .type = TYPE_UINT},
    HIDDEN16("hsync_start"),
    HIDDEN16("hsync_end"),
    HIDDEN16("htotal"),
    HIDDEN16("hskew"),
    {"vdisplay", MEMBER_U16, .type = TYPE_UINT},
    HIDDEN16("vsync_start"),
    HIDDEN16("vsync_end"),
    HIDDEN16("vtotal"),
    HIDDEN16("vscan"),
    NUMBER("vrefresh"),
    {"flags", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_DRM_MODE_FLAGS},
    {"type", MEMBER_U32, SHOW_UNFOLDED, .type = TYPE_DRM_MODE_TYPE},
    {"name", MEMBER_CHARS, .count = 32},
    {0},
};

const struct member members_drm_resources[] = {
    ADDRESS64("fb_id_ptr"),
    ADDRESS64("crtc_id_ptr"),
    ADDRESS64("connector_id_ptr"),
    ADDRESS64("encoder_id_ptr"),
    NUMBER("count_fbs"),
    NUMBER("count_crtcs"),
    NUMBER("count_connectors"),
    NUMBER("count_encoders"),
    {0},
};
const struct member members_drm_resources_answer[] = {
    PAD(32),
    NUMBER("count_fbs"),
    NUMBER("count_crtcs"),
    NUMBER("count_connectors"),
    NUMBER("count_encoders"),
    NUMBER("min_width"),
    NUMBER("max_width"),
    NUMBER("min_height"),
    NUMBER("max_height"),
    {0},
};

#define DISPLAYED                                                                                  \
    NUMBER("fb_id"), NUMBER("x"), NUMBER("y"), NUMBER("gamma_size"), NUMBER("mode_valid"),         \
        {"mode", MEMBER_STRUCT, .members = mode}

const struct member members_drm_crtc[] = {
    ADDRESS64("set_connectors_ptr"), NUMBER("count_connectors"), NUMBER("crtc_id"), DISPLAYED, {0},
};
const struct member members_drm_crtc_question[] = {PAD(12), NUMBER("crtc_id"), {0}};
const struct member members_drm_crtc_answer[] = {PAD(12), ASKED("crtc_id"), DISPLAYED, {0}};

const struct member members_drm_encoder_question[] = {NUMBER("encoder_id"), {0}};
const struct member members_drm_encoder_answer[] = {
    ASKED("encoder_id"),
    NAMED("encoder_type", DRM_ENCODER),
    NUMBER("crtc_id"),
    BITS("possible_crtcs"),
    BITS("possible_clones"),
    {0},
};

const struct member members_drm_connector[] = {
    ADDRESS64("encoders_ptr"),
    ADDRESS64("modes_ptr"),
    ADDRESS64("props_ptr"),
    ADDRESS64("prop_values_ptr"),
    NUMBER("count_modes"),
    NUMBER("count_props"),
    NUMBER("count_encoders"),
    ASKED("encoder_id"),
    NUMBER("connector_id"),
    {0},
};
const struct member members_drm_connector_answer[] = {
    PAD(32),
    NUMBER("count_modes"),
    NUMBER("count_props"),
    NUMBER("count_encoders"),
    NUMBER("encoder_id"),
    ASKED("connector_id"),
    NAMED("connector_type", DRM_CONNECTOR),
    NUMBER("connector_type_id"),
    NUMBER("connection"),
    NUMBER("mm_width"),
    NUMBER("mm_height"),
    NUMBER("subpixel"),
    {0},
};

const struct member members_drm_flip[] = {
    NUMBER("crtc_id"),
    NUMBER("fb_id"),
    NAMED("flags", DRM_FLIP),
    {"sequence", MEMBER_U32, SHOW_SET, .type = TYPE_UINT},
    HEX64("user_data"),
    {0},
};

#define CURSOR                                                                                     \
    NAMED("flags", DRM_CURSOR), NUMBER("crtc_id"), SIGNED("x"), SIGNED("y"), NUMBER("width"),      \
        NUMBER("height"), NUMBER("handle")

const struct member members_drm_cursor[] = {CURSOR, {0}};
const struct member members_drm_cursor2[] = {CURSOR, SIGNED("hot_x"), SIGNED("hot_y"), {0}};

/* ---- planes ------------------------------------------------------------------------------------ */

const struct member members_drm_planes[] = {
    ADDRESS64("plane_id_ptr"),
    NUMBER("count_planes"),
    {0},
};

const struct member members_drm_plane[] = {
    NUMBER("plane_id"),
    PAD(16),
    NUMBER("count_format_types"),
    ADDRESS64("format_type_ptr"),
    {0},
};
const struct member members_drm_plane_answer[] = {
    NUMBER("plane_id"),       NUMBER("crtc_id"),
    NUMBER("fb_id"),          BITS("possible_crtcs"),
    NUMBER("gamma_size"),     NUMBER("count_format_types"),
    {0},
};

/* ---- properties of all these ------------------------------------------------------------------- */

const struct member members_drm_property[] = {
    ADDRESS64("values_ptr"),
    ADDRESS64("enum_blob_ptr"),
    NUMBER("prop_id"),
    PAD(4 + 32),
    NUMBER("count_values"),
    NUMBER("count_enum_blobs"),
    {0},
};
const struct member members_drm_property_answer[] = {
    PAD(20),
    NAMED("flags", DRM_PROPERTY),
    {"name", MEMBER_CHARS, .count = 32},
    NUMBER("count_values"),
    NUMBER("count_enum_blobs"),
    {0},
};

const struct member members_drm_properties[] = {
    ADDRESS64("props_ptr"),
    ADDRESS64("prop_values_ptr"),
    NUMBER("count_props"),
    NUMBER("obj_id"),
    NAMED("obj_type", DRM_OBJECT),
    {0},
};
const struct member members_drm_properties_answer[] = {PAD(16), NUMBER("count_props"), {0}};

const struct member members_drm_blob[] = {
    NUMBER("blob_id"),
    NUMBER("length"),
    ADDRESS64("data"),
    {0},
};
const struct member members_drm_blob_answer[] = {ASKED("blob_id"), NUMBER("length"), {0}};
const struct member members_drm_create_blob[] = {ADDRESS64("data"), NUMBER("length"), {0}};
const struct member members_drm_created_blob[] = {PAD(12), NUMBER("blob_id"), {0}};
const struct member members_drm_atomic[] = {
    NAMED("flags", DRM_ATOMIC),
    NUMBER("count_objs"),
    ADDRESS64("objs_ptr"),
    ADDRESS64("count_props_ptr"),
    ADDRESS64("props_ptr"),
    ADDRESS64("prop_values_ptr"),
    {"reserved", MEMBER_U64, SHOW_SET, .type = TYPE_HEX},
    HEX64("user_data"),
    {0},
};

/* ---- waiting ----------------------------------------------------------------------------------- */

#define HIGH_CRTC 0x3eu /* a field among the bits */

static void put_vblank_type(struct formatter *f, const uint8_t *bytes)
{
    uint32_t type = load_u32(bytes), crtc = (type & HIGH_CRTC) >> 1;

    if (!format_names_begin(f, type))
        return;
    if (!(type & 1))
        format_constant(f, "_DRM_VBLANK_ABSOLUTE");
    if (!(type & 1) && (type & ~(HIGH_CRTC | 1u)))
        format_punctuation(f, "|");
    if (type & ~HIGH_CRTC)
        format_named_in(f, FORMAT_NAMES, TYPE_DRM_VBLANK, type & ~HIGH_CRTC);
    if (crtc) {
        format_punctuation(f, "|");
        format_uint(f, crtc);
        format_punctuation(f, "<<");
        format_constant(f, "_DRM_VBLANK_HIGH_CRTC_SHIFT");
    }
    format_names_end(f);
}

#define VBLANK_TYPE {"type", MEMBER_PUT, .count = 4, .put = put_vblank_type}

const struct member members_drm_vblank[] = {
    VBLANK_TYPE,
    NUMBER("sequence"),
    {"signal", MEMBER_ULONG, .type = TYPE_HEX},
    {0},
};
const struct member members_drm_vblank_answer[] = {
    VBLANK_TYPE,
    NUMBER("sequence"),
    {"tval_sec", MEMBER_LONG, .type = TYPE_LONG},
    {"tval_usec", MEMBER_LONG, .type = TYPE_LONG},
    {0},
};

const struct member members_drm_sequence_question[] = {NUMBER("crtc_id"), {0}};
const struct member members_drm_sequence_answer[] = {
    ASKED("crtc_id"),
    NUMBER("active"),
    NUMBER64("sequence"),
    {"sequence_ns", MEMBER_S64, .type = TYPE_LONG},
    {0},
};
const struct member members_drm_queue_sequence[] = {
    NUMBER("crtc_id"),
    NAMED("flags", DRM_SEQUENCE),
    NUMBER64("sequence"),
    HEX64("user_data"),
    {0},
};
const struct member members_drm_queued_sequence[] = {PAD(8), NUMBER64("sequence"), {0}};

const struct member members_drm_syncobj_create[] = {
    PAD(4),
    NAMED("flags", DRM_SYNCOBJ_CREATE),
    {0},
};
const struct member members_drm_syncobj_export[] = {
    NUMBER("handle"),
    NAMED("flags", DRM_SYNCOBJ_EXPORT),
    {0},
};
const struct member members_drm_syncobj_import[] = {
    PAD(4),
    NAMED("flags", DRM_SYNCOBJ_IMPORT),
    {"fd", MEMBER_S32, .type = TYPE_FD},
    {0},
};

const struct member members_drm_syncobj_wait[] = {
    ADDRESS64("handles"),
    {"timeout_nsec", MEMBER_S64, .type = TYPE_LONG},
    NUMBER("count_handles"),
    NAMED("flags", DRM_SYNCOBJ_WAIT),
    {0},
};
const struct member members_drm_syncobj_first[] = {PAD(24), NUMBER("first_signaled"), {0}};
const struct member members_drm_syncobj_array[] = {
    ADDRESS64("handles"),
    NUMBER("count_handles"),
    {0},
};
