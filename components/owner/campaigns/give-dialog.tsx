'use client';

import { Gift } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { commandKeys } from '@/components/booking/availability/command-key';
import { useClaimWords } from '@/components/coupons/use-claim-words';
import { api, refusalOf } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { LiveRegion } from '@/components/ui/live-region';
import type { CampaignId, RestaurantId } from '@/server/domain/shared/ids';

const isMail = (typed: string) => typed.includes('@');

/** Gives one to a guest who has booked here: by their booking's code or their e-mail address. */
export function GiveDialog({ restaurantId, campaignId }: { restaurantId: RestaurantId; campaignId: CampaignId }) {
  const t = useTranslations('campaigns.give');
  const words = useClaimWords();
  const utils = api.useUtils();
  const [typed, setTyped] = useState('');
  const [keyOf, setKeyOf] = useState(() => commandKeys());
  const give = api.owner.giveCoupon.useMutation({
    onSuccess: () => {
      setTyped('');
      // The same guest may be given another: that is a new command.
      setKeyOf(() => commandKeys());
      void utils.owner.campaigns.invalidate();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = typed.trim();
    if (text === '' || give.isPending) return;
    const guest = isMail(text) ? { email: text } : { code: text };
    give.mutate({ restaurantId, campaignId, guest, commandKey: keyOf(guest) });
  };
  const why = give.error ? words(refusalOf(give.error)) : null;
  return (
    <Dialog
      title={t('title')}
      description={t('lead')}
      onOpenChange={() => give.reset()}
      trigger={
        <Button>
          <Gift aria-hidden="true" />
          {t('action')}
        </Button>
      }
    >
      <form onSubmit={submit} noValidate className="grid gap-4">
        <Field label={t('who')} error={why ? `${why.title}. ${why.body}` : undefined}>
          <Input
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              if (!give.isPending) give.reset();
            }}
          />
        </Field>
        <LiveRegion visible className="text-pine text-sm empty:hidden">
          {give.data ? t(give.data.repeated ? 'again' : 'done', { name: give.data.guestName }) : null}
        </LiveRegion>
        <Button type="submit" variant="primary" loading={give.isPending} className="justify-self-end">
          {t('submit')}
        </Button>
      </form>
    </Dialog>
  );
}
