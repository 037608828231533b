import { shortcutHere } from '../actions/shortcuts';
import { FileJson, FolderOpen, LayoutTemplate, Plus } from '../ui/icons';
import { Kbd } from '../ui/Kbd';
import styles from './beginning.module.css';
import { useCanvas, useCanvasState } from './state';

/** How many examples are offered on an empty canvas. */
const offered = 2;

/** An empty workflow: where the first state goes, and other ways to begin. */
export function EmptyStart() {
  const { studio, act } = useCanvas();
  const dragging = useCanvasState((state) => state.dragging?.kind === 'new');
  const open = useCanvasState((state) => state.open !== null);
  return (
    <div className={styles.beginning}>
      <div className={styles.beginStart}>
        <span className={styles.beginDot} />
        Start
      </div>
      <span className={styles.beginLine} />
      <div
        className={styles.beginPlace}
        data-empty-place
        data-drop={dragging ? 'start:' : undefined}
        data-open={open || undefined}
        role="img"
        aria-label="Add the first state"
      >
        <Plus size={16} aria-hidden />
        <strong>Drop the first state here</strong>
        <span>
          or press <Kbd>Enter</Kbd> on one in the browser
        </span>
      </div>
      <h2 className={styles.beginHead}>Or begin with</h2>
      <div className={styles.beginList}>
        <BeginRow
          icon={<FolderOpen size={16} />}
          title="Open a file"
          detail="JSON, YAML, or a SAM, CloudFormation or serverless template"
          end={<Kbd>{shortcutHere('Mod+O')}</Kbd>}
          onClick={() => void studio.files.open()}
        />
        <BeginRow
          icon={<FileJson size={16} />}
          title="Paste a definition"
          detail="Straight onto the canvas or in the editor"
          end={<Kbd>{shortcutHere('Mod+V')}</Kbd>}
          onClick={() => act.pasteFromClipboard()}
        />
        {studio.files.examples.slice(0, offered).map((example) => (
          <BeginRow
            key={example.id}
            icon={<LayoutTemplate size={16} />}
            title={example.title}
            detail={example.summary}
            end="Example"
            onClick={() => void studio.files.openExample(example.id)}
          />
        ))}
      </div>
      <p className={styles.beginNote}>Your definition and data stay on this machine.</p>
    </div>
  );
}

interface RowProps {
  readonly icon: React.ReactNode;
  readonly title: string;
  readonly detail: string;
  readonly end: React.ReactNode;
  readonly onClick: () => void;
}

export function BeginRow({ icon, title, detail, end, onClick }: RowProps) {
  return (
    <button type="button" className={styles.beginRow} onClick={onClick}>
      <span className={styles.beginIcon}>{icon}</span>
      <span className={styles.beginText}>
        <strong>{title}</strong>
        <span>{detail}</span>
      </span>
      <span className={styles.beginEnd}>{end}</span>
    </button>
  );
}
