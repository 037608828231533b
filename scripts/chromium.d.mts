/** The path of an installed Chromium, or null. */
export function findChromium(): string | null;
/** The path of a Chromium; obtains one when there is none. */
export function obtainChromium(): string;
