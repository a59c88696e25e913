// The least an app of this runtime can be: one window. Started with --round-trip=<file> it also answers one call by
// committing one row to an SQLite file, as durably as the real app does.
const path = require('node:path');
const { app, BrowserWindow, ipcMain } = require('electron');

app.setPath('userData', process.env['FAHENG_USER_DATA'] ?? app.getPath('userData'));
const file = app.commandLine.getSwitchValue('round-trip');

// No file: URL, which the package's fuses forbid, and no protocol of our own, which would not be the least.
const PAGE = `data:text/html;charset=utf-8,${encodeURIComponent(
  '<!doctype html><meta charset="utf-8"><title>floor</title><p id="shown" elementtiming="start">0</p>',
)}`;

/** @param {string} name */
function answerRoundTrips(name) {
  const sqlite3 = require('sqlite3');
  const db = new sqlite3.Database(name);
  db.serialize();
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY, value TEXT NOT NULL)`);
  const write = db.prepare(
    'INSERT INTO entry (id, value) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET value = excluded.value',
  );
  ipcMain.handle(
    'record',
    (_event, /** @type {string} */ value) =>
      new Promise((resolve, reject) => {
        write.run([value], (/** @type {Error | null} */ error) => (error ? reject(error) : resolve(value)));
      }),
  );
  app.on('will-quit', () => db.close());
}

app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  if (file) answerRoundTrips(file);
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    show: false,
    webPreferences: { preload: path.join(__dirname, 'preload.cjs'), sandbox: true, contextIsolation: true },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(PAGE);
});
