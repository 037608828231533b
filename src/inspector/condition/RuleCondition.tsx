import { useState } from 'react';
import type { JsonObject } from '../../base/json';
import type { Path } from '../../base/pointer';
import { addCondition, newComparison } from '../../model/commands';
import { readCondition } from '../../model/conditions';
import type { Studio } from '../../studio/types';
import { Button } from '../../ui';
import { Plus } from '../../ui/icons';
import { ComparisonRow } from './ComparisonRow';
import { ConditionGroup } from './ConditionGroup';
import { ConditionText } from './ConditionText';
import styles from './condition.module.css';
import { useConditionChange } from './useConditionChange';

export interface RuleConditionProps {
  readonly studio: Studio;
  readonly rule: JsonObject;
  readonly path: Path;
}

/** A group to begin with: two conditions of which one must hold. */
export const newGroup: JsonObject = { Or: [newComparison, newComparison] };

/**
 * The condition of a JSONPath Choice rule: one comparison, or conditions joined by All and Any, each of them possibly
 * turned round by “not”. What no form can show is edited as JSON, and so is everything else if the user likes.
 */
export function RuleCondition({ studio, rule, path }: RuleConditionProps) {
  const [asText, setAsText] = useState(false);
  const change = useConditionChange(studio);
  const condition = readCondition(rule, path);
  const text = asText || condition.kind === 'other';
  return (
    <div className={styles.condition}>
      {text ? (
        <ConditionText studio={studio} value={rule} place={path} />
      ) : condition.kind === 'group' ? (
        <ConditionGroup studio={studio} group={condition} name="" />
      ) : (
        <ComparisonRow studio={studio} condition={condition} name="" />
      )}
      <div className={styles.more}>
        {!text && (
          <>
            <Button
              look="link"
              icon={<Plus size={14} aria-hidden />}
              onClick={() => change(addCondition(path, newComparison))}
            >
              Condition
            </Button>
            <Button
              look="link"
              icon={<Plus size={14} aria-hidden />}
              onClick={() => change(addCondition(path, newGroup))}
            >
              Group
            </Button>
          </>
        )}
        {condition.kind !== 'other' && (
          <Button look="link" className={styles.asText} onClick={() => setAsText(!text)}>
            {text ? 'As fields' : 'As text'}
          </Button>
        )}
      </div>
    </div>
  );
}
