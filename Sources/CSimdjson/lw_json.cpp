#include "lw_json.h"

#include <simdjson.h>

#include <deque>
#include <string>
#include <vector>

// Two instances nest (an envelope's inner text is itself JSON), so every parser owns its tape and its nodes.
struct lw_json {
  simdjson::dom::parser parser;
  std::vector<lw_json_node> nodes;
  std::string repaired;            // a copy of the document, when it needed repair
  std::deque<std::string> digits;  // texts of integers that no int64 holds
  bool overflow = false;           // the document has more values than max_nodes
  lw_json() { reset(); }
  void reset() {
    parser = simdjson::dom::parser();
    (void)parser.allocate(0, 200);
    nodes = std::vector<lw_json_node>();
    repaired = std::string();
  }
};

namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

constexpr size_t max_nodes = 1u << 20;
constexpr size_t keep_bytes = 1u << 20;  // buffers of larger documents are given back

// The fields of a node that depend on the value's type.
void fill(lw_json *parser, lw_json_node &node, element value) {
  switch (value.type()) {
    case element_type::NULL_VALUE: node.type = 0; break;
    case element_type::BOOL: node.type = 1; node.integer = value.get_bool().value_unsafe() ? 1 : 0; break;
    case element_type::INT64: node.type = 2; node.integer = value.get_int64().value_unsafe(); break;
    case element_type::UINT64: {
      parser->digits.push_back(std::to_string(value.get_uint64().value_unsafe()));
      node.type = 4;
      node.text = reinterpret_cast<const uint8_t *>(parser->digits.back().data());
      node.text_length = static_cast<uint32_t>(parser->digits.back().size());
      break;
    }
    case element_type::DOUBLE: {
      const double number = value.get_double().value_unsafe();
      node.type = 3;
      static_assert(sizeof number == sizeof node.integer, "a double fits");
      __builtin_memcpy(&node.integer, &number, sizeof number);
      break;
    }
    case element_type::STRING: {
      const std::string_view text = value.get_string().value_unsafe();
      node.type = 4;
      node.text = reinterpret_cast<const uint8_t *>(text.data());
      node.text_length = static_cast<uint32_t>(text.size());
      break;
    }
    case element_type::OBJECT: node.type = 5; break;
    case element_type::ARRAY: node.type = 6; break;
  }
}

void append(lw_json *parser, const uint8_t *key, size_t key_length, element value, uint8_t depth) {
  std::vector<lw_json_node> &nodes = parser->nodes;
  const size_t index = nodes.size();
  if (index >= max_nodes) {
    parser->overflow = true;
    return;
  }
  lw_json_node node{};
  node.key = key;
  node.key_length = static_cast<uint32_t>(key_length);
  node.depth = depth;
  fill(parser, node, value);
  nodes.push_back(node);
  if (node.type == 5) {
    for (auto field : value.get_object().value_unsafe()) {
      append(parser, reinterpret_cast<const uint8_t *>(field.key.data()), field.key.size(), field.value, depth + 1);
    }
  } else if (node.type == 6) {
    for (auto child : value.get_array().value_unsafe()) append(parser, nullptr, 0, child, depth + 1);
  }
  nodes[index].end = static_cast<uint32_t>(nodes.size());
}

// The four digits after `\u`, or -1.
int hex4(const uint8_t *bytes, const uint8_t *end) {
  if (end - bytes < 4) return -1;
  int value = 0;
  for (int i = 0; i < 4; i++) {
    const uint8_t c = bytes[i];
    const int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

// Length of the valid UTF-8 sequence that starts at `bytes` (a byte of 0x80 or more), 0 when there is none.
size_t utf8_length(const uint8_t *bytes, const uint8_t *end) {
  const uint8_t lead = bytes[0];
  const size_t length = lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
  if (length == 0 || static_cast<size_t>(end - bytes) < length) return 0;
  for (size_t i = 1; i < length; i++) {
    if ((bytes[i] & 0xC0) != 0x80) return 0;
  }
  if (lead == 0xE0 && bytes[1] < 0xA0) return 0;
  if (lead == 0xED && bytes[1] >= 0xA0) return 0;
  if (lead == 0xF0 && bytes[1] < 0x90) return 0;
  if (lead == 0xF4 && bytes[1] >= 0x90) return 0;
  return length;
}

// Copies one escape; a surrogate without its partner and an unknown escape become U+FFFD.
const uint8_t *repair_escape(std::string &out, const uint8_t *at, const uint8_t *end) {
  if (end - at < 2) {
    out += "\\ufffd";
    return end;
  }
  if (at[1] != 'u') {
    if (std::string_view("\"\\/bfnrt").find(static_cast<char>(at[1])) == std::string_view::npos) {
      out += "\\ufffd";
    } else {
      out.append(reinterpret_cast<const char *>(at), 2);
    }
    return at + 2;
  }
  const int unit = hex4(at + 2, end);
  if (unit < 0) {
    out += "\\ufffd";
    return at + 2;
  }
  if (unit < 0xD800 || unit > 0xDFFF) {
    out.append(reinterpret_cast<const char *>(at), 6);
    return at + 6;
  }
  const int low = unit < 0xDC00 && end - at >= 8 && at[6] == '\\' && at[7] == 'u' ? hex4(at + 8, end) : -1;
  if (low >= 0xDC00 && low <= 0xDFFF) {
    out.append(reinterpret_cast<const char *>(at), 12);
    return at + 12;
  }
  out += "\\ufffd";
  return at + 6;
}

// Copies one byte or sequence of a string; control bytes are escaped, invalid UTF-8 becomes U+FFFD.
const uint8_t *repair_text(std::string &out, const uint8_t *at, const uint8_t *end) {
  static const char digits[] = "0123456789abcdef";
  if (*at < 0x20) {
    out += "\\u00";
    out += digits[*at >> 4];
    out += digits[*at & 15];
    return at + 1;
  }
  const size_t length = *at < 0x80 ? 1 : utf8_length(at, end);
  if (length == 0) {
    out += "\\ufffd";
    return at + 1;
  }
  out.append(reinterpret_cast<const char *>(at), length);
  return at + length;
}

bool is_number_byte(uint8_t c) { return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E'; }

// Copies a number; an integer of 19 digits or more becomes a string, so that no digit is lost.
const uint8_t *repair_number(std::string &out, const uint8_t *at, const uint8_t *end) {
  const uint8_t *stop = at;
  bool integer = true;
  while (stop < end && is_number_byte(*stop)) {
    if (*stop == '.' || *stop == 'e' || *stop == 'E') integer = false;
    stop++;
  }
  const bool quoted = integer && stop - at >= 19;
  if (quoted) out += '"';
  out.append(reinterpret_cast<const char *>(at), static_cast<size_t>(stop - at));
  if (quoted) out += '"';
  return stop;
}

// What a strict JSON parser refuses but loggers write: see the functions above.
void repair(std::string &out, const uint8_t *at, size_t length) {
  const uint8_t *end = at + length;
  bool in_string = false;
  out.clear();
  out.reserve(length + length / 8 + simdjson::SIMDJSON_PADDING);
  while (at < end) {
    if (in_string) {
      if (*at == '"') in_string = false;
      at = *at == '\\' ? repair_escape(out, at, end) : repair_text(out, at, end);
    } else if ((*at >= '0' && *at <= '9') || *at == '-') {
      at = repair_number(out, at, end);
    } else {
      if (*at == '"') in_string = true;
      out += static_cast<char>(*at++);
    }
  }
}

bool repairable(simdjson::error_code fault) {
  return fault == simdjson::NUMBER_ERROR || fault == simdjson::STRING_ERROR || fault == simdjson::UTF8_ERROR ||
         fault == simdjson::UNESCAPED_CHARS;
}

}  // namespace

extern "C" {

lw_json *lw_json_create(void) { return new lw_json(); }
void lw_json_destroy(lw_json *parser) { delete parser; }

size_t lw_json_parse(
    lw_json *parser, const uint8_t *bytes, size_t length, const lw_json_node **nodes, const char **error) {
  element root;
  if (parser->parser.capacity() > keep_bytes && length <= keep_bytes) parser->reset();
  auto fault = parser->parser.parse(bytes, length, false).get(root);
  if (fault && repairable(fault)) {
    repair(parser->repaired, bytes, length);
    const size_t repaired = parser->repaired.size();
    parser->repaired.append(simdjson::SIMDJSON_PADDING, ' ');
    fault = parser->parser.parse(parser->repaired.data(), repaired, false).get(root);
  }
  if (fault) {
    *error = simdjson::error_message(fault);
    return 0;
  }
  parser->nodes.clear();
  if (!parser->digits.empty()) parser->digits.clear();
  parser->overflow = false;
  append(parser, nullptr, 0, root, 0);
  if (parser->overflow) {
    *error = "the document has more than 1048576 values";
    return 0;
  }
  *nodes = parser->nodes.data();
  return parser->nodes.size();
}

}
