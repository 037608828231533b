import { serve } from '../base/channel';
import { createLayoutHere } from './layout';

serve(self, createLayoutHere());
