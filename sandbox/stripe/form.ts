type Form = { [name: string]: string | Form };

const UNSAFE = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * `line_items[0][price_data][currency]=krw` as an object; lists stay objects with their places as names. Undefined for names
 * that no form of this API has.
 */
export function parseForm(text: string): Form | undefined {
  const form: Form = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.split(/\[|\]\[|\]$/).filter((part, index, all) => part !== '' || index < all.length - 1);
    if (path.some((part) => UNSAFE.has(part))) return undefined;
    let at = form;
    for (const part of path.slice(0, -1)) {
      const next = at[part] ?? {};
      if (typeof next === 'string') return undefined;
      at[part] = next;
      at = next;
    }
    at[path.at(-1)!] = value;
  }
  return form;
}

/** A value inside, text or nothing: `at(body, 'line_items', '0', 'quantity')`. */
export function at(form: unknown, ...path: string[]): string | undefined {
  const found = inside(form, ...path);
  return typeof found === 'string' ? found : undefined;
}

export function inside(form: unknown, ...path: string[]): unknown {
  let value = form;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

/** A flat part, such as metadata. */
export function texts(form: unknown, ...path: string[]): Record<string, string> {
  const found = inside(form, ...path);
  if (typeof found !== 'object' || found === null) return {};
  return Object.fromEntries(Object.entries(found).filter((one): one is [string, string] => typeof one[1] === 'string'));
}

/** A whole number above 0. */
export function amountOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
