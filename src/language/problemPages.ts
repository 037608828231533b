import type { JsonValue } from '../base/json';
import { parseDocument } from './document';
import { diagnose } from './problems';
import { rules } from './rules';
import { exampleDefinition, type ProblemHelp } from './rules/rule';
import { type SyntaxHelp, syntaxPages } from './syntaxHelp';

/**
 * The pages of the docs, one a code, written from the rules themselves: file names and their text in Markdown. What is
 * said of an example is what the rules find in it.
 */
export function problemPages(): ReadonlyMap<string, string> {
  const sections = [
    ['The text', syntaxPages],
    ['The definition', rules.flatMap((rule) => rule.problems)],
  ] as const;
  const pages = new Map<string, string>([['README.md', index(sections)]]);
  for (const [, helps] of sections) {
    for (const help of helps) pages.set(`${help.code}.md`, page(help, said(help)));
  }
  return pages;
}

type Help = ProblemHelp | SyntaxHelp;

const meanings = {
  error: 'Step Functions refuses the definition, or it must fail.',
  warning: 'It probably does not do what was meant.',
  advice: 'A suggestion from practice; it can be silenced for a workflow.',
} as const;

function index(sections: readonly (readonly [string, readonly Help[]])[]): string {
  const lines = [
    '# Problems',
    '',
    'What ASL Studio can say about a definition. Each problem has a code, a severity and most often a fix.',
    '',
    ...Object.entries(meanings).map(([severity, meaning]) => `- **${severity}**: ${meaning}`),
    '',
    '<!-- Written by `npm run docs` from the rules in src/language/rules. -->',
  ];
  for (const [title, helps] of sections) {
    lines.push('', `## ${title}`, '');
    for (const help of helps)
      lines.push(`- [${help.code}](${help.code}.md), ${help.severity}: ${help.title}`);
  }
  return `${lines.join('\n')}\n`;
}

const ofCatalogue: ReadonlySet<string> = new Set(
  rules.filter(({ checkCall }) => checkCall).flatMap(({ problems }) => problems.map(({ code }) => code)),
);

/** What is said of the wrong example, and the fixes that come with it. */
function said(help: Help): string {
  // Whether these are found depends on what is loaded of the catalogue of services.
  if (ofCatalogue.has(help.code)) return '';
  const isText = 'format' in help;
  const document = isText
    ? parseDocument(help.bad, help.format)
    : parseDocument(JSON.stringify(exampleDefinition(help.bad)), 'json');
  const type = isText ? undefined : help.type;
  const problem = diagnose(document, { type: type ?? 'STANDARD' }).find(({ code }) => code === help.code);
  if (!problem) return '';
  const place = problem.path.length === 0 ? '' : ` at \`${problem.path.join('/')}\``;
  const fixes = problem.fixes.map(({ title }) => title).join('; ');
  return `\nSaid of it${isText ? '' : place}: ${problem.message}\n${fixes === '' ? '' : `\nQuick fix: ${fixes}.\n`}`;
}

/** Examples that leave out what is the same in every workflow. */
function leavesOut(help: Help): boolean {
  return !('format' in help) && exampleDefinition(help.bad) !== help.bad;
}

function page(help: Help, found: string): string {
  const express = 'type' in help && help.type === 'EXPRESS' ? ' In Express workflows only.' : '';
  return `# ${help.title}

\`${help.code}\` · ${help.severity}

${help.what}${express}

## Why it matters

${help.why}

## How to mend it

${help.mend}

## Example
${leavesOut(help) ? '\nOnly the states are shown; the first is where the workflow starts.\n' : ''}
Wrong:

${example(help, 'bad')}
${found}
Right:

${example(help, 'good')}

[More in the AWS Step Functions developer guide](${help.documentation})
`;
}

function example(help: Help, which: 'bad' | 'good'): string {
  if ('format' in help) return fenced(help.format, help[which]);
  return fenced('json', print(help[which]));
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

const width = 109;

/** JSON for reading: what fits on a line stands on one. */
function print(value: JsonValue, indent = '', before = 0): string {
  const flat = flatten(value);
  if (typeof value !== 'object' || value === null || indent.length + before + flat.length <= width)
    return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((item: JsonValue) => inner + print(item, inner)).join(',\n')}\n${indent}]`;
  }
  const members = Object.entries(value).map(
    ([key, member]) => `${inner}${JSON.stringify(key)}: ${print(member as JsonValue, inner, key.length + 4)}`,
  );
  return `{\n${members.join(',\n')}\n${indent}}`;
}

function flatten(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(flatten).join(', ')}]`;
  const members = Object.entries(value).map(
    ([key, member]) => `${JSON.stringify(key)}: ${flatten(member as JsonValue)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
