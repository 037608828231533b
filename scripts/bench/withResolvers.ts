/** Gives the peer the one function it wants of Node 22, so that both sides run on the same Node. */
export function offerWithResolvers(): void {
  if ('withResolvers' in Promise) return;
  Object.defineProperty(Promise, 'withResolvers', {
    value: function withResolvers() {
      let resolve: unknown;
      let reject: unknown;
      const promise = new Promise((onDone, onFailed) => {
        resolve = onDone;
        reject = onFailed;
      });
      return { promise, resolve, reject };
    },
  });
}
