import type { State, Workflow } from '../../model/workflow';

/** A row of the outline: a state, or the head of a Parallel's branch. */
export interface OutlineRow {
  readonly id: string;
  readonly depth: number;
  readonly name: string;
  /** Null for the head of a branch. */
  readonly state: State | null;
  /** Whether it has rows below it, and whether they show; null: it has none. */
  readonly open: boolean | null;
  readonly parent: string | null;
}

/**
 * The rows of a workflow's tree, with folded ones left out. Branches get a row of their own only where there are
 * states of more than one to tell apart by name. Iterative over machines: definitions may be nested deeply.
 */
export function outlineRows(workflow: Workflow, folded: ReadonlySet<string>): OutlineRow[] {
  const rows: OutlineRow[] = [];
  type Task = { readonly pointer: string; readonly depth: number; readonly parent: string | null };
  const stack: Task[] = [];
  const pushMachine = (machine: string, depth: number, parent: string | null) => {
    const states = workflow.machines.get(machine)?.states ?? [];
    for (let at = states.length - 1; at >= 0; at--) {
      const pointer = states[at];
      if (pointer !== undefined) stack.push({ pointer, depth, parent });
    }
  };
  pushMachine('', 0, null);
  for (let task = stack.pop(); task; task = stack.pop()) {
    const state = workflow.states.get(task.pointer);
    if (!state) continue;
    const children = state.machines.filter(
      (machine) => (workflow.machines.get(machine)?.states.length ?? 0) > 0,
    );
    const open = children.length === 0 ? null : !folded.has(state.pointer);
    rows.push({
      id: state.pointer,
      depth: task.depth,
      name: state.name,
      state,
      open,
      parent: task.parent,
    });
    if (open !== true) continue;
    for (const machine of children.toReversed()) pushMachine(machine, task.depth + 1, state.pointer);
  }
  return rows;
}

/** What a key does in the tree, at the row that has the focus. */
export type OutlineAnswer =
  | { readonly kind: 'go'; readonly to: number }
  | { readonly kind: 'fold'; readonly row: OutlineRow; readonly shut: boolean }
  | { readonly kind: 'enter'; readonly row: OutlineRow };

/** The keys of a tree as ARIA describes them; null for a key that means nothing here. */
export function outlineKey(rows: readonly OutlineRow[], at: number, key: string): OutlineAnswer | null {
  const row = rows[at];
  if (!row) return null;
  const go = (to: number): OutlineAnswer => ({ kind: 'go', to: Math.min(rows.length - 1, Math.max(0, to)) });
  switch (key) {
    case 'ArrowDown':
      return go(at + 1);
    case 'ArrowUp':
      return go(at - 1);
    case 'Home':
      return go(0);
    case 'End':
      return go(rows.length - 1);
    case 'Enter':
      return { kind: 'enter', row };
    case 'ArrowRight':
      if (row.open === null) return null;
      return row.open ? go(at + 1) : { kind: 'fold', row, shut: false };
    case 'ArrowLeft':
      if (row.open) return { kind: 'fold', row, shut: true };
      return row.parent === null ? null : go(rows.findIndex((each) => each.id === row.parent));
    default:
      return null;
  }
}
