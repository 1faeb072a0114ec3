/**
 * For a form that is also saved while someone types: one save at a time, and a press on its button goes before.
 *
 * The button waits until the save on its way was answered, because the server refuses words written over a version
 * that the page does not know of yet, even when those are one's own. A save that stays away is given up.
 */
const PATIENCE = 2000;

export function takeTurns(form) {
  let current = null;
  let leaving = false;

  form.addEventListener("submit", async (event) => {
    const wait = current && !leaving;
    leaving = true;
    if (!wait) return;
    event.preventDefault();
    const { stop, done } = current;
    await Promise.race([done, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    stop.abort();
    form.requestSubmit(event.submitter);
  });
  /* Who comes back with the back button goes on writing. */
  window.addEventListener("pageshow", () => {
    leaving = false;
  });

  return {
    /** The page is on its way out: nothing has to be saved or told here any more. */
    isLeaving: () => leaving,
    /** Run `save(signal)` when no other save is on its way; says whether it ran. */
    run: async (save) => {
      if (current || leaving) return false;
      const stop = new AbortController();
      current = { stop, done: save(stop.signal) };
      try {
        await current.done;
      } finally {
        current = null;
      }
      return true;
    },
  };
}
