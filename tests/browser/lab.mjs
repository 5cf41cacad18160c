// usage: node lab.mjs PYTHON NOTEBOOK [ANSWERS]   opens the notebook in JupyterLab, runs all its cells, prints one JSON object
// ANSWERS: [[name of a check, answer], ...] as JSON; each is typed with mouse and keyboard, in this order, and run
import { spawn } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { local, open } from './chromium.mjs';

const [python, notebook, answers = '[]'] = process.argv.slice(2);
const WAIT = 90_000;

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// A JupyterLab that reads and writes no settings but those in `home`.
function startLab(port, token, home) {
  const env = { ...process.env, JUPYTER_TOKEN: token };
  for (const name of ['JUPYTER_CONFIG_DIR', 'JUPYTER_DATA_DIR', 'JUPYTER_RUNTIME_DIR', 'JUPYTERLAB_SETTINGS_DIR',
    'JUPYTERLAB_WORKSPACES_DIR', 'IPYTHONDIR']) env[name] = path.join(home, name.toLowerCase());
  const log = fs.openSync(path.join(home, 'lab.log'), 'w');
  return spawn(python, ['-m', 'jupyterlab', '--no-browser', '--allow-root', '--ServerApp.ip=127.0.0.1',
    `--ServerApp.port=${port}`, '--ServerApp.port_retries=0', `--ServerApp.root_dir=${path.dirname(path.resolve(notebook))}`,
    '--LabApp.news_url=None', '--LabApp.expose_app_in_browser=True', '--LabApp.extension_manager=readonly',
    '--KernelManager.transport_encryption=required'], { stdio: ['ignore', log, log], env });
}

async function answering(url, lab) {
  for (const end = Date.now() + WAIT; Date.now() < end;) {
    if (lab.exitCode !== null) throw new Error('JupyterLab ended before it answered');
    try {
      if ((await fetch(url)).ok) return;
    } catch { /* not yet */ }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error('JupyterLab did not answer');
}

// Runs in JupyterLab's page: all cells, and what they left behind.
async function runAll() {
  const app = window.jupyterapp;
  const panel = app.shell.currentWidget;
  await panel.sessionContext.ready;
  // What is to be guessed: how many such cells show what they have, and how many readings of them stand open.
  const guesses = () => panel.content.widgets.filter((cell) => cell.model.getMetadata('tags')?.includes('reveal'));
  const open = () => guesses().filter((cell) => !cell.outputHidden).length
    + [...panel.node.querySelectorAll('details[open] > summary')].filter((line) => /^What we see/.test(line.textContent)).length;
  const before = { guesses: guesses().length, open: open() };
  await app.commands.execute('notebook:run-all-cells');
  const cells = panel.content.model.toJSON().cells.filter((cell) => cell.cell_type === 'code' && [].concat(cell.source).join('').trim());
  const outputs = cells.flatMap((cell) => cell.outputs);
  await new Promise((resolve) => setTimeout(resolve, 1000)); // formulas are set a moment later
  return {
    guesses: before.guesses,
    open: [before.open, open()], // before the cells ran, and after
    cells: cells.length,
    ran: cells.filter((cell) => cell.execution_count).length,
    errors: outputs.filter((output) => output.output_type === 'error').map((output) => `${output.ename}: ${output.evalue}`),
    figures: outputs.filter((output) => output.data?.['image/png']).length,
    kinds: outputs.map((output) => Object.fromEntries(Object.entries(output.data ?? {}).map(([kind, data]) => [kind, [].concat(data).join('').length]))),
    widgets: outputs.filter((output) => output.data?.['application/vnd.jupyter.widget-view+json']).length,
    formulas: panel.node.querySelectorAll('mjx-container, .MathJax').length,
    pwned: window.pwned ?? null,
  };
}

// Runs in JupyterLab's page: what each menu of a widget has chosen, and the pictures and words below the menus.
function fields() {
  const menus = [...document.querySelectorAll('.widget-dropdown')].map((menu) => [
    menu.querySelector('label').textContent,
    menu.querySelector('select').selectedOptions[0]?.textContent.replaceAll('\u00a0', ' ') ?? null,
  ]);
  const below = document.querySelector('.widget-output');
  return {
    menus,
    pictures: [...below?.querySelectorAll('img') ?? []].filter((picture) => picture.naturalWidth).length,
    words: below?.innerText ?? '',
  };
}

// Runs in JupyterLab's page: brings the cell with this check into sight; where in it the answer's last character ends,
// how long it is, and how often the cell was run.
async function find(name) {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  const at = notebook.widgets.findIndex((cell) => cell.model.type === 'code' && cell.model.sharedModel.source.includes(`check("${name}"`));
  await notebook.scrollToItem(at, 'center');
  await new Promise((resolve) => setTimeout(resolve, 500));
  const cell = notebook.widgets[at];
  const code = cell.model.sharedModel.source;
  const start = code.indexOf('"', code.indexOf(`check("${name}",`) + name.length + 8) + 1;
  const end = code.indexOf('"', start);
  const place = cell.editor.editor.coordsAtPos(end);
  return { at, length: end - start, runs: cell.model.executionCount, x: place.left, y: (place.top + place.bottom) / 2 };
}

// Runs in JupyterLab's page: what the cell shows below its code; null while it runs.
function shown({ at, runs }) {
  const cell = window.jupyterapp.shell.currentWidget.content.widgets[at];
  if (cell.model.executionCount === runs || cell.promptNode?.textContent.includes('*')) return null;
  cell.node.dataset.answered = at;
  const text = cell.node.querySelector('.jp-Cell-outputArea')?.innerText ?? '';
  return text.trim() ? { code: cell.model.sharedModel.source, text } : null;
}

// As a student does: click between the quotation marks, delete what stands there, type, press Shift and Enter; then
// open the hints.
async function answer(page, [name, typed]) {
  const cell = await page.evaluate(find, name);
  await page.mouse.click(cell.x, cell.y);
  for (let i = 0; i < cell.length; i += 1) await page.keyboard.press('Backspace');
  await page.keyboard.type(typed);
  await page.keyboard.press('Shift+Enter');
  const { code, text } = await (await page.waitForFunction(shown, cell, { timeout: WAIT })).jsonValue();
  const output = page.locator(`[data-answered="${cell.at}"] .jp-Cell-outputArea`);
  for (const hint of await output.locator('summary').all()) await hint.click();
  const around = await page.locator('.jp-NotebookPanel').innerText();
  return { name, typed, code, text, opened: await output.innerText(), around };
}

// The page on an article in its frame: a source is touched. What is said of it, its words, the frame's origin (of a
// sandboxed one: "null") and height. null: there is no frame.
async function framed(page) {
  const box = page.locator('.jp-OutputArea iframe');
  if (!await box.count()) return null;
  const frame = await (await box.elementHandle()).contentFrame();
  await frame.locator('.card h3 a').first().click();
  return { said: await frame.locator('#live').textContent(), lit: await frame.locator('.s.on').allTextContents(),
    origin: await frame.evaluate(() => window.origin), height: (await box.boundingBox()).height };
}

async function visit(base, token) {
  const { context, requests, close } = await open((url) => url.startsWith(base) || local(url), { viewport: { width: 1280, height: 1600 } });
  try {
    const page = await context.newPage();
    await page.goto(`${base}/lab/tree/${path.basename(notebook)}?reset&token=${token}`);
    await page.locator('.jp-NotebookPanel .jp-CodeCell').first().waitFor({ timeout: WAIT });
    // The notebook's own sign says idle before there is a kernel; the status bar does not.
    await page.waitForFunction(() => /\| Idle/.test(document.querySelector('#jp-main-statusbar')?.textContent ?? ''), null, { timeout: WAIT });
    const seen = await page.evaluate(runAll);
    if (seen.widgets) await page.locator('.widget-output img').first().waitFor({ timeout: 20_000 }).catch(() => {});
    const { menus, pictures, words } = await page.evaluate(fields);
    const inFrame = await framed(page);
    const answered = [];
    for (const given of JSON.parse(answers)) answered.push(await answer(page, given));
    if (process.env.LAB_PICTURE) await page.screenshot({ path: process.env.LAB_PICTURE });
    return { ...seen, framed: inFrame, menus, pictures, words, answered, requests };
  } finally {
    await close();
  }
}

async function stop(lab) {
  if (lab.exitCode !== null) return;
  const ended = new Promise((resolve) => lab.once('exit', resolve));
  lab.kill('SIGTERM');
  const late = setTimeout(() => lab.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(late);
}

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'lab-'));
const port = await freePort();
const token = crypto.randomBytes(16).toString('hex');
const lab = startLab(port, token, home);
try {
  await answering(`http://127.0.0.1:${port}/api/status?token=${token}`, lab);
  console.log(JSON.stringify(await visit(`http://127.0.0.1:${port}`, token)));
} catch (error) {
  console.error(error.message, '\n', fs.readFileSync(path.join(home, 'lab.log'), 'utf8').slice(-2000));
  process.exitCode = 1;
} finally {
  await stop(lab);
  fs.rmSync(home, { recursive: true, force: true });
}
