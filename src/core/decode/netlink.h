/*
 * Netlink messages: attributes as rows.
 *
 * A list says how a context names its attributes, and a row for each attribute with a shape what
 * that is; attributes without a row are bytes.  The format half walks the rows to show a
 * message, the capture half to find the interfaces that it speaks of.
 */
#ifndef PTOP_CORE_NETLINK_H
#define PTOP_CORE_NETLINK_H

#include "network.h"
#include "record.h"

/* What an attribute holds; shorter ones are shown as bytes. */
enum attribute_shape {
    ATTRIBUTE_BYTES,
    ATTRIBUTE_TEXT,
    ATTRIBUTE_U8, /* numbers of a type, or plain */
    ATTRIBUTE_U16,
    ATTRIBUTE_U32,
    ATTRIBUTE_U64,
    ATTRIBUTE_BE16, /* the same in the order of the network: htons(80) */
    ATTRIBUTE_BE32,
    ATTRIBUTE_BE64,
    ATTRIBUTE_S8,
    ATTRIBUTE_S32,
    ATTRIBUTE_S64,
    ATTRIBUTE_WIDE,     /* a number of a type, as wide as the attribute */
    ATTRIBUTE_CLOCK,    /* hundredths of a second, as wide as the attribute */
    ATTRIBUTE_HARDWARE, /* 02:fc:00:00:00:01 */
    ATTRIBUTE_ADDRESS,  /* of the message's family */
    ATTRIBUTE_IP,       /* of the family that its length tells */
    ATTRIBUTE_SOCKADDR,
    ATTRIBUTE_RECORD,
    ATTRIBUTE_RECORDS,   /* as many as fit */
    ATTRIBUTE_NUMBERS16, /* [1, 2] */
    ATTRIBUTE_NUMBERS32,
    ATTRIBUTE_INDEXED32, /* [[NAME]=1, ...]: by their place in a list of names */
    ATTRIBUTE_INDEXED64,
    ATTRIBUTE_NESTED,
    ATTRIBUTE_ELEMENTS, /* numbered attributes, each of which is such a list */
    ATTRIBUTE_TEXTS,    /* numbered, each a text */
    ATTRIBUTE_BY_NAME,  /* what the text of another attribute beside it decides on */
    ATTRIBUTE_OWN,
};

struct attribute_kind;
struct attribute_list;
struct netlink_context;

struct attribute_row {
    uint16_t attribute;
    uint8_t shape;       /* enum attribute_shape */
    uint16_t type;       /* enum arg_type of a number; of INDEXED the list of names */
    uint16_t size_bytes; /* of a RECORD: as the kernel lays it out */
    uint16_t named_by;   /* of BY_NAME: the attribute with the name */
    bool is_limited; /* to eight bytes, or, of a RECORD, to its size; longer ones are bytes, too */
    union {
        const struct member *members;
        const struct attribute_list *nested; /* of OWN: what may be in it, for the capture half */
        const struct attribute_kind *kinds;  /* of BY_NAME */
    };
    void (*format)(struct formatter *f, const struct netlink_context *context, const uint8_t *bytes,
                   size_t length);
};

struct attribute_list {
    uint16_t names; /* enum arg_type; TYPE_NONE: numbers */
    uint16_t count; /* ATTRIBUTES_ALIKE: the one row is that of all numbers */
    const struct attribute_row *rows;
};
#define ATTRIBUTES_ALIKE UINT16_MAX

/* What an attribute is where another one beside it has this text; the last one's name is NULL. */
struct attribute_kind {
    const char *name;
    struct attribute_row row; /* its attribute does not matter */
};
/* A kind with attributes, and one with a struct. */
#define KIND(name, list)                                                                           \
    {                                                                                              \
        name,                                                                                      \
        {                                                                                          \
            .shape = ATTRIBUTE_NESTED, .nested = &attributes_##list                                \
        }                                                                                          \
    }
#define KIND_RECORD(name, list, size)                                                              \
    {                                                                                              \
        name,                                                                                      \
        {                                                                                          \
            .shape = ATTRIBUTE_RECORD, .size_bytes = (size), .members = (list)                     \
        }                                                                                          \
    }
#define ATTRIBUTES(names_, rows_)                                                                  \
    {                                                                                              \
        TYPE_##names_, sizeof(rows_) / sizeof *(rows_), rows_                                      \
    }
#define ATTRIBUTES_PLAIN(names_)                                                                   \
    {                                                                                              \
        TYPE_##names_, 0, NULL                                                                     \
    }

/* What decides on the meaning of attributes besides their number. */
struct netlink_context {
    uint8_t family; /* of the message */
    uint16_t type;
    const uint8_t *all; /* the attributes among which this one is */
    size_t all_bytes;
};

/* One attribute, "[{nla_len=8, nla_type=IFLA_MTU}, 1500]", or a list of them. */
void format_attributes(struct formatter *f, const struct attribute_list *list,
                       const struct netlink_context *context, const uint8_t *bytes, size_t length);
/* Those interfaces that attributes hold. */
void attribute_interfaces(struct interface_set *set, const struct attribute_list *list,
                          const uint8_t *bytes, size_t length);

/* The value of the first attribute of a number, if it is among the first. */
struct attribute_bytes {
    const uint8_t *bytes;
    size_t length; /* 0: there is none */
};
struct attribute_bytes attribute_find(const uint8_t *bytes, size_t length, unsigned attribute);

/* The lists of core/tables/attributes/, by their names there. */
#define ATTRIBUTE_LIST(list, type) extern const struct attribute_list attributes_##list;
#define ATTRIBUTE(...)
#define NAME(...)
#define END
#include "core/tables/attributes.def"
#undef ATTRIBUTE_LIST
#undef ATTRIBUTE
#undef NAME
#undef END

/* Things that lie one behind the other, each as long as it says: alone, or several in brackets. */
struct netlink_chain {
    size_t header_bytes;                              /* of each; what is shorter is bytes */
    size_t (*end)(const uint8_t *bytes, size_t left); /* where the next one begins: at most left */
    void (*put)(struct formatter *f, const void *context, const uint8_t *bytes, size_t left);
};
void format_chain(struct formatter *f, const struct netlink_chain *chain, const void *context,
                  const uint8_t *bytes, size_t length);
/* The end of one that says length bytes of left: all that is left where this cannot be true. */
size_t netlink_end(size_t length, size_t header_bytes, size_t left);

/* A family's messages: "{ifi_family=AF_INET, ...}, attributes". */
struct netlink_message {
    uint16_t type, flags;
    const uint8_t *bytes; /* behind the header */
    size_t length;
};
void format_route_message(struct formatter *f, const struct netlink_message *message);
void format_diag_message(struct formatter *f, const struct netlink_message *message);
void format_netfilter_message(struct formatter *f, const struct netlink_message *message);
/* "NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_NEWTABLE"; the names of a subsystem's messages, or TYPE_NONE. */
void format_netfilter_type(struct formatter *f, uint16_t type);
enum arg_type netfilter_names(uint16_t type);
void format_generic_type(struct formatter *f, uint16_t type);
void format_generic_message(struct formatter *f, const struct netlink_message *message);
void format_selinux_message(struct formatter *f, const struct netlink_message *message);
void format_xfrm_message(struct formatter *f, const struct netlink_message *message);
void format_audit_message(struct formatter *f, const struct netlink_message *message);
void format_crypto_message(struct formatter *f, const struct netlink_message *message);
void format_connector_message(struct formatter *f, const struct netlink_message *message);
void format_iscsi_message(struct formatter *f, const struct netlink_message *message);
void format_uevent(struct formatter *f, const uint8_t *bytes, size_t length);
void route_interfaces(struct interface_set *set, const struct netlink_message *message);
void generic_interfaces(struct interface_set *set, const struct netlink_message *message);
void netfilter_interfaces(struct interface_set *set, const struct netlink_message *message);
void diag_interfaces(struct interface_set *set, const struct netlink_message *message);

/* Bits by the number of a value of a list, which counts from first on: "1<<TCP_LISTEN". */
void format_shifted(struct formatter *f, enum arg_type type, uint32_t value, unsigned first);
/* A family's struct that has its whole length, or "{family=AF_INET, ...}" of one that has not; at
 * its end is where attributes begin. */
bool format_family_header(struct formatter *f, const char *field, const struct member *members,
                          const struct netlink_message *message, size_t size);
/* A message of which nothing but its family is known. */
void format_unknown_family(struct formatter *f, const struct netlink_message *message);
/* ", " and the attributes behind size bytes, if there are any. */
void format_behind(struct formatter *f, const struct attribute_list *list, uint8_t family,
                   const struct netlink_message *message, size_t size);

#define NETLINK_ALIGN(length) (((length) + 3u) & ~(size_t)3u)
#define NETLINK_HEADER_BYTES  16
enum { NETLINK_REQUEST = 0x1, NETLINK_CAPPED = 0x100, NETLINK_ACK_TLVS = 0x200 };

#endif
