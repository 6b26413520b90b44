/*
 * What network decoders share: addresses and ports as programs write them, names of
 * interfaces, and where the pieces of an argument lie that say what its bytes are.
 *
 * The name of an interface is found out at the stop, like that of a descriptor: an index means
 * another one, or none, a moment later.  All that an argument speaks of are one piece.
 */
#ifndef PTOP_CORE_NETWORK_H
#define PTOP_CORE_NETWORK_H

#include "capture.h"
#include "formatter.h"
#include "layout.h"

enum {
    FAMILY_UNIX = 1,
    FAMILY_INET = 2,
    FAMILY_INET6 = 10,
    FAMILY_NETLINK = 16,
    FAMILY_PACKET = 17,
    FAMILY_TIPC = 30,
    FAMILY_VSOCK = 40,
    FAMILY_SMC = 43,
    FAMILY_XDP = 44,
};

/* ---- interfaces ---------------------------------------------------------------- */

#define INTERFACES_MAX 32
#define FAMILIES_MAX   4

/* What has a number in an argument and a name at the stop. */
struct interface_set {
    uint32_t index[INTERFACES_MAX];
    unsigned count;
    uint32_t family[FAMILIES_MAX]; /* of generic netlink */
    unsigned family_count;
};

TRACER_THREAD void interface_add(struct interface_set *set, uint32_t index);
/* Those that have a name, as a piece of the current argument, of the message at base. */
TRACER_THREAD void interface_capture(struct capture *capture, unsigned base,
                                     const struct interface_set *set);

/* Families of generic netlink: they are captured as the interfaces are.  The name, of letters that
 * need no escapes, or NULL. */
TRACER_THREAD void generic_family_add(struct interface_set *set, uint32_t family);
const char *generic_family_find(const struct formatter *f, uint32_t family);

/* if_nametoindex("lo"), or the number where it has no name or numbers are wanted. */
void format_interface(struct formatter *f, uint64_t index);

/* ---- addresses ------------------------------------------------------------------ */

/* Interfaces that a sockaddr of length bytes speaks of. */
TRACER_THREAD void address_interfaces(struct interface_set *set, const uint8_t *bytes,
                                      size_t length);

/* name(…, closed by format_closing. */
void format_function(struct formatter *f, const char *name);
void format_closing(struct formatter *f);

/* Those below are as constants are: with FORMAT_NUMBERS "\\x00\\x50", with FORMAT_NAMED_NUMBERS the text in
 * a comment behind that.  Values stand as in the tracee's memory, in the network's order. */
void format_network_short(struct formatter *f, uint16_t value); /* htons(80) */
void format_network_long(struct formatter *f, uint32_t value);  /* htonl(80) */
/* inet_addr("127.0.0.1") */
void format_ipv4(struct formatter *f, const uint8_t *bytes);
/* _member: the same, of one that has room for size bytes: where bytes are wanted, all of them. */
void format_ipv4_member(struct formatter *f, const uint8_t *bytes, size_t size);
/* inet_pton(AF_INET6, "::1") */
void format_ipv6(struct formatter *f, const uint8_t *bytes);
/* A member of a struct: inet_pton(AF_INET6, "::1", &name) */
void format_field_ipv6(struct formatter *f, const char *name, const uint8_t *bytes);
/* What a sockaddr_in, or a sockaddr_in6, has behind its family. */
void format_inet_members(struct formatter *f, const uint8_t *bytes, size_t length);
void format_inet6_members(struct formatter *f, const uint8_t *bytes, size_t length);
/* An address of a family, as long as that has it; else its bytes. */
void format_family_address(struct formatter *f, unsigned family, const uint8_t *bytes,
                           size_t length);
/* 02:fc:00:00:00:01 */
void format_hardware_address(struct formatter *f, const uint8_t *bytes, size_t length);
void format_hardware_member(struct formatter *f, const uint8_t *bytes, size_t length, size_t size);
/* htons(ETH_P_IP) */
void format_ethernet_protocol(struct formatter *f, uint16_t value);
/* The number, and its names in a comment, whatever the style. */
void format_named_number(struct formatter *f, enum arg_type type, uint64_t value);
void format_number(struct formatter *f, const char *format, unsigned long long value)
    __attribute__((format(printf, 2, 0)));


/* ---- messages --------------------------------------------------------------------- */

/* Control data that lie at an address of the tracee. */
void format_control(struct formatter *f, struct captured piece, uint64_t address);
TRACER_THREAD void control_interfaces(struct interface_set *set, const uint8_t *bytes,
                                      size_t length, enum abi abi);

/* Messages of a netlink socket in a buffer; protocol as in NETLINK_ROUTE. */
void format_netlink_messages(struct formatter *f, unsigned protocol, const uint8_t *bytes,
                             size_t length, uint64_t address);
TRACER_THREAD void netlink_interfaces(struct interface_set *set, unsigned protocol,
                                      const uint8_t *bytes, size_t length);
/* The protocol of the call's socket, as a piece of the message at base; -1: no netlink socket. */
TRACER_THREAD int netlink_capture_protocol(struct capture *capture, unsigned base);
/* That piece: protocol + 1, or 0. */
uint32_t netlink_protocol(const struct formatter *f, unsigned base);
#define NETLINK_MAX_BYTES 16384

/* The families that are rarely met; false: not one of them, or too short. */
bool format_rare_address(struct formatter *f, unsigned family, const uint8_t *bytes, size_t length);

#endif
