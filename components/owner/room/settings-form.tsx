'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useTranslations } from 'next-intl';
import { Controller, FormProvider, useForm } from 'react-hook-form';
import { api } from '@/components/providers/api';
import { FormSection } from '@/components/ui/form-section';
import { Switch } from '@/components/ui/switch';
import type { RoomSettings } from '@/server/services/room';
import { LeaveGuard } from '../settings/leave-guard';
import { RefusedNotice } from '../settings/refused-notice';
import { SaveBar } from '../settings/save-bar';
import { problemsOf, useSave } from '../settings/use-save';
import { FlowFields } from './flow-fields';
import type { RoomPlace } from './room-place';
import { RANGES, type SettingsValues, settingsSchema } from './room-schema';

/** How the restaurant wants its rooms from now on. A room that is on keeps what it has. */
export function SettingsForm({ place, initial }: { place: RoomPlace; initial: RoomSettings }) {
  const t = useTranslations('owner.room.settings');
  const { restaurantId } = place;
  const utils = api.useUtils();
  const form = useForm<SettingsValues>({
    resolver: zodResolver(settingsSchema),
    defaultValues: initial,
    mode: 'onTouched',
  });
  const { isDirty, errors } = form.formState;
  const mutation = api.owner.saveRoomSettings.useMutation();
  const { run, saving, refusal, clear } = useSave();
  const submit = form.handleSubmit(async (values) => {
    const saved = await run(
      () => mutation.mutateAsync({ restaurantId, ...values }),
      (why) => {
        for (const { field, problem } of problemsOf(why))
          if (field in RANGES) form.setError(field as keyof typeof RANGES, { message: problem });
      },
    );
    if (!saved) return;
    form.reset(values);
    await utils.owner.rooms.invalidate({ restaurantId });
  });
  return (
    <FormProvider {...form}>
      <form onSubmit={submit} noValidate>
        <RefusedNotice refusal={refusal} />
        <FormSection title={t('title')} hint={t('hint')} className="border-t pt-6 first:border-t first:pt-6">
          <Controller
            control={form.control}
            name="eachOpening"
            render={({ field }) => (
              <Switch
                label={t('eachOpening')}
                hint={t('eachOpeningHint')}
                checked={field.value}
                onCheckedChange={field.onChange}
              />
            )}
          />
          <div className="grid gap-5 sm:grid-cols-3">
            <FlowFields<SettingsValues> fields={['ratePerMinute', 'places', 'lobbyMinutes']} />
          </div>
        </FormSection>
        <SaveBar
          dirty={isDirty}
          saving={saving}
          problems={Object.keys(errors).length}
          onDiscard={() => {
            form.reset();
            clear();
          }}
        />
      </form>
      <LeaveGuard dirty={isDirty} />
    </FormProvider>
  );
}
