/* A page of several forms: sending one asks first when something was typed in another, as that would be lost. */
(() => {
  "use strict";
  const ASKED = "What you typed elsewhere on this page isn’t sent with this and would be lost. Go on all the same?";
  /* A page that came back refused, or after signing in, shows words that are nowhere else. */
  const unsaved = document.title.startsWith("Error") || document.querySelector("[data-unsaved]") !== null;
  const TICKED = ["checkbox", "radio"];
  const SENT = ["hidden", "submit", "button", "reset", "image"];
  const typed = (box) => {
    if (box.matches("fieldset, output, object, button") || SENT.includes(box.type)) return false;
    if (box.type === "file") return box.files.length > 0;
    if (TICKED.includes(box.type)) return box.checked !== box.defaultChecked;
    if (box.options) {
      const shown = [...box.options].findIndex((option) => option.defaultSelected);
      return box.selectedIndex !== (box.multiple ? shown : Math.max(shown, 0));
    }
    return box.value !== box.defaultValue || (unsaved && box.value.trim() !== "");
  };

  document.addEventListener("submit", (event) => {
    if (event.submitter?.name === "throw-away-typed") return;
    const others = [...document.forms].filter((form) => form !== event.target && form.method === "post");
    const lost = others.flatMap((form) => [...form.elements]).find(typed);
    if (!lost || window.confirm(ASKED)) return;
    event.preventDefault();
    lost.focus();
  });
})();
