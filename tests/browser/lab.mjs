// usage: node lab.mjs PYTHON NOTEBOOK [ANSWERS]   opens the notebook in JupyterLab, runs all its cells, prints one JSON object
// ANSWERS: [[what a check asks, answer], ...] as JSON; each is typed into its field, in this order
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
  const guesses = () => panel.content.widgets.filter((cell) => cell.model.type === 'code' && cell.model.getMetadata('tags')?.includes('reveal'));
  const open = () => guesses().filter((cell) => !cell.outputHidden).length
    + [...panel.node.querySelectorAll('details[open] > summary')].filter((line) => /^What you see/.test(line.textContent)).length;
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

// Runs in JupyterLab's page: brings the cell with this check into sight, and marks it; which of the cell's checks it is.
async function find(asks) {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  const at = notebook.widgets.findIndex((cell) => cell.model.type === 'code' && cell.model.sharedModel.source.includes(asks));
  await notebook.scrollToItem(at, 'center');
  await new Promise((resolve) => setTimeout(resolve, 500));
  const { source } = notebook.widgets[at].model.sharedModel;
  notebook.widgets[at].node.dataset.check = at;
  return { at, nth: source.slice(0, source.indexOf(asks)).split('check(').length - 2 };
}

// As a student does: types into the field below the check and presses Enter; then the button, and what is told each time.
async function answer(page, [asks, typed]) {
  const { at, nth } = await page.evaluate(find, asks);
  const cell = page.locator(`[data-check="${at}"]`);
  const field = cell.locator('.widget-text input').nth(nth);
  const told = async () => {
    await page.waitForFunction(([id, n]) => document.querySelectorAll(`[data-check="${id}"] .widget-html-content`)[n]?.textContent, [at, nth], { timeout: WAIT });
    await page.waitForTimeout(500);
    return cell.locator('.widget-html-content').nth(nth).textContent();
  };
  await field.fill(typed);
  await field.press('Enter');
  const byEnter = await told();
  await cell.getByRole('button', { name: 'Check', exact: true }).nth(nth).click();
  return { asks, typed, byEnter, byButton: await told(), folded: await cell.locator('details:not([open])').count() };
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
    const inFrame = await framed(page);
    const answered = [];
    for (const given of JSON.parse(answers)) answered.push(await answer(page, given));
    if (process.env.LAB_PICTURE) await page.screenshot({ path: process.env.LAB_PICTURE });
    return { ...seen, framed: inFrame, answered, requests };
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
