import { lazy, Suspense, useEffect } from 'react';
import type { Studio } from '../studio/types';
import { Button, NoticeArea, TooltipProvider } from '../ui';
import { DropFile } from './files/DropFile';
import type { Files } from './files/files';
import { listenToKeys } from './keyboard';
import { FilesContext, StudioContext, useView } from './StudioContext';
import { Columns } from './shell/Columns';
import styles from './shell/shell.module.css';
import type { Sizes } from './shell/sizes';
import { TopBar } from './shell/TopBar';

const loadPalette = () => import('./palette/Palette');
const Palette = lazy(loadPalette);
const Dialogs = lazy(() => import('./dialogs/Dialogs'));

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

function Overlays() {
  const dialog = useView((state) => state.dialog);
  // The canvas has a find box of its own; without it the palette finds states.
  const findHere = useView((state) => state.dialog === 'find' && state.mode === 'code');
  return (
    <Suspense fallback={null}>
      {dialog === 'palette' || findHere ? <Palette statesOnly={findHere} /> : null}
      {dialog === null || dialog === 'palette' || dialog === 'find' ? null : <Dialogs dialog={dialog} />}
    </Suspense>
  );
}

function Notices() {
  const notice = useView((state) => state.notice);
  const action = notice?.action;
  return (
    <NoticeArea
      notice={notice}
      action={
        action
          ? (close) => (
              <Button
                small
                onClick={() => {
                  close();
                  action.perform();
                }}
              >
                {action.label}
              </Button>
            )
          : undefined
      }
    />
  );
}
