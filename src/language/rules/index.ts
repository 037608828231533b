import { advice } from './advice';
import { choiceRules } from './choiceRules';
import { errorHandling } from './errorHandling';
import { fields } from './fields';
import { jsonata } from './jsonata';
import { maps } from './maps';
import { missingData } from './missingData';
import { names } from './names';
import { paths } from './paths';
import { queryLanguage } from './queryLanguage';
import { quotas } from './quotas';
import { reachability } from './reachability';
import { requests } from './requests';
import { resources } from './resources';
import type { ProblemHelp, Rule } from './rule';
import { sdk } from './sdk';
import { templates } from './templates';
import { timing } from './timing';
import { transitions } from './transitions';
import { variables } from './variables';

/** Every rule. Of two findings at one place, the one of the earlier rule comes first. */
export const rules: readonly Rule[] = [
  ...[names, fields, transitions, reachability, queryLanguage, paths, jsonata, variables],
  ...[
    choiceRules,
    errorHandling,
    maps,
    timing,
    resources,
    requests,
    sdk,
    templates,
    quotas,
    advice,
    missingData,
  ],
];

const helpByCode: ReadonlyMap<string, ProblemHelp> = new Map(
  rules.flatMap((rule) => rule.problems.map((help) => [help.code, help] as const)),
);

/** Every code of every rule, in the order of the rules. */
export const problemCodes: readonly string[] = [...helpByCode.keys()];

/** The help of a code; undefined for a code that no rule has. */
export function helpFor(code: string): ProblemHelp | undefined {
  return helpByCode.get(code);
}
