import { serve } from '../base/channel';
import { createLayoutHere } from './layout';
import { toRemote } from './remote';

serve(self, toRemote(createLayoutHere()));
