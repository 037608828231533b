/** Files between the panels and the user's disk. */

/** Lets the user choose a text file; null when none was chosen. */
export function pickTextFile(accept: string): Promise<{ name: string; text: string } | null> {
  return new Promise((resolve) => {
    const field = document.createElement('input');
    field.type = 'file';
    field.accept = accept;
    field.addEventListener('cancel', () => resolve(null));
    field.addEventListener('change', async () => {
      const [file] = field.files ?? [];
      resolve(file ? { name: file.name, text: await file.text() } : null);
    });
    field.click();
  });
}

/** Lets the user choose files of any kind; none when none was chosen. */
export function pickFiles(multiple: boolean): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const field = document.createElement('input');
    field.type = 'file';
    field.multiple = multiple;
    field.addEventListener('cancel', () => resolve([]));
    field.addEventListener('change', () => resolve([...(field.files ?? [])]));
    field.click();
  });
}

/** Hands a text to the browser's downloads. */
export function download(name: string, text: string, type = 'application/json'): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after the click: give it a moment.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
