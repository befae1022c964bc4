// Runs before the first paint, so that a chosen theme or density does not flash in. Same keys as state/preferences.ts.
(function () {
  var root = document.documentElement;
  var chosen = null;
  try {
    chosen = JSON.parse(localStorage.getItem('watchpost.preferences') || 'null');
  } catch {
    // Storage can be forbidden or hold nonsense; the window then follows the system.
    chosen = null;
  }
  var theme = chosen && chosen.theme;
  var light = theme === 'light' || (theme !== 'dark' && matchMedia('(prefers-color-scheme: light)').matches);
  root.dataset.theme = light ? 'light' : 'dark';
  if (chosen && chosen.density === 'compact') root.dataset.density = 'compact';
})();
