// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';

import { BUILD, identityOf, pins, sha384, stamped } from '../stamp.mjs';

const build = (/** @type {Record<string, string>} */ files) =>
  new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]));

test('the same files make the same identity, in whatever order', () => {
  const one = identityOf(build({ a: '1', b: '2' }));
  assert.match(one, /^[0-9a-f]{8}$/);
  assert.equal(identityOf(build({ b: '2', a: '1' })), one);
  assert.notEqual(identityOf(build({ a: '1', b: '3' })), one);
  assert.notEqual(identityOf(build({ a: '12', b: '' })), one);
});

test('each file gets the identity, and the hashes of those that it names', () => {
  const files = build({
    'loader.js': `${BUILD} @sha384:glue.js@ @length:glue.js@`,
    'glue.js': `${BUILD} @sha384:part.wasm@ in @home@`,
    'part.wasm': `\0asm${BUILD} @sha384:no.blank@`,
  });
  const done = stamped(files, '01234567', '1.0.0-01234567');
  const text = (/** @type {string} */ name) => String(done.get(name));
  assert.equal(text('part.wasm'), '\0asm01234567 @sha384:no.blank@');
  const part = sha384(/** @type {Buffer} */ (done.get('part.wasm')));
  assert.equal(text('glue.js'), `01234567 ${part} in 1.0.0-01234567`);
  const glue = /** @type {Buffer} */ (done.get('glue.js'));
  assert.equal(text('loader.js'), `01234567 ${sha384(glue)} ${glue.length}`);
});

test('a file that no build knows, and one of no build, are told', () => {
  const fill = (/** @type {Record<string, string>} */ files) => () => stamped(build(files), '01234567', 'home');
  assert.throws(fill({ 'a.js': `${BUILD} @sha384:b.js@` }), /a\.js names b\.js/);
  assert.throws(fill({ 'a.js': `${BUILD} @sha384:b.js@`, 'b.js': `${BUILD} @sha384:a.js@` }), /name each other/);
  assert.throws(fill({ 'a.js': 'nothing' }), /a\.js has no place/);
  assert.throws(() => stamped(build({}), '0123', 'home'), /8 characters/);
});

test('pins name what they pin', () => {
  const all = stamped(new Map([...build({ 'a.css': BUILD }), ['pins.json', pins(['a.css'])]]), '01234567', 'home');
  assert.deepEqual(JSON.parse(String(all.get('pins.json'))), { build: '01234567', 'a.css': sha384(Buffer.from('01234567')) });
});
