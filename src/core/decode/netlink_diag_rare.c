/* NETLINK_SOCK_DIAG: SMC, VSOCK, XDP and TIPC, in the way of netlink_diag.c. */
#include "netlink_diag.h"

#define NUMBER(name)                                                                               \
    {                                                                                              \
        name, MEMBER_U32, .type = TYPE_UINT                                                        \
    }
#define LONG_NUMBER(name)                                                                          \
    {                                                                                              \
        name, MEMBER_U64, .type = TYPE_ULONG                                                       \
    }
#define KEY(name)                                                                                  \
    {                                                                                              \
        name, MEMBER_U64, .type = TYPE_HEX                                                         \
    }

/* ---- SMC ----------------------------------------------------------------------------------- */

static const struct member cursor[] = {{"reserved", MEMBER_U16, .type = TYPE_UINT},
                                       {"wrap", MEMBER_U16, .type = TYPE_UINT},
                                       {"count", MEMBER_U32, .type = TYPE_UINT},
                                       {0}};
#define CURSOR(name)                                                                               \
    {                                                                                              \
        name, MEMBER_STRUCT, .members = cursor                                                     \
    }
#define FLAG_BYTE(name)                                                                            \
    {                                                                                              \
        name, MEMBER_U8, .type = TYPE_HEX                                                          \
    }

static const struct member smc_connection[] = {
    NUMBER("token"),
    NUMBER("sndbuf_size"),
    NUMBER("rmbe_size"),
    NUMBER("peer_rmbe_size"),
    CURSOR("rx_prod"),
    CURSOR("rx_cons"),
    CURSOR("tx_prod"),
    CURSOR("tx_cons"),
    FLAG_BYTE("rx_prod_flags"),
    FLAG_BYTE("rx_conn_state_flags"),
    FLAG_BYTE("tx_prod_flags"),
    FLAG_BYTE("tx_conn_state_flags"),
    CURSOR("tx_prep"),
    CURSOR("tx_sent"),
    CURSOR("tx_fin"),
    {0},
};

static void put_role(struct formatter *f, const uint8_t *bytes)
{
    if (bytes[0] < 2)
        format_known(f, bytes[0] ? "SMC_SERV" : "SMC_CLNT", bytes[0]);
    else
        format_unnamed(f, bytes[0], "SMC_???");
}

static const struct member smc_link[] = {
    {"link_id", MEMBER_U8, .type = TYPE_UINT}, {"ibname", MEMBER_CHARS, .count = 64},
    {"ibport", MEMBER_U8, .type = TYPE_UINT},  {"gid", MEMBER_CHARS, .count = 40},
    {"peer_gid", MEMBER_CHARS, .count = 40},   {0},
};
static const struct member smc_group[] = {
    {"lnk", MEMBER_ARRAY, .count = 1, .members = smc_link},
    {"role", MEMBER_PUT, .count = 1, .put = put_role},
    {0},
};
static const struct member smc_memory[] = {
    NUMBER("linkid"),
    {NULL, MEMBER_PAD, .count = 4},
    KEY("peer_gid"),
    KEY("my_gid"),
    KEY("token"),
    KEY("peer_token"),
    {0},
};

/* Why a handshake was declined: a diagnosis that the kernel's user headers do not have. */
static const struct value_name declines[] = {
    {0x01010000, "SMC_CLC_DECL_MEM"},        {0x02010000, "SMC_CLC_DECL_TIMEOUT_CL"},
    {0x02020000, "SMC_CLC_DECL_TIMEOUT_AL"}, {0x03000000, "SMC_CLC_DECL_CNFERR"},
    {0x03010000, "SMC_CLC_DECL_PEERNOSMC"},  {0x03020000, "SMC_CLC_DECL_IPSEC"},
    {0x03030000, "SMC_CLC_DECL_NOSMCDEV"},   {0x03030001, "SMC_CLC_DECL_NOSMCDDEV"},
    {0x03030002, "SMC_CLC_DECL_NOSMCRDEV"},  {0x03040000, "SMC_CLC_DECL_MODEUNSUPP"},
    {0x03050000, "SMC_CLC_DECL_RMBE_EC"},    {0x03060000, "SMC_CLC_DECL_OPTUNSUPP"},
    {0x03070000, "SMC_CLC_DECL_DIFFPREFIX"}, {0x03080000, "SMC_CLC_DECL_GETVLANERR"},
    {0x03090000, "SMC_CLC_DECL_ISMVLANERR"}, {0x04000000, "SMC_CLC_DECL_SYNCERR"},
    {0x05000000, "SMC_CLC_DECL_PEERDECL"},
};

static void put_decline(struct formatter *f, const uint8_t *bytes)
{
    uint32_t reason = load_u32(bytes);
    const char *name = "SMC_CLC_DECL_???";

    for (size_t i = 0; i < ARRAY_COUNT(declines); i++)
        if (declines[i].value == reason)
            name = declines[i].name;
    format_unnamed(f, reason, name);
}

static const struct member smc_fallback[] = {
    {"reason", MEMBER_PUT, .count = 4, .put = put_decline},
    {"peer_diagnosis", MEMBER_PUT, .count = 4, .put = put_decline},
    {0},
};

void format_smc_request(struct formatter *f, const uint8_t *bytes)
{
    format_field(f, "diag_ext");
    format_shifted(f, TYPE_SMC_DIAG, bytes[3], 1);
    format_diag_socket(f, FAMILY_INET, bytes + 4);
}

void format_smc_answer(struct formatter *f, const uint8_t *bytes)
{
    format_field(f, "diag_state");
    format_named(f, TYPE_SMC_STATE, bytes[1]);
    format_field(f, "diag_fallback");
    format_named(f, TYPE_SMC_MODE, bytes[2]);
    format_field(f, "diag_shutdown");
    format_uint(f, bytes[3]);
    format_diag_socket(f, FAMILY_INET, bytes + 4);
    format_field(f, "diag_uid");
    format_uint(f, load_u32(bytes + 52));
    format_field(f, "diag_inode");
    format_ulong(f, load_u64(bytes + 56));
}

/* ---- VSOCK ---------------------------------------------------------------------------------- */

static void put_numbers(struct formatter *f, const char *const *names, size_t count,
                        const uint8_t *bytes)
{
    for (size_t i = 0; i < count; i++) {
        format_field(f, names[i]);
        format_uint(f, load_u32(bytes + 4 * i));
    }
}

void format_vsock_request(struct formatter *f, const uint8_t *bytes)
{
    static const char *const names[] = {"vdiag_ino", "vdiag_show"};

    format_field(f, "sdiag_protocol");
    format_uint(f, bytes[1]);
    format_field(f, "vdiag_states");
    format_diag_states(f, load_u32(bytes + 4));
    put_numbers(f, names, ARRAY_COUNT(names), bytes + 8);
    format_diag_cookie(f, "vdiag_cookie", bytes + 16);
}

void format_vsock_answer(struct formatter *f, const uint8_t *bytes)
{
    static const char *const names[] = {"vdiag_src_cid", "vdiag_src_port", "vdiag_dst_cid",
                                        "vdiag_dst_port", "vdiag_ino"};

    format_field(f, "vdiag_type");
    format_named(f, TYPE_SOCK_TYPE, bytes[1]);
    format_field(f, "vdiag_state");
    format_named(f, TYPE_TCP_STATE, bytes[2]);
    format_field(f, "vdiag_shutdown");
    format_named(f, TYPE_DIAG_SHUTDOWN, bytes[3]);
    put_numbers(f, names, ARRAY_COUNT(names), bytes + 4);
    format_diag_cookie(f, "vdiag_cookie", bytes + 24);
}

/* ---- XDP ------------------------------------------------------------------------------------- */

static const struct member xdp_info[] = {
    {"ifindex", MEMBER_U32, .type = TYPE_INTERFACE}, NUMBER("queue_id"), {0}};
static const struct member xdp_ring[] = {NUMBER("entries"), {0}};
static const struct member xdp_umem[] = {
    LONG_NUMBER("size"),
    NUMBER("id"),
    NUMBER("num_pages"),
    NUMBER("chunk_size"),
    NUMBER("headroom"),
    {"ifindex", MEMBER_U32, .type = TYPE_INTERFACE},
    NUMBER("queue_id"),
    FLAG_BYTE("flags"),
    {NULL, MEMBER_PAD, .count = 3},
    NUMBER("refs"),
    {0},
};
static const struct member xdp_stats[] = {
    LONG_NUMBER("n_rx_dropped"),
    LONG_NUMBER("n_rx_invalid"),
    LONG_NUMBER("n_rx_full"),
    LONG_NUMBER("n_fill_ring_empty"),
    LONG_NUMBER("n_tx_invalid"),
    LONG_NUMBER("n_tx_ring_empty"),
    {0},
};

void format_xdp_request(struct formatter *f, const uint8_t *bytes)
{
    format_field(f, "sdiag_protocol");
    format_uint(f, bytes[1]);
    format_field(f, "xdiag_ino");
    format_uint(f, load_u32(bytes + 4));
    format_field(f, "xdiag_show");
    format_named(f, TYPE_XDP_SHOW, load_u32(bytes + 8));
    format_diag_cookie(f, "xdiag_cookie", bytes + 12);
}

void format_xdp_answer(struct formatter *f, const uint8_t *bytes)
{
    format_field(f, "xdiag_type");
    format_named(f, TYPE_SOCK_TYPE, bytes[1]);
    format_field(f, "xdiag_ino");
    format_uint(f, load_u32(bytes + 4));
    format_diag_cookie(f, "xdiag_cookie", bytes + 8);
}

/* ---- TIPC -------------------------------------------------------------------------------------
 */

void format_tipc_request(struct formatter *f, const uint8_t *bytes)
{
    format_field(f, "sdiag_protocol");
    format_uint(f, bytes[1]);
    format_field(f, "tidiag_states");
    format_hex(f, load_u32(bytes + 4));
}

#define ATTRIBUTE_FILE "core/tables/attributes/diag.def"
#include "netlink_rows.def"
#undef ATTRIBUTE_FILE
