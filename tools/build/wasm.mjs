// @ts-check
/**
 * Reads and writes the few sections of a WebAssembly file that the build changes: imports, exports, elements of tables,
 * names.
 * All others are copied byte by byte. (WebAssembly Core Specification 2.0, section 5.5.)
 *
 * @typedef {{id: number, body: Buffer}} Section
 * @typedef {object} Import
 * @property {string} module
 * @property {string} name
 * @property {number} kind  one of KINDS
 * @property {Buffer} type  as it is written
 *
 * @typedef {object} Export
 * @property {string} name
 * @property {number} kind
 * @property {number} index
 */

export const KINDS = { function: 0, table: 1, memory: 2, global: 3, tag: 4 };
const CUSTOM = 0;
const IMPORTS = 2;
const EXPORTS = 7;
const ELEMENTS = 9;
const [END, I32_CONST, REF_NULL] = [0x0b, 0x41, 0xd0];
const HEADER = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** Reads bytes from a place on. */
class Reader {
  /** @param {Buffer} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  isAtEnd() {
    return this.at >= this.bytes.length;
  }

  byte() {
    if (this.isAtEnd()) throw new Error('the WebAssembly file ends in the middle');
    return this.bytes[this.at++];
  }

  /** An unsigned number in LEB128. */
  number() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  /** @param {number} length */
  take(length) {
    if (this.at + length > this.bytes.length) throw new Error('the WebAssembly file ends in the middle');
    return this.bytes.subarray(this.at, (this.at += length));
  }

  text() {
    return this.take(this.number()).toString('utf8');
  }

  limits() {
    const hasMost = this.byte() & 1;
    this.number();
    if (hasMost) this.number();
  }

  /** A type without its value types' details: the build meets the short ones alone. */
  valueType() {
    const byte = this.byte();
    if (byte === 0x63 || byte === 0x64) this.number();
  }
}

/** @param {number} value @returns {Buffer} in LEB128 */
export function encoded(value) {
  const bytes = [];
  do {
    const rest = Math.floor(value / 128);
    bytes.push((value % 128) | (rest > 0 ? 128 : 0));
    value = rest;
  } while (value > 0);
  return Buffer.from(bytes);
}

/** @param {string} text */
const written = (text) => Buffer.concat([encoded(Buffer.byteLength(text)), Buffer.from(text)]);

/** @param {Buffer} bytes @returns {Section[]} */
export function sections(bytes) {
  if (!bytes.subarray(0, 8).equals(HEADER)) throw new Error('this is no WebAssembly file');
  const reader = new Reader(bytes.subarray(8));
  const all = [];
  while (!reader.isAtEnd()) {
    const id = reader.byte();
    all.push({ id, body: reader.take(reader.number()) });
  }
  return all;
}

/** @param {Section[]} all */
export function joined(all) {
  return Buffer.concat([HEADER, ...all.flatMap(({ id, body }) => [Buffer.of(id), encoded(body.length), body])]);
}

/** @param {Buffer} bytes @param {number} id @param {(body: Buffer) => Buffer | null} change  null leaves it out */
function withSection(bytes, id, change) {
  return joined(
    sections(bytes).flatMap((section) => {
      if (section.id !== id) return [section];
      const body = change(section.body);
      return body ? [{ id, body }] : [];
    }),
  );
}

/** @param {Buffer} body @returns {Import[]} */
function readImports(body) {
  const reader = new Reader(body);
  return Array.from({ length: reader.number() }, () => {
    const [module, name, kind] = [reader.text(), reader.text(), reader.byte()];
    const start = reader.at;
    if (kind === KINDS.function) reader.number();
    else if (kind === KINDS.table) reader.valueType(), reader.limits();
    else if (kind === KINDS.memory) reader.limits();
    else if (kind === KINDS.global) reader.valueType(), reader.byte();
    else if (kind === KINDS.tag) reader.byte(), reader.number();
    else throw new Error(`an import of a kind that is not known: ${kind}`);
    return { module, name, kind, type: body.subarray(start, reader.at) };
  });
}

/** @param {Import[]} all */
const writtenImports = (all) =>
  Buffer.concat([
    encoded(all.length),
    ...all.flatMap(({ module, name, kind, type }) => [written(module), written(name), Buffer.of(kind), type]),
  ]);

/** @param {Buffer} body @returns {Export[]} */
function readExports(body) {
  const reader = new Reader(body);
  return Array.from({ length: reader.number() }, () => ({
    name: reader.text(),
    kind: reader.byte(),
    index: reader.number(),
  }));
}

/** @param {Export[]} all */
const writtenExports = (all) =>
  Buffer.concat([
    encoded(all.length),
    ...all.flatMap(({ name, kind, index }) => [written(name), Buffer.of(kind), encoded(index)]),
  ]);

/** @param {Buffer} bytes */
export const imports = (bytes) => sections(bytes).flatMap(({ id, body }) => (id === IMPORTS ? readImports(body) : []));

/** @param {Buffer} bytes */
export const exports = (bytes) => sections(bytes).flatMap(({ id, body }) => (id === EXPORTS ? readExports(body) : []));

/**
 * The same file, with other names at its border.
 * @param {Buffer} bytes
 * @param {{module?: (module: string) => string, name?: (name: string) => string}} rename  of modules, and of
 *   what is imported and exported
 */
export function renamed(bytes, { module = (same) => same, name = (same) => same }) {
  const changed = withSection(bytes, IMPORTS, (body) =>
    writtenImports(readImports(body).map((one) => ({ ...one, module: module(one.module), name: name(one.name) }))),
  );
  return withSection(changed, EXPORTS, (body) =>
    writtenExports(readExports(body).map((one) => ({ ...one, name: name(one.name) }))),
  );
}

/** The same file without its exports. @param {Buffer} bytes */
export const withoutExports = (bytes) => withSection(bytes, EXPORTS, () => null);

/** The same file with those of its exports that belong. @param {Buffer} bytes @param {(one: Export) => boolean} belongs */
export const withExports = (bytes, belongs) => withSection(bytes, EXPORTS, (body) => writtenExports(readExports(body).filter(belongs)));

/**
 * The same file without the names of labels, which Binaryen does not know and warns of.
 * @param {Buffer} bytes
 */
export function withoutLabels(bytes) {
  const labels = 3;
  return withSection(bytes, CUSTOM, (body) => {
    const reader = new Reader(body);
    if (reader.text() !== 'name') return body;
    const kept = [body.subarray(0, reader.at)];
    while (!reader.isAtEnd()) {
      const start = reader.at;
      const id = reader.byte();
      reader.take(reader.number());
      if (id !== labels) kept.push(body.subarray(start, reader.at));
    }
    return Buffer.concat(kept);
  });
}

/** What the functions are called, by their index. @param {Buffer} bytes @returns {Map<number, string>} */
export function functionNames(bytes) {
  const functions = 1;
  const names = new Map();
  for (const { id, body } of sections(bytes)) {
    const reader = new Reader(body);
    if (id !== CUSTOM || reader.text() !== 'name') continue;
    while (!reader.isAtEnd()) {
      const kind = reader.byte();
      const part = new Reader(reader.take(reader.number()));
      if (kind === functions) for (let left = part.number(); left > 0; left--) names.set(part.number(), part.text());
    }
  }
  return names;
}

/**
 * The same file with a table of functions that names none of those that are `dead`: nobody calls them by it, so who
 * makes files small can leave them out. In their places stands another one. Segments that only say "nothing" go, as
 * that is what a table holds anyway.
 * @param {Buffer} bytes
 * @param {(index: number) => boolean} isDead
 */
export function withoutTableEntries(bytes, isDead) {
  const listed = 0;
  const expressions = 4;
  return withSection(bytes, ELEMENTS, (body) => {
    const reader = new Reader(body);
    /** @type {Buffer[]} */
    const kept = [];
    for (let left = reader.number(); left > 0; left--) {
      const start = reader.at;
      const kind = reader.number();
      if (kind !== listed && kind !== expressions) throw new Error(`a segment of a table of a kind that is not known: ${kind}`);
      if (reader.byte() !== I32_CONST) throw new Error('a segment of a table whose place is no number');
      reader.number();
      if (reader.byte() !== END) throw new Error('a segment of a table whose place is calculated');
      const head = body.subarray(start, reader.at);
      const length = reader.number();
      if (kind === listed) {
        const all = Array.from({ length }, () => reader.number());
        const instead = all.find((index) => !isDead(index));
        if (instead === undefined) continue;
        kept.push(Buffer.concat([head, encoded(length), ...all.map((one) => encoded(isDead(one) ? instead : one))]));
      } else {
        let isEmpty = true;
        for (let entry = 0; entry < length; entry++) {
          const isNull = reader.byte() === REF_NULL;
          isEmpty = isEmpty && isNull;
          reader.number();
          if (reader.byte() !== END) throw new Error('an entry of a table that is calculated');
        }
        if (!isEmpty) kept.push(body.subarray(start, reader.at));
      }
    }
    return Buffer.concat([encoded(kept.length), ...kept]);
  });
}

/**
 * A file that imports from the module `program` what this one imports from `module`, and exports it again.
 * Several files that are merged behind it share one memory, one table and one stack.
 * @param {Buffer} bytes
 * @param {string} module
 */
export function gateOf(bytes, module) {
  const handed = imports(bytes).filter((one) => one.module === module);
  const next = [0, 0, 0, 0, 0];
  const given = handed.map(({ name, kind }) => ({ name, kind, index: next[kind]++ }));
  const functions = handed.filter(({ kind }) => kind === KINDS.function);
  if (functions.length > 0) throw new Error(`a part calls the program by name: ${functions[0].name}`);
  return joined([
    { id: IMPORTS, body: writtenImports(handed.map((one) => ({ ...one, module: 'program' }))) },
    { id: EXPORTS, body: writtenExports(given) },
  ]);
}
