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
