// usage: node checks.mjs PAGE CASES   types answers into the self-checks of a page; CASES: [[number of a check, answer], ...]
// as JSON. Prints one JSON object: what each is told, by the button and by Enter, and what a check opens
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { local, open } from './chromium.mjs';

const [file, cases] = process.argv.slice(2);
const { context, close } = await open(local, { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
try {
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) errors.push(message.text()); });
  await page.goto(pathToFileURL(path.resolve(file)).href);
  const checks = page.locator('.check[data-kind]');
  const told = [];
  for (const [n, typed] of JSON.parse(cases)) {
    const check = checks.nth(n);
    const says = [];
    for (const by of ['button', 'Enter']) {
      await check.locator('.key').evaluate((key) => { key.open = false; });
      await check.getByRole('textbox').fill(typed);
      if (by === 'button') await check.getByRole('button', { name: 'Check' }).click();
      else await check.getByRole('textbox').press('Enter');
      says.push([await check.getByRole('status').textContent(), await check.locator('.key').evaluate((key) => key.open)]);
    }
    told.push(says);
  }
  const names = await page.getByRole('textbox').evaluateAll((fields) => fields.map((field) => document.getElementById(field.getAttribute('aria-labelledby'))?.textContent));
  console.log(JSON.stringify({ told, names, errors }));
} finally {
  await close();
}
