import { type Port, serve } from '../base/channel';
import { createLanguage } from './language';
import { toRemote } from './remote';

serve(self as unknown as Port, toRemote(createLanguage((task) => setTimeout(task))));
