/**
 * The draw as anybody can run it, in any browser's console or in Node: what `server/domain/room/draw.ts` does, without its
 * types. Shown on the page of a draw; a test runs this text against the real one.
 */
export const DRAW_CODE = `async function draw(seed, size) {
  const bytes = Uint8Array.from(seed.match(/../g), (pair) => parseInt(pair, 16));
  const key = await crypto.subtle.importKey('raw', bytes, 'AES-CTR', false, ['encrypt']);
  const stream = new DataView(await crypto.subtle.encrypt(
    { name: 'AES-CTR', counter: new Uint8Array(16), length: 64 }, key, new Uint8Array(4 * (size + 256))));
  const places = Array.from({ length: size }, (_, index) => index + 1);
  let next = 0;
  for (let last = size - 1; last > 0; last--) {
    const fair = 2 ** 32 - (2 ** 32 % (last + 1));
    let word;
    do word = stream.getUint32(4 * next++); while (word >= fair);
    const chosen = word % (last + 1);
    [places[last], places[chosen]] = [places[chosen], places[last]];
  }
  return places; // the place of number n is places[n - 1]
}

async function fingerprint(seed) {
  const bytes = Uint8Array.from(seed.match(/../g), (pair) => parseInt(pair, 16));
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}`;
