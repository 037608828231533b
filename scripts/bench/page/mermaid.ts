import mermaid from 'mermaid';
import { isArray, isObject, type JsonObject, type JsonValue, own } from '../../../src/base/json';

/** Milliseconds in which mermaid draws the same graph as a flowchart, containers as subgraphs. */
export async function drawWithMermaid(definition: JsonObject): Promise<number> {
  mermaid.initialize({
    startOnLoad: false,
    maxEdges: 100_000,
    maxTextSize: 10_000_000,
    flowchart: { htmlLabels: false },
  });
  const text = `flowchart TD\n${machineLines(definition, '').join('\n')}`;
  const stage = document.getElementById('stage');
  if (!stage) throw new Error('The page has no stage');
  const start = performance.now();
  const { svg } = await mermaid.render('drawing', text);
  stage.innerHTML = svg;
  await new Promise(requestAnimationFrame);
  const took = performance.now() - start;
  stage.innerHTML = '';
  return took;
}

function machineLines(machine: JsonObject, prefix: string): string[] {
  const states = own(machine, 'States');
  if (!isObject(states)) return [];
  const id = (name: JsonValue | undefined): string => `s${prefix}${String(name).replace(/\W/g, '_')}`;
  return Object.entries(states).flatMap(([name, state]) => {
    if (!isObject(state)) return [];
    const branches = own(state, 'Branches');
    const own_ = isArray(branches)
      ? [
          `subgraph ${id(name)} ["${name}"]`,
          ...branches.flatMap((branch) =>
            isObject(branch) ? machineLines(branch, `${prefix}${name.replace(/\W/g, '_')}_`) : [],
          ),
          'end',
        ]
      : [`${id(name)}["${name}"]`];
    const rules = own(state, 'Choices');
    const targets = [
      own(state, 'Next'),
      own(state, 'Default'),
      ...(isArray(rules) ? rules.map((rule) => (isObject(rule) ? own(rule, 'Next') : undefined)) : []),
    ];
    return [
      ...own_,
      ...targets.filter((each) => each !== undefined).map((target) => `${id(name)} --> ${id(target)}`),
    ];
  });
}
