import { Range } from './range.ts';
import { expose, Service, whole } from './service.ts';

type G = GoogleAppsScript.Spreadsheet.RangeList;
type GRange = GoogleAppsScript.Spreadsheet.Range;

/** Several ranges of one tab, changed together. */
export class RangeList
  extends Service
  implements
    Pick<
      G,
      | 'clearContent'
      | 'getRanges'
      | 'setBackground'
      | 'setFontColor'
      | 'setFontWeight'
      | 'setHorizontalAlignment'
      | 'setNumberFormat'
      | 'setValue'
      | 'setWrap'
    >
{
  readonly #ranges: GRange[];
  constructor(ranges: GRange[]) {
    super();
    this.#ranges = ranges;
  }
  #each(change: (range: Range) => unknown): G {
    for (const range of this.#ranges) change(Range.of(range));
    return whole(this);
  }
  getRanges(): GRange[] {
    return [...this.#ranges];
  }
  clearContent(): G {
    return this.#each((range) => range.clearContent());
  }
  setValue(value: unknown): G {
    return this.#each((range) => range.setValue(value));
  }
  setNumberFormat(format: string): G {
    return this.#each((range) => range.setNumberFormat(format));
  }
  setBackground(css: string | null): G {
    return this.#each((range) => range.setBackground(css));
  }
  setFontColor(css: string | null): G {
    return this.#each((range) => range.setFontColor(css));
  }
  setFontWeight(weight: GoogleAppsScript.Spreadsheet.FontWeight | null): G {
    return this.#each((range) => range.setFontWeight(weight));
  }
  setHorizontalAlignment(alignment: 'left' | 'center' | 'normal' | 'right' | null): G {
    return this.#each((range) => range.setHorizontalAlignment(alignment));
  }
  setWrap(wrap: boolean): G {
    return this.#each((range) => range.setWrap(wrap));
  }
}
expose('RangeList', RangeList);
