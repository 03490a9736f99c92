/** What the commands print: one line a step, with its time; on a terminal a spinner names what is under way. */

const out = process.stdout;
// A terminal that went away must not take the servers with it.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const live = Boolean(out.isTTY) && !process.env.CI && process.env.TERM !== 'dumb';
const colours = live && !process.env.NO_COLOR;
const paint = (code) => (text) => (colours ? `\x1b[${code}m${text}\x1b[0m` : text);
export const bold = paint('1');
export const dim = paint('2');
export const red = paint('31');
export const green = paint('32');
export const yellow = paint('33');
export const accent = paint('38;5;173');

const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const active = new Set();
let timer;
let frame = 0;

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
const clear = () => live && active.size > 0 && out.write('\r\x1b[2K');

function draw() {
  if (!live || active.size === 0) return;
  const names = [...active].map((step) => (step.detail ? `${step.name} (${step.detail})` : step.name)).join(' · ');
  const oldest = Math.min(...[...active].map((step) => step.since));
  // One row only: a longer one would wrap and stay behind.
  const room = (out.columns ?? 80) - 16;
  const shown = names.length > room ? `${names.slice(0, room - 1)}…` : names;
  out.write(`\r\x1b[2K  ${accent(FRAMES[frame])} ${shown} ${dim(seconds(Date.now() - oldest))}`);
}

/** Prints whole lines above the spinner. */
export function print(text = '') {
  clear();
  out.write(`${text}\n`);
  draw();
}

/** One line that the reader should notice, such as a port that was taken. */
export const notice = (text) => print(`  ${yellow('!')} ${text}`);

const line = (mark, name, detail, ms) =>
  print(`  ${mark} ${name.padEnd(10)} ${detail.padEnd(48)} ${dim(seconds(ms).padStart(7))}`);

function spin() {
  if (!live || timer) return;
  timer = setInterval(() => {
    frame = (frame + 1) % FRAMES.length;
    draw();
  }, 80);
  timer.unref();
}

let ending = false;

/** From now on steps that fail fail because we are ending: they are not reported. */
export function hush() {
  ending = true;
}

/** Runs one step and prints its line: `work` may name what it is at through its argument and returns the closing detail. */
export async function step(name, work) {
  const current = { name, detail: '', since: Date.now() };
  active.add(current);
  spin();
  const end = () => {
    clear();
    active.delete(current);
    if (active.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
  try {
    const detail = await work((text) => {
      current.detail = text;
    });
    end();
    line(green('✓'), name, detail ?? '', Date.now() - current.since);
  } catch (error) {
    end();
    if (!ending) line(red('✗'), name, 'failed', Date.now() - current.since);
    throw error;
  }
}

/** An error that is meant for the reader: printed as it is, without a stack. */
export class Plain extends Error {}

/** Prints why a command ends. */
export function explain(error) {
  print();
  print(error instanceof Plain ? error.message : red(error?.stack ?? String(error)));
}
