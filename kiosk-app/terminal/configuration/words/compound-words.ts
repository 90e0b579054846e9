import { plainWords } from '../../../../config/words/fold.ts';
import type { WordParts } from '../../../../config/words/word-parts.ts';
import type { Clock, Timer } from '../../../../foundation/clock.ts';
import { reasonOf } from '../../../../foundation/errors.ts';
import { Listeners } from '../../../../foundation/listeners.ts';
import { code, type Log } from '../../../../foundation/log.ts';
import type { Configuration } from '../config.ts';
import type { TerminalDelays } from '../delays.ts';

/** @param words in lower case */
export type SplitWords = (words: readonly string[]) => Promise<WordParts>;

export interface CompoundWordsOptions {
  readonly configuration: Pick<Configuration, 'services' | 'texts'>;
  /** `null`: searches find whole words and their beginnings only. */
  readonly split: SplitWords | null;
  readonly delays: Pick<TerminalDelays, 'wordsSplitAfter'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Parts of the German compounds in what services are called and found by; made once, when the first screen stands. */
export class CompoundWords {
  readonly #options: CompoundWordsOptions;
  readonly #changed = new Listeners();
  #parts: WordParts = {};
  readonly #timer: Timer | null;

  constructor(options: CompoundWordsOptions) {
    this.#options = options;
    const { split, clock, delays } = options;
    this.#timer = split && clock.setTimeout(() => void this.#make(split), delays.wordsSplitAfter);
  }

  parts(): WordParts {
    return this.#parts;
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  stop(): void {
    if (this.#timer) this.#options.clock.clearTimeout(this.#timer);
    this.#changed.clear();
  }

  async #make(split: SplitWords): Promise<void> {
    const { configuration, log } = this.#options;
    try {
      this.#parts = await split(germanWords(configuration));
      this.#changed.tell();
    } catch (thrown) {
      log.event('warn', 'configuration.words.not-split', { reason: code(reasonOf(thrown)) });
    }
  }
}

function germanWords({ services, texts }: Pick<Configuration, 'services' | 'texts'>): readonly string[] {
  const said = services.flatMap(({ title, summary, keywords }) => [
    texts.de?.[title] ?? '',
    texts.de?.[summary] ?? '',
    ...(keywords.de ?? []),
  ]);
  return [...new Set(said.flatMap(plainWords))];
}
