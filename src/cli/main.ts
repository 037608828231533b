import { commands } from './commands';
import { UsageError } from './usage';

/** Runs the command line and returns the exit code: 0 done, 1 the work found a failure, 2 bad usage. */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    const list = commands.map((each) => `  ${each.usage}\n      ${each.summary}`).join('\n');
    const asked = name === undefined || name === '--help' || name === '-h' || name === 'help';
    const text = `${asked ? '' : `Unknown command: ${name}\n`}Usage: asl <command> …\n${list}\n`;
    (asked ? process.stdout : process.stderr).write(text);
    return asked && name !== undefined ? 0 : 2;
  }
  if (rest.includes('--help')) {
    process.stdout.write(`${command.usage}\n${command.summary}\n`);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\nUsage: ${command.usage}\n`);
    return 2;
  }
}
