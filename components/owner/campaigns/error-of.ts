import { type FieldErrors, get } from 'react-hook-form';
import type { CampaignField, CampaignValues } from './campaign-schema';

/** What is wrong with a field, in finished words; fields of rules are known only by their path. */
export function errorOf(errors: FieldErrors<CampaignValues>, name: CampaignField): string | undefined {
  const found: { message?: string } | undefined = get(errors, name);
  return found?.message;
}
