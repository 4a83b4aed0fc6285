#include <sqlite3.h>

/* Swift cannot call C functions with a variable number of arguments. */

/* Memory without a counter, and so without a lock at each allocation; has an effect only before the first connection. */
static inline int lw_sqlite3_count_no_memory(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
