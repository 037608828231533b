import { isJsonataString, jsonataSource } from '../../expressions';
import type { BatcherProgram, MachineProgram, MapProgram, ReaderProgram, WriterProgram } from '../program';
import { Fields } from './compiler';

type MapFields = Omit<MapProgram, Exclude<keyof MapProgram, MapOwn>>;
type MapOwn =
  | 'processor'
  | 'distributed'
  | 'express'
  | 'label'
  | 'items'
  | 'itemsText'
  | 'itemSelector'
  | 'maxConcurrency'
  | 'toleratedCount'
  | 'toleratedPercentage'
  | 'reader'
  | 'batcher'
  | 'writer';

/** The fields of a Map state, its legacy forms included. `processor`: its compiled ItemProcessor. */
export function compileMap(fields: Fields, processor: MachineProgram): MapFields {
  const config = fields.inside(processorField(fields))?.inside('ProcessorConfig');
  return {
    processor,
    distributed: config?.text('Mode') === 'DISTRIBUTED',
    express: config?.text('ExecutionType') === 'EXPRESS',
    label: fields.text('Label'),
    ...compileItems(fields),
    itemSelector:
      fields.template('ItemSelector') ??
      (fields.language === 'JSONPath' ? fields.template('Parameters') : null),
    maxConcurrency: fields.figure('MaxConcurrency'),
    toleratedCount: fields.figure('ToleratedFailureCount'),
    toleratedPercentage: fields.figure('ToleratedFailurePercentage', false),
    reader: compileReader(fields),
    batcher: compileBatcher(fields),
    writer: compileWriter(fields),
  };
}

/** `Iterator` is the name that `ItemProcessor` had before. */
export const processorField = (fields: Fields): 'ItemProcessor' | 'Iterator' =>
  fields.get('ItemProcessor') === undefined && fields.get('Iterator') !== undefined
    ? 'Iterator'
    : 'ItemProcessor';

function compileItems(fields: Fields): Pick<MapProgram, 'items' | 'itemsText'> {
  if (fields.language === 'JSONPath') {
    const path = fields.jsonPath('ItemsPath');
    return {
      items: path && ((environment) => path.evaluate(environment)),
      itemsText: path?.text,
    };
  }
  const items = fields.get('Items');
  if (typeof items === 'string' && isJsonataString(items)) {
    return { items: fields.jsonata('Items', items), itemsText: jsonataSource(items) };
  }
  return {
    items: fields.template('Items'),
    itemsText: items === undefined ? undefined : JSON.stringify(items),
  };
}

function compileReader(fields: Fields): ReaderProgram | null {
  const reader = fields.inside('ItemReader');
  if (!reader) return null;
  const config =
    reader.inside('ReaderConfig') ??
    new Fields({}, reader.at('ReaderConfig'), fields.language, fields.problems);
  const resource = reader.text('Resource') ?? '';
  return {
    action: resource.endsWith(':s3:listObjectsV2') ? 'listObjectsV2' : 'getObject',
    parameters: reader.template(fields.language === 'JSONata' ? 'Arguments' : 'Parameters') ?? (() => ({})),
    inputType: config.text('InputType') ?? 'JSON',
    transformation: config.text('Transformation') ?? 'NONE',
    manifestType: config.text('ManifestType'),
    csvHeaders:
      config.text('CSVHeaderLocation') === 'GIVEN' && config.get('CSVHeaders') !== undefined
        ? config.texts('CSVHeaders')
        : null,
    csvDelimiter: delimiters.get(config.text('CSVDelimiter') ?? 'COMMA') ?? ',',
    itemsPointer: config.text('ItemsPointer'),
    maxItems: config.figure('MaxItems'),
  };
}

const delimiters = new Map([
  ['COMMA', ','],
  ['PIPE', '|'],
  ['SEMICOLON', ';'],
  ['SPACE', ' '],
  ['TAB', '\t'],
]);

function compileBatcher(fields: Fields): BatcherProgram | null {
  const batcher = fields.inside('ItemBatcher');
  if (!batcher) return null;
  return {
    batchInput: batcher.template('BatchInput'),
    maxItems: batcher.figure('MaxItemsPerBatch'),
    maxBytes: batcher.figure('MaxInputBytesPerBatch'),
  };
}

function compileWriter(fields: Fields): WriterProgram | null {
  const writer = fields.inside('ResultWriter');
  if (!writer) return null;
  const config = writer.inside('WriterConfig');
  return {
    parameters: writer.template(fields.language === 'JSONata' ? 'Arguments' : 'Parameters'),
    outputType: config?.text('OutputType') ?? 'JSON',
    transformation: config?.text('Transformation') ?? 'NONE',
  };
}
