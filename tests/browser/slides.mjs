// usage: node slides.mjs PAGE   goes through slides as a teacher would; prints what was seen as JSON
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { local, open } from './chromium.mjs';

const url = pathToFileURL(path.resolve(process.argv[2])).href;
const errors = [];

// Runs in the page: the number of the slide in sight; with `all`, how many are in sight.
const at = () => [...document.querySelectorAll('.slide')].findIndex((s) => s.checkVisibility()) + 1;
const shown = () => [...document.querySelectorAll('.slide')].filter((s) => s.checkVisibility()).length;
const notes = () => Boolean(document.querySelector('.notes')?.open && document.querySelector('.notes').checkVisibility());

const found = {};
const deck = await open(local, { viewport: { width: 1280, height: 800 } });
try {
  const page = await deck.context.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
  await page.goto(url);
  found.at = { start: await page.evaluate(at) };
  found.shown = await page.evaluate(shown);
  for (const [key, name] of [['ArrowRight'], ['Space'], ['ArrowRight', 'past the end'], ['ArrowLeft'], ['Home']]) {
    await page.keyboard.press(key);
    found.at[name ?? key] = await page.evaluate(at);
  }
  found.notes = [await page.evaluate(notes)];
  for (const _ of [1, 2]) {
    await page.keyboard.press('n');
    found.notes.push(await page.evaluate(notes));
  }
  await page.keyboard.press('End');
  found.end = await page.evaluate(at);
  await page.click('#prev');
  found.clicked = await page.evaluate(at);
  found.hash = await page.evaluate(() => location.hash);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  found['on paper'] = await page.evaluate(shown);
} finally {
  await deck.close();
}
const plain = await open(local, { viewport: { width: 1280, height: 800 }, javaScriptEnabled: false });
try {
  const page = await plain.context.newPage();
  await page.goto(url);
  found['without script'] = {
    shown: await page.locator('.slide:visible').count(),
    controls: await page.locator('.controls').isVisible(),
  };
} finally {
  await plain.close();
}
console.log(JSON.stringify({ ...found, errors }));
