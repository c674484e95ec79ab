// Runs as a process of its own: reads the user's Remotion licence key and sends one usage event the way Remotion's own
// renderMedia does. Started by usage-event.ts, only where the user passed a key.
import {createRequire} from 'node:module';
import {text} from 'node:stream/consumers';

interface Licensing {
  registerUsageEvent(event: {
    readonly licenseKey: string | null;
    readonly event: 'cloud-render';
    readonly host: null;
    readonly succeeded: true;
    readonly isStill: false;
    readonly isProduction: true;
  }): Promise<unknown>;
}

const licenseKey = (await text(process.stdin)).trim();
if (licenseKey !== '') {
  // A package of the renderer's, which need not be visible from here.
  const loadBeside = createRequire(createRequire(import.meta.url).resolve('@remotion/renderer'));
  const licensing = loadBeside('@remotion/licensing') as Licensing;
  await licensing.registerUsageEvent({
    licenseKey: licenseKey === 'free-license' ? null : licenseKey,
    event: 'cloud-render',
    host: null,
    succeeded: true,
    isStill: false,
    isProduction: true,
  });
}
