/* Where the tracer of a launched command runs (strace's -D). */
#ifndef PTOP_PLACE_H
#define PTOP_PLACE_H

enum session_place {
    PLACE_PARENT,     /* what is launched is our child */
    PLACE_GRANDCHILD, /* we become the command, and a grandchild of ours traces it */
    PLACE_OWN_GROUP,  /* in a process group of its own */
    PLACE_OWN_SESSION,
};

#endif
