/**
 * The expression languages of state machines: JSONPath with intrinsic functions, and JSONata. Everything is
 * parsed and compiled once into closures; evaluating reads an `Environment` and never changes its data. Failures
 * are `ExpressionError`s in the service's words, without the preamble that names state and event (`causeOf`).
 */

export { type Comparison, compareOperators, pathOperators } from './choice/operators';
export { compileRule, type RuleProblem, type RuleTest } from './choice/rule';
export { matchesWildcards } from './choice/wildcards';
export { type Environment, noVariables, type VariableLookup } from './environment';
export { causeOf, ExpressionError, type ExpressionErrorName, type SyntaxProblem } from './errors';
export {
  type Arity,
  arityOf,
  callsOf,
  type Intrinsic,
  type IntrinsicArgument,
  type IntrinsicCall,
  intrinsicNames,
  intrinsicsGivingText,
  looksLikeIntrinsic,
  parseIntrinsic,
} from './intrinsics/index';
export {
  compileJsonataField,
  type ExpectedType,
  evaluateJsonata,
  type JsonataField,
} from './jsonata/field';
export {
  analyseJsonata,
  compileJsonata,
  isJsonataString,
  type Jsonata,
  type JsonataAnalysis,
  type JsonataReference,
  jsonataSource,
  jsonataSourceOffset,
} from './jsonata/index';
export {
  canonicalPath,
  type FilterNode,
  isReferencePath,
  type JsonPath,
  type PathAst,
  type PathRoot,
  type PathStep,
  parsePath,
  parseReferencePath,
  printPath,
  type Span,
} from './jsonPath/index';
export { setAtReferencePath } from './jsonPath/reference';
export { formatNumber, jsonTypeOf, stringify, toJavaString } from './stringify';
export {
  compileJsonataTemplate,
  compilePathTemplate,
  compileTemplate,
  dynamicValueMessage,
  type Template,
  type TemplateProblem,
} from './templates/index';
export { isTimestamp, parseTimestamp } from './timestamps';
