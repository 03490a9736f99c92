export * from './cuisines';
export * from './floor-plan';
export * from './hours';
export * from './names';
export * from './places';
export * from './problems';
export * from './tags';
