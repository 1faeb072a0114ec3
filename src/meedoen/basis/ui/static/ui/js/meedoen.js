/** Small comforts; every page works without them. */

/** A menu that opens closes again with Escape, and when one goes elsewhere. */
for (const menu of document.querySelectorAll("details[data-sluit]")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
}

/** On a phone a row of ways slides sideways: it begins where one is. The page itself stays where it is. */
for (const here of document.querySelectorAll("nav li > [aria-current]")) {
  const row = here.closest("ul, ol");
  for (const sliding of [row, row.parentElement]) {
    const aside = here.getBoundingClientRect().left - sliding.getBoundingClientRect().left;
    sliding.scrollLeft += aside - (sliding.clientWidth - here.offsetWidth) / 2;
  }
}

/** What is wrong with a form is read first. */
document.querySelector("[data-focus]")?.focus();

/** A filter takes effect when it is chosen; its button is for browsers without scripts. */
for (const form of document.querySelectorAll("form[data-meteen]")) {
  form.querySelector("[data-meteen-knop]")?.setAttribute("hidden", "");
  form.addEventListener("change", () => form.requestSubmit());
}

/** The letter "/" goes to the search box, unless one is typing. */
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const box = document.getElementById("zoek");
    if (box) {
      event.preventDefault();
      box.focus();
    }
  }
});
