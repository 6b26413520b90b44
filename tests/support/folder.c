#include "folder.h"

#include <stdio.h>
#include <stdlib.h>

static char path[] = "/tmp/ptop-folder-XXXXXX";

int folder_make(void **state)
{
    (void)state;
    return mkdtemp(path) ? 0 : -1;
}

int folder_remove(void **state)
{
    char command[64];

    (void)state;
    snprintf(command, sizeof command, "rm -rf %s", path);
    return system(command);
}

const char *folder_path(void)
{
    return path;
}
