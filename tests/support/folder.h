/*
 * A folder of the test program's own: a group's setup makes it, its teardown removes it with all that is in it.
 */
#ifndef PTOP_TESTS_FOLDER_H
#define PTOP_TESTS_FOLDER_H

int folder_make(void **state);
int folder_remove(void **state);

/* Its path, once it is made. */
const char *folder_path(void);

#endif
