import { pageContext } from '@/app/session';
import { Overview } from '@/components/ops/overview';
import { getOverview } from '@/server/services/ops';
import { requireOperator } from './operator';

/** How things stand. */
export default async function OverviewPage() {
  await requireOperator('/ops');
  return <Overview initial={await getOverview(await pageContext())} />;
}
