// The panel that narrows results. Its groups stay as this tab left them; ticks that were never sent don't come back.
// Without this file it works all the same.
(() => {
  "use strict";
  const KEY = "localoffer-groups";
  const kept = (() => {
    try {
      return JSON.parse(sessionStorage.getItem(KEY)) || {};
    } catch {
      return {};
    }
  })();
  const keep = () => {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // Storage is barred: the groups stand as the page has them.
    }
  };

  const panel = document.getElementById("narrow");
  panel.addEventListener("change", () => {
    panel.dataset.changed = ""; // its button stays in sight from now on
  });

  for (const group of document.querySelectorAll("details[data-group]")) {
    const name = group.dataset.group;
    if (name in kept) group.open = kept[name] || group.querySelector(":checked") !== null;
    group.querySelector("summary").addEventListener("click", () => {
      kept[name] = !group.open;
      keep();
    });
  }

  // A browser that goes back shows the ticks as they were left, the results as they were asked for.
  addEventListener("pageshow", ({ persisted }) => {
    const [arrival] = performance.getEntriesByType("navigation");
    if (!persisted && arrival?.type !== "back_forward") return;
    document.getElementById("search").reset();
    delete panel.dataset.changed;
  });
})();
