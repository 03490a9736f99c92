export { createEngine } from './engine';
export { engineFetch, engineHttpListener } from './http';
export type { Engine, EngineLogger, EngineOptions, EngineStats, ServeTarget } from './types';
