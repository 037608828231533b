import BpmnViewer from 'bpmn-js/lib/NavigatedViewer';

/** Milliseconds in which bpmn-js imports a diagram of so many tasks whose layout is given. */
export async function importDiagram(count: number): Promise<number> {
  const stage = document.getElementById('stage');
  if (!stage) throw new Error('The page has no stage');
  const viewer = new BpmnViewer({ container: stage });
  const xml = diagramOf(count);
  const start = performance.now();
  await viewer.importXML(xml);
  await new Promise(requestAnimationFrame);
  const took = performance.now() - start;
  viewer.destroy();
  return took;
}

function diagramOf(count: number): string {
  const tasks: string[] = [];
  const flows: string[] = [];
  const shapes: string[] = [];
  const edges: string[] = [];
  for (let at = 0; at < count; at++) {
    const x = 60 + (at % 40) * 150;
    const y = 60 + Math.floor(at / 40) * 120;
    tasks.push(`<bpmn:task id="t${at}" name="Task ${at}" />`);
    shapes.push(
      `<bpmndi:BPMNShape id="t${at}_di" bpmnElement="t${at}"><dc:Bounds x="${x}" y="${y}" width="100" height="80" /></bpmndi:BPMNShape>`,
    );
    if (at === 0) continue;
    const fromX = 60 + ((at - 1) % 40) * 150 + 100;
    const fromY = 60 + Math.floor((at - 1) / 40) * 120 + 40;
    flows.push(`<bpmn:sequenceFlow id="f${at}" sourceRef="t${at - 1}" targetRef="t${at}" />`);
    edges.push(
      `<bpmndi:BPMNEdge id="f${at}_di" bpmnElement="f${at}"><di:waypoint x="${fromX}" y="${fromY}" /><di:waypoint x="${x}" y="${y + 40}" /></bpmndi:BPMNEdge>`,
    );
  }
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="d" targetNamespace="bench">
<bpmn:process id="p">${tasks.join('')}${flows.join('')}</bpmn:process>
<bpmndi:BPMNDiagram id="g"><bpmndi:BPMNPlane id="plane" bpmnElement="p">${shapes.join('')}${edges.join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;
}
