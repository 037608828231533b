/** Every change of a workflow a user can make, as pure functions: (arguments) → (workflow) → change or refusal. */
export { addState, moveState, type NewState, type Place } from './add';
export { addBranch, moveBranch, removeBranch } from './branches';
export { duplicateStates, pasteStates, serialiseStates } from './clipboard';
export {
  addCondition,
  joinBy,
  negateCondition,
  newComparison,
  removeCondition,
  replaceCondition,
  setOperand,
  setOperator,
} from './condition';
export { connect, disconnect, type NewTransition, retarget, setStart } from './connect';
export { addItem, changeType, moveItem, removeField, removeItem, setField, setQueryLanguage } from './fields';
export { deleteStates } from './remove';
export { renameState } from './rename';
export { type Command, uniqueName } from './shared';
export { wrapStates } from './wrap';
