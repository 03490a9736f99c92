import { describe, expect, it } from 'vitest';
import { proposalsFor } from './proposals';
import type { SearchQuery } from './query';

const query: SearchQuery = { party: 2, date: '2026-11-27', minute: 1140, area: null, cuisine: null, text: '' };
const changes = (asked: Partial<SearchQuery>) =>
  proposalsFor({ ...query, ...asked }, '2026-11-28').map((proposal) => proposal.change);

describe('when nothing was found', () => {
  it('what narrows the search is dropped first, then the time moves, then the day', () => {
    expect(changes({ area: 'seongsu', cuisine: 'sushi' })).toEqual(['city', 'cuisine', 'earlier', 'nextDay']);
  });
  it('every proposal changes one thing only', () => {
    const asked = { ...query, area: 'seongsu', cuisine: 'sushi', party: 8, minute: 960 };
    for (const proposal of proposalsFor(asked, '2026-11-28')) {
      const keys = Object.keys(asked) as (keyof typeof asked)[];
      expect(keys.filter((key) => proposal.query[key] !== asked[key])).toHaveLength(1);
    }
  });
  it('a name is not looked for at other times', () => {
    expect(changes({ text: '소언' })).toEqual([]);
    expect(changes({ text: '소언', area: 'seongsu' })).toEqual(['city']);
  });
  it('a large party may come as two', () => {
    expect(changes({ party: 7 })).toContain('fewer');
    expect(changes({ party: 5 })).not.toContain('fewer');
  });
});
