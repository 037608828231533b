import { useEffect, useState } from 'react';

/**
 * The data of a visit, fetched again whenever the visit is another object: a changed visit has other data. Null until
 * it is there.
 */
export function useVisitData<Data extends { readonly visit: { readonly id: number } }>(
  fetch: (visit: number) => Promise<Data | null>,
  visit: { readonly id: number } | undefined,
): Data | null {
  const [data, setData] = useState<Data | null>(null);
  useEffect(() => {
    if (!visit) {
      setData(null);
      return undefined;
    }
    let wanted = true;
    void fetch(visit.id).then((next) => {
      if (wanted) setData(next);
    });
    return () => {
      wanted = false;
    };
  }, [fetch, visit]);
  return data && data.visit.id === visit?.id ? data : null;
}
