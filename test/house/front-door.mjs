// Imports a module and prints the packages in node_modules whose files were loaded with it.
import {register} from 'node:module';
import {MessageChannel} from 'node:worker_threads';

const {port1, port2} = new MessageChannel();
const hooks = `
  let port;
  export function initialize(data) { port = data.port; }
  export async function load(url, context, next) { port.postMessage(url); return next(url, context); }
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`, {data: {port: port2}, transferList: [port2]});
const urls = [];
port1.on('message', (url) => urls.push(url));
port1.unref();
await import(process.argv[2]);
await new Promise((resolve) => setTimeout(resolve, 50));
const packages = urls.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []);
const own = urls.filter((url) => url.startsWith('file:') && !url.includes('/node_modules/'));
process.stdout.write(JSON.stringify({packages: [...new Set(packages)].sort(), own: own.length}));
