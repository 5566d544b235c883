/* Leaving a page at once, by its button or by Escape: nothing of it stays in sight, and going back doesn't show it. */
(() => {
  "use strict";
  const way = document.querySelector("[data-leave]");
  if (!way) return;
  const leave = () => {
    document.title = "Weather";
    document.body.hidden = true;
    window.location.replace(way.href);
  };

  way.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) leave();
  });
})();
