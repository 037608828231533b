import type { SourceNode } from '../../src/language/source/node';

/** The tree as plain data, with every place in it. */
export function plain(node: SourceNode | null): unknown {
  if (!node) return null;
  const { kind, style, offset, length, dash, value, step } = node;
  return {
    ...{ kind, style, offset, length, dash, value, step },
    call: node.call && { name: node.call.name, argument: plain(node.call.argument) },
    entries: node.entries.map(({ object, value: below, ...entry }) => ({
      ...entry,
      value: plain(below),
      own: object === node,
      parent: entry.merged || !below || below.parent === node,
    })),
    items: node.items.map((item) => ({ ...(plain(item) as object), parent: item.parent === node })),
  };
}
