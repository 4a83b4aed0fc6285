#ifndef LOSTWRITE_LINE_EDITING_H
#define LOSTWRITE_LINE_EDITING_H

/* Lines typed at a terminal, edited with libedit. Its own functions take variable arguments, which Swift cannot call. */

typedef struct lw_line_editor lw_line_editor;

enum lw_line_result { LW_LINE_END = 0, LW_LINE_TEXT = 1, LW_LINE_CANCELLED = 2 };

/* Reads from the terminal behind stdin. The file of earlier lines may be NULL or missing. NULL where there is no memory. */
lw_line_editor *lw_line_editor_open(const char *program, const char *history_file, int history_size);

/* Reads one line; `text` ends with a line break and is good until the next call. LW_LINE_CANCELLED after Ctrl-C. */
enum lw_line_result lw_line_editor_read(lw_line_editor *editor, const char *prompt, const char **text);

/* Keeps an entry for the arrow keys. */
void lw_line_editor_remember(lw_line_editor *editor, const char *entry);

/* Writes the entries to the file, readable by its owner only. 0, or the number of the system's error. */
int lw_line_editor_save(lw_line_editor *editor, const char *history_file);

void lw_line_editor_close(lw_line_editor *editor);

#endif
