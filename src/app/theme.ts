import type { Theme, ViewDoor } from '../studio/viewDoor';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** The theme in force for a choice. */
export function effectiveTheme(theme: Theme): 'light' | 'dark' {
  if (theme !== 'system') return theme;
  return dark.matches ? 'dark' : 'light';
}

/**
 * Keeps the page in the chosen theme. `public/theme.js` has set the first one before anything was drawn, from the
 * same stored choice.
 */
export function followTheme(view: ViewDoor): void {
  const apply = () => {
    document.documentElement.dataset.theme = effectiveTheme(view.store.getState().theme);
  };
  apply();
  view.store.subscribe((state, before) => {
    if (state.theme !== before.theme) apply();
  });
  dark.addEventListener('change', apply);
}
