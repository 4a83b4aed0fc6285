// swift-format-ignore-file
// Made by scripts/embed-rules from rules/generic; change the rules, not this file.

extension EmbeddedRules {
static let generic: [EmbeddedFile] = [
EmbeddedFile(path: "generic/pack.yaml", text: #"""
name: generic
title: Any server
description: What holds for any API server, proxy or container, whatever sync engine runs above it.

"""#),
]
}
