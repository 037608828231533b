import { stateTypes } from '../../model/workflow';
import type { StateProgram } from '../program';
import { choice } from './choice';
import { fail } from './fail';
import { map } from './map';
import { parallel } from './parallel';
import { pass } from './pass';
import { succeed } from './succeed';
import { task } from './task';
import type { Behaviour, Behaviours } from './types';
import { wait } from './wait';

/** How each state type runs. */
const behaviours: Behaviours = {
  Pass: pass,
  Task: task,
  Choice: choice,
  Wait: wait,
  Succeed: succeed,
  Fail: fail,
  Parallel: parallel,
  Map: map,
};

/** By number of the type, which is found faster than by name. */
const byNumber = stateTypes.map((type): Behaviour<never> => behaviours[type]);

/** How a state runs. */
export const behaviourOf = (state: StateProgram): Behaviour<never> =>
  byNumber[state.typeNumber] as Behaviour<never>;
