/*
 * Calls whose operation decides what their arguments mean.
 */
#include "decode_fixture.h"

#include <fcntl.h>
#include <termios.h>

/* ---- what an operation decides --------------------------------------------------- */

static void fcntl_by_command(void **state)
{
    struct flock lock = {F_WRLCK, SEEK_SET, 1, 2, .l_pid = 77}; /* not looked at */
    uint32_t lock_32[4] = {F_RDLCK, 1, 2, 0};

    (void)state;
    fixture_memory(&fx, PTR(1), &lock, sizeof lock);
    fixture_memory(&fx, PTR(2), lock_32, sizeof lock_32);
    fixture_fd(&fx, 9, "/x");
    fixture_call(&fx, ABI_NATIVE, "fcntl", 3, F_SETLK, PTR(1));
    fixture_run(&fx, 0);
    shows("fcntl(3, F_SETLK, {l_type=F_WRLCK, l_whence=SEEK_SET, l_start=1, l_len=2}) = 0");
    fixture_call(&fx, ABI_NATIVE, "fcntl", 3, F_GETLK, PTR(1));
    fixture_run(&fx, 0);
    shows("fcntl(3, F_GETLK, "
          "{l_type=F_WRLCK, l_whence=SEEK_SET, l_start=1, l_len=2, l_pid=77}) = 0");
    fixture_call(&fx, ABI_COMPAT, "fcntl", 3, F_SETLK, PTR(2));
    fixture_run(&fx, 0);
    shows("fcntl(3, F_SETLK, {l_type=F_RDLCK, l_whence=SEEK_SET, l_start=1, l_len=2}) = 0");
    fixture_call(&fx, ABI_NATIVE, "fcntl", 3, F_GETFL, 0x1234);
    fixture_run(&fx, 02);
    shows("fcntl(3, F_GETFL) = 0x2 (flags O_RDWR)");
    fixture_call(&fx, ABI_NATIVE, "fcntl", 3, F_SETFD, FD_CLOEXEC);
    fixture_run(&fx, 0);
    shows("fcntl(3, F_SETFD, FD_CLOEXEC) = 0");
    fixture_call(&fx, ABI_NATIVE, "fcntl", 3, F_DUPFD_CLOEXEC, 9);
    fixture_run(&fx, 9);
    shows("fcntl(3, F_DUPFD_CLOEXEC, 9) = 9</x>");
}

static void futex_by_operation(void **state)
{
    int64_t timeout[2] = {1, 2};

    (void)state;
    fixture_memory(&fx, PTR(1), timeout, sizeof timeout);
    fixture_call(&fx, ABI_NATIVE, "futex", PTR(9), 128, 2, PTR(1), 5, 6);
    fixture_run(&fx, -EAGAIN);
    shows("futex(0x90000, FUTEX_WAIT_PRIVATE, 2, {tv_sec=1, tv_nsec=2}) = -1 EAGAIN "
          "(Resource temporarily unavailable)");
    fixture_call(&fx, ABI_NATIVE, "futex", PTR(9), 129, 1, PTR(1), 5, 6);
    fixture_run(&fx, 1);
    shows("futex(0x90000, FUTEX_WAKE_PRIVATE, 1) = 1");
    fixture_call(&fx, ABI_NATIVE, "futex", PTR(9), 0x189, 0, 0, 0, 0xffffffff);
    fixture_run(&fx, 0);
    shows("futex(0x90000, FUTEX_WAIT_BITSET_PRIVATE|FUTEX_CLOCK_REALTIME, 0, NULL, "
          "FUTEX_BITSET_MATCH_ANY) = 0");
}

static void prctl_by_option(void **state)
{
    (void)state;
    fixture_string(&fx, PTR(1), "worker");
    fixture_call(&fx, ABI_NATIVE, "prctl", 15, PTR(1), 1, 2, 3);
    fixture_run(&fx, 0);
    shows("prctl(PR_SET_NAME, \"worker\") = 0");
    fixture_call(&fx, ABI_NATIVE, "prctl", 1, 15, 1, 2, 3);
    fixture_run(&fx, 0);
    shows("prctl(PR_SET_PDEATHSIG, SIGTERM) = 0");
}

static void ioctl_by_request(void **state)
{
    uint16_t window[4] = {24, 80, 0, 0};
    struct {
        uint32_t flags[4];
        uint8_t line, characters[19];
    } termios = {{ICRNL | IXON, OPOST | ONLCR, B38400 | CS8 | CREAD, ISIG | ICANON | ECHO}, 0, {3}};

    (void)state;
    fixture_memory(&fx, PTR(1), window, sizeof window);
    fixture_memory(&fx, PTR(2), &termios, sizeof termios);
    fixture_call(&fx, ABI_NATIVE, "ioctl", 1, 0x5413, PTR(1));
    fixture_run(&fx, 0);
    shows("ioctl(1, TIOCGWINSZ, {ws_row=24, ws_col=80, ws_xpixel=0, ws_ypixel=0}) = 0");
    fixture_call(&fx, ABI_NATIVE, "ioctl", 0, 0x5401, PTR(2));
    fixture_run(&fx, 0);
    shows("ioctl(0, TCGETS, {c_iflag=ICRNL|IXON, "
          "c_oflag=NL0|CR0|TAB0|BS0|VT0|FF0|OPOST|ONLCR, c_cflag=B38400|CS8|CREAD, "
          "c_lflag=ISIG|ICANON|ECHO, ...}) = 0");
    fixture_call(&fx, ABI_NATIVE, "ioctl", 0, 0x5401, PTR(2));
    fixture_run(&fx, -ENOTTY);
    shows("ioctl(0, TCGETS, 0x20000) = -1 ENOTTY (Inappropriate ioctl for device)");
    fixture_call(&fx, ABI_NATIVE, "ioctl", 0, 0x5451, 77);
    fixture_run(&fx, 0);
    shows("ioctl(0, FIOCLEX) = 0");
    fixture_call(&fx, ABI_NATIVE, "ioctl", 0, 0xc0107a2f, 0x77);
    fixture_run(&fx, 0);
    shows("ioctl(0, _IOC(_IOC_READ|_IOC_WRITE, 0x7a, 0x2f, 0x10), 0x77) = 0");
}

static void a_descriptor_that_a_request_makes_has_its_name(void **state)
{
    (void)state;
    fixture_fd(&fx, 7, "user:[1]");
    fixture_call(&fx, ABI_NATIVE, "ioctl", 3, 0xb701, 0);
    fixture_run(&fx, 7);
    shows("ioctl(3, NS_GET_USERNS) = 7<user:[1]>");
}

static void semaphores_and_messages(void **state)
{
    int16_t operation[3] = {0, -1, 0};
    struct {
        int64_t type;
        char text[3];
    } message = {7, "abc"};

    (void)state;
    fixture_memory(&fx, PTR(1), operation, sizeof operation);
    fixture_memory(&fx, PTR(2), &message, 11);
    fixture_call(&fx, ABI_NATIVE, "semop", 1, PTR(1), 1);
    fixture_run(&fx, 0);
    shows("semop(1, [{sem_num=0, sem_op=-1, sem_flg=0}], 1) = 0");
    fixture_call(&fx, ABI_NATIVE, "msgsnd", 1, PTR(2), 3, 0);
    fixture_run(&fx, 0);
    shows("msgsnd(1, {mtype=7, mtext=\"abc\"}, 3, 0) = 0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(fcntl_by_command), TEST(futex_by_operation),      TEST(prctl_by_option),
        TEST(ioctl_by_request), TEST(semaphores_and_messages),
        TEST(a_descriptor_that_a_request_makes_has_its_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
