import type { Alarm, SandboxClock } from './clock.js';
import type { Records, Shelf } from './records.js';

/** Something that will happen later, kept with the books: after a restart it happens as if nothing had been. */
export interface Appointment {
  readonly number: number;
  readonly kind: string;
  readonly atMs: number;
  /** What its action is told: plain data, which may name records. */
  readonly about: object;
}

/** One kind of appointment. */
export interface AppointmentKind<T extends object> {
  /** It happens once `ms` have passed. */
  in(ms: number, about: T): Appointment;
}

/** Appointments that outlive the process. What need not (an answer that is kept back) hangs on the clock itself. */
export class Agenda {
  readonly #shelf: Shelf<Appointment>;
  readonly #alarms = new Map<number, Alarm>();
  readonly #actions = new Map<string, (about: never) => unknown>();
  #number = 0;

  constructor(
    private readonly clock: SandboxClock,
    private readonly records: Records,
  ) {
    this.#shelf = records.shelf<Appointment>('appointment', (appointment) => this.#arm(appointment));
  }

  /** `kind` is a name that stays the same. A promise that the action returns must not reject; until it resolves the appointment stands, and is kept again after a restart. */
  kind<T extends object>(kind: string, action: (about: T) => unknown): AppointmentKind<T> {
    this.#actions.set(kind, action);
    return {
      in: (ms, about) => {
        const number = this.#number + 1;
        return this.#shelf.add(String(number), { number, kind, atMs: this.clock.now() + ms, about });
      },
    };
  }

  /** Does nothing for one that was kept already. */
  cancel(appointment: Appointment | undefined): void {
    if (appointment === undefined) return;
    this.#alarms.get(appointment.number)?.cancel();
    this.#done(appointment);
  }

  #arm(appointment: Appointment): void {
    this.#number = Math.max(this.#number, appointment.number);
    // Negative for what was due while the sandbox did not run: the order in which things were due stays.
    const alarm = this.clock.after(appointment.atMs - this.clock.now(), () => this.#keep(appointment));
    this.#alarms.set(appointment.number, alarm);
  }

  #keep(appointment: Appointment): unknown {
    const action = this.#actions.get(appointment.kind);
    if (action === undefined) throw new Error(`no action for an appointment of kind ${appointment.kind}`);
    this.#shelf.touch(appointment);
    const doing = action(appointment.about as never);
    if (doing instanceof Promise) return doing.then(() => this.#kept(appointment));
    this.#kept(appointment);
    return undefined;
  }

  #kept(appointment: Appointment): void {
    this.#done(appointment);
    this.records.flush();
  }

  #done({ number }: Appointment): void {
    this.#alarms.delete(number);
    this.#shelf.remove(String(number));
  }
}
