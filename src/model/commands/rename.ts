import { type Path, toPointer } from '../../base/pointer';
import type { PathOp } from '../change';
import { transitionsTo } from '../workflow';
import { type Command, done, nameProblem, quoted, refused } from './shared';

/** Renames a state; everything of its machine that leads to it follows. */
export function renameState(pointer: string, to: string): Command {
  return (workflow) => {
    const state = workflow.states.get(pointer);
    if (!state) return refused('The state is not there any more');
    const name = to.trim();
    const problem = nameProblem(workflow, name, pointer);
    if (problem) return refused(problem);
    if (name === state.name) return done(`Rename ${quoted(name)}`, []);
    const path = [...state.path.slice(0, -1), name];
    const ops: PathOp[] = [{ op: 'rename', path: state.path, to: name }];
    for (const transition of transitionsTo(workflow, pointer)) {
      ops.push({ op: 'set', path: moved(transition.path, state.path, path), value: name });
    }
    return done(`Rename ${quoted(state.name)} to ${quoted(name)}`, ops, toPointer(path));
  };
}

/** A path inside the state under its new name. */
function moved(path: Path, from: Path, to: Path): Path {
  const inside = from.every((step, at) => step === path[at]);
  return inside ? [...to, ...path.slice(from.length)] : path;
}
