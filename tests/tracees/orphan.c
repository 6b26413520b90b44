/*
 * orphan: the parent is gone before its child has run.
 */
#include <unistd.h>

int main(void)
{
    _exit(!!fork());
}
