import type { Format } from '../../language/messages';
import type { WorkflowType } from '../../model/workflow';
import appointment from './appointment-reminder.asl.json?raw';
import appointmentScenarios from './appointment-reminder.scenarios.json';
import trip from './book-a-trip.asl.json?raw';
import tripScenarios from './book-a-trip.scenarios.json';
import members from './import-members.asl.json?raw';
import membersScenarios from './import-members.scenarios.json';
import orders from './order-processing.asl.json?raw';
import ordersScenarios from './order-processing.scenarios.json';
import rent from './rent-notice.asl.yaml?raw';
import rentScenarios from './rent-notice.scenarios.json';
import upload from './upload-size-check.asl.json?raw';
import uploadScenarios from './upload-size-check.scenarios.json';
import approval from './wait-for-approval.asl.json?raw';
import approvalScenarios from './wait-for-approval.scenarios.json';
import weather from './weather-report.asl.json?raw';
import weatherScenarios from './weather-report.scenarios.json';
import welcomeScenarios from './welcome-mail.scenarios.json';
import welcome from './welcome-mail.serverless.yml?raw';

/** A workflow to begin with: its text, and scenarios to run it with. */
export interface Example {
  /** Also the name of the document it opens as. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly states: number;
  readonly format: Format;
  readonly type: WorkflowType;
  readonly text: string;
  /** Inputs with their mocks, as the run keeps them. */
  readonly scenarios: unknown;
}

type Row = Omit<Example, 'format' | 'type'> & Partial<Pick<Example, 'format' | 'type'>>;

const rows: readonly Row[] = [
  {
    id: 'order-processing',
    title: 'Order processing',
    summary: '15 states: Map, Choice, Parallel, Catch',
    states: 15,
    text: orders,
    scenarios: ordersScenarios,
  },
  {
    id: 'wait-for-approval',
    title: 'Wait for approval',
    summary: 'A callback with a time-out and a reminder',
    states: 7,
    text: approval,
    scenarios: approvalScenarios,
  },
  {
    id: 'appointment-reminder',
    title: 'Appointment reminder',
    summary: 'Waits for a timestamp in the input, then calls a function',
    states: 2,
    text: appointment,
    scenarios: appointmentScenarios,
  },
  {
    id: 'welcome-mail',
    title: 'Welcome mail in a serverless.yml',
    summary: 'A workflow inside a template, with its placeholders',
    states: 2,
    format: 'yaml',
    text: welcome,
    scenarios: welcomeScenarios,
  },
  {
    id: 'upload-size-check',
    title: 'Check the size of an upload',
    summary: 'A task, a Choice on its bare result, three ways to end',
    states: 5,
    text: upload,
    scenarios: uploadScenarios,
  },
  {
    id: 'import-members',
    title: 'Import members from a CSV file',
    summary: 'Distributed Map with batches and tolerated failures',
    states: 6,
    text: members,
    scenarios: membersScenarios,
  },
  {
    id: 'weather-report',
    title: 'Weather report',
    summary: 'Shaping data with JSONata and variables',
    states: 7,
    text: weather,
    scenarios: weatherScenarios,
  },
  {
    id: 'book-a-trip',
    title: 'Book a trip',
    summary: 'A saga: what was booked is undone when a step fails',
    states: 9,
    text: trip,
    scenarios: tripScenarios,
  },
  {
    id: 'rent-notice',
    title: 'Rent notice',
    summary: 'YAML: a Wait, a Choice on a preference, Parallel branches',
    states: 9,
    format: 'yaml',
    text: rent,
    scenarios: rentScenarios,
  },
];

/** The first is what the studio begins with. */
export const examples: readonly Example[] = rows.map((row) => ({ format: 'json', type: 'STANDARD', ...row }));
