#include "complete_files.h"

#include <dirent.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "canvas.h"

static bool is_shown(const char *name, const char *beginning)
{
    bool is_hidden = name[0] == '.' && beginning[0] != '.';
    return !is_hidden && strncmp(name, beginning, strlen(beginning)) == 0 &&
           canvas_can_show(name, strlen(name));
}

void complete_files(const char *beginning,
                    void (*visit)(void *context, const char *path, const char *help), void *context)
{
    const char *slash = strrchr(beginning, '/'), *name = slash ? slash + 1 : beginning;
    int folder_bytes = (int)(name - beginning);
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%.*s", folder_bytes, beginning);
    DIR *folder = opendir(folder_bytes > 0 ? path : ".");
    if (!folder)
        return;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        struct stat status;
        if (!is_shown(entry->d_name, name))
            continue;
        int length = snprintf(path, sizeof path, "%.*s%s", folder_bytes, beginning, entry->d_name);
        bool is_folder = stat(path, &status) == 0 && S_ISDIR(status.st_mode);
        if (is_folder && length + 1 < (int)sizeof path)
            strcpy(path + length, "/");
        visit(context, path, is_folder ? "folder" : "file");
    }
    closedir(folder);
}
