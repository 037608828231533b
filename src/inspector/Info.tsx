import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Problem } from '../model/problem';
import { parseResource } from '../model/resource';
import { fieldAt, fieldIn, processorFields, stateTypeDescriptors, workflowFields } from '../model/stateTypes';
import type { StateType, Workflow } from '../model/workflow';
import type { Studio } from '../studio/types';
import type { InfoTopic } from '../studio/viewDoor';
import { ExternalLink, IconButton, TextWithCode } from '../ui';
import { BookOpen, ChevronDown, ChevronUp } from '../ui/icons';
import styles from './Inspector.module.css';

interface Explanation {
  readonly title: string;
  readonly text: ReactNode;
  readonly links: readonly { readonly href: string; readonly label: string }[];
}

/** What the selected state, field, action or problem means, in a few sentences, with links to the documentation. */
export function Info({ studio }: { readonly studio: Studio }) {
  const open = useStore(studio.view.store, (state) => state.infoOpen);
  const info = useStore(studio.view.store, (state) => state.info);
  const selected = useStore(studio.view.store, (state) => state.selection.at(-1) ?? null);
  const workflow = useStore(studio.document.store, (state) => state.workflow);
  const problems = useStore(studio.document.store, (state) => state.problems);
  const explanation =
    (info && explain(info, workflow, selected, problems)) ?? explainSelection(workflow, selected);
  return (
    <section className={styles.info} aria-label="Info" data-open={open}>
      <div className={styles.infoHead}>
        <BookOpen size={16} aria-hidden />
        <strong>Info</strong>
        <span className={styles.infoTitle}>{explanation.title}</span>
        <IconButton
          small
          side="top"
          label={open ? 'Close the info' : 'Open the info'}
          icon={open ? <ChevronDown size={14} /> : <ChevronUp size={14} />}
          onClick={() => studio.view.set({ infoOpen: !open })}
        />
      </div>
      {open && (
        <div className={styles.infoBody}>
          <div>{explanation.text}</div>
          {explanation.links.length > 0 && (
            <p className={styles.infoLinks}>
              {explanation.links.map((link) => (
                <ExternalLink key={link.href} href={link.href}>
                  {link.label}
                </ExternalLink>
              ))}
            </p>
          )}
        </div>
      )}
    </section>
  );
}

function explain(
  topic: InfoTopic,
  workflow: Workflow,
  selected: string | null,
  problems: readonly Problem[],
): Explanation | null {
  if (topic.kind === 'state')
    return topic.type in stateTypeDescriptors ? explainType(topic.type as StateType) : null;
  if (topic.kind === 'action') {
    const resource = parseResource(topic.resource);
    return {
      title: resource.label,
      text: <TextWithCode text={`Calls \`${topic.resource}\`. Its answer becomes the state’s result.`} />,
      links: [{ href: stateTypeDescriptors.Task.documentation, label: 'Task' }],
    };
  }
  if (topic.kind === 'problem') {
    const problem = problems.find((each) => each.code === topic.code);
    if (!problem) return null;
    const { explanation } = problem;
    const sentences = explanation
      ? [explanation.what, explanation.why, explanation.mend]
      : [problem.message, problem.why ?? ''];
    return {
      title: topic.code,
      text: <TextWithCode text={sentences.join(' ').trim()} />,
      links: explanation ? [{ href: explanation.documentation, label: 'Developer guide' }] : [],
    };
  }
  return explainField(topic, workflow, selected);
}

function explainField(
  topic: Extract<InfoTopic, { kind: 'field' }>,
  workflow: Workflow,
  selected: string | null,
): Explanation | null {
  if (topic.stateType === null && topic.path[0] === 'type') {
    return {
      title: 'Workflow type',
      text: (
        <TextWithCode text="A Standard workflow runs up to a year and records every event. An Express workflow runs up to five minutes, costs by duration, and can neither wait for tokens nor for `.sync` calls." />
      ),
      links: [
        {
          href: 'https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html',
          label: 'Choosing a type',
        },
      ],
    };
  }
  const state = selected === null ? null : workflow.states.get(selected);
  const language = state?.queryLanguage ?? workflow.root.queryLanguage;
  const lists = state?.type
    ? [fieldAt(state.type, topic.path, language), ...nestedField(state.type, topic.path)]
    : [fieldIn(workflowFields, topic.path, language)];
  const field = lists.find((each) => each !== undefined) ?? fieldIn(processorFields, topic.path, language);
  if (!field) return null;
  return {
    title: field.label,
    text: <TextWithCode text={field.help} />,
    links: field.documentation
      ? [{ href: field.documentation, label: `${field.name} in the documentation` }]
      : [],
  };
}

/** A field inside Retry, Catch or a rule is known by its last name alone. */
function nestedField(type: StateType, path: readonly string[]) {
  return ['Retry', 'Catch', 'Choices', 'ItemReader', 'ItemBatcher', 'ResultWriter', 'Credentials'].map(
    (list) => fieldAt(type, [list, ...path]),
  );
}

function explainType(type: StateType): Explanation {
  const { help, documentation } = stateTypeDescriptors[type];
  return {
    title: type,
    text: <TextWithCode text={help} />,
    links: [{ href: documentation, label: `${type} state` }],
  };
}

function explainSelection(workflow: Workflow, selected: string | null): Explanation {
  const type = selected === null ? null : workflow.states.get(selected)?.type;
  if (type) return explainType(type);
  return {
    title: 'Workflow',
    text: (
      <p>
        A workflow is a set of states and the transitions between them. Select a state to see what it does and
        how it is set up.
      </p>
    ),
    links: [
      {
        href: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html',
        label: 'Amazon States Language',
      },
    ],
  };
}
