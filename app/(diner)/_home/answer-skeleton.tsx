import { useTranslations } from 'next-intl';
import { ResultSkeleton } from '@/components/search/result-card';
import { Skeleton, SkeletonGroup } from '@/components/ui/skeleton';

const ROWS = ['first', 'second', 'third', 'fourth'];

/** The shape of an answer that is on its way. */
export function AnswerSkeleton() {
  const t = useTranslations('home.results');
  return (
    <SkeletonGroup label={t('loading')}>
      <div className="border-hairline border-b pb-4">
        <Skeleton className="w-40" />
      </div>
      <div className="divide-y divide-hairline">
        {ROWS.map((row) => (
          <ResultSkeleton key={row} />
        ))}
      </div>
    </SkeletonGroup>
  );
}
