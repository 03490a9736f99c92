import { useRouter } from 'next/navigation';
import { useRefusalWords } from '@/components/owner/use-refusal-words';
import { api } from '@/components/providers/api';
import { toast } from '@/components/ui/toaster';

/** Runs an act on a case: the list is read again when it worked; when not, the sentence to show. */
export function useCaseAct(limit: number) {
  const words = useRefusalWords();
  const router = useRouter();
  const utils = api.useUtils();
  return async (act: () => Promise<unknown>, done: string): Promise<string | null> => {
    try {
      await act();
    } catch (error) {
      const { title, body } = words(error);
      return `${title}. ${body}`;
    }
    toast.success(done);
    await utils.ops.reviews.invalidate({ limit });
    router.refresh();
    return null;
  };
}
