import type { Glyph } from '../../model/glyphs';

/** A state's glyph in the colour of its type, 16 px. */
export function StateGlyph({ glyph }: { readonly glyph: Glyph }) {
  return (
    <svg viewBox="0 0 16 16" width={16} height={16} aria-hidden="true" style={{ color: 'var(--type-task)' }}>
      {glyph.map(({ d, fill }) => (
        <path
          key={d}
          d={d}
          fill={fill ? 'currentColor' : 'none'}
          stroke={fill ? 'none' : 'currentColor'}
          strokeWidth={1.5}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      ))}
    </svg>
  );
}
