/** Of what an operator writes about an act: it goes into the journal, where an entry's reason has its place. */
export const SHORTEST_NOTE = 3;
export const LONGEST_NOTE = 200;
