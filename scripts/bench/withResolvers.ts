/** The peer wants Node 22 for this one function; it is given here, so that both sides run on the same Node. */
if (!('withResolvers' in Promise)) {
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
