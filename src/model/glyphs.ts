import { own } from '../base/json';
import { parseResource } from './resource';
import type { State, StateType } from './workflow';

/**
 * The shapes of state types and services as SVG path data, shared by the page's icons and the rendered drawing.
 * Grid 16 × 16, stroke 1.5, round caps and joins; a part with `fill` is filled in the stroke's colour instead.
 */
export interface GlyphPart {
  readonly d: string;
  readonly fill?: true;
}
export type Glyph = readonly GlyphPart[];

export type ServiceGlyph =
  | 'function'
  | 'table'
  | 'queue'
  | 'topic'
  | 'bus'
  | 'bucket'
  | 'globe'
  | 'tree'
  | 'star';
export type GlyphName = StateType | ServiceGlyph;

export const glyphs: Readonly<Record<GlyphName, Glyph>> = {
  Task: [
    {
      d: 'M4.5 2.75h7a1.75 1.75 0 0 1 1.75 1.75v7a1.75 1.75 0 0 1-1.75 1.75h-7a1.75 1.75 0 0 1-1.75-1.75v-7A1.75 1.75 0 0 1 4.5 2.75z',
    },
    { d: 'M6.6 5.9v4.2c0 .3.33.5.6.34l3.4-2.1a.4.4 0 0 0 0-.68l-3.4-2.1a.4.4 0 0 0-.6.34z', fill: true },
  ],
  Choice: [
    { d: 'M8 1.9 14.1 8 8 14.1 1.9 8z' },
    { d: 'M8 6.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 1 0 0-3z', fill: true },
  ],
  Parallel: [{ d: 'M2 2.75h12M2 13.25h12M4.25 2.75v10.5M8 2.75v10.5M11.75 2.75v10.5' }],
  Map: [
    {
      d: 'M3.25 6.75h4.75a1.25 1.25 0 0 1 1.25 1.25v4.75A1.25 1.25 0 0 1 8 14H3.25A1.25 1.25 0 0 1 2 12.75V8a1.25 1.25 0 0 1 1.25-1.25z',
    },
    { d: 'M5.25 4.4h5.1a1.25 1.25 0 0 1 1.25 1.25v5.1M8 2h4.75A1.25 1.25 0 0 1 14 3.25V8' },
  ],
  Wait: [
    { d: 'M3.75 1.9h8.5M3.75 14.1h8.5' },
    {
      d: 'M4.9 1.9v2.35C4.9 6.2 8 7 8 8s-3.1 1.8-3.1 3.75v2.35M11.1 1.9v2.35C11.1 6.2 8 7 8 8s3.1 1.8 3.1 3.75v2.35',
    },
  ],
  Pass: [{ d: 'M1.9 8h8.6M7.1 4.6 10.5 8l-3.4 3.4M13.6 3.4v9.2' }],
  Succeed: [{ d: 'M3.75 14.1V2.4M3.75 2.75h8.9L10.6 5.8l2.05 3.05h-8.9' }],
  Fail: [{ d: 'M5.4 1.75h5.2l3.65 3.65v5.2l-3.65 3.65H5.4L1.75 10.6V5.4zM8 4.9v3.5M8 11h.01' }],
  function: [{ d: 'M11.6 2.7C9.7 1.9 8.5 2.9 8.1 4.8L6.7 11.2c-.4 1.9-1.5 2.8-3.3 2.1M5.2 6.6h5.2' }],
  table: [
    {
      d: 'M13.25 4c0 1.1-2.35 2-5.25 2s-5.25-.9-5.25-2S5.1 2 8 2s5.25.9 5.25 2zM2.75 4v8c0 1.1 2.35 2 5.25 2s5.25-.9 5.25-2V4M2.75 8c0 1.1 2.35 2 5.25 2s5.25-.9 5.25-2',
    },
  ],
  queue: [
    { d: 'M2 4.5h2.25v7H2zM6.4 4.5h2.25v7H6.4z' },
    { d: 'M10.75 4.5h2.5a.75.75 0 0 1 .75.75v5.5a.75.75 0 0 1-.75.75h-2.5z', fill: true },
  ],
  topic: [
    { d: 'M8 6.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 1 0 0-3z', fill: true },
    {
      d: 'M5.17 10.83a4 4 0 0 1 0-5.66M10.83 5.17a4 4 0 0 1 0 5.66M3.05 12.95a7 7 0 0 1 0-9.9M12.95 3.05a7 7 0 0 1 0 9.9',
    },
  ],
  bus: [
    {
      d: 'M1.75 8h12.5M4.5 8V4.75M11.5 8V4.75M8 8v3.25M4.5 2.25a1.25 1.25 0 1 0 0 2.5 1.25 1.25 0 1 0 0-2.5zM11.5 2.25a1.25 1.25 0 1 0 0 2.5 1.25 1.25 0 1 0 0-2.5zM8 11.25a1.25 1.25 0 1 0 0 2.5 1.25 1.25 0 1 0 0-2.5z',
    },
  ],
  bucket: [
    {
      d: 'M13.5 3.75C13.5 4.7 11.05 5.5 8 5.5s-5.5-.8-5.5-1.75S4.95 2 8 2s5.5.8 5.5 1.75zM2.5 3.75l1.3 8.9C3.95 13.45 5.75 14 8 14s4.05-.55 4.2-1.35l1.3-8.9',
    },
  ],
  globe: [
    {
      d: 'M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 1 0 0-12.5zM1.75 8h12.5M8 1.75c1.85 1.75 2.75 3.85 2.75 6.25S9.85 12.5 8 14.25C6.15 12.5 5.25 10.4 5.25 8S6.15 3.5 8 1.75z',
    },
  ],
  tree: [
    {
      d: 'M6.25 1.9h3.5v3.35h-3.5zM1.9 10.75h3.5v3.35H1.9zM10.6 10.75h3.5v3.35h-3.5zM8 5.25V8M3.65 10.75V8h8.7v2.75',
    },
  ],
  star: [
    {
      d: 'M8 1.75C8.6 5.65 10.35 7.4 14.25 8 10.35 8.6 8.6 10.35 8 14.25 7.4 10.35 5.65 8.6 1.75 8 5.65 7.4 7.4 5.65 8 1.75z',
    },
  ],
};

const serviceGlyphs: ReadonlyMap<string, ServiceGlyph> = new Map([
  ['lambda', 'function'],
  ['dynamodb', 'table'],
  ['sqs', 'queue'],
  ['sns', 'topic'],
  ['events', 'bus'],
  ['eventbridge', 'bus'],
  ['s3', 'bucket'],
  ['http', 'globe'],
  ['apigateway', 'globe'],
  ['states', 'tree'],
  ['sfn', 'tree'],
  ['bedrock', 'star'],
  ['bedrockruntime', 'star'],
  ['sagemaker', 'star'],
]);

/** The glyph of a state: that of its type, or of its service for a Task that calls a known one. */
export function glyphNameOf(state: Pick<State, 'type' | 'value'>): GlyphName {
  const resource = state.type === 'Task' ? own(state.value, 'Resource') : undefined;
  const service = typeof resource === 'string' ? parseResource(resource).service : null;
  return (service && serviceGlyphs.get(service)) || state.type || 'Task';
}
