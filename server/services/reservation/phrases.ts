import { escape as literalOf } from 'mysql2';

/** From so many letters on, and so many times, a value is worth a name. */
const LONG = 10;
const OFTEN = 4;

/** A value in a script: itself, or its name when it is said often. Written into the SQL text by `toSqlString`. */
class Phrase {
  count = 0;
  name: string | null = null;

  constructor(readonly literal: string) {}

  toSqlString(): string {
    return this.name ?? this.literal;
  }
}

/**
 * A batch says the same things again and again: its instant, a restaurant's terms, its day. What is inserted often is said
 * once, as a variable of the session: half of the database's work for a batch is reading its text, and most of that
 * is these. Only for what is inserted: in conditions a variable has another collation than a key.
 */
export class Phrases {
  readonly #phrases = new Map<string | number, Phrase>();
  readonly #named: Phrase[] = [];

  /** The value for a parameter of an INSERT. Every value of the script is said before its text is made. */
  readonly say = (value: string | Date): Phrase => {
    const key = typeof value === 'string' ? value : value.getTime();
    let phrase = this.#phrases.get(key);
    if (!phrase) {
      phrase = new Phrase(literalOf(value, false, 'Z'));
      this.#phrases.set(key, phrase);
    }
    phrase.count++;
    if (phrase.count === OFTEN && phrase.literal.length >= LONG) this.#name(phrase);
    return phrase;
  };

  /** The same for a value that every row has. */
  named(value: string | Date): Phrase {
    return this.#name(new Phrase(literalOf(value, false, 'Z')));
  }

  #name(phrase: Phrase): Phrase {
    phrase.name = `@v${this.#named.length}`;
    this.#named.push(phrase);
    return phrase;
  }

  /** The statement that defines the names; comes before the others. None when nothing is said often. */
  definitions(): [sql: string, params: unknown[]][] {
    if (this.#named.length === 0) return [];
    const raw = this.#named.map(({ literal }) => ({ toSqlString: () => literal }));
    return [[`SET ${this.#named.map(({ name }) => `${name} = ?`).join(', ')}`, raw]];
  }
}
