for (const input of document.querySelectorAll("input[data-filters]")) {
  const rows = [...document.getElementById(input.dataset.filters).tBodies[0].rows];
  const words = rows.map((row) => (row.cells[0].textContent + " " + row.cells[1].textContent).toLowerCase());
  const found = input.closest(".filter").querySelector(".found");
  input.closest(".filter").hidden = false;
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    let shown = 0;
    rows.forEach((row, at) => {
      row.hidden = !words[at].includes(wanted);
      shown += !row.hidden;
    });
    found.textContent = wanted ? `${shown} of ${rows.length}` : "";
  });
}
