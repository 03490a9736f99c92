import { monotonicFactory } from 'ulid';
import { ID_PREFIXES, type Id, type IdKind } from '@/server/domain/shared/ids';

const next = monotonicFactory();

/** A new id: prefix, `_`, ULID in lower case. Ids of one process sort in the order they were made. */
export const newId = <K extends IdKind>(kind: K): Id<K> => `${ID_PREFIXES[kind]}_${next().toLowerCase()}` as Id<K>;
