export { FailureStrip } from './FailureStrip';
export { ProblemsPanel } from './problems/ProblemsPanel';
export { RunBar } from './RunBar';
export { SimulationPanel } from './SimulationPanel';
