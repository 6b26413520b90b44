/*
 * The other end of a socket: of a Unix one by the kernel's socket diagnosis
 * (sock_diag(7)), of TCP and UDP by the row of the tracee's network tables whose
 * addresses are the other way round.
 */
#include "stuck_case.h"

#include <arpa/inet.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define TCP_STATE_ESTABLISHED 1
#define TCP_STATE_LISTEN      10

static void say_holders_of(struct stuck_case *c, const char *name, unsigned long inode)
{
    char link[48];

    snprintf(link, sizeof(link), "socket:[%lu]", inode);
    stuck_say_holders(c, name, link, SIDE_ANY);
}

/* ---- Unix ---------------------------------------------------------------------- */

struct unix_answer {
    bool is_found;
    uint8_t state;
    uint32_t peer_inode; /* 0: none */
    char name[128];      /* "" where it has none */
};

static void read_attributes(const struct nlmsghdr *header, struct unix_answer *answer)
{
    const struct unix_diag_msg *message = NLMSG_DATA(header);
    int left = (int)(header->nlmsg_len - NLMSG_LENGTH(sizeof(*message)));

    answer->is_found = true;
    answer->state = message->udiag_state;
    for (const struct rtattr *at = (const struct rtattr *)(message + 1); RTA_OK(at, left);
         at = RTA_NEXT(at, left)) {
        if (at->rta_type == UNIX_DIAG_PEER && RTA_PAYLOAD(at) >= sizeof(answer->peer_inode))
            memcpy(&answer->peer_inode, RTA_DATA(at), sizeof(answer->peer_inode));
        if (at->rta_type == UNIX_DIAG_NAME && RTA_PAYLOAD(at) > 0) {
            const char *name = RTA_DATA(at);
            bool is_abstract = name[0] == '\0';
            snprintf(answer->name, sizeof(answer->name), "%s%.*s", is_abstract ? "@" : "",
                     (int)RTA_PAYLOAD(at) - is_abstract, name + is_abstract);
        }
    }
}

static bool send_request(int fd, uint32_t inode)
{
    const struct {
        struct nlmsghdr header;
        struct unix_diag_req request;
    } message = {
        .header = {.nlmsg_len = sizeof(message),
                   .nlmsg_type = SOCK_DIAG_BY_FAMILY,
                   .nlmsg_flags = NLM_F_REQUEST},
        .request = {.sdiag_family = AF_UNIX,
                    .udiag_states = UINT32_MAX,
                    .udiag_ino = inode,
                    .udiag_show = UDIAG_SHOW_PEER | UDIAG_SHOW_NAME,
                    .udiag_cookie = {UINT32_MAX, UINT32_MAX}},
    };

    return send(fd, &message, sizeof(message), 0) == (ssize_t)sizeof(message);
}

static struct unix_answer ask_unix(uint32_t inode)
{
    const struct timeval patience = {.tv_usec = 100000};
    _Alignas(8) char buffer[4096];
    struct unix_answer answer = {0};
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);

    if (fd < 0)
        return answer;
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    ssize_t got = send_request(fd, inode) ? recv(fd, buffer, sizeof(buffer), 0) : -1;
    const struct nlmsghdr *header = (const struct nlmsghdr *)buffer;
    if (got > 0 && NLMSG_OK(header, (size_t)got) && header->nlmsg_type == SOCK_DIAG_BY_FAMILY &&
        header->nlmsg_len >= NLMSG_LENGTH(sizeof(struct unix_diag_msg)))
        read_attributes(header, &answer);
    close(fd);
    return answer;
}

static bool say_unix(struct stuck_case *c, const struct stuck_watched *watched, unsigned long inode)
{
    struct unix_answer answer = ask_unix((uint32_t)inode);

    if (!answer.is_found)
        return false;
    stuck_line(c, "");
    text_put(c->text,
             answer.state == TCP_STATE_LISTEN ? "a listening Unix socket" : "a Unix socket");
    if (answer.name[0] != '\0') {
        text_put_char(c->text, ' ');
        stuck_put_escaped(c, TEXT_PATH, answer.name);
    }
    if (answer.peer_inode != 0)
        say_holders_of(c, "peer", answer.peer_inode);
    else if (answer.state != TCP_STATE_LISTEN && watched->wish == WISH_INPUT)
        stuck_say(c, "peer", "none: it is not connected, anyone may send to it");
    return true;
}

/* ---- TCP and UDP ----------------------------------------------------------------- */

struct end {
    struct in6_addr address; /* IPv4 as ::ffff:a.b.c.d, so that the two families meet */
    uint16_t port;
};

struct row {
    struct end local, remote;
    unsigned state;
    unsigned long inode;
    unsigned sending_bytes, waiting_bytes;
    bool is_datagram;
};

static const struct {
    const char *file, *name;
    bool is_datagram;
} tables[] = {
    {"net/tcp", "TCP", false},
    {"net/tcp6", "TCP", false},
    {"net/udp", "UDP", true},
    {"net/udp6", "UDP", true},
};
#define TABLE_COUNT (sizeof(tables) / sizeof(tables[0]))

/* "0100007F:1F90": words as they lie in memory. */
static bool parse_end(const char *text, struct end *ret_end)
{
    size_t words = strcspn(text, ":") / 8;

    *ret_end = (struct end){.address.s6_addr = {[10] = 0xff, [11] = 0xff}};
    if (words != 1 && words != 4)
        return false;
    for (size_t i = 0; i < words; i++) {
        char digits[9] = {0};
        memcpy(digits, text + 8 * i, 8);
        uint32_t word = (uint32_t)strtoul(digits, NULL, 16);
        memcpy(ret_end->address.s6_addr + (words == 1 ? 12 : 4 * i), &word, sizeof(word));
    }
    ret_end->port = (uint16_t)strtoul(text + 8 * words + 1, NULL, 16);
    return true;
}

static bool parse_row(const char *line, struct row *ret_row)
{
    char local[40], remote[40];

    return sscanf(line, " %*d: %39s %39s %x %x:%x %*s %*s %*u %*u %lu", local, remote,
                  &ret_row->state, &ret_row->sending_bytes, &ret_row->waiting_bytes,
                  &ret_row->inode) == 6 &&
           parse_end(local, &ret_row->local) && parse_end(remote, &ret_row->remote);
}

static bool is_same_end(const struct end *one, const struct end *other)
{
    return one->port == other->port && IN6_ARE_ADDR_EQUAL(&one->address, &other->address);
}

typedef bool row_test(const struct row *row, const void *wanted);

static bool has_inode(const struct row *row, const void *wanted)
{
    return row->inode == *(const unsigned long *)wanted;
}

static bool is_reversed(const struct row *row, const void *wanted)
{
    const struct row *one = wanted;

    return row->is_datagram == one->is_datagram && is_same_end(&row->local, &one->remote) &&
           is_same_end(&row->remote, &one->local);
}

/* Who waits there for anyone: a listener, or a receiver of datagrams that is not connected. */
static bool listens_there(const struct row *row, const void *wanted)
{
    const struct row *one = wanted;

    return row->is_datagram == one->is_datagram && row->remote.port == 0 &&
           (row->is_datagram || row->state == TCP_STATE_LISTEN) &&
           row->local.port == one->remote.port;
}

/* The first row that passes; which table it is in, or TABLE_COUNT.  A line at a time is given to
 * sscanf, which measures all that it is given. */
static size_t find_row(struct stuck_case *c, row_test *test, const void *wanted,
                       struct row *ret_row)
{
    for (size_t table = 0; table < TABLE_COUNT; table++) {
        char *bytes = stuck_read_all(c->tid, tables[table].file), *rest = bytes;
        bool is_found = false;
        for (char *line; !is_found && (line = strsep(&rest, "\n")) != NULL;) {
            ret_row->is_datagram = tables[table].is_datagram;
            is_found = parse_row(line, ret_row) && test(ret_row, wanted);
        }
        free(bytes);
        if (is_found)
            return table;
    }
    return TABLE_COUNT;
}

static void put_end(struct stuck_case *c, const struct end *end)
{
    char address[INET6_ADDRSTRLEN];
    bool is_mapped = IN6_IS_ADDR_V4MAPPED(&end->address);

    if (is_mapped)
        inet_ntop(AF_INET, end->address.s6_addr + 12, address, sizeof(address));
    else
        inet_ntop(AF_INET6, &end->address, address, sizeof(address));
    text_printf(c->text, is_mapped ? "%s:%u" : "[%s]:%u", address, end->port);
}

static const char *const tcp_states[] = {
    NULL,        "established", "connecting (nobody has answered yet)",
    "SYN_RECV",  "FIN_WAIT1",   "FIN_WAIT2",
    "TIME_WAIT", "closed",      "closed by the other side",
    "LAST_ACK",  "listening",   "CLOSING",
};

static void put_state(struct stuck_case *c, const struct row *row)
{
    text_put(c->text, ", ");
    if (row->is_datagram)
        text_put(c->text, row->state == TCP_STATE_ESTABLISHED ? "connected" : "not connected");
    else if (row->state < sizeof(tcp_states) / sizeof(tcp_states[0]) && tcp_states[row->state])
        text_put(c->text, tcp_states[row->state]);
    if (row->sending_bytes > 0 && row->state != TCP_STATE_LISTEN)
        text_printf(c->text, ", %u bytes not acknowledged", row->sending_bytes);
    if (row->waiting_bytes > 0)
        text_printf(c->text,
                    row->state == TCP_STATE_LISTEN ? ", %u connections wait" : ", %u bytes to read",
                    row->waiting_bytes);
}

static bool is_this_machine(const struct row *row)
{
    const struct in6_addr *remote = &row->remote.address;

    return (IN6_IS_ADDR_V4MAPPED(remote) && remote->s6_addr[12] == 127) ||
           IN6_IS_ADDR_LOOPBACK(remote) || IN6_ARE_ADDR_EQUAL(remote, &row->local.address);
}

/* The peer is on this machine, was connected to it and is not accepted yet, or is elsewhere. */
static void say_inet_peer(struct stuck_case *c, const struct row *row)
{
    struct row peer;
    bool is_here = false;

    if (row->remote.port == 0)
        return;
    if (find_row(c, is_reversed, row, &peer) != TABLE_COUNT) {
        is_here = true;
        if (peer.inode != 0) {
            say_holders_of(c, "peer", peer.inode);
            return;
        }
    }
    if (!is_here && !is_this_machine(row)) {
        stuck_say(c, "peer", "on another machine, or in another network namespace");
    } else if (find_row(c, listens_there, row, &peer) != TABLE_COUNT) {
        if (!row->is_datagram)
            stuck_say(c, "peer", "has not accepted the connection yet");
        say_holders_of(c, row->is_datagram ? "peer" : "listener", peer.inode);
    }
}

void stuck_say_socket(struct stuck_case *c, const struct stuck_watched *watched,
                      unsigned long inode)
{
    struct row row;
    size_t table;

    if (stuck_is_late(c) || say_unix(c, watched, inode))
        return;
    table = find_row(c, has_inode, &inode, &row);
    if (table == TABLE_COUNT)
        return;
    stuck_line(c, "");
    text_printf(c->text, "%s ", tables[table].name);
    put_end(c, &row.local);
    if (row.remote.port != 0) {
        text_put(c->text, " -> ");
        put_end(c, &row.remote);
    }
    put_state(c, &row);
    say_inet_peer(c, &row);
}
