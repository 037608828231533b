import { isObject, type JsonValue, own } from '../base/json';
import type { FieldDescriptor } from '../model/stateTypes/types';

/** Kinds that are drawn on the canvas, not in the inspector. */
const drawn = new Set(['machine', 'machines']);

/** Kinds whose controls take several lines. */
const spacious = new Set(['multiline', 'template', 'jsonata', 'json']);

export interface FieldSection {
  /** Null: without a heading. */
  readonly title: string | null;
  /** Fields in sight. */
  readonly shown: readonly FieldDescriptor[];
  /** Fields that can be added. */
  readonly more: readonly FieldDescriptor[];
}

/**
 * Sorts fields into sections, and each section into what is in sight and what waits under “Add field”. In sight are
 * the fields that are set, those that must be, and of every group of alternatives the first: `TimeoutSeconds`
 * stands there, `TimeoutSecondsPath` waits. Compact, for the cards of a list, also keeps large fields that are not set
 * out of sight.
 */
export function sectionsOf(
  fields: readonly FieldDescriptor[],
  value: JsonValue | undefined,
  compact = false,
): FieldSection[] {
  const set = (name: string): boolean => isObject(value) && own(value, name) !== undefined;
  const sections = new Map<string | null, { shown: FieldDescriptor[]; more: FieldDescriptor[] }>();
  for (const [at, field] of fields.entries()) {
    if (drawn.has(field.kind)) continue;
    const title = field.section ?? null;
    const section = sections.get(title) ?? { shown: [], more: [] };
    sections.set(title, section);
    const large = compact && spacious.has(field.kind) && !set(field.name) && field.required !== true;
    if (!large && inSight(field, at, fields, set)) section.shown.push(field);
    else if (!field.deprecated && !field.excludes?.some(set)) section.more.push(field);
  }
  return [...sections].map(([title, section]) => ({ title, ...section }));
}

function inSight(
  field: FieldDescriptor,
  at: number,
  fields: readonly FieldDescriptor[],
  set: (name: string) => boolean,
): boolean {
  if (set(field.name) || field.required === true) return true;
  if (field.deprecated || field.excludes?.some(set)) return false;
  if (field.kind === 'object' || field.kind === 'boolean' || field.name === 'QueryLanguage') return false;
  const earlier = fields.slice(0, at);
  return !earlier.some((other) => field.excludes?.includes(other.name));
}
