'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { LineView } from './line-view';

/** `unable`: this browser shows none from a page, or the reader said no. */
export type Notifying = 'unknown' | 'ask' | 'on' | 'denied' | 'unable';

/** Some browsers offer notifications and then refuse to make one from a page. */
function show(title: string, body: string, tag: string): boolean {
  try {
    const notification = new Notification(title, { body, tag });
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
    return true;
  } catch {
    return false;
  }
}

const stateNow = (): Notifying => {
  if (typeof Notification === 'undefined' || !window.isSecureContext) return 'unable';
  if (Notification.permission === 'default') return 'ask';
  return Notification.permission === 'granted' ? 'on' : 'denied';
};

/** Tells the reader outside of the page when they are near and when it is their turn, if they want that. */
export function useNotify(view: LineView, name: string, roomId: string) {
  const t = useTranslations('room.notify');
  const [state, setState] = useState<Notifying>('unknown');
  useEffect(() => setState(stateNow()), []);
  const ask = useCallback(async () => {
    if ((await Notification.requestPermission()) !== 'granted') return setState(stateNow());
    setState(show(t('onTitle'), t('onBody', { name }), roomId) ? 'on' : 'unable');
  }, [t, name, roomId]);

  const event = view.kind === 'called' ? 'called' : view.kind === 'waiting' && view.near ? 'near' : null;
  const before = useRef(event);
  useEffect(() => {
    if (event && event !== before.current && state === 'on' && document.visibilityState === 'hidden')
      show(t(`${event}Title`), t(`${event}Body`, { name }), roomId);
    before.current = event;
  }, [event, state, t, name, roomId]);
  return { state, ask };
}
