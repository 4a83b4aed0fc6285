#ifndef LW_JSON_H
#define LW_JSON_H
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One parser with its buffers; reused for many documents, by one thread at a time.
typedef struct lw_json lw_json;

/// A flattened JSON value, in document order. Layout equals Model.FieldNode (a test compares the sizes and offsets).
typedef struct lw_json_node {
  const uint8_t *key;   ///< unescaped key bytes, NULL in arrays and for the root
  const uint8_t *text;  ///< unescaped string bytes, or the digits of a big integer
  int64_t integer;      ///< integer or boolean value, or the bits of a double
  uint32_t key_length;
  uint32_t text_length;
  uint32_t end;         ///< index one past this node's subtree
  uint8_t depth;        ///< 0 for the root
  uint8_t type;         ///< 0 null 1 bool 2 integer 3 double 4 string 5 object 6 array
  uint16_t slot;        ///< 0; filled by the dialects
} lw_json_node;

lw_json *lw_json_create(void);
void lw_json_destroy(lw_json *parser);

/// Parses one JSON document. `bytes[length ..< length + 64]` must be readable (any content).
/// Returns the number of nodes written to `*nodes` (valid until the next call), 0 when the text is no JSON document.
/// Repaired, not refused: integers beyond 64 bits (strings of their digits), lone surrogates and invalid UTF-8 (U+FFFD),
/// raw control bytes in strings. Depth beyond 200 levels and more than 2^20 values are errors, never a crash.
/// `*error` names the fault when 0 is returned.
size_t lw_json_parse(lw_json *parser, const uint8_t *bytes, size_t length, const lw_json_node **nodes, const char **error);

#ifdef __cplusplus
}
#endif
#endif
