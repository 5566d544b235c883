// Print and copy: buttons that need this file are hidden without it.
(() => {
  "use strict";
  const reveal = (button) => {
    button.hidden = false;
    if (button.parentElement.matches("li[hidden]")) button.parentElement.hidden = false;
  };
  // Beside the button, so that what it is called stays and the words are heard once.
  const noteBeside = (button) => {
    const note = document.createElement("span");
    note.className = "lo-copied";
    note.setAttribute("role", "status");
    button.after(note);
    return note;
  };
  const tell = (note, words) => {
    note.textContent = words;
    setTimeout(() => {
      note.textContent = "";
    }, 3000);
  };
  const copy = async (note, text, field) => {
    try {
      await navigator.clipboard.writeText(text);
      tell(note, "Copied");
    } catch {
      // Only secure addresses may write to the clipboard: mark the words for the keyboard's own copy command.
      if (field) field.select();
      tell(note, field ? "Press Ctrl and C to copy" : "Copy the address of this page");
    }
  };

  for (const button of document.querySelectorAll("[data-print]")) {
    reveal(button);
    button.addEventListener("click", () => print());
  }
  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    const note = noteBeside(button);
    reveal(button);
    button.addEventListener("click", () => copy(note, field.value, field));
  }
  for (const part of document.querySelectorAll("[data-copy-part]")) {
    const button = part.querySelector("[data-copy-link]");
    const tick = part.querySelector("[data-copy-postcode]");
    const note = noteBeside(button);
    reveal(part);
    tick.parentElement.hidden = linkOf(true) === linkOf(false);
    button.addEventListener("click", () => copy(note, linkOf(tick.checked), null));
  }
  // The link is to the page, not to what this family has saved or searched before, nor to where it lives unless it says so.
  function linkOf(withPostcode) {
    const POSTCODE = /\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b/gi;
    const address = new URL(location.href);
    const kept = [...address.searchParams].filter(([name]) => name !== "ids" && name !== "from");
    const told = kept
      .filter(([name]) => withPostcode || name !== "postcode")
      .map(([name, value]) => [name, withPostcode ? value : value.replace(POSTCODE, " ").trim()])
      .filter(([, value]) => value && value !== "place:");
    address.search = new URLSearchParams(told).toString();
    address.hash = "";
    return address.href;
  }
})();
