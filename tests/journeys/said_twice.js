// What a screen reader would say twice on this page, a line each. Run by `said_twice` in accessibility.py.
() => {
  const plain = (text) => (text || "").replace(/[\s:.]+/g, " ").trim().toLowerCase();
  const heard = (element) => element.checkVisibility() && !element.closest("[aria-hidden=true]");
  const all = (selector) => [...document.querySelectorAll(selector)].filter(heard);
  const firstWords = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      if (plain(data) && heard(parentElement)) return plain(data);
    }
    return "";
  };
  const start = (element) => element.outerHTML.slice(0, 160);

  // A list or a nav whose name is its own first words, or the heading above it.
  const labels = (element) => document.getElementById(element.getAttribute("aria-labelledby"));
  const named = all(":is(ul, ol, nav):is([aria-label], [aria-labelledby])").filter((element) => {
    const name = element.getAttribute("aria-label") || labels(element)?.textContent;
    return plain(name) === firstWords(element) || labels(element)?.closest("h1, h2, h3");
  });

  // Two live regions, or the button that was pressed and a live region.
  const live = all("[aria-live], [role=status], [role=alert]").map((element) => plain(element.textContent)).filter(Boolean);
  const [verb] = plain(document.activeElement?.matches("button") ? document.activeElement.textContent : "").split(" ");
  return [
    ...named.map((element) => `its name and its start or heading: ${start(element)}`),
    ...live.filter((words, index) => live.indexOf(words) !== index).map((words) => `two live regions: ${words}`),
    ...live.filter((words) => verb && words.split(" ").includes(verb)).map((words) => `a button and a live region: ${words}`),
  ];
}
