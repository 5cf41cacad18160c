// usage: node keys.mjs PAGE...   goes through each page with the Tab key alone; prints one JSON array
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { local, open } from './chromium.mjs';

// Runs in the page: what has the focus, and whether a reader sees it.
function focused() {
  const item = document.activeElement;
  const box = item.getBoundingClientRect();
  const style = getComputedStyle(item);
  item.dataset.reached = '1';
  const seen = box.width > 0 && box.height > 0 && box.left >= 0 && box.top < innerHeight && box.bottom > 0;
  return { tag: item.localName, id: item.id, name: item.className, href: item.getAttribute('href'), seen,
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 };
}

// Runs in the page: all that the mouse could use and the keyboard did not reach.
const missed = () => [...document.querySelectorAll('a[href], summary, [tabindex="0"]')]
  .filter((item) => item.checkVisibility() && !item.dataset.reached).map((item) => item.outerHTML.slice(0, 120));

async function walk(page) {
  const stops = [];
  for (let i = 0; i < 600; i += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(focused);
    if (stop.tag === 'body') break;
    stops.push(stop);
  }
  return stops;
}

// Enter on the first word that leads to the glossary: whether its entry is then in sight. null: no such word.
async function follow(page) {
  const word = page.locator('a.word').first();
  if (!await word.count()) return null;
  await word.focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash);
  return page.evaluate(() => {
    const entry = document.querySelector(':target');
    const box = entry?.getBoundingClientRect();
    return Boolean(box && entry.checkVisibility() && box.height && box.top >= 0
      && box.bottom <= innerHeight);
  });
}

const { context, close } = await open(local, { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
const found = [];
try {
  const page = await context.newPage();
  for (const file of process.argv.slice(2)) {
    await page.goto(pathToFileURL(path.resolve(file)).href);
    const stops = await walk(page);
    const left = await page.evaluate(missed);
    await page.goto(pathToFileURL(path.resolve(file)).href);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const skipped = await page.evaluate(() => document.activeElement.id);
    await page.evaluate(() => document.querySelector('summary')?.focus());
    await page.keyboard.press('Enter');
    const opened = await page.evaluate(() => document.querySelector('summary')?.parentElement.open ?? null);
    const led = await follow(page);
    const unseen = stops.filter((stop) => !stop.seen || !stop.outlined);
    found.push({ page: path.basename(file), first: stops[0], stops: stops.length, unseen, missed: left, skipped, opened, led });
  }
} finally {
  await close();
}
console.log(JSON.stringify(found));
