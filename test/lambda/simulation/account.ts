import {ViralError} from '../../../src/errors.ts';
import type {Farm, KnownRender, RenderState, Spent} from '../../../src/render/lambda/farm.ts';
import type {VirtualClock} from './virtual-clock.ts';

export interface AccountOptions {
  readonly clock: VirtualClock;
  readonly random: () => number;
  /** Functions that may run at once. */
  readonly limit: number;
  /** New functions in ten seconds. */
  readonly burst: number;
  /** How others use the account: functions from one moment to another. */
  readonly others: readonly {readonly fromMs: number; readonly toMs: number; readonly functions: number}[];
  /** Share of functions that crash, of answers that are lost, of calls that are lost. */
  readonly crashes: number;
  readonly lostAnswers: number;
  readonly lostCalls: number;
  /** Share of looks that fail. */
  readonly failedLooks: number;
  /** Share of launches that AWS delivers twice: both draw, and both are paid. */
  readonly duplicates: number;
}

/** What is to be drawn: seconds of one function altogether, cut into so many beside the launched one. */
export interface SimulatedOrder {
  readonly job: string;
  readonly drawingSeconds: number;
  readonly chunks: number;
}

interface SimulatedRender {
  readonly renderId: string;
  readonly order: SimulatedOrder;
  readonly output: string;
  readonly begunAtMs: number;
  changedAtMs: number;
  named: boolean;
  chunksDone: number;
  /** `dead`: the function that would say so is the one that died; its records say that it runs. */
  state: 'running' | 'dead' | 'done' | 'failed' | 'cancelled';
  message: string;
  functionMs: number;
  functions: number;
  endedAtMs: number;
}

export interface SimulatedAccount {
  readonly farm: Farm<SimulatedOrder>;
  readonly renders: ReadonlyMap<string, SimulatedRender>;
  /** Calls and functions that were refused. */
  readonly throttled: () => number;
  readonly functionsNow: () => {readonly own: number; readonly others: number};
  /** Function-ms of ours and of others since the start. */
  readonly used: () => {readonly own: number; readonly others: number};
}

const usdPerFunctionSecond = 2.7e-5;
const othersAskEveryMs = 250;
/** Time of a function, and what Remotion waits beyond it before it calls a render timed out, ms. */
const functionTimeMs = 600_000;
const timedOutAfterMs = functionTimeMs + 20_000;

/** Lambda as this package's scheduler sees it: functions that take time, a limit, and what goes wrong. */
export function createAccount(options: AccountOptions): SimulatedAccount {
  const {clock, random, limit} = options;
  const renders = new Map<string, SimulatedRender>();
  let own = 0;
  let others = 0;
  let throttled = 0;
  let tokens = options.burst;
  let filledAt = clock.now();
  let usedOwn = 0;
  let usedOthers = 0;
  let countedAt = clock.now();
  let ids = 0;
  const queued: (() => void)[] = [];

  const count = () => {
    const passed = clock.now() - countedAt;
    usedOwn += own * passed;
    usedOthers += others * passed;
    countedAt = clock.now();
  };
  const free = () => own + others < limit;
  const takeToken = () => {
    tokens = Math.min(options.burst, tokens + ((clock.now() - filledAt) / 10_000) * options.burst);
    filledAt = clock.now();
    if (tokens < 1) return false;
    tokens--;
    return true;
  };
  const enter = () => {
    count();
    own++;
  };
  const leave = () => {
    count();
    own--;
    if (free()) queued.shift()?.();
  };
  for (const {fromMs, toMs, functions} of options.others) {
    // Others take whatever is free and go on asking for the rest, as impatient callers do.
    let got = 0;
    const ask = () => {
      if (clock.now() >= toMs) return;
      count();
      const more = Math.max(0, Math.min(functions - got, limit - own - others));
      got += more;
      others += more;
      if (got < functions) clock.at(clock.now() + othersAskEveryMs, ask);
    };
    clock.at(fromMs, ask);
    clock.at(toMs, () => {
      count();
      others -= got;
      for (let go = queued.shift(); go && free(); go = queued.shift()) go();
    });
  }

  const between = (least: number, most: number) => least + random() * (most - least);
  /**
   * A function that runs so long, and on for a moment after it has said that it is done; `then` hears whether it crashed.
   * One whose answer is waited for has ended when that comes.
   */
  const runFunction = (
    render: SimulatedRender,
    ms: number,
    then: (crashed: boolean) => void,
    longestTailMs = 1200,
  ) => {
    enter();
    render.functions++;
    const crashed = random() < options.crashes;
    const lasts = crashed ? ms * random() : ms;
    const tail = crashed ? 0 : random() * longestTailMs;
    clock.at(clock.now() + lasts, () => {
      render.functionMs += lasts + tail;
      render.changedAtMs = clock.now();
      clock.at(clock.now() + tail, leave);
      then(crashed);
    });
  };
  const end = (render: SimulatedRender, state: 'done' | 'failed' | 'dead', message = '') => {
    if (render.state !== 'running') return;
    render.state = state;
    render.message = message;
    render.endedAtMs = clock.now();
    render.changedAtMs = clock.now();
  };

  const draw = (render: SimulatedRender) => {
    const {chunks, drawingSeconds} = render.order;
    let left = chunks;
    const each = () => (drawingSeconds / chunks) * 1000 * between(0.8, 1.25) + 2500;
    // The launched function stays until the last of the others is done, and joins what they drew.
    enter();
    render.functions++;
    const launchedAt = clock.now();
    const finish = (message: string | null) => {
      if (message === null && render.state === 'running') {
        clock.at(clock.now() + 1500, () => {
          leave();
          render.functionMs += clock.now() - launchedAt;
          end(render, 'done');
        });
        return;
      }
      leave();
      render.functionMs += clock.now() - launchedAt;
      end(render, 'failed', message ?? 'stopped');
    };
    let over = false;
    for (let chunk = 0; chunk < chunks; chunk++) {
      if (!free() || !takeToken()) {
        throttled++;
        if (!over) finish('AWS Concurrency limit reached (Original Error: Rate Exceeded.)');
        over = true;
        return;
      }
      runFunction(render, each(), (crashed) => {
        if (over) return;
        if (crashed) {
          over = true;
          finish('Runtime.ExitError: the function crashed');
          return;
        }
        render.chunksDone++;
        if (--left === 0) {
          over = true;
          finish(null);
        }
      });
    }
  };

  const launch = (render: SimulatedRender) => {
    // An Event that finds no free function waits for one.
    if (!free() || !takeToken()) {
      queued.push(() => launch(render));
      clock.at(clock.now() + 1000, () => {
        if (free()) queued.shift()?.();
      });
      return;
    }
    const opening = between(1500, 4000);
    const named = () => {
      render.named = true;
      render.changedAtMs = clock.now();
    };
    if (render.order.chunks === 0) {
      clock.at(clock.now() + opening, named);
      runFunction(render, opening + render.order.drawingSeconds * 1000 * between(0.8, 1.25), (crashed) =>
        end(render, crashed ? 'dead' : 'done'),
      );
      if (random() < options.duplicates) {
        // Whether or not there is room for it, and whatever becomes of it.
        enter();
        const lasts = opening + render.order.drawingSeconds * 1000 * between(0.8, 1.25);
        render.functionMs += lasts;
        clock.at(clock.now() + lasts, leave);
      }
      return;
    }
    runFunction(render, opening, (crashed) => {
      if (crashed) {
        end(render, 'dead');
        return;
      }
      named();
      draw(render);
    });
  };

  const spentOn = (render: SimulatedRender): Spent => ({
    costInUsd: (render.functionMs / 1000) * usdPerFunctionSecond,
    functions: render.functions,
    functionSeconds: render.functionMs / 1000,
  });

  const farm: Farm<SimulatedOrder> = {
    name: 'simulated',
    async start(order, output) {
      await clock.sleep(between(20, 80));
      const lostCall = random() < options.lostCalls;
      if (lostCall) {
        await clock.sleep(5000);
        throw new ViralError('render-failed', 'socket hang up', {action: 'ambiguous'});
      }
      if (!free() || !takeToken()) {
        throttled++;
        throw new ViralError('render-failed', 'TooManyRequestsException: Rate Exceeded.', {action: 'retry'});
      }
      const renderId = `render-${++ids}`;
      const render: SimulatedRender = {
        renderId,
        order,
        output,
        begunAtMs: clock.now(),
        changedAtMs: clock.now(),
        named: false,
        chunksDone: 0,
        state: 'running',
        message: '',
        functionMs: 0,
        functions: 0,
        endedAtMs: Infinity,
      };
      renders.set(renderId, render);
      await new Promise<void>((resolve) => {
        runFunction(render, between(200, 1500), () => resolve(), 0);
      });
      launch(render);
      await clock.sleep(between(20, 80));
      if (random() < options.lostAnswers) {
        throw new ViralError('render-failed', 'socket hang up', {action: 'ambiguous'});
      }
      return renderId;
    },
    async look(renderId): Promise<RenderState> {
      if (random() < options.failedLooks) throw new Error('SlowDown');
      const render = renders.get(renderId);
      if (render === undefined) return {status: 'missing'};
      if (render.state === 'done') return {status: 'done', bytes: 1_000_000, spent: spentOn(render)};
      const timedOut = clock.now() > render.begunAtMs + timedOutAfterMs;
      if (render.state === 'running' || (render.state === 'dead' && !timedOut)) {
        return {
          status: 'running',
          fraction: 0.5,
          framesDone: 0,
          chunksDone: render.chunksDone,
          drawing: render.named,
          // A function writes what it does every second.
          pulse: String(Math.floor(Math.min(clock.now(), render.endedAtMs) / 1000)),
          spent: spentOn(render),
        };
      }
      return {
        status: 'failed',
        message: render.message === '' ? 'Timed out' : render.message,
        spent: spentOn(render),
      };
    },
    async survey(sinceMs, known): Promise<readonly KnownRender[]> {
      await clock.sleep(between(100, 400));
      return [...renders.values()]
        .filter(({renderId, changedAtMs}) => changedAtMs >= sinceMs && !known.has(renderId))
        .map(({renderId, output, named, state, begunAtMs}) => ({
          renderId,
          output: named ? output : null,
          alive: state === 'running' || (state === 'dead' && clock.now() < begunAtMs + timedOutAfterMs),
        }));
    },
    async cancel(renderId) {
      const render = renders.get(renderId);
      if (render?.state === 'running') render.state = 'cancelled';
    },
  };
  return {
    farm,
    renders,
    throttled: () => throttled,
    functionsNow: () => ({own, others}),
    used: () => {
      count();
      return {own: usedOwn, others: usedOthers};
    },
  };
}
