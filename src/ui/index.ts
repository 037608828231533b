export { Button, type ButtonProps, IconButton, type IconButtonProps } from './Button';
export { CodeField } from './CodeField';
export { Combobox, type Suggestion, TokenField } from './Combobox';
export { DataStages, type ShownStage } from './DataStages';
export { Dialog } from './Dialog';
export { ErrorBoundary, Failure } from './ErrorBoundary';
export { ErrorBox } from './ErrorBox';
export { Field, FieldRow, useFieldProps } from './Field';
export { CopyButton, JsonView } from './JsonView';
export { Kbd } from './Kbd';
export { LoadFailure, lazyPart, nextTry, TryContext } from './lazyPart';
export { ContextMenu, Menu, MenuAt, type MenuGroup, type MenuItem } from './Menu';
export { Popover, PopoverAt } from './Popover';
export { ProblemActions, ProblemNote } from './ProblemNote';
export {
  Badge,
  Code,
  EmptyState,
  ExternalLink,
  Separator,
  Skeleton,
  SkeletonLines,
  TextWithCode,
} from './parts';
export { Section } from './Section';
export { SegmentedControl } from './SegmentedControl';
export { Select, type SelectOption } from './Select';
export { Checkbox, Switch } from './Switch';
export { type TabItem, Tabs } from './Tabs';
export { DraftField, NumberField, TextArea, TextField } from './TextField';
export { type Notice, NoticeArea } from './Toast';
export { Tooltip, TooltipProvider } from './Tooltip';
export { useVisitData } from './useVisitData';
