// Sets the theme before the first paint, so that a dark page does not flash white. The choice is stored by the view.
(() => {
  let theme = 'system';
  try {
    theme = JSON.parse(localStorage.getItem('asl-studio.view') || '{}').theme || theme;
  } catch {
    // An unreadable choice is no choice.
  }
  if (theme !== 'light' && theme !== 'dark') {
    theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  document.documentElement.dataset.theme = theme;
})();
