#!/usr/bin/env node
/** Where the command line starts. */
import { runProgram } from './program.ts';

/** What happens when what is written is not taken. */
function handleClosedOutputs(): void {
  // `dehusk filter | head -1`: who reads has seen enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    const reason = error.code === 'ENOSPC' ? 'There is no space left.' : error.message;
    process.stderr.write(`dehusk: standard output: ${reason}\n`);
    process.exit(1);
  });
  // `dehusk clean … 2>&1 | head`: who has read enough of the progress has not called the work off.
  process.stderr.on('error', () => undefined);
}

handleClosedOutputs();
void runProgram(process.argv.slice(2));
