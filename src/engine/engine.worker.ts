import { serve } from '../base/channel';
import type { EngineService } from './messages';
import { type PackedUpdate, transferOf } from './packedUpdate';
import { createEngineService } from './service';
import { threadClock } from './serviceClock';

// The service and the channel need each other: updates wait for the channel that is opened next.
let push: (update: PackedUpdate, transfer: Transferable[]) => void = () => {};
const service = createEngineService((update) => push(update, transferOf(update)), threadClock());
push = serve<EngineService, PackedUpdate>(self as unknown as Parameters<typeof serve>[0], service);
