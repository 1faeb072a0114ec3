/** Saves the draft of a decision while one types, and shows the conditions anew. The button does the same. */

const PAUSE = 1200;

const form = document.querySelector("[data-pip-bewaar]");
if (form) {
  const note = form.querySelector("[data-pip-bewaard]");
  const conditions = document.querySelector("[data-pip-voorwaarden]");
  let timer;
  let typed = 0;
  let busy = false;

  const show = (text) => {
    note.textContent = text;
  };

  const save = async () => {
    if (busy) return;
    busy = true;
    const upTo = typed;
    try {
      const answer = await fetch(location.href, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Meedoen-Stil": "1" },
        redirect: "error",
      });
      const said = await answer.json();
      if (answer.ok) {
        form.elements.stand.value = said.stand;
        const open = conditions.querySelector("details")?.open;
        conditions.innerHTML = said.voorwaarden;
        if (open !== undefined) conditions.querySelector("details")?.toggleAttribute("open", open);
        show(said.tekst);
      } else {
        show(said.fouten.join(" "));
      }
    } catch {
      show(form.dataset.nietBewaard);
    }
    busy = false;
    if (typed !== upTo) plan();
  };

  const plan = () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  };

  form.addEventListener("input", () => {
    typed += 1;
    plan();
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}
