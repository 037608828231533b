import { serve } from '../base/channel';
import { createElk } from './elkHere';
import { createLayouter } from './layout';
import { createPieceLayouter } from './machine';
import type { LayoutService } from './messages';
import { toRemote } from './remote';
import { warmUp } from './warmUp';

const elk = createElk();
const layout = createLayouter(elk);
let isWarm = false;

const service: LayoutService = {
  layout: async (workflow, options) => {
    const drawing = layout(workflow, options);
    if (!isWarm) warmUp(createPieceLayouter(elk), (task) => setTimeout(task));
    isWarm = true;
    return drawing;
  },
};

serve(self, toRemote(service));
