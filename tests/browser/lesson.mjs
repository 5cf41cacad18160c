// usage: node lesson.mjs PAGE...   uses the article beside a lesson as a reader does; prints one JSON array, one object for
// each page and width
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { local, open } from './chromium.mjs';

// Runs in the page: whether the pane shows, what is lit in it, and whether the current words are in sight inside it.
function state() {
  const pane = document.querySelector('.pane');
  const box = pane.getBoundingClientRect();
  const words = document.querySelector('.pane .cur')?.getBoundingClientRect();
  return { open: pane.checkVisibility(), lit: document.querySelectorAll('.pane .s.on').length,
    inside: Boolean(words && words.height && words.top >= Math.max(box.top, 0) && words.bottom <= Math.min(box.bottom, innerHeight)),
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth };
}

async function use(file, width, javaScriptEnabled) {
  const { context, close } = await open(local, { viewport: { width, height: 800 }, reducedMotion: 'reduce', javaScriptEnabled });
  try {
    const page = await context.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(pathToFileURL(path.resolve(file)).href);
    const pin = page.locator('#pin');
    const found = { page: path.basename(file), width, script: javaScriptEnabled, errors, first: await page.evaluate(state) };
    await pin.focus();
    await page.keyboard.press('Space');
    found.toggled = await page.evaluate(state);
    found.named = await page.locator('label[for=pin]').innerText();
    if (found.toggled.open) await page.keyboard.press('Space'); // folded
    if (!javaScriptEnabled) return found;
    for (const fold of await page.locator('details.reveal').all()) await fold.evaluate((item) => { item.open = true; });
    const number = page.locator('.col a[data-l]:visible').first();
    if (await number.count()) {
      await number.click();
      found.touched = await page.evaluate(state);
      await page.locator('#bar button').last().click();
      found.cleared = await page.evaluate(state);
    }
    return found;
  } finally {
    await close();
  }
}

const all = [];
for (const file of process.argv.slice(2)) {
  for (const width of [1280, 400]) for (const script of [true, false]) all.push(await use(file, width, script));
}
console.log(JSON.stringify(all));
