import { counted } from '../../base/duration';
import { noMocks, type ReadMocks } from '../../studio/runMocks';
import type { Studio } from '../../studio/types';

/** Takes read mocks over: our own form into the active scenario, test cases as scenarios of their own. */
export function importCases(studio: Studio, read: ReadMocks): void {
  const [first] = read.cases;
  if (!first) return;
  if (!read.local) {
    const { mocks } = studio.run.scenario.getState();
    studio.run.setMocks(first.mocks ?? noMocks);
    studio.view.notify('The mocks of this scenario were replaced.', 'info', {
      label: 'Undo',
      perform: () => studio.run.setMocks(mocks),
    });
    return;
  }
  let firstName = '';
  for (const { name, mocks } of read.cases) {
    studio.run.addScenario(name, { mocks });
    firstName ||= studio.run.scenario.getState().name;
  }
  studio.run.chooseScenario(firstName);
  studio.view.notify(`${counted(read.cases.length, 'test case')} became scenarios.`);
}
