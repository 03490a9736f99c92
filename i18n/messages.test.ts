import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import en from './messages/en';
import ko from './messages/ko';

type Tree = { [key: string]: string | Tree };

function flatten(tree: Tree, path = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const name = path ? `${path}.${key}` : key;
    if (typeof value === 'string') flat.set(name, value);
    else for (const [inner, text] of flatten(value, name)) flat.set(inner, text);
  }
  return flat;
}

type Node = { type: number; value?: string; options?: Record<string, { value: Node[] }>; children?: Node[] };
const LITERAL = 0;
const POUND = 7;

/** Names of arguments and tags, wherever they stand, so that branches of a plural count once. */
function placeholders(nodes: Node[], found = new Set<string>()): Set<string> {
  for (const node of nodes) {
    if (node.type !== LITERAL && node.type !== POUND && node.value) found.add(node.value);
    for (const option of Object.values(node.options ?? {})) placeholders(option.value, found);
    if (node.children) placeholders(node.children, found);
  }
  return found;
}

const english = flatten(en as Tree);
const korean = flatten(ko as Tree);
const parse = (text: string, locale: string) => new IntlMessageFormat(text, locale).getAst() as Node[];

describe('sentences', () => {
  it('exist in both languages, key for key', () => {
    expect([...korean.keys()].sort()).toEqual([...english.keys()].sort());
  });
  it('take the same placeholders in both languages', () => {
    const differing = [...english].filter(([key, text]) => {
      const other = korean.get(key);
      if (other === undefined) return false;
      const names = (source: string, locale: string) => [...placeholders(parse(source, locale))].sort().join();
      return names(text, 'en') !== names(other, 'ko');
    });
    expect(differing).toEqual([]);
  });
  it('never shout and are never empty', () => {
    const wrong = [...english, ...korean].filter(([, text]) => text.trim() === '' || /[!！]/.test(text));
    expect(wrong).toEqual([]);
  });
});
