import { useEffect, useState } from 'react';
import { loadSdkFacts, type SdkFacts, sdkFacts } from '../integrations/sdk/facts';

/**
 * What is known of AWS services, loaded when it is first needed.
 * @param services Names of services with blanks between, whose actions matter; null: nothing is needed now.
 */
export function useSdkFacts(services: string | null): SdkFacts {
  const [facts, setFacts] = useState(sdkFacts);
  useEffect(() => {
    if (services === null) return;
    let shown = true;
    void loadSdkFacts(services.split(' ').filter(Boolean)).then(() => {
      if (shown) setFacts(sdkFacts());
    });
    return () => {
      shown = false;
    };
  }, [services]);
  return facts;
}
