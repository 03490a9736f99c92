/** What a case's note says where the product itself closed it; whoever shows it says it in the reader's language. */
export const SYSTEM_NOTES = ['system:answers-again', 'system:refund-done', 'system:provider-answered'] as const;
export type SystemNote = (typeof SYSTEM_NOTES)[number];
