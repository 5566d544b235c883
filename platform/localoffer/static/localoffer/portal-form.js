/* The provider's pages: how much is written, and a copy on this device of what isn't saved yet. */
(() => {
  "use strict";
  const NEAR = 0.8;
  const KEPT = "lo-kept:";
  const DAYS = 7 * 24 * 60 * 60 * 1000;
  const later = (act, wait) => {
    let timer;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(act, wait);
    };
  };
  const plural = (count, one, many) => `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;

  /* Words while writing; characters left only when few are. */
  const count = (field) => {
    const most = Number(field.dataset.most);
    const note = document.createElement("p");
    note.className = "govuk-hint portal-count";
    note.id = `${field.id}-count`;
    note.setAttribute("aria-hidden", "true"); // the next one says it
    const said = document.createElement("p");
    said.className = "govuk-visually-hidden";
    said.setAttribute("aria-live", "polite");
    const words = () => {
      const left = most - [...field.value.trim()].length;
      const written = plural(field.value.split(/\s+/).filter(Boolean).length, "word", "words");
      if (left < 0) return `${written}. ${plural(-left, "character", "characters")} too many: shorten it.`;
      return left < most * (1 - NEAR) ? `${written}. ${plural(left, "character", "characters")} left.` : `${written}.`;
    };
    const say = later(() => { said.textContent = words(); }, 1000);
    const show = () => {
      note.textContent = field.value ? words() : "";
      if (document.activeElement === field) say();
    };
    field.insertAdjacentElement("afterend", note);
    note.insertAdjacentElement("afterend", said);
    field.addEventListener("input", show);
    show();
  };
  document.querySelectorAll("textarea[data-most]").forEach(count);

  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const key = `${KEPT}${form.dataset.keep}:${location.pathname}`;
  const storage = (() => {
    try {
      return window.localStorage;
    } catch {
      return null;
    }
  })();
  if (!storage) return;
  /* The version that it was typed on is kept too: the server puts both together, field by field. */
  const KEYS = ["csrfmiddlewaretoken", "typed-by"];
  const answers = (of) => JSON.stringify([...new FormData(of)].filter(([name, value]) => typeof value === "string" && !KEYS.includes(name)));
  /* What the server sent: people type, and browsers put back, before this script runs. */
  const sent = form.cloneNode(true);
  sent.reset();
  const shown = answers(sent);
  const unsaved = "unsaved" in form.dataset;

  /* Copies of other people on this device, and old ones, go. */
  for (const name of Object.keys(storage)) {
    if (!name.startsWith(KEPT)) continue;
    const old = (() => {
      try {
        return Date.now() - JSON.parse(storage.getItem(name)).at > DAYS;
      } catch {
        return true;
      }
    })();
    if (old || !name.startsWith(`${KEPT}${form.dataset.keep}:`)) storage.removeItem(name);
  }
  const keep = () => {
    try {
      const now = answers(form);
      if (now === shown && !unsaved) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify({ at: Date.now(), answers: now }));
    } catch {
      // A full or forbidden storage keeps nothing; the page works as without it.
    }
  };
  const pairs = (kept, act) => {
    const typed = JSON.parse(kept);
    const based = typed.some(([name]) => name === "based_on") ? [] : [["based_on", "0"]];
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    return [...typed, ...based, ["csrfmiddlewaretoken", token], [act, "1"]];
  };
  /* Shown again by the server, as it was typed; nothing is saved until Save is pressed. */
  const put = (kept) => {
    const back = document.createElement("form");
    back.method = "post";
    back.hidden = true;
    for (const [name, value] of pairs(kept, "put-back")) {
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      back.append(field);
    }
    document.body.append(back);
    back.submit();
  };
  /* Whether it says anything that isn't saved, read by the same rules as when it is saved. */
  const isSaved = async (kept) => {
    try {
      const answer = await fetch(location.pathname, { method: "POST", body: new URLSearchParams(pairs(kept, "compare-typed")) });
      return answer.ok && (await answer.json()).saved;
    } catch {
      return false;
    }
  };
  const offer = ({ at, answers: kept }) => {
    const note = document.createElement("section");
    note.className = "lo-notice";
    note.setAttribute("aria-label", "Not saved yet");
    const body = document.createElement("div");
    body.className = "lo-notice__body";
    const words = document.createElement("p");
    const when = new Date(at);
    words.textContent = `On ${when.toLocaleDateString("en-GB", { day: "numeric", month: "long" })} at ${when.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })} you typed something here that was not saved. It is kept on this device.`;
    const button = (text, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "lo-plain-button";
      made.textContent = text;
      made.addEventListener("click", () => {
        note.remove();
        form.querySelector("input:not([type=hidden]), textarea, select").focus();
        act();
      });
      return made;
    };
    const buttons = document.createElement("p");
    buttons.className = "portal-kept";
    buttons.append(button("Put it back", () => put(kept)), button("Throw it away", () => storage.removeItem(key)));
    body.append(words, buttons);
    note.append(body);
    form.insertAdjacentElement("beforebegin", note);
  };
  const read = () => {
    try {
      return JSON.parse(storage.getItem(key));
    } catch {
      return null;
    }
  };
  const kept = unsaved ? null : read();
  if (kept && kept.answers !== answers(form)) isSaved(kept.answers).then((saved) => (saved ? keep() : offer(kept)));
  else keep();
  form.addEventListener("input", later(keep, 400));
})();
