import { useEffect } from 'react';
import type { Studio } from '../studio/types';
import { Button, NoticeArea, TooltipProvider } from '../ui';
import { DropFile } from './files/DropFile';
import type { Files } from './files/files';
import { listenToKeys } from './keyboard';
import { loadPalette, Overlays } from './Overlays';
import { FilesContext, StudioContext, useStudio, useView } from './StudioContext';
import { Columns } from './shell/Columns';
import styles from './shell/shell.module.css';
import type { Sizes } from './shell/sizes';
import { TopBar } from './shell/TopBar';

/** Milliseconds after which the first drawing is out of the way. */
const restOfStart = 1500;

interface AppProps {
  readonly studio: Studio;
  readonly files: Files;
  readonly sizes: Sizes;
}

/** The whole window. */
export function App({ studio, files, sizes }: AppProps) {
  useEffect(() => listenToKeys(studio), [studio]);
  useEffect(() => {
    // Once the page rests: what is typed right after Ctrl+K finds the palette there. A load that fails is tried again.
    const rest = setTimeout(() => void loadPalette().catch(() => undefined), restOfStart);
    return () => clearTimeout(rest);
  }, []);
  return (
    <StudioContext.Provider value={studio}>
      <FilesContext.Provider value={files}>
        <TooltipProvider>
          <div className={styles.app}>
            <a className={styles.skip} href="#centre">
              Skip to the workflow
            </a>
            <TopBar />
            <main className={styles.body}>
              <Columns sizes={sizes} />
            </main>
          </div>
          <Overlays />
          <DropFile />
          <Notices />
        </TooltipProvider>
      </FilesContext.Provider>
    </StudioContext.Provider>
  );
}

function Notices() {
  const { view } = useStudio();
  const notices = useView((state) => state.notices);
  return (
    <NoticeArea
      notices={notices}
      onDismiss={view.dismiss}
      action={({ key, action }) =>
        action ? (
          <Button
            small
            onClick={() => {
              view.dismiss(key);
              action.perform();
            }}
          >
            {action.label}
          </Button>
        ) : null
      }
    />
  );
}
