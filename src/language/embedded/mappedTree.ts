import { SourceNode } from '../source/node';
import type { TextMap } from './textMap';

/** The source tree of an inner text with every node and key at its place in the outer one. */
export function mappedTree(node: SourceNode, map: TextMap): SourceNode {
  const { offset, length } = map.range(node);
  const made = new SourceNode(node.kind, offset, length, node.value);
  made.style = node.style;
  for (const entry of node.entries) {
    const key = map.range({ offset: entry.keyOffset, length: entry.keyLength });
    const value = entry.value && mappedTree(entry.value, map);
    made.addEntry({ ...entry, keyOffset: key.offset, keyLength: key.length, value, object: made });
  }
  for (const item of node.items) made.addItem(mappedTree(item, map));
  return made;
}
