import type { LucideIcon, LucideProps } from 'lucide-react';
import * as names from './names';

const icons = new Map<string, LucideIcon>(
  Object.entries(names).map(([name, icon]) => [name.replace(/Icon$/, ''), icon as LucideIcon]),
);

/** Draws an icon of `names.ts` by its lucide name (`Undo2`); nothing when it is not listed there. */
export function Icon({ name, size = 16, ...props }: { readonly name: string } & LucideProps) {
  const Found = icons.get(name);
  return Found ? <Found size={size} aria-hidden="true" {...props} /> : null;
}

/** Whether `Icon` can draw a name. */
export function hasIcon(name: string): boolean {
  return icons.has(name);
}
