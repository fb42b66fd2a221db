/** A page's text as the operator has written it. */
import { useEffect, useState } from "preact/hooks";
import { request } from "../../api.ts";

export interface OperatorPage {
  /** By language; null: nothing of their own. */
  texts: Partial<Record<string, string | null>>;
  changed_at: string | null;
}

const NOTHING: OperatorPage = { texts: {}, changed_at: null };

/** Return the operator's page, null while it is on its way; empty when it cannot be had. */
export function useOperatorPage(name: string): OperatorPage | null {
  const [page, setPage] = useState<OperatorPage | null>(null);
  useEffect(() => {
    request<OperatorPage>(`/api/pages/${name}`).then(setPage, () => setPage(NOTHING));
  }, [name]);
  return page;
}
