/** The filled chevron of selects. */
export function Triangle() {
  return (
    <svg viewBox="0 0 12 12" width={12} height={12} aria-hidden="true">
      <path
        d="M1.5 3h9L6 9.500z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth="1.2"
        strokeLinejoin="round"
      />
    </svg>
  );
}
