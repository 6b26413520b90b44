/*
 * What messages, addresses and the calls that wait for them read like.
 */
#include "decode_fixture.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>

/* ---- vectors and messages -------------------------------------------------------- */

static void vectors_show_their_buffers(void **state)
{
    struct iovec vector[2] = {{(void *)PTR(2), 5}, {(void *)PTR(9), 3}};
    uint32_t narrow[4] = {PTR(2), 5, PTR(3), 8};

    (void)state;
    fixture_memory(&fx, PTR(1), vector, sizeof vector);
    fixture_memory(&fx, PTR(2), "hello", 5);
    fixture_memory(&fx, PTR(3), "and so on", 9);
    fixture_memory(&fx, PTR(4), narrow, sizeof narrow);
    fixture_call(&fx, ABI_NATIVE, "writev", 1, PTR(1), 2);
    fixture_run(&fx, 5);
    shows("writev(1, [{iov_base=\"hello\", iov_len=5}, {iov_base=0x90000, iov_len=3}], 2) = 5");
    fixture_call(&fx, ABI_COMPAT, "readv", 0, PTR(4), 2);
    fixture_run(&fx, 8);
    shows("readv(0, [{iov_base=\"hello\", iov_len=5}, {iov_base=\"and\", iov_len=8}], 2) = 8");
}

static void a_message_passes_descriptors_and_credentials(void **state)
{
    struct {
        uint64_t length;
        uint32_t level, type;
        int32_t fds[2];
        uint64_t length_2;
        uint32_t level_2, type_2, cred[3], pad;
    } control = {24, SOL_SOCKET, SCM_RIGHTS, {5, 6}, 28, SOL_SOCKET, SCM_CREDENTIALS, {7, 8, 9}, 0};
    struct iovec vector = {(void *)PTR(3), 2};
    struct sockaddr_un address = {AF_UNIX, "/run/s"};
    struct msghdr message = {(void *)PTR(5), 9, (void *)PTR(2), 1, (void *)PTR(4),
                             sizeof control, 0};

    (void)state;
    fixture_fd(&fx, 5, "/a");
    fixture_fd(&fx, 6, "/b");
    fixture_memory(&fx, PTR(1), &message, sizeof message);
    fixture_memory(&fx, PTR(2), &vector, sizeof vector);
    fixture_memory(&fx, PTR(3), "hi", 2);
    fixture_memory(&fx, PTR(4), &control, sizeof control);
    fixture_memory(&fx, PTR(5), &address, sizeof address);
    fixture_call(&fx, ABI_NATIVE, "sendmsg", 3, PTR(1), 0x4000);
    fixture_run(&fx, 2);
    shows("sendmsg(3, {msg_name={sa_family=AF_UNIX, sun_path=\"/run/s\"}, msg_namelen=9, "
          "msg_iov=[{iov_base=\"hi\", iov_len=2}], msg_iovlen=1, "
          "msg_control=[{cmsg_len=24, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, "
          "cmsg_data=[5</a>, 6</b>]}, {cmsg_len=28, cmsg_level=SOL_SOCKET, "
          "cmsg_type=SCM_CREDENTIALS, cmsg_data={pid=7, uid=8, gid=9}}], msg_controllen=56, "
          "msg_flags=0}, MSG_NOSIGNAL) = 2");
}

static void a_32_bit_message_is_shown_alike(void **state)
{
    uint32_t message[7] = {0, 0, PTR(2), 1, PTR(4), 16, 0};
    uint32_t vector[2] = {PTR(3), 100}, control[4] = {16, SOL_SOCKET, SCM_RIGHTS, 4};

    (void)state;
    fixture_fd(&fx, 4, "/x");
    fixture_memory(&fx, PTR(1), message, sizeof message);
    fixture_memory(&fx, PTR(2), vector, sizeof vector);
    fixture_memory(&fx, PTR(3), "hi there", 8);
    fixture_memory(&fx, PTR(4), control, sizeof control);
    fixture_call(&fx, ABI_COMPAT, "recvmsg", 3, PTR(1), 0);
    fixture_run(&fx, 2);
    shows("recvmsg(3, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"hi\", iov_len=100}], "
          "msg_iovlen=1, msg_control=[{cmsg_len=16, cmsg_level=SOL_SOCKET, "
          "cmsg_type=SCM_RIGHTS, cmsg_data=[4</x>]}], msg_controllen=16, msg_flags=0}, 0) = 2");
}

static void a_control_message_shorter_than_its_header_ends_the_list(void **state)
{
    uint32_t control[] = {20, 0, SOL_SOCKET, SCM_RIGHTS, 4, 0, 15, 0, SOL_SOCKET, SCM_RIGHTS, 5};
    struct msghdr message = {.msg_control = (void *)PTR(4), .msg_controllen = sizeof control};

    (void)state;
    fixture_memory(&fx, PTR(1), &message, sizeof message);
    fixture_memory(&fx, PTR(4), control, sizeof control);
    fixture_call(&fx, ABI_NATIVE, "sendmsg", 3, PTR(1), 0);
    fixture_run(&fx, 0);
    shows("sendmsg(3, {msg_name=NULL, msg_namelen=0, msg_iov=NULL, msg_iovlen=0, "
               "msg_control=[{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, "
               "cmsg_data=[4]}, {cmsg_len=15, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS}, "
               "... /* 0x40028 */], msg_controllen=44, msg_flags=0}, 0) = 0");
}

static void several_messages_have_a_length_each(void **state)
{
    struct iovec vector = {(void *)PTR(3), 9};
    struct mmsghdr messages[2] = {
        {.msg_hdr = {.msg_iov = (void *)PTR(2), .msg_iovlen = 1}, .msg_len = 3},
        {.msg_hdr = {.msg_iov = (void *)PTR(2), .msg_iovlen = 1}, .msg_len = 0},
    };

    (void)state;
    fixture_memory(&fx, PTR(1), messages, sizeof messages);
    fixture_memory(&fx, PTR(2), &vector, sizeof vector);
    fixture_memory(&fx, PTR(3), "abcdefghi", 9);
    fixture_call(&fx, ABI_NATIVE, "recvmmsg", 3, PTR(1), 2, 0, 0);
    fixture_run(&fx, 1);
    assert_string_equal(fixture_argument(&fx, 1),
                        "[{msg_hdr={msg_name=NULL, msg_namelen=0, "
                        "msg_iov=[{iov_base=\"abc\", iov_len=9}], msg_iovlen=1, "
                        "msg_controllen=0, msg_flags=0}, msg_len=3}]");
}

/* ---- addresses -------------------------------------------------------------------- */

static void connects(const void *address, size_t size, const char *expected)
{
    fx.region_count = 0;
    fixture_memory(&fx, PTR(1), address, size);
    fixture_call(&fx, ABI_NATIVE, "connect", 3, PTR(1), size);
    fixture_run(&fx, 0);
    assert_string_equal(fixture_argument(&fx, 1), expected);
}

static void addresses_of_every_family(void **state)
{
    struct sockaddr_in inet = {AF_INET, htons(80), {htonl(0x7f000001)}, {0}};
    struct sockaddr_in6 inet6 = {AF_INET6, htons(443), 0, IN6ADDR_LOOPBACK_INIT, 2};
    struct sockaddr_un path = {AF_UNIX, "/tmp/s"}, abstract = {AF_UNIX, "\0name"};
    uint8_t netlink[12] = {16, 0, 0, 0, 5, 0, 0, 0, 1};
    uint8_t packet[20] = {17, 0, 0, 3, 2, 0, 0, 0, 1, 0, 0, 2, 0xaa, 0xbb};
    uint8_t other[6] = {38, 0, 'a', 'l', 'g', 0};

    (void)state;
    connects(&inet, sizeof inet,
             "{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}");
    connects(&inet6, sizeof inet6,
             "{sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), "
             "inet_pton(AF_INET6, \"::1\", &sin6_addr), sin6_scope_id=2}");
    connects(&path, sizeof path, "{sa_family=AF_UNIX, sun_path=\"/tmp/s\"}");
    connects(&abstract, 7, "{sa_family=AF_UNIX, sun_path=@\"name\"}");
    connects(&path, 2, "{sa_family=AF_UNIX}");
    connects(netlink, sizeof netlink, "{sa_family=AF_NETLINK, nl_pid=5, nl_groups=0x000001}");
    connects(packet, sizeof packet,
             "{sa_family=AF_PACKET, sll_protocol=htons(ETH_P_ALL), sll_ifindex=2, "
               "sll_hatype=ARPHRD_ETHER, sll_pkttype=PACKET_HOST, sll_halen=2, "
               "sll_addr=[0xaa, 0xbb]}");
    connects(other, sizeof other, "{sa_family=AF_ALG, sa_data=\"alg\\0\"}");
    connects(&inet, 5, "{sa_family=AF_INET, sa_data=\"\\0P\\177\"}");
}

static void an_accepted_address_ends_where_both_lengths_agree(void **state)
{
    struct sockaddr_un address = {AF_UNIX, "/run/socket"};
    int32_t room = 6, filled = 14;

    (void)state;
    fixture_memory(&fx, PTR(1), &address, sizeof address);
    fixture_memory(&fx, PTR(2), &room, sizeof room);
    fixture_call(&fx, ABI_NATIVE, "accept", 3, PTR(1), PTR(2));
    fixture_enter(&fx);
    fx.regions[1].bytes = (const uint8_t *)&filled;
    fixture_fd(&fx, 4, "socket:[9]");
    fixture_exit(&fx, 4);
    shows("accept(3, {sa_family=AF_UNIX, sun_path=\"/run\"}, [6 => 14]) = 4<socket:[9]>");
}

static void options_have_names_and_values_by_level(void **state)
{
    int32_t one = 1, size = 4, error = ECONNREFUSED;
    struct linger linger = {1, 5};

    (void)state;
    fixture_memory(&fx, PTR(1), &one, sizeof one);
    fixture_memory(&fx, PTR(2), &size, sizeof size);
    fixture_memory(&fx, PTR(3), &error, sizeof error);
    fixture_memory(&fx, PTR(4), &linger, sizeof linger);
    fixture_call(&fx, ABI_NATIVE, "setsockopt", 3, SOL_SOCKET, SO_REUSEADDR, PTR(1), 4);
    fixture_run(&fx, 0);
    shows("setsockopt(3, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0");
    fixture_call(&fx, ABI_NATIVE, "getsockopt", 3, SOL_SOCKET, SO_ERROR, PTR(3), PTR(2));
    fixture_run(&fx, 0);
    shows("getsockopt(3, SOL_SOCKET, SO_ERROR, [ECONNREFUSED], [4]) = 0");
    fixture_call(&fx, ABI_NATIVE, "setsockopt", 3, SOL_SOCKET, SO_LINGER, PTR(4), 8);
    fixture_run(&fx, 0);
    shows("setsockopt(3, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=5}, 8) = 0");
    fixture_call(&fx, ABI_NATIVE, "setsockopt", 3, IPPROTO_TCP, 1, PTR(1), 4);
    fixture_run(&fx, 0);
    shows("setsockopt(3, SOL_TCP, TCP_NODELAY, [1], 4) = 0");
}

static void sockets_are_made_of_names(void **state)
{
    (void)state;
    fixture_call(&fx, ABI_NATIVE, "socket", AF_INET, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP);
    fixture_run(&fx, 3);
    shows("socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_TCP) = 3");
    fixture_call(&fx, ABI_NATIVE, "socket", AF_NETLINK, SOCK_RAW, 0);
    fixture_run(&fx, 3);
    shows("socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 3");
    fixture_call(&fx, ABI_NATIVE, "socket", AF_PACKET, SOCK_RAW, htons(3));
    fixture_run(&fx, 3);
    shows("socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)) = 3");
}

/* ---- waiting ---------------------------------------------------------------------- */

static void poll_shows_what_is_awaited_and_what_came(void **state)
{
    struct pollfd before[2] = {{4, POLLIN, 0}, {5, POLLIN | POLLOUT, 0}};
    struct pollfd after[2] = {{4, POLLIN, 0}, {5, POLLIN | POLLOUT, POLLOUT}};

    (void)state;
    fixture_fd(&fx, 5, "pipe:[1]");
    fixture_memory(&fx, PTR(1), before, sizeof before);
    fixture_call(&fx, ABI_NATIVE, "poll", PTR(1), 2, 1000);
    fixture_enter(&fx);
    fx.regions[0].bytes = (const uint8_t *)after;
    fixture_exit(&fx, 1);
    shows("poll([{fd=4, events=POLLIN}, {fd=5<pipe:[1]>, events=POLLIN|POLLOUT}], 2, "
               "1000) = 1 ([{fd=5, revents=POLLOUT}])");
}

static void epoll_events_lie_packed(void **state)
{
    struct epoll_event events[2] = {{EPOLLIN, {.u64 = 5}}, {EPOLLHUP, {.u64 = 1ull << 40}}};

    (void)state;
    fixture_memory(&fx, PTR(1), events, sizeof events);
    fixture_call(&fx, ABI_NATIVE, "epoll_wait", 3, PTR(1), 10, 0xffffffff);
    fixture_run(&fx, 2);
    shows("epoll_wait(3, [{events=EPOLLIN, data={u32=5, u64=5}}, "
          "{events=EPOLLHUP, data={u32=0, u64=1099511627776}}], 10, -1) = 2");
    fixture_call(&fx, ABI_NATIVE, "epoll_ctl", 3, 1, 5, PTR(1));
    fixture_run(&fx, 0);
    shows("epoll_ctl(3, EPOLL_CTL_ADD, 5, {events=EPOLLIN, data={u32=5, u64=5}}) = 0");
}

static void requests_are_followed_through_their_pointers(void **state)
{
    uint64_t pointers[2] = {PTR(2), PTR(9)};
    uint32_t request[16] = {[0] = 7, [4] = 1, [5] = 3, [6] = PTR(5), [8] = 100};

    (void)state;
    fixture_fd(&fx, 3, "/data");
    fixture_memory(&fx, PTR(1), pointers, sizeof pointers);
    fixture_memory(&fx, PTR(2), request, sizeof request);
    fixture_call(&fx, ABI_NATIVE, "io_submit", PTR(7), 2, PTR(1));
    fixture_run(&fx, 1);
    shows("io_submit(0x70000, 2, [{aio_data=0x7, aio_lio_opcode=IOCB_CMD_PWRITE, "
               "aio_fildes=3</data>, aio_buf=0x50000, aio_nbytes=100, aio_offset=0}, "
               "0x90000]) = 1");
}

static void select_shows_sets_of_descriptors(void **state)
{
    uint64_t before = 1u << 3 | 1u << 5, after = 1u << 5;
    int64_t timeout[2] = {1, 0};

    (void)state;
    fixture_fd(&fx, 5, "/dev/tty");
    fixture_memory(&fx, PTR(1), &before, sizeof before);
    fixture_memory(&fx, PTR(2), timeout, sizeof timeout);
    fixture_call(&fx, ABI_NATIVE, "select", 6, PTR(1), 0, 0, PTR(2));
    fixture_enter(&fx);
    fx.regions[0].bytes = (const uint8_t *)&after;
    fixture_exit(&fx, 1);
    shows("select(6, [3 5</dev/tty>], NULL, NULL, {tv_sec=1, tv_usec=0}) = 1 (in [5], "
               "left {tv_sec=1, tv_usec=0})");
}

static void pselect_passes_its_mask_in_a_pack(void **state)
{
    uint64_t pack[2] = {PTR(2), 8}, mask = 1u << 1;

    (void)state;
    fixture_memory(&fx, PTR(1), pack, sizeof pack);
    fixture_memory(&fx, PTR(2), &mask, sizeof mask);
    fixture_call(&fx, ABI_NATIVE, "pselect6", 0, 0, 0, 0, 0, PTR(1));
    fixture_run(&fx, 0);
    shows("pselect6(0, NULL, NULL, NULL, NULL, {sigmask=[INT], sigsetsize=8}) = 0 (Timeout)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(vectors_show_their_buffers),
        TEST(a_message_passes_descriptors_and_credentials),
        TEST(a_32_bit_message_is_shown_alike),
        TEST(a_control_message_shorter_than_its_header_ends_the_list),
        TEST(several_messages_have_a_length_each),
        TEST(addresses_of_every_family),
        TEST(an_accepted_address_ends_where_both_lengths_agree),
        TEST(options_have_names_and_values_by_level),
        TEST(sockets_are_made_of_names),
        TEST(poll_shows_what_is_awaited_and_what_came),
        TEST(epoll_events_lie_packed),
        TEST(requests_are_followed_through_their_pointers),
        TEST(select_shows_sets_of_descriptors),
        TEST(pselect_passes_its_mask_in_a_pack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
