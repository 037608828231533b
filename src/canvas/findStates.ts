import { summaryOf } from '../model/cardFacts';
import type { State, Workflow } from '../model/workflow';

/** States whose name, type or summary holds all words: names that begin with the text first. */
export function findStates(workflow: Workflow, text: string): State[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const whole = words.join(' ');
  const ranked: { state: State; rank: number }[] = [];
  for (const state of workflow.states.values()) {
    const name = state.name.toLowerCase();
    const rest = `${name} ${state.type ?? ''} ${summaryOf(state)}`.toLowerCase();
    if (!words.every((word) => rest.includes(word))) continue;
    const rank = name.startsWith(whole) ? 0 : name.includes(whole) ? 1 : 2;
    ranked.push({ state, rank });
  }
  return ranked.sort((a, b) => a.rank - b.rank).map(({ state }) => state);
}
