// @ts-check
// What docs/serving.md says of the configurations in serving/, asked of the real servers over HTTP.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';

import { apache, caddy, freePort, isThere, nginx } from './servers.mjs';

const BUILD = '0.1.0-0123abcd';
const NAMES = [
  'index.html',
  'lichthof.js',
  ...['lichthof.js', 'lichthof-program.js', 'lichthof-program_bg.wasm', 'lichthof.css', 'lichthof-pins.js'].map(
    (name) => `${BUILD}/${name}`,
  ),
];
/** Long enough to be worth compressing. @param {string} name */
const contentOf = (name) => `${name} äöü `.repeat(200);

const folder = mkdtempSync(join(tmpdir(), 'lichthof-serving-'));
const dist = join(folder, 'dist');
const feeds = join(folder, 'feeds');

before(() => {
  mkdirSync(join(dist, BUILD), { recursive: true });
  mkdirSync(feeds);
  for (const name of NAMES) {
    writeFileSync(join(dist, name), contentOf(name));
    writeFileSync(join(dist, name + '.br'), brotliCompressSync(contentOf(name)));
    writeFileSync(join(dist, name + '.gz'), gzipSync(contentOf(name)));
  }
  for (const name of ['events.json', 'events.ics']) writeFileSync(join(feeds, name), contentOf(name));
});
after(() => rmSync(folder, { recursive: true }));

/**
 * @typedef {{ status: number, headers: import('node:http').IncomingHttpHeaders, body: Buffer }} Answer
 * @param {string} address @param {Record<string, string>} [headers] @returns {Promise<Answer>}
 */
const get = (address, headers = {}) =>
  new Promise((done, failed) => {
    const asked = request(address, { headers: { origin: 'https://partner.example', ...headers } }, (answer) => {
      /** @type {Buffer[]} */
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () =>
        done({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    asked.on('error', failed).end();
  });

/** @param {Answer} answer */
const textOf = ({ headers, body }) => {
  const open = { br: brotliDecompressSync, gzip: gunzipSync }[headers['content-encoding'] ?? ''];
  return String(open ? open(body) : body);
};

/** @type {['nginx' | 'caddy' | 'apache', typeof nginx][]} */
const servers = [['nginx', nginx], ['caddy', caddy], ['apache', apache]];

for (const [server, start] of servers) {
  describe(server, { skip: !isThere[server] }, () => {
    /** @type {import('./servers.mjs').Server} */
    let running;
    before(async () => {
      running = await start({ dist, feeds, folder: join(folder, server) });
    });
    after(() => running?.stop());
    /** @param {string} path @param {Record<string, string>} [headers] */
    const ask = (path, headers) => get(running.origin + path, headers);

    test('each kind of file has its type', async () => {
      for (const [path, type] of [
        ['/', 'text/html; charset=utf-8'],
        ['/lichthof.js', 'text/javascript; charset=utf-8'],
        [`/${BUILD}/lichthof-program.js`, 'text/javascript; charset=utf-8'],
        [`/${BUILD}/lichthof-program_bg.wasm`, 'application/wasm'],
        [`/${BUILD}/lichthof.css`, 'text/css; charset=utf-8'],
        ['/feeds/events.json', 'application/json'],
        ['/feeds/events.ics', 'text/calendar; charset=utf-8'],
      ]) {
        for (const encoding of ['identity', 'gzip, br']) {
          const answer = await ask(path, { 'accept-encoding': encoding });
          assert.equal(answer.status, 200, path);
          // JSON is UTF-8 anyway.
          const found = answer.headers['content-type']?.toLowerCase().replace(/^(application\/json);.*/, '$1');
          assert.equal(found, type, `${path} ${encoding}`);
        }
      }
    });

    test('pages of all origins may read all of it, errors too', async () => {
      for (const path of ['/lichthof.js', `/${BUILD}/lichthof-program_bg.wasm`, '/feeds/events.json', '/missing.js']) {
        const { headers } = await ask(path);
        assert.equal(headers['access-control-allow-origin'], '*', path);
        assert.equal(headers['cross-origin-resource-policy'], 'cross-origin', path);
        assert.equal(headers['timing-allow-origin'], '*', path);
        assert.equal(headers['x-content-type-options'], 'nosniff', path);
      }
    });

    test('a build is kept for ever, the loader for minutes, a feed for one, an error never', async () => {
      for (const [path, keep] of [
        ['/lichthof.js', 'max-age=300'],
        ['/', 'max-age=300'],
        [`/${BUILD}/lichthof.js`, 'max-age=31536000, immutable'],
        [`/${BUILD}/lichthof-program_bg.wasm`, 'max-age=31536000, immutable'],
        ['/feeds/events.json', 'max-age=60, stale-while-revalidate=600'],
      ]) {
        assert.equal((await ask(path)).headers['cache-control'], keep, path);
      }
      for (const path of ['/missing.js', `/${BUILD}/missing.wasm`, '/0.0.9-ffffffff/lichthof-program.js', '/feeds/missing.json']) {
        const { status, headers } = await ask(path);
        assert.equal(status, 404, path);
        assert.ok([undefined, 'no-store'].includes(headers['cache-control']), `${path}: ${headers['cache-control']}`);
      }
    });

    test('what a browser takes compressed comes from the files beside', async () => {
      for (const name of NAMES) {
        for (const [accepted, encoding] of [
          ['gzip, deflate, br, zstd', 'br'],
          ['gzip, deflate', 'gzip'],
          ['identity', undefined],
        ]) {
          const answer = await ask('/' + name, { 'accept-encoding': String(accepted) });
          assert.equal(answer.headers['content-encoding'], encoding, `${name} for ${accepted}`);
          assert.ok(textOf(answer) === contentOf(name), `${name} for ${accepted}`);
          if (encoding) {
            assert.deepEqual(answer.body, readFileSync(join(dist, name + (encoding === 'br' ? '.br' : '.gz'))));
            assert.match(answer.headers.vary ?? '', /accept-encoding/i, name);
          }
        }
      }
    });

    test('a feed is compressed as it is asked for', async () => {
      for (const name of ['events.json', 'events.ics']) {
        const answer = await ask('/feeds/' + name, { 'accept-encoding': 'gzip, br' });
        assert.equal(answer.headers['content-encoding'], 'gzip', name);
        assert.ok(textOf(answer) === contentOf(name), name);
        assert.match(answer.headers.vary ?? '', /accept-encoding/i);
      }
    });

    test('what has not changed is told in a line', async () => {
      for (const path of ['/lichthof.js', '/feeds/events.json']) {
        for (const encoding of ['identity', 'gzip, br']) {
          const first = await ask(path, { 'accept-encoding': encoding });
          const etag = String(first.headers.etag);
          assert.match(etag, /"/, path);
          const again = await ask(path, { 'accept-encoding': encoding, 'if-none-match': etag });
          assert.equal(again.status, 304, `${path} ${encoding}`);
          assert.equal(again.headers['cache-control'], first.headers['cache-control']);
          assert.equal(again.headers['access-control-allow-origin'], '*');
        }
      }
    });

    test('a feed that has changed has another tag', async () => {
      const name = `new-${server}.json`;
      writeFileSync(join(feeds, name), '[]');
      const first = await ask('/feeds/' + name);
      writeFileSync(join(feeds, name), '[{}]');
      const second = await ask('/feeds/' + name, { 'if-none-match': String(first.headers.etag) });
      assert.equal(second.status, 200);
      assert.equal(textOf(second), '[{}]');
    });

    test('the start page names the loader beforehand, and nothing else does', async () => {
      assert.equal((await ask('/')).headers.link, '</lichthof.js>; rel=preload; as=script');
      assert.equal((await ask('/lichthof.js')).headers.link, undefined);
      assert.equal((await ask('/missing.js')).headers.link, undefined);
    });

    test('a folder is no file, and nothing beside the folders is served', async () => {
      assert.equal((await ask(`/${BUILD}/`)).status, 404);
      assert.notEqual((await ask('/feeds/..%2fdist/lichthof.js')).status, 200);
    });
  });
}

describe('a cache in front', { skip: !isThere.nginx }, () => {
  /** @type {import('./servers.mjs').Server} */
  let running;
  let front = '';
  before(async () => {
    const port = await freePort();
    const place = join(folder, 'front');
    front = `http://127.0.0.1:${port}`;
    running = await nginx({
      dist,
      feeds,
      folder: place,
      // As a CDN is: it keeps what it may keep, apart by what Vary names, and by the whole address.
      more: `
proxy_cache_path ${place}/cache keys_zone=front:1m;
server {
  listen 127.0.0.1:${port};
  access_log off;
  location / {
    proxy_pass http://127.0.0.1:PORT;
    proxy_cache front;
    proxy_cache_key $request_uri;
    add_header X-Cache $upstream_cache_status always;
  }
}`,
    });
  });
  after(() => running?.stop());

  test('hands out what it has, to each browser what it understands', async () => {
    const path = `${front}/${BUILD}/lichthof-program_bg.wasm`;
    const expected = contentOf(`${BUILD}/lichthof-program_bg.wasm`);
    for (const [accepted, cache] of [['br', 'MISS'], ['br', 'HIT'], ['identity', 'MISS'], ['br', 'HIT']]) {
      const answer = await get(path, { 'accept-encoding': accepted });
      assert.equal(answer.headers['x-cache'], cache, accepted);
      assert.equal(answer.headers['content-encoding'], accepted === 'br' ? 'br' : undefined);
      assert.equal(textOf(answer), expected);
      assert.equal(answer.headers['access-control-allow-origin'], '*');
    }
  });

  test('keeps no error, so that what is asked for too early is there a moment later', async () => {
    const name = `${BUILD}/late.css`;
    assert.equal((await get(`${front}/${name}`)).status, 404);
    writeFileSync(join(dist, name), 'a{}');
    assert.equal((await get(`${front}/${name}`)).status, 200);
  });

  test('asks anew for what the loader asks for once more', async () => {
    await get(`${front}/lichthof.js`);
    assert.equal((await get(`${front}/lichthof.js`)).headers['x-cache'], 'HIT');
    assert.equal((await get(`${front}/lichthof.js?again=1`)).headers['x-cache'], 'MISS');
  });
});

describe('monthly files', { skip: !isThere.nginx }, () => {
  /** @type {import('./servers.mjs').Server} */
  let running;
  before(async () => {
    const [, line = ''] = readFileSync(new URL('../../docs/serving.md', import.meta.url), 'utf8').match(/^("~\^\/feeds\/events.*;)$/m) ?? [];
    assert.ok(line, 'docs/serving.md has the line');
    mkdirSync(join(feeds, 'events'));
    for (const month of ['2024-03', '2999-03']) writeFileSync(join(feeds, `events/${month}.json`), '[]');
    running = await nginx({ dist, feeds, folder: join(folder, 'months'), keep: line });
  });
  after(() => running?.stop());

  test('those that are over are kept for a day, and all have the headers of feeds', async () => {
    for (const [month, status, keep] of /** @type {[string, number, string?][]} */ ([
      ['2024-03', 200, 'max-age=86400'],
      ['2999-03', 200, 'max-age=60, stale-while-revalidate=600'],
      ['2024-04', 404],
    ])) {
      const answer = await get(`${running.origin}/feeds/events/${month}.json`);
      assert.deepEqual([answer.status, answer.headers['cache-control']], [status, keep], month);
      assert.equal(answer.headers['access-control-allow-origin'], '*', month);
      assert.equal(answer.headers['cross-origin-resource-policy'], 'cross-origin', month);
    }
  });
});

test('the container serves with the configuration that is tested', () => {
  const lines = readFileSync(new URL('../../Containerfile', import.meta.url), 'utf8').split('\n');
  const copied = lines.filter((line) => line.startsWith('COPY ')).map((line) => line.split(/\s+/).slice(1));
  assert.deepEqual(copied, [
    ['serving/nginx.conf', '/etc/nginx/conf.d/lichthof.conf'],
    ['dist/', '/srv/lichthof/'],
  ]);
  assert.ok(lines.some((line) => line.includes('libnginx-mod-http-brotli-static')));
});
