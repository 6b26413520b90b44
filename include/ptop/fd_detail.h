/* What is found out about a descriptor when its name is needed. */
#ifndef PTOP_FD_DETAIL_H
#define PTOP_FD_DETAIL_H

enum fd_detail {
    FD_PATH = 1 << 0,      /* the file's name */
    FD_SOCKET = 1 << 1,    /* protocol and addresses */
    FD_DEVICE = 1 << 2,    /* major and minor number of a device */
    FD_PIDFD = 1 << 3,     /* of which process */
    FD_EVENTFD = 1 << 4,   /* count and id */
    FD_SIGNALFD = 1 << 5,  /* its mask */
    FD_EVERYTHING = (1 << 6) - 1,
    FD_DIRECTORY = 1 << 6, /* the current directory's name, wherever AT_FDCWD is passed */
    FD_AT_EACH_USE = 1 << 7, /* asked anew each time: right after a rename, and dear */
};

#endif
