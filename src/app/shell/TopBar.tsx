import { Separator } from '../../ui';
import { Logo } from '../../ui/icons';
import { CommandField } from './CommandField';
import { DocumentTitle } from './DocumentTitle';
import { HelpButtons } from './HelpButtons';
import { HistoryButtons } from './HistoryButtons';
import { InspectorHandle } from './InspectorHandle';
import { MainMenu } from './MainMenu';
import { ModeControl } from './ModeControl';
import { ProblemCount } from './ProblemCount';
import styles from './shell.module.css';

/** The bar over the columns: document at the left, mode in the middle, commands at the right. */
export function TopBar() {
  return (
    <header className={styles.top}>
      <div className={styles.left}>
        <span className={styles.logo}>
          <Logo />
        </span>
        <h1 className="visually-hidden">ASL Studio</h1>
        <MainMenu />
        <DocumentTitle />
        <Separator vertical />
        <HistoryButtons />
      </div>
      <div className={styles.mode}>
        <ModeControl />
      </div>
      <div className={styles.right}>
        <ProblemCount />
        <CommandField />
        <HelpButtons />
        <InspectorHandle />
      </div>
    </header>
  );
}
