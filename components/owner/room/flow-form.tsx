'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { api, refusalOf } from '@/components/providers/api';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { RestaurantId } from '@/server/domain/shared/ids';
import type { OwnerRoom } from '@/server/services/room';
import { problemsOf } from '../settings/use-save';
import { FlowFields } from './flow-fields';
import { type FlowValues, flowSchema } from './room-schema';
import { useChange } from './use-change';

/** How fast the room lets people in, changed while it does. */
export function FlowForm({ room, restaurantId }: { room: OwnerRoom; restaurantId: RestaurantId }) {
  const t = useTranslations('owner.room.flow');
  const { id: roomId, ratePerMinute, places } = room.document;
  const form = useForm<FlowValues>({ resolver: zodResolver(flowSchema), defaultValues: { ratePerMinute, places } });
  const { isDirty, isSubmitting } = form.formState;
  const { run, said } = useChange(restaurantId);
  const mutation = api.owner.changeRoom.useMutation();
  useEffect(() => {
    // Somebody else's change shows, unless one is being made here.
    if (!isDirty) form.reset({ ratePerMinute, places });
  }, [ratePerMinute, places, isDirty, form]);
  const submit = form.handleSubmit(async (values) => {
    const done = await run(
      () => mutation.mutateAsync({ roomId, ...values }),
      (error) => {
        for (const { field, problem } of problemsOf(refusalOf(error)))
          if (field === 'ratePerMinute' || field === 'places') form.setError(field, { message: problem });
      },
    );
    if (done) form.reset(values);
  });
  return (
    <FormProvider {...form}>
      <form onSubmit={submit} noValidate className="grid gap-4">
        {said ? <Notice tone="trouble" announce title={said} /> : null}
        <div className="grid gap-5 sm:grid-cols-2">
          <FlowFields<FlowValues> fields={['ratePerMinute', 'places']} />
        </div>
        {isDirty ? (
          <Button type="submit" variant="primary" loading={isSubmitting} className="w-full sm:w-fit">
            {t('apply')}
          </Button>
        ) : null}
      </form>
    </FormProvider>
  );
}
