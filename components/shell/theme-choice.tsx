'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { MenuRadio } from '@/components/ui/menu';
import { readTheme, THEME_COOKIE, THEMES, type Theme } from './theme';

const YEAR_SECONDS = 365 * 24 * 60 * 60;
const ICON = { system: <Monitor />, light: <Sun />, dark: <Moon /> } as const;
const CHANGED = 'tablepick:theme';

function currentTheme(): Theme {
  return readTheme(document.documentElement.dataset.theme);
}

/** Changes the page at once and remembers the choice for the server's next rendering. */
function choose(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing from browsers we support
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
  window.dispatchEvent(new Event(CHANGED));
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(CHANGED, onChange);
  return () => window.removeEventListener(CHANGED, onChange);
}

/** Light, dark or as the device; stands inside a `Menu`. */
export function ThemeChoice() {
  const t = useTranslations('shell');
  const theme = useSyncExternalStore(subscribe, currentTheme, () => 'system' as const);
  return (
    <MenuRadio
      value={theme}
      onValueChange={choose}
      options={THEMES.map((value) => ({ value, label: t(`theme.${value}`), icon: ICON[value] }))}
    />
  );
}
