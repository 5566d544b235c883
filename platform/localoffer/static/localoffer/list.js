// The family's own list. It stays in this browser, for this council's host alone: no cookie, nothing sent.
// Without this file "Save" is a link that carries the list in its address.
(() => {
  "use strict";
  const KEY = "localoffer-list";
  const MOST = 50;
  const PATH = "/shortlist/";
  const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

  const clean = (ids) => [...new Set(ids)].filter((id) => ID.test(id)).slice(0, MOST);
  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "[]");
      return Array.isArray(kept) ? clean(kept) : [];
    } catch {
      return [];
    }
  };
  const write = (ids) => {
    localStorage.setItem(KEY, JSON.stringify(clean(ids)));
    show();
  };
  const address = (ids) => (ids.length ? `${PATH}?ids=${ids.join(",")}` : PATH);
  const same = (one, other) => one.length === other.length && one.every((id) => other.includes(id));
  const number = (ids) => `${ids.length} service${ids.length === 1 ? "" : "s"}`;

  const status = document.createElement("p");
  status.className = "govuk-visually-hidden";
  status.setAttribute("role", "status");
  const say = (words) => {
    status.textContent = words;
  };

  const show = () => {
    const ids = read();
    for (const link of document.querySelectorAll("[data-list-link]")) {
      link.href = address(ids);
      link.querySelector("[data-list-count]").textContent = ids.length ? ` (${ids.length})` : "";
    }
    for (const button of document.querySelectorAll("button[data-save]")) {
      const saved = ids.includes(button.dataset.save);
      button.classList.toggle("lo-save--on", saved);
      button.querySelector("span").textContent = saved ? "Saved" : "Save";
    }
  };

  const press = (id) => {
    const ids = read();
    if (ids.includes(id)) {
      const left = ids.filter((each) => each !== id);
      write(left);
      say(`Your list has ${number(left)}.`);
    } else if (ids.length >= MOST) {
      say(`Your list is full: it can have ${MOST} services. Take one off first.`);
    } else {
      write([...ids, id]);
      say(`Your list has ${number([...ids, id])}.`);
    }
  };

  const saveButtons = () => {
    for (const link of document.querySelectorAll("a[data-save]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = link.className;
      button.dataset.save = link.dataset.save;
      button.append(...link.childNodes);
      button.addEventListener("click", () => press(button.dataset.save));
      link.replaceWith(button);
    }
    // The list is kept here now, so addresses need not carry it: a link that is passed on tells nobody of it.
    for (const input of document.querySelectorAll("input[type=hidden][name=ids]")) {
      if (input.form.method === "get") input.remove();
    }
  };

  const listPage = (page) => {
    const shown = clean(page.dataset.listPage.split(","));
    const own = read();
    const mine = !("shared" in page.dataset) && same(shown, own);
    if (!shown.length && own.length && !location.search) location.replace(address(own));
    for (const link of page.querySelectorAll("[data-take-off]")) {
      const off = link.dataset.takeOff.split(",");
      link.addEventListener("click", () => mine && write(own.filter((id) => !off.includes(id))));
    }
    for (const link of page.querySelectorAll("[data-put-back]")) {
      link.addEventListener("click", () => mine && write(link.dataset.putBack.split(",")));
    }
    const kept = page.querySelector("[data-kept]");
    if (kept) kept.hidden = !mine;
    const keep = page.querySelector("[data-keep]");
    if (!keep) return;
    keep.hidden = shown.every((id) => own.includes(id));
    keep.addEventListener("click", (event) => {
      event.preventDefault();
      const together = clean([...read(), ...shown]);
      write(together);
      location.assign(address(together));
    });
  };

  const start = () => {
    try {
      localStorage.setItem(`${KEY}-try`, "1");
      localStorage.removeItem(`${KEY}-try`);
    } catch {
      return; // storage is barred: the links go on working
    }
    document.body.append(status);
    saveButtons();
    const page = document.querySelector("[data-list-page]");
    if (page) listPage(page);
    show();
    addEventListener("pageshow", show);
    addEventListener("storage", show);
  };
  start();
})();
