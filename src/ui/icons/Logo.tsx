/** The studio's mark: one state leading to three, on an accent tile. */
export function Logo({ size = 20 }: { readonly size?: number }) {
  return (
    <svg viewBox="0 0 20 20" width={size} height={size} aria-hidden="true">
      <rect width="20" height="20" rx="5" fill="var(--accent)" />
      <g fill="none" stroke="var(--accent-on)" strokeWidth="1.5" strokeLinecap="round">
        <path d="M10 7v2.500M10 9.500c0 1.5-4 1-4 3.500M10 9.500c0 1.5 4 1 4 3.5" />
      </g>
      <g fill="none" stroke="var(--accent-on)" strokeWidth="1.3">
        <circle cx="10" cy="5.6" r="1.5" />
        <circle cx="6" cy="14.2" r="1.5" />
        <circle cx="14" cy="14.2" r="1.5" />
      </g>
    </svg>
  );
}
