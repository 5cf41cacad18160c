// usage: node pages.mjs VIEWS PAGE...   prints one JSON array: what Chromium and axe-core say of each page in each of the
// first VIEWS views
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { local, open } from './chromium.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// A page that is safe only because of its Content-Security-Policy is not safe: one view does without.
// The first is 1280 pixels at a zoom of 200%.
const VIEWS = [
  { width: 640, colorScheme: 'light', deviceScaleFactor: 2, bypassCSP: false },
  { width: 1280, colorScheme: 'light', bypassCSP: false },
  { width: 1280, colorScheme: 'dark', bypassCSP: false },
  { width: 400, colorScheme: 'light', bypassCSP: true },
  { width: 320, colorScheme: 'dark', bypassCSP: false },
];

// Runs in the page: a reader has opened every part and gone over everything with the mouse.
function disturb() {
  for (const part of document.querySelectorAll('details')) part.open = true;
  for (const item of document.querySelectorAll('main *')) item.dispatchEvent(new MouseEvent('mouseover'));
}

// Runs in the page on an article: something is lit up. False on other pages.
const touch = () => Boolean(document.querySelector('.card a[data-l], a[data-l]')?.click() ?? document.querySelector('.lit'));

async function look(context, file) {
  const page = await context.newPage();
  const errors = [];
  const dialogs = [];
  page.on('dialog', (dialog) => { dialogs.push(dialog.message()); dialog.dismiss(); });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) errors.push(message.text()); });
  await page.goto(pathToFileURL(path.resolve(file)).href);
  await page.evaluate(disturb);
  const seen = await page.evaluate(() => ({
    title: document.title,
    pwned: window.pwned ?? null,
    scripts: document.scripts.length,
    images: document.images.length,
    loaded: [...document.images].filter((image) => image.naturalWidth > 0).length,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }));
  await page.evaluate(AXE);
  const check = () => page.evaluate((rules) => axe.run(document, { runOnly: rules }), RULES);
  const runs = [await check(), ...(await page.evaluate(touch) ? [await check()] : [])];
  const violations = runs.flatMap((run) => run.violations)
    .flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)}`));
  await page.close();
  return { ...seen, errors, dialogs, violations };
}

const [views, ...files] = process.argv.slice(2);
const found = [];
for (const { width, ...view } of VIEWS.slice(0, Number(views))) {
  const { colorScheme } = view;
  const { context, requests, close } = await open(local, { viewport: { width, height: 900 }, ...view });
  try {
    for (const file of files) {
      const before = requests.length;
      const seen = await look(context, file);
      found.push({ page: path.basename(file), view: `${width} ${colorScheme}`, ...seen, requests: requests.slice(before) });
    }
  } finally {
    await close();
  }
}
console.log(JSON.stringify(found));
