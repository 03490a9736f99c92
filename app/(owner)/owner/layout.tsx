import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ApiProvider } from '@/components/providers/api';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('owner');
  return { title: t('title'), robots: { index: false } };
}

/** What all pages of restaurants' people share. Who may see which restaurant, each page and each procedure checks. */
export default function OwnerLayout({ children }: { children: ReactNode }) {
  return <ApiProvider>{children}</ApiProvider>;
}
