'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';

const COPIED_MS = 2_000;

/** A value as indented JSON that can be copied whole. */
export function JsonView({ label, value, className }: { label: string; value: unknown; className?: string }) {
  const t = useTranslations('ops.json');
  const [copied, setCopied] = useState(false);
  const text = JSON.stringify(value, null, 2) ?? 'null';
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), COPIED_MS);
  };
  return (
    <section aria-label={label} className={cn('overflow-hidden rounded-md border border-hairline', className)}>
      <div className="flex items-center justify-between gap-3 border-hairline border-b bg-raised py-1 pr-1 pl-4">
        <span className="font-medium text-sm">{label}</span>
        <Button size="sm" variant="quiet" onClick={copy}>
          {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          <span aria-live="polite">{copied ? t('copied') : t('copy')}</span>
        </Button>
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
        tabIndex={0}
        className="max-h-96 overflow-auto bg-wash p-4 font-mono text-xs leading-relaxed focus-visible:-outline-offset-2"
      >
        {text}
      </pre>
    </section>
  );
}
