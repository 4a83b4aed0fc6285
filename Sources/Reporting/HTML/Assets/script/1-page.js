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
