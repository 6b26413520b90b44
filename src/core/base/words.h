/* Lists of words in one string, separated by single blanks: "openat openat2". */
#ifndef PTOP_CORE_WORDS_H
#define PTOP_CORE_WORDS_H

#include <stdbool.h>

#include <ptop/thread.h>

ANY_THREAD bool words_have(const char *words, const char *word);

#endif
