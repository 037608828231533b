import { useEffect, useState } from 'react';
import { useFiles } from '../StudioContext';
import type { Files } from './files';
import styles from './files.module.css';

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** A file dragged onto the window opens it. */
export function DropFile() {
  const files = useFiles();
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth += 1;
      setOver(true);
    };
    const move = (event: DragEvent) => {
      if (holdsFiles(event)) event.preventDefault();
    };
    const leave = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      void openDropped(files, event.dataTransfer);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragover', move);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragover', move);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [files]);
  return over ? (
    <div className={styles.dropCover}>
      <p>Drop the file to open it</p>
    </div>
  ) : null;
}

/** The handle must be asked for while the event is under way; with it the file can be saved in place. */
async function openDropped(files: Files, data: DataTransfer | null): Promise<void> {
  const [file] = data?.files ?? [];
  if (!file) return;
  const item = [...(data?.items ?? [])].find((each) => each.kind === 'file') as HandleItem | undefined;
  const handle = await item?.getAsFileSystemHandle?.().catch(() => null);
  await files.openFile(file, handle?.kind === 'file' ? (handle as FileSystemFileHandle) : null);
}

interface HandleItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}
