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
.scroll td.k-text:last-child { min-width: 24rem; }
.k-time { font-variant-numeric: tabular-nums; white-space: nowrap; }
.k-number { text-align: right; font-variant-numeric: tabular-nums; }
footer { margin-top: 2rem; color: var(--dim); font-size: 0.86rem; }

@media (max-width: 62rem) {
  .who table, .who tbody, .who tr, .who tbody th, .who tbody td { display: block; width: auto; }
  .who thead { position: absolute; clip-path: inset(50%); }
  .who tbody tr { padding: 0.4rem 0; }
  .who tbody th, .who tbody td, .who tbody td:nth-of-type(1), .who tbody td:nth-of-type(3) { padding: 0.05rem 0; width: auto; }
  .who tbody td { display: grid; grid-template-columns: 8rem 1fr; }
  .who td::before { content: attr(data-label); color: var(--dim); }
}
@media (max-width: 48rem) {
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
@media print {
  :root { --page: #fff; --surface: #fff; --text: #000; --dim: #444; --line: #bbb; --grid: #ddd; --gone: #a00; --stale: #850; --stale-mark: #b60; --unsure: #539; --token: #175; --token-soft: #dee; --fine: #666; --refused: #333; --fog: #bbb; --hatch: #c83; --gone-soft: #fff; --stale-soft: #fff; --unsure-soft: #fff; }
  body { max-width: none; padding: 0; font-size: 9pt; }
  .tools, .keys, .filter, .skip, .tip, #evidence, .place button, .show-on, .table .more button { display: none !important; }
  .pinned { position: static; }
  .finding, .row, .answer, .evidence > li { break-inside: avoid; }
  .evidence pre { max-height: none; }
  #timeline { --names: 9.5rem; display: block; }
  .row { grid-template-columns: var(--names) 1fr; }
  .name { display: block; }
  .lane .captions { display: block; }
  .scroll { overflow: visible; border: 0; }
  .scroll table { font-size: 6.5pt; }
  .scroll th, .scroll td { padding: 1pt 3pt; }
  .scroll td code, .scroll .k-time { white-space: normal; }
  .scroll td.k-text:last-child { min-width: 12rem; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}

"""#
  /// What a browser compares it with.
  static let cssDigest = "sha256-crJNxmKxS+0qKAXEwevIOW+1eGeUZWcJvjMUDl+dEjQ="
  static let script = #"""
// Moves the timeline, shows evidence, sorts and filters tables. Everything that comes from logs is set as text.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const SVG = "http://www.w3.org/2000/svg";

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const drawn = (name, attributes) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const number = (value) => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  /** UTC text of microseconds since 1970, to milliseconds. */
  const moment = (us) => new Date(Math.floor(us / 1000)).toISOString().slice(0, 23).replace("T", " ");
  const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

  // Copying

  const copy = async (text, button) => {
    const area = element("textarea", { readonly: "" });
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  };
  const copyButton = (text) => {
    const button = element("button", { type: "button" }, "Copy");
    button.addEventListener("click", () => copy(text, button));
    return button;
  };
  for (const item of document.querySelectorAll(".finding .evidence > li")) {
    const place = item.querySelector(".place");
    const text = item.querySelector("pre");
    place.append(copyButton(place.querySelector("code").textContent + (text ? "\n" + text.textContent : "")));
  }

  // Links into closed parts

  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const part of closed) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of closed) part.open = false; });

  // The timeline

  const timeline = document.getElementById("timeline");
  const plot = document.getElementById("plot");
  if (plot) startTimeline();

  function startTimeline() {
    const views = [...plot.querySelectorAll(".view")];
    const axis = document.getElementById("axis");
    const grid = document.getElementById("grid");
    const overview = document.getElementById("overview");
    const windowMark = document.getElementById("window");
    const range = document.getElementById("range");
    const [focusFrom, focusTo] = timeline.dataset.focus.split(" ").map(Number);
    /** What is shown, as parts of the whole: 0 to 1. */
    let from = 0;
    let to = 1;
    /** Wider drawings than this lose precision. */
    const least = 1 / 20000;

    const microseconds = (part) => data.start + part * data.length;
    const percent = (value) => `${+value.toFixed(5)}%`;
    const width = () => axis.getBoundingClientRect().width || 1;

    const steps = [1, 2, 5, 10, 20, 50, 100, 200, 500].map((ms) => ms * 1e3)
      .concat([1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 43200, 86400].map((s) => s * 1e6));
    const drawAxis = () => {
      const shown = (to - from) * data.length;
      const wanted = shown / Math.max(2, width() / 80);
      const step = steps.find((s) => s >= wanted) || Math.ceil(wanted / 86400e6) * 86400e6;
      const first = Math.ceil(microseconds(from) / step) * step;
      const texts = [];
      const lines = [];
      for (let at = first, day = ""; at <= microseconds(to); at += step) {
        const x = percent((at - microseconds(from)) / shown * 100);
        const iso = moment(at);
        const clock = step < 1e6 ? iso.slice(11, 23) : step < 60e6 ? iso.slice(11, 19) : iso.slice(11, 16);
        const text = drawn("text", { class: "tick", x, y: 13 });
        text.textContent = step >= 86400e6 || (day && day !== iso.slice(0, 10)) ? iso.slice(5, 10) + " " + clock : clock;
        day = iso.slice(0, 10);
        const px = (at - microseconds(from)) / shown * width();
        if (px > 30 && px < width() - 30) texts.push(text);
        lines.push(drawn("line", { x1: x, x2: x, y1: 0, y2: "100%" }));
      }
      axis.replaceChildren(...texts);
      grid.replaceChildren(...lines, cursor);
    };
    const cursor = drawn("line", { class: "cursor", y1: 0, y2: "100%", x1: "-9", x2: "-9" });

    // A label gives way to the one before it, and a bar's label stays in the part of the bar that can be seen.
    const placeLabels = () => {
      const px = (part) => (part - from) / (to - from) * width();
      for (const view of views) {
        if (!view.getClientRects().length) continue;
        const ends = new Map();
        const marks = new Map();
        for (const use of view.querySelectorAll("use.m")) {
          const y = use.getAttribute("y");
          if (!marks.has(y)) marks.set(y, []);
          marks.get(y).push({ x: px(parseFloat(use.getAttribute("x")) / 100), isQuiet: "q" in use.dataset });
        }
        for (const label of view.querySelectorAll(".label")) {
          const y = label.getAttribute("y");
          label.dataset.size ||= label.getComputedTextLength();
          const size = Number(label.dataset.size) + 3;
          label.dataset.x ||= label.getAttribute("x");
          const start = parseFloat(label.dataset.x) / 100;
          if (label.dataset.end) {
            const left = Math.max(px(start), 0);
            const right = Math.min(px(parseFloat(label.dataset.end) / 100), width());
            label.setAttribute("x", percent((from + (left + 5) / width() * (to - from)) * 100));
            label.classList.toggle("off", right - left < size + 7);
            continue;
          }
          const isLeft = label.dataset.side === "left";
          const left = isLeft ? px(start) - size - 6 : px(start) + 8;
          const isCrossed = (marks.get(String(+y - 4)) || [])
            .some((mark) => (isLeft || !mark.isQuiet) && mark.x > left - 4 && mark.x < left + size);
          const isOutside = px(start) < 0 || px(start) > width() || left + size > width() + 2;
          const isCovered = left < (ends.get(y) ?? -1e9) || isCrossed || isOutside;
          label.classList.toggle("off", isCovered);
          if (!isCovered) ends.set(y, left + size);
        }
      }
    };

    const show = () => {
      const size = to - from;
      for (const view of views) {
        view.setAttribute("x", percent(-from / size * 100));
        view.setAttribute("width", percent(100 / size));
      }
      windowMark.setAttribute("x", percent(from * 100));
      windowMark.setAttribute("width", percent(size * 100));
      drawAxis();
      placeLabels();
      const first = moment(microseconds(from));
      const last = moment(microseconds(to));
      range.textContent = `${first.slice(0, 19)} to ${first.slice(0, 10) === last.slice(0, 10) ? last.slice(11, 19) : last.slice(0, 19)} UTC`;
    };
    let isWaiting = false;
    const draw = () => {
      if (isWaiting) return;
      isWaiting = true;
      requestAnimationFrame(() => { isWaiting = false; show(); });
    };
    const set = (first, last) => {
      const size = clamp(last - first, least, 1);
      from = clamp(first, 0, 1 - size);
      to = from + size;
      draw();
    };
    const zoom = (factor, around = (from + to) / 2) =>
      set(around - (around - from) * factor, around + (to - around) * factor);
    const pan = (share) => set(from + share * (to - from), to + share * (to - from));

    const actions = {
      focus: () => set(focusFrom, focusTo), all: () => set(0, 1), in: () => zoom(0.6), out: () => zoom(1 / 0.6),
      left: () => pan(-0.25), right: () => pan(0.25),
    };
    const tools = timeline.querySelector(".tools");
    tools.hidden = false;
    if (focusTo - focusFrom >= 1) tools.querySelector("[data-do=focus]").remove();
    tools.addEventListener("click", (event) => actions[event.target.dataset.do]?.());
    document.getElementById("keys").hidden = false;

    const partAt = (clientX) => {
      const box = axis.getBoundingClientRect();
      return from + (clientX - box.left) / box.width * (to - from);
    };
    plot.addEventListener("wheel", (event) => {
      const isHeld = event.ctrlKey || event.metaKey;
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) {
        event.preventDefault();
        pan((event.deltaX || event.deltaY) / width());
      } else if (isHeld || plot.contains(document.activeElement)) {
        event.preventDefault();
        zoom(Math.exp(clamp(event.deltaY, -120, 120) / 300), partAt(event.clientX));
      }
    }, { passive: false });

    for (const finding of document.querySelectorAll(".finding[data-span]")) {
      const [first, last] = finding.dataset.span.split(" ").map(Number);
      const button = element("button", { type: "button", class: "show-on" }, "Show this on the timeline");
      button.addEventListener("click", () => {
        const room = Math.max((last - first) * 0.5, 0.01);
        set(first - room, last + room);
        timeline.scrollIntoView();
        plot.focus({ preventScroll: true });
      });
      finding.querySelector(".story").after(button);
    }

    // Drag with one pointer, spread with two
    const pointers = new Map();
    let origin = null;
    plot.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.target.closest(".name, summary")) return;
      pointers.set(event.pointerId, event.clientX);
      origin = { from, to, x: event.clientX, moved: false, isOverview: !!event.target.closest("#overview") };
      if (origin.isOverview) moveOverview(event.clientX);
    });
    const moveOverview = (clientX) => {
      const box = overview.getBoundingClientRect();
      const middle = (clientX - box.left) / box.width;
      set(middle - (to - from) / 2, middle + (to - from) / 2);
    };
    addEventListener("pointermove", (event) => {
      if (!pointers.has(event.pointerId) || !origin) return;
      const before = [...pointers.values()];
      pointers.set(event.pointerId, event.clientX);
      const now = [...pointers.values()];
      if (now.length === 2) {
        const factor = Math.abs(before[0] - before[1]) / Math.max(1, Math.abs(now[0] - now[1]));
        zoom(factor, partAt((now[0] + now[1]) / 2));
        origin.moved = true;
        return;
      }
      const distance = event.clientX - origin.x;
      if (!origin.moved && Math.abs(distance) < 4) return;
      origin.moved = true;
      plot.classList.add("moving");
      tip.hidden = true;
      if (origin.isOverview) return moveOverview(event.clientX);
      const share = distance / width() * (origin.to - origin.from);
      set(origin.from - share, origin.to - share);
    });
    const release = (event) => {
      pointers.delete(event.pointerId);
      plot.classList.remove("moving");
    };
    addEventListener("pointerup", release);
    addEventListener("pointercancel", release);

    // Tooltips and the line under the pointer

    const tip = element("div", { class: "tip", role: "presentation", hidden: "" });
    plot.append(tip);
    const tell = (text, x, y) => {
      tip.textContent = text;
      tip.hidden = !text;
      const box = plot.getBoundingClientRect();
      tip.style.left = `${clamp(x - box.left + 12, 0, Math.max(0, box.width - tip.offsetWidth - 4))}px`;
      tip.style.top = `${y - box.top + 18}px`;
    };
    const textOf = (target) => target.closest?.(".m")?.getAttribute("aria-label") || target.closest?.("[data-t]")?.dataset.t || "";
    plot.addEventListener("pointermove", (event) => {
      if (origin?.moved && pointers.size) return;
      const box = grid.getBoundingClientRect();
      const x = event.clientX - box.left;
      const isInside = x >= 0 && !event.target.closest("#overview");
      cursor.setAttribute("x1", isInside ? x : -9);
      cursor.setAttribute("x2", isInside ? x : -9);
      tell(textOf(event.target), event.clientX, event.clientY);
    });
    plot.addEventListener("pointerleave", () => {
      tip.hidden = true;
      cursor.setAttribute("x1", -9);
      cursor.setAttribute("x2", -9);
    });

    // Marks: one stop for the Tab key per lane, arrow keys within

    const lanes = [...plot.querySelectorAll(".track[role=group]")].map((lane) => ({
      lane, marks: [...lane.querySelectorAll(".m")].sort((a, b) => parseFloat(a.getAttribute("x")) - parseFloat(b.getAttribute("x"))),
    })).filter((entry) => entry.marks.length);
    for (const { marks } of lanes) (marks.find((mark) => mark.tagName === "use" && !("q" in mark.dataset)) || marks[0]).setAttribute("tabindex", 0);
    const middleOf = (mark) => {
      const start = parseFloat(mark.getAttribute("x")) / 100;
      return mark.tagName === "rect" ? clamp((from + to) / 2, start, start + parseFloat(mark.getAttribute("width")) / 100) : start;
    };
    const go = (mark) => {
      for (const { marks } of lanes) if (marks.includes(mark)) for (const other of marks) other.setAttribute("tabindex", other === mark ? 0 : -1);
      const at = middleOf(mark);
      if (at < from || at > to) set(at - (to - from) / 2, at + (to - from) / 2);
      mark.focus({ preventScroll: false });
      const box = mark.getBoundingClientRect();
      tell(textOf(mark), box.left, box.bottom - 12);
    };
    const step = (mark, key) => {
      const index = lanes.findIndex((entry) => entry.marks.includes(mark));
      const { marks } = lanes[index];
      const place = marks.indexOf(mark);
      if (key === "ArrowRight") return marks[place + 1];
      if (key === "ArrowLeft") return marks[place - 1];
      const next = lanes.slice(key === "ArrowDown" ? index + 1 : 0, key === "ArrowDown" ? lanes.length : index);
      const visible = next.filter((entry) => entry.lane.getClientRects().length);
      const lane = key === "ArrowDown" ? visible[0] : visible.at(-1);
      const at = middleOf(mark);
      return lane?.marks.reduce((a, b) => Math.abs(middleOf(b) - at) < Math.abs(middleOf(a) - at) ? b : a);
    };
    plot.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const mark = event.target.closest(".m");
      const act = { "+": actions.in, "=": actions.in, "-": actions.out, "0": actions.all, i: actions.focus, Home: () => set(0, to - from), End: () => set(1 - (to - from), 1) }[event.key];
      if (act) {
        act();
      } else if (mark && (event.key === "Enter" || event.key === " ")) {
        showEvidence(mark, true);
      } else if (mark && event.key.startsWith("Arrow")) {
        const next = step(mark, event.key);
        if (next) go(next);
      } else if (event.target === plot && event.key === "ArrowLeft") {
        pan(-0.15);
      } else if (event.target === plot && event.key === "ArrowRight") {
        pan(0.15);
      } else {
        return;
      }
      event.preventDefault();
    });
    plot.addEventListener("click", (event) => {
      const mark = event.target.closest(".m");
      if (mark && !origin?.moved) showEvidence(mark, false);
    });

    // Evidence

    const panel = document.getElementById("evidence");
    let chosen = null;
    const close = () => {
      panel.hidden = true;
      chosen?.classList.remove("chosen");
      chosen?.focus({ preventScroll: true });
      chosen = null;
    };
    const record = (id) => {
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
    };
    const showEvidence = (mark, takesFocus) => {
      chosen?.classList.remove("chosen");
      chosen = mark;
      mark.classList.add("chosen");
      const title = element("h3", { id: "evidence-title", tabindex: "-1" }, mark.getAttribute("aria-label"));
      const shut = element("button", { type: "button", class: "close" }, "Close");
      shut.addEventListener("click", close);
      const ids = (mark.dataset.r || "").split(" ").filter(Boolean);
      const list = element("ol", { class: "evidence" }, ...ids.map(record));
      const why = mark.dataset.d ? [element("p", { class: "why" }, mark.dataset.d)] : [];
      panel.replaceChildren(title, shut, ...why, list);
      if (!ids.length) panel.append(element("p", { class: "dim" }, "no single record shows this"));
      panel.hidden = false;
      panel.scrollTop = 0;
      // The mark stays in sight above its evidence.
      const hidden = mark.getBoundingClientRect().bottom + 24 - panel.getBoundingClientRect().top;
      if (hidden > 0) scrollBy(0, hidden);
      if (takesFocus) title.focus({ preventScroll: true });
    };
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !panel.hidden) close(); });

    for (const part of plot.querySelectorAll("details")) part.addEventListener("toggle", draw);
    new ResizeObserver(draw).observe(plot);
    from = focusFrom;
    to = focusTo;
    show();
  }

  // Tables

  for (const box of document.querySelectorAll("[data-table]")) startTable(box, data.tables[box.dataset.table]);

  function startTable(box, table) {
    const heads = [...box.querySelectorAll("th")];
    const body = box.querySelector("tbody");
    const titles = heads.map((head) => head.textContent);
    const kinds = table.kinds;
    const page = 100;
    const first = 25;
    let limit = first;
    let order = null;
    let rows = table.rows;

    const shown = (value, kind) => value === null ? "" : kind === "time" ? moment(value) : kind === "number" ? number(value) : value;
    const texts = table.rows.map((row) => row.map((value, index) => shown(value, kinds[index])).join("\n").toLowerCase());
    const style = { dropped: "gone", lost: "gone", unknown: "unsure", pending: "unsure", rejected: "refused", delivered: "fine" };
    const cell = (value, kind) => {
      const text = shown(value, kind);
      if (kind === "verdict") return element("td", {}, element("span", { class: `verdict ${style[text] || "fine"}` }, text));
      if (kind === "severity") return element("td", {}, element("span", { class: `severity ${/^[a-z]+$/.test(text) ? text : ""}` }, text));
      if (kind === "code") return element("td", {}, element("code", {}, text));
      return element("td", { class: `k-${kind}` }, text);
    };

    const input = element("input", { type: "search", "aria-label": `Filter ${table.noun}`, placeholder: `Filter ${table.noun}` });
    const count = element("output", { "aria-live": "polite", class: "dim" });
    const bar = element("div", { class: "filter" }, input);
    const choice = kinds.findIndex((kind) => kind === "verdict" || kind === "severity");
    let select = null;
    if (choice >= 0) {
      const values = [...new Set(table.rows.map((row) => row[choice]))].sort();
      select = element("select", { "aria-label": titles[choice] }, element("option", { value: "" }, `every ${titles[choice].toLowerCase()}`));
      for (const value of values) select.append(element("option", { value }, value));
      if (values.length > 1) bar.append(select);
    }
    bar.append(count);
    box.prepend(bar);
    const more = element("button", { type: "button" });
    const foot = element("p", { class: "more" }, more);
    box.querySelector(".more")?.remove();
    box.append(foot);

    const render = () => {
      body.replaceChildren(...rows.slice(0, limit).map((row) => element("tr", {}, ...row.map((value, index) => cell(value, kinds[index])))));
      const missing = table.total - table.rows.length;
      count.textContent = `${number(rows.length)} of ${number(table.rows.length)} ${table.noun}`
        + (missing > 0 ? `; ${number(missing)} more are in the case only` : "");
      more.textContent = `Show ${number(Math.min(page, rows.length - limit))} more`;
      foot.hidden = rows.length <= limit;
    };
    const update = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const indexes = table.rows.map((_, index) => index).filter((index) =>
        words.every((word) => texts[index].includes(word)) && (!select?.value || table.rows[index][choice] === select.value));
      if (order) {
        const { column, sign } = order;
        // The rows that have no value stay at the end whichever way the others go.
        indexes.sort((a, b) => {
          const [x, y] = [table.rows[a][column], table.rows[b][column]];
          if (x === null || y === null || x === "" || y === "") return (x === null || x === "") - (y === null || y === "") || a - b;
          return (x < y ? -sign : x > y ? sign : 0) || a - b;
        });
      }
      rows = indexes.map((index) => table.rows[index]);
      limit = first;
      render();
    };
    heads.forEach((head, column) => {
      const button = element("button", { type: "button" }, titles[column]);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const sign = order?.column === column ? -order.sign : 1;
        order = { column, sign };
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
        update();
      });
    });
    input.addEventListener("input", update);
    select?.addEventListener("change", update);
    more.addEventListener("click", () => { limit += page; render(); });
    render();
  }
})();

"""#
  /// What a browser compares it with.
  static let scriptDigest = "sha256-8oVSa8vjjoQUn/QbNbiEfN7ipoUvFikAV1+AwjAWWdE="
}
