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
