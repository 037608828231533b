import { serve } from '../base/channel';
import type { EngineService, RunUpdate } from './messages';
import { createEngineService } from './service';
import { threadClock } from './serviceClock';

// The service and the channel need each other: updates wait for the channel that is opened next.
let push: (update: RunUpdate) => void = () => {};
const service = createEngineService((update) => push(update), threadClock());
push = serve<EngineService, RunUpdate>(self as unknown as Parameters<typeof serve>[0], service);
