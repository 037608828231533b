import { isObject, type JsonObject, own } from '../../base/json';
import type { TestStateAnswer } from '../../engine/messages';
import { readJson } from '../../studio/jsonText';
import { EmptyState, JsonView, Section } from '../../ui';
import styles from './testState.module.css';

/** What an HTTP task sent and got; null where the answer tells nothing of it. */
export function httpExchange({
  inspectionData,
}: TestStateAnswer): { readonly request: JsonObject; readonly response: JsonObject | null } | null {
  const request = inspectionData && own(inspectionData, 'request');
  const response = inspectionData && own(inspectionData, 'response');
  return isObject(request) ? { request, response: isObject(response) ? response : null } : null;
}

/** The request and the response of a tested HTTP task, as raw as the service shows them. */
export function HttpExchange({
  answer,
  sample,
}: {
  readonly answer: TestStateAnswer;
  readonly sample: boolean;
}) {
  const exchange = httpExchange(answer);
  if (!exchange) return <EmptyState text="The task did not come to its call." />;
  const { request, response } = exchange;
  return (
    <>
      <Section title="Request">
        <p className={styles.httpLine}>
          <strong>{words(request, 'method')}</strong> {words(request, 'url')}
        </p>
        <Message label="Request" part={request} />
      </Section>
      <Section title={sample ? 'Response, a sample' : 'Response, as mocked'}>
        {response ? (
          <>
            <p className={styles.httpLine}>
              <strong>{words(response, 'statusCode')}</strong> {words(response, 'statusMessage')}
            </p>
            <Message label="Response" part={response} />
          </>
        ) : (
          <EmptyState text="Nothing is known of the response." />
        )}
      </Section>
    </>
  );
}

function Message({ label, part }: { readonly label: string; readonly part: JsonObject }) {
  const body = own(part, 'body');
  const read = typeof body === 'string' ? readJson(body) : null;
  return (
    <>
      <ul className={styles.httpHeaders} aria-label={`${label} headers`}>
        {headerLines(words(part, 'headers')).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {typeof body !== 'string' ? null : read?.ok && typeof read.value === 'object' ? (
        <JsonView label={`${label} body`} value={read.value} maxHeight={10_000} />
      ) : (
        <p className={styles.httpLine}>{body}</p>
      )}
    </>
  );
}

/** The headers of `[name: value, name: value]`, a line each; a comma within a value ends none. */
export const headerLines = (headers: string): readonly string[] =>
  headers
    .replace(/^\[|\]$/g, '')
    .split(/, (?=[^\s:,]+: )/)
    .filter((line) => line !== '');

const words = (part: JsonObject, field: string): string => String(own(part, field) ?? '');
