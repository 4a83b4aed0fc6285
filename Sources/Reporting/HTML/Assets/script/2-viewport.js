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
