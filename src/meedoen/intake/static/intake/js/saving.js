/*
 * Saves every field of one life domain while someone types. A text that could not be saved yet stays in its field
 * and is tried again: after a lost connection, and after signing in again in another tab.
 */
import { takeTurns } from "../../stijl/js/saving.js";

const PAUZE = 900;
const OPNIEUW = [2000, 5000, 10000, 30000];
const VELDEN = ["notities", "wens", "startpositie", "besproken", "overgeslagen_reden"];

const form = document.querySelector("form[data-opslaan]");
if (form) {
  houdBij(form);
}
for (const keuze of document.querySelectorAll("[name='signaal-gekozen']")) {
  keuze.addEventListener("change", () => {
    const veld = document.querySelector("[name='signaal-omschrijving']");
    veld.value = keuze.value;
  });
}

function houdBij(vel) {
  const status = vel.querySelector("[data-status]");
  const woorden = status.dataset;
  const bekend = new Map(VELDEN.filter((naam) => vel.elements[naam]).map((naam) => [naam, lees(naam)]));
  const beurt = takeTurns(vel);
  let geweigerd = null;
  let poging = 0;
  let klok;

  vel.addEventListener("input", () => plan(PAUZE));
  vel.addEventListener("change", () => plan(0));
  window.addEventListener("online", () => plan(0));
  window.addEventListener("focus", () => plan(0));
  window.addEventListener("beforeunload", (gebeurtenis) => {
    if (!beurt.isLeaving() && gewijzigd()) {
      gebeurtenis.preventDefault();
    }
  });

  function lees(naam) {
    const veld = vel.elements[naam];
    return veld.type === "checkbox" ? (veld.checked ? "on" : "") : veld.value;
  }

  function gewijzigd() {
    return [...bekend.keys()].find((naam) => lees(naam) !== bekend.get(naam) && `${naam}=${lees(naam)}` !== geweigerd);
  }

  function plan(over) {
    clearTimeout(klok);
    klok = setTimeout(stuur, over);
  }

  function meld(toon, tekst) {
    status.dataset.toon = toon;
    status.textContent = tekst;
  }

  function stuur() {
    const naam = gewijzigd();
    if (naam) {
      beurt.run((stop) => verstuur(naam, lees(naam), stop));
    }
  }

  async function verstuur(naam, waarde, stop) {
    try {
      const antwoord = await fetch(vel.dataset.opslaan, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams({
          csrfmiddlewaretoken: vel.elements.csrfmiddlewaretoken.value,
          veld: naam,
          waarde,
          was: bekend.get(naam),
          versie: vel.elements.versie.value,
        }),
        signal: stop,
      });
      await verwerk(antwoord, naam, waarde);
    } catch {
      if (!beurt.isLeaving()) {
        later(woorden.geenVerbinding);
      }
    }
  }

  async function verwerk(antwoord, naam, waarde) {
    const soort = antwoord.headers.get("Content-Type") ?? "";
    if (antwoord.status === 401 || antwoord.redirected) {
      uitgelogd();
    } else if (!soort.includes("application/json")) {
      await (antwoord.status === 403 ? haalNieuwSlot() : later(woorden.geenVerbinding));
    } else {
      const inhoud = await antwoord.json();
      poging = 0;
      if (antwoord.status === 403) {
        geweigerd = `${naam}=${waarde}`;
        meld("laat", inhoud.reden);
        return;
      }
      bekend.set(naam, waarde);
      vel.elements.versie.value = inhoud.versie;
      toonStand(inhoud);
      if (antwoord.status === 409) {
        zonderSchuiven(() => {
          document.querySelector("[data-botsingen]").innerHTML = inhoud.botsing;
        });
        meld("nu", woorden.botsing);
      } else {
        meld("goed", woorden.opgeslagen.replace("%", inhoud.om));
      }
      plan(0);
    }
  }

  function toonStand(inhoud) {
    const hier = document.querySelector(".md-intake__domeinen [aria-current] [data-stand]");
    if (hier) {
      hier.innerHTML = inhoud.badge;
    }
    const [klaar] = inhoud.voortgang.match(/\d+/);
    document.querySelector("[data-voortgang]").textContent = inhoud.voortgang;
    document.querySelector(".md-intake__bar").value = Number(klaar);
    for (const naam of ["besproken", "overgeslagen_reden"]) {
      if (vel.elements[naam] && inhoud.velden[naam] !== undefined && isRustig(naam)) {
        zet(naam, inhoud.velden[naam]);
      }
    }
  }

  /* What comes above the form does not move what she reads, or is about to press. */
  function zonderSchuiven(doe) {
    const was = vel.getBoundingClientRect().top;
    doe();
    window.scrollBy({ top: vel.getBoundingClientRect().top - was, behavior: "instant" });
  }

  /* What someone changed while the answer was on its way is hers; it is saved next. */
  function isRustig(naam) {
    return vel.elements[naam] !== document.activeElement && lees(naam) === bekend.get(naam);
  }

  function zet(naam, waarde) {
    const veld = vel.elements[naam];
    if (veld.type === "checkbox") {
      veld.checked = waarde === "on";
    } else {
      veld.value = waarde;
    }
    bekend.set(naam, waarde);
  }

  function later(tekst) {
    meld("nu", tekst);
    plan(OPNIEUW[Math.min(poging, OPNIEUW.length - 1)]);
    poging += 1;
  }

  function uitgelogd() {
    later(woorden.uitgelogd);
    const link = document.createElement("a");
    link.href = vel.dataset.inloggen;
    link.target = "_blank";
    link.rel = "noopener";
    link.className = "utrecht-link utrecht-link--html-a";
    link.textContent = woorden.inloggen;
    status.append(" ", link);
  }

  /* Signing in again changes the token that goes with every form: take the new one from the page itself. */
  async function haalNieuwSlot() {
    const pagina = await fetch(window.location.href);
    if (!pagina.ok || pagina.redirected) {
      uitgelogd();
      return;
    }
    const nieuw = new DOMParser().parseFromString(await pagina.text(), "text/html");
    const slot = nieuw.querySelector("form[data-opslaan] [name='csrfmiddlewaretoken']");
    if (!slot) {
      uitgelogd();
      return;
    }
    for (const veld of document.querySelectorAll("[name='csrfmiddlewaretoken']")) {
      veld.value = slot.value;
    }
    plan(0);
  }
}
