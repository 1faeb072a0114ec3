/*
 * Saves every field of one life domain while someone types. A text that could not be saved yet stays in its field
 * and is tried again: after a lost connection, and after signing in again in another tab.
 */
import { takeTurns } from "../../ui/js/saving.js";

const PAUSE = 900;
const AGAIN = [2000, 5000, 10000, 30000];
const FIELDS = ["notities", "wens", "startpositie", "besproken", "overgeslagen_reden"];

const form = document.querySelector("form[data-opslaan]");
if (form) {
  keepUp(form);
}
for (const choice of document.querySelectorAll("[name='signaal-gekozen']")) {
  choice.addEventListener("change", () => {
    const field = document.querySelector("[name='signaal-omschrijving']");
    field.value = choice.value;
  });
}

function keepUp(sheet) {
  const status = sheet.querySelector("[data-status]");
  const words = status.dataset;
  const known = new Map(FIELDS.filter((name) => sheet.elements[name]).map((name) => [name, read(name)]));
  const turn = takeTurns(sheet);
  let refused = null;
  let attempt = 0;
  let timer;

  sheet.addEventListener("input", () => plan(PAUSE));
  sheet.addEventListener("change", () => plan(0));
  window.addEventListener("online", () => plan(0));
  window.addEventListener("focus", () => plan(0));
  window.addEventListener("beforeunload", (event) => {
    if (!turn.isLeaving() && changed()) {
      event.preventDefault();
    }
  });

  function read(name) {
    const field = sheet.elements[name];
    return field.type === "checkbox" ? (field.checked ? "on" : "") : field.value;
  }

  function changed() {
    return [...known.keys()].find((name) => read(name) !== known.get(name) && `${name}=${read(name)}` !== refused);
  }

  function plan(delay) {
    clearTimeout(timer);
    timer = setTimeout(send, delay);
  }

  function report(tone, text) {
    status.dataset.toon = tone;
    status.textContent = text;
  }

  function send() {
    const name = changed();
    if (name) {
      turn.run((stop) => post(name, read(name), stop));
    }
  }

  async function post(name, value, stop) {
    try {
      const answer = await fetch(sheet.dataset.opslaan, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams({
          csrfmiddlewaretoken: sheet.elements.csrfmiddlewaretoken.value,
          veld: name,
          waarde: value,
          was: known.get(name),
          versie: sheet.elements.versie.value,
        }),
        signal: stop,
      });
      await process(answer, name, value);
    } catch {
      if (!turn.isLeaving()) {
        later(words.geenVerbinding);
      }
    }
  }

  async function process(answer, name, value) {
    const kind = answer.headers.get("Content-Type") ?? "";
    if (answer.status === 401 || answer.redirected) {
      loggedOut();
    } else if (!kind.includes("application/json")) {
      await (answer.status === 403 ? fetchFreshLock() : later(words.geenVerbinding));
    } else {
      const content = await answer.json();
      attempt = 0;
      if (answer.status === 403) {
        refused = `${name}=${value}`;
        report("laat", content.reden);
        return;
      }
      known.set(name, value);
      sheet.elements.versie.value = content.versie;
      toneState(content);
      if (answer.status === 409) {
        withoutMove(() => {
          document.querySelector("[data-botsingen]").innerHTML = content.botsing;
        });
        report("nu", words.botsing);
      } else {
        report("goed", words.opgeslagen.replace("%", content.om));
      }
      plan(0);
    }
  }

  function toneState(content) {
    const here = document.querySelector(".md-intake__domeinen [aria-current] [data-stand]");
    if (here) {
      here.innerHTML = content.badge;
    }
    const [ready] = content.voortgang.match(/\d+/);
    document.querySelector("[data-voortgang]").textContent = content.voortgang;
    document.querySelector(".md-intake__bar").value = Number(ready);
    for (const name of ["besproken", "overgeslagen_reden"]) {
      if (sheet.elements[name] && content.velden[name] !== undefined && isQuiet(name)) {
        set(name, content.velden[name]);
      }
    }
  }

  /* What comes above the form does not move what she reads, or is about to press. */
  function withoutMove(act) {
    const was = sheet.getBoundingClientRect().top;
    act();
    window.scrollBy({ top: sheet.getBoundingClientRect().top - was, behavior: "instant" });
  }

  /* What someone changed while the answer was on its way is hers; it is saved next. */
  function isQuiet(name) {
    return sheet.elements[name] !== document.activeElement && read(name) === known.get(name);
  }

  function set(name, value) {
    const field = sheet.elements[name];
    if (field.type === "checkbox") {
      field.checked = value === "on";
    } else {
      field.value = value;
    }
    known.set(name, value);
  }

  function later(text) {
    report("nu", text);
    plan(AGAIN[Math.min(attempt, AGAIN.length - 1)]);
    attempt += 1;
  }

  function loggedOut() {
    later(words.uitgelogd);
    const link = document.createElement("a");
    link.href = sheet.dataset.inloggen;
    link.target = "_blank";
    link.rel = "noopener";
    link.className = "utrecht-link utrecht-link--html-a";
    link.textContent = words.inloggen;
    status.append(" ", link);
  }

  /* Signing in again changes the token that goes with every form: take the new one from the page itself. */
  async function fetchFreshLock() {
    const page = await fetch(window.location.href);
    if (!page.ok || page.redirected) {
      loggedOut();
      return;
    }
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
    const lock = fresh.querySelector("form[data-opslaan] [name='csrfmiddlewaretoken']");
    if (!lock) {
      loggedOut();
      return;
    }
    for (const field of document.querySelectorAll("[name='csrfmiddlewaretoken']")) {
      field.value = lock.value;
    }
    plan(0);
  }
}
