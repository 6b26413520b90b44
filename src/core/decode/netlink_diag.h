/* What netlink_diag.c and netlink_diag_rare.c share. */
#ifndef PTOP_CORE_NETLINK_DIAG_H
#define PTOP_CORE_NETLINK_DIAG_H

#include "netlink.h"

/* "id={idiag_sport=htons(80), ...}" and "name=[1, 2]", as members of a struct. */
void format_diag_socket(struct formatter *f, unsigned family, const uint8_t *bytes);
void format_diag_cookie(struct formatter *f, const char *field, const uint8_t *bytes);

/* Structs behind their family; the table of kinds knows their sizes. */
void format_smc_request(struct formatter *f, const uint8_t *bytes);
void format_smc_answer(struct formatter *f, const uint8_t *bytes);
void format_vsock_request(struct formatter *f, const uint8_t *bytes);
void format_vsock_answer(struct formatter *f, const uint8_t *bytes);
void format_xdp_request(struct formatter *f, const uint8_t *bytes);
void format_xdp_answer(struct formatter *f, const uint8_t *bytes);
void format_tipc_request(struct formatter *f, const uint8_t *bytes);

#endif
