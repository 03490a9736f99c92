export * from './cuisines';
export * from './names';
export * from './places';
export * from './tags';
