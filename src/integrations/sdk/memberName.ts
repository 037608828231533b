/**
 * A member's name as the SDK integrations write it, after the SDK for Java: of leading capitals the first stays,
 * `DBSnapshot` → `DbSnapshot`; `ETag` and `VpcId` stay as they are.
 */
export function sdkMemberName(name: string): string {
  const lead = /^[A-Za-z][A-Z]*(?![a-z])/.exec(name)?.[0] ?? name.charAt(0);
  const written = lead.charAt(0).toUpperCase() + lead.slice(1).toLowerCase() + name.slice(lead.length);
  return written === 'Equals' ? 'EqualsValue' : written;
}
