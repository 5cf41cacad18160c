// Debian's Chromium, without a profile and without the network. Whatever a page asks for is recorded.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const QUIET = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

// `allowed(url)` tells which requests may pass; all others are stopped and stand in `requests`.
export async function open(allowed, options = {}) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0, // Chromium's sandbox does not start for root, as in containers
    args: QUIET,
    ...options,
  });
  const requests = [];
  await context.route('**/*', (route) => {
    const url = route.request().url();
    if (allowed(url)) return route.continue();
    requests.push(url);
    return route.abort();
  });
  const close = async () => {
    await context.close();
    fs.rmSync(profile, { recursive: true, force: true });
  };
  return { context, requests, close };
}

export const local = (url) => /^(file|data|about|blob):/.test(url);
