import { redirect } from 'next/navigation';
import { failReason } from '@/components/checkout/fail-reason';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

/**
 * Where the provider sends a payment that did not happen. The checkout says why, in our words; the provider's message and
 * order id are left behind. Whose booking it is and whether it is still held, the checkout checks.
 */
export default async function FailedPage({ params, searchParams }: Props) {
  const [{ id }, { code }] = await Promise.all([params, searchParams]);
  redirect(`/checkout/${encodeURIComponent(id)}?back=${failReason(typeof code === 'string' ? code : null)}`);
}
