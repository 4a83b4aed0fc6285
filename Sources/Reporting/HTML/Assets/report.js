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
