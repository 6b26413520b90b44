/* System V and POSIX ipc. */
#include <linux/msg.h>
#include <linux/sem.h>
#include <linux/shm.h>
#include <mqueue.h>
#include <signal.h>
#include <time.h>

#include "room.h"

CASE(keys_and_flags)
{
    expect(call(SYS_shmget, IPC_PRIVATE, -1, 0600 | IPC_CREAT), "shmget(IPC_PRIVATE, 18446744073709551615, IPC_CREAT|0600");
    expect(call(SYS_shmget, 0xbeef, -1, 0777 | IPC_CREAT | IPC_EXCL | SHM_HUGETLB | SHM_NORESERVE), "shmget(0xbeef, 18446744073709551615, IPC_CREAT|IPC_EXCL|SHM_HUGETLB|SHM_NORESERVE|0777");
    expect(call(SYS_shmget, 0xbeef, 1, 0), "shmget(0xbeef, 1, 000");
    expect(call(SYS_shmget, 0xbeef, -1, 0400 | IPC_CREAT | SHM_HUGETLB | 21 << 26), "shmget(0xbeef, 18446744073709551615, IPC_CREAT|SHM_HUGETLB|21<<SHM_HUGE_SHIFT|0400");
    expect(call(SYS_shmget, -1, 0, 0x100000), "shmget(0xffffffff, 0, 0x100000|000");
    expect(call(SYS_msgget, 0xbeef, 0), "msgget(0xbeef, 000");
    expect(call(SYS_msgget, 0xbeef, 0600), "msgget(0xbeef, 0600");
    expect(call(SYS_msgget, 0xbeef, 06000 | 0x100000), "msgget(0xbeef, IPC_EXCL|IPC_NOWAIT|0x100000|000");
    expect(call(SYS_semget, IPC_PRIVATE, -1, IPC_CREAT | 0666), "semget(IPC_PRIVATE, -1, IPC_CREAT|0666");
    expect(call(SYS_semget, 0xbeef, 1, 07), "semget(0xbeef, 1, 007");
    expect(call(SYS_semget, 0xbeef, 0x7fffffff, IPC_CREAT | 01), "semget(0xbeef, 2147483647, IPC_CREAT|001");
}

CASE(shmat_of_nothing)
{
    expect(call(SYS_shmat, -1, 0, 0), "shmat(-1, NULL, 0");
    expect(call(SYS_shmat, 0x7fffffff, 0x1000, SHM_RDONLY | SHM_RND | SHM_REMAP | SHM_EXEC | 1), "shmat(2147483647, 0x1000, SHM_RDONLY|SHM_RND|SHM_REMAP|SHM_EXEC|0x1");
    expect(call(SYS_shmat, -2, -1, 1), "shmat(-2, 0xffffffffffffffff, 0x1 /* SHM_??? */");
    expect(call(SYS_shmdt, 0), "shmdt(NULL");
    expect(call(SYS_shmdt, 0x1001), "shmdt(0x1001");
}

CASE(shmctl_commands)
{
    static const char *const names[] = {
        "IPC_RMID, 0x10000000",
        "IPC_SET, {shm_perm={uid=0, gid=0, mode=000}}",
        "IPC_STAT, 0x10000000",
        [4] = "0x4 /* SHM_??? */, 0x10000000",
        [11] = "SHM_LOCK, 0x10000000",
        "SHM_UNLOCK, 0x10000000",
        "SHM_STAT, 0x10000000",
        [15] = "SHM_STAT_ANY, 0x10000000",
    };

    for (int i = 0; i < 16; i++)
        if (names[i])
            expect(call(SYS_shmctl, -1, i, AT(0)), "shmctl(-1, %s", names[i]);
}

CASE(shmctl_sets)
{
    expect(call(SYS_shmctl, -1, 0x100 | IPC_STAT, 0), "shmctl(-1, IPC_64|IPC_STAT, NULL");
    expect(call(SYS_shmctl, -1, IPC_SET, HOLE), "shmctl(-1, IPC_SET, 0x10002000");
    PUT(0, struct shmid64_ds, .shm_perm = {.uid = 1, .gid = (unsigned)-1, .mode = 0640, .key = 5, .cuid = 6, .cgid = 7},
        .shm_segsz = 8, .shm_cpid = 9, .shm_lpid = 10, .shm_nattch = 11, .shm_atime = 12, .shm_dtime = 13, .shm_ctime = 14);
    expect(call(SYS_shmctl, -1, IPC_SET, AT(0)), "shmctl(-1, IPC_SET, {shm_perm={uid=1, gid=-1, mode=0640}}");
    expect_under("-v", call(SYS_shmctl, -1, IPC_SET, AT(0)), "shmctl(-1, IPC_SET, {shm_perm={uid=1, gid=-1, mode=0640}}");
}

CASE(shared_memory)
{
    long id = call(SYS_shmget, IPC_PRIVATE, 4096, 0600 | IPC_CREAT);

    if (id < 0)
        skip_case("no shared memory");
    expect(id, "shmget(IPC_PRIVATE, 4096, IPC_CREAT|0600");
    call(SYS_shmat, id, 0x30000000, 0);
    expect_shown("", "0x30000000", "shmat(%ld, 0x30000000, 0", id);
    long result = call(SYS_shmctl, id, IPC_STAT, AT(0));
    struct shmid64_ds *ds = AT(0);
    expect(result,
           "shmctl(%ld, IPC_STAT, {shm_perm={uid=%u, gid=%u, mode=0600, key=0, cuid=%u, cgid=%u}, shm_segsz=4096, "
           "shm_cpid=%d, shm_lpid=%d, shm_nattch=1, shm_atime=%ld, shm_dtime=0, shm_ctime=%ld}",
           id, getuid(), getgid(), getuid(), getgid(), ds->shm_cpid, ds->shm_lpid, ds->shm_atime, ds->shm_ctime);
    expect(call(SYS_shmctl, id, SHM_LOCK, 0), "shmctl(%ld, SHM_LOCK, NULL", id);
    expect(call(SYS_shmdt, 0x30000000), "shmdt(0x30000000");
    expect(call(SYS_shmctl, id, IPC_RMID, 0), "shmctl(%ld, IPC_RMID, NULL", id);
}

CASE(shared_memory_limits)
{
    struct shminfo64 *info = AT(0);
    struct shm_info *used = AT(0);
    long result = call(SYS_shmctl, 0, IPC_INFO, AT(0));

    expect(result, "shmctl(0, IPC_INFO, {shmmax=%lu, shmmin=%lu, shmmni=%lu, shmseg=%lu, shmall=%lu}", info->shmmax,
           info->shmmin, info->shmmni, info->shmseg, info->shmall);
    result = call(SYS_shmctl, 0, SHM_INFO, AT(0));
    expect(result,
           "shmctl(0, SHM_INFO, {used_ids=%d, shm_tot=%lu, shm_rss=%lu, shm_swp=%lu, swap_attempts=%lu, "
           "swap_successes=%lu}",
           used->used_ids, used->shm_tot, used->shm_rss, used->shm_swp, used->swap_attempts, used->swap_successes);
    expect(call(SYS_shmctl, 0, IPC_INFO, HOLE), "shmctl(0, IPC_INFO, 0x10002000");
    expect(call(SYS_shmctl, 0, SHM_INFO, 0), "shmctl(0, SHM_INFO, NULL");
}

/* ---- messages ---------------------------------------------------------------------------- */

CASE(msgctl_commands)
{
    static const char *const names[] = {
        "IPC_RMID, 0x10000000",
        "IPC_SET, {msg_perm={uid=0, gid=0, mode=000}, msg_qbytes=0}",
        "IPC_STAT, 0x10000000",
        [4] = "0x4 /* MSG_??? */, 0x10000000",
        [11] = "MSG_STAT, 0x10000000",
        [13] = "MSG_STAT_ANY, 0x10000000",
    };

    for (int i = 0; i < 14; i++)
        if (names[i])
            expect(call(SYS_msgctl, -1, i, AT(0)), "msgctl(-1, %s", names[i]);
    PUT(0, struct msqid64_ds, .msg_perm = {.uid = 1, .gid = (unsigned)-1, .mode = 0640, .key = 5, .cuid = 6, .cgid = 7},
        .msg_stime = 8, .msg_rtime = 9, .msg_ctime = 10, .msg_cbytes = 11, .msg_qnum = 12, .msg_qbytes = 13,
        .msg_lspid = 14, .msg_lrpid = 15);
    expect(call(SYS_msgctl, -1, IPC_SET, AT(0)), "msgctl(-1, IPC_SET, {msg_perm={uid=1, gid=-1, mode=0640}, msg_qbytes=13}");
    expect_under("-v", call(SYS_msgctl, -1, IPC_SET, AT(0)), "msgctl(-1, IPC_SET, {msg_perm={uid=1, gid=-1, mode=0640}, msg_qbytes=13}");
    expect(call(SYS_msgctl, -1, IPC_SET, HOLE - 100), "msgctl(-1, IPC_SET, 0x10001f9c");
    expect(call(SYS_msgctl, -1, 0x100 | IPC_SET, 0), "msgctl(-1, IPC_64|IPC_SET, NULL");
}

CASE(messages)
{
    long id = call(SYS_msgget, IPC_PRIVATE, 0600);

    if (id < 0)
        skip_case("no messages");
    PUT(0, long, 5);
    PUT_TEXT(8, "a message");
    expect(call(SYS_msgsnd, id, AT(0), 9, IPC_NOWAIT), "msgsnd(%ld, {mtype=5, mtext=\"a message\"}, 9, IPC_NOWAIT", id);
    long result = call(SYS_msgctl, id, IPC_STAT, AT(0x100));
    struct msqid64_ds *ds = AT(0x100);
    expect(result,
           "msgctl(%ld, IPC_STAT, {msg_perm={uid=%u, gid=%u, mode=0600, key=0, cuid=%u, cgid=%u}, msg_stime=%ld, "
           "msg_rtime=0, msg_ctime=%ld, msg_qnum=1, msg_qbytes=%lu, msg_lspid=%d, msg_lrpid=0}",
           id, getuid(), getgid(), getuid(), getgid(), ds->msg_stime, ds->msg_ctime, ds->msg_qbytes, ds->msg_lspid);
    expect(call(SYS_msgrcv, id, AT(0), 100, -10, MSG_NOERROR | MSG_EXCEPT),
           "msgrcv(%ld, {mtype=5, mtext=\"a message\"}, 100, -10, MSG_NOERROR|MSG_EXCEPT", id);
    expect(call(SYS_msgrcv, id, AT(0), 100, 0, IPC_NOWAIT), "msgrcv(%ld, 0x10000000, 100, 0, IPC_NOWAIT", id);
    PUT(0, long, -5);
    expect(call(SYS_msgsnd, id, AT(0), 5, 0), "msgsnd(%ld, {mtype=-5, mtext=\"a mes\"}, 5, 0", id);
    PUT(0, long, 5);
    memset(AT(8), 'x', 60);
    expect(call(SYS_msgsnd, id, AT(0), 60, 0),
           "msgsnd(%ld, {mtype=5, mtext=\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"...}, 60, 0", id);
    expect(call(SYS_msgctl, id, IPC_RMID, 0), "msgctl(%ld, IPC_RMID, NULL", id);
    expect(call(SYS_msgsnd, -1, AT(0), -1, IPC_NOWAIT | MSG_COPY | 1), "msgsnd(-1, {mtype=5, mtext=\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"...}, 18446744073709551615, MSG_COPY|IPC_NOWAIT|0x1");
    expect(call(SYS_msgsnd, -1, HOLE, 5, 0), "msgsnd(-1, 0x10002000, 5, 0");
    expect(call(SYS_msgsnd, -1, HOLE - 12, 5, 0), "msgsnd(-1, 0x10001ff4, 5, 0");
    expect(call(SYS_msgsnd, -1, 0, 5, 0), "msgsnd(-1, NULL, 5, 0");
    expect(call(SYS_msgsnd, -1, AT(0), 0, 0), "msgsnd(-1, {mtype=5, mtext=\"\"}, 0, 0");
    expect(call(SYS_msgrcv, -1, AT(0), -1, 0x8000000000000000, 0x100), "msgrcv(-1, 0x10000000, 18446744073709551615, -9223372036854775808, 0x100 /* MSG_??? */");
}

CASE(message_limits)
{
    struct msginfo *info = AT(0);
    long result = call(SYS_msgctl, 0, IPC_INFO, AT(0));

    expect(result,
           "msgctl(0, IPC_INFO, {msgpool=%d, msgmap=%d, msgmax=%d, msgmnb=%d, msgmni=%d, msgssz=%d, msgtql=%d, "
           "msgseg=%d}",
           info->msgpool, info->msgmap, info->msgmax, info->msgmnb, info->msgmni, info->msgssz, info->msgtql,
           info->msgseg);
    result = call(SYS_msgctl, 0, MSG_INFO, AT(0));
    expect(result,
           "msgctl(0, MSG_INFO, {msgpool=%d, msgmap=%d, msgmax=%d, msgmnb=%d, msgmni=%d, msgssz=%d, msgtql=%d, "
           "msgseg=%d}",
           info->msgpool, info->msgmap, info->msgmax, info->msgmnb, info->msgmni, info->msgssz, info->msgtql,
           info->msgseg);
}

/* ---- semaphores -------------------------------------------------------------------------- */

CASE(semops)
{
    PUT(0, struct sembuf[3], {0, -1, IPC_NOWAIT}, {0xffff, 0x7fff, SEM_UNDO | IPC_NOWAIT}, {1, 0, 0x4});
    expect(call(SYS_semop, -1, AT(0), 3), "semop(-1, [{sem_num=0, sem_op=-1, sem_flg=IPC_NOWAIT}, {sem_num=65535, sem_op=32767, sem_flg=SEM_UNDO|IPC_NOWAIT}, {sem_num=1, sem_op=0, sem_flg=0x4 /* SEM_??? */}], 3");
    expect(call(SYS_semop, -1, AT(0), 0), "semop(-1, [], 0");
    expect(call(SYS_semop, -1, HOLE, 1), "semop(-1, 0x10002000, 1");
    expect(call(SYS_semop, -1, HOLE - 6, 2), "semop(-1, [{sem_num=0, sem_op=0, sem_flg=0}, ... /* 0x10002000 */], 2");
    expect(call(SYS_semop, -1, AT(0), 33), "semop(-1, [{sem_num=0, sem_op=-1, sem_flg=IPC_NOWAIT}, {sem_num=65535, sem_op=32767, sem_flg=SEM_UNDO|IPC_NOWAIT}, {sem_num=1, sem_op=0, sem_flg=0x4 /* SEM_??? */}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, {sem_num=0, sem_op=0, sem_flg=0}, ...], 33");
    expect(call(SYS_semop, -1, 0, -1), "semop(-1, NULL, 4294967295");
    PUT(0x100, struct timespec, 1, 2);
    expect(call(SYS_semtimedop, -1, AT(0), 1, AT(0x100)), "semtimedop(-1, [{sem_num=0, sem_op=-1, sem_flg=IPC_NOWAIT}], 1, {tv_sec=1, tv_nsec=2}");
    expect(call(SYS_semtimedop, -1, AT(0), 2, HOLE), "semtimedop(-1, [{sem_num=0, sem_op=-1, sem_flg=IPC_NOWAIT}, {sem_num=65535, sem_op=32767, sem_flg=SEM_UNDO|IPC_NOWAIT}], 2, 0x10002000");
    expect(call(SYS_semtimedop, -1, AT(0), 1, 0), "semtimedop(-1, [{sem_num=0, sem_op=-1, sem_flg=IPC_NOWAIT}], 1, NULL");
}

CASE(semctl_commands)
{
    expect(call(SYS_semctl, -1, 3, IPC_RMID, AT(0)), "semctl(-1, 3, IPC_RMID, 0x10000000");
    expect(call(SYS_semctl, -1, 3, IPC_SET, AT(0)), "semctl(-1, 3, IPC_SET, {sem_perm={uid=0, gid=0, mode=000}}");
    expect(call(SYS_semctl, -1, 3, IPC_STAT, AT(0)), "semctl(-1, 3, IPC_STAT, 0x10000000");
    expect(call(SYS_semctl, -1, 3, 4, AT(0)), "semctl(-1, 3, 0x4 /* SEM_??? */, 0x10000000");
    expect(call(SYS_semctl, -1, 3, 11, AT(0)), "semctl(-1, 3, GETPID, 0x10000000");
    expect(call(SYS_semctl, -1, 3, 12, AT(0)), "semctl(-1, 3, GETVAL, 0x10000000");
    expect(call(SYS_semctl, -1, 3, 13, AT(0)), "semctl(-1, 3, GETALL, 0x10000000");
    expect(call(SYS_semctl, -1, 3, 14, AT(0)), "semctl(-1, 3, GETNCNT, 0x10000000");
    expect(call(SYS_semctl, -1, 3, 15, AT(0)), "semctl(-1, 3, GETZCNT, 0x10000000");
    expect(call(SYS_semctl, -1, 3, 16, AT(0)), "semctl(-1, 3, SETVAL, 0x10000000");
    expect(call(SYS_semctl, -1, 3, 17, AT(0)), "semctl(-1, 3, SETALL, 0x10000000");
    expect(call(SYS_semctl, -1, 3, 18, AT(0)), "semctl(-1, 3, SEM_STAT, 0x10000000");
    expect(call(SYS_semctl, -1, 3, 20, AT(0)), "semctl(-1, 3, SEM_STAT_ANY, 0x10000000");
    expect(call(SYS_semctl, -1, 0, 0x100 | IPC_STAT, 0), "semctl(-1, 0, IPC_64|IPC_STAT, NULL");
    expect(call(SYS_semctl, -1, 0, SETVAL, 7), "semctl(-1, 0, SETVAL, 0x7");
    PUT(0, struct semid64_ds, .sem_perm = {.uid = 1, .gid = (unsigned)-1, .mode = 0640, .key = 5, .cuid = 6, .cgid = 7},
        .sem_otime = 8, .sem_ctime = 9, .sem_nsems = 10);
    expect(call(SYS_semctl, -1, 0, IPC_SET, AT(0)), "semctl(-1, 0, IPC_SET, {sem_perm={uid=1, gid=-1, mode=0640}}");
    expect_under("-v", call(SYS_semctl, -1, 0, IPC_SET, AT(0)), "semctl(-1, 0, IPC_SET, {sem_perm={uid=1, gid=-1, mode=0640}}");
}

CASE(semaphores)
{
    long id = call(SYS_semget, IPC_PRIVATE, 2, 0600);

    if (id < 0)
        skip_case("no semaphores");
    long result = call(SYS_semctl, id, 0, IPC_STAT, AT(0));
    struct semid64_ds *ds = AT(0);
    expect(result,
           "semctl(%ld, 0, IPC_STAT, {sem_perm={uid=%u, gid=%u, mode=0600, key=0, cuid=%u, cgid=%u}, sem_otime=0, "
           "sem_ctime=%ld, sem_nsems=2}",
           id, getuid(), getgid(), getuid(), getgid(), ds->sem_ctime);
    expect(call(SYS_semctl, id, 1, SETVAL, 7), "semctl(%ld, 1, SETVAL, 0x7", id);
    expect(call(SYS_semctl, id, 0, GETALL, AT(0)), "semctl(%ld, 0, GETALL, 0x10000000", id);
    PUT(0, uint16_t[2], 3, 4);
    expect(call(SYS_semctl, id, 0, SETALL, AT(0)), "semctl(%ld, 0, SETALL, 0x10000000", id);
    expect(call(SYS_semctl, id, 1, GETVAL, 0), "semctl(%ld, 1, GETVAL, NULL", id);
    expect(call(SYS_semctl, id, 0, IPC_RMID, 0), "semctl(%ld, 0, IPC_RMID, NULL", id);
}

CASE(semaphore_limits)
{
    struct seminfo *info = AT(0);
    const char *form = "semctl(0, 0, %s, {semmap=%d, semmni=%d, semmns=%d, semmnu=%d, semmsl=%d, semopm=%d, "
                       "semume=%d, semusz=%d, semvmx=%d, semaem=%d}";
    long result = call(SYS_semctl, 0, 0, IPC_INFO, AT(0));

    expect(result, "%s", text(form, "IPC_INFO", info->semmap, info->semmni, info->semmns, info->semmnu, info->semmsl,
           info->semopm, info->semume, info->semusz, info->semvmx, info->semaem));
    result = call(SYS_semctl, 0, 0, SEM_INFO, AT(0));
    expect(result, "%s", text(form, "SEM_INFO", info->semmap, info->semmni, info->semmns, info->semmnu, info->semmsl,
           info->semopm, info->semume, info->semusz, info->semvmx, info->semaem));
}

/* ---- POSIX message queues ------------------------------------------------------------------ */

CASE(posix_queues)
{
    PUT_TEXT(0x100, "/ptop");
    expect(call(SYS_mq_open, HOLE, O_RDONLY), "mq_open(0x10002000, O_RDONLY");
    expect(call(SYS_mq_open, AT(0x100), O_RDWR | O_NONBLOCK | O_CLOEXEC), "mq_open(\"/ptop\", O_RDWR|O_NONBLOCK|O_CLOEXEC");
    expect(call(SYS_mq_open, AT(0x101), O_RDWR | O_CREAT | O_EXCL, 0, HOLE), "mq_open(\"ptop\", O_RDWR|O_CREAT|O_EXCL, 000, 0x10002000");
    PUT(0, long[8], 0, -1, 6, 7);
    expect(call(SYS_mq_open, AT(0x101), O_WRONLY | O_CREAT | O_EXCL, 0600, AT(0)), "mq_open(\"ptop\", O_WRONLY|O_CREAT|O_EXCL, 0600, {mq_flags=0, mq_maxmsg=-1, mq_msgsize=6, mq_curmsgs=7}");
    PUT(0, long[8], O_NONBLOCK | 1, -1, 6, 7);
    expect(call(SYS_mq_getsetattr, -1, AT(0), AT(0x80)), "mq_getsetattr(-1, {mq_flags=O_NONBLOCK|0x1, mq_maxmsg=-1, mq_msgsize=6, mq_curmsgs=7}, 0x10000080");
    expect(call(SYS_mq_getsetattr, -1, HOLE, HOLE), "mq_getsetattr(-1, 0x10002000, 0x10002000");
    expect(call(SYS_mq_getsetattr, -1, 0, 0), "mq_getsetattr(-1, NULL, NULL");
    expect(call(SYS_mq_unlink, HOLE), "mq_unlink(0x10002000");
    expect(call(SYS_mq_unlink, AT(0x100)), "mq_unlink(\"/ptop\"");
    expect(call(SYS_mq_notify, -1, 0), "mq_notify(-1, NULL");
    PUT(0, struct sigevent, .sigev_notify = SIGEV_THREAD, .sigev_signo = SIGUSR1, .sigev_value.sival_ptr = (void *)0x1000);
    expect(call(SYS_mq_notify, -1, AT(0)), "mq_notify(-1, {sigev_value={sival_int=4096, sival_ptr=0x1000}, sigev_signo=SIGUSR1, sigev_notify=SIGEV_THREAD, sigev_notify_function=NULL, sigev_notify_attributes=NULL}");
    expect(call(SYS_mq_notify, -1, HOLE), "mq_notify(-1, 0x10002000");
    PUT(0, struct timespec, 1, 2);
    expect(call(SYS_mq_timedsend, -1, AT(0x100), 3, 5, AT(0)), "mq_timedsend(-1, \"/pt\", 3, 5, {tv_sec=1, tv_nsec=2}");
    expect(call(SYS_mq_timedsend, -1, HOLE, 3, -1, HOLE), "mq_timedsend(-1, 0x10002000, 3, 4294967295, 0x10002000");
    expect(call(SYS_mq_timedreceive, -1, AT(0x100), 3, AT(0x80), AT(0)), "mq_timedreceive(-1, 0x10000100, 3, 0x10000080, {tv_sec=1, tv_nsec=2}");
    expect(call(SYS_mq_timedreceive, -1, AT(0x100), -1, 0, 0), "mq_timedreceive(-1, 0x10000100, 18446744073709551615, NULL, NULL");
}

CASE(posix_queue_of_ours)
{
    PUT_TEXT(0x100, "ptop-case");
    PUT(0, long[8], 0, 2, 64, 0);
    long fd = call(SYS_mq_open, AT(0x100), O_RDWR | O_CREAT, 0600, AT(0));

    if (fd < 0)
        skip_case("no queues");
    expect(fd, "mq_open(\"ptop-case\", O_RDWR|O_CREAT, 0600, {mq_flags=0, mq_maxmsg=2, mq_msgsize=64, mq_curmsgs=0}");
    expect(call(SYS_mq_timedsend, fd, AT(0x100), 4, 7, 0), "mq_timedsend(%ld, \"ptop\", 4, 7, NULL", fd);
    expect(call(SYS_mq_timedreceive, fd, AT(0x200), 64, AT(0x80), 0),
           "mq_timedreceive(%ld, \"ptop\", 64, [7], NULL", fd);
    PUT(0, long[8], O_NONBLOCK, 0, 0, 0);
    expect(call(SYS_mq_getsetattr, fd, AT(0), AT(0x80)),
           "mq_getsetattr(%ld, {mq_flags=O_NONBLOCK, mq_maxmsg=0, mq_msgsize=0, mq_curmsgs=0}, {mq_flags=0, "
           "mq_maxmsg=2, mq_msgsize=64, mq_curmsgs=0}", fd);
    expect(call(SYS_mq_unlink, AT(0x100)), "mq_unlink(\"ptop-case\"");
}
