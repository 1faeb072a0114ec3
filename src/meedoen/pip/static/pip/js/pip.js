/** Saves the draft of a decision while one types, and shows the conditions anew. The button does the same. */
import { takeTurns } from "../../ui/js/saving.js";

const PAUSE = 1200;

const form = document.querySelector("[data-pip-bewaar]");
if (form) {
  const note = form.querySelector("[data-pip-bewaard]");
  const conditions = document.querySelector("[data-pip-voorwaarden]");
  const turns = takeTurns(form);
  let timer;
  let typed = 0;

  const show = (text) => {
    note.textContent = text;
  };

  const send = async (signal) => {
    try {
      const answer = await fetch(location.href, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Meedoen-Stil": "1" },
        redirect: "error",
        signal,
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
      if (!turns.isLeaving()) show(form.dataset.nietBewaard);
    }
  };

  const save = async () => {
    const upTo = typed;
    if ((await turns.run(send)) && typed !== upTo) plan();
  };

  const plan = () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  };

  form.addEventListener("input", () => {
    typed += 1;
    plan();
  });
}
