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
