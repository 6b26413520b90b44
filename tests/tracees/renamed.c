/* renamed: gives itself another name and ends. */
#include "tracee.h"

int main(void)
{
    tracee_begin();
    CHECK(prctl(PR_SET_NAME, "by another name") == 0);
    return 0;
}
