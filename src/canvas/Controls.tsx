import { useStore as useFlow } from '@xyflow/react';
import { memo } from 'react';
import { shortcutHere } from '../actions/shortcuts';
import { IconButton } from '../ui/Button';
import { ArrowDown, ArrowRight, MapIcon, Maximize, Minus, Plus, Search } from '../ui/icons';
import styles from './canvas.module.css';
import { useCanvas, useView } from './state';
import type { ViewportControl } from './viewport';

/** Zoom, fit, direction, find and minimap, at the lower left. */
export const Controls = memo(function Controls({ viewport }: { readonly viewport: ViewportControl }) {
  const { studio } = useCanvas();
  const direction = useView((view) => view.direction);
  const minimap = useView((view) => view.minimapOpen);
  const turned = direction === 'DOWN' ? 'RIGHT' : 'DOWN';
  return (
    <div className={styles.controls} role="toolbar" aria-label="Canvas view">
      <IconButton
        label="Zoom out"
        data-view-control="zoom"
        shortcut="-"
        side="top"
        icon={<Minus size={16} />}
        onClick={() => viewport.zoom(-1)}
      />
      <ZoomValue />
      <IconButton
        label="Zoom in"
        data-view-control="zoom"
        shortcut="+"
        side="top"
        icon={<Plus size={16} />}
        onClick={() => viewport.zoom(1)}
      />
      <span className={styles.divider} />
      <IconButton
        label="Fit view"
        data-view-control="fit"
        shortcut="0"
        side="top"
        icon={<Maximize size={16} />}
        onClick={() => viewport.fit()}
      />
      <IconButton
        label="Auto layout direction"
        tooltip={direction === 'DOWN' ? 'Lay out from left to right' : 'Lay out from top to bottom'}
        side="top"
        icon={direction === 'DOWN' ? <ArrowDown size={16} /> : <ArrowRight size={16} />}
        onClick={() => studio.view.set({ direction: turned })}
      />
      <IconButton
        label="Find a state"
        shortcut={shortcutHere('Mod+F')}
        side="top"
        icon={<Search size={16} />}
        onClick={() => studio.view.set({ dialog: 'find' })}
      />
      <IconButton
        label="Minimap"
        pressed={minimap}
        side="top"
        icon={<MapIcon size={16} />}
        onClick={() => studio.view.set({ minimapOpen: !minimap })}
      />
    </div>
  );
});

function ZoomValue() {
  const percent = useFlow((flow) => Math.round(flow.transform[2] * 100));
  return (
    <span className={styles.zoom} data-zoom={percent}>
      {percent}%
    </span>
  );
}
