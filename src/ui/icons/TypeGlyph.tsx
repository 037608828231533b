import type { CSSProperties } from 'react';
import styles from './icons.module.css';

/**
 * A drawing on a 16-unit grid: stroked paths (1.5 units), and filled ones. The shapes of state types and services
 * stand in `model/glyphs`.
 */
export type GlyphShape = readonly { readonly d: string; readonly fill?: true }[];

interface GlyphProps {
  /** The shape to draw: a state type's, or a known service's. */
  readonly glyph: GlyphShape;
  /** Pixels; 16 in tiles, 14 in dense rows. */
  readonly size?: number;
  readonly className?: string;
  readonly style?: CSSProperties;
}

/** A state's glyph in the current colour. Decoration: the type is in words beside it. */
export function TypeGlyph({ glyph, size = 16, className, style }: GlyphProps) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
      className={className}
      style={style}
    >
      <g fill="none" stroke="currentColor" strokeWidth={1.5} strokeLinecap="round" strokeLinejoin="round">
        {glyph.map((part) => (
          <path
            key={part.d}
            d={part.d}
            fill={part.fill ? 'currentColor' : undefined}
            stroke={part.fill ? 'none' : undefined}
          />
        ))}
      </g>
    </svg>
  );
}

interface TileProps extends GlyphProps {
  /** `Task`, `Choice`, …; null: a state without a known type. Sets the colours. */
  readonly type: string | null;
  /** Side of the tile in pixels. */
  readonly tile?: number;
  /** Round tiles belong to Succeed and Fail cards. */
  readonly round?: boolean;
}

/** A glyph on the tile of its state type. */
export function TypeTile({ type, tile = 28, round = false, size = 16, ...glyph }: TileProps) {
  const name = type?.toLowerCase() ?? 'pass';
  return (
    <span
      className={styles.tile}
      style={{
        width: tile,
        height: tile,
        borderRadius: round ? '50%' : undefined,
        color: `var(--type-${name})`,
        background: `var(--tile-${name})`,
      }}
    >
      <TypeGlyph {...glyph} size={size} />
    </span>
  );
}

/** The colour of a state type as a CSS value. */
export function typeColour(type: string | null): string {
  return `var(--type-${type?.toLowerCase() ?? 'pass'})`;
}
