'use strict';
// Stands in for Electron's own default app (resources/default_app.asar), which the fallback runtime
// lacks: it is what makes `electron <folder>`, `electron --version` and `electron -r <module>` work.
const { existsSync, readFileSync, statSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { app } = require('electron');

/** What the command line asks for: `{ file, preload: [...], version }`. */
function readArguments(argv) {
  const asked = { file: null, preload: [], version: false };
  for (let i = 0; i < argv.length; i += 1) {
    const argument = argv[i];
    if (argument === '-r' || argument === '--require') asked.preload.push(argv[(i += 1)]);
    else if (argument === '-v' || argument === '--version') asked.version = true;
    else if (!argument.startsWith('-')) return { ...asked, file: argument };
  }
  return asked;
}

/** Gives the app the name, version and folders that its package.json asks for. */
function introduce(folder) {
  const file = path.join(folder, 'package.json');
  if (!existsSync(file)) return;
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  if (manifest.version) app.setVersion(manifest.version);
  app.name = manifest.productName || manifest.name || app.name;
  app.setPath('userData', path.join(app.getPath('appData'), app.name));
  app.setPath('logs', path.join(app.getPath('userData'), 'logs'));
  app.setAppPath(folder);
}

/** Ends with a message where there is nothing to run. */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function start() {
  const asked = readArguments(process.argv.slice(1));
  if (asked.version) {
    process.stdout.write(`v${process.versions.electron}\n`);
    process.exit(0);
  }
  if (asked.preload.length > 0) Module['_preloadModules'](asked.preload);
  if (asked.file === null) fail('usage: electron [options] <app folder or script>');
  const target = path.resolve(asked.file);
  if (!existsSync(target)) fail(`Unable to find Electron app at ${target}`);
  process.defaultApp = true;
  if (statSync(target).isDirectory()) introduce(target);
  const entry = require.resolve(target);
  if (entry.endsWith('.mjs')) import(pathToFileURL(entry).href);
  else Module['_load'](entry, Module, true);
}

start();
