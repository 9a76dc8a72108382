// @ts-check
/**
 * Starts nginx, Caddy and Apache with the configurations that serving/ ships, on a free port of this machine, for the tests.
 * Of each configuration nothing changes but its address and its two folders.
 *
 * `node servers.mjs nginx DIST FEEDS FOLDER` prints the port and serves until its input ends; FOLDER is for what the
 * server writes.
 */

import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
/** What tools/setup has unpacked of Debian's packages. */
const unpacked = join(root, '.tools/debian');

/** The first of these places that exists. @param {string[]} places */
const find = (...places) => places.find((place) => existsSync(place)) ?? '';

const programs = {
  nginx: find(join(unpacked, 'usr/sbin/nginx'), '/usr/sbin/nginx', '/usr/bin/nginx'),
  caddy: find(join(unpacked, 'usr/bin/caddy'), '/usr/bin/caddy'),
  apache: find(join(unpacked, 'usr/sbin/apache2')),
};
const folders = [join(unpacked, 'usr/lib/nginx/modules'), '/usr/lib/nginx/modules', '/usr/lib64/nginx/modules'];
const brotli = find(...folders.map((place) => join(place, 'ngx_http_brotli_static_module.so')));

/** Which servers can be started here. */
export const isThere = { nginx: Boolean(programs.nginx && brotli), caddy: Boolean(programs.caddy), apache: Boolean(programs.apache) };

/** A port that nobody has. @returns {Promise<number>} */
export const freePort = () =>
  new Promise((done, failed) => {
    const server = createServer();
    server.on('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => done(port));
    });
  });

/** @param {number} port @returns {Promise<boolean>} */
const answers = (port) =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => done(true) || socket.destroy());
    socket.on('error', () => done(false));
  });

/**
 * Puts words in place of others that must be there.
 * @param {string} text @param {[string, string][]} changes
 */
const change = (text, changes) => {
  for (const [from, to] of changes) {
    if (!text.includes(from)) throw new Error(`the configuration has no ${JSON.stringify(from)}`);
    text = text.replaceAll(from, to);
  }
  return text;
};

/**
 * @typedef {object} Place
 * @property {string} dist  the folder of the calendar's files
 * @property {string} feeds  a folder that is called `feeds`
 * @property {string} folder  for what the server writes
 * @property {string} [keep]  lines for nginx' map of what may be kept, above those of feeds
 * @property {string} [more]  another server block of nginx; `PORT` is this one's
 * @typedef {{ origin: string, port: number, stop: () => Promise<void> }} Server
 */

/**
 * @param {string} program @param {string[]} args @param {number} port
 * @param {Record<string, string>} [environment]
 * @returns {Promise<Server>}
 */
const start = async (program, args, port, environment = {}) => {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
  let words = '';
  child.stdout.on('data', (chunk) => (words += chunk));
  child.stderr.on('data', (chunk) => (words += chunk));
  const ended = new Promise((done) => child.on('exit', done).on('error', (error) => done((words += error))));
  let isOver = false;
  ended.then(() => (isOver = true));
  const end = Date.now() + 20000;
  while (!(await answers(port))) {
    if (isOver || Date.now() > end) throw new Error(`${program} does not serve:\n${words}`);
    await new Promise((done) => setTimeout(done, 20));
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};

/** @param {Place} place @returns {Promise<Server>} */
export const nginx = async (place) => {
  const { dist, feeds, folder, keep = '', more = '' } = place;
  const port = await freePort();
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'lichthof.conf'),
    change(readFileSync(join(root, 'serving/nginx.conf'), 'utf8'), [
      ['listen 80;', `listen 127.0.0.1:${port};`],
      ['    listen [::]:80;\n', ''],
      ['root /srv/lichthof;', `root ${resolve(dist)};`],
      ['    "~^/feeds/"', `    ${keep}\n    "~^/feeds/"`],
      ['root /srv;', `root ${dirname(resolve(feeds))};`],
    ]),
  );
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `  ${name}_temp_path ${folder}/${name};`);
  writeFileSync(
    join(folder, 'nginx.conf'),
    `load_module ${brotli};
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events {}
http {
  access_log ${folder}/access.log;
${paths.join('\n')}
  include ${folder}/lichthof.conf;
${more.replaceAll('PORT', String(port))}
}
`,
  );
  return start(programs.nginx, ['-p', folder, '-e', join(folder, 'error.log'), '-c', join(folder, 'nginx.conf')], port);
};

/** @param {Place} place @returns {Promise<Server>} */
export const caddy = async (place) => {
  const { dist, feeds, folder } = place;
  const port = await freePort();
  mkdirSync(folder, { recursive: true });
  const text = change(readFileSync(join(root, 'serving/Caddyfile'), 'utf8'), [
    ['\ncalendar.example {', `\nhttp://127.0.0.1:${port} {`],
    ['root * /srv/feeds', `root * ${resolve(feeds)}`],
    ['root * /srv/lichthof', `root * ${resolve(dist)}`],
  ]);
  writeFileSync(join(folder, 'Caddyfile'), `{\n\tadmin off\n\tauto_https off\n}\n${text}`);
  const home = { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const args = ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'];
  return start(programs.caddy, args, port, home);
};

/**
 * Webspace: the files in a folder with the .htaccess beside them, and a server that allows what shared hosts allow.
 * @param {Place} place @returns {Promise<Server>}
 */
export const apache = async ({ dist, feeds, folder }) => {
  const port = await freePort();
  const space = join(folder, 'space');
  mkdirSync(space, { recursive: true });
  for (const name of readdirSync(dist)) symlinkSync(resolve(dist, name), join(space, name));
  symlinkSync(resolve(feeds), join(space, 'feeds'));
  copyFileSync(join(root, 'serving/apache.htaccess'), join(space, '.htaccess'));
  const modules = ['mpm_event', 'authz_core', 'mime', 'dir', 'headers', 'rewrite', 'filter', 'deflate', 'negotiation'];
  writeFileSync(join(folder, 'mime.types'), 'text/html html\ntext/css css\nimage/svg+xml svg\n');
  writeFileSync(
    join(folder, 'apache.conf'),
    `ServerRoot ${folder}
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile ${folder}/apache.pid
DefaultRuntimeDir ${folder}
ErrorLog ${folder}/error.log
${modules.map((name) => `LoadModule ${name}_module ${unpacked}/usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
TypesConfig ${folder}/mime.types
DocumentRoot ${space}
<Directory />
  AllowOverride All
  Require all granted
  Options FollowSymLinks
</Directory>
`,
  );
  const libraries = { LD_LIBRARY_PATH: `${unpacked}/usr/lib/${process.arch === 'x64' ? 'x86_64' : 'aarch64'}-linux-gnu` };
  const args = ['-X', '-f', join(folder, 'apache.conf')];
  return start(programs.apache, args, port, libraries);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , name, dist, feeds, folder] = process.argv;
  const server = await { nginx, caddy }[name]?.({ dist, feeds, folder: resolve(folder) });
  if (!server) throw new Error('servers.mjs nginx|caddy DIST FEEDS FOLDER');
  console.log(server.port);
  process.stdin.resume().on('end', async () => {
    await server.stop();
    process.exit();
  });
}
