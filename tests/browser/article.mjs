// usage: node article.mjs PAGE...   uses the page on an article as a reader does, with mouse and keyboard; prints one JSON
// array of what was lit up, said and focused
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { local, open } from './chromium.mjs';

// Runs in the page: the texts that are lit, each unbroken run of a paragraph as one; what is said of them; the focus.
function state() {
  const places = (name) => {
    const found = [];
    let last = null;
    for (const run of document.querySelectorAll(`.s.${name}`)) {
      if (last && last.nextElementSibling === run) found[found.length - 1] += run.textContent;
      else found.push(run.textContent);
      last = run;
    }
    return found;
  };
  const focused = document.activeElement;
  const bar = document.querySelector('#bar');
  return { lit: places('on'), current: places('cur'), said: document.querySelector('#live').textContent,
    bar: bar.hidden ? null : document.querySelector('#what').innerText,
    focus: focused.dataset.l ?? focused.id ?? '', within: bar.contains(focused) ? focused.textContent.trim() : '',
    pressed: [...document.querySelectorAll('[aria-pressed=true]')].map((item) => item.dataset.l ?? item.textContent),
    mode: document.querySelector('[name=m]:checked')?.id ?? null };
}

// Runs in the page: the least contrast of the text of the article and the headline that is dimmed, on its own ground.
function dimmest() {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgb = (color, under) => {
    canvas.fillStyle = under;
    canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (parts) => parts.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (item) => {
    const own = getComputedStyle(item).backgroundColor;
    return item.parentElement ? `rgb(${rgb(own, ground(item.parentElement))})` : `rgb(${rgb(own, 'white')})`;
  };
  const contrast = (item, pseudo) => {
    const style = getComputedStyle(item, pseudo);
    if (pseudo && ['none', '""'].includes(style.content)) return 99;
    const under = ground(item);
    const back = pseudo ? `rgb(${rgb(style.backgroundColor, under)})` : under;
    const [dark, bright] = [light(rgb(style.color, back)), light(rgb(back, back))].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const found = [...document.querySelectorAll('.s:not(.on)')].filter((run) => run.textContent.trim())
    .flatMap((run) => [contrast(run), contrast(run, '::before'), contrast(run, '::after')]);
  return Math.min(...found);
}

// All sources by mouse: what lights up, each statement that can be stepped through, then a second touch.
async function sources(page) {
  const found = [];
  await page.evaluate(() => document.querySelectorAll('.side .fold').forEach((fold) => { fold.open = true; }));
  for (const card of await page.locator('.card h3 a[data-l]').all()) {
    await card.click();
    const lit = await page.evaluate(state);
    const steps = [lit.current];
    for (let n = Number(/ of (\d+): /.exec(lit.bar)?.[1] ?? 1); n > 1; n -= 1) {
      await page.locator('#bar button').nth(1).click();
      steps.push((await page.evaluate(state)).current);
    }
    await card.click();
    found.push({ key: await card.getAttribute('data-l'), ...lit, steps, cleared: await page.evaluate(state) });
  }
  return found;
}

// The same by keyboard alone: to the first source by Tab, Space, arrows, into the bar, Esc.
async function keyboard(page) {
  const at = () => page.evaluate(() => document.activeElement.matches('.card h3 a'));
  for (let n = 0; n < 80 && !await at(); n += 1) await page.keyboard.press('Tab');
  const found = { focus: await page.evaluate(state) };
  for (const [name, key] of [['space', 'Space'], ['right', 'ArrowRight'], ['left', 'ArrowLeft'], ['tab', 'Tab'],
    ['escape', 'Escape'], ['enter', 'Enter'], ['again', 'Enter']]) {
    await page.keyboard.press(key);
    found[name] = await page.evaluate(state);
  }
  return found;
}

// Each kind of mark by its button: the words that it underlines or shades.
async function marks(page) {
  const found = {};
  for (const mode of await page.locator('[name=m]').all()) {
    await mode.check();
    found[await mode.getAttribute('id')] = await page.evaluate(() => [...document.querySelectorAll('.s')].filter((run) => {
      const style = getComputedStyle(run);
      return style.textDecorationLine !== 'none' || style.backgroundColor !== 'rgba(0, 0, 0, 0)';
    }).map((run) => run.textContent));
  }
  await page.locator('[name=m]').first().check({ timeout: 1000 }).catch(() => {});
  return found;
}

// A touch of the words of each source in the article: the key of the card that opens. Words of one source are touched once.
async function words(page) {
  const found = {};
  for (const key of await page.evaluate(() => [...new Set([...document.querySelectorAll('.art [data-v]')].map((run) => run.dataset.v))])) {
    const [x, y] = await page.locator(`.art [data-v="${key}"]`).first().evaluate((run) => {
      run.scrollIntoView({ block: 'center' });
      const [line] = run.getClientRects(); // the middle of all lines may be another run
      return [line.left + line.width / 2, line.top + line.height / 2];
    });
    await page.mouse.click(x, y);
    found[key] = await page.evaluate(state);
    await page.keyboard.press('Escape');
  }
  return found;
}

// Everything outside the article that lights something up: its words, and how many places it lights.
async function triggers(page) {
  return page.evaluate(() => [...document.querySelectorAll('a[data-l]')].map((link) => {
    link.click();
    const lit = document.querySelectorAll('.s.on').length;
    document.querySelector('#bar button:last-child').click();
    return { words: link.textContent, says: link.dataset.t ?? '', anchor: link.getAttribute('href'), lit };
  }));
}

// Each word out of the headline, one at a time: what is said, and where the dot of the headline is then.
async function without(page) {
  const found = [];
  for (const word of await page.locator('#out button').all()) {
    await word.click();
    found.push({ word: await word.textContent(), pressed: await word.getAttribute('aria-pressed'),
      said: await page.locator('#say').textContent(), dot: await page.locator('.tx .hd').getAttribute('cx') });
  }
  return found;
}

async function use(context, file) {
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('dialog', (dialog) => { errors.push(dialog.message()); dialog.dismiss(); });
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) errors.push(message.text()); });
  await page.goto(pathToFileURL(path.resolve(file)).href);
  const text = await page.evaluate(() => ({ headline: document.querySelector('h1').textContent,
    paragraphs: [...document.querySelectorAll('.art p:not(.zone)')].map((p) => p.textContent) }));
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const keys = await keyboard(page);
  const found = { page: path.basename(file), ...text, height, keys, words: await words(page), sources: await sources(page),
    marks: await marks(page), triggers: await triggers(page), without: await without(page), contrast: {} };
  const card = page.locator('.card h3 a[data-l], a[data-l]').first();
  if (await card.count()) {
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      if (!(await page.evaluate(state)).bar) await card.click();
      for (const mode of await page.locator('[name=m]').all()) {
        await mode.check();
        found.contrast[`${colorScheme} ${await mode.getAttribute('id')}`] = await page.evaluate(dimmest);
      }
    }
  }
  found.pwned = await page.evaluate(() => window.pwned ?? null);
  await page.close();
  return { ...found, errors };
}

// Without script: what a link leads to is in sight and told apart, a kind of mark is switched, a fold opens.
async function withoutScript(file) {
  const { context, close } = await open(local, { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    await page.goto(pathToFileURL(path.resolve(file)).href);
    const link = page.locator('a[data-l]').last();
    if (!await link.count()) return null;
    await page.locator('a[data-l]').first().click();
    const target = page.locator('.s:target');
    const box = await target.boundingBox();
    const modes = page.locator('[name=m]');
    if (await modes.count()) await modes.last().check();
    const fold = page.locator('summary').first();
    if (await fold.count()) await fold.press('Enter');
    return { target: await target.textContent(), top: box.y, role: await link.getAttribute('role'),
      chosen: await modes.count() ? await modes.last().isChecked() : null, opened: await page.locator('details[open]').count(),
      hidden: await page.locator('.onlyjs:visible').count() };
  } finally {
    await close();
  }
}

const found = [];
for (const file of process.argv.slice(2)) {
  const { context, requests, close } = await open(local, { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  try {
    found.push({ ...await use(context, file), requests });
  } finally {
    await close();
  }
  found.at(-1).plain = await withoutScript(file);
}
console.log(JSON.stringify(found));
