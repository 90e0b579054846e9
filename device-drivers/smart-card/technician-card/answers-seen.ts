/** Enough for a day of attempts at one terminal; a hundred times 64 bytes. */
const KEPT = 100;

/** The last answers of cards at this terminal, to tell a recorded one from a bad one. */
export class AnswersSeen {
  readonly #answers = new Set<string>();

  /** Also remembers it. */
  hasSeen(answer: Uint8Array): boolean {
    const text = Buffer.from(answer).toString('base64');
    if (this.#answers.has(text)) return true;
    this.#answers.add(text);
    const [oldest] = this.#answers;
    if (this.#answers.size > KEPT && oldest !== undefined) this.#answers.delete(oldest);
    return false;
  }
}
