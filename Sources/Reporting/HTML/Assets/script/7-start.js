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
