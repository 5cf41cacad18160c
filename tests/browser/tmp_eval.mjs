import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { local, open } from './chromium.mjs';
const [file, code, width='1100'] = process.argv.slice(2);
const { context, close } = await open(local, { viewport: { width: Number(width), height: 900 }});
try { const page = await context.newPage(); await page.goto(pathToFileURL(path.resolve(file)).href); console.log(JSON.stringify(await page.evaluate(code),null,1)); } finally { await close(); }
