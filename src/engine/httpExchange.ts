import { isArray, isObject, type JsonObject, type JsonValue, own } from '../base/json';

/**
 * What an HTTP task sends and gets, as TestState shows it at the level TRACE (InspectionDataRequest and
 * InspectionDataResponse in the API reference; "Call HTTPS APIs in Step Functions" in the developer guide).
 */

/** What an EventBridge connection adds to a call. All of it is secret. */
export interface Connection {
  readonly headers: readonly Pair[];
  readonly query: readonly Pair[];
  readonly body: readonly Pair[];
}

type Pair = readonly [name: string, value: string];

const noConnection: Connection = { headers: [], query: [], body: [] };

/**
 * Reads a connection as CreateConnection and DescribeConnection write it: `AuthParameters` with one kind of
 * authorization, and `InvocationHttpParameters`.
 */
export function connectionFrom(value: JsonValue): Connection {
  const auth = part(value, 'AuthParameters') ?? value;
  const more = part(auth, 'InvocationHttpParameters');
  return {
    headers: [...authorization(auth), ...pairs(more, 'HeaderParameters')],
    query: pairs(more, 'QueryStringParameters'),
    body: pairs(more, 'BodyParameters'),
  };
}

function authorization(auth: JsonValue): Pair[] {
  const basic = part(auth, 'BasicAuthParameters');
  if (basic)
    return [['Authorization', `Basic ${base64(`${text(basic, 'Username')}:${text(basic, 'Password')}`)}`]];
  const key = part(auth, 'ApiKeyAuthParameters');
  if (key) return [[text(key, 'ApiKeyName'), text(key, 'ApiKeyValue')]];
  // The token is what the endpoint of the provider gives, which nobody asks here.
  return part(auth, 'OAuthParameters') ? [['Authorization', 'Bearer (a token of the provider)']] : [];
}

function pairs(value: JsonValue | undefined, field: string): Pair[] {
  const list = value === undefined ? undefined : part(value, field);
  if (list === undefined || !isArray(list)) return [];
  return list.flatMap((each) => (isObject(each) ? [[text(each, 'Key'), text(each, 'Value')] as const] : []));
}

const part = (value: JsonValue | undefined, field: string): JsonValue | undefined =>
  value !== undefined && isObject(value) ? own(value, field) : undefined;

const text = (value: JsonValue, field: string): string => String(part(value, field) ?? '');

const base64 = (value: string): string => btoa(String.fromCodePoint(...new TextEncoder().encode(value)));

/** The request of a task's parameters. `connection`: what of its connection is shown. */
export function httpRequest(
  parameters: JsonValue,
  region: string,
  connection: Connection = noConnection,
): JsonObject {
  const endpoint = text(parameters, 'ApiEndpoint');
  const body = bodyOf(parameters, connection);
  const set: Pair[] = [
    ['User-Agent', `Amazon|StepFunctions|HttpInvoke|${region}`],
    ['Range', 'bytes=0-262144'],
  ];
  return {
    protocol: /^([a-z][a-z0-9+.-]*):/i.exec(endpoint)?.[1]?.toLowerCase() ?? 'https',
    method: text(parameters, 'Method'),
    url: withQuery(endpoint, merged(named(part(parameters, 'QueryParameters')), connection.query)),
    headers: headerText([...merged(named(part(parameters, 'Headers')), connection.headers), ...set]),
    ...(body === null ? {} : { body }),
  };
}

/** The response that a task's result tells of; null where it is none of an HTTP task. */
export function httpResponse(result: JsonValue | undefined, error?: string): JsonObject | null {
  const failed = /^States\.Http\.StatusCode\.(\d{3})$/.exec(error ?? '')?.[1];
  if (failed !== undefined) return { protocol: 'https', statusCode: failed };
  if (result === undefined || !isObject(result) || part(result, 'StatusCode') === undefined) return null;
  const body = part(result, 'ResponseBody');
  return {
    protocol: 'https',
    statusCode: text(result, 'StatusCode'),
    ...(part(result, 'StatusText') === undefined ? {} : { statusMessage: text(result, 'StatusText') }),
    headers: headerText(named(part(result, 'Headers'))),
    ...(body === undefined ? {} : { body: asText(body) }),
  };
}

/** Names with their values; of a list as value, the name with each. */
function named(value: JsonValue | undefined): Pair[] {
  if (value === undefined || !isObject(value)) return [];
  return Object.entries(value).flatMap(([name, given]) =>
    (isArray(given) ? given : [given]).map((each) => [name, asText(each)] as const),
  );
}

const asText = (value: JsonValue): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Both together; where both have a name, the connection's value counts, at the task's place. */
function merged(own_: readonly Pair[], connection: readonly Pair[]): Pair[] {
  const left = [...connection];
  const taken = own_.map((pair): Pair => {
    const at = left.findIndex(([name]) => name.toLowerCase() === pair[0].toLowerCase());
    return at < 0 ? pair : (left.splice(at, 1)[0] ?? pair);
  });
  return [...taken, ...left];
}

const headerText = (headers: readonly Pair[]): string =>
  `[${headers.map(([name, value]) => `${name}: ${value}`).join(', ')}]`;

function withQuery(endpoint: string, query: readonly Pair[]): string {
  if (query.length === 0) return endpoint;
  const joined = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return `${endpoint}${endpoint.includes('?') ? '&' : '?'}${joined.join('&')}`;
}

/** The body as it is sent; null where there is none. */
function bodyOf(parameters: JsonValue, connection: Connection): string | null {
  const given = part(parameters, 'RequestBody');
  const added = Object.fromEntries(connection.body);
  const hasAdded = connection.body.length > 0;
  if (given === undefined && !hasAdded) return null;
  if (given !== undefined && !isObject(given)) return asText(given);
  const body = { ...given, ...added };
  const transform = part(parameters, 'Transform');
  if (text(transform ?? null, 'RequestBodyEncoding') !== 'URL_ENCODED') return JSON.stringify(body);
  const options = part(transform, 'RequestEncodingOptions');
  const format = part(options, 'ArrayFormat');
  return formEncoded(body, typeof format === 'string' ? format : 'INDICES');
}

function listSuffix(format: string, at: number): string {
  if (format === 'REPEAT') return '';
  return format === 'BRACKETS' ? '[]' : `[${at}]`;
}

/** Form data, with lists in one of the service's four ways. */
function formEncoded(body: JsonObject, format: string): string {
  const parts: string[] = [];
  const add = (key: string, value: JsonValue): void => {
    if (isArray(value)) {
      if (format === 'COMMAS') {
        const items = value.map((each) => encodeURIComponent(asText(each)));
        parts.push(`${encodeURIComponent(key)}=${items.join(',')}`);
      } else {
        for (const [at, each] of value.entries()) add(`${key}${listSuffix(format, at)}`, each);
      }
    } else if (isObject(value)) {
      for (const [name, each] of Object.entries(value)) add(`${key}[${name}]`, each);
    } else parts.push(`${encodeURIComponent(key)}=${encodeURIComponent(asText(value))}`);
  };
  for (const [key, value] of Object.entries(body)) add(key, value);
  return parts.join('&');
}

/** Headers that a task may not set (HTTP Task fields, `Headers`). */
const ownHeaders = new Set(
  (
    'a-im accept-charset accept-datetime accept-encoding authorization cache-control connection content-encoding ' +
    'content-md5 date expect forwarded from host http2-settings if-match if-modified-since if-none-match if-range ' +
    'if-unmodified-since max-forwards origin pragma proxy-authorization referer server te trailer transfer-encoding ' +
    'upgrade via warning'
  ).split(' '),
);
const ownPrefixes = /^x-(?:forwarded|amz|amzn)-/;

/** The first header of a task's parameters that the service refuses; null where there is none. */
export function refusedHeader(parameters: JsonValue): string | null {
  const refused = named(part(parameters, 'Headers')).find(
    ([name]) => ownHeaders.has(name.toLowerCase()) || ownPrefixes.test(name.toLowerCase()),
  );
  return refused?.[0] ?? null;
}
