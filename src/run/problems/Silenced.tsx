import type { Studio } from '../../studio/types';
import { Button, Popover } from '../../ui';
import { EyeOff } from '../../ui/icons';
import styles from './problems.module.css';

/** What is silenced in this workflow, with a way to hear of it again. */
export function Silenced({ studio, codes }: { readonly studio: Studio; readonly codes: readonly string[] }) {
  return (
    <Popover
      title="Silenced in this workflow"
      align="start"
      trigger={
        <button type="button" className={styles.filter}>
          <EyeOff size={14} aria-hidden />
          {codes.length} silenced
        </button>
      }
    >
      <ul className={styles.silenced}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
            <Button
              small
              look="quiet"
              aria-label={`Show ${code} again`}
              onClick={() => studio.document.silence(code, false)}
            >
              Show again
            </Button>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
