import { describe, expect, it } from 'vitest';
import { negotiateLocale } from './locale';

describe('the language of a request', () => {
  it('is what the reader chose, whatever the browser says', () => {
    expect(negotiateLocale('en', 'ko-KR,ko;q=0.9')).toBe('en');
  });
  it('ignores a cookie that names no language we speak', () => {
    expect(negotiateLocale('../../etc', 'en')).toBe('en');
  });
  it('follows the quality of Accept-Language, not its order', () => {
    expect(negotiateLocale(undefined, 'en;q=0.5, ko-KR;q=0.8')).toBe('ko');
    expect(negotiateLocale(undefined, 'fr-FR, en-GB;q=0.7, ko;q=0.3')).toBe('en');
  });
  it('skips a language that is refused with q=0', () => {
    expect(negotiateLocale(undefined, 'en;q=0')).toBe('ko');
  });
  it.each([undefined, null, '', 'ja', ';;;,,q=', '*'])('is Korean when the header says %o', (header) => {
    expect(negotiateLocale(undefined, header)).toBe('ko');
  });
});
