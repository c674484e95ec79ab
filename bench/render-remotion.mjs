// The baseline: Remotion's public `renderMedia` with its defaults, in the same browser as ours, from a bundle that is
// already made. One browser for both of its steps, which its documentation recommends.
import {openBrowser, renderMedia, selectComposition} from '@remotion/renderer';
import {order, report} from './order.mjs';

const {serveUrl, id, inputProps, browserExecutable, chromeMode, concurrency, outputLocation} = order;
const puppeteerInstance = await openBrowser('chrome', {browserExecutable, chromeMode});
try {
  const common = {serveUrl, inputProps, puppeteerInstance, browserExecutable, chromeMode};
  const composition = await selectComposition({...common, id});
  await renderMedia({
    ...common,
    composition,
    codec: 'h264',
    outputLocation,
    ...(concurrency === null ? {} : {concurrency}),
  });
} finally {
  await puppeteerInstance.close({silent: true});
}
await report({engine: 'renderMedia'});
