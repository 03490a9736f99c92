'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';

const SHOWN_MS = 2_000;

/** Copies a text, and shows for a moment that it did. Not there where the browser lets no page write to the clipboard. */
export function CopyButton({ label, text }: { label: string; text: string }) {
  const [able, setAble] = useState(false);
  const [copied, setCopied] = useState(false);
  useEffect(() => setAble(Boolean(navigator.clipboard)), []);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  if (!able) return null;
  return (
    <IconButton
      label={label}
      onClick={() =>
        void navigator.clipboard.writeText(text).then(
          () => setCopied(true),
          () => {},
        )
      }
    >
      {copied ? <Check aria-hidden="true" className="text-pine" /> : <Copy aria-hidden="true" />}
    </IconButton>
  );
}
