import {
  listOf,
  membersOf,
  type NamesFile,
  type SdkMember,
  type ServiceEntry,
  type VolumeFile,
} from './encoding';

/** An AWS service as Step Functions calls it through the SDK. */
export interface SdkService {
  /** As written in a `Resource`: `cloudwatchlogs`. */
  readonly name: string;
  /** As people call it: `CloudWatch Logs`. */
  readonly label: string;
  readonly prefix: string;
  readonly documented: boolean;
  readonly actions: ReadonlySet<string>;
  readonly unsupported: ReadonlySet<string>;
}

/** What an action is given and answers. */
export interface SdkAction {
  readonly required: readonly SdkMember[];
  readonly optional: readonly SdkMember[];
  readonly outputs: readonly SdkMember[];
  /** As Retry and Catch name them: `DynamoDb.ResourceNotFoundException`. */
  readonly errors: readonly string[];
}

/**
 * What is known of AWS services, as far as it is loaded. Never changed: more is a new object, so that what was
 * concluded from less can be told from what is concluded from this.
 */
export class SdkFacts {
  readonly #services = new Map<string, SdkService>();
  readonly #actions = new Map<string, SdkAction>();

  constructor(
    readonly names: NamesFile | null,
    readonly volumes: ReadonlyMap<number, VolumeFile>,
  ) {}

  /** Names of all services in alphabetical order; none before they are loaded. */
  get serviceNames(): readonly string[] {
    return Object.keys(this.names?.services ?? {});
  }

  service(name: string): SdkService | null {
    const known = this.#services.get(name);
    const entry = known ? undefined : this.#entry(name);
    if (!entry) return known ?? null;
    const service: SdkService = {
      name,
      label: entry.label,
      prefix: entry.prefix,
      documented: entry.undocumented !== 1,
      actions: new Set(listOf(entry.actions)),
      unsupported: new Set(listOf(entry.unsupported)),
    };
    this.#services.set(name, service);
    return service;
  }

  /** Whether a service is one that Step Functions lists, but of which no more is known. */
  isRetired(name: string): boolean {
    return this.names !== null && Object.hasOwn(this.names.retired, name);
  }

  /** The service that is called so elsewhere: `stepfunctions`, `cognito-idp`. */
  byAlias(name: string): string | null {
    const plain = name.replace(/[^a-z0-9]/gi, '').toLowerCase();
    if (this.#entry(plain)) return plain;
    return this.serviceNames.find((each) => this.#entry(each)?.alias === plain) ?? null;
  }

  /** Null for an unknown action, and for one whose volume is not loaded. */
  action(service: string, name: string): SdkAction | null {
    const key = `${service}:${name}`;
    const known = this.#actions.get(key);
    if (known) return known;
    const entry = this.#entry(service);
    const details = entry && at(this.volumes.get(entry.volume) ?? {}, service);
    const index = details ? [...(this.service(service)?.actions ?? [])].indexOf(name) : -1;
    if (!entry || !details || index < 0) return null;
    const lineOf = (column: string): string => column.split('\n')[index] ?? '';
    const errorNames = listOf(details.errors);
    const action: SdkAction = {
      required: membersOf(lineOf(details.required)),
      optional: membersOf(lineOf(details.optional)),
      outputs: membersOf(lineOf(details.outputs)),
      errors: listOf(lineOf(details.failures)).map(
        (index) => `${entry.prefix}.${errorNames[Number(index)] ?? ''}Exception`,
      ),
    };
    this.#actions.set(key, action);
    return action;
  }

  /** The page of an action in the API reference. */
  reference(service: string, action: string): string | null {
    const uid = this.#entry(service)?.uid;
    if (!uid) return null;
    const operation = action.charAt(0).toUpperCase() + action.slice(1);
    return `https://docs.aws.amazon.com/goto/WebAPI/${uid}/${operation}`;
  }

  #entry(name: string): ServiceEntry | undefined {
    return this.names ? at(this.names.services, name) : undefined;
  }
}

const loadNames = import.meta.glob<NamesFile>('./catalogue/names.json', { import: 'default' });
const loadVolume = import.meta.glob<VolumeFile>('./catalogue/volume*.json', { import: 'default' });

let facts = new SdkFacts(null, new Map());

/** What is known at present; nothing before the first `loadSdkFacts`. */
export const sdkFacts = (): SdkFacts => facts;

/**
 * Loads the names of all services and actions, and the details of some services. Never rejects: what can't be loaded
 * stays unknown.
 * @returns Whether more is known than before.
 */
export async function loadSdkFacts(services: Iterable<string> = []): Promise<boolean> {
  const before = facts;
  try {
    const names = facts.names ?? (await loadNames['./catalogue/names.json']?.()) ?? null;
    if (!names) return false;
    const wanted = new Set([...services].flatMap((each) => at(names.services, each)?.volume ?? []));
    const missing = [...wanted].filter((index) => !facts.volumes.has(index));
    const loaded = await Promise.all(missing.map(async (index) => [index, await volume(index)] as const));
    const volumes = new Map([...facts.volumes, ...loaded]);
    if (facts.names === null || volumes.size > facts.volumes.size) facts = new SdkFacts(names, volumes);
  } catch {
    // What can't be loaded stays unknown.
  }
  return facts !== before;
}

async function volume(index: number): Promise<VolumeFile> {
  return (await loadVolume[`./catalogue/volume${index}.json`]?.()) ?? {};
}

function at<T>(entries: { readonly [key: string]: T }, key: string): T | undefined {
  return Object.hasOwn(entries, key) ? entries[key] : undefined;
}
