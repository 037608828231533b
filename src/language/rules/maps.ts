import { isArray, type JsonObject, own } from '../../base/json';
import type { Path } from '../../base/pointer';
import type { PathOp } from '../../model/change';
import { hasPlaceholder, parseResource } from '../../model/resource';
import type { State } from '../../model/workflow';
import * as help from './maps.help';
import { type Finding, finding, fix, listed, objectAt, type Rule, removeFix, setFix } from './rule';

/** Map: modes, labels, and where a distributed Map reads and writes. */
export const maps: Rule = {
  problems: Object.values(help),
  checkState: (state, { type, isChild }) => {
    if (state.type !== 'Map') return [];
    return [
      ...checkMode(state, type === 'EXPRESS', isChild),
      ...checkLabel(state),
      ...checkReader(state),
      ...checkWriter(state),
    ];
  },
  checkWorkflow: ({ states }) => labelsTwice(states),
};

/** Fields that only a distributed Map has. */
const distributedOnly = ['ItemReader', 'ItemBatcher', 'ResultWriter', 'Label'] as const;
const tolerances = [
  'ToleratedFailureCount',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentage',
  'ToleratedFailurePercentagePath',
] as const;

function checkMode(state: State, express: boolean, isChild: boolean): Finding[] {
  const key = Object.hasOwn(state.value, 'ItemProcessor') ? 'ItemProcessor' : 'Iterator';
  const processor = objectAt(state.value, key);
  if (!processor) return [];
  const config = objectAt(processor, 'ProcessorConfig');
  const path = [...state.path, key, 'ProcessorConfig'];
  // While it is typed there is no telling.
  if (!config && Object.hasOwn(processor, 'ProcessorConfig')) return [];
  const mode = config && own(config, 'Mode');
  if (typeof mode === 'string' && hasPlaceholder(mode)) return [];
  if (mode === 'DISTRIBUTED' && config) return checkDistributed(config, path, express, isChild);
  const distribute = setFix('Make it distributed', path, { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' });
  const present = [...distributedOnly, ...tolerances].filter((name) => Object.hasOwn(state.value, name));
  return [
    ...present.map((name) => {
      const what = (tolerances as readonly string[]).includes(name)
        ? help.toleranceInline
        : help.distributedOnly;
      return finding(
        what,
        [...state.path, name],
        `\`${name}\` needs a distributed Map; this one is inline.`,
        {
          part: 'key',
          fixes: [distribute, removeFix([...state.path, name])],
        },
      );
    }),
    ...(config && Object.hasOwn(config, 'ExecutionType')
      ? [
          finding(
            help.executionTypeInline,
            [...path, 'ExecutionType'],
            'An inline Map has no child executions, so it can’t have an `ExecutionType`.',
            {
              part: 'key' as const,
              // Without a mode the Map is inline as well; whether that is refused too is not known.
              severity: mode === 'INLINE' ? ('error' as const) : ('warning' as const),
              fixes: [
                removeFix([...path, 'ExecutionType']),
                setFix('Make it distributed', [...path, 'Mode'], 'DISTRIBUTED'),
              ],
            },
          ),
        ]
      : []),
  ];
}

function checkDistributed(config: JsonObject, path: Path, express: boolean, isChild: boolean): Finding[] {
  if (express) {
    return [
      finding(
        help.distributedExpress,
        [...path, 'Mode'],
        `${isChild ? 'A child execution of type Express' : 'An Express workflow'} can’t hold a distributed Map.`,
        {
          fixes: [
            fix(
              'Make it inline',
              { op: 'set', path: [...path, 'Mode'], value: 'INLINE' },
              ...(Object.hasOwn(config, 'ExecutionType')
                ? [{ op: 'remove' as const, path: [...path, 'ExecutionType'] }]
                : []),
            ),
          ],
        },
      ),
    ];
  }
  if (Object.hasOwn(config, 'ExecutionType')) return [];
  return [
    finding(help.executionTypeMissing, path, 'A distributed Map needs `ExecutionType`.', {
      part: 'key',
      fixes: (['STANDARD', 'EXPRESS'] as const).map((value) =>
        setFix(`Set to \`${value}\``, [...path, 'ExecutionType'], value),
      ),
    }),
  ];
}

const longestLabel = 40;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are among what a label can't have.
const notInLabels = /[\s?*<>{}[\]"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/u;

function checkLabel(state: State): Finding[] {
  const label = own(state.value, 'Label');
  if (typeof label !== 'string' || hasPlaceholder(label)) return [];
  const path = [...state.path, 'Label'];
  const cleaned = [...label.replace(new RegExp(notInLabels.source, 'gu'), '-')]
    .slice(0, longestLabel)
    .join('');
  const fixes = [cleaned !== '' && cleaned !== label && setFix(`Change to “${cleaned}”`, path, cleaned)];
  if (label === '')
    return [finding(help.labelInvalid, path, 'A label can’t be empty.', { fixes: [removeFix(path)] })];
  if ([...label].length > longestLabel) {
    const text = `This label has ${[...label].length} characters; ${longestLabel} are allowed.`;
    return [finding(help.labelInvalid, path, text, { fixes })];
  }
  const wrong = notInLabels.exec(label)?.[0];
  if (wrong === undefined) return [];
  const shown = /\s/.test(wrong) ? 'a blank' : wrong < ' ' ? 'a control character' : `\`${wrong}\``;
  return [finding(help.labelInvalid, path, `A label can’t have ${shown}.`, { fixes })];
}

function labelsTwice(states: readonly State[]): Finding[] {
  const first = new Map<string, State>();
  return states.flatMap((state) => {
    const label = state.type === 'Map' ? own(state.value, 'Label') : undefined;
    if (typeof label !== 'string') return [];
    const before = first.get(label);
    if (!before) {
      first.set(label, state);
      return [];
    }
    return [
      finding(
        help.labelTwice,
        [...state.path, 'Label'],
        `\`${before.name}\` has the label \`${label}\` too.`,
      ),
    ];
  });
}

function checkReader(state: State): Finding[] {
  const reader = objectAt(state.value, 'ItemReader');
  if (!reader) return [];
  const path = [...state.path, 'ItemReader'];
  const resource = own(reader, 'Resource');
  if (typeof resource !== 'string' || hasPlaceholder(resource)) return [];
  const action = actionOfS3(resource);
  if (action !== 'getObject' && action !== 'listObjectsV2') {
    return [
      finding(
        help.readerResource,
        [...path, 'Resource'],
        'Items are read by `s3:getObject` or `s3:listObjectsV2`.',
        {
          fixes: readingActions(objectAt(reader, 'ReaderConfig')).map((name) =>
            setFix(`Change to \`s3:${name}\``, [...path, 'Resource'], `arn:aws:states:::s3:${name}`),
          ),
        },
      ),
    ];
  }
  const config = objectAt(reader, 'ReaderConfig');
  return readerConfig(config ?? {}, config !== undefined, action, path);
}

/** What may read by a configuration: a format says that a file is read. */
const readingActions = (config: JsonObject | undefined): string[] =>
  config && Object.hasOwn(config, 'InputType') && own(config, 'Transformation') !== 'LOAD_AND_FLATTEN'
    ? ['getObject']
    : ['getObject', 'listObjectsV2'];

/** The action of a plain, optimised integration with S3: readers and writers take no other. */
function actionOfS3(resource: string): string | null {
  const { kind, service, action, pattern, unknownSuffix } = parseResource(resource);
  const plain = kind === 'optimised' && pattern === 'requestResponse' && unknownSuffix === null;
  return plain && service === 's3' ? action : null;
}

function readerConfig(config: JsonObject, present: boolean, action: string, path: Path): Finding[] {
  const at = (name: string): Path => [...path, 'ReaderConfig', name];
  const type = own(config, 'InputType');
  const findings: Finding[] = [];
  // The manifest of an S3 inventory says itself what its files are.
  const inventory = own(config, 'ManifestType') === 'S3_INVENTORY';
  if (action === 'getObject' && type === undefined && !inventory) {
    findings.push(
      finding(
        help.readerType,
        present ? [...path, 'ReaderConfig'] : path,
        'Reading a file needs `InputType`.',
        {
          part: 'key',
          fixes: ['JSON', 'CSV', 'JSONL'].map((value) =>
            fix(
              `Set to \`${value}\``,
              { op: 'set', path: at('InputType'), value },
              ...headerFor(value, config, at('CSVHeaderLocation')),
            ),
          ),
        },
      ),
    );
  }
  if (typeof type === 'string' && hasPlaceholder(type)) return findings;
  if (
    action === 'listObjectsV2' &&
    type !== undefined &&
    own(config, 'Transformation') !== 'LOAD_AND_FLATTEN'
  ) {
    findings.push(
      finding(help.readerOption, at('InputType'), '`InputType` is for files; here objects are only listed.', {
        part: 'key',
        fixes: [
          setFix('Read the listed objects too', at('Transformation'), 'LOAD_AND_FLATTEN'),
          removeFix(at('InputType')),
        ],
      }),
    );
  }
  for (const [name, types] of belongsTo) {
    if (!Object.hasOwn(config, name) || typeof type !== 'string' || types.includes(type)) continue;
    const text = `\`${name}\` is for ${listed(types.map((each) => `\`${each}\``))}; here \`InputType\` is \`${type}\`.`;
    const fixes = [removeFix(at(name))];
    const severity = name === 'CSVHeaderLocation' && type === 'JSON' ? 'error' : undefined;
    findings.push(finding(help.readerOption, at(name), text, { part: 'key', fixes, severity }));
  }
  const headers = own(config, 'CSVHeaders');
  const location = own(config, 'CSVHeaderLocation');
  if (type === 'CSV' && location === undefined && !Object.hasOwn(config, 'ManifestType')) {
    const values = headers === undefined ? ['FIRST_ROW'] : ['GIVEN', 'FIRST_ROW'];
    findings.push(
      finding(help.readerHeaderLocation, [...path, 'ReaderConfig'], 'A CSV file needs `CSVHeaderLocation`.', {
        part: 'key',
        fixes: values.map((value) => setFix(`Set to \`${value}\``, at('CSVHeaderLocation'), value)),
      }),
    );
  }
  if (location === 'GIVEN' && (headers === undefined || (isArray(headers) && headers.length === 0))) {
    findings.push(
      finding(
        help.readerHeaders,
        at('CSVHeaderLocation'),
        '`GIVEN` needs the names of the columns in `CSVHeaders`.',
        {
          fixes: [setFix('Take the first line', at('CSVHeaderLocation'), 'FIRST_ROW')],
        },
      ),
    );
  }
  const pointer = own(config, 'ItemsPointer');
  if (typeof pointer === 'string' && pointer !== '' && !pointer.startsWith('/') && !hasPlaceholder(pointer)) {
    const meant = `/${pointer.replace(/^\$\.?/, '').replaceAll('.', '/')}`;
    findings.push(
      finding(help.readerPointer, at('ItemsPointer'), 'A JSON pointer begins with `/`.', {
        fixes: [setFix(`Change to \`${meant}\``, at('ItemsPointer'), meant)],
      }),
    );
  }
  return findings;
}

/** A CSV file comes with the place of its header. */
function headerFor(type: string, config: JsonObject, path: Path): PathOp[] {
  if (type !== 'CSV' || Object.hasOwn(config, 'CSVHeaderLocation')) return [];
  const value = Object.hasOwn(config, 'CSVHeaders') ? 'GIVEN' : 'FIRST_ROW';
  return [{ op: 'set', path, value }];
}

/** Options of a reader and the formats they are for. */
const belongsTo: readonly (readonly [name: string, types: readonly string[]])[] = [
  ['CSVHeaderLocation', ['CSV', 'MANIFEST']],
  ['CSVHeaders', ['CSV', 'MANIFEST']],
  ['CSVDelimiter', ['CSV', 'MANIFEST']],
  ['ItemsPointer', ['JSON']],
  // Beside ATHENA_DATA it says what the listed files are.
  ['ManifestType', ['MANIFEST', 'CSV', 'JSONL', 'PARQUET']],
];

function checkWriter(state: State): Finding[] {
  const writer = objectAt(state.value, 'ResultWriter');
  const resource = writer && own(writer, 'Resource');
  if (typeof resource !== 'string' || hasPlaceholder(resource)) return [];
  if (actionOfS3(resource) === 'putObject') return [];
  const path = [...state.path, 'ResultWriter', 'Resource'];
  return [
    finding(help.writerResource, path, 'Results are written by `s3:putObject`.', {
      fixes: [setFix('Change to `s3:putObject`', path, 'arn:aws:states:::s3:putObject')],
    }),
  ];
}
