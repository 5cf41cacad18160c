// usage: node paper.mjs DIR FORMAT PAGE...   prints each page to DIR as PDF, as a reader would
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { local, open } from './chromium.mjs';

const [folder, format, ...files] = process.argv.slice(2);
const { context, close } = await open(local);
try {
  const page = await context.newPage();
  for (const file of files) {
    await page.goto(pathToFileURL(path.resolve(file)).href);
    await page.pdf({ path: path.join(folder, `${path.basename(file, '.html')}.pdf`), format });
  }
} finally {
  await close();
}
