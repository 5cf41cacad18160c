// usage: node look.mjs PAGE OUT WIDTH [dark|print]   a picture of the whole page; OUT that ends in .pdf: the page printed
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { local, open } from './chromium.mjs';

const [file, out, width = '1280', scheme = 'light'] = process.argv.slice(2);
const colorScheme = scheme === 'dark' ? 'dark' : 'light';
const { context, close } = await open(local, { viewport: { width: Number(width), height: 900 }, colorScheme });
try {
  const page = await context.newPage();
  await page.goto(pathToFileURL(path.resolve(file)).href);
  if (scheme === 'print') await page.emulateMedia({ media: 'print' });
  if (out.endsWith('.pdf')) await page.pdf({ path: out, format: 'A4' });
  else await page.screenshot({ path: out, fullPage: true });
} finally {
  await close();
}
