// Starts what Wagtail's templates start by scripts inside the page: the admin's policy forbids those.
(() => {
  const starters = {
    InlinePanel: (options) => new window.InlinePanel(options),
    MultipleChooserPanel: (options) => new window.MultipleChooserPanel(options),
    initDateChooser: (options, id) => window.initDateChooser(id, options),
    initDateTimeChooser: (options, id) => window.initDateTimeChooser(id, options),
    initTimeChooser: (options, id) => window.initTimeChooser(id, options),
  };

  const chooser = (name) => (options, id) => new window[name](id, options);

  const startAll = (root) => {
    for (const mark of root.querySelectorAll("[data-starts]")) {
      const { starts, options, for: id } = mark.dataset;
      mark.remove();
      const start = starters[starts] || chooser(starts);
      start(JSON.parse(options), id);
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    startAll(document);
    new MutationObserver(() => startAll(document)).observe(document.body, { childList: true, subtree: true });
  });
})();
