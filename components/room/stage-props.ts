import type { RoomPage } from '@/server/services/room';
import type { Line } from './use-line';
import type { useNotify } from './use-notify';

export type StageProps = { line: Line; room: RoomPage; notify: ReturnType<typeof useNotify> };
