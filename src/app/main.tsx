import '../ui/base.css';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { browserStorage } from './browserStorage';
import { Crash } from './Crash';
import { createSizes } from './shell/sizes';
import { startStudio } from './startStudio';
import { followTheme } from './theme';

const root = document.getElementById('root');
if (root) {
  const page = createRoot(root, {
    onUncaughtError: (error) => {
      console.error(error);
      page.render(<Crash error={error} />);
    },
  });
  try {
    const { studio, files } = startStudio();
    followTheme(studio.view);
    // For checks, which may read the text and the events of the run as AWS gives them. Nothing can be set.
    Object.defineProperty(window, '__aslStudio', {
      value: Object.freeze({
        text: () => studio.document.store.getState().text,
        history: () => studio.run.history(),
      }),
    });
    window.addEventListener('pagehide', () => files.part());
    // The browser asks by itself whether to go; it does so only where something would be lost.
    window.addEventListener('beforeunload', (event) => {
      if (files.wouldLose()) event.preventDefault();
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') void files.flush();
    });
    void files.openLast();
    page.render(
      <App studio={studio} files={files} sizes={createSizes(browserStorage('localStorage'), window)} />,
    );
  } catch (error) {
    console.error(error);
    page.render(<Crash error={error} />);
  }
}
