/* The table view: a step that is touched or chosen with the arrows is saved by itself. */
const form = document.querySelector("[data-samen]");
const knop = form?.querySelector("button");
const WACHT = 700; // long enough to walk past steps with the arrow keys

if (form && knop) {
  let klok;
  form.addEventListener("change", () => {
    clearTimeout(klok);
    klok = setTimeout(() => form.requestSubmit(), WACHT);
  });
}
