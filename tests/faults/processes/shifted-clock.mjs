/** Loaded before a process: its clock is wrong by FAULTS_CLOCK_MS, everywhere. */
const offsetMs = Number(process.env.FAULTS_CLOCK_MS ?? 0);
const Real = Date;
const now = () => Real.now() + offsetMs;

globalThis.Date = new Proxy(Real, {
  construct: (target, args, self) => Reflect.construct(target, args.length === 0 ? [now()] : args, self),
  apply: () => new Real(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
