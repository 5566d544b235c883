// Keeps a bar up to date while something is worked on, and shows the result once it is there.
(() => {
  const box = document.querySelector("[data-progress]");
  if (!box) return;
  const bar = box.querySelector("progress");
  const words = box.querySelector("[data-progress-words]");
  const ask = async () => {
    try {
      const answer = await fetch(box.dataset.progress, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      const now = await answer.json();
      if (!now.working) {
        window.location.reload();
        return;
      }
      bar.value = now.percent;
      words.textContent = now.words;
    } catch {
      // A network that is away for a moment: ask again.
    }
    window.setTimeout(ask, 1500);
  };
  window.setTimeout(ask, 1000);
})();
