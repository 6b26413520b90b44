/*
 * The ends of sockets: of the address that a call was given or gave back, and of the names
 * of its descriptors.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <ptop/piece.h>

#include "core/decode/layout.h"
#include "field.h"

/* The captured sockaddr of a call; NULL where there is none. */
static const struct event_piece *find_sockaddr(const struct subject *subject)
{
    if (!subject->spec)
        return NULL;
    for (const struct event_piece *piece = piece_first(subject->call); piece;
         piece = piece_next(subject->call, piece))
        if (piece->arg < subject->spec->arg_count && piece->part == 0 &&
            !(piece->flags & (PIECE_FD_NAME | PIECE_UNREADABLE)) && piece->length_bytes >= 8 &&
            subject->spec->args[piece->arg].type == TYPE_SOCKADDR)
            return piece;
    return NULL;
}

/* "127.0.0.1:80" or "[::1]:80": the host and the port. */
struct endpoint {
    const char *host;
    size_t host_length;
    int64_t port;
};

static bool parse_endpoint(const char *text, size_t length, struct endpoint *ret_endpoint)
{
    const char *colon = memrchr(text, ':', length);
    char *end;

    if (!colon)
        return false;
    ret_endpoint->port = strtol(colon + 1, &end, 10);
    ret_endpoint->host = text;
    ret_endpoint->host_length = (size_t)(colon - text);
    if (text[0] == '[' && ret_endpoint->host_length >= 2) {
        ret_endpoint->host++;
        ret_endpoint->host_length -= 2;
    }
    return end != colon + 1;
}

/* What is in the brackets of "TCP:[…]" and "UDPv6:[…]"; NULL of other sockets. */
static const char *inet_socket(const char *name)
{
    const char *bracket = strstr(name, ":[");
    bool is_inet = strncmp(name, "TCP", 3) == 0 || strncmp(name, "UDP", 3) == 0;

    return is_inet && bracket ? bracket + 2 : NULL;
}

/* Both ends of "TCP:[127.0.0.1:80->127.0.0.1:40112]": returns how many there are. */
static unsigned parse_socket_name(const char *name, struct endpoint endpoints[2])
{
    const char *text = inet_socket(name);
    unsigned count = 0;

    if (!text)
        return 0;
    const char *end = text + strlen(text);
    if (end > text && end[-1] == ']')
        end--;
    const char *arrow = memmem(text, (size_t)(end - text), "->", 2);
    count += parse_endpoint(text, (size_t)((arrow ? arrow : end) - text), &endpoints[count]);
    if (arrow)
        count += parse_endpoint(arrow + 2, (size_t)(end - arrow - 2), &endpoints[count]);
    return count;
}

#define MAX_ENDPOINTS 12 /* one value is the address's */
static_assert(MAX_ENDPOINTS < FIELD_MAX_NUMBERS, "room for every port");

/* The ends of the sockets that the call's descriptors are. */
static unsigned name_endpoints(const struct subject *subject,
                               struct endpoint endpoints[MAX_ENDPOINTS])
{
    unsigned count = 0;

    for (const struct event_piece *piece = piece_first(subject->call); piece;
         piece = piece_next(subject->call, piece)) {
        uint32_t id = piece_name_id(piece);
        const char *name =
            id && subject->facts->names ? names_find(subject->facts->names, id) : NULL;
        if (name && count + 2 <= MAX_ENDPOINTS)
            count += parse_socket_name(name, endpoints + count);
    }
    return count;
}

unsigned field_port_numbers(const struct subject *subject, int64_t *values)
{
    const struct event_piece *address = find_sockaddr(subject);
    struct endpoint endpoints[MAX_ENDPOINTS];
    unsigned count = 0;

    if (!subject->call)
        return 0;
    if (address) {
        uint16_t family = load_u16(piece_bytes(address));
        if (family == AF_INET || family == AF_INET6)
            values[count++] = ntohs(load_u16(piece_bytes(address) + 2));
    }
    unsigned named = name_endpoints(subject, endpoints);
    for (unsigned i = 0; i < named; i++)
        values[count++] = endpoints[i].port;
    return count;
}

static bool visit_sockaddr(const struct event_piece *address, text_visit *visit, void *context)
{
    const uint8_t *bytes = piece_bytes(address);
    char text[INET6_ADDRSTRLEN];
    uint16_t family = load_u16(bytes);

    if (family == AF_INET)
        inet_ntop(AF_INET, bytes + 4, text, sizeof(text));
    else if (family == AF_INET6 && address->length_bytes >= 24)
        inet_ntop(AF_INET6, bytes + 8, text, sizeof(text));
    else if (family == AF_UNIX) /* its path, or the name behind the NUL of an abstract one */
        return visit(context, (const char *)bytes + 2 + !bytes[2],
                     bytes[2] ? strnlen((const char *)bytes + 2, address->length_bytes - 2)
                              : address->length_bytes - 3);
    else
        return false;
    return visit(context, text, strlen(text));
}

bool field_addr_texts(const struct subject *subject, text_visit *visit, void *context)
{
    const struct event_piece *address = find_sockaddr(subject);
    struct endpoint endpoints[MAX_ENDPOINTS];

    if (!subject->call)
        return false;
    if (address && visit_sockaddr(address, visit, context))
        return true;
    unsigned named = name_endpoints(subject, endpoints);
    for (unsigned i = 0; i < named; i++)
        if (visit(context, endpoints[i].host, endpoints[i].host_length))
            return true;
    return false;
}
