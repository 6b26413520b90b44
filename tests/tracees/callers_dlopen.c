/*
 * callers_dlopen FIRST SECOND: loads two plugins, one after the other, and has each make a getppid
 * call.  The second is likely to lie where the first was.
 */
#include <dlfcn.h>
#include <errno.h>
#include <unistd.h>

#include "tracee.h"

static void call_plugin(const char *path)
{
    void *plugin = dlopen(path, RTLD_NOW);
    long (*function)(void);

    CHECK(plugin != NULL);
    function = (long (*)(void))dlsym(plugin, "plugin_main");
    CHECK(function != NULL && function() > 0);
    CHECK(dlclose(plugin) == 0);
}

int main(int argc, char **argv)
{
    tracee_begin();
    CHECK(argc == 3);
    call_plugin(argv[1]);
    call_plugin(argv[2]);
    return 0;
}
