import { serve } from '../base/channel';
import { createLayoutService } from './layout';
import { toRemote } from './remote';

serve(self, toRemote(createLayoutService((task) => setTimeout(task))));
