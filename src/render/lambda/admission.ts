import {ViralError} from '../../errors.ts';
import {onAbort} from '../../on-abort.ts';
import type {Place} from './job.ts';
import {createRoom, type Clock, type Room} from './rooms.ts';

/** A place and what may be taken of it. */
export interface Seat<Order> {
  readonly place: Place<Order>;
  readonly room: Room;
}

/** Where jobs wait until all functions they need are free. */
export interface Admission<Order> {
  /** The heaviest that may ever enter. */
  readonly largest: number;
  readonly seats: readonly Seat<Order>[];
  /**
   * Waits in order, and enters where most room is.
   * @throws the signal's reason; the error of a place that was shut, where no other would do
   */
  take(weight: number, signal: AbortSignal): Promise<Seat<Order>>;
  readonly give: (room: Room, weight: number) => void;
  /** @throws ViralError `invalid-input` when it is none of the places given */
  named(name: string): Seat<Order>;
  /**
   * Begins nothing there for a while, for what failed would fail for every job.
   * @returns whether a job of that weight may go elsewhere
   */
  shut(name: string, weight: number, reason: ViralError): boolean;
  readonly waiting: () => number;
}

interface Waiting<Order> {
  readonly weight: number;
  readonly enter: (seat: Seat<Order>) => void;
  readonly refuse: (reason: ViralError) => void;
}

/** Runs beside its render for a second or so: the function that begins it. */
export const startWeight = 1;
/** Somebody may put right what is wrong with a place, ms. */
const shutInMs = 300_000;

export function createAdmission<Order>(
  places: readonly Place<Order>[],
  clock: Clock,
  random: () => number,
): Admission<Order> {
  const seats = places.map((place): Seat<Order> => ({place, room: createRoom(place, clock, random)}));
  const queue: Waiting<Order>[] = [];
  const shutPlaces = new Map<string, {readonly untilMs: number; readonly reason: ViralError}>();
  let ticking = false;

  const shutFor = ({place}: Seat<Order>): ViralError | null => {
    const found = shutPlaces.get(place.name);
    if (found === undefined) return null;
    if (clock.now() < found.untilMs) return found.reason;
    shutPlaces.delete(place.name);
    return null;
  };
  const holding = (weight: number) => seats.filter(({room}) => room.size >= weight);

  /**
   * Lets in who waits, in order, each where there is most room. One that finds none keeps those behind it out of every
   * place it would do with, and of no other.
   */
  const admit = (): void => {
    const kept = new Set<Seat<Order>>();
    for (let at = 0; at < queue.length && kept.size < seats.length;) {
      const waiting = queue[at] as Waiting<Order>;
      const right = holding(waiting.weight);
      const open = right.filter((seat) => shutFor(seat) === null);
      const [shut] = right;
      if (open.length === 0 && shut !== undefined) {
        queue.splice(at, 1);
        const reason = shutFor(shut);
        // Whoever comes next finds out anew.
        for (const {place} of right) shutPlaces.delete(place.name);
        if (reason !== null) waiting.refuse(reason);
        continue;
      }
      const free = open
        .filter((seat) => !kept.has(seat))
        .map((seat) => ({seat, share: (seat.room.capacity() - seat.room.held()) / seat.room.size}))
        .sort((a, b) => b.share - a.share)
        .find(({seat}) => seat.room.tryTake(waiting.weight + startWeight));
      if (free === undefined) {
        for (const seat of open) kept.add(seat);
        // A place that is shut is nobody's to wait for.
        for (const seat of seats) if (shutFor(seat) !== null) kept.add(seat);
        at++;
        continue;
      }
      queue.splice(at, 1);
      waiting.enter(free.seat);
    }
    if (queue.length > 0 && !ticking) {
      ticking = true;
      // Pauses end and rooms grow with time alone.
      const soonest = Math.min(...seats.map(({room}) => room.pauseInMs()));
      void clock.sleep(Math.max(100, Math.min(soonest, 1000))).then(
        () => {
          ticking = false;
          admit();
        },
        () => undefined,
      );
    }
  };

  return {
    largest: Math.max(...seats.map(({room}) => room.size)),
    seats,
    async take(weight, signal) {
      signal.throwIfAborted();
      return new Promise<Seat<Order>>((resolve, reject) => {
        const waiting: Waiting<Order> = {
          weight,
          enter: (seat) => {
            forget();
            resolve(seat);
          },
          refuse: (reason) => {
            forget();
            reject(reason);
          },
        };
        const leave = () => {
          const at = queue.indexOf(waiting);
          if (at !== -1) queue.splice(at, 1);
          reject(signal.reason as Error);
        };
        const forget = onAbort(signal, leave);
        queue.push(waiting);
        admit();
      });
    },
    give(room, weight) {
      room.give(weight);
      admit();
    },
    named(name) {
      const found = seats.find(({place}) => place.name === name);
      if (found !== undefined) return found;
      throw new ViralError(
        'invalid-input',
        `The journal speaks of renders in '${name}', which is none of the places given: ${places.map((place) => place.name).join(', ')}.`,
      );
    },
    shut(name, weight, reason) {
      const elsewhere = holding(weight).some((seat) => seat.place.name !== name && shutFor(seat) === null);
      if (elsewhere) shutPlaces.set(name, {untilMs: clock.now() + shutInMs, reason});
      return elsewhere;
    },
    waiting: () => queue.length,
  };
}
