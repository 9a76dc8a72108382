// @ts-check
// The plugin for WordPress, on WordPress' own code, and the content element for TYPO3. Without PHP they are skipped.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const plugin = join(root, 'packages/wordpress/lichthof');
const extension = join(root, 'packages/typo3/lichthof');
const wordpress = join(root, '.tools/debian/usr/share/wordpress');
const skip = spawnSync('php', ['--version']).status !== 0 && 'there is no PHP';

/** @param {string} path */
const text = (path) => readFileSync(path, 'utf8');
/** All first groups. @param {string} text @param {RegExp} pattern */
const all = (text, pattern) => [...text.matchAll(pattern)].map((found) => found[1]);
/** @type {{ name: string }[]} */
const attributes = JSON.parse(text(join(root, 'interface.json'))).elements[0].attributes;
const names = attributes.map(({ name }) => name);

/** What a script prints. @param {string[]} args */
const php = (...args) => {
  const { status, stdout, stderr } = spawnSync('php', args, { encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
  return stdout;
};

test('all PHP is sound', { skip }, () => {
  for (const folder of [plugin, extension]) {
    const files = readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith('.php'));
    assert.ok(files.length > 0);
    for (const name of files) php('-l', join(folder, name));
  }
});

test('all parts of the packages have one version', () => {
  const [, version] = text(join(root, 'Cargo.toml')).match(/^version = "(.*)"$/m) ?? [];
  assert.equal(JSON.parse(text(join(plugin, 'block.json'))).version, version);
  assert.match(text(join(plugin, 'lichthof.php')), new RegExp(`Version: +${version}\n`));
  assert.deepEqual(new Set(all(text(join(plugin, 'lichthof.php')), /'(\d+\.\d+\.\d+)'/g)), new Set([version]));
  assert.match(text(join(plugin, 'readme.txt')), new RegExp(`Stable tag: ${version}\n`));
  assert.match(text(join(extension, 'ext_emconf.php')), new RegExp(`'version' => '${version}'`));
});

describe('WordPress', { skip: skip || (!existsSync(wordpress) && 'there is no WordPress') }, () => {
  const ask = (address = 'https://calendar.example/lichthof.js') =>
    JSON.parse(php(join(root, 'tools/php/wordpress.php'), wordpress, address));
  const found = skip || !existsSync(wordpress) ? {} : ask();

  test('a shortcode is the element, with what stands in it', () => {
    assert.equal(
      found.plain,
      'Vorher <lichthof-calendar feed="https://cluster.example/events.json"></lichthof-calendar> nachher',
    );
    assert.equal(
      found.all,
      '<lichthof-calendar feed="https://a.example/e.json https://b.example/e.ics" first-day="sun" week-numbers="show" ' +
        'max="5" seo><a href="/termine">Alle Termine</a>alert(1)</lichthof-calendar>',
    );
    assert.equal(found.empty, '<lichthof-calendar></lichthof-calendar>');
  });

  test('what stands in it keeps its places, its feeds and its template, and no script', () => {
    assert.equal(
      found.inside,
      '<lichthof-calendar><h2 slot="header">Bald</h2><lichthof-feed src="https://a.example/e.json" label="Verein"></lichthof-feed>' +
        '<lichthof-feed src="alert(1)"></lichthof-feed>' +
        '<template slot="event"><p part="by">Mit <slot name="speaker"></slot></p></template></lichthof-calendar>',
    );
  });

  test('what an author writes stays in its attribute', () => {
    assert.equal(
      found.hostile,
      '<lichthof-calendar feed="https://a.example/&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;" ' +
        'filter="x&quot; onload=&quot;y"></lichthof-calendar>',
    );
  });

  test('it knows all attributes but the one that says from where scripts come', () => {
    assert.deepEqual([...found.attributes].sort(), names.filter((name) => name !== 'base').sort());
  });

  test('a block is the element, with a link as its own content', () => {
    assert.equal(
      found.block,
      '<div class="wp-block-lichthof-calendar"><lichthof-calendar feed="https://cluster.example/events.json?a=1&amp;b=2" ' +
        'view="month" max="3"><a href="/termine">Alle Termine</a></lichthof-calendar></div>',
    );
    const empty = '<div class="wp-block-lichthof-calendar"><lichthof-calendar></lichthof-calendar></div>';
    assert.equal(found.blockEmpty, empty);
    assert.equal(found.blockLink, empty);
  });

  test('the script comes with the first calendar, from where the settings say', () => {
    assert.deepEqual(found.enqueued, ['lichthof']);
    assert.equal(found.script, 'https://calendar.example/lichthof.js');
    const none = ask('javascript:alert(1)');
    assert.deepEqual(none.enqueued, []);
    assert.ok(found.field.includes('value="https://calendar.example/lichthof.js"'), found.field);
  });

  test('it asks for no newer WordPress than it runs on here', () => {
    const [, asked = ''] = text(join(plugin, 'lichthof.php')).match(/Requires at least: +([\d.]+)/) ?? [];
    assert.ok(text(join(plugin, 'readme.txt')).includes(`Requires at least: ${asked}\n`));
    const [, there = ''] = text(join(wordpress, 'wp-includes/version.php')).match(/\$wp_version = '([\d.]+)/) ?? [];
    assert.ok(asked && there.localeCompare(asked, 'en', { numeric: true }) >= 0, `${there} is to run what asks for ${asked}`);
  });

  test('it speaks German', () => {
    assert.equal(found.title, 'Adresse von Lichthof');
    assert.ok(found.translated);
    const german = text(join(plugin, 'languages/lichthof-de_DE.l10n.php'));
    const editor = JSON.parse(text(join(plugin, 'languages/lichthof-de_DE-lichthof-block.json'))).locale_data.lichthof;
    const said = all(text(join(plugin, 'lichthof.php')), /\b(?:esc_html)?__\( '((?:[^'\\]|\\.)*)', 'lichthof' \)/g);
    assert.ok(said.length >= 3);
    for (const words of said) assert.ok(german.includes(`'${words}' => '`), words);
    const inEditor = all(text(join(plugin, 'block.js')), /__\( '([^']*)', 'lichthof' \)/g);
    assert.ok(inEditor.length > 10);
    for (const words of inEditor) assert.ok(editor[words]?.[0], words);
    const { title, description } = JSON.parse(text(join(plugin, 'block.json')));
    assert.ok(german.includes(`"block title\\4${title}"`) && german.includes(`"block description\\4${description}"`));
  });
});

describe('TYPO3', { skip }, () => {
  const found = skip ? {} : JSON.parse(php(join(root, 'tools/php/typo3.php')));

  test('a content element is the element, with a link as its own content', () => {
    assert.equal(found.none, '<lichthof-calendar></lichthof-calendar>');
    assert.equal(
      found.all,
      '<lichthof-calendar feed="https://a.example/e.json https://b.example/e.ics" view="month" max="5" heading-level="3">' +
        '<a href="/termine?a=1&amp;b=2">Alle Termine</a></lichthof-calendar>',
    );
  });

  test('what an editor writes stays in its attribute', () => {
    assert.equal(
      found.hostile,
      '<lichthof-calendar feed="https://a.example/&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"></lichthof-calendar>',
    );
  });

  test('the script comes once, from where the configuration says, with the nonce of the page', () => {
    assert.deepEqual(found.scriptsOfNone, []);
    assert.deepEqual(found.scripts, {
      lichthof: ['https://calendar.example/lichthof.js', { async: 'async' }, { useNonce: true }],
    });
  });

  test('form, words and class know the same fields, which are attributes', () => {
    const form = text(join(extension, 'Configuration/FlexForms/Calendar.xml'));
    assert.deepEqual(all(form, /<settings\.(\w+)>/g).sort(), [...found.fields, 'link', 'linkText'].sort());
    for (const name of found.attributes) assert.ok(names.includes(name) && name !== 'base', name);
    const asked = ['ext_conf_template.txt', 'Configuration/FlexForms/Calendar.xml', 'Configuration/page.tsconfig']
      .flatMap((name) => all(text(join(extension, name)), /locallang\.xlf:([\w.]+)/g))
      .concat('title', 'description');
    for (const [name, pattern] of /** @type {[string, RegExp][]} */ ([
      ['locallang.xlf', /<trans-unit id="([\w.]+)"><source>[^<]+<\/source><\/trans-unit>/g],
      ['de.locallang.xlf', /<trans-unit id="([\w.]+)"><source>[^<]+<\/source><target>[^<]+<\/target><\/trans-unit>/g],
    ])) {
      const words = all(text(join(extension, 'Resources/Private/Language', name)), pattern);
      assert.deepEqual([...new Set(words)].sort(), [...new Set(asked)].sort(), name);
    }
  });
});
