import { type Port, serve } from '../base/channel';
import { createLanguage } from './language';

serve(self as unknown as Port, createLanguage());
