// Suggestions under the search box while typing: a combobox with a list, as the ARIA practices describe it.
// Without this file the box is a plain field.
(() => {
  "use strict";
  const WAIT = 150;
  const SHORTEST = 2;
  const KINDS = { need: "Need", topic: "Topic", service: "Service", place: "Place", page: "Advice" };

  const enhance = (input) => {
    const list = document.createElement("ul");
    const status = document.createElement("p");
    let asked = null;
    let timer = 0;
    let active = -1;

    list.id = `${input.id}-suggestions`;
    list.className = "lo-suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    list.hidden = true;
    status.className = "govuk-visually-hidden";
    status.setAttribute("role", "status");
    input.type = "text"; // a search field's own Escape would empty it
    input.enterKeyHint = "search";
    input.autocomplete = "off";
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    })) input.setAttribute(name, value);
    const box = document.createElement("div");
    const focused = document.activeElement === input;
    box.className = "lo-suggest";
    input.replaceWith(box);
    box.append(input, list, status);
    if (focused) input.focus();

    const close = () => {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const forget = () => {
      clearTimeout(timer);
      asked?.abort();
      close();
    };
    const mark = (index) => {
      const options = [...list.children];
      active = index < 0 ? options.length - 1 : index % options.length;
      for (const [number, option] of options.entries()) option.setAttribute("aria-selected", String(number === active));
      input.setAttribute("aria-activedescendant", options[active].id);
      options[active].scrollIntoView({ block: "nearest" });
    };
    const go = (option) => {
      const address = new URL(option.dataset.url, location.href);
      const postcode = input.form.elements.postcode?.value.trim();
      if (postcode && option.dataset.kind !== "place" && option.dataset.kind !== "page") {
        address.searchParams.set("postcode", postcode);
      }
      location.assign(address.href);
    };
    const show = (suggestions) => {
      list.replaceChildren(...suggestions.map((each, number) => {
        const option = document.createElement("li");
        const label = document.createElement("span");
        const kind = document.createElement("span");
        option.id = `${list.id}-${number}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.url = each.url;
        option.dataset.kind = each.kind;
        label.textContent = each.label;
        kind.className = "lo-suggestions__kind";
        kind.textContent = KINDS[each.kind] || "";
        option.append(label, " ", kind);
        return option;
      }));
      active = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = !suggestions.length;
      input.setAttribute("aria-expanded", String(!!suggestions.length));
      status.textContent = suggestions.length
        ? `${suggestions.length} suggestion${suggestions.length === 1 ? "" : "s"}. Use the up and down arrows.`
        : "No suggestions.";
    };
    const ask = async () => {
      asked?.abort();
      const words = input.value.trim();
      if (words.length < SHORTEST) return close();
      const mine = new AbortController();
      asked = mine;
      try {
        const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(words)}`, { signal: mine.signal });
        if (!answer.ok) return close();
        const { suggestions } = await answer.json();
        if (mine === asked && document.activeElement === input) show(suggestions);
      } catch {
        // Stopped for newer words, or offline: the box works without suggestions.
      }
    };

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        forget();
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) ask();
        else mark(active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1));
      } else if (event.key === "Enter" && active >= 0) {
        event.preventDefault();
        go(list.children[active]);
      }
    });
    input.addEventListener("blur", forget);
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) go(option);
    });
  };

  document.querySelectorAll("input[data-suggest]").forEach(enhance);
})();
