#include "lw_json.h"

#include <simdjson.h>

#include <vector>

// Two instances nest (an envelope's inner text is itself JSON), so every parser owns its tape and its nodes.
struct lw_json {
  simdjson::dom::parser parser;
  std::vector<lw_json_node> nodes;
  lw_json() { (void)parser.allocate(0, 200); }
};

namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

void append(std::vector<lw_json_node> &nodes, const uint8_t *key, size_t key_length, element value, uint8_t depth) {
  const size_t index = nodes.size();
  lw_json_node node{};
  node.key = key;
  node.key_length = static_cast<uint32_t>(key_length);
  node.depth = depth;
  switch (value.type()) {
    case element_type::NULL_VALUE: node.type = 0; break;
    case element_type::BOOL: node.type = 1; node.integer = value.get_bool().value_unsafe() ? 1 : 0; break;
    case element_type::INT64: node.type = 2; node.integer = value.get_int64().value_unsafe(); break;
    case element_type::UINT64:
      node.type = 2;
      node.integer = static_cast<int64_t>(value.get_uint64().value_unsafe());
      break;
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
  nodes.push_back(node);
  if (node.type == 5) {
    for (auto field : value.get_object().value_unsafe()) {
      append(nodes, reinterpret_cast<const uint8_t *>(field.key.data()), field.key.size(), field.value, depth + 1);
    }
  } else if (node.type == 6) {
    for (auto child : value.get_array().value_unsafe()) append(nodes, nullptr, 0, child, depth + 1);
  }
  nodes[index].end = static_cast<uint32_t>(nodes.size());
}

}  // namespace

extern "C" {

lw_json *lw_json_create(void) { return new lw_json(); }
void lw_json_destroy(lw_json *parser) { delete parser; }

size_t lw_json_parse(
    lw_json *parser, const uint8_t *bytes, size_t length, const lw_json_node **nodes, const char **error) {
  element root;
  const auto fault = parser->parser.parse(bytes, length, false).get(root);
  if (fault) {
    *error = simdjson::error_message(fault);
    return 0;
  }
  parser->nodes.clear();
  append(parser->nodes, nullptr, 0, root, 0);
  *nodes = parser->nodes.data();
  return parser->nodes.size();
}

}
