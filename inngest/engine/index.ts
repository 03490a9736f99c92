export { createEngine } from './engine';
export { engineHttpListener } from './http';
export type { Engine, EngineLogger, EngineOptions, EngineStats, ServeTarget } from './types';
