/* File names that a path can go on with. */
#ifndef PTOP_TUI_COMPLETE_FILES_H
#define PTOP_TUI_COMPLETE_FILES_H

/* Hand the paths that begin so to the visitor, folders with a slash behind them.  Names that are
 * no printable UTF-8 are left out. */
void complete_files(const char *beginning,
                    void (*visit)(void *context, const char *path, const char *help),
                    void *context);

#endif
