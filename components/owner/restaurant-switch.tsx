'use client';

import { ChevronsUpDown } from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Menu, MenuRadio } from '@/components/ui/menu';

/** The restaurant that is looked after; with several, the way to the same page of another. */
export function RestaurantSwitch({ here, places }: { here: string; places: { id: string; name: string }[] }) {
  const t = useTranslations('owner.nav');
  const router = useRouter();
  const path = usePathname();
  const name = places.find(({ id }) => id === here)?.name;
  if (places.length < 2) return <span className="block truncate">{name}</span>;
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={t('switch', { name: name ?? '' })}
          className="-mx-2 flex min-h-11 max-w-[calc(100%+1rem)] items-center gap-2 rounded-md px-2 text-left hover:bg-wash"
        >
          <span className="truncate">{name}</span>
          <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-soft" />
        </button>
      }
    >
      <MenuRadio
        value={here}
        onValueChange={(id) => router.push(path.replace(here, id))}
        options={places.map((place) => ({ value: place.id, label: place.name }))}
      />
    </Menu>
  );
}
