// @ts-check
/**
 * Writes into packages/ what is made of interface.json: the types, for TypeScript and each framework, the custom-elements
 * manifest, and what the plugin for WordPress lets through. `node tools/interface/generate.mjs`; the test beside it holds that they are up to date.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

/**
 * @typedef {{ name: string, type: string, values?: string[], open?: boolean, inherited?: boolean,
 *   default: string, description: string }} Attribute  `inherited` if every HTML element has it
 * @typedef {{ name: string, type: string, optional?: boolean, description: string }} Field
 * @typedef {{ name: string, type: string, cancelable?: boolean, description: string, detail: Field[] }} Event
 * @typedef {{ name: string, parameters: Field[], returns: string, description: string }} Method
 * @typedef {{ name: string, type?: string, set?: string, description: string, fields?: Field[] }} Property  what it gives, and
 *   what it takes; `fields` are those of what it gives
 * @typedef {{ tag: string, type: string, description: string, within?: string, attributes: Attribute[], properties: Property[],
 *   methods: Method[], events: Event[], cssProperties: { name: string, default: string, description: string }[],
 *   cssParts: { name: string, description: string }[], slots: { name: string, description: string }[] }} Element
 */

/** @returns {Element[]} */
export const read = () => JSON.parse(readFileSync(new URL('interface.json', root), 'utf8')).elements;

/** What TypeScript takes for an attribute. @param {Attribute} attribute */
const typeOf = ({ type, values = [], open }) => {
  const words = values.map((value) => `'${value}'`).join(' | ');
  switch (type) {
    case 'number':
      return 'number | `${number}`';
    case 'flag':
      return "boolean | ''";
    case 'one':
      // `string & {}` keeps the words in the editor's list.
      return open ? `${words} | (string & {})` : words;
    case 'some':
      return `${words} | (string & {})`;
    default:
      return 'string';
  }
};

/** @param {string} words @param {string} indent */
const doc = (words, indent) => `${indent}/** ${words} */\n`;

/** @param {string} name */
const key = (name) => (/^[A-Za-z]\w*$/.test(name) ? name : `'${name}'`);

const HEAD = '// Made of interface.json by tools/interface/generate.mjs: change it there.\n';

/** @param {string} description @param {string} type @param {Field[]} fields */
const object = (description, type, fields) =>
  doc(description, '') +
  `export interface ${type} {\n` +
  fields.map((field) => doc(field.description, '  ') + `  ${field.name}${field.optional ? '?' : ''}: ${field.type};\n`).join('') +
  '}\n';

/** @param {Element} element */
const ofElement = ({ tag, type, description, attributes, properties, methods, events }) => {
  const details = events.map((event) =>
    object(`The detail of \`${event.name}\`: ${event.description}`, event.type, event.detail),
  );
  for (const { name, type: of, fields } of properties) {
    if (fields) details.push(object(`What \`${name}\` of \`<${tag}>\` gives.`, of ?? '', fields));
  }
  const given = attributes
    .filter(({ inherited }) => !inherited)
    .map(
      (attribute) =>
        doc(`${attribute.description} Default: ${attribute.default}.`, '  ') +
        `  ${key(attribute.name)}?: ${typeOf(attribute)};\n`,
    );
  const members = [
    ...properties.map(
      ({ name, type, set, description }) =>
        doc(description, '  ') +
        (type ? `  get ${name}(): ${type};\n` : '') +
        (set ? `  set ${name}(value: ${set});\n` : ''),
    ),
    ...methods.map(
      (method) =>
        doc(method.description, '  ') +
        `  ${method.name}(${method.parameters.map(({ name, type }) => `${name}: ${type}`).join(', ')}): ${method.returns};\n`,
    ),
  ];
  return `${details.join('\n')}
/** The attributes of \`<${tag}>\`. */
export interface ${type}Attributes {
${given.join('')}}

/** The events of \`<${tag}>\`. */
export interface ${type}EventMap {
${events.map((event) => `  '${event.name}': CustomEvent<${event.type}>;\n`).join('')}}

/** ${description} */
export interface ${type} extends HTMLElement {
${members.join('')}}
`;
};

/** @param {Element[]} elements */
const types = (elements) => `${HEAD}
${elements.map(ofElement).join('\n')}
declare global {
  interface HTMLElementTagNameMap {
${elements.map(({ tag, type }) => `    '${tag}': ${type};\n`).join('')}  }
  // They bubble: the document and the window hear them, too.
  interface GlobalEventHandlersEventMap${` extends ${elements.map(({ type }) => `${type}EventMap`).join(', ')}`} {}
}

/** How the loader is brought into the page. */
export interface LoadOptions {
  /** The nonce of the page's content security policy. */
  nonce?: string;
  /** The hash of a pinned loader. */
  integrity?: string;
}

/**
 * Brings the loader into the page, once, and answers when the element is there. On a server it does nothing, and
 * answers with nothing.
 *
 * @param address of \`lichthof.js\`; without one, that of the package's own files, which works where they are served as
 *   they are: bundlers move this module and not them, so copy them (\`npx lichthof copy public/lichthof\`) and say where.
 */
export function load(address?: string | URL, options?: LoadOptions): Promise<CustomElementConstructor | undefined>;
`;

const NAMES = (/** @type {Element[]} */ elements) =>
  elements.flatMap(({ type }) => [type, `${type}Attributes`, `${type}EventMap`]).join(', ');

/** @param {Element[]} elements */
const react = (elements) => `${HEAD}
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { ${NAMES(elements)} } from './index.js';

export * from './index.js';

type Props<Element, Attributes, Events> = Omit<
  DetailedHTMLProps<HTMLAttributes<Element>, Element>,
  keyof Attributes
> &
  Attributes & { [Name in keyof Events & string as \`on\${Name}\`]?: (event: Events[Name]) => void };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${elements.map(({ tag, type }) => `      '${tag}': Props<${type}, ${type}Attributes, ${type}EventMap>;\n`).join('')}    }
  }
}
`;

/** @param {Element[]} elements */
const vue = (elements) => `${HEAD}
import type { HTMLAttributes, VNodeProps } from 'vue';
import type { ${NAMES(elements)} } from './index.js';

export * from './index.js';

type Camel<Name extends string> = Name extends \`\${infer Head}-\${infer Tail}\` ? \`\${Head}\${Capitalize<Camel<Tail>>}\` : Name;
type Props<Attributes, Events> = VNodeProps &
  Omit<HTMLAttributes, keyof Attributes> &
  Attributes & { [Name in keyof Events & string as \`on\${Capitalize<Camel<Name>>}\`]?: (event: Events[Name]) => void };

declare module 'vue' {
  interface GlobalComponents {
${elements.map(({ tag, type }) => `    '${tag}': new () => { $props: Props<${type}Attributes, ${type}EventMap>; $el: ${type} };\n`).join('')}  }
}
`;

/** @param {Element[]} elements */
const svelte = (elements) => `${HEAD}
import type { HTMLAttributes } from 'svelte/elements';
import type { ${NAMES(elements)} } from './index.js';

export * from './index.js';

type Props<Element extends EventTarget, Attributes, Events> = Omit<HTMLAttributes<Element>, keyof Attributes> &
  Attributes & {
    [Name in keyof Events & string as \`on\${Name}\` | \`on:\${Name}\`]?: (event: Events[Name]) => void;
  };

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
${elements.map(({ tag, type }) => `    '${tag}': Props<${type}, ${type}Attributes, ${type}EventMap>;\n`).join('')}  }
}
`;

/** @param {Element[]} elements */
const solid = (elements) => `${HEAD}
import type { JSX } from 'solid-js';
import type { ${NAMES(elements)} } from './index.js';

export * from './index.js';

type Props<Element, Attributes, Events> = Omit<JSX.HTMLAttributes<Element>, keyof Attributes> &
  Attributes & { [Name in keyof Events & string as \`on:\${Name}\`]?: (event: Events[Name]) => void };

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
${elements.map(({ tag, type }) => `      '${tag}': Props<${type}, ${type}Attributes, ${type}EventMap>;\n`).join('')}    }
  }
}
`;

/** https://github.com/webcomponents/custom-elements-manifest @param {Element[]} elements */
const manifest = (elements) =>
  JSON.stringify(
    {
      schemaVersion: '1.0.0',
      readme: 'README.md',
      modules: [
        {
          kind: 'javascript-module',
          path: 'index.js',
          declarations: elements.map((element) => ({
            kind: 'class',
            customElement: true,
            name: element.type,
            tagName: element.tag,
            description: element.description,
            superclass: { name: 'HTMLElement' },
            attributes: element.attributes.map((attribute) => ({
              name: attribute.name,
              type: { text: typeOf(attribute) },
              default: attribute.default,
              description: attribute.description,
            })),
            members: [
              ...element.properties.map(({ name, type, set, description }) => ({
                kind: 'field',
                name,
                type: { text: type ?? set },
                description,
              })),
              ...element.methods.map(({ name, parameters, returns, description }) => ({
                kind: 'method',
                name,
                parameters: parameters.map((parameter) => ({
                  name: parameter.name,
                  type: { text: parameter.type },
                  description: parameter.description,
                })),
                return: { type: { text: returns } },
                description,
              })),
            ],
            events: element.events.map(({ name, type, description }) => ({
              name,
              type: { text: `CustomEvent<${type}>` },
              description,
            })),
            cssProperties: element.cssProperties,
            cssParts: element.cssParts,
            slots: element.slots,
          })),
          exports: elements.map(({ tag, type }) => ({
            kind: 'custom-element-definition',
            name: tag,
            declaration: { name: type, module: 'index.js' },
          })),
        },
      ],
    },
    null,
    2,
  ) + '\n';

/** @param {Element[]} elements */
const attributesOfPlugin = ([{ tag, attributes }]) => `<?php
// Made of interface.json by tools/interface/generate.mjs: change it there.

defined( 'ABSPATH' ) || exit;

// The attributes of <${tag}> but for \`base\`, which says from where scripts come: that is for administrators alone, not
// for all who may write.
return array(
${attributes
  .filter(({ name }) => name !== 'base')
  .map(({ name }) => `\t'${name}',\n`)
  .join('')});
`;

/** What is made, by its place. @returns {Record<string, string>} */
export const generated = () => {
  const elements = read();
  return {
    'packages/npm/index.d.ts': types(elements),
    'packages/npm/react.d.ts': react(elements),
    'packages/npm/vue.d.ts': vue(elements),
    'packages/npm/svelte.d.ts': svelte(elements),
    'packages/npm/solid.d.ts': solid(elements),
    'packages/npm/custom-elements.json': manifest(elements),
    'packages/wordpress/lichthof/attributes.php': attributesOfPlugin(elements),
  };
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of Object.entries(generated())) writeFileSync(new URL(path, root), text);
}
