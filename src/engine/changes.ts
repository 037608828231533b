/** Numbers of things that changed, each once, in the order of their first change. */
export class Changes {
  #marks = new Uint8Array(64);
  #list: number[] = [];

  add(number: number): void {
    if (number >= this.#marks.length) this.#grow(number);
    if (this.#marks[number] === 1) return;
    this.#marks[number] = 1;
    this.#list.push(number);
  }

  #grow(number: number): void {
    const marks = new Uint8Array(Math.max(number + 1, this.#marks.length * 2));
    marks.set(this.#marks);
    this.#marks = marks;
  }

  /** The numbers so far, which are then forgotten. */
  take(): readonly number[] {
    const taken = this.#list;
    for (const number of taken) this.#marks[number] = 0;
    this.#list = [];
    return taken;
  }
}
