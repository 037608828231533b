import { engineRows } from '../engine';
import { studioFigures } from '../studio';
import { largeWorkflow } from '../workflows';
import { importDiagram } from './bpmn';
import { drawWithMermaid } from './mermaid';

/** What the measuring script calls in the page; each gives milliseconds, or rows. */
const measures = {
  engine: () => engineRows(),
  studio: () => studioFigures(),
  mermaid: () => drawWithMermaid(largeWorkflow(1000)),
  bpmn: () => importDiagram(1000),
};

Object.assign(window, { measures });
document.title = 'Ready';
