/* The table view: a step that is touched or chosen with the arrows is saved by itself. */
const form = document.querySelector("[data-samen]");
const button = form?.querySelector("button");
const WAIT = 700; // long enough to walk past steps with the arrow keys

if (form && button) {
  let timer;
  form.addEventListener("change", () => {
    clearTimeout(timer);
    timer = setTimeout(() => form.requestSubmit(), WAIT);
  });
}
