#include "CLineEditing.h"

#include <errno.h>
#include <fcntl.h>
#include <histedit.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct lw_line_editor {
  EditLine *edit;
  History *history;
  const char *prompt;
  int cancelled;
};

static lw_line_editor *owner(EditLine *edit) {
  void *data = NULL;
  el_get(edit, EL_CLIENTDATA, &data);
  return data;
}

static char *prompt(EditLine *edit) { return (char *)owner(edit)->prompt; }

/* Ctrl-C arrives as a key: a signal would not end the wait for the next one. */
static unsigned char cancel(EditLine *edit, int key) {
  (void)key;
  owner(edit)->cancelled = 1;
  return CC_EOF;
}

/* Without a locale of UTF-8 libedit shows other letters than were typed. */
static void use_unicode(void) {
  setlocale(LC_CTYPE, "");
  if (MB_CUR_MAX == 1) setlocale(LC_CTYPE, "C.UTF-8");
}

lw_line_editor *lw_line_editor_open(const char *program, const char *history_file, int history_size) {
  HistEvent event;
  lw_line_editor *editor = calloc(1, sizeof *editor);
  if (editor == NULL) return NULL;
  use_unicode();
  editor->prompt = "";
  /* What is typed is no part of the answers: those may go to a file. */
  editor->edit = el_init(program, stdin, isatty(STDOUT_FILENO) ? stdout : stderr, stderr);
  editor->history = history_init();
  if (editor->edit == NULL || editor->history == NULL) {
    lw_line_editor_close(editor);
    return NULL;
  }
  history(editor->history, &event, H_SETSIZE, history_size);
  history(editor->history, &event, H_SETUNIQUE, 1);
  if (history_file != NULL) history(editor->history, &event, H_LOAD, history_file);
  el_set(editor->edit, EL_CLIENTDATA, editor);
  el_set(editor->edit, EL_PROMPT, prompt);
  el_set(editor->edit, EL_EDITOR, "emacs");
  el_set(editor->edit, EL_HIST, history, editor->history);
  el_set(editor->edit, EL_SETTY, "-d", "-isig", NULL);
  el_set(editor->edit, EL_ADDFN, "lw-cancel", "Give the line up", cancel);
  el_set(editor->edit, EL_BIND, "^C", "lw-cancel", NULL);
  el_set(editor->edit, EL_BIND, "^R", "em-inc-search-prev", NULL);
  return editor;
}

enum lw_line_result lw_line_editor_read(lw_line_editor *editor, const char *text_of_prompt, const char **text) {
  int count = 0;
  editor->prompt = text_of_prompt;
  editor->cancelled = 0;
  *text = el_gets(editor->edit, &count);
  if (editor->cancelled) return LW_LINE_CANCELLED;
  return *text != NULL && count > 0 ? LW_LINE_TEXT : LW_LINE_END;
}

void lw_line_editor_remember(lw_line_editor *editor, const char *entry) {
  HistEvent event;
  history(editor->history, &event, H_ENTER, entry);
}

int lw_line_editor_save(lw_line_editor *editor, const char *history_file) {
  HistEvent event;
  int file = open(history_file, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file < 0) return errno;
  /* Also one that was made readable by others. */
  int failed = fchmod(file, 0600) != 0 ? errno : 0;
  close(file);
  if (failed) return failed;
  return history(editor->history, &event, H_SAVE, history_file) < 0 ? (errno ? errno : EIO) : 0;
}

void lw_line_editor_close(lw_line_editor *editor) {
  if (editor->history != NULL) history_end(editor->history);
  if (editor->edit != NULL) el_end(editor->edit);
  free(editor);
}
