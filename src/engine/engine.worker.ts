import { serve } from '../base/channel';
import type { EngineService } from './messages';
import { type PackedUpdate, packUpdate } from './packedUpdate';
import { createEngineService } from './service';
import { threadClock } from './serviceClock';

// The service and the channel need each other: updates wait for the channel that is opened next.
let push: (update: PackedUpdate) => void = () => {};
const service = createEngineService((update) => push(packUpdate(update)), threadClock());
push = serve<EngineService, PackedUpdate>(self as unknown as Parameters<typeof serve>[0], service);
