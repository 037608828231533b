import { isObject } from '../../base/json';
import { addCondition, joinBy, newComparison, removeCondition } from '../../model/commands';
import type { Condition, Connective, GroupCondition } from '../../model/conditions';
import type { Studio } from '../../studio/types';
import { Button, IconButton, SegmentedControl } from '../../ui';
import { Plus, X } from '../../ui/icons';
import { useDefinitionAt } from '../useField';
import { ComparisonRow } from './ComparisonRow';
import { ConditionText } from './ConditionText';
import styles from './condition.module.css';
import { NotSwitch } from './NotSwitch';
import { useConditionChange } from './useConditionChange';

interface GroupProps {
  readonly studio: Studio;
  readonly group: GroupCondition;
  /** Its number among its rule's conditions (`2.1`), for the names of its controls; empty: the rule's own. */
  readonly name: string;
  /** Takes the group out of the one around it; absent for a rule's own. */
  readonly onRemove?: () => void;
}

const joinWords: Readonly<Record<Connective, string>> = { And: 'and', Or: 'or' };
const joinOptions = [
  { value: 'And', label: 'All', title: 'Every one of the conditions must hold' },
  { value: 'Or', label: 'Any', title: 'One of the conditions must hold' },
] as const;

/** Conditions of which all or any must hold. */
export function ConditionGroup({ studio, group, name, onRemove }: GroupProps) {
  const change = useConditionChange(studio);
  const removePart = (at: number) =>
    group.parts.length > 1 ? () => change(removeCondition(group.place, at)) : onRemove;
  const which = name === '' ? '' : ` in group ${name}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a look of its own
    <div
      role="group"
      aria-label={name === '' ? 'Conditions' : `Group ${name}`}
      className={styles.group}
      data-nested={name === '' ? undefined : ''}
    >
      <div className={styles.groupHead}>
        <NotSwitch studio={studio} condition={group} label={`Not${which}`} />
        <SegmentedControl
          small
          label={`Which must hold${which}`}
          value={group.joins}
          options={joinOptions}
          onChange={(joins) => change(joinBy(group.path, joins))}
        />
        <span className={styles.groupWords}>of these conditions</span>
        {onRemove && (
          <IconButton
            small
            className={styles.remove}
            label={`Remove group ${name}`}
            icon={<X size={14} />}
            onClick={onRemove}
          />
        )}
      </div>
      {group.parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no identity but its place
        <div key={at} className={styles.part}>
          {at > 0 && <span className={styles.joint}>{joinWords[group.joins]}</span>}
          <Part
            studio={studio}
            part={part}
            name={name === '' ? `${at + 1}` : `${name}.${at + 1}`}
            onRemove={removePart(at)}
          />
        </div>
      ))}
      {name !== '' && (
        <Button
          look="link"
          className={styles.addNested}
          icon={<Plus size={14} aria-hidden />}
          aria-label={`Add a condition to group ${name}`}
          onClick={() => change(addCondition(group.place, newComparison))}
        >
          Condition
        </Button>
      )}
    </div>
  );
}

interface PartProps {
  readonly studio: Studio;
  readonly part: Condition;
  readonly name: string;
  readonly onRemove: (() => void) | undefined;
}

function Part({ studio, part, name, onRemove }: PartProps) {
  if (part.kind === 'comparison') {
    return <ComparisonRow studio={studio} condition={part} name={name} onRemove={onRemove} />;
  }
  if (part.kind === 'group') {
    return (
      <ConditionGroup
        studio={studio}
        group={part}
        name={name}
        {...(onRemove === undefined ? {} : { onRemove })}
      />
    );
  }
  return <OtherPart studio={studio} part={part} name={name} onRemove={onRemove} />;
}

function OtherPart({ studio, part, name, onRemove }: PartProps) {
  const value = useDefinitionAt(studio, part.place);
  return (
    <div className={styles.other}>
      <ConditionText studio={studio} value={isObject(value) ? value : {}} place={part.place} />
      {onRemove && (
        <IconButton small label={`Remove condition ${name}`} icon={<X size={14} />} onClick={onRemove} />
      )}
    </div>
  );
}
