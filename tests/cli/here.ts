/**
 * Runs the command line in this process. Starting one, which loads Node, the code, the rules and the models, takes many
 * times as long as most commands do. What only a process can show, that it ends, that its output gets out, that
 * a command loads all it needs, `dehusk` in `command.ts` shows, at least once for each command.
 */
import { Readable } from 'node:stream';
import { runProgram } from '../../src/cli/program.ts';
import { type Ended, ROOT, type Run, withoutStackTrace } from './command.ts';

/** As `dehusk` does. One at a time: what the command line is given belongs to the whole process. */
export async function dehuskHere(
  args: readonly string[],
  { input = '', cwd = ROOT, env = {} }: Run = {},
): Promise<Ended> {
  const { stdin, env: outerEnv, exitCode: outerStatus } = process;
  const outerFolder = process.cwd();
  const { CI: _, ...outer } = outerEnv;
  const stdout = recordWrites(process.stdout);
  const stderr = recordWrites(process.stderr);
  try {
    process.chdir(cwd);
    process.env = { ...outer, ...env };
    process.exitCode = undefined;
    Object.defineProperty(process, 'stdin', {
      value: Readable.from([Buffer.from(input)]),
      configurable: true,
    });
    await runProgram(args);
    const status = Number(process.exitCode ?? 0);
    return withoutStackTrace({ status, stdout: stdout.written(), stderr: stderr.written() });
  } finally {
    Object.defineProperty(process, 'stdin', { value: stdin, configurable: true });
    process.exitCode = outerStatus;
    process.env = outerEnv;
    process.chdir(outerFolder);
    stdout.stop();
    stderr.stop();
  }
}

/** Keeps what is written to a stream, instead of writing it. */
function recordWrites(stream: NodeJS.WriteStream): { written(): string; stop(): void } {
  const chunks: Buffer[] = [];
  const write = stream.write;
  stream.write = (chunk: string | Uint8Array) => {
    chunks.push(Buffer.from(chunk));
    return true;
  };
  return {
    written: () => Buffer.concat(chunks).toString('utf8'),
    stop: () => {
      stream.write = write;
    },
  };
}
