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
