import type { Language } from '../../shared/domain/quantities.ts';
import { textOf } from '../../shared/text/index.ts';

export const CHARTS = ['reason', 'supplier', 'bin'] as const;
/** Bars that a picture shows; what is smaller is in the recap. */
export const BARS_MAX = 8;

/** The gaps by reason, supplier and bin, as pictures that load on their own. */
export function chartsOf(language: Language, count: string) {
  const words = textOf(language).portal.charts;
  return (
    <section class="charts" aria-label={words.label}>
      {CHARTS.map((name) => (
        <figure class="card">
          <figcaption>{words[name]}</figcaption>
          <img
            src={`/counts/${count}/gaps-by-${name}.svg`}
            alt={words[name]}
            width={420}
            height={260}
            loading="lazy"
          />
        </figure>
      ))}
    </section>
  );
}
