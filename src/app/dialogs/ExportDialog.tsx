import type { ReactNode } from 'react';
import { Dialog } from '../../ui';
import { Braces, FileText, Image } from '../../ui/icons';
import { useStudio } from '../StudioContext';
import styles from './dialogs.module.css';

interface Choice {
  readonly title: string;
  readonly summary: string;
  readonly icon: ReactNode;
  readonly perform: () => Promise<void>;
}

/** What the document can be written as. */
export function ExportDialog() {
  const studio = useStudio();
  const close = () => studio.view.set({ dialog: null });
  const choices: readonly Choice[] = [
    {
      title: 'Definition as JSON',
      summary: 'For the console, the command line and state machine definition files',
      icon: <Braces size={16} aria-hidden />,
      perform: () => studio.files.exportAs('json'),
    },
    {
      title: 'Definition as YAML',
      summary: 'For templates; comments are kept where the format has them',
      icon: <FileText size={16} aria-hidden />,
      perform: () => studio.files.exportAs('yaml'),
    },
    {
      title: 'Drawing as SVG',
      summary: 'The workflow as it is laid out, for documents and wikis',
      icon: <Image size={16} aria-hidden />,
      perform: () => studio.files.exportImage(),
    },
  ];
  return (
    <Dialog open title="Export" width={520} onClose={close}>
      <ul className={styles.cards}>
        {choices.map((choice) => (
          <li key={choice.title}>
            <button
              type="button"
              className={styles.card}
              onClick={() => {
                close();
                void choice.perform();
              }}
            >
              {choice.icon}
              <span className={styles.cardText}>
                <span className={styles.cardTitle}>{choice.title}</span>
                <span className={styles.cardSummary}>{choice.summary}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
