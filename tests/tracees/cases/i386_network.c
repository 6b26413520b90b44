/* Calls of i386 on sockets and System V's objects that once were behind socketcall and ipc. */
#include "files_rows.h"

/* sockaddr_in, 127.0.0.1:80 */
#define LOOPBACK LOW_WORDS(0x50000002, 0x0100007f, 0, 0)

ROW_I386(i386_socket, "socket(0x63 /* AF_??? */, SOCK_DGRAM|SOCK_CLOEXEC, 6", 359, 99, 2 | 02000000, 6)
ROW_I386(i386_socketpair, "socketpair(AF_UNIX, SOCK_STREAM, 0, 0x1230", 360, 1, 1, 0, NOWHERE)
ROW_I386(i386_bind, "bind(-1, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}, 16",
         361, -1, LOOPBACK, 16)
ROW_I386(i386_bind_short, "bind(-1, 0x10001000, 1", 361, -1, PLACED(1, uint32_t, 2), 1)
ROW_I386(i386_connect,
         "connect(-1, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}, 16",
         362, -1, LOOPBACK, 16)
ROW_I386(i386_connect_nowhere, "connect(-1, 0x1230, 16", 362, -1, NOWHERE, 16)
ROW_I386(i386_listen, "listen(-1, -1", 363, -1, -1)
ROW_I386(i386_accept4, "accept4(-1, 0x1230, [16], SOCK_CLOEXEC|SOCK_NONBLOCK",
         364, -1, NOWHERE, LOW_WORDS(16), 02004000)
ROW_I386(i386_getsockopt, "getsockopt(-1, SOL_SOCKET, SO_ERROR, 0x1230, [4]",
         365, -1, 1, 4, NOWHERE, LOW_WORDS(4))
ROW_I386(i386_getsockopt_nowhere, "getsockopt(-1, SOL_SOCKET, SO_LINGER, 0x1230, 0x1230",
         365, -1, 1, 13, NOWHERE, NOWHERE)
ROW_I386(i386_setsockopt_linger, "setsockopt(-1, SOL_SOCKET, SO_LINGER, {l_onoff=1, l_linger=5}, 8",
         366, -1, 1, 13, LOW_WORDS(1, 5), 8)
ROW_I386(i386_setsockopt_timeout,
         "setsockopt(-1, SOL_SOCKET, SO_RCVTIMEO_OLD, \"\\1\\0\\0\\0\\2\\0\\0\\0\", 8",
         366, -1, 1, 20, LOW_WORDS(1, 2), 8)
ROW_I386(i386_setsockopt_timeout_new,
         "setsockopt(-1, SOL_SOCKET, SO_RCVTIMEO_NEW, \"\\1\\0\\0\\0\\0\\0\\0\\0\\2\\0\\0\\0\\0\\0\\0\\0\", 16",
         366, -1, 1, 66, LOW_LONGS(1, 2), 16)
ROW_I386(i386_setsockopt_filter, "setsockopt(-1, SOL_SOCKET, SO_ATTACH_FILTER, {len=1, filter=0x1230}, 8",
         366, -1, 1, 26, LOW_WORDS(1, 0x1230), 8)
ROW_I386(i386_setsockopt_filter_cut, "setsockopt(-1, SOL_SOCKET, SO_ATTACH_FILTER, 0x10001000, 4",
         366, -1, 1, 26, PLACED(1, uint32_t, 1), 4)
ROW_I386(i386_setsockopt_device, "setsockopt(-1, SOL_SOCKET, SO_BINDTODEVICE, \"lo\\0\", 3",
         366, -1, 1, 25, LOW_TEXT("lo"), 3)
ROW_I386(i386_setsockopt_mreq,
         "setsockopt(-1, SOL_IP, IP_ADD_MEMBERSHIP, {imr_multiaddr=inet_addr(\"224.0.0.1\"), imr_interface=inet_addr(\"127.0.0.1\")}, 8",
         366, -1, 0, 35, LOW_WORDS(0x010000e0, 0x0100007f), 8)
ROW_I386(i386_getsockname, "getsockname(-1, 0x1230, [16]", 367, -1, NOWHERE, LOW_WORDS(16))
ROW_I386(i386_getpeername, "getpeername(-1, 0x1230, 0x1230", 368, -1, NOWHERE, NOWHERE)
ROW_I386(i386_sendto,
         "sendto(-1, \"abc\", 3, MSG_NOSIGNAL, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr(\"127.0.0.1\")}, 16",
         369, -1, LOW_TEXT("abc"), 3, 0x4000, LOOPBACK, 16)
ROW_I386(i386_sendto_nowhere, "sendto(-1, 0x1230, 18446744073709551615, MSG_MORE, NULL, -1",
         369, -1, NOWHERE, -1, 0x8000, NULL, -1)
ROW_I386(i386_sendmsg,
         "sendmsg(-1, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=NULL, iov_len=0}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, 0",
         370, -1, PLACED(1, uint32_t[7], 0, 0, PLACE + 0x1000, 1), 0)
ROW_I386(i386_sendmsg_nowhere, "sendmsg(-1, 0x1230, 0", 370, -1, NOWHERE, 0)
ROW_I386(i386_recvfrom, "recvfrom(-1, 0x1230, 5, MSG_PEEK, 0x1230, [16]",
         371, -1, NOWHERE, 5, 2, NOWHERE, LOW_WORDS(16))
ROW_I386(i386_recvmsg, "recvmsg(-1, {msg_namelen=16}, MSG_DONTWAIT",
         372, -1, LOW_WORDS(0x1230, 16, 0x1240, 1, 0x1250, 8, 0), 0x40)
ROW_I386(i386_recvmsg_nowhere, "recvmsg(-1, 0x1230, MSG_DONTWAIT", 372, -1, NOWHERE, 0x40)
ROW_I386(i386_shutdown, "shutdown(-1, SHUT_RDWR", 373, -1, 2)
ROW_I386(i386_recvmmsg, "recvmmsg(-1, 0x1230, 2, MSG_WAITFORONE, {tv_sec=1, tv_nsec=2}",
         337, -1, NOWHERE, 2, 0x10000, LOW_WORDS(1, 2))
ROW_I386(i386_recvmmsg_time64, "recvmmsg_time64(-1, 0x1230, 2, MSG_WAITFORONE, {tv_sec=1, tv_nsec=2}",
         417, -1, NOWHERE, 2, 0x10000, LOW_LONGS(1, 2))
ROW_I386(i386_sendmmsg,
         "sendmmsg(-1, [{msg_hdr={msg_name=NULL, msg_namelen=0, msg_iov=NULL, msg_iovlen=0, msg_controllen=0, msg_flags=0}}, {msg_hdr={msg_name=NULL, msg_namelen=0, msg_iov=0x1230, msg_iovlen=1, msg_controllen=0, msg_flags=0}}], 2, 0",
         345, -1, LOW_WORDS(0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0x1230, 1, 0, 0, 0, 6), 2, 0)
ROW_I386(i386_sendmmsg_nowhere, "sendmmsg(-1, 0x1230, 2, 0", 345, -1, NOWHERE, 2, 0)
ROW_I386(i386_semget, "semget(0xbeef, -1, 0600", 393, 0xbeef, -1, 0600)
ROW_I386(i386_shmat, "shmat(-1, 0x1000, SHM_RDONLY", 397, -1, 0x1000, 010000)
ROW_I386(i386_shmdt, "shmdt(0x1001", 398, 0x1001)
ROW_I386(i386_msgget, "msgget(0xbeef, IPC_NOWAIT|0600", 399, 0xbeef, 04600)
ROW_I386(i386_msgrcv, "msgrcv(-1, 0x1230, 5, -3, IPC_NOWAIT", 401, -1, NOWHERE, 5, -3, 04000)
ROW_I386(i386_semtimedop_time64,
         "semtimedop_time64(-1, [{sem_num=0, sem_op=-1, sem_flg=SEM_UNDO}], 1, {tv_sec=1, tv_nsec=2}",
         420, -1, LOW_WORDS(0xffff0000, 0x1000), 1, LOW_LONGS(1, 2))
ROW_I386(i386_semtimedop_time64_nowhere, "semtimedop_time64(-1, 0x1230, 2, 0x1230",
         420, -1, NOWHERE, 2, NOWHERE)
