import type { ComponentType } from 'react';
import type { FieldKind } from '../../model/stateTypes/types';
import {
  BooleanControl,
  EnumControl,
  ErrorNamesControl,
  ResourceControl,
  StateNameControl,
  StringListControl,
} from './ChoiceControls';
import { JsonControl } from './JsonControl';
import { ListControl } from './ListControl';
import { ObjectControl } from './ObjectControl';
import {
  CodeTextControl,
  MultilineControl,
  NumberControl,
  NumberOrExpressionControl,
  TextControl,
} from './TextControls';
import type { ControlProps } from './types';

/** The control of each kind of field; null for what is drawn on the canvas. */
export const controls: Record<FieldKind, ComponentType<ControlProps> | null> = {
  text: TextControl,
  multiline: MultilineControl,
  boolean: BooleanControl,
  integer: NumberControl,
  number: NumberControl,
  enum: EnumControl,
  path: CodeTextControl,
  referencePath: CodeTextControl,
  pathOrIntrinsic: CodeTextControl,
  template: JsonControl,
  jsonata: JsonControl,
  integerOrJsonata: NumberOrExpressionControl,
  textOrJsonata: TextControl,
  itemsOrJsonata: JsonControl,
  timestamp: CodeTextControl,
  json: JsonControl,
  stateName: StateNameControl,
  resource: ResourceControl,
  errorNames: ErrorNamesControl,
  stringList: StringListControl,
  object: ObjectControl,
  list: ListControl,
  comparison: JsonControl,
  machine: null,
  machines: null,
};
