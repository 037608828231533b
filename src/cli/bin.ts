import { main } from './main';

// Whoever reads the output may stop early (`| head`); that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// Not process.exit: what is still being written to a pipe would be cut off.
process.exitCode = await main(process.argv.slice(2));
