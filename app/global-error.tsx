'use client';

import './globals.css';
import { useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';

/** The root layout itself failed, so there are no sentences to look up: these are the only ones outside `i18n`. */
const WORDS = {
  ko: {
    title: '페이지를 불러오지 못했어요',
    body: '저희 쪽에 문제가 생겼어요. 예약과 결제 내역은 그대로예요.',
    retry: '다시 시도',
  },
  en: {
    title: 'This page did not load',
    body: 'Something on our side went wrong. Nothing you booked or paid has changed.',
    retry: 'Try again',
  },
} as const;

const never = () => () => {};
const chosenLanguage = () => {
  const chosen = /(?:^|; )locale=(ko|en)/.exec(document.cookie)?.[1];
  return chosen === 'en' || (!chosen && !navigator.language.startsWith('ko')) ? 'en' : 'ko';
};

export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  const language = useSyncExternalStore(never, chosenLanguage, () => 'ko' as const);
  const words = WORDS[language];
  return (
    <html lang={language}>
      <body>
        <title>TablePick</title>
        <main className="page grid min-h-dvh content-center">
          <div className="grid max-w-prose gap-3" role="alert">
            <h1 className="font-quiet text-2xl">{words.title}</h1>
            <p className="text-soft">{words.body}</p>
            <Button variant="primary" className="mt-4 w-fit" onClick={() => retry()}>
              {words.retry}
            </Button>
          </div>
        </main>
      </body>
    </html>
  );
}
