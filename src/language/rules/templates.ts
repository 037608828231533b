import type { JsonObject } from '../../base/json';
import type { Path } from '../../base/pointer';
import { documentationPage } from '../../model/stateTypes/documentation';
import type { ParsedDocument } from '../document';
import type { SourceNode } from '../source/node';
import { type Finding, finding, nearest, type ProblemHelp, type Rule } from './rule';

const noWorkflow: ProblemHelp = {
  code: 'TEMPLATE_NO_WORKFLOW',
  severity: 'advice',
  title: 'Template without a workflow',
  what: 'The text is a SAM, CloudFormation or serverless template, and no workflow was found in it.',
  why: 'Nothing is drawn and nothing is checked.',
  mend: 'Add a resource of type `AWS::Serverless::StateMachine` or `AWS::StepFunctions::StateMachine` with a definition, or open the file of the definition itself.',
  bad: { Resources: {} },
  good: { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } },
  documentation: documentationPage('substitutions'),
};

const definition = { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } };
const machine = (Properties: JsonObject, Type = 'AWS::StepFunctions::StateMachine'): JsonObject => ({
  Resources: { Order: { Type, Properties } },
});
const charge = {
  StartAt: 'Charge',
  States: { Charge: { Type: 'Task', Resource: '${ChargeFunction}', TimeoutSeconds: 30, End: true } },
};

const wrongProperty: ProblemHelp = {
  code: 'TEMPLATE_PROPERTY_WRONG',
  severity: 'error',
  title: 'Definition under the wrong property',
  what: 'The template gives the definition by a property that this kind of resource does not take, or as the wrong kind of value. `AWS::StepFunctions::StateMachine` takes `DefinitionString` (text), `Definition` (an object) and `DefinitionS3Location`; `AWS::Serverless::StateMachine` takes `Definition` and `DefinitionUri`.',
  why: 'The template is refused when it is deployed.',
  mend: 'Name the property as the kind of resource has it.',
  bad: machine({ DefinitionString: definition }),
  good: machine({ Definition: definition }),
  documentation: documentationPage('substitutions'),
};

const noSubstitution: ProblemHelp = {
  code: 'SUBSTITUTION_MISSING',
  severity: 'warning',
  title: 'Placeholder without a substitution',
  what: 'The definition has a placeholder such as `${Name}` that `DefinitionSubstitutions` of its template does not have.',
  why: 'It stays as it is written: a resource is not found then, and a text shows the placeholder.',
  mend: 'Add it to `DefinitionSubstitutions`, or correct its name.',
  bad: machine({ Definition: charge, DefinitionSubstitutions: { ChargeFunctionArn: 'arn' } }),
  good: machine({ Definition: charge, DefinitionSubstitutions: { ChargeFunction: 'arn' } }),
  documentation: documentationPage('substitutions'),
};

/** What is said of a template; `diagnose` says it, since no rule sees what is around a definition. */
export const templates: Rule = { problems: [noWorkflow, wrongProperty, noSubstitution] };

const placeholders = /\$\{(\w+)\}/g;

/** What the template around a definition has wrong with regard to it. */
export function templateFindings({ place, definition, embedded }: ParsedDocument): Finding[] {
  const { substitutions } = place;
  if (substitutions === undefined || !definition) return [];
  const findings: Finding[] = [];
  const visit = (node: SourceNode, path: Path): void => {
    if (node.kind === 'string' && node.style !== 'function') {
      const text = String(node.value);
      for (const found of text.matchAll(placeholders)) {
        const name = found[1] ?? '';
        if (substitutions.includes(name) || embedded?.text.replaces(name)) continue;
        const within = { start: found.index, end: found.index + found[0].length };
        findings.push(finding(noSubstitution, path, withoutSubstitution(name, substitutions), { within }));
      }
    }
    for (const { key, value } of node.entries) if (value) visit(value, [...path, key]);
    node.items.forEach((item, index) => {
      visit(item, [...path, index]);
    });
  };
  visit(definition, []);
  return findings;
}

function withoutSubstitution(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  const hint = meant === null ? '' : ` The nearest it has is \`${meant}\`.`;
  return `\`\${${name}}\` stays as it is: \`DefinitionSubstitutions\` has no \`${name}\`.${hint}`;
}

export function withoutWorkflow(): Finding {
  return finding(noWorkflow, [], 'This template has no workflow.', { part: 'key' });
}
