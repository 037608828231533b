import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { JsonValue } from '../base/json';
import { isWithin, type Path, pathsEqual, toPointer, valueAt } from '../base/pointer';
import { removeField, setField } from '../model/commands/fields';
import type { Problem } from '../model/problem';
import type { Studio } from '../studio/types';

/** A field of the definition as a control sees it: its value, its problems, and the ways to change it. */
export interface FieldAccess {
  readonly path: Path;
  readonly value: JsonValue | undefined;
  readonly problems: readonly Problem[];
  /** Writes a value; typing in one field becomes one undo step. */
  set(value: JsonValue): void;
  /** Takes the field out of the definition. */
  remove(): void;
}

/** The value at a path within the definition. */
export function useDefinitionAt(studio: Studio, path: Path): JsonValue | undefined {
  return useStore(studio.document.store, (state) => valueAt(state.workflow.definition, path));
}

/** Reads and writes the value at a path within the definition. `deep`: with the problems inside the value. */
export function useField(studio: Studio, path: Path, deep = false): FieldAccess {
  const value = useDefinitionAt(studio, path);
  const problems = useProblemsAt(studio, path, deep);
  const perform = (command: Parameters<Studio['document']['perform']>[0], key: string): void => {
    void studio.document.perform(command, 'inspector', { kind: 'join', key }).then((result) => {
      if (!result.ok) studio.view.notify(result.reason, 'error');
    });
  };
  return {
    path,
    value,
    problems,
    set: (next) => perform(setField(path, next), `set ${toPointer(path)}`),
    remove: () => perform(removeField(path), `remove ${toPointer(path)}`),
  };
}

/** Problems that stand at this very field, or also inside its value. */
function useProblemsAt(studio: Studio, path: Path, deep: boolean): readonly Problem[] {
  return useProblems(studio, (problem) => (deep ? isWithin : pathsEqual)(problem.path, path));
}

/** Some of the problems; the same list as long as they are the same. */
export function useProblems(studio: Studio, isWanted: (problem: Problem) => boolean): readonly Problem[] {
  return useStore(
    studio.document.store,
    useShallow(({ problems }) => problems.filter(isWanted)),
  );
}

/** Adds a field with a value to begin with, as a step of its own. */
export function useAddField(studio: Studio): (path: Path, value: JsonValue) => void {
  return (path, value) => {
    void studio.document.perform(setField(path, value), 'inspector').then((result) => {
      if (!result.ok) studio.view.notify(result.reason, 'error');
    });
  };
}
