import { type DragEvent, useEffect, useState } from 'react';
import { bytes } from '../../base/duration';
import type { ScenarioFile } from '../../studio/runDoor';
import type { Studio } from '../../studio/types';
import { Button, DraftField, EmptyState, IconButton } from '../../ui';
import { Download, SeverityMark, Trash2, Upload } from '../../ui/icons';
import { download, pickFiles } from '../files';
import { useDocument, useRun, useScenario } from '../useRun';
import styles from './mocks.module.css';
import { isGiven, placeFor, type WantedObject, wantedObjects } from './wantedObjects';

/** The files that stand for objects in S3: what ItemReaders read, as bytes or text. */
export function FilesView({ studio }: { readonly studio: Studio }) {
  const workflow = useDocument(studio, (document) => document.workflow);
  const files = useScenario(studio, (scenario) => scenario.files);
  const texts = useScenario(studio, (scenario) => scenario.mocks.files);
  const [dropping, setDropping] = useState(false);
  const wanted = wantedObjects(workflow);
  const textPlaces = Object.keys(texts ?? {});
  const places = [...files.filter(({ content }) => content).map(({ place }) => place), ...textPlaces];
  const missing = wanted.filter((each) => !isGiven(each, places));

  const put = (added: readonly ScenarioFile[]) => {
    const taken = new Set(added.map(({ place }) => place));
    studio.run.setFiles([...files.filter(({ place }) => !taken.has(place)), ...added]);
  };
  const add = (chosen: readonly File[]) => {
    const known = [...places];
    const added = chosen.map((file): ScenarioFile => {
      const place = placeFor(file.name, wanted, known);
      known.push(place);
      return { place, size: file.size, content: file };
    });
    if (added.length > 0) put(added);
  };
  const choose = async (object: WantedObject) => {
    const chosen = await pickFiles(object.listed);
    put(
      chosen.map((file) => ({
        place: `${object.bucket}/${object.key}${object.listed ? file.name : ''}`,
        size: file.size,
        content: file,
      })),
    );
  };
  const drop = (event: DragEvent) => {
    setDropping(false);
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    add([...event.dataTransfer.files]);
  };
  return (
    <section
      className={styles.files}
      aria-label="Files in S3"
      data-dropping={dropping || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        event.stopPropagation();
        setDropping(true);
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={drop}
    >
      <div className={styles.filesHead}>
        <Button
          small
          icon={<Upload size={14} aria-hidden />}
          onClick={async () => add(await pickFiles(true))}
        >
          Add files
        </Button>
        <span className={styles.note}>
          CSV, JSON, JSON Lines and Parquet, also as .gz and .zst. They stay in this browser.
        </span>
      </div>
      {missing.map((object) => (
        <p key={`${object.pointer} ${object.key}`} className={styles.missing}>
          <SeverityMark severity="warning" size={14} />
          <span>
            {object.state} reads {object.listed ? 'objects under ' : ''}
            <code>
              {object.bucket}/{object.key}
            </code>
          </span>
          <Button small look="accent" onClick={() => void choose(object)}>
            {object.listed ? 'Choose files' : 'Choose a file'}
          </Button>
        </p>
      ))}
      {files.length === 0 && textPlaces.length === 0 && missing.length === 0 ? (
        <EmptyState text="Files for the item readers of distributed Maps stand here. Drop some, or add them." />
      ) : (
        <ul className={styles.fileList}>
          {files.map((file) => (
            <FileRow
              key={file.place}
              file={file}
              onPlace={(place) =>
                studio.run.setFiles([
                  ...files.filter((other) => other !== file && other.place !== place),
                  { ...file, place },
                ])
              }
              onRemove={() => studio.run.setFiles(files.filter((other) => other !== file))}
            />
          ))}
          {textPlaces.map((place) => (
            <li key={place} className={styles.file}>
              <code className={styles.filePlace}>{place}</code>
              <span className={styles.fileFact}>in the mocks</span>
            </li>
          ))}
        </ul>
      )}
      <WrittenFiles studio={studio} />
    </section>
  );
}

/** What ResultWriters have written in the run. */
function WrittenFiles({ studio }: { readonly studio: Studio }) {
  const run = useRun(studio, (state) => state.run);
  const status = useRun(studio, (state) => state.status);
  const [written, setWritten] = useState<readonly (readonly [place: string, text: string])[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run, or its end, has other files
  useEffect(() => {
    let gone = false;
    void studio.run.writtenFiles().then((files) => {
      if (!gone) setWritten(Object.entries(files));
    });
    return () => {
      gone = true;
    };
  }, [studio, run, status]);
  if (written.length === 0) return null;
  return (
    <ul className={styles.fileList} aria-label="Written by the run">
      {written.map(([place, text]) => (
        <li key={place} className={styles.file}>
          <code className={styles.filePlace}>{place}</code>
          <span className={styles.fileFact}>written by the run, {bytes(text.length)}</span>
          <IconButton
            small
            label={`Download ${place}`}
            icon={<Download size={14} aria-hidden />}
            onClick={() => download(place.slice(place.lastIndexOf('/') + 1), text)}
          />
        </li>
      ))}
    </ul>
  );
}

interface FileRowProps {
  readonly file: ScenarioFile;
  readonly onPlace: (place: string) => void;
  readonly onRemove: () => void;
}

function FileRow({ file, onPlace, onRemove }: FileRowProps) {
  return (
    <li className={styles.file}>
      <div className={styles.filePlace}>
        <DraftField
          label={`Bucket and key of ${file.place}`}
          value={file.place}
          onSave={(place) => {
            if (/^[^/]+\/./.test(place)) onPlace(place);
          }}
        />
      </div>
      {file.content ? null : <span className={styles.problem}>Not kept: choose it again</span>}
      {file.content && file.unkept !== undefined ? (
        <span className={styles.misfit} title={`It can’t be kept: ${file.unkept}.`}>
          <SeverityMark severity="warning" size={14} /> Until this page is closed: {file.unkept}
        </span>
      ) : null}
      <span className={styles.fileFact}>{bytes(file.size)}</span>
      <IconButton
        small
        label={`Remove ${file.place}`}
        icon={<Trash2 size={14} aria-hidden />}
        onClick={onRemove}
      />
    </li>
  );
}
