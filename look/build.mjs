// SPDX-License-Identifier: EUPL-1.2
// Makes what pages are drawn with out of the package dkfds: the rules of the
// classes in classes.txt, one sprite of the icons in icons.txt, and the Latin
// letters of its font in two weights.
//
// usage: node build.mjs NODE-MODULES TARGET
import {createHash} from 'node:crypto';
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

const [modules, target] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(pathToFileURL(join(modules, 'x.js')));
const csso = require('csso');
const {parse, generate, walk} = require('css-tree');
const dkfds = join(modules, 'dkfds');
const ICON = 24; // pixels of an icon that the stylesheet shows itself

function words(name) {
	return readFileSync(join(here, name), 'utf8').
	    replace(/^#.*$/gm, '').split(/\s+/).filter(Boolean);
}

// As the daemon makes the version in an address.
function version(bytes) {
	return createHash('sha256').update(bytes).digest('base64url').
	    slice(0, 12);
}

function write(name, bytes) {
	writeFileSync(join(target, name), bytes);
	return `${name}?v=${version(bytes)}`;
}

function icon(name) {
	const svg = readFileSync(
	    join(dkfds, 'dist/img/svg-icons', `${name}.svg`), 'utf8');
	const [, box] = svg.match(/viewBox="([^"]+)"/);
	const inside = svg.replace(/^[^]*?<svg[^>]*>|<\/svg>\s*$/g, '');
	const fill = svg.match(/<svg[^>]* fill="([^"]+)"/);

	return `<symbol id="${name}" viewBox="${box}"` +
	    `${fill ? ` fill="${fill[1]}"` : ''}>${inside.trim()}</symbol>`;
}

// Pages take a symbol, and the stylesheet, which cannot, a view of one.
function sprite(names, shown) {
	const symbols = [...new Set([...names, ...shown])].sort().map(icon);
	const views = shown.map((name, i) =>
	    `<use href="#${name}" y="${i * ICON}" width="${ICON}" ` +
	    `height="${ICON}"/><view id="view-${name}" ` +
	    `viewBox="0 ${i * ICON} ${ICON} ${ICON}"/>`);

	return '<svg xmlns="http://www.w3.org/2000/svg">' +
	    `${symbols.join('')}${views.join('')}</svg>\n`;
}

// Fonts are said below, print styles in onboard.css, and icons are the sprite's.
function isLeftOut(node) {
	if (node.type === 'Rule')
		return /^\.icon-[a-z0-9-]+:not\(a\)$/.test(generate(node.prelude));
	return node.type === 'Atrule' && (
	    ['font-face', 'charset'].includes(node.name) ||
	    generate(node).startsWith('@media print{html{'));
}

function ownRules(css) {
	const tree = parse(css);

	walk(tree, (node, item, list) => {
		if (isLeftOut(node))
			list.remove(item);
	});
	return generate(tree);
}

function fontFace(weight, address) {
	return '@font-face{font-family:"IBM Plex Sans";font-style:normal;' +
	    `font-weight:${weight};font-display:swap;` +
	    `src:url(${address}) format("woff2");` +
	    'unicode-range:U+0000-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,' +
	    'U+02DC,U+2013-2014,U+2018-201A,U+201C-201E,U+2020-2022,U+2026,' +
	    'U+2030,U+2039-203A,U+2044,U+20AC,U+2122,U+2212}';
}

function font(name, weight) {
	const bytes = readFileSync(join(dkfds, 'dist/fonts/IBMPlexSans/split',
	    'woff2', `IBMPlexSans-${name}-Latin1.woff2`));

	return fontFace(weight, write(`plex-${name.toLowerCase()}.woff2`, bytes));
}

function stylesheet() {
	const source = ownRules(
	    readFileSync(join(dkfds, 'dist/css/dkfds.css'), 'utf8'));
	const {css} = csso.minify(source, {
		restructure: false,
		comments: false,
		usage: {classes: words('classes.txt')},
	});
	const shown = new Set();
	const address = /url\(["']?\.\.\/img\/svg-icons\/([a-z0-9-]+)\.svg["']?\)/g;

	for (const [, name] of css.matchAll(address))
		shown.add(name);
	const icons = write('icons.svg',
	    sprite(words('icons.txt'), [...shown].sort()));
	const whole = css.replace(address,
	    (match, name) => `url(${icons}#view-${name})`);

	if (/url\((?!icons\.svg\?)/.test(whole))
		throw new Error('the stylesheet shows more than icons');
	return whole;
}

function licences() {
	const dkfdsTerms = readFileSync(join(dkfds, 'LICENSE.md'), 'utf8');
	const fontTerms = readFileSync(join(dkfds,
	    'dist/fonts/IBMPlexSans/complete/woff2/license.txt'), 'utf8');

	return `${dkfdsTerms}\n\n${'-'.repeat(72)}\nThe font\n\n${fontTerms}`;
}

write('licences.txt', licences());
const faces = font('Regular', '400') + font('SemiBold', '600 700');
write('dkfds.css',
    '/*! Det Fælles Designsystem (DKFDS), MIT; font IBM Plex Sans, OFL 1.1; ' +
    `icons Apache 2.0: licences.txt */\n${faces}${stylesheet()}\n`);
