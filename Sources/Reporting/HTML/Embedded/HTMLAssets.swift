// swift-format-ignore-file
// Made by scripts/embed-html from Sources/Reporting/HTML/Assets; change the files there, not this one.

/// The script and the style sheet of the HTML report.
enum HTMLAssets {
  static let css = #"""
/* One accent per meaning: gone, stale, unsure, token; everything else is grey. */
:root {
  --page: #f7f8f9; --surface: #fff; --text: #1c2128; --dim: #5a6472; --line: #dde1e6; --grid: #e9ecef;
  --gone: #b42318; --gone-soft: #fdecea; --stale: #a15c00; --stale-soft: #fff3df; --stale-mark: #d07a00;
  --unsure: #6544b0; --unsure-soft: #f1ecfb; --token: #1f7a66; --token-soft: #cfe9e1; --fine: #7a8696;
  --refused: #4d5968; --action: #1a5fb4; --fog: #c3cad2; --hatch: #e2a44a;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #121518; --surface: #1a1e23; --text: #e4e7eb; --dim: #98a2ae; --line: #2c333b; --grid: #242a31;
    --gone: #ff7b70; --gone-soft: #3a1f1d; --stale: #f0b050; --stale-soft: #362a17; --stale-mark: #f0a030;
    --unsure: #b9a2f5; --unsure-soft: #2a2440; --token: #5cc3a8; --token-soft: #21493f; --fine: #8693a3;
    --refused: #aab4c0; --action: #82b4ff; --fog: #3d464f; --hatch: #a06f20;
  }
}

* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 0 1.5rem 3rem; max-width: 90rem; background: var(--page); color: var(--text);
  font: 0.9rem/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
}
h1, h2, h3, h4, p, ul, ol, dl, dd { margin: 0; }
h1 { font-size: 1.55rem; line-height: 1.2; font-weight: 650; letter-spacing: -0.01em; text-wrap: balance; }
h2 { font-size: 1.05rem; font-weight: 650; }
h3 { font-size: 0.95rem; font-weight: 650; margin: 1.1rem 0 0.4rem; }
h4 { font-size: 0.8rem; font-weight: 650; color: var(--dim); margin: 0.9rem 0 0.3rem; }
h2 .dim, h3 .dim { font-weight: 400; margin-left: 0.3em; }
a { color: var(--action); text-underline-offset: 0.15em; }
code, pre { font-family: var(--mono); font-size: 0.92em; overflow-wrap: anywhere; }
pre { margin: 0; white-space: pre-wrap; }
.dim { color: var(--dim); }
.plain { list-style: none; padding: 0; }
.time { font-variant-numeric: tabular-nums; white-space: nowrap; }
.more { padding: 0.4rem 0; }
.hidden-title { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
section { margin-top: 1.6rem; }
:focus-visible { outline: 2px solid var(--action); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--surface); padding: 0.4rem 0.8rem; z-index: 9; }
button {
  font: inherit; color: var(--text); background: var(--surface); border: 1px solid var(--line); border-radius: 4px;
  padding: 0.12rem 0.55rem; cursor: pointer;
}
button:hover { border-color: var(--dim); }

/* The first screen */
.top { padding-top: 1rem; display: grid; grid-template-columns: 1fr auto; gap: 0.1rem 2rem; }
.top h1 { grid-row: 1; grid-column: 1; }
.brand { grid-row: 1; grid-column: 2; color: var(--dim); font-weight: 650; letter-spacing: 0.02em; align-self: center; }
.summary { grid-column: 1 / -1; color: var(--dim); overflow-wrap: anywhere; }
.answers { display: grid; grid-template-columns: repeat(3, 1fr); gap: 0.75rem; margin-top: 0.8rem; }
.answer {
  display: grid; grid-template-columns: auto 1fr; align-content: start; gap: 0.1rem 0.8rem; background: var(--surface);
  border: 1px solid var(--line); border-top: 3px solid var(--fine); border-radius: 4px; padding: 0.5rem 0.9rem 0.6rem;
}
.answer h2 { align-self: baseline; text-transform: uppercase; font-size: 0.75rem; letter-spacing: 0.06em; color: var(--dim); }
.answer .number { text-align: right; color: var(--dim); }
.answer .number strong { font-size: 1.5rem; line-height: 1.1; color: var(--text); font-variant-numeric: tabular-nums; }
.answer ul { grid-column: 1 / -1; overflow-wrap: anywhere; font-size: 0.86rem; }
.answer li + li { margin-top: 0.25rem; border-top: 1px solid var(--line); padding-top: 0.25rem; }
.answer.gone { border-top-color: var(--gone); }
.answer.gone strong { color: var(--gone); }
.answer.stale { border-top-color: var(--stale-mark); }
.answer.stale strong { color: var(--stale); }
.answer.unsure { border-top-color: var(--unsure); }
.answer.unsure strong { color: var(--unsure); }
.share { grid-column: 1 / -1; font-size: 0.86rem; color: var(--dim); margin-top: 0.15rem; }
.verdict, .severity {
  display: inline-block; border-radius: 3px; padding: 0 0.4em; font-size: 0.92em; white-space: nowrap;
  background: var(--grid); color: var(--dim);
}
.verdict.gone, .severity.critical { background: var(--gone-soft); color: var(--gone); }
.verdict.unsure { background: var(--unsure-soft); color: var(--unsure); }
.severity { font-size: 0.75rem; text-transform: uppercase; letter-spacing: 0.04em; }
.severity.high, .severity.medium { background: var(--stale-soft); color: var(--stale); }
.severity.high { font-weight: 700; }
.severity.critical { font-weight: 700; }

.who { margin-top: 0.8rem; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 600; vertical-align: top; }
td { vertical-align: top; }
thead th { font-size: 0.75rem; color: var(--dim); font-weight: 600; padding: 0.2rem 0.8rem 0.2rem 0; white-space: nowrap; }
.who table { font-size: 0.86rem; }
.who tbody tr { border-top: 1px solid var(--line); }
.who tbody th, .who tbody td { padding: 0.35rem 0.9rem 0.35rem 0; }
.who tbody th { width: 16.5rem; font-weight: 400; }
.who tbody td:nth-of-type(1) { width: 13rem; }
.who tbody td:nth-of-type(3) { width: 36%; overflow-wrap: anywhere; }
.who .time { white-space: normal; min-width: 9.5rem; }

/* The timeline: one column of names, one of drawings */
#timeline { --names: 15.5rem; background: var(--surface); border: 1px solid var(--line); border-radius: 4px; padding: 0.7rem 0.9rem; margin-top: 1rem; }
.heading { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.2rem 1rem; }
.range { color: var(--dim); font-variant-numeric: tabular-nums; flex: 1; }
.tools { display: flex; gap: 0.3rem; }
.tools[hidden] { display: none; }
.legend { display: flex; flex-wrap: wrap; gap: 0.1rem 0.95rem; font-size: 0.78rem; color: var(--dim); margin: 0.3rem 0 0.2rem; }
.legend li { display: flex; align-items: center; gap: 0.35rem; }
.plot { position: relative; border-radius: 3px; touch-action: pan-y; cursor: grab; user-select: none; -webkit-user-select: none; }
.plot.moving { cursor: grabbing; }
.row { display: grid; grid-template-columns: var(--names) 1fr; position: relative; }
/* Lanes that are not in sight are not laid out. */
.lane { content-visibility: auto; contain-intrinsic-block-size: auto 5rem; }
.row + .row { border-top: 1px solid var(--line); }
.pinned { position: sticky; top: 0; background: var(--surface); z-index: 3; border-bottom: 1px solid var(--line); }
.pinned .row { border: 0; }
.name { position: relative; font-size: 0.8rem; padding: 0.25rem 0.6rem 0.25rem 0; line-height: 1.35; overflow: hidden; cursor: auto; user-select: text; -webkit-user-select: text; }
.name code { display: block; font-size: 0.78rem; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; max-width: 11.2rem; }
.captions { position: absolute; right: 0; top: 0; width: 100%; pointer-events: none; }
.captions text { text-anchor: end; font-size: 10.5px; fill: var(--dim); }
.track { display: block; width: 100%; overflow: hidden; position: relative; z-index: 1; }
.shapes { position: absolute; }
.grid { position: absolute; top: 0; left: var(--names); width: calc(100% - var(--names)); height: 100%; z-index: 0; pointer-events: none; }
.grid line { stroke: var(--grid); }
.grid .cursor { stroke: var(--dim); stroke-dasharray: 2 2; }
.axis .tick { font-size: 11px; fill: var(--dim); text-anchor: middle; font-variant-numeric: tabular-nums; }
.overview { cursor: pointer; }
.window { fill: var(--action); fill-opacity: 0.08; stroke: var(--action); stroke-opacity: 0.6; }
.source .name { padding-block: 0; font-size: 0.75rem; white-space: nowrap; text-overflow: ellipsis; }
.source .name .path { color: var(--text); }
.source + .source { border: 0; }
.lane + .source, .crowd + .source, .more-lanes + .source { border-top: 1px solid var(--line); padding-top: 3px; }
.note { font-size: 10.5px; fill: var(--dim); }
.more-lanes > summary { padding: 0.3rem 0; cursor: pointer; color: var(--action); font-size: 0.85rem; border-top: 1px solid var(--line); }

svg .fine { fill: var(--fine); }
svg .gone { fill: var(--gone); }
svg .stale { fill: var(--stale-mark); }
svg .unsure { fill: var(--unsure); }
svg .refused { fill: var(--refused); }
svg .quiet { fill: var(--refused); }
svg .token { fill: var(--token); }
svg rect.token { fill: var(--token-soft); stroke: var(--token); stroke-width: 1; }
svg rect.token.open { stroke-dasharray: 3 2; }
.seen-first { stroke: var(--surface); stroke-width: 3; stroke-dasharray: 2 2; }
.used-late { stroke: var(--stale-mark); stroke-width: 3; }
svg .tolerated { fill: url(#hatch); stroke: var(--hatch); stroke-width: 0.6; }
svg .undecided { fill: none; stroke: var(--hatch); stroke-dasharray: 2 3; }
.hatch { fill: var(--hatch); }
.fog { fill: var(--fog); }
svg .blind { fill: url(#fog); }
svg .socket { fill: var(--fine); fill-opacity: 0.55; }
svg .socket.open { fill-opacity: 0.25; }
svg .rotation { fill-opacity: 0.45; }
.cap { stroke: var(--fine); stroke-width: 1.5; }
.since { stroke: var(--token); stroke-dasharray: 3 3; }
svg .whisker { stroke: var(--text); stroke-width: 1.2; }
svg .outage { fill: var(--stale-mark); fill-opacity: 0.5; }
.bar.records { fill: var(--fine); fill-opacity: 0.6; }
.bar { shape-rendering: crispEdges; }
.label { font-size: 10.5px; font-variant-numeric: tabular-nums; paint-order: stroke; stroke: var(--surface); stroke-width: 3px; pointer-events: none; }
svg .label.stale { fill: var(--stale); }
svg .label.token { fill: var(--token); }
.label[data-side] { text-anchor: end; }
svg .label.inside { fill: var(--text); stroke: none; }
.label.off { visibility: hidden; }
.m { cursor: pointer; }
/* What can be hit of a shape with holes. */
.hit { fill: none; pointer-events: all; }
.m:hover { filter: brightness(0.85); }
@media (prefers-color-scheme: dark) { .m:hover { filter: brightness(1.25); } }
.m:focus { outline: none; }
.m:focus-visible, .m.chosen { outline: 2px solid var(--action); outline-offset: 2px; }

.tip {
  position: absolute; z-index: 5; pointer-events: none; max-width: min(24rem, 90%); background: var(--text); color: var(--page);
  border-radius: 4px; padding: 0.25rem 0.55rem; font-size: 0.8rem; overflow-wrap: anywhere;
}
.tip[hidden] { display: none; }
#evidence {
  position: sticky; bottom: 0; z-index: 4; background: var(--surface); border: 1px solid var(--line); border-top: 2px solid var(--action);
  padding: 0.6rem 0.9rem; max-height: 40vh; overflow: auto; margin: 0.5rem -0.2rem 0;
}
#evidence[hidden] { display: none; }
#evidence h3 { margin: 0; padding-right: 5rem; }
#evidence .close { position: absolute; right: 0.8rem; top: 0.5rem; }
.keys { font-size: 0.78rem; margin-top: 0.4rem; }
.keys[hidden] { display: none; }
.words { margin-top: 0.3rem; font-size: 0.86rem; }
.words summary { color: var(--action); cursor: pointer; }
.words ul { padding-left: 1.2rem; }

/* Findings */
.finding { border: 1px solid var(--line); border-left: 3px solid var(--fine); border-radius: 4px; background: var(--surface); margin-top: 0.5rem; padding: 0 0.9rem; }
.finding.critical { border-left-color: var(--gone); }
.finding.high, .finding.medium { border-left-color: var(--stale-mark); }
.finding > summary { cursor: pointer; padding: 0.45rem 0; display: flex; gap: 0.6rem; align-items: baseline; list-style: none; }
.finding > summary::-webkit-details-marker { display: none; }
.finding > summary::before { content: "\25b8"; color: var(--dim); width: 0.7em; }
.finding[open] > summary::before { content: "\25be"; }
.finding .title { flex: 1; font-weight: 600; overflow-wrap: anywhere; }
.finding > summary .time { color: var(--dim); font-size: 0.86rem; }
.finding[open] { padding-bottom: 0.8rem; }
.story { max-width: 62rem; }
.advice { padding-left: 1.3rem; max-width: 62rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 0.2rem 1.5rem; margin-top: 0.8rem; font-size: 0.86rem; }
.facts div { display: grid; grid-template-columns: 6rem 1fr; }
.facts dt { color: var(--dim); }
.facts dd { overflow-wrap: anywhere; }
.evidence { padding: 0; list-style: none; }
.evidence > li { border-top: 1px solid var(--line); padding: 0.3rem 0; }
.place { display: flex; flex-wrap: wrap; gap: 0 0.8rem; align-items: baseline; font-size: 0.86rem; }
.place .role { font-weight: 600; }
.place button { margin-left: auto; font-size: 0.78rem; padding: 0 0.45rem; }
.evidence pre { max-height: 6.2em; overflow: auto; color: var(--dim); font-size: 0.8rem; margin-top: 0.15rem; }
.show-on { margin-top: 0.7rem; }

/* Tables */
.filter { display: flex; flex-wrap: wrap; gap: 0.4rem 0.8rem; align-items: center; margin: 0.5rem 0 0.3rem; font-size: 0.86rem; }
.filter input, .filter select { font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--line); border-radius: 4px; padding: 0.2rem 0.5rem; min-width: 0; }
.filter input { width: 18rem; max-width: 100%; }
.scroll { overflow-x: auto; background: var(--surface); border: 1px solid var(--line); border-radius: 4px; }
.scroll table { font-size: 0.82rem; }
.scroll th.k-number { text-align: right; }
.scroll th, .scroll td { padding: 0.25rem 0.7rem; border-bottom: 1px solid var(--grid); max-width: 34rem; overflow-wrap: break-word; }
.scroll tr:last-child td { border-bottom: 0; }
.scroll thead th { background: var(--page); border-bottom: 1px solid var(--line); }
.scroll thead button { border: 0; background: none; padding: 0; font-weight: 600; color: var(--dim); }
.scroll thead button:hover { color: var(--text); }
.scroll th[aria-sort] button::after { content: " \25b4"; }
.scroll th[aria-sort="descending"] button::after { content: " \25be"; }
.scroll th[aria-sort] button { color: var(--text); }
.scroll td code { white-space: nowrap; }
[data-table=clients] td:nth-child(5) { min-width: 11rem; }
.scroll td.k-text:last-child { min-width: 24rem; }
.k-time { font-variant-numeric: tabular-nums; white-space: nowrap; }
.k-number { text-align: right; font-variant-numeric: tabular-nums; }
.opener { border: 0; background: none; padding: 0; color: var(--action); text-align: left; }
.opener::before { content: "\25b8"; color: var(--dim); display: inline-block; width: 1em; }
.opener[aria-expanded="true"]::before { content: "\25be"; }
.detail td { max-width: none; padding-left: 1.7rem; }
.detail p + p { margin-top: 0.3rem; }
.detail button { font-size: 0.9em; }
footer { margin-top: 2rem; color: var(--dim); font-size: 0.86rem; }

@media (max-width: 62rem) {
  .who table, .who tbody, .who tr, .who tbody th, .who tbody td { display: block; width: auto; }
  .who thead { position: absolute; clip-path: inset(50%); }
  .who tbody tr { padding: 0.4rem 0; }
  .who tbody th, .who tbody td, .who tbody td:nth-of-type(1), .who tbody td:nth-of-type(3) { padding: 0.05rem 0; width: auto; }
  .who tbody td { display: grid; grid-template-columns: 8rem 1fr; }
  .who td::before { content: attr(data-label); color: var(--dim); }
}
@media screen and (max-width: 48rem) {
  body { padding: 0 0.8rem 2rem; }
  h1 { font-size: 1.25rem; }
  .top { display: block; }
  .brand { font-size: 0.8rem; }
  .answers { gap: 0.5rem; }
  .answer { padding: 0.3rem 0.7rem 0.4rem; }
  #timeline { --names: 0rem; padding: 0.6rem; display: flex; flex-direction: column; }
  #timeline > .legend { order: 1; }
  .keys { display: none; }
  #timeline > .words { order: 3; }
  .row { grid-template-columns: 1fr; }
  .name { padding: 0.2rem 0 0; display: flex; flex-wrap: wrap; gap: 0 0.6rem; }
  .name code { max-width: none; }
  .lane .captions { display: none; }
  .axis .name { display: none; }
  .crowd .name { display: block; min-height: 1.4rem; }
  .tools button { padding: 0.3rem 0.7rem; }
  .finding > summary { flex-wrap: wrap; gap: 0.1rem 0.6rem; }
  .finding .title { flex: 1 1 100%; order: 3; }
  .who tbody td { grid-template-columns: 6.5rem 1fr; }
  .facts { grid-template-columns: 1fr; }
}
@media (max-width: 40rem) {
  .answers { grid-template-columns: 1fr; }
  .answer { border-top-width: 1px; border-left: 3px solid var(--fine); }
  .answer.gone { border-color: var(--line); border-left-color: var(--gone); }
  .answer.stale { border-color: var(--line); border-left-color: var(--stale-mark); }
  .answer.unsure { border-color: var(--line); border-left-color: var(--unsure); }
  .answer.fine { border-color: var(--line); border-left-color: var(--fine); }
  .answer .number strong { font-size: 1.15rem; }
}
/* While the script lays the timeline out for paper: the width that a page has, about. */
@media screen {
  .printing #timeline { --names: 11.5rem; display: block; width: 43rem; padding: 0.7rem 0.9rem; }
  .printing .row { grid-template-columns: var(--names) 1fr; }
  .printing .axis .name { display: block; }
}
@media print {
  :root { --page: #fff; --surface: #fff; --text: #000; --action: #1a5fb4; --dim: #444; --line: #bbb; --grid: #ddd; --gone: #a00; --stale: #850; --stale-mark: #b60; --unsure: #539; --token: #175; --token-soft: #dee; --fine: #666; --refused: #333; --fog: #bbb; --hatch: #c83; --gone-soft: #fff; --stale-soft: #fff; --unsure-soft: #fff; }
  body { max-width: none; padding: 0 1px; font-size: 9pt; }
  h1 { font-size: 1.3rem; }
  .tools, .keys, .filter, .skip, .tip, #evidence, .place button, .show-on, .table .more button { display: none !important; }
  .pinned { position: static; }
  .row, .answer, .story, .advice li, .evidence > li { break-inside: avoid; }
  .finding > summary, h3, h4 { break-after: avoid; }
  .evidence pre { max-height: none; }
  #timeline { --names: 11.5rem; }
  .lane .name { padding-right: 3.4rem; }
  .name code { max-width: none; font-size: 0.68rem; white-space: normal; }
  .crowd .name, .source .name { font-size: 0.68rem; white-space: normal; }
  .heading, .legend, .pinned { break-after: avoid; }
  .scroll { overflow: visible; border: 0; }
  .scroll table { font-size: 6.5pt; }
  .scroll th, .scroll td { padding: 1pt 3pt; }
  .scroll td code, .scroll .k-time { white-space: normal; }
  .scroll td.k-text:last-child { min-width: 12rem; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}

"""#
  /// What a browser compares it with.
  static let cssDigest = "sha256-I0DWodtvaDD9r/Xm8+Mh6+uTpa76bttKbS98TsEdrp0="
  static let script = #"""
// What the other parts of the script share. Everything that comes from logs is set as text, never as markup.
"use strict";

const SVG = "http://www.w3.org/2000/svg";
/** The tables by name, once they work. */
const tables = new Map();
const data = JSON.parse(document.getElementById("data").textContent);

/** An HTML element with attributes and children; strings become text. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** An SVG element with attributes. */
function drawn(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** `4,812` */
function separated(value) {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** UTC text of microseconds since 1970, to milliseconds: `2026-10-21 00:44:41.123`. */
function moment(us) {
  return new Date(Math.floor(us / 1000)).toISOString().slice(0, 23).replace("T", " ");
}

function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}

function percent(value) {
  return `${+value.toFixed(5)}%`;
}

/** A button that copies a text and says so. */
function copyButton(text) {
  const button = element("button", { type: "button" }, "Copy");
  button.addEventListener("click", async () => {
    await copy(text);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  });
  return button;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Pages from a disk or within a frame may not have the clipboard.
    const area = element("textarea", { readonly: "" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

/** Opens the closed parts that a link leads into, and the row of a finding that stands in a table. */
function reveal() {
  const id = decodeURIComponent(location.hash.slice(1));
  const number = /^f\d+$/.test(id) && Number(id.slice(1));
  const target = id && (document.getElementById(id) || tables.get("findings")?.opened(number));
  if (!target) return;
  for (let part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
  target.scrollIntoView();
}

/** With more lanes than this, the timeline in words would fill many pages. */
const LANES_IN_WORDS = 6;

/** Paper shows closed parts as well; afterwards they are closed again. */
function openForPrinting() {
  let closed = [];
  const isLong = document.querySelectorAll(".lane").length > LANES_IN_WORDS;
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll(isLong ? "details:not([open], .words)" : "details:not([open])")];
    for (const part of closed) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of closed) part.open = false; });
}

"""#
    + "\n" + #"""
// Which part of the timeline is shown, and what follows from it. Every row is one drawing whose positions are percentages
// of the whole, so that zooming and moving only change the width and the place of these drawings.

/** Microseconds between ticks of the axis. */
const STEPS = [1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5].concat(
  [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 43200, 86400].map((seconds) => seconds * 1e6));
const DAY = 86400e6;
/** Pixels that a tick needs. */
const TICK_WIDTH = 80;
/** Wider drawings than this lose precision. */
const LEAST = 1 / 20000;

class Viewport {
  constructor(plot) {
    this.views = [...plot.querySelectorAll(".view")];
    this.axis = document.getElementById("axis");
    this.grid = document.getElementById("grid");
    this.frame = document.getElementById("window");
    this.range = document.getElementById("range");
    this.cursor = drawn("line", { class: "cursor", y1: 0, y2: "100%", x1: -9, x2: -9 });
    /** What is shown, as parts of the whole: 0 to 1. */
    this.from = 0;
    this.to = 1;
    this.isWaiting = false;
  }

  get size() { return this.to - this.from; }
  get width() { return this.axis.getBoundingClientRect().width || 1; }
  microseconds(part) { return data.start + part * data.length; }
  /** Pixels from the left end of the drawings. */
  pixels(part) { return (part - this.from) / this.size * this.width; }
  /** The part of the whole under a place of the window. */
  partAt(clientX) { return this.from + (clientX - this.axis.getBoundingClientRect().left) / this.width * this.size; }

  set(from, to) {
    const size = clamp(to - from, LEAST, 1);
    this.from = clamp(from, 0, 1 - size);
    this.to = this.from + size;
    this.draw();
  }

  zoom(factor, around = (this.from + this.to) / 2) {
    this.set(around - (around - this.from) * factor, around + (this.to - around) * factor);
  }

  /** Moves by a part of what is shown. */
  pan(share) { this.set(this.from + share * this.size, this.to + share * this.size); }
  center(part) { this.set(part - this.size / 2, part + this.size / 2); }

  /** Draws once before the next frame, however often it is asked to. */
  draw() {
    if (this.isWaiting) return;
    this.isWaiting = true;
    requestAnimationFrame(() => {
      this.isWaiting = false;
      this.show();
    });
  }

  show() {
    for (const view of this.views) {
      view.setAttribute("x", percent(-this.from / this.size * 100));
      view.setAttribute("width", percent(100 / this.size));
    }
    this.frame.setAttribute("x", percent(this.from * 100));
    this.frame.setAttribute("width", percent(this.size * 100));
    this.showAxis();
    for (const view of this.views) if (view.getClientRects().length) new Labels(view, this).place();
    const [first, last] = [this.from, this.to].map((part) => moment(this.microseconds(part)).slice(0, 19));
    this.range.textContent = `${first} to ${first.slice(0, 10) === last.slice(0, 10) ? last.slice(11) : last} UTC`;
  }

  showAxis() {
    const shown = this.size * data.length;
    const wanted = shown / Math.max(2, this.width / TICK_WIDTH);
    const step = STEPS.find((candidate) => candidate >= wanted) || Math.ceil(wanted / DAY) * DAY;
    const start = this.microseconds(this.from);
    const texts = [];
    const lines = [];
    let day = "";
    for (let at = Math.ceil(start / step) * step; at <= start + shown; at += step) {
      const x = percent((at - start) / shown * 100);
      const iso = moment(at);
      const pixels = (at - start) / shown * this.width;
      lines.push(drawn("line", { x1: x, x2: x, y1: 0, y2: "100%" }));
      // Half a text at the edge says nothing.
      if (pixels > 30 && pixels < this.width - 30) {
        const text = drawn("text", { class: "tick", x, y: 13 });
        text.textContent = Viewport.tick(iso, step, day && day !== iso.slice(0, 10));
        texts.push(text);
      }
      day = iso.slice(0, 10);
    }
    this.axis.replaceChildren(...texts);
    this.grid.replaceChildren(...lines, this.cursor);
  }

  static tick(iso, step, isNewDay) {
    const clock = iso.slice(11, step < 1e6 ? 23 : step < 60e6 ? 19 : 16);
    return isNewDay || step >= DAY ? `${iso.slice(5, 10)} ${clock}` : clock;
  }

  /** The line under the pointer; without a place it goes away. */
  pointAt(clientX) {
    const x = clientX === undefined ? -9 : clientX - this.grid.getBoundingClientRect().left;
    this.cursor.setAttribute("x1", x < 0 ? -9 : x);
    this.cursor.setAttribute("x2", x < 0 ? -9 : x);
  }
}

/** The texts beside marks and in bars: shown where there is room. */
class Labels {
  constructor(view, viewport) {
    this.view = view;
    this.viewport = viewport;
    /** Right ends of the labels so far, by row. */
    this.ends = new Map();
    this.marks = new Map();
    for (const mark of view.querySelectorAll("use.m")) {
      const row = mark.getAttribute("y");
      if (!this.marks.has(row)) this.marks.set(row, []);
      const x = viewport.pixels(parseFloat(mark.getAttribute("x")) / 100);
      this.marks.get(row).push({ x, isQuiet: "q" in mark.dataset });
    }
  }

  place() {
    for (const label of this.view.querySelectorAll(".label")) {
      label.dataset.x ||= label.getAttribute("x");
      if (label.dataset.end) this.placeInBar(label); else this.placeBeside(label);
    }
  }

  /** Pixels that a text of its font takes; about, where it is not the one that is shown. */
  static size(label, text = label.textContent) {
    if (!label.dataset.glyph) label.dataset.glyph = label.getComputedTextLength() / label.textContent.length;
    return Number(label.dataset.glyph) * text.length + 3;
  }

  /** In the part of the bar that can be seen. */
  placeInBar(label) {
    const { viewport } = this;
    const left = Math.max(viewport.pixels(parseFloat(label.dataset.x) / 100), 0);
    const right = Math.min(viewport.pixels(parseFloat(label.dataset.end) / 100), viewport.width);
    label.setAttribute("x", percent((viewport.from + (left + 5) / viewport.width * viewport.size) * 100));
    label.dataset.long ||= label.textContent;
    const { long, short } = label.dataset;
    const text = [long, short].find((text) => text && right - left > Labels.size(label, text) + 7);
    label.classList.toggle("off", !text);
    if (text && text !== label.textContent) label.textContent = text;
  }

  /** Beside its mark, unless another mark or label is there. */
  placeBeside(label) {
    const row = label.getAttribute("y");
    const size = Labels.size(label);
    const isLeft = label.dataset.side === "left";
    const x = this.viewport.pixels(parseFloat(label.dataset.x) / 100);
    const left = isLeft ? x - size - 6 : x + 8;
    const isCrossed = (this.marks.get(String(+row - 4)) || [])
      .some((mark) => (isLeft || !mark.isQuiet) && mark.x > left - 4 && mark.x < left + size);
    const isOutside = x < 0 || x > this.viewport.width || left + size > this.viewport.width + 2;
    const isCovered = isCrossed || isOutside || left < (this.ends.get(row) ?? -1e9);
    label.classList.toggle("off", isCovered);
    if (!isCovered) this.ends.set(row, left + size);
  }
}

"""#
    + "\n" + #"""
// The panel with the records that a mark rests on.

class Evidence {
  constructor(panel) {
    this.panel = panel;
    this.chosen = null;
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !panel.hidden) this.close();
    });
  }

  /** @param takesFocus whether the keyboard goes on in the panel */
  show(mark, takesFocus) {
    this.chosen?.classList.remove("chosen");
    this.chosen = mark;
    mark.classList.add("chosen");
    const title = element("h3", { id: "evidence-title", tabindex: "-1" }, mark.getAttribute("aria-label"));
    const shut = element("button", { type: "button", class: "close" }, "Close");
    shut.addEventListener("click", () => this.close());
    const ids = (mark.dataset.r || "").split(" ").filter(Boolean);
    const why = mark.dataset.d ? [element("p", {}, mark.dataset.d)] : [];
    const body = ids.length
      ? element("ol", { class: "evidence" }, ...ids.map(Evidence.record))
      : element("p", { class: "dim" }, "no single record shows this");
    this.panel.replaceChildren(title, shut, ...why, body);
    this.panel.hidden = false;
    this.panel.scrollTop = 0;
    this.keepInSight(mark);
    if (takesFocus) title.focus({ preventScroll: true });
  }

  /** The mark stays visible above its evidence. */
  keepInSight(mark) {
    const hidden = mark.getBoundingClientRect().bottom + 24 - this.panel.getBoundingClientRect().top;
    if (hidden > 0) scrollBy(0, hidden);
  }

  close() {
    this.panel.hidden = true;
    this.chosen?.classList.remove("chosen");
    this.chosen?.focus({ preventScroll: true });
    this.chosen = null;
  }

  static record(id) {
    const found = data.evidence.records[id];
    if (!found) return element("li", {}, `record ${id} of the case`);
    const [source, line, at, origin, text] = found;
    const place = `${data.evidence.sources[source]}:${line}`;
    const clock = at === null ? "no time" : moment(at) + (origin === "interpolated" ? " (between its neighbours)" : "");
    const head = element("p", { class: "place" }, element("code", {}, place), element("span", { class: "time" }, clock));
    head.append(copyButton(text === null ? place : `${place}\n${text}`));
    const body = text === null
      ? element("p", { class: "dim" }, "its text is not in this report: read the line in its source")
      : element("pre", {}, text);
    return element("li", {}, head, body);
  }
}

"""#
    + "\n" + #"""
// Marks by keyboard: one stop for the Tab key per lane, arrow keys within a lane and between lanes.

class Marks {
  constructor(plot, viewport) {
    this.viewport = viewport;
    this.lanes = [...plot.querySelectorAll(".track[role=group]")]
      .map((track) => ({ track, marks: Marks.inOrder(track) })).filter((lane) => lane.marks.length);
    for (const { marks } of this.lanes) Marks.entry(marks).setAttribute("tabindex", 0);
  }

  static inOrder(track) {
    const start = (mark) => parseFloat(mark.getAttribute("x"));
    return [...track.querySelectorAll(".m")].sort((a, b) => start(a) - start(b));
  }

  /** Where the Tab key enters a lane: the first mark that is more than routine. */
  static entry(marks) {
    return marks.find((mark) => mark.tagName === "use" && !("q" in mark.dataset)) || marks[0];
  }

  /** The part of the whole where a mark is; of a bar, where it is nearest to the middle of what is shown. */
  place(mark) {
    const start = parseFloat(mark.getAttribute("x")) / 100;
    if (mark.tagName !== "rect") return start;
    const end = start + parseFloat(mark.getAttribute("width")) / 100;
    return clamp((this.viewport.from + this.viewport.to) / 2, start, end);
  }

  /** The mark that an arrow key leads to, undefined at an end. */
  next(mark, key) {
    const index = this.lanes.findIndex((lane) => lane.marks.includes(mark));
    const { marks } = this.lanes[index];
    if (key === "ArrowRight") return marks[marks.indexOf(mark) + 1];
    if (key === "ArrowLeft") return marks[marks.indexOf(mark) - 1];
    const visible = (lane) => lane.track.getClientRects().length;
    const lane = key === "ArrowDown" ? this.lanes.slice(index + 1).find(visible) : this.lanes.slice(0, index).findLast(visible);
    const at = this.place(mark);
    return lane?.marks.reduce((a, b) => Math.abs(this.place(b) - at) < Math.abs(this.place(a) - at) ? b : a);
  }

  /** Marks of what went wrong, of all lanes, by time. */
  get problems() {
    const isProblem = (mark) => mark.matches("use:is(.gone, .stale, .unsure), use[href='#failed'], .outage");
    const start = (mark) => parseFloat(mark.getAttribute("x"));
    return this.lanes.flatMap((lane) => lane.marks.filter(isProblem)).sort((a, b) => start(a) - start(b));
  }

  /** The problem after or before a mark; without a mark, the first or the last in what is shown. Undefined at an end. */
  problem(from, step) {
    const { problems } = this;
    const known = problems.indexOf(from);
    if (known >= 0) return problems[known + step];
    const { viewport } = this;
    const at = from ? this.place(from) : step > 0 ? viewport.from : viewport.to;
    return step > 0 ? problems.find((mark) => this.place(mark) >= at) : problems.findLast((mark) => this.place(mark) <= at);
  }

  focus(mark) {
    const closed = mark.closest("details:not([open])");
    if (closed) closed.open = true;
    const { marks } = this.lanes.find((lane) => lane.marks.includes(mark));
    for (const other of marks) other.setAttribute("tabindex", other === mark ? 0 : -1);
    const at = this.place(mark);
    if (at < this.viewport.from || at > this.viewport.to) this.viewport.center(at);
    mark.focus();
  }
}

"""#
    + "\n" + #"""
// The timeline under the hands of its reader: buttons, keys, wheel, drag, tooltips.

class Timeline {
  constructor(section) {
    this.section = section;
    this.plot = document.getElementById("plot");
    this.overview = document.getElementById("overview");
    this.viewport = new Viewport(this.plot);
    this.marks = new Marks(this.plot, this.viewport);
    this.evidence = new Evidence(document.getElementById("evidence"));
    this.tip = element("div", { class: "tip", role: "presentation", hidden: "" });
    this.plot.append(this.tip);
    [this.focusFrom, this.focusTo] = section.dataset.focus.split(" ").map(Number);
    /** Places of the pointers that are down, by id. */
    this.pointers = new Map();
    /** Where a drag began. */
    this.origin = null;
    this.actions = {
      focus: () => this.viewport.set(this.focusFrom, this.focusTo), all: () => this.viewport.set(0, 1),
      in: () => this.viewport.zoom(0.6), out: () => this.viewport.zoom(1 / 0.6),
      left: () => this.viewport.pan(-0.25), right: () => this.viewport.pan(0.25),
    };
  }

  start() {
    this.startTools();
    this.startFindings();
    this.startWheel();
    this.startDrag();
    this.startTips();
    this.startPrinting();
    this.plot.addEventListener("keydown", (event) => this.pressed(event));
    this.plot.addEventListener("click", (event) => {
      const mark = event.target.closest(".m");
      if (mark && !this.origin?.moved) this.evidence.show(mark, false);
    });
    for (const part of this.plot.querySelectorAll("details")) part.addEventListener("toggle", () => this.viewport.draw());
    new ResizeObserver(() => this.viewport.draw()).observe(this.plot);
    this.viewport.from = this.focusFrom;
    this.viewport.to = this.focusTo;
    this.viewport.show();
  }

  startTools() {
    const tools = this.section.querySelector(".tools");
    tools.hidden = false;
    if (this.focusTo - this.focusFrom >= 1) tools.querySelector("[data-do=focus]").remove();
    tools.addEventListener("click", (event) => this.actions[event.target.dataset.do]?.());
    document.getElementById("keys").hidden = false;
  }

  /** A button in each finding that shows its stretch. */
  startFindings() {
    for (const finding of document.querySelectorAll(".finding[data-span]")) {
      const [first, last] = finding.dataset.span.split(" ").map(Number);
      const button = element("button", { type: "button", class: "show-on" }, "Show this on the timeline");
      button.addEventListener("click", () => {
        const room = Math.max((last - first) * 0.5, 0.01);
        this.viewport.set(first - room, last + room);
        this.section.scrollIntoView();
        this.plot.focus({ preventScroll: true });
      });
      finding.querySelector(".story").after(button);
    }
  }

  /** Ticks and labels are placed for the width of the paper; afterwards for that of the screen again. */
  startPrinting() {
    for (const [event, isPrinting] of [["beforeprint", true], ["afterprint", false]]) {
      addEventListener(event, () => {
        document.documentElement.classList.toggle("printing", isPrinting);
        this.viewport.show();
      });
    }
  }

  // Keys

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const mark = event.target.closest(".m");
    const isDone = this.pressedAnywhere(event.key) || this.pressedForProblem(event.key, mark)
      || (mark ? this.pressedOnMark(event.key, mark) : event.target === this.plot && this.pressedOnPlot(event.key));
    if (isDone) event.preventDefault();
  }

  pressedAnywhere(key) {
    const { size } = this.viewport;
    const act = {
      "+": this.actions.in, "=": this.actions.in, "-": this.actions.out, "0": this.actions.all, i: this.actions.focus,
      Home: () => this.viewport.set(0, size), End: () => this.viewport.set(1 - size, 1),
    }[key];
    act?.();
    return Boolean(act);
  }

  pressedForProblem(key, mark) {
    const step = { n: 1, p: -1 }[key];
    if (!step) return false;
    this.visit(this.marks.problem(mark, step));
    return true;
  }

  pressedOnMark(key, mark) {
    if (key === "Enter" || key === " ") {
      this.evidence.show(mark, true);
      return true;
    }
    if (!key.startsWith("Arrow")) return false;
    this.visit(this.marks.next(mark, key));
    return true;
  }

  /** Goes to a mark and says what it is; without one, stays. */
  visit(mark) {
    if (!mark) return;
    this.marks.focus(mark);
    const box = mark.getBoundingClientRect();
    this.tell(Timeline.words(mark), box.left, box.bottom - 12);
  }

  pressedOnPlot(key) {
    if (key !== "ArrowLeft" && key !== "ArrowRight") return false;
    this.viewport.pan(key === "ArrowLeft" ? -0.15 : 0.15);
    return true;
  }

  // Wheel and pointers

  startWheel() {
    this.plot.addEventListener("wheel", (event) => {
      const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      // The wheel alone scrolls the page, until the reader turns to the timeline.
      const isMeant = event.ctrlKey || event.metaKey || this.plot.contains(document.activeElement);
      if (!isSideways && !isMeant) return;
      event.preventDefault();
      if (isSideways) return this.viewport.pan((event.deltaX || event.deltaY) / this.viewport.width);
      this.viewport.zoom(Math.exp(clamp(event.deltaY, -120, 120) / 300), this.viewport.partAt(event.clientX));
    }, { passive: false });
  }

  startDrag() {
    this.plot.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.target.closest(".name, summary")) return;
      this.pointers.set(event.pointerId, event.clientX);
      const { from, to } = this.viewport;
      const isOverview = Boolean(event.target.closest("#overview"));
      this.origin = { from, to, x: event.clientX, moved: false, isOverview };
      if (isOverview) this.moveOverview(event.clientX);
    });
    addEventListener("pointermove", (event) => this.moved(event));
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, (event) => this.released(event));
  }

  moved(event) {
    if (!this.pointers.has(event.pointerId) || !this.origin) return;
    const before = [...this.pointers.values()];
    this.pointers.set(event.pointerId, event.clientX);
    const now = [...this.pointers.values()];
    if (now.length === 2) return this.spread(before, now);
    const distance = event.clientX - this.origin.x;
    if (!this.origin.moved && Math.abs(distance) < 4) return;
    this.origin.moved = true;
    this.plot.classList.add("moving");
    this.tip.hidden = true;
    if (this.origin.isOverview) return this.moveOverview(event.clientX);
    const { from, to } = this.origin;
    const share = distance / this.viewport.width * (to - from);
    this.viewport.set(from - share, to - share);
  }

  /** Two fingers zoom. */
  spread([a, b], [c, d]) {
    this.origin.moved = true;
    this.viewport.zoom(Math.abs(a - b) / Math.max(1, Math.abs(c - d)), this.viewport.partAt((c + d) / 2));
  }

  moveOverview(clientX) {
    const box = this.overview.getBoundingClientRect();
    this.viewport.center((clientX - box.left) / box.width);
  }

  released(event) {
    this.pointers.delete(event.pointerId);
    this.plot.classList.remove("moving");
  }

  // Tooltips and the line under the pointer

  startTips() {
    this.plot.addEventListener("pointermove", (event) => {
      if (this.origin?.moved && this.pointers.size) return;
      this.viewport.pointAt(event.target.closest("#overview") ? undefined : event.clientX);
      this.tell(Timeline.words(event.target), event.clientX, event.clientY);
    });
    this.plot.addEventListener("pointerleave", () => {
      this.tip.hidden = true;
      this.viewport.pointAt(undefined);
    });
  }

  static words(target) {
    return target.closest(".m")?.getAttribute("aria-label") || target.closest("[data-t]")?.dataset.t || "";
  }

  tell(text, x, y) {
    this.tip.textContent = text;
    this.tip.hidden = !text;
    const box = this.plot.getBoundingClientRect();
    this.tip.style.left = `${clamp(x - box.left + 12, 0, Math.max(0, box.width - this.tip.offsetWidth - 4))}px`;
    this.tip.style.top = `${y - box.top + 18}px`;
  }
}

"""#
    + "\n" + #"""
// Tables that sort, filter and show as many rows as one asks for.

const FIRST_ROWS = 25;
const MORE_ROWS = 100;
const VERDICT_STYLES = { dropped: "gone", lost: "gone", unknown: "unsure", pending: "unsure", rejected: "refused" };

class Table {
  /**
   * @param {kinds, noun, total, rows, shapes, details, command} table rows of cells; times are microseconds, and a list
   * is a text by its shape: its number and what fills the gaps
   */
  constructor(box, table) {
    const spoken = ([shape, ...gaps]) => table.shapes[shape].map((part, index) => part + (gaps[index] ?? "")).join("");
    const plain = (cells) => cells.map((cell) => Array.isArray(cell) ? spoken(cell) : cell);
    table.rows = table.rows.map(plain);
    /** What rows tell when they are opened. */
    this.details = new Map((table.details ?? []).map((detail, index) => [table.rows[index], plain(detail)]));
    Object.assign(this, { box, table, order: null, rows: table.rows, limit: FIRST_ROWS });
    this.body = box.querySelector("tbody");
    this.heads = [...box.querySelectorAll("th")];
    this.titles = this.heads.map((head) => head.textContent);
    /** What the filter looks into. */
    this.texts = table.rows.map((row) => row.map((value, index) => this.shown(value, index))
      .concat(this.details.get(row) ?? []).join("\n").toLowerCase());
  }

  start() {
    this.input = element("input", {
      type: "search", "aria-label": `Filter ${this.table.noun}`, placeholder: `Filter ${this.table.noun}`,
    });
    this.count = element("output", { "aria-live": "polite", class: "dim" });
    const bar = element("div", { class: "filter" }, this.input);
    this.select = this.choices();
    if (this.select) bar.append(this.select);
    bar.append(this.count);
    this.box.prepend(bar);
    this.more = element("button", { type: "button" });
    this.foot = element("p", { class: "more" }, this.more);
    this.box.querySelector(".more")?.remove();
    this.box.append(this.foot);
    this.input.addEventListener("input", () => this.update());
    this.select?.addEventListener("change", () => this.update());
    this.more.addEventListener("click", () => {
      this.limit += MORE_ROWS;
      this.render();
    });
    this.heads.forEach((head, column) => this.startSorting(head, column));
    this.render();
  }

  /** A list of the values of the column with verdicts or severities, null where there is nothing to choose. */
  choices() {
    this.choice = this.table.kinds.findIndex((kind) => kind === "verdict" || kind === "severity");
    const values = [...new Set(this.table.rows.map((row) => row[this.choice]))].sort();
    if (this.choice < 0 || values.length < 2) return null;
    const title = this.titles[this.choice];
    const select = element("select", { "aria-label": title }, element("option", { value: "" }, `every ${title.toLowerCase()}`));
    for (const value of values) select.append(element("option", { value }, value));
    return select;
  }

  startSorting(head, column) {
    const button = element("button", { type: "button" }, this.titles[column]);
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const sign = this.order?.column === column ? -this.order.sign : 1;
      this.order = { column, sign };
      for (const other of this.heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
      this.update();
    });
  }

  update() {
    const words = this.input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const indexes = [...this.table.rows.keys()].filter((index) =>
      words.every((word) => this.texts[index].includes(word))
      && (!this.select?.value || this.table.rows[index][this.choice] === this.select.value));
    if (this.order) indexes.sort((a, b) => this.compare(a, b));
    this.rows = indexes.map((index) => this.table.rows[index]);
    this.limit = FIRST_ROWS;
    this.render();
  }

  /** Rows without a value stay at the end, whichever way the others go. */
  compare(a, b) {
    const { column, sign } = this.order;
    const [x, y] = [this.table.rows[a][column], this.table.rows[b][column]];
    const [hasNoX, hasNoY] = [x, y].map((value) => value === null || value === "");
    if (hasNoX || hasNoY) return hasNoX - hasNoY || a - b;
    return (x < y ? -sign : x > y ? sign : 0) || a - b;
  }

  render() {
    this.body.replaceChildren(...this.rows.slice(0, this.limit).map((row) => this.line(row)));
    const missing = this.table.total - this.table.rows.length;
    this.count.textContent = `${separated(this.rows.length)} of ${separated(this.table.rows.length)} ${this.table.noun}`
      + (missing > 0 ? `; ${separated(missing)} more are in the case only` : "");
    this.more.textContent = `Show ${separated(Math.min(MORE_ROWS, this.rows.length - this.limit))} more`;
    this.foot.hidden = this.rows.length <= this.limit;
  }

  line(row) {
    return element("tr", {}, ...row.map((value, index) =>
      this.table.kinds[index] === "title" ? this.opener(value, row) : this.cell(value, index)));
  }

  /** A cell that opens a row below its own, which tells more. */
  opener(text, row) {
    const button = element("button", { type: "button", class: "opener", "aria-expanded": "false" }, text);
    button.addEventListener("click", () => {
      const isOpen = button.getAttribute("aria-expanded") === "true";
      button.setAttribute("aria-expanded", !isOpen);
      const line = button.closest("tr");
      if (isOpen) line.nextElementSibling.remove(); else line.after(this.detail(row));
    });
    return element("td", { class: "k-text" }, button);
  }

  detail(row) {
    const [story, advice, who, places] = this.details.get(row) ?? [];
    const part = (name, text) => text ? [element("p", {}, element("strong", {}, name), ` ${text}`)] : [];
    const command = `${this.table.command} ${row[0]}`;
    const all = element("p", { class: "dim" }, story === undefined ? "Its story is left out to keep the page small: "
      : "All of it, with the lines around its evidence: ", element("code", {}, command), " ", copyButton(command));
    const cell = element("td", { colspan: row.length }, ...(story ? [element("p", { class: "story" }, story)] : []),
      ...part("What to do", advice), ...part("Who", who), ...part("Evidence", places), all);
    return element("tr", { class: "detail" }, cell);
  }

  /** Shows the row with a number opened, whatever the filter hid. */
  opened(number) {
    const row = this.table.rows.find((row) => row[0] === number);
    if (!row) return undefined;
    this.input.value = String(row[2]);
    if (this.select) this.select.value = "";
    this.update();
    const index = this.rows.indexOf(row);
    if (index >= this.limit) {
      this.limit = index + 1;
      this.render();
    }
    const line = this.body.children[index];
    const opener = line.querySelector(".opener");
    opener.click();
    opener.focus({ preventScroll: true });
    return line;
  }

  shown(value, column) {
    if (value === null) return "";
    const kind = this.table.kinds[column];
    return kind === "time" ? moment(value) : kind === "number" ? separated(value) : String(value);
  }

  cell(value, column) {
    const text = this.shown(value, column);
    const kind = this.table.kinds[column];
    if (kind === "findings") {
      return element("td", {}, ...text.split(" ").flatMap((id) => [element("a", { href: `#f${id}` }, id), " "]));
    }
    if (kind === "code") return element("td", {}, element("code", {}, text));
    if (kind === "verdict") {
      return element("td", {}, element("span", { class: `verdict ${VERDICT_STYLES[text] || "fine"}` }, text));
    }
    if (kind === "severity") {
      return element("td", {}, element("span", { class: `severity ${/^[a-z]+$/.test(text) ? text : ""}` }, text));
    }
    return element("td", { class: `k-${kind}` }, text);
  }
}

"""#
    + "\n" + #"""
for (const item of document.querySelectorAll(".finding .evidence > li")) {
  const place = item.querySelector(".place");
  const text = item.querySelector("pre");
  place.append(copyButton(place.querySelector("code").textContent + (text ? `\n${text.textContent}` : "")));
}
for (const box of document.querySelectorAll("[data-table]")) {
  const table = new Table(box, data.tables[box.dataset.table]);
  table.start();
  tables.set(box.dataset.table, table);
}
openForPrinting();
if (document.getElementById("plot")) new Timeline(document.getElementById("timeline")).start();
addEventListener("hashchange", reveal);
reveal();

"""#
  /// What a browser compares it with.
  static let scriptDigest = "sha256-AkbAKPer0E8rymnVLEcf+NCp1L4X5YBN/BoB5dobyj8="
}
