// Print and copy: buttons that need this file are hidden without it.
(() => {
  "use strict";
  const reveal = (button) => {
    button.hidden = false;
    if (button.parentElement.matches("li[hidden]")) button.parentElement.hidden = false;
  };
  const copied = (button, words) => {
    const before = button.textContent;
    button.textContent = words;
    button.setAttribute("aria-live", "polite");
    setTimeout(() => {
      button.textContent = before;
      button.removeAttribute("aria-live");
    }, 3000);
  };
  const copy = async (button, text, field) => {
    try {
      await navigator.clipboard.writeText(text);
      copied(button, "Copied");
    } catch {
      // Only secure addresses may write to the clipboard: mark the words for the keyboard's own copy command.
      if (field) field.select();
      copied(button, field ? "Press Ctrl and C to copy" : "Copy the address of this page");
    }
  };

  for (const button of document.querySelectorAll("[data-print]")) {
    reveal(button);
    button.addEventListener("click", () => print());
  }
  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    reveal(button);
    button.addEventListener("click", () => copy(button, field.value, field));
  }
  for (const button of document.querySelectorAll("[data-copy-link]")) {
    reveal(button);
    button.addEventListener("click", () => copy(button, withoutList(), null));
  }
  // The link is to the search, not to what this family has saved.
  function withoutList() {
    const address = new URL(location.href);
    address.searchParams.delete("ids");
    address.hash = "";
    return address.href;
  }
})();
