/** Say how many dossiers are chosen, and choose a run of them with shift. */
const form = document.querySelector("[data-verdelen]");
if (form) {
  const boxes = [...form.querySelectorAll("input[name=dossier]")];
  const text = form.querySelector("[data-gekozen]");
  const nothing = text.textContent;
  let last = null;

  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    text.textContent = chosen ? text.dataset.gekozen.replace("%s", chosen) : nothing;
  };

  form.addEventListener("click", (event) => {
    const here = boxes.indexOf(event.target);
    if (here < 0) return;
    if (event.shiftKey && last !== null) {
      const [from, to] = [Math.min(here, last), Math.max(here, last)];
      for (const box of boxes.slice(from, to + 1)) box.checked = event.target.checked;
    }
    last = here;
    tell();
  });
  text.setAttribute("role", "status");
  tell();
}
